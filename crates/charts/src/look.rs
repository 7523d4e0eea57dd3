//! How a chart looks, whatever it shows: its theme, and the page it is laid out on.

use std::fmt;
use std::str::FromStr;

use peel_model::InvalidWord;

use crate::theme::Theme;

/// How a chart looks, whatever it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Its colours and the sizes of its text.
    pub theme: Theme,
    /// Its width and height.
    pub size: PageSize,
}

/// The width and height of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageSize {
    /// As high as its rows need, usually 960 pixels wide.
    #[default]
    Natural,
    /// 16:9, for slides.
    Wide,
    /// As wide as high.
    Square,
    /// Half a page of A4 within its margins, 170 x 125 mm.
    A4Half,
    /// The card that social media show of a link, 1200 x 630 pixels; read small, so no text is less than 12 high.
    Social,
}

/// What a chart is laid out on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'t> {
    /// Its colours and the sizes of its text.
    pub(crate) theme: &'t Theme,
    /// The usual width of a chart in CSS pixels. A chart may take more room where it cannot do with this.
    pub(crate) width: f32,
    /// The page the finished chart has to fill; none when it is as high as it needs.
    pub(crate) page: Option<Page>,
}

/// The natural size of a chart that fills a page, in whole CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its width.
    pub(crate) width: u16,
    /// Its height.
    pub(crate) height: u16,
    /// No text on it is smaller, in CSS pixels.
    pub(crate) least_text: u8,
}

/// The width of a sheet as high as its chart.
const WIDTH: f32 = 960.0;
/// A chart that does not fit its page is laid out on a sheet so much wider, and set smaller.
const STEP: f32 = 1.06;
/// No text of a finished chart is smaller, in CSS pixels; on a card, which is read small, none is smaller than more.
pub(crate) const LEAST_TEXT: u8 = 8;
const LEAST_TEXT_OF_CARD: u8 = 12;

impl Look {
    /// The usual look: the theme `light`, as high as the chart's rows need.
    ///
    /// # Errors
    ///
    /// Those of [`Theme::light`].
    pub fn usual() -> Result<Self, crate::ChartError> {
        Ok(Self { theme: Theme::light()?, size: PageSize::Natural })
    }

    /// The sheets a chart may be laid out on, the best first: every next one is wider, and its text therefore
    /// smaller when it fills the page.
    pub(crate) fn sheets(&self) -> impl Iterator<Item = Sheet<'_>> {
        let (page, width) = self.size.page();
        let first = Sheet { theme: &self.theme, width, page };
        std::iter::successors(Some(first), Sheet::wider).take_while(|sheet| sheet.is_legible(sheet.width))
    }
}

impl Sheet<'_> {
    /// The next one that fills the same page; after the widest that can be read, none.
    fn wider(&self) -> Option<Self> {
        let page = self.page?;
        let smallest = self.theme.sizes.smallest() / f32::from(page.least_text);
        let widest = (f32::from(page.width) * smallest - 1.0).floor();
        (self.width < widest).then(|| Self { width: (self.width * STEP).min(widest), ..*self })
    }

    /// Whether there is no wider one that fills the same page.
    pub(crate) fn is_widest(&self) -> bool {
        self.page.is_some() && self.wider().is_none()
    }

    /// Whether the smallest text of a chart laid out this wide can be read when the chart fills the page.
    pub(crate) fn is_legible(&self, width: f32) -> bool {
        self.page.is_none_or(|page| {
            f32::from(page.width) / width * self.theme.sizes.smallest() >= f32::from(page.least_text)
        })
    }
}

impl Page {
    /// The height that a chart laid out this wide fills.
    pub(crate) fn height_at(self, width: f32) -> f32 {
        width * f32::from(self.height) / f32::from(self.width)
    }
}

impl PageSize {
    /// Every size.
    pub const ALL: [Self; 5] = [Self::Natural, Self::Wide, Self::Square, Self::A4Half, Self::Social];

    /// Its name on the command line and in plans.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Natural => "natural",
            Self::Wide => "wide",
            Self::Square => "square",
            Self::A4Half => "a4-half",
            Self::Social => "social",
        }
    }

    /// How small its smallest text may be, in CSS pixels.
    pub(crate) const fn least_text(self) -> u8 {
        match self {
            Self::Social => LEAST_TEXT_OF_CARD,
            _ => LEAST_TEXT,
        }
    }

    /// The page, and how wide a chart is laid out to fill it: the less wide, the larger its text.
    fn page(self) -> (Option<Page>, f32) {
        let least_text = self.least_text();
        let page = |width, height| Some(Page { width, height, least_text });
        match self {
            Self::Natural => (None, WIDTH),
            Self::Wide => (page(1280, 720), 960.0),
            Self::Square => (page(1080, 1080), 800.0),
            Self::A4Half => (page(642, 472), 760.0),
            Self::Social => (page(1200, 630), 840.0),
        }
    }
}

impl fmt::Display for PageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for PageSize {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let found = Self::ALL.into_iter().find(|size| size.as_str().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| InvalidWord {
            text: text.trim().to_owned(),
            expected: "a size (`natural`, `wide`, `square`, `a4-half` or `social`)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_sizes_are_read_back() {
        for size in PageSize::ALL {
            assert_eq!(size.to_string().parse(), Ok(size));
        }
        assert!("a3".parse::<PageSize>().unwrap_err().to_string().starts_with("`a3` is not a size"));
    }

    #[test]
    fn every_page_has_a_sheet_to_begin_with_and_a_last_one() {
        for size in PageSize::ALL {
            let look = Look { size, ..Look::usual().unwrap() };
            assert!((1..40).contains(&look.sheets().count()), "{size}");
        }
    }
}
