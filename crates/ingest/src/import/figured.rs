//! A cell as a figure: a number, or a kind of missing, or why it is neither.

use peel_model::shortened;

use crate::cell::footnote;
use crate::cell::missing::{self, Missing};
use crate::cell::number::{self, NumberUnit};
use crate::import::commas;
use crate::import::faults::Fault;
use crate::import::layout::{Part, Role};
use crate::import::nearly::{Nearly, nearly};
use crate::import::read::Reader;
use crate::import::record::Slot;
use crate::open::CellKind;

impl Reader<'_, '_> {
    /// The figure of a cell, or how it is missing; none where it is neither, which is accounted for.
    pub(crate) fn slot_in_row(&mut self, at: (usize, usize), part: Part) -> Option<(Slot, NumberUnit)> {
        let slot = self.merged_figure(at).map_or_else(|| self.slot(at), Err);
        match slot {
            Ok((Slot::Missing(Missing::Blank, place), unit)) if self.column_of(Role::Missing).is_some() => {
                let missing = self.missing_by_row(at.0, part);
                if missing.is_none() {
                    self.values.set_aside("no figure");
                }
                missing.map(|missing| (Slot::Missing(missing, place), unit))
            }
            Ok(read) => Some(read),
            Err(fault) => {
                self.faulty_value(at, fault);
                None
            }
        }
    }

    /// How a figure that is blank is missing, where the row says so.
    fn missing_by_row(&self, row: usize, part: Part) -> Option<Missing> {
        missing::of_part(self.grid.text(row, self.column_of(Role::Missing)?), part.as_str())
    }

    /// What is said of a figure below 0, which the data package has no place for.
    pub(crate) fn negative(&self, (row, column): (usize, usize)) -> Fault {
        let text = shortened(self.grid.text(row, column));
        Fault {
            code: "negative",
            message: format!("`{text}` is below 0, which no count, denominator or rate can be"),
            hints: vec!["a change is worked out from figures, and is none of them".to_owned()],
        }
    }

    /// A cell as a figure: a number or a kind of missing.
    pub(crate) fn slot(&self, (row, column): (usize, usize)) -> Result<(Slot, NumberUnit), Fault> {
        let place = self.grid.place(row, column);
        let text = self.grid.text(row, column);
        let cell = self.grid.cell(row, column);
        if let Some((cell, CellKind::Number(value))) = cell.map(|cell| (cell, cell.kind)) {
            return self.as_shown(cell, value).map(|(value, unit)| (Slot::Number(value, place), unit));
        }
        let plain = |missing| Ok((Slot::Missing(missing, place.clone()), NumberUnit::Plain));
        if text.is_empty() {
            return plain(Missing::Blank);
        }
        let own = self.own_missing(text);
        // No marker that all know is a number.
        if let Some(number) = number::read(text).filter(|_| own.is_none() && self.grid.commas.is_empty()) {
            return Ok((Slot::Number(number.value, place), number.unit));
        }
        if let Some(missing) = own.or_else(|| missing::of_figure(text)) {
            return plain(missing);
        }
        let peeled = footnote::peel(text);
        let read = number::read(text).or_else(|| number::read(&peeled.text));
        match (read, self.missing(&peeled.text)) {
            (Some(_), _) if commas::is_doubtful(self.grid, column, &peeled.text) => Err(Fault {
                code: "number",
                message: format!(
                    "`{}` stands in a column in which a comma can only be a decimal point",
                    shortened(text)
                ),
                hints: vec![DECIMAL.to_owned()],
            }),
            (Some(number), _) => Ok((Slot::Number(number.value, place), number.unit)),
            (None, Some(missing)) => plain(missing),
            (None, None) if number::is_too_large(&peeled.text) => Err(Fault {
                code: "number",
                message: format!("`{}` has more digits than a figure is held to", shortened(text)),
                hints: vec!["whole numbers are exact up to 9,007,199,254,740,992".to_owned()],
            }),
            (None, None) => {
                let says = nearly(text)
                    .map_or("is not a number, nor a known marker of a missing value", Nearly::says);
                Err(Fault {
                    code: "number",
                    message: format!("`{}` {says}", shortened(text)),
                    hints: vec![not_a_number(text).to_owned()],
                })
            }
        }
    }

    /// What a marker means, in this publication before all others.
    pub(crate) fn missing(&self, text: &str) -> Option<Missing> {
        self.own_missing(text).or_else(|| missing::of_figure(text))
    }

    fn own_missing(&self, text: &str) -> Option<Missing> {
        let own = self.bound.layout.missing.iter().find(|(marker, _)| marker.eq_ignore_ascii_case(text));
        own.map(|(_, kind)| *kind)
    }
}

/// What to do about a marker that is not known.
pub(crate) const OWN_MARKER: &str =
    "a marker of this publication can be named under [missing] in a layout of your own";

/// What to do about decimal commas that may be none.
const DECIMAL: &str = "write decimals after a full stop, and no comma that is none between thousands";

/// What to do about a text that is no figure.
pub(crate) fn not_a_number(text: &str) -> &'static str {
    if let Some(nearly) = nearly(text) {
        nearly.hint()
    } else if text.starts_with('=') {
        "a formula without its result: open the workbook in a spreadsheet program, and save it"
    } else if text.split_once(',').is_some_and(|(_, after)| after.len() != 3 && !after.contains([',', '.'])) {
        DECIMAL
    } else if text.contains(|letter: char| letter.is_ascii_digit()) {
        "a figure is written like `1200`, `1,200` or `2031.5`"
    } else {
        OWN_MARKER
    }
}
