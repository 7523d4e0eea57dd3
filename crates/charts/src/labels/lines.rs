//! What lines are called, down the right of a panel.

use crate::canvas::{Box2, Canvas, Point, Style};
use crate::text::{Face, ellipsize};

/// What a line is called, beside its right end.
pub(crate) struct LineName {
    /// Where the line ends, or the edge of the panel that it lies beyond.
    pub(crate) end: Point,
    /// Whether it lies beyond: nothing in the panel leads to its name.
    pub(crate) is_beyond: bool,
    /// The name.
    pub(crate) words: String,
    /// How it is set.
    pub(crate) style: Style,
}

/// White between the right of the panel and the names: the room of the lines that lead to them.
const BESIDE: f32 = 20.0;
/// White between a name and the line that leads to it.
const BEFORE: f32 = 4.0;
/// Names this far from the heights of their lines need none, nor those no further to the right.
const NEAR: f32 = 1.5;
const NEAR_RIGHT: f32 = 48.0;
/// The widest that the name of a line may be.
const MOST_NAME: f32 = 190.0;

impl LineName {
    /// How wide names of lines are, with the white beside them.
    pub(crate) fn room<'n>(canvas: &Canvas, names: impl IntoIterator<Item = (&'n str, Style)>) -> f32 {
        let widths = names.into_iter().map(|(words, style)| canvas.ruler.width(words, style.face));
        widths.fold(0.0, f32::max).min(MOST_NAME) + BESIDE
    }

    /// Sets the names at the right of the panel, each as near to the end of its line as the others allow; where one had
    /// to move, or lines end far from their names, each has a thin line to it from that end, if its line has one.
    pub(crate) fn set(canvas: &mut Canvas, names: &[Self], panel: Box2) {
        let heights: Vec<_> = names.iter().map(|name| name.end.y).collect();
        let leading = Face::bold(canvas.theme.sizes.small).leading() + 1.0;
        let spread = spread(&heights, leading, (panel.top, panel.bottom));
        let is_far = |(name, y): (&Self, &f32)| {
            let is_moved = (y - name.end.y).abs() > NEAR;
            !name.is_beyond && (is_moved || panel.right + BESIDE - name.end.x > NEAR_RIGHT)
        };
        let are_led = names.iter().zip(&spread).any(is_far);
        for (name, y) in names.iter().zip(spread) {
            let at = Point { x: panel.right + BESIDE, y };
            if are_led && !name.is_beyond {
                let turn = Point { x: panel.right, y: name.end.y };
                let path = vec![name.end, turn, Point { x: at.x - BEFORE, y }];
                canvas.path(path, 0.8, name.style.ink);
            }
            let words = ellipsize(&canvas.ruler, &name.words, name.style.face, MOST_NAME);
            canvas.text_centred(at, &words, name.style);
        }
    }
}

/// The heights moved apart, by the least squares there are, within top and bottom while there is room. Their order
/// stays: isotonic regression of the heights less the room of those above, by pooling adjacent violators (Barlow et
/// al., 1972).
fn spread(heights: &[f32], apart: f32, (top, bottom): (f32, f32)) -> Vec<f32> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|one, two| heights[*one].total_cmp(&heights[*two]));
    let above = |at: usize| at as f32 * apart;
    // How many moved together, and the sum of where they should be.
    let mut pools: Vec<(usize, f32)> = Vec::new();
    for (at, name) in order.iter().enumerate() {
        pools.push((1, heights[*name] - above(at)));
        while let [.., (n, sum), (n_next, next)] = *pools
            && sum / n as f32 > next / n_next as f32
        {
            pools.truncate(pools.len() - 2);
            pools.push((n + n_next, sum + next));
        }
    }
    let pooled = pools.into_iter().flat_map(|(n, sum)| std::iter::repeat_n(sum / n as f32, n));
    // With more than fit, the top is kept and the last ones lie below the bottom.
    let last = bottom - above(heights.len().saturating_sub(1));
    let mut spread = vec![0.0; heights.len()];
    for (at, (name, height)) in order.into_iter().zip(pooled).enumerate() {
        spread[name] = height.min(last).max(top) + above(at);
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Look;

    #[test]
    fn heights_move_apart_as_little_as_they_must() {
        assert_eq!(spread(&[10.0, 50.0], 15.0, (0.0, 100.0)), [10.0, 50.0]);
        assert_eq!(spread(&[52.0, 50.0, 51.0], 15.0, (0.0, 100.0)), [66.0, 36.0, 51.0]);
        assert_eq!(spread(&[98.0, 99.0], 15.0, (0.0, 100.0)), [85.0, 100.0]);
        assert_eq!(spread(&[0.0; 3], 15.0, (0.0, 20.0)), [0.0, 15.0, 30.0]);
        assert_eq!(spread(&[], 15.0, (0.0, 20.0)), Vec::<f32>::new());
    }
    /// Fault: the name of a limit beyond the panel had a line to the uppermost rule.
    #[test]
    fn nothing_leads_to_what_lies_beyond_the_panel() {
        let look = Look::usual().unwrap();
        let dense = look.theme.dense();
        let n_strokes = |is_beyond: bool| {
            let mut canvas = Canvas::new(&look.sheets(&dense).next().unwrap()).unwrap();
            let name = |words: &str, y: f32, is_beyond: bool| LineName {
                end: Point { x: 300.0, y },
                is_beyond,
                words: words.to_owned(),
                style: Style::new(Face::regular(11.0), look.theme.grey),
            };
            let names = [name("99.8% (above)", 20.0, is_beyond), name("95%", 22.0, false)];
            LineName::set(&mut canvas, &names, Box2::new(20.0, 20.0, 280.0, 180.0));
            canvas.n_marks() - names.len()
        };
        assert_eq!([false, true].map(n_strokes), [2, 1]);
    }
}
