//! What several runs on the same data need and only the first of them works out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::ranking::places::Figures;

/// Intermediate results that analyses of different forces share, such as the order of all forces in a cycle. Each is
/// kept by everything it follows from, so that a table is the same with and without them.
///
/// It may be used from several threads: one works a result out, and whoever else needs it waits.
#[derive(Debug, Default)]
pub struct Workings {
    /// The order of forces, by their profiles.
    pub(crate) orders: Once<Figures>,
}

/// Results by what they follow from.
#[derive(Debug)]
pub(crate) struct Once<T> {
    results: Mutex<BTreeMap<String, Arc<OnceLock<Arc<T>>>>>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { results: Mutex::default() }
    }
}

impl<T> Once<T> {
    /// The result of a key, worked out the first time. `work` must not ask for another of the same kind, nor hand
    /// tasks to other threads and wait.
    pub(crate) fn once(&self, key: String, work: impl FnOnce() -> T) -> Arc<T> {
        let mut results = self.results.lock().unwrap_or_else(PoisonError::into_inner);
        let result = Arc::clone(results.entry(key).or_default());
        drop(results);
        Arc::clone(result.get_or_init(|| Arc::new(work())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_worked_out_once_for_each_key() {
        let once = Once::default();
        let get = |key: &str, result: usize| *once.once(key.to_owned(), || result);
        assert_eq!((get("a", 1), get("b", 2), get("a", 3)), (1, 2, 1));
    }
}
