//! A numeric axis: nice ticks, as many as their measured labels leave room for.
//!
//! An axis knows which values it spans and where on the picture it lies; it draws nothing itself.
//! Numbers of any size come out as finite places: what lies beyond the axis stands at its end.

mod figure;
mod frame;
mod steps;

use steps::Marks;

use crate::text::{Face, Ruler};

use figure::figures;
pub(crate) use figure::{figure, grouped, in_short};

/// White between two labels of an axis that runs across.
const LABEL_GAP: f32 = 14.0;
/// From one tick of an axis that runs up to the next, at least.
const LEAST_RISE: f32 = 34.0;
/// The same where equal lengths are equal ratios, of which neighbours differ.
const LEAST_RISE_BY_RATIO: f32 = 16.0;
/// Where more of an axis than this share would lie beyond its last value, it ends at that value and not at a tick.
const MOST_EMPTY: f64 = 0.25;
/// The most ticks that help a reader.
const MOST_TICKS: usize = 7;
/// The same where equal lengths are equal ratios: three powers of ten with 2 and 5 times them.
const MOST_TICKS_BY_RATIO: usize = 10;

/// The least and the most of some values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    /// The least.
    pub(crate) low: f64,
    /// The most.
    pub(crate) high: f64,
}

/// A value marked on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    /// Where it is, in CSS pixels.
    pub(crate) at: f32,
    /// Its number, with as many decimals as tell it from its neighbours.
    pub(crate) label: String,
}

/// Values laid along a line of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    span: Span,
    growth: Growth,
    from: f32,
    to: f32,
    /// The marked values, the least first.
    pub(crate) ticks: Vec<Tick>,
}

/// What equal lengths of an axis stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Growth {
    /// Equal differences.
    Even,
    /// Equal ratios; the values are above 0.
    Ratio,
}

impl Span {
    /// The span of the values; none of none.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let tame = |value: f64| value.clamp(-steps::MOST, steps::MOST);
        values.into_iter().filter(|value| value.is_finite()).map(tame).fold(None, |span, value| {
            let Self { low, high } = span.unwrap_or(Self { low: value, high: value });
            Some(Self { low: low.min(value), high: high.max(value) })
        })
    }

    /// The same with 0, as bars need it.
    pub(crate) const fn with_zero(self) -> Self {
        Self { low: self.low.min(0.0), high: self.high.max(0.0) }
    }

    /// The same, made wider where it is too narrow to tell two places apart.
    fn opened(self) -> Self {
        let size = self.low.abs().max(self.high.abs());
        let width = self.high - self.low;
        if width > size * 1e-9 && width > steps::LEAST {
            return self;
        }
        let by = if size > steps::LEAST { size / 2.0 } else { 1.0 };
        // Of nothing but noughts there is no axis below nought.
        let low = if size > steps::LEAST { self.low - by } else { self.low };
        Self { low, high: self.high + by }
    }
}

impl Axis {
    /// An axis across the picture that ends at ticks; as many as have room for their labels.
    pub(crate) fn across(ruler: &Ruler, span: Span, (from, to): (f32, f32), face: Face) -> Self {
        Self::as_many_as_fit(ruler, face, |most| Self::rounded(span, from, to, most))
    }

    /// An axis across the picture that ends where the span ends, with ticks there and between: at whole numbers alone
    /// where both ends are whole.
    pub(crate) fn between(ruler: &Ruler, span: Span, (from, to): (f32, f32), face: Face) -> Self {
        let span = span.opened();
        Self::as_many_as_fit(ruler, face, |most| {
            let mut marks = steps::marks(span, most);
            if span.low.fract() == 0.0 && span.high.fract() == 0.0 {
                marks.values.retain(|value| value.fract() == 0.0);
                marks.step = marks.step.max(1.0);
            }
            let clear = marks.step / 2.0;
            marks.values.retain(|value| (span.low + clear..=span.high - clear).contains(value));
            marks.values.insert(0, span.low);
            marks.values.push(span.high);
            Self { span, growth: Growth::Even, from, to, ticks: Vec::new() }.marked(&marks)
        })
    }

    /// An axis across the picture on which equal lengths are equal ratios, for values above 0.
    pub(crate) fn across_by_ratio(ruler: &Ruler, span: Span, ends: (f32, f32), face: Face) -> Self {
        Self::by_ratio(span, ends, |axis| axis.labels_fit(ruler, face))
    }

