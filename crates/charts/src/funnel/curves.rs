//! The curves of the funnel: smooth between the sizes of the forces, cut where the panel ends, named at the right.

use super::plot::Frame;
use super::{CURVES, Content};
use crate::axis::{Growth, Span, figure};
use crate::canvas::{Box2, Canvas, Point, Style};
use crate::labels::LineName;
use crate::text::Face;
use crate::theme::Theme;

/// A size, and the value of a curve at it.
type Place = (f64, f64);

/// The most that a curve runs straight, in CSS pixels across.
const STRAIGHT: f32 = 8.0;
/// How far a curve of one size alone reaches to either side.
const ALONE: f32 = 24.0;
/// How far the limits may reach beyond the points, in shares of what these span, before they are cut.
const MOST_BEYOND: f64 = 0.6;
/// How far the panel reaches beyond the outermost points at least, in the same shares; not below nought.
const WHITE: f64 = 0.03;
/// Limits by ratios may reach so many times beyond the points at least.
const LEAST_RATIO: f64 = 4.0;

/// Where the right end of a curve lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Within,
    Above,
    Below,
}

impl Content {
    /// The values that the panel holds: the points and the baseline, and of the limits what does not squash them. Where
    /// that would leave out a limit of 95 %, equal heights are equal ratios, which limits by ratios need.
    pub(super) fn span(&self) -> Option<(Growth, Span)> {
        let points = self.counted().flat_map(|spot| [Some(spot.value), spot.curves[0]]);
        let points = Span::of(points.flatten())?;
        let even = self.even_span(points);
        let inner = || self.counted().flat_map(|spot| [spot.curves[1], spot.curves[2]]).flatten();
        let is_cut = inner().any(|limit| !(even.low..=even.high).contains(&limit));
        if is_cut && points.low > 0.0 && inner().all(|limit| limit > 0.0) {
            return Some((Growth::Ratio, self.ratio_span(points)));
        }
        Some((Growth::Even, even))
    }

    fn even_span(&self, points: Span) -> Span {
        let beyond = (points.high - points.low) * MOST_BEYOND;
        let most = Span { low: points.low - beyond, high: points.high + beyond };
        let limits = (1..CURVES.len()).flat_map(|at| {
            let limits = self.counted().filter_map(|spot| spot.curves[at]).collect::<Vec<_>>();
            // One that is cut everywhere needs no room at all.
            let is_drawn = beyond <= 0.0 || limits.iter().any(|value| (most.low..=most.high).contains(value));
            let held = |value: f64| if beyond > 0.0 { value.clamp(most.low, most.high) } else { value };
            limits.into_iter().filter(|_| is_drawn).map(held).collect::<Vec<_>>()
        });
        // White around the outermost points, for their names.
        let white = (points.high - points.low) * WHITE;
        let low = if points.low >= 0.0 { (points.low - white).max(0.0) } else { points.low - white };
        let edges = [low, points.high + white];
        Span::of(limits.chain(edges)).unwrap_or(points)
    }

    /// The points, and the limits up to the ratio that these span beyond them.
    fn ratio_span(&self, points: Span) -> Span {
        let beyond = (points.high / points.low).max(LEAST_RATIO);
        let (least, most) = (points.low / beyond, points.high * beyond);
        let limits = self.counted().flat_map(|spot| spot.curves).flatten();
        Span::of(limits.map(|limit| limit.clamp(least, most)).chain([points.low, points.high]))
            .unwrap_or(points)
    }

    /// What the curves are called that stand among these values, and how that is set: those that lie beyond them by
    /// the side on which they do.
    pub(super) fn curve_names(&self, theme: &Theme, values: Span) -> Vec<(usize, Side, String, Style)> {
        let style = Style::new(Face::regular(theme.sizes.small), theme.grey);
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by(|one, two| one.size.total_cmp(&two.size));
        let name = |(at, (_, words)): (usize, &(&str, &str))| {
            let last = spots.iter().rev().find_map(|spot| spot.curves[at])?;
            let (side, words) = match last {
                last if last > values.high => (Side::Above, format!("{words} (above)")),
                last if last < values.low => (Side::Below, format!("{words} (below)")),
                _ => (Side::Within, (*words).to_owned()),
            };
            Some((at, side, words, style))
        };
        CURVES.iter().enumerate().filter_map(name).collect()
    }

