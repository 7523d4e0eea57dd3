//! A force among its peers in one indicator: what the tables of one period begin with.

use peel_model::{Analysis, Dataset, ForceId, NoteKey, Selection, Table};

use super::{Figures, Rates, one_indicator};
use crate::AnalyticsError;
use crate::comparison::Comparison;

/// The most of those set apart that are named in a line.
const MOST_NAMES: usize = 2;

/// Whom a table of one indicator is about, and their figures.
pub(crate) struct Peers<'a> {
    pub(crate) figures: &'a Figures<'a>,
    pub(crate) comparison: &'a Comparison,
    /// The forces, the subject first.
    pub(crate) forces: &'a [&'a ForceId],
    pub(crate) rates: &'a Rates<'a>,
    /// What was taken by default.
    pub(crate) default: Option<String>,
}

/// Works out the peers of the one indicator and period asked for, and hands them on.
pub(crate) fn with_peers<T>(
    analysis: Analysis,
    dataset: &Dataset,
    selection: &Selection,
    make: impl FnOnce(&Peers<'_>) -> Result<T, AnalyticsError>,
) -> Result<T, AnalyticsError> {
    let figures = Figures::new(dataset);
    let (indicator, default) = one_indicator(analysis, dataset, &figures, selection)?;
    let period = figures.choose(&indicator.id, selection)?;
    let comparison = compared(dataset, selection, period.end)?;
    let forces: Vec<&ForceId> = std::iter::once(&selection.subject).chain(&comparison.members).collect();
    let rates = Rates::new(&figures, indicator, period, selection, &forces);
    rates.must_have_figures()?;
    make(&Peers { figures: &figures, comparison: &comparison, forces: &forces, rates: &rates, default })
}

/// The comparison at a date; nothing to say where there is no one to compare with.
pub(crate) fn compared(
    dataset: &Dataset,
    selection: &Selection,
    date: &str,
) -> Result<Comparison, AnalyticsError> {
    let comparison = Comparison::resolve_at(dataset, selection, Some(date))?;
    if comparison.members.is_empty() {
        let subject = dataset.short_name(&selection.subject).to_owned();
        return Err(AnalyticsError::NoComparators { subject, comparator: comparison.label });
    }
    Ok(comparison)
}

impl Peers<'_> {
    /// `Burglary, year to December 2024: Kent against the other 42 forces`.
    pub(crate) fn title(&self, dataset: &Dataset) -> String {
        let subject = self.forces.first().map_or("", |force| dataset.short_name(force));
        let (indicator, period) = (&self.rates.indicator.title, self.rates.period.name);
        format!("{indicator}, {period}: {subject} against {}", self.comparison.label)
    }

    /// Adds the notes every table of one indicator in one period begins with.
    pub(crate) fn begin(&self, dataset: &Dataset, selection: &Selection, table: &mut Table) {
        crate::notes::begin(dataset, selection, None, self.comparison, table);
        table.note(NoteKey::Period, self.rates.period.name);
        let (n, n_known) = (self.forces.len(), self.rates.n_known());
        let counted = self.counted(dataset);
        let all = dataset.about.counted(n);
        let subject =
            if self.subject_is_known() { "the subject among them" } else { "the subject without one" };
        table.note(NoteKey::Coverage, format!("{n_known} of {all} with a figure, {subject}{counted}"));
        crate::notes::defaults(selection, table);
        if let Some(default) = &self.default {
            table.note(NoteKey::Default, default.as_str());
        }
        if selection.period.is_none() {
            let whose = if self.subject_is_known() {
                "the latest with a figure of the subject"
            } else {
                "the latest"
            };
            table.note(NoteKey::Default, format!("period: {}, {whose}", self.rates.period.name));
        }
        super::made(self.rates, selection, table);
        super::say_from_afar([self.rates], table);
        super::say_passed_over(self.figures, dataset, selection, self.rates.indicator, table);
        table.note(NoteKey::Caveat, self.rates.alone().map_or("", |_| super::ALONE));
    }

    /// Of how many an average is, and without whom, where some have a figure and count in none.
    fn counted(&self, dataset: &Dataset) -> String {
        let figures = self.rates.figures.iter().zip(self.forces);
        let apart = figures.filter(|(figure, _)| figure.value.is_some() && figure.is_set_apart);
        let names: Vec<_> = apart.map(|(_, force)| dataset.short_name(force)).collect();
        let n_counted = self.rates.n_known() - names.len();
        match &names[..] {
            [] => String::new(),
            names if names.len() > MOST_NAMES => {
                format!("; averages are of {n_counted}, without {} set apart", names.len())
            }
            names => format!("; averages are of {n_counted}, without {}", names.join(" and ")),
        }
    }

    /// Whether averages count the subject's figure.
    pub(crate) fn subject_counts(&self) -> bool {
        self.rates.figures.first().is_some_and(|figure| figure.value.is_some() && !figure.is_set_apart)
    }

    fn subject_is_known(&self) -> bool {
        self.rates.figures.first().is_some_and(|figure| figure.value.is_some())
    }

    /// The places of the forces: the subject, then the others from the highest figure to the lowest, those
    /// without one last.
    pub(crate) fn order(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.forces.len()).collect();
        let value = |place: &usize| self.rates.figures[*place].value;
        if let Some(others) = places.get_mut(1..) {
            others.sort_by(|one, other| match (value(one), value(other)) {
                (Some(a), Some(b)) => {
                    b.total_cmp(&a).then_with(|| self.forces[*one].cmp(self.forces[*other]))
                }
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
        }
        places
    }
}
