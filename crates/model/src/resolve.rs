//! From a name as someone wrote it to the thing it names, or to a sentence that helps.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    AreaId, CycleId, Dataset, ForceId, IndicatorId, Names, Unresolved, day_in_words, fold, names::closest,
    shortened,
};

/// A name that stands for nothing known, or for several things.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct UnknownName {
    /// What is wrong, the name in backticks.
    pub message: String,
    /// What to do; at least one line.
    pub hints: Vec<String>,
}

impl Dataset {
    /// The force known by this name: identifier, official or short name, code or listed spelling.
    ///
    /// # Errors
    ///
    /// [`UnknownName`], with the nearest names.
    pub fn resolve_force(&self, text: &str) -> Result<ForceId, UnknownName> {
        resolve(&self.force_names, text, &self.about.noun, "forces").map_err(|mut unknown| {
            let (name, left_out) = (fold(text), fold(&self.about.left_out));
            // A few letters may stand in any sentence.
            if name.len() > 2 && format!(" {left_out} ").contains(&format!(" {name} ")) {
                unknown.hints.insert(0, self.about.left_out.clone());
            }
            unknown
        })
    }

    /// What is said of a name that is no force's, without what it might have been.
    #[must_use]
    pub fn is_no_force(&self, text: &str) -> String {
        is_not(text, &self.about.noun)
    }

    /// The cycle known by this name: identifier or label.
    ///
    /// # Errors
    ///
    /// [`UnknownName`], with the nearest names.
    pub fn resolve_cycle(&self, text: &str) -> Result<CycleId, UnknownName> {
        resolve(&self.cycle_names, text, "cycle", "cycles")
    }

    /// The area of a cycle known by this name: identifier or title.
    ///
    /// # Errors
    ///
    /// [`UnknownName`], with the nearest names and the other cycles that have an area of this name.
    pub fn resolve_area(&self, cycle: &CycleId, text: &str) -> Result<AreaId, UnknownName> {
        let none = Names::default();
        let names = self.area_names.get(cycle).unwrap_or(&none);
        resolve(names, text, &format!("area of {cycle}"), "areas").map_err(|mut unknown| {
            let elsewhere: Vec<&str> = (self.area_names.iter())
                .filter(|(_, names)| names.resolve(text).is_ok())
                .map(|(cycle, _)| cycle.as_str())
                .collect();
            if !elsewhere.is_empty() {
                unknown.hints.insert(0, format!("it is an area of {}", elsewhere.join(", ")));
            }
            unknown
        })
    }

    /// The indicator known by this name: identifier or title.
    ///
    /// # Errors
    ///
    /// [`UnknownName`], with the nearest names.
    pub fn resolve_indicator(&self, text: &str) -> Result<IndicatorId, UnknownName> {
        resolve(&self.indicator_names, text, "indicator", "indicators")
    }

    /// What a spelling may stand for, by identifiers: a force, areas of any cycle, an indicator.
    #[must_use]
    pub fn meant_by(&self, text: &str) -> Vec<String> {
        let force = self.force_names.resolve(text).ok().map(|force| force.to_string());
        let areas = self.area_names.values().filter_map(|names| names.resolve(text).ok());
        let areas: BTreeSet<String> = areas.map(|area| area.to_string()).collect();
        let indicator = self.indicator_names.resolve(text).ok().map(|indicator| indicator.to_string());
        force.into_iter().chain(areas).chain(indicator).collect()
    }

    /// The period of this name among those that indicators have values for, as the data write it. A day may be written
    /// as charts do, `31 March 2025`.
    ///
    /// # Errors
    ///
    /// [`UnknownName`], with the nearest names.
    pub fn resolve_period(&self, text: &str) -> Result<String, UnknownName> {
        let periods: BTreeSet<&String> = self.observations.iter().map(|value| &value.period).collect();
        let mut names = Names::default();
        for period in periods {
            names.add(period, period);
            if let Some(day) = day_in_words(period) {
                names.add(&day, period);
            }
        }
        resolve(&names, text, "period", "periods")
    }

    /// The periods that an indicator has rows of, in order of time: name, first and last day as the data write them, and
    /// how many forces have a figure.
    #[must_use]
    pub fn periods_of(&self, indicator: &IndicatorId) -> Vec<([&str; 3], usize)> {
        let mut periods: BTreeMap<[&str; 3], BTreeSet<&ForceId>> = BTreeMap::new();
        for row in self.observations.iter().filter(|row| row.indicator == *indicator) {
            let forces = periods.entry([&row.period_end, &row.period_start, &row.period]).or_default();
            if row.numerator.or(row.published_value).is_some() {
                forces.insert(&row.force);
            }
        }
        periods.into_iter().map(|([end, start, name], forces)| ([name, start, end], forces.len())).collect()
    }