    /// The curves as lines in the panel, each in parts where the panel does not hold it.
    pub(super) fn curves(&self, frame: &Frame) -> [Vec<Vec<Point>>; 5] {
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by(|one, two| one.size.total_cmp(&two.size));
        // Limits by ratios are as far from the baseline in logarithms as others are in figures.
        let even = |value: f64| frame.up.evened(value);
        let baseline = spots.iter().find_map(|spot| spot.curves[0]).map(even);
        let Span { low, high } = frame.up.span();
        let held = Span { low: even(low), high: even(high) };
        std::array::from_fn(|at| {
            let known: Vec<Place> =
                spots.iter().filter_map(|spot| Some((spot.size, even(spot.curves[at]?)))).collect();
            let curve = known.windows(2).flat_map(|pair| {
                let across = (frame.across.at(pair[1].0) - frame.across.at(pair[0].0)).abs();
                bend([pair[0], pair[1]], baseline, (across / STRAIGHT).ceil())
            });
            let curve: Vec<Place> = curve.chain(known.last().copied()).collect();
            let point = |(size, value): Place| Point {
                x: frame.across.at(size),
                y: frame.up.at(frame.up.of_evened(value)),
            };
            let parts = parts(&curve, held).into_iter();
            let mut parts: Vec<Vec<Point>> =
                parts.map(|part| part.into_iter().map(point).collect()).collect();
            // Of one size alone it is a stroke, so that what is named at the right is seen.
            if let [Point { x, y }] = parts.concat()[..] {
                let within = |x: f32| x.clamp(frame.area.left, frame.area.right);
                parts = vec![[x - ALONE, x + ALONE].map(|x| Point { x: within(x), y }).into()];
            }
            parts
        })
    }

    /// Draws the baseline and the limits, and names them at their right ends.
    pub(super) fn draw_curves(&self, canvas: &mut Canvas, frame: &Frame) {
        let (theme, from) = (canvas.theme, canvas.n_marks());
        let curves = self.curves(frame);
        let inks = [theme.ink, theme.grey, theme.grey, theme.rule, theme.rule];
        for (at, (curve, ink)) in curves.iter().zip(inks).enumerate() {
            for part in curve.iter().filter(|part| part.len() > 1) {
                match at {
                    0 => canvas.path(part.clone(), 1.5, ink),
                    1 | 2 => canvas.dashed(part, (5.0, 1.25), ink),
                    _ => canvas.path(part.clone(), 1.25, ink),
                }
            }
        }
        canvas.panel(frame.area, from);
        let Box2 { top, right, bottom, .. } = frame.area;
        let name = |(at, side, words, style): (usize, Side, String, Style)| {
            let end = match side {
                Side::Above => Point { x: right, y: top },
                Side::Below => Point { x: right, y: bottom },
                Side::Within => *curves[at].last()?.last()?,
            };
            Some(LineName { end, is_beyond: side != Side::Within, words, style })
        };
        let names = self.curve_names(theme, frame.up.span()).into_iter();
        let names: Vec<_> = names.filter_map(name).collect();
        LineName::set(canvas, &names, frame.area);
    }

    /// Says which limits the panel does not hold, and how far they reach.
    pub(super) fn cut(&self, frame: &Frame) -> Option<String> {
        let reach = |(at, (_, words)): (usize, &(&str, &str))| {
            let beyond = self.counted().filter_map(|spot| spot.curves[at]);
            let beyond: Vec<f64> = beyond.filter(|value| !frame.up.holds(*value)).collect();
            let Span { low, high } = Span::of(beyond)?;
            let (to, side) = if high > frame.up.span().high { (high, "up") } else { (low, "down") };
            Some(format!("{words} ({side} to {})", figure(to, to.abs() / 10.0)))
        };
        let cut: Vec<_> = CURVES.iter().enumerate().skip(1).filter_map(reach).collect();
        (!cut.is_empty()).then(|| format!("Limits that go on beyond the panel: {}", cut.join(", ")))
    }
}

