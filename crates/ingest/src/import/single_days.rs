//! Dates alone as headers, `2031-03-31`, `2032-03-31`: each is one day, and may have been meant for the year that ends then.

use peel_model::{IndicatorKind, Severity, fold, shortened};

use crate::import::bind::{Column, Figure};
use crate::import::read::Reader;
use crate::import::says::TableSays;
use crate::import::when::{known_kind, means_days, titles_mean_days};

/// Words for what is there at a day, rather than counted over time.
const STATES: [&str; 9] =
    ["officers", "staff", "headcount", "fte", "strength", "population", "employees", "pcsos", "vehicles"];

impl Reader<'_, '_> {
    /// Says that figures are filed under one day each, where that is the end of a month and nothing says that they are of a
    /// state.
    pub(crate) fn days_of_headers(&mut self, says: &TableSays) {
        let layout = self.bound.layout;
        if layout.gives.are_gradings() || layout.stock || self.values.kept == 0 || says.measured.is_some() {
            return;
        }
        let columns = self.value_columns();
        let is_day = |(place, column, figure): &&(usize, Column, Figure)| {
            let ends = column
                .time
                .period()
                .is_some_and(|day| day.start == day.end && day.end == day.end.last_of_month());
            ends && figure.words.is_empty() && !means_days(self.shape.header_of(*place))
        };
        let mut days = columns.iter().filter(is_day);
        let Some((place, ..)) = days.next() else { return };
        let n_others = days.count();
        let is_state = says.of_table(false).is_none_or(|id| self.is_of_a_state(id));
        if n_others == 0 || is_state || titles_mean_days(self.grid, self.shape) {
            return;
        }
        let at = (self.shape.header.last().copied().unwrap_or(self.shape.body.start), *place);
        let header = shortened(self.shape.header_of(*place));
        let message = format!("`{header}` is filed as that one day, as are {n_others} more headers");
        let hint = format!("write `Year ending {header}` where it is a year that ends then");
        self.say(Severity::Note, "one-day", at, message, &[hint]);
    }

    fn is_of_a_state(&self, indicator: &str) -> bool {
        let is_named = || fold(indicator).split(' ').any(|word| STATES.contains(&word));
        known_kind(indicator, self.context).map_or_else(is_named, |kind| kind == IndicatorKind::Stock)
    }
}