    /// The group known by this name, as the data write it.
    ///
    /// # Errors
    ///
    /// [`UnknownName`], with the nearest names, or with how to add a group where there are none.
    pub fn resolve_group(&self, text: &str) -> Result<String, UnknownName> {
        resolve(&self.group_names, text, "group", "groups").map_err(|mut unknown| {
            if self.groups.is_empty() {
                unknown.hints =
                    vec!["the data describe no groups: `peel list groups` says how to add one".to_owned()];
            }
            unknown
        })
    }
}

/// `did you mean …?` for the words most like `text`, or nothing.
#[must_use]
pub fn did_you_mean<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = closest(text, candidates);
    (!near.is_empty()).then(|| format!("did you mean {}?", one_of(&near)))
}

fn is_not(text: &str, noun: &str) -> String {
    format!("`{}` is not {} {noun}", shortened(text), article(noun))
}

fn resolve<K: Ord + Clone + AsRef<str>>(
    names: &Names<K>,
    text: &str,
    noun: &str,
    list: &str,
) -> Result<K, UnknownName> {
    names.resolve(text).map_err(|unresolved| match unresolved {
        Unresolved::Unknown(near) => UnknownName {
            message: is_not(text, noun),
            hints: vec![if near.is_empty() {
                format!("`peel list {list}` shows every name")
            } else {
                format!("did you mean {}?", one_of(&near))
            }],
        },
        Unresolved::Ambiguous(keys) => UnknownName {
            message: format!("`{}` may be more than one {noun}", shortened(text)),
            hints: vec![format!("write {}", one_of(&keys))],
        },
    })
}

/// Names in words: each of a few; of many the first, the last, how many, and the command that shows all.
#[must_use]
pub fn in_short(names: &[&str], all: &str) -> String {
    const FEW: usize = 8;
    match names {
        [first, .., last] if names.len() > FEW => {
            format!("{first} to {last} ({} in all; `{all}` shows every one)", names.len())
        }
        few => few.join(", "),
    }
}

fn one_of<T: AsRef<str>>(words: &[T]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset() -> Dataset {
        let mut dataset = Dataset::default();
        dataset.about.noun = "force".to_owned();
        dataset.about.nouns = "forces".to_owned();
        for slug in ["northamptonshire", "north-yorkshire"] {
            dataset.force_names.add(slug, &ForceId::new(slug).unwrap());
        }
        let (early, late) = (CycleId::new("2016").unwrap(), CycleId::new("2018-19").unwrap());
        dataset.cycle_names.add("2016", &early);
        dataset.area_names.entry(early).or_default();
        dataset.area_names.entry(late).or_default().add("Wellbeing", &AreaId::new("wellbeing").unwrap());
        dataset
    }

    #[test]
    fn a_near_miss_is_suggested_never_taken() {
        let unknown = dataset().resolve_force("Northamptonshir").unwrap_err();
        assert_eq!(unknown.message, "`Northamptonshir` is not a force");
        assert_eq!(unknown.hints[0], "did you mean `northamptonshire`?");
    }

    #[test]
    fn who_is_left_out_on_purpose_is_said_to_be() {
        let mut dataset = dataset();
        dataset.about.left_out = "Harbour Police (HP) are left out: no police of an area".to_owned();
        for (name, is_said) in [("harbour police", true), ("HP", false), ("our pol", false)] {
            let hints = dataset.resolve_force(name).unwrap_err().hints;
            assert_eq!(hints[0] == dataset.about.left_out, is_said, "{name}");
        }
    }

    #[test]
    fn nothing_near_says_where_to_look() {
        let unknown = dataset().resolve_force("zz").unwrap_err();
        assert_eq!(unknown.hints, ["`peel list forces` shows every name"]);
    }

    #[test]
    fn many_names_are_the_first_the_last_and_how_many() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        assert_eq!(in_short(&names[..8], "list"), "a, b, c, d, e, f, g, h");
        assert_eq!(in_short(&names, "list"), "a to i (9 in all; `list` shows every one)");
    }

    #[test]
    fn an_area_of_another_cycle_is_said_to_be_one() {
        let unknown = dataset().resolve_area(&CycleId::new("2016").unwrap(), "wellbeing").unwrap_err();
        assert_eq!(unknown.message, "`wellbeing` is not an area of 2016");
        assert_eq!(unknown.hints[0], "it is an area of 2018-19");
    }
}
