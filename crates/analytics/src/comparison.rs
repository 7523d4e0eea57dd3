//! Who is compared with: the one place where a comparator becomes forces, a label and notes.

use std::collections::BTreeSet;

use peel_model::{Comparator, Counted, Dataset, ForceId, Membership, NoteKey, Selection, Table};

use crate::AnalyticsError;
use crate::neighbours::Neighbourhood;

/// The forces of a comparison, and how they are spoken of.
#[derive(Debug, Clone)]
pub(crate) struct Comparison {
    /// The comparators in the registry's order, without the subject.
    pub(crate) members: Vec<ForceId>,
    /// What they are called: `the other 42 forces`, `41 of the other 42 forces`.
    pub(crate) label: String,
    /// Whose an average of theirs is, with the subject's figure and without: `itself and its neighbours`,
    /// `its neighbours`; none where it is of all.
    whole: Option<[&'static str; 2]>,
    /// The names of those that are counted, in the order of `members`; the subject's last where it counts.
    names: Vec<String>,
    /// The names of those left out that would have been members.
    excluded: Vec<String>,
    /// What a reader should know of how the members were found.
    notes: Vec<(NoteKey, String)>,
}

impl Comparison {
    /// The comparison asked for, at the date of its period or cycle.
    pub(crate) fn resolve(dataset: &Dataset, selection: &Selection) -> Result<Self, AnalyticsError> {
        Self::resolve_at(dataset, selection, date(dataset, selection))
    }

    /// The comparison asked for, at a date (`2016`, `2016-11` or a day); none means now.
    pub(crate) fn resolve_at(
        dataset: &Dataset,
        selection: &Selection,
        date: Option<&str>,
    ) -> Result<Self, AnalyticsError> {
        let subject = &selection.subject;
        if dataset.forces.get(subject).is_none() {
            return Err(AnalyticsError::UnknownSubject(subject.to_string()));
        }
        let mut notes = Vec::new();
        let mut candidates = candidates(dataset, selection, date, &mut notes)?;
        let n_before = candidates.len();
        let (excluded, strangers): (BTreeSet<&ForceId>, BTreeSet<&ForceId>) =
            selection.excluded.iter().partition(|force| candidates.contains(force));
        candidates.retain(|force| !excluded.contains(force));
        if let Comparator::Neighbours(n) = selection.comparator {
            let neighbourhood = Neighbourhood::new(dataset, subject, &candidates, date)?;
            candidates = neighbourhood.nearest(n);
            neighbourhood.explain(&candidates, &mut notes);
        }
        let names = |forces: BTreeSet<&ForceId>| -> Vec<String> {
            let forces = dataset.forces.iter().filter(|force| forces.contains(&force.id));
            forces.map(|force| force.short_name.clone()).collect()
        };
        let (excluded, strangers) = (names(excluded), names(strangers));
        if !strangers.is_empty() {
            let strangers = strangers.join(", ");
            notes
                .push((NoteKey::Caveat, format!("Excluded, but not among those compared with: {strangers}")));
        }
        let members: Vec<ForceId> = dataset
            .forces
            .iter()
            .map(|force| &force.id)
            .filter(|id| candidates.contains(id))
            .cloned()
            .collect();
        let label = label(dataset, selection, &members, n_before);
        let whole = whole(selection, (members.len(), n_before));
        if members.is_empty() && !excluded.is_empty() {
            let (subject, comparator) = (dataset.short_name(subject).to_owned(), label);
            return Err(AnalyticsError::NoComparators { subject, comparator });
        }
        let itself = (selection.counted == Counted::Everyone).then_some(subject);
        let names = members.iter().chain(itself).map(|force| dataset.short_name(force).to_owned()).collect();
        Ok(Self { members, label, whole, names, excluded, notes })
    }