/// The places of a curve from one that is known up to the next, in so many steps. Limits are as far from the baseline as
/// the root of a sum whose one part is as the inverse of the size (`s² + tau²`): so the squared distance is
/// taken to be straight over the inverse, which keeps to every value that is known.
fn bend([from, to]: [Place; 2], baseline: Option<f64>, n_steps: f32) -> impl Iterator<Item = Place> {
    let n_steps = n_steps.clamp(1.0, 99.0);
    let middle = baseline.unwrap_or(from.1);
    let (one, two) = (from.1 - middle, to.1 - middle);
    let place = move |share: f64| {
        let mix = |one: f64, two: f64| one * (1.0 - share) + two * share;
        let largest = one.abs().max(two.abs());
        let squares = mix((one / largest).powi(2), (two / largest).powi(2));
        let bent = middle + (one + two).signum() * largest * squares.sqrt();
        let size = 1.0 / mix(1.0 / from.0, 1.0 / to.0);
        let is_bent = bent.is_finite() && size.is_finite() && one * two >= 0.0;
        if is_bent { (size, bent) } else { (mix(from.0, to.0), mix(from.1, to.1)) }
    };
    let shares = std::iter::successors(Some(0.0), |step| Some(step + 1.0));
    shares.take_while(move |step| *step < n_steps).map(move |step| place(f64::from(step / n_steps)))
}

/// The parts of a curve that lie in the span, with the places where it leaves it.
fn parts(curve: &[Place], span: Span) -> Vec<Vec<Place>> {
    let is_in = |place: Place| (span.low..=span.high).contains(&place.1);
    let mut parts: Vec<Vec<Place>> =
        vec![curve.first().copied().filter(|place| is_in(*place)).into_iter().collect()];
    for pair in curve.windows(2) {
        let edges = [span.low, span.high].map(|edge| (edge - pair[0].1) / (pair[1].1 - pair[0].1));
        let mut edges: Vec<f64> = edges.into_iter().filter(|share| *share > 0.0 && *share < 1.0).collect();
        edges.sort_by(f64::total_cmp);
        let mix = |one: f64, two: f64, share: f64| one * (1.0 - share) + two * share;
        let crossed = |share: &f64| {
            let value = mix(pair[0].1, pair[1].1, *share).clamp(span.low, span.high);
            (mix(pair[0].0, pair[1].0, *share), value)
        };
        let mut inside = is_in(pair[0]);
        for place in edges.iter().map(crossed) {
            if !inside {
                parts.push(Vec::new());
            }
            parts.last_mut().into_iter().for_each(|part| part.push(place));
            inside = !inside;
        }
        if is_in(pair[1]) {
            parts.last_mut().into_iter().for_each(|part| part.push(pair[1]));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_bent_as_limits_are() {
        // 10 + 3 / sqrt(n), known at 1 and 9 only.
        for (size, value) in bend([(1.0, 13.0), (9.0, 11.0)], Some(10.0), 8.0) {
            assert!((value - 10.0 - 3.0 / size.sqrt()).abs() < 1e-12, "{size} {value}");
        }
        let straight: Vec<_> = bend([(1.0, 9.0), (3.0, 11.0)], Some(10.0), 2.0).collect();
        assert_eq!(straight, [(1.0, 9.0), (2.0, 10.0)]);
        for (from, to) in [(1e-310, 1e300), (0.0, 0.0), (5.0, 5.0)] {
            let places = bend([(from, -1e300), (to, -1e299)], Some(1e300), 5.0);
            assert!(places.into_iter().all(|(size, value)| size.is_finite() && value.is_finite()));
        }
    }

    #[test]
    fn a_curve_is_cut_where_it_leaves_the_panel() {
        let span = Span { low: 0.0, high: 10.0 };
        let curve = [(1.0, 20.0), (2.0, 0.0), (3.0, 4.0), (4.0, 16.0)];
        assert_eq!(parts(&curve, span), [[(1.5, 10.0), (2.0, 0.0), (3.0, 4.0), (3.5, 10.0)]]);
        assert_eq!(parts(&[(0.0, -10.0), (4.0, 30.0)], span), [[(1.0, 0.0), (2.0, 10.0)]]);
        assert_eq!(parts(&[(0.0, 11.0), (4.0, 30.0)], span), Vec::<Vec<Place>>::new());
    }
}
