//! A sentence as clauses: it turns at a semicolon, at `but`, after what `although` began; `conjoined` parts them at `and`.

use std::ops::Range;

use crate::hits::{Hit, Role};
use crate::tokens::{After, Tokens};

/// A clause has at least so many words before what `although` began ends at a comma.
const FEWEST_OPENED: usize = 3;

/// The clauses, as ranges of words; there is always one.
pub(crate) fn clauses(tokens: &Tokens, hits: &[Hit]) -> Vec<Range<usize>> {
    let n_words = tokens.len();
    let is_no_turn = |at: usize| hits.iter().any(|hit| hit.role == Role::NoTurn && hit.words.contains(&at));
    let is_turn = |hit: &&Hit| matches!(hit.role, Role::Joins | Role::Opens) && !is_no_turn(hit.words.start);
    let mut turns = hits.iter().filter(is_turn).peekable();
    let mut starts = vec![0];
    let mut opened: Option<usize> = None;
    for at in 0..n_words {
        while let Some(turn) = turns.next_if(|turn| turn.words.start == at) {
            let last = starts.last().copied().unwrap_or(0);
            if turn.role == Role::Opens {
                opened = Some(at);
            } else if at > last + 1 {
                starts.push(at);
            }
        }
        match tokens.after(at) {
            After::Break if at + 1 < n_words => starts.push(at + 1),
            After::Comma if opened.is_some_and(|open| at >= open + FEWEST_OPENED) && at + 1 < n_words => {
                starts.push(at + 1);
                opened = None;
            }
            _ => {}
        }
    }
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([n_words]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}