    /// An axis up the picture on which equal heights are equal ratios, for values above 0.
    pub(crate) fn up_by_ratio(span: Span, ends: (f32, f32)) -> Self {
        Self::by_ratio(span, ends, |axis| {
            let is_clear = axis.ticks.windows(2).all(|pair| pair[0].at - pair[1].at >= LEAST_RISE_BY_RATIO);
            is_clear && axis.ticks.len() <= MOST_TICKS_BY_RATIO
        })
    }

    /// An axis that ends at 1, 2 or 5 times a power of ten, and has all of these between as ticks, or as few as fit.
    fn by_ratio(span: Span, (from, to): (f32, f32), fits: impl Fn(&Self) -> bool) -> Self {
        let values = steps::ratios(span);
        // The ends are two numbers, however large.
        let span = match (values.first(), values.last()) {
            (Some(low), Some(high)) => Span { low: *low, high: *high },
            _ => span,
        };
        let axis = Self { span, growth: Growth::Ratio, from, to, ticks: Vec::new() };
        let with = |values: Vec<f64>| {
            let at = values.iter().map(|value| axis.at(*value));
            let ticks = at.zip(figure::ratios(&values)).map(|(at, label)| Tick { at, label });
            Self { ticks: ticks.collect(), ..axis.clone() }
        };
        let mut fewer = steps::ever_fewer(&values).map(with).peekable();
        while let Some(axis) = fewer.next() {
            if fewer.peek().is_none() || fits(&axis) {
                return axis;
            }
        }
        axis
    }

    /// An axis up the picture, from the bottom to the top, that ends at ticks.
    pub(crate) fn up(span: Span, ends: (f32, f32)) -> Self {
        Self::up_in(span, ends, MOST_TICKS)
    }

    /// The same with ticks at whole numbers alone.
    pub(crate) fn up_in_whole(span: Span, ends: (f32, f32)) -> Self {
        let mut most = 1;
        while most < MOST_TICKS && (most as f64) < span.high - span.low {
            most += 1;
        }
        Self::up_in(span, ends, most)
    }

    fn up_in(span: Span, (bottom, top): (f32, f32), most: usize) -> Self {
        let mut most = most;
        while most > 1 && (bottom - top) / (most as f32) < LEAST_RISE {
            most -= 1;
        }
        Self::rounded(span, bottom, top, most)
    }

    /// An axis of the span from one place to another, without ticks.
    pub(crate) fn plain(span: Span, (from, to): (f32, f32)) -> Self {
        Self { span: span.opened(), growth: Growth::Even, from, to, ticks: Vec::new() }
    }

    fn as_many_as_fit(ruler: &Ruler, face: Face, axis: impl Fn(usize) -> Self) -> Self {
        let mut most = MOST_TICKS;
        loop {
            let axis = axis(most);
            if most == 1 || axis.labels_fit(ruler, face) {
                return axis;
            }
            most -= 1;
        }
    }

    fn labels_fit(&self, ruler: &Ruler, face: Face) -> bool {
        let widths = self.ticks.iter().map(|tick| ruler.width(&tick.label, face));
        let widest = widths.fold(0.0, f32::max);
        self.ticks.windows(2).all(|pair| pair[1].at - pair[0].at >= widest + LABEL_GAP)
    }

    fn rounded(span: Span, from: f32, to: f32, most: usize) -> Self {
        let span = span.opened();
        let mut marks = steps::marks(span, most);
        let span = match (marks.values.first(), marks.values.last()) {
            (Some(low), Some(high)) if low < high => {
                let most_empty = (high - low) * MOST_EMPTY;
                let is_told = marks.values.iter().filter(|value| **value <= span.high).count() > 1;
                let high = if is_told && high - span.high > most_empty { span.high } else { *high };
                Span { low: *low, high }
            }
            _ => span,
        };
        marks.values.retain(|value| *value <= span.high);
        Self { span, growth: Growth::Even, from, to, ticks: Vec::new() }.marked(&marks)
    }

    fn marked(mut self, marks: &Marks) -> Self {
        let labels = figures(&marks.values, marks.step);
        self.ticks = marks
            .values
            .iter()
            .zip(labels)
            .map(|(value, label)| Tick { at: self.at(*value), label })
            .collect();
        self
    }

    /// The place of a value; one of the ends for what lies beyond.
    pub(crate) fn at(&self, value: f64) -> f32 {
        let Span { low, high } = self.span;
        let [value, low, high] = [value.clamp(low, high), low, high].map(|value| self.evened(value));
        let share = (value - low) / (high - low);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
        let share = share as f32;
        self.from + (self.to - self.from) * share
    }

    /// The value where equal differences are equal lengths, else its logarithm.
    pub(crate) fn evened(&self, value: f64) -> f64 {
        match self.growth {
            Growth::Even => value,
            Growth::Ratio => value.max(f64::MIN_POSITIVE).ln(),
        }
    }

