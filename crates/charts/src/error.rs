//! Why a chart could not be drawn.

use crate::look::{LEAST_TEXT, PageSize};

/// Why a chart could not be drawn, or a drawn one not turned into PNG.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// The table is of the right form, but empty.
    #[error("nothing to draw: {0}")]
    NothingToDraw(String),
    /// The table lacks a column the chart is made of.
    #[error("the table `{table}` has no column `{column}`, which its chart needs")]
    MissingColumn {
        /// The title of the table.
        table: String,
        /// The column's name.
        column: String,
    },
    /// The table does not say which grades the cycle could give.
    #[error("the table `{0}` does not name its scale of grades, which its chart needs")]
    MissingScale(String),
    /// The table answers no analysis, so that no chart belongs to it.
    #[error("the table `{0}` is a plain list, which no chart belongs to")]
    NoChart(String),
    /// A theme that is none.
    #[error("`{name}`{}: {message}", line.map(|line| format!(":{line}")).unwrap_or_default())]
    Theme {
        /// The theme's name or file.
        name: String,
        /// The line of its file.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// The chart does not fit a page of the size asked for.
    #[error("the chart does not fit its page: its smallest text would be less than {least} pixels high")]
    NoRoom {
        /// How high the smallest text of such a page is at least, in CSS pixels.
        least: u8,
        /// The sizes it fits, the nearest first.
        instead: Vec<PageSize>,
    },
    /// The bundled font cannot be read.
    #[error("the bundled font cannot be read: {0}")]
    Font(String),
    /// The SVG could not be written.
    #[error("the chart could not be written as SVG: {0}")]
    Svg(String),
    /// A scale that is no scale.
    #[error("a picture cannot be scaled by `{0}`: expected a number above 0 and at most 16")]
    Scale(f32),
    /// The PNG would be too large to hold in memory.
    #[error(
        "a PNG of {width} x {height} pixels is too large: ask for SVG or PDF, which have no pixels, or about fewer forces or areas"
    )]
    TooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// What a file says of a chart's making cannot be read, or could not be written.
    #[error("what the chart carries of its making cannot be read: {0}")]
    Provenance(String),
    /// The PDF could not be made.
    #[error("the chart could not be written as PDF: {0}")]
    Pdf(String),
    /// The PNG could not be made.
    #[error("the chart could not be drawn as PNG: {0}")]
    Png(String),
}

impl ChartError {
    /// That a chart does not fit a sheet, while it is tried on others.
    pub(crate) const NO_ROOM: Self = Self::NoRoom { least: LEAST_TEXT, instead: Vec::new() };

    /// What to do about it, where there is more to say than what is wrong.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Theme { hint, .. } => hint.clone(),
            Self::NoRoom { instead, .. } if !instead.is_empty() => {
                let sizes: Vec<_> = instead.iter().map(|size| format!("`{size}`")).collect();
                Some(format!("take a size that the chart fits: {}", sizes.join(", ")))
            }
            _ => None,
        }
    }
}
