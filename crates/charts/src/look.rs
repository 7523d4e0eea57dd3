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
    /// How much is said below the chart.
    pub(crate) foot: Foot,
    /// Whether charts do without what stands beside their figures, in texts that are all as small as may be.
    pub(crate) is_dense: bool,
}

/// How much is said below a chart; who publishes the data, on what grades rest and the first caveat always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Foot {
    /// The first caveats, whole, and where the method is explained.
    Whole,
    /// The first sentence of each, one after the other.
    Brief,
    /// That of the first one alone.
    Least,
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
/// Text this much larger than the least is read with ease.
const EASE: f32 = 1.2;
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

    /// The sheets a chart may be laid out on, the best first. On a page without room for all, what goes first is
    /// decided by their order alone:
    ///
    /// 1. the size of the text, while it is read with ease;
    /// 2. words of the foot: where the method is explained, and all sentences of a note but its first; and the one block
    ///    of rows below each other, where two beside each other need less;
    /// 3. the size of the text, down to the least that is read;
    /// 4. in a chart on the `dense` theme, what stands beside its figures: second lines, regions, heads in words;
    /// 5. the caveats after the first one.
    ///
    /// Warnings, n of N, the first caveat, what grades rest on and the source stand on every sheet.
    pub(crate) fn sheets<'t>(&'t self, dense: &'t Theme) -> impl Iterator<Item = Sheet<'t>> {
        let (page, width) = self.size.page();
        let first = Sheet { theme: &self.theme, width, page, foot: Foot::Whole, is_dense: false };
        let wider = |first| std::iter::successors(Some(first), Sheet::wider);
        let whole: Vec<_> =
            wider(first).take_while(|sheet| sheet.width <= first.width || sheet.is_easy()).collect();
        let brief = whole
            .last()
            .filter(|sheet| sheet.page.is_some())
            .map(|sheet| Sheet { foot: Foot::Brief, ..*sheet });
        let brief: Vec<_> = brief.into_iter().flat_map(wider).collect();
        let last = brief.last().map(|sheet| Sheet { theme: dense, is_dense: true, ..*sheet });
        let dense = last.into_iter().flat_map(|sheet| [sheet, Sheet { foot: Foot::Least, ..sheet }]);
        whole.into_iter().chain(brief).chain(dense).filter(|sheet| sheet.is_legible(sheet.width))
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

    /// Whether there is so little room that rows may stand in several blocks.
    pub(crate) fn is_tight(&self) -> bool {
        self.foot > Foot::Whole
    }

    /// Whether its smallest text is read with ease.
    fn is_easy(&self) -> bool {
        self.smallest_at(self.width).is_none_or(|(size, least)| size >= least * EASE)
    }

    /// Whether the smallest text of a chart laid out this wide can be read when the chart fills the page.
    pub(crate) fn is_legible(&self, width: f32) -> bool {
        self.smallest_at(width).is_none_or(|(size, least)| size >= least)
    }

    /// How small the smallest text of a chart laid out this wide is on its page, and may be.
    fn smallest_at(&self, width: f32) -> Option<(f32, f32)> {
        let page = self.page?;
        let size = f32::from(page.width) / width * self.theme.sizes.smallest();
        Some((size, f32::from(page.least_text)))
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
            let dense = look.theme.dense();
            let sheets: Vec<_> = look.sheets(&dense).collect();
            assert!((1..40).contains(&sheets.len()), "{size}");
            // Words go in their order, and what a chart has beside its figures last.
            let order = |sheet: &Sheet| (sheet.is_dense, sheet.foot);
            assert!(sheets.windows(2).all(|pair| order(&pair[0]) <= order(&pair[1])), "{size}");
            assert!(sheets.windows(2).all(|pair| pair[0].width <= pair[1].width), "{size}");
            let is_last = |sheet: &Sheet| sheet.page.is_none() || order(sheet) == (true, Foot::Least);
            assert!(sheets.last().is_some_and(is_last), "{size}");
        }
    }
}
