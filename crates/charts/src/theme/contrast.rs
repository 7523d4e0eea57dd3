//! Whether everyone can read a theme: the contrasts of WCAG 2.2 (1.4.3 text, 1.4.11 shapes), and how far apart colours
//! are that must not be taken for each other, as readers with a colour vision deficiency see them.
//!
//! The shipped themes are held to it by a test; of a user's, whatever falls short is said.

use peel_model::{Grade, NoGrade, Scale};

use super::Theme;
use crate::palette::sight::{Sight, difference};
use crate::palette::{Fill, Rgb};

/// Of text and its ground.
const TEXT: f32 = 4.5;
/// Of a shape and what lies beside it.
const SHAPE: f32 = 3.0;
/// Of the mark of the force in question and those of the others, which differ in more than colour.
const SUBJECT: f32 = 2.0;
/// 2.3 in CIE L*a*b* is just noticeable side by side; ten times that is seen at a glance.
const APART: f32 = 23.0;

/// Collects what falls short.
struct Concerns(Vec<String>);

impl Concerns {
    fn contrast(&mut self, (one_role, one): (&str, Rgb), (two_role, two): (&str, Rgb), wanted: f32) {
        let found = one.contrast(two);
        if found < wanted {
            let (found, wanted) = (tenths(found), tenths(wanted));
            self.0.push(format!(
                "`{one_role}` ({one}) beside `{two_role}` ({two}) has a contrast of {found}:1, less than {wanted}:1"
            ));
        }
    }

    fn distance(&mut self, (one_role, one): (&str, Rgb), (two_role, two): (&str, Rgb)) {
        for sight in Sight::ALL {
            let found = difference(sight.sees(one), sight.sees(two));
            if found < APART {
                self.0.push(format!(
                    "`{one_role}` ({one}) and `{two_role}` ({two}) look alike with {}: {} apart in CIE L*a*b*, \
                     less than {APART}",
                    sight.words(),
                    tenths(found)
                ));
                return;
            }
        }
    }

    /// Text on a fill, and on the lines across it.
    fn legible(&mut self, role: &str, fill: Fill) {
        let lines = fill.hatch.and(fill.lines).unwrap_or(fill.ground);
        let ink = format!("{role}.ink");
        self.contrast((&ink, fill.ink), (&format!("{role}.ground"), fill.ground), TEXT);
        if lines != fill.ground {
            self.contrast((&ink, fill.ink), (&format!("{role}.lines"), lines), TEXT);
        }
    }
}

/// A ratio as it is said, cut and not rounded, so that 4.48 is not said to be 4.5.
fn tenths(ratio: f32) -> String {
    format!("{:.1}", (ratio * 10.0).floor() / 10.0)
}

impl Theme {
    /// What of the theme not everyone can read: each with the colours, what was found and what is wanted. Nothing
    /// of a shipped one.
    ///
    /// # Examples
    ///
    /// ```
    /// use peel_charts::Theme;
    ///
    /// let theme = Theme::read("house.toml", "grey = \"#BBBBBB\"\n")?;
    /// assert!(theme.concerns()[0].starts_with("`grey` (#BBBBBB) beside `paper` (#FFFFFF) has a contrast of 1.9:1"));
    /// assert!(Theme::light()?.concerns().is_empty());
    /// # Ok::<(), peel_charts::ChartError>(())
    /// ```
    #[must_use]
    pub fn concerns(&self) -> Vec<String> {
        let mut concerns = Concerns(Vec::new());
        for ink in [("ink", self.ink), ("grey", self.grey)] {
            for ground in [("paper", self.paper), ("band", self.band)] {
                concerns.contrast(ink, ground, TEXT);
            }
        }
        // The line of the force in question has its name in the same colour.
        concerns.contrast(("subject", self.subject), ("paper", self.paper), TEXT);
        let marks = [
            ("comparator", self.comparator),
            ("other", self.other),
            ("better", self.better),
            ("worse", self.worse),
            ("similar", self.similar),
            ("rule", self.rule),
        ];
        for mark in marks {
            concerns.contrast(mark, ("paper", self.paper), SHAPE);
        }
        // Lines and marks of these lie on the bands of what is usual too. What is lost on the paper was said above.
        let on_bands = [("subject", self.subject), marks[0], marks[2], marks[3], marks[4]];
        for mark in on_bands.into_iter().filter(|(_, ink)| ink.contrast(self.paper) >= SHAPE) {
            concerns.contrast(mark, ("band", self.band), SHAPE);
        }
        concerns.contrast(("subject", self.subject), ("comparator", self.comparator), SUBJECT);
        concerns.distance(("better", self.better), ("worse", self.worse));
        for (name, words) in [("four-tiers", "O G RI I"), ("five-tiers", "O G A RI I")] {
            if let Ok(scale) = words.parse() {
                self.grades(&mut concerns, name, &scale);
            }
        }
        for kind in NoGrade::ALL {
            concerns.legible(&format!("gaps.{}", kind.slug()), self.gap_fill(kind));
        }
        concerns.0
    }

    /// Neighbours, text on them, where they end on the paper, and every two of them.
    fn grades(&self, concerns: &mut Concerns, name: &str, scale: &Scale) {
        let fills: Vec<(String, Fill)> = scale
            .best_first()
            .iter()
            .map(|grade| (role(name, *grade), self.grade_fill(*grade, scale)))
            .collect();
        let ground = |(role, fill): &(String, Fill)| (format!("{role}.ground"), fill.ground);
        for pair in fills.windows(2) {
            let [(one_role, one), (two_role, two)] = [ground(&pair[0]), ground(&pair[1])];
            concerns.contrast((&one_role, one), (&two_role, two), SHAPE);
        }
        for (role, fill) in &fills {
            concerns.legible(role, *fill);
            concerns.contrast((role, fill.edge.unwrap_or(fill.ground)), ("paper", self.paper), SHAPE);
        }
        for (at, one) in fills.iter().enumerate() {
            // A hatch that only one of them has tells them apart whatever the colours.
            for two in fills[at + 1..].iter().filter(|two| two.1.hatch == one.1.hatch) {
                let [(one_role, one), (two_role, two)] = [ground(one), ground(two)];
                concerns.distance((&one_role, one), (&two_role, two));
            }
        }
    }
}

fn role(name: &str, grade: Grade) -> String {
    format!("{name}.{}", grade.slug())
}
