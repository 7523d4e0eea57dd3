//! Marks that differ from an earlier one in nothing but their place: the cells and letters of a heatmap, mostly. Their
//! form is written once, and copied with another place thereafter.

use std::fmt::Write as _;

use super::svg::{steps, top_of};
use super::{Anchor, Box2, Mark, Run, Words};
use crate::palette::Rgb;
use crate::text::Face;

/// How many forms are looked through for one that comes again: more than a heatmap has.
const MOST_FORMS: usize = 24;
/// Bytes that a mark takes, about.
const ROOM: usize = 180;

/// A mark without its place, on the grid.
#[derive(Clone, Copy, PartialEq)]
enum Form<'m> {
    Rect((i32, i32), Rgb),
    Words(&'m str, Face, Rgb, Anchor),
}

/// For each mark, which one it repeats: its own number where it is the first of its form.
pub(super) fn firsts<'m>(marks: &[&'m Mark]) -> Vec<usize> {
    let mut forms: Vec<(Form<'m>, usize)> = Vec::new();
    let first = |(at, mark): (usize, &&'m Mark)| {
        let Some((_, form)) = placed(mark) else { return at };
        let found = forms.iter().rev().take(MOST_FORMS).find(|(known, _)| *known == form);
        if let Some((_, first)) = found {
            return *first;
        }
        forms.push((form, at));
        at
    };
    marks.iter().enumerate().map(first).collect()
}

/// The body of all marks, from the elements of those that are the first of their form, in order.
pub(super) fn body(marks: &[&Mark], firsts: &[usize], written: &str) -> String {
    let mut body = String::with_capacity(marks.len() * ROOM);
    let mut elements: Vec<&str> = Vec::with_capacity(marks.len());
    let mut rest = written;
    for (at, (mark, first)) in marks.iter().zip(firsts).enumerate() {
        if *first < at {
            let element = elements[*first];
            elements.push(element);
            elsewhere(&mut body, element, mark);
            continue;
        }
        let end = if matches!(mark, Mark::Text(_)) { "</text>\n" } else { "/>\n" };
        let (element, after) = rest.split_at(rest.find(end).map_or(rest.len(), |found| found + end.len()));
        elements.push(element);
        body.push_str(element);
        rest = after;
    }
    body + rest
}

/// The same element at the place of this mark. Its place is in the first two attributes.
fn elsewhere(body: &mut String, element: &str, mark: &Mark) {
    let mut quotes = element.match_indices('"').map(|(at, _)| at);
    let Some((((x, y), _), (before, after))) = placed(mark).zip(quotes.next().zip(quotes.nth(2))) else {
        return;
    };
    body.push_str(&element[..=before]);
    let _ = write!(body, "{x}\" y=\"{y}");
    body.push_str(&element[after..]);
}

/// The place of a mark, and the rest of it; none of a mark that is written with its place all over.
fn placed(mark: &Mark) -> Option<((i32, i32), Form<'_>)> {
    match mark {
        Mark::Rect(Box2 { left, top, right, bottom }, colour) => {
            let (from, to) = (steps((*left, *top).into()), steps((*right, *bottom).into()));
            // No wider than the grid, unless the layout is at fault; then no difference is lost.
            let size = (to.0.checked_sub(from.0)?, to.1.checked_sub(from.1)?);
            Some((from, Form::Rect(size, *colour)))
        }
        Mark::Text(words) if words.run == Run::Across => {
            let Words { text, face, ink, anchor, .. } = words;
            Some((steps(top_of(words)), Form::Words(text, *face, *ink, *anchor)))
        }
        Mark::Text(_) | Mark::Polygon(..) | Mark::Stroke(..) | Mark::Disc(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_alike_in_all_but_their_place_are_repeats() {
        let (white, black) = (Rgb::hex(0xff_ff_ff), Rgb::hex(0));
        let rect = |left, width, colour| Mark::Rect(Box2::new(left, 3.0, width, 4.0), colour);
        let words = |x, text: &str, run| {
            let (at, text, face) = ((x, 9.0).into(), text.to_owned(), Face::bold(11.0));
            Mark::Text(Words { at, text, face, ink: black, anchor: Anchor::Middle, run })
        };
        let marks = [
            rect(1.0, 5.0, white),
            words(1.0, "RI", Run::Across),
            rect(9.0, 5.0, white),
            rect(9.0, 5.0, black),
            rect(9.0, 6.0, white),
            words(7.0, "RI", Run::Across),
            words(7.0, "R", Run::Across),
            words(1.0, "RI", Run::Up),
            words(7.0, "RI", Run::Up),
        ];
        assert_eq!(firsts(&marks.iter().collect::<Vec<_>>()), [0, 1, 0, 3, 4, 1, 6, 7, 8]);
    }
}
