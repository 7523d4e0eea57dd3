//! The rules of the `XmR` chart, each over the stretches between missing points.

use super::{Direction, Point};

/// A run or trend is a signal from this many points on.
const RUN: usize = 7;

/// A point per value, with the rules it takes part in, for limits `half` above and below `mean`.
pub(super) fn points(values: &[Option<f64>], mean: f64, half: f64) -> Vec<Option<Point>> {
    let mut points = Vec::with_capacity(values.len());
    for stretch in values.split_inclusive(Option::is_none) {
        let present: Vec<f64> = stretch.iter().flatten().copied().collect();
        points.extend(judged(&present, mean, half).into_iter().map(Some));
        if present.len() < stretch.len() {
            points.push(None);
        }
    }
    points
}

fn judged(values: &[f64], mean: f64, half: f64) -> Vec<Point> {
    let sides: Vec<_> = values.iter().map(|value| direction(mean, *value)).collect();
    let steps: Vec<_> = values.windows(2).map(|pair| direction(pair[0], pair[1])).collect();
    let outside: Vec<_> = values.iter().map(|value| beyond(*value, mean, half)).collect();
    let near: Vec<_> = values
        .iter()
        .zip(&outside)
        .map(|(value, outside)| outside.is_none() && beyond(*value, mean, half * 2.0 / 3.0).is_some())
        .collect();
    let shifts = runs(&sides, RUN, 0);
    let trends = runs(&steps, RUN - 1, 1);
    let groups = two_of_three(&near, &sides);
    (0..values.len())
        .map(|i| Point {
            value: values[i],
            outside: outside[i],
            shift: shifts[i],
            trend: trends.get(i).copied().flatten(),
            two_of_three: groups[i],
        })
        .collect()
}

/// The way from `from` to `to`; none when they are equal.
fn direction(from: f64, to: f64) -> Option<Direction> {
    beyond(to, from, 0.0)
}

/// The side on which `value` lies more than `half` from `middle`.
fn beyond(value: f64, middle: f64, half: f64) -> Option<Direction> {
    if value > middle + half {
        Some(Direction::Up)
    } else if value < middle - half {
        Some(Direction::Down)
    } else {
        None
    }
}

/// Marks every run of `least` or more equal directions, and `extra` places after each. A later run
/// overwrites the end of an earlier one.
fn runs(directions: &[Option<Direction>], least: usize, extra: usize) -> Vec<Option<Direction>> {
    let mut marks = vec![None; directions.len() + extra];
    let mut start = 0;
    for run in directions.chunk_by(|a, b| a == b) {
        if run.len() >= least {
            marks[start..start + run.len() + extra].fill(run[0]);
        }
        start += run.len();
    }
    marks
}

/// Marks the points that are `near` in any three in a row, all on one side, of which two are near.
fn two_of_three(near: &[bool], sides: &[Option<Direction>]) -> Vec<Option<Direction>> {
    let mut marks = vec![None; near.len()];
    for start in 0..near.len().saturating_sub(2) {
        let three = start..start + 3;
        let one_side = sides[three.clone()].iter().all(|side| *side == sides[start]);
        let count = near[three.clone()].iter().filter(|near| **near).count();
        if one_side && count >= 2 {
            for i in three.filter(|i| near[*i]) {
                marks[i] = sides[i];
            }
        }
    }
    marks
}
