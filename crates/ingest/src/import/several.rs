//! Rows of several forces together, `Sussex & Surrey`: what they tell is of neither alone.

use peel_model::{ForceId, Severity, Unresolved, shortened};

use crate::import::entity::Entities;
use crate::import::read::Reader;
use crate::import::rows::RowIs;

/// The word for such a row, as it stands in an account.
pub(crate) const SEVERAL: &str = "several forces";

/// What stands between two names.
const JOINTS: [&str; 7] = [" & ", " and ", " with ", " + ", "/", ", ", ";"];

impl Entities<'_> {
    /// The forces that a text names, each once, where it names more than one and nothing else: `Kent/Essex`. One of two may be
    /// misspelt.
    pub(crate) fn several(&self, text: &str) -> Option<Vec<ForceId>> {
        const LONGEST: usize = 120;
        if text.len() > LONGEST {
            return None;
        }
        let mut forces = self.joined(text).or_else(|| self.nearly_joined(text))?;
        forces.sort();
        forces.dedup();
        (forces.len() > 1).then_some(forces)
    }

    fn joined(&self, text: &str) -> Option<Vec<ForceId>> {
        broken(text).find_map(|(first, rest)| {
            let first = self.of(first).force?;
            let rest = self.of(rest).force.map(|rest| vec![rest]).or_else(|| self.joined(rest))?;
            Some([vec![first], rest].concat())
        })
    }

    /// The same of two, of which one is nearly a force's name.
    fn nearly_joined(&self, text: &str) -> Option<Vec<ForceId>> {
        broken(text).find_map(|(first, second)| {
            let named = [self.of(first).force, self.of(second).force];
            match named {
                [Some(first), None] => Some(vec![first, self.nearest(second)?]),
                [None, Some(second)] => Some(vec![self.nearest(first)?, second]),
                _ => None,
            }
        })
    }

    /// The force that a text names beside something that is none.
    pub(crate) fn joined_with(&self, text: &str) -> Option<ForceId> {
        broken(text).find_map(|(first, second)| self.of(first).force.or_else(|| self.of(second).force))
    }

    /// The only force whose name a text nearly is.
    fn nearest(&self, text: &str) -> Option<ForceId> {
        match self.force_names().resolve(text) {
            Err(Unresolved::Unknown(near)) => <[ForceId; 1]>::try_from(near).ok().map(|[only]| only),
            _ => None,
        }
    }
}

/// A text in two, at each of the joints in it.
fn broken(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let at = |joint: &'static str| text.match_indices(joint).map(move |(at, _)| (at, at + joint.len()));
    let cut = JOINTS.into_iter().flat_map(at);
    cut.filter_map(|(end, start)| Some((text.get(..end)?.trim(), text.get(start..)?.trim())))
}

impl Reader<'_, '_> {
    /// Says which rows are set aside that are of several forces.
    pub(crate) fn several_forces(&mut self, rows: &[RowIs], entities: &Entities<'_>) {
        let is_several = |row: &RowIs| matches!(row, RowIs::SetAside(kind) if &**kind == SEVERAL);
        let n_rows = rows.iter().filter(|row| is_several(row)).count();
        let Some(place) = rows.iter().position(is_several) else { return };
        let at = (self.shape.body.start + place, self.shape.force_column);
        let name = self.grid.text(at.0, at.1);
        let forces = entities.several(name).unwrap_or_default();
        let forces = forces.iter().map(ForceId::as_str).collect::<Vec<_>>().join(" and ");
        let more = match n_rows {
            1 => String::new(),
            n => format!(", as are {} more such rows", n - 1),
        };
        let message = format!(
            "`{}` is {forces} together, and is set aside{more}: it is of neither alone",
            shortened(name)
        );
        let hint =
            "what these rows tell is missing from the forces' own, unless it stands there too".to_owned();
        self.say(Severity::Warning, "several-forces", at, message, &[hint]);
    }
}
