//! How a chart looks, whatever it shows: its theme, and the sheet it is laid out on.

use crate::theme::Theme;

/// How a chart looks, whatever it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Its colours and the sizes of its text.
    pub theme: Theme,
}

/// What a chart is laid out on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'t> {
    /// Its colours and the sizes of its text.
    pub(crate) theme: &'t Theme,
    /// The usual width of a chart in CSS pixels. A chart may take more room where it cannot do with this.
    pub(crate) width: f32,
}

/// The width of a sheet as high as its chart.
const WIDTH: f32 = 960.0;

impl Look {
    /// The sheet a chart is laid out on.
    pub(crate) const fn sheet(&self) -> Sheet<'_> {
        Sheet { theme: &self.theme, width: WIDTH }
    }
}
