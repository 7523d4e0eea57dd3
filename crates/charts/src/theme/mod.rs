//! The colours and the sizes of text, by what they are for. A theme is data: a TOML file, of which three are
//! shipped and a user's own takes what it leaves out from one of those.

mod contrast;
mod file;

#[cfg(test)]
mod tests;

use peel_model::{Grade, NoGrade, Scale, Verdict};
use serde::Deserialize;

use crate::palette::{Fill, Ramp, Rgb};

/// Below this contrast with the paper a shape is outlined (WCAG 2.2, 1.4.11).
const LEAST_CONTRAST: f32 = 3.0;
/// How large the title is where all other text is as small as may be.
const TITLE_OF_DENSE: f32 = 1.3;

/// The colours and the sizes of text of a chart, by role.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Theme {
    /// The page.
    pub(crate) paper: Rgb,
    /// Text, and whatever must be seen first.
    pub(crate) ink: Rgb,
    /// Text of the second rank: subtitle, foot, regions.
    pub(crate) grey: Rgb,
    /// Thin outlines of what is too pale to stand alone, and axes.
    pub(crate) rule: Rgb,
    /// Outlines of what carries a letter, too.
    pub(crate) pale: Rgb,
    /// Hatches, lines of a grid, and the outlines of what is empty.
    pub(crate) faint: Rgb,
    /// The mark of the force in question.
    pub(crate) subject: Rgb,
    /// The marks of those it is compared with.
    pub(crate) comparator: Rgb,
    /// The marks of all others.
    pub(crate) other: Rgb,
    /// The mark of what is better beyond chance.
    pub(crate) better: Rgb,
    /// The mark of what is worse beyond chance.
    pub(crate) worse: Rgb,
    /// The mark of what is neither.
    pub(crate) similar: Rgb,
    /// The ground of bands and intervals.
    pub(crate) band: Rgb,
    /// How large text is.
    pub(crate) sizes: Sizes,
    four_tiers: GradeFills,
    five_tiers: GradeFills,
    gaps: GapFills,
    /// Shades for counts.
    pub(crate) counts: Counts,
}

/// How large text is, in CSS pixels of the chart as it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sizes {
    /// The title.
    pub(crate) title: f32,
    /// The subtitle.
    pub(crate) subtitle: f32,
    /// Names and values, in rows and cells.
    pub(crate) text: f32,
    /// Heads of columns, letters in cells, the legend.
    pub(crate) label: f32,
    /// The foot, ticks, and whatever has little room.
    pub(crate) small: f32,
}

/// Shades for counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counts {
    /// Of what is known.
    pub(crate) known: Ramp,
    /// Of what is missing.
    pub(crate) missing: Ramp,
}

/// The fills of a scale. That of four tiers has no `adequate`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct GradeFills {
    outstanding: Fill,
    good: Fill,
    adequate: Option<Fill>,
    requires_improvement: Fill,
    inadequate: Fill,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct GapFills {
    disputed: Fill,
    unknown: Fill,
    not_graded: Fill,
    not_inspected: Fill,
}

impl Sizes {
    /// The size of the smallest text.
    pub(crate) fn smallest(self) -> f32 {
        [self.title, self.subtitle, self.text, self.label, self.small]
            .into_iter()
            .fold(f32::INFINITY, f32::min)
    }
}

impl GradeFills {
    fn of(&self, grade: Grade) -> Fill {
        match grade {
            Grade::Outstanding => self.outstanding,
            Grade::Good => self.good,
            // A scale without the grade gives none; were one there, it lies beside Good.
            Grade::Adequate => self.adequate.unwrap_or(self.good),
            Grade::RequiresImprovement => self.requires_improvement,
            Grade::Inadequate => self.inadequate,
        }
    }
}

impl Theme {
    /// The same with every text as small as the smallest but the title, for pages that have no room for more.
    pub(crate) fn dense(&self) -> Self {
        let small = self.sizes.smallest();
        let title = self.sizes.title.min(small * TITLE_OF_DENSE);
        let sizes = Sizes { title, subtitle: small, text: small, label: small, small };
        Self { sizes, ..self.clone() }
    }

    /// The fill of a grade on this scale.
    pub(crate) fn grade_fill(&self, grade: Grade, scale: &Scale) -> Fill {
        let fills = if scale.has(Grade::Adequate) { &self.five_tiers } else { &self.four_tiers };
        let fill = fills.of(grade);
        let outline = (fill.ground.contrast(self.paper) < LEAST_CONTRAST).then_some(self.rule);
        Fill { edge: fill.edge.or(outline), ..fill }
    }

    /// Whether a grade on this scale, which is without `adequate`, is filled otherwise than on one that has it.
    pub(crate) fn differs_by_scale(&self, grade: Grade, scale: &Scale) -> bool {
        let without = self.four_tiers.of(grade).ground;
        !scale.has(Grade::Adequate) && self.five_tiers.of(grade).ground != without
    }

    /// The fill of a kind of having no grade.
    pub(crate) const fn gap_fill(&self, kind: NoGrade) -> Fill {
        match kind {
            NoGrade::Disputed => self.gaps.disputed,
            NoGrade::Unknown => self.gaps.unknown,
            NoGrade::NotGraded => self.gaps.not_graded,
            NoGrade::NotInspected => self.gaps.not_inspected,
        }
    }

    /// How a grade, or a kind of having none, is filled, and the letter or sign that stands on it.
    pub(crate) fn verdict_fill(&self, verdict: Verdict, scale: &Scale) -> (Fill, &'static str) {
        match verdict {
            Verdict::Graded(grade) => (self.grade_fill(grade, scale), grade.letter()),
            Verdict::Without(kind) => (self.gap_fill(kind), kind.sign()),
        }
    }
}
