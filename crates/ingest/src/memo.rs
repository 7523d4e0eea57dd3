//! Answers kept by the text they were given for: a spelling that stands a million times in a file is
//! worked out once.

use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;

/// The answers to one question about a text, or about texts that belong together (an area and its
/// cycle). Only good answers are kept: a fault has a place of its own each time.
#[derive(Debug)]
pub(crate) struct Memo<K, T> {
    answers: HashMap<K, T, RandomState>,
}

impl<K: Eq + Hash, T: Clone> Memo<K, T> {
    /// Further texts are worked out each time, so that a column without repetition fills no memory.
    const MOST: usize = 1 << 14;

    /// The answer for a text: the one given before, or the one `find` gives now.
    pub(crate) fn answer<E>(&mut self, text: K, find: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if let Some(answer) = self.answers.get(&text) {
            return Ok(answer.clone());
        }
        let answer = find()?;
        if self.answers.len() < Self::MOST {
            self.answers.insert(text, answer.clone());
        }
        Ok(answer)
    }
}

impl<K, T> Default for Memo<K, T> {
    fn default() -> Self {
        Self { answers: HashMap::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_answer_is_worked_out_once_and_a_fault_each_time() {
        let mut memo = Memo::default();
        let mut n_asked = 0;
        for text in ["kent", "knt", "kent", "knt"] {
            let answer = memo.answer(text, || {
                n_asked += 1;
                if text == "kent" { Ok(text.len()) } else { Err(()) }
            });
            assert_eq!(answer, if text == "kent" { Ok(4) } else { Err(()) });
        }
        assert_eq!(n_asked, 3);
    }

    #[test]
    fn a_column_without_repetition_is_answered_and_fills_no_memory() {
        let texts: Vec<String> =
            (0..2 * Memo::<&str, usize>::MOST).map(|number| number.to_string()).collect();
        let mut memo = Memo::default();
        for text in texts.iter().chain(&texts) {
            assert_eq!(memo.answer(text.as_str(), || Ok::<_, ()>(text.len())), Ok(text.len()));
        }
        assert_eq!(memo.answers.len(), Memo::<&str, usize>::MOST);
    }
}