    /// The value that was evened so.
    pub(crate) fn of_evened(&self, evened: f64) -> f64 {
        match self.growth {
            Growth::Even => evened,
            Growth::Ratio => evened.exp(),
        }
    }

    /// Whether a value lies on the axis.
    pub(crate) fn holds(&self, value: f64) -> bool {
        (self.span.low..=self.span.high).contains(&value)
    }

    /// The values at its ends.
    pub(crate) const fn span(&self) -> Span {
        self.span
    }

    /// Whether equal lengths are equal ratios.
    pub(crate) fn is_by_ratio(&self) -> bool {
        self.growth == Growth::Ratio
    }

    /// Where it begins, at the left or the bottom, and ends.
    pub(crate) const fn ends(&self) -> (f32, f32) {
        (self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(low: f64, high: f64, width: f32) -> Vec<String> {
        let span = Span { low, high };
        let axis = Axis::across(&Ruler::new().unwrap(), span, (0.0, width), Face::regular(12.0));
        assert!(axis.ticks.len() >= 2);
        assert!((axis.at(low)..=axis.at(high)).contains(&axis.at(f64::midpoint(low, high))));
        axis.ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round_numbers_around_the_values() {
        assert_eq!(labels(0.0, 124.6, 400.0), ["0", "20", "40", "60", "80", "100", "120", "140"]);
        assert_eq!(labels(-0.4, 0.31, 300.0), ["−0.4", "−0.2", "0.0", "0.2", "0.4"]);
        assert_eq!(labels(0.0, 8_900_000.0, 400.0), ["0", "2m", "4m", "6m", "8m", "10m"]);
    }

    #[test]
    fn fewer_ticks_stand_where_labels_have_less_room() {
        assert_eq!(labels(0.0, 124.6, 130.0), ["0", "50", "100", "150"]);
        assert_eq!(labels(0.0, 160.0, 60.0), ["0", "200"]);
    }

    #[test]
    fn an_axis_that_would_be_empty_at_its_end_ends_at_the_last_value() {
        assert_eq!(labels(0.0, 124.6, 100.0), ["0", "100"]);
        let span = Span { low: 0.0, high: 124.6 };
        let axis = Axis::across(&Ruler::new().unwrap(), span, (0.0, 100.0), Face::regular(12.0));
        assert!(axis.holds(124.6) && !axis.holds(125.0) && (axis.at(124.6) - 100.0).abs() < 0.01);
    }

    #[test]
    fn equal_ratios_have_equal_lengths() {
        let span = Span { low: 520_000.0, high: 8_900_000.0 };
        let axis = Axis::across_by_ratio(&Ruler::new().unwrap(), span, (0.0, 400.0), Face::regular(12.0));
        let labels: Vec<_> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["0.5m", "1m", "2m", "5m", "10m"]);
        let lengths = [(1e6, 2e6), (2.5e6, 5e6)].map(|(one, two)| axis.at(two) - axis.at(one));
        assert!((lengths[0] - lengths[1]).abs() < 0.01);
        let axis = Axis::up_by_ratio(Span { low: 0.11, high: 16.0 }, (400.0, 100.0));
        let labels: Vec<_> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["0.1", "0.2", "0.5", "1", "2", "5", "10", "20"]);
        let low = Axis::up_by_ratio(Span { low: 0.11, high: 16.0 }, (400.0, 320.0));
        let labels: Vec<_> = low.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!((labels, low.span().high), (vec!["0.1", "1", "10"], 20.0));
        assert!(axis.at(16.0) < axis.at(8.0) && axis.at(8.0) < axis.at(0.2), "{axis:?}");
    }

    #[test]
    fn an_axis_between_two_values_has_ticks_at_both() {
        let span = Span { low: 1.0, high: 43.0 };
        let axis = Axis::between(&Ruler::new().unwrap(), span, (0.0, 400.0), Face::regular(12.0));
        let labels: Vec<_> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["1", "10", "20", "30", "43"]);
        let span = Span { low: 1.0, high: 3.0 };
        let axis = Axis::between(&Ruler::new().unwrap(), span, (0.0, 400.0), Face::regular(12.0));
        let labels: Vec<_> = axis.ticks.into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["1", "2", "3"], "no rank is 1.5");
    }

    #[test]
    fn of_things_there_are_whole_numbers() {
        let labels = |low, high| {
            let axis = Axis::up_in_whole(Span { low, high }, (400.0, 0.0));
            axis.ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(0.0, 1.0), ["0", "1"]);
        assert_eq!(labels(0.0, 3.0), ["0", "1", "2", "3"]);
        assert_eq!(labels(0.0, 12.0), ["0", "2", "4", "6", "8", "10", "12"]);
    }

    #[test]
    fn noughts_have_no_axis_below_nought() {
        assert_eq!(Axis::up(Span { low: 0.0, high: 0.0 }, (300.0, 0.0)).span().low.to_bits(), 0);
        assert!(Axis::up(Span { low: 0.0, high: 3.0 }, (300.0, 0.0)).holds(3.0));
    }

    #[test]
    fn any_ratio_has_an_axis() {
        for (low, high) in [(1e-300, 1e300), (3.0, 3.0), (0.2, 0.21), (0.0, 1.0), (1.0, 1e9)] {
            let span = Span { low, high };
            let axis = Axis::across_by_ratio(&Ruler::new().unwrap(), span, (0.0, 400.0), Face::regular(12.0));
            assert!((2..=10).contains(&axis.ticks.len()), "{axis:?}");
            assert!(axis.ticks.windows(2).all(|pair| pair[0].at < pair[1].at), "{axis:?}");
            assert!(axis.holds(high) && (low < 1e-290 || axis.holds(low)), "{axis:?}");
        }
    }

    #[test]
    fn huge_and_tiny_values_on_one_axis_have_few_powers_of_ten() {
        let labels = |low, high, height| {
            let axis = Axis::up_by_ratio(Span { low, high }, (height, 0.0));
            axis.ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(1e-20, 1e34, 380.0), ["1e-20", "1e-10", "1", "1e10", "1e20", "1e30"]);
        assert_eq!(
            labels(0.02, 2e6, 150.0),
            ["0.1", "1", "10", "100", "1,000", "10,000", "100,000", "1,000,000"]
        );
        assert_eq!(labels(3.0, 4.0, 150.0), ["2", "5"]);
    }

    proptest! {
        /// Fault: 55 powers of ten were written over one another beside a funnel of huge and tiny figures.
        #[test]
        fn no_numbers_of_any_axis_touch(
            one in (-300.0..300.0_f64, any::<bool>(), 1.0..10.0_f64),
            by in prop_oneof![0.0..2.0_f64, 0.0..600.0_f64],
            two_sign in any::<bool>(),
            length in 150.0..1200.0_f32,
        ) {
            let ruler = Ruler::new().unwrap();
            let face = Face::regular(12.0);
            let signed = |positive: bool, size: f64| if positive { size } else { -size };
            let low = one.2 * 10_f64.powf(one.0);
            let high = low * 10_f64.powf(by.min(299.0 - one.0).max(0.0));
            let ratio = Span { low, high };
            let even = Span::of([signed(one.1, low), signed(two_sign, high)]).unwrap();
            for axis in [Axis::up_by_ratio(ratio, (length, 0.0)), Axis::up(even, (length, 0.0)), Axis::up_in_whole(even, (length, 0.0))] {
                prop_assert!((2..=12).contains(&axis.ticks.len()), "{axis:?}");
                prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].at - pair[1].at >= face.leading() - 2.0), "{axis:?}");
            }
            for axis in [Axis::across_by_ratio(&ruler, ratio, (0.0, length), face), Axis::across(&ruler, even, (0.0, length), face)] {
                prop_assert!(axis.ticks.len() >= 2, "{axis:?}");
                let half = |tick: &Tick| ruler.width(&tick.label, face) / 2.0;
                prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].at + half(&pair[0]) < pair[1].at - half(&pair[1])), "{axis:?}");
            }
        }
    }

    #[test]
    fn any_values_have_an_axis_of_finite_places() {
        let ends = [0.0, -1.0, 1e-310, 5e-324, 1e15, 1e300, f64::MAX, f64::MIN, 3.0];
        for one in ends {
            for two in ends {
                let span = Span::of([one, two, f64::NAN]).unwrap();
                let axis = Axis::up(span, (400.0, 0.0));
                assert!((2..=12).contains(&axis.ticks.len()), "{one} {two}: {axis:?}");
                for value in [one, two, f64::MAX, f64::MIN] {
                    assert!((0.0..=400.0).contains(&axis.at(value)), "{one} {two} {value}: {axis:?}");
                }
                assert!(axis.ticks.windows(2).all(|pair| pair[0].at > pair[1].at), "{axis:?}");
                assert!(axis.ticks.iter().all(|tick| tick.label.len() < 16), "{axis:?}");
            }
        }
        assert_eq!(Span::of([]), None);
    }
}