    /// An average's name with whose it is: `Mean of its region`; as it is where it is of all.
    pub(crate) fn named(&self, average: &str, counts_subject: bool) -> String {
        let whose = self.whole.map(|[with, without]| if counts_subject { with } else { without });
        whose.map_or_else(|| average.to_owned(), |whose| format!("{average} of {whose}"))
    }

    /// `among the other 42 forces`; of one alone, `beside Kent`.
    pub(crate) fn among(&self) -> String {
        let word = if self.members.len() == 1 { "beside" } else { "among" };
        format!("{word} {}", self.label)
    }

    /// Adds whom is compared with: the comparator, its members, who was left out.
    pub(crate) fn name(&self, table: &mut Table) {
        table.note(NoteKey::Comparator, self.label.as_str());
        table.note(NoteKey::Members, self.names.join(", "));
        table.note(NoteKey::Excluded, self.excluded.join(", "));
    }

    /// Adds what a reader should know of how the members were found, one kind of note at a time.
    pub(crate) fn explain(&self, key: NoteKey, table: &mut Table) {
        for text in self.explained(key) {
            // The table may say so of itself.
            let is_said = table.noted(key).any(|said| said == text);
            table.note(key, if is_said { "" } else { text });
        }
    }

    /// The same as texts.
    pub(crate) fn explained(&self, key: NoteKey) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(move |(other, _)| *other == key).map(|(_, text)| text.as_str())
    }
}

/// When is asked about: the end of the period, else the date of the (later) cycle.
pub(crate) fn date<'a>(dataset: &'a Dataset, selection: &Selection) -> Option<&'a str> {
    let observations = dataset.observations.iter();
    let ends = observations.filter(|value| Some(&value.period) == selection.period.as_ref());
    let cycle = || dataset.cycles.get(selection.cycle()?)?.date();
    ends.map(|value| value.period_end.as_str()).max().or_else(cycle)
}

/// Everyone a comparator may take in, the subject apart.
fn candidates(
    dataset: &Dataset,
    selection: &Selection,
    date: Option<&str>,
    notes: &mut Vec<(NoteKey, String)>,
) -> Result<BTreeSet<ForceId>, AnalyticsError> {
    let subject = &selection.subject;
    let own = dataset.forces.get(subject);
    let region = own.and_then(|force| force.region.as_ref());
    let country = own.and_then(|force| force.country.as_ref());
    let members: BTreeSet<&ForceId> = match &selection.comparator {
        Comparator::Group(name) => group(dataset, subject, name, date, notes)?,
        Comparator::Forces(forces) => forces.iter().collect(),
        _ => BTreeSet::new(),
    };
    let is_candidate = |force: &&peel_model::Force| match &selection.comparator {
        Comparator::All | Comparator::Neighbours(_) => true,
        Comparator::Region => region.is_some() && force.region.as_ref() == region,
        Comparator::Country => country.is_some() && force.country.as_ref() == country,
        Comparator::Group(_) | Comparator::Forces(_) => members.contains(&force.id),
    };
    let others = dataset.forces.iter().filter(|force| force.id != *subject);
    Ok(others.filter(is_candidate).map(|force| force.id.clone()).collect())
}

/// The members of a group, and what its rows say of themselves.
fn group<'a>(
    dataset: &'a Dataset,
    subject: &ForceId,
    name: &str,
    date: Option<&str>,
    notes: &mut Vec<(NoteKey, String)>,
) -> Result<BTreeSet<&'a ForceId>, AnalyticsError> {
    let own = |row: &&Membership| row.group == name && row.is_for(subject) && row.member != *subject;
    let rows: Vec<&Membership> = dataset.groups.iter().filter(own).filter(|row| row.holds_at(date)).collect();
    if rows.is_empty() {
        let n_otherwise = dataset.groups.iter().filter(own).count();
        let when = date.filter(|_| n_otherwise > 0).map(|date| format!(" that holds at {date}"));
        return Err(AnalyticsError::NoMembers {
            group: name.to_owned(),
            subject: dataset.short_name(subject).to_owned(),
            when: when.unwrap_or_default(),
        });
    }
    let each = |text: fn(&Membership) -> Option<String>| -> Vec<String> {
        rows.iter().filter_map(|row| text(row)).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let at = date.map(|date| format!(" at {date}")).unwrap_or_default();
    let mut says = vec![format!("group `{name}`, as the data describe it{at}")];
    let spans = each(|row| match (&row.from, &row.to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (Some(from), Some(to)) => Some(format!("from {from} to {to}")),
    });
    says.push(if spans.is_empty() { "its rows have no dates".to_owned() } else { spans.join(", ") });
    notes.push((NoteKey::Method, says.join("; ")));
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let sources = rows.iter().filter_map(|row| filled(&row.source)).collect::<BTreeSet<_>>();
    let remarks = rows.iter().filter_map(|row| filled(&row.note)).collect::<BTreeSet<_>>();
    notes.extend(sources.into_iter().map(|source| (NoteKey::Source, format!("group `{name}`: {source}"))));
    notes.extend(remarks.into_iter().map(|note| (NoteKey::Caveat, format!("Group `{name}`: {note}"))));
    Ok(rows.into_iter().map(|row| &row.member).collect())
}

/// Whose an average is, with the subject's figure and without it, in few words; none where it is of all.
fn whole(selection: &Selection, (n, n_before): (usize, usize)) -> Option<[&'static str; 2]> {
    match &selection.comparator {
        Comparator::All if n == n_before => None,
        Comparator::Region if n == n_before => Some(["its region"; 2]),
        Comparator::Country if n == n_before => Some(["its country"; 2]),
        Comparator::Neighbours(_) if n == 1 => Some(["itself and its neighbour", "its neighbour"]),
        Comparator::Neighbours(_) => Some(["itself and its neighbours", "its neighbours"]),
        Comparator::Group(_) if n == n_before => Some(["itself and its group", "its group"]),
        _ => Some(["those compared"; 2]),
    }
}

/// How the comparator is named to a reader: `the other 42 forces`, `3 of the other 4 forces in its
/// region, East Midlands`, `Essex and Kent`.
fn label(dataset: &Dataset, selection: &Selection, members: &[ForceId], n_before: usize) -> String {
    const FEW: usize = 4;
    let own = dataset.forces.get(&selection.subject);
    let n = members.len();
    let part = |all: String| if n == n_before { all } else { format!("{n} of {all}") };
    let others = part(match n_before {
        0 => format!("no other {}", dataset.about.noun),
        1 => format!("the one other {}", dataset.about.noun),
        n_others => format!("the other {}", dataset.about.counted(n_others)),
    });
    let within = |place: &str, name: Option<&str>| match name {
        Some(name) => format!("{others} in its {place}, {name}"),
        None => format!("{others} in its {place}"),
    };
    let label = match &selection.comparator {
        Comparator::All => others,
        Comparator::Region => within("region", own.and_then(|force| force.region.as_deref())),
        Comparator::Country => within("country", own.and_then(|force| force.country.as_deref())),
        Comparator::Neighbours(_) if n == 1 => "its nearest statistical neighbour".to_owned(),
        Comparator::Neighbours(_) => format!("its {n} nearest statistical neighbours"),
        Comparator::Group(name) => {
            format!("{} of group {name}", part(format!("the {}", dataset.about.counted(n_before))))
        }
        Comparator::Forces(_) if n == 0 => "none of those named is left".to_owned(),
        Comparator::Forces(_) if n <= FEW => {
            let names: Vec<&str> = members.iter().map(|force| dataset.short_name(force)).collect();
            match names.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                _ => names.concat(),
            }
        }
        Comparator::Forces(_) => format!("{} chosen", dataset.about.counted(n)),
    };
    match selection.counted {
        Counted::Comparators => label,
        Counted::Everyone => format!("itself and {label}"),
    }
}
