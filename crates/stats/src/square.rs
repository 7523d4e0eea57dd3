//! Square tables of counts over one ordered scale: rows are the first words, columns the second.

/// Counts pairs of categories into a square table: `table[i][j]` is how many pairs are `(i, j)`.
///
/// `levels` is the number of categories **declared**, not of those that occur. `None` when a pair names a
/// category outside them.
///
/// # Examples
///
/// ```
/// let table = peel_stats::square::tabulate(&[(0, 0), (0, 1), (2, 1)], 3);
/// assert_eq!(table, Some(vec![vec![1, 1, 0], vec![0, 0, 0], vec![0, 1, 0]]));
/// ```
#[must_use]
pub fn tabulate(pairs: &[(usize, usize)], levels: usize) -> Option<Vec<Vec<u64>>> {
    let mut table = vec![vec![0; levels]; levels];
    for &(row, column) in pairs {
        *table.get_mut(row)?.get_mut(column)? += 1;
    }
    Some(table)
}

/// The table as numbers, or `None` when it is not square or counts nothing.
pub(crate) fn counts<R: AsRef<[u64]>>(table: &[R]) -> Option<Vec<Vec<f64>>> {
    let square = table.iter().all(|row| row.as_ref().len() == table.len());
    let any = table.iter().any(|row| row.as_ref().iter().any(|&count| count > 0));
    let as_numbers = |row: &R| row.as_ref().iter().map(|&count| count as f64).collect();
    (square && any).then(|| table.iter().map(as_numbers).collect())
}

/// How many stayed in their category, and how many went to an earlier or a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moves {
    /// Went to a category that stands earlier on the scale: better, where the best comes first.
    pub earlier: u64,
    /// Stayed where they were.
    pub stayed: u64,
    /// Went to a category that stands later on the scale.
    pub later: u64,
}

/// The moves in a square table of before (rows) and after (columns); sums stop at `u64::MAX`.
///
/// `None` when the table is not square. The exact test of the moves is
/// [`sign_test`](crate::paired::sign_test).
#[must_use]
pub fn moves<R: AsRef<[u64]>>(table: &[R]) -> Option<Moves> {
    let mut moves = Moves::default();
    for (i, row) in table.iter().enumerate() {
        let row = row.as_ref();
        if row.len() != table.len() {
            return None;
        }
        for (j, &count) in row.iter().enumerate() {
            let total = match j.cmp(&i) {
                std::cmp::Ordering::Less => &mut moves.earlier,
                std::cmp::Ordering::Equal => &mut moves.stayed,
                std::cmp::Ordering::Greater => &mut moves.later,
            };
            *total = total.saturating_add(count);
        }
    }
    Some(moves)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_of_the_worked_table() {
        let moves = moves(&[[20, 10, 5], [3, 30, 15], [0, 5, 40]]);
        assert_eq!(moves, Some(Moves { earlier: 8, stayed: 90, later: 30 }));
    }

    #[test]
    fn what_is_not_square_has_no_moves() {
        assert_eq!(moves(&[vec![1, 2], vec![3]]), None);
        assert_eq!(moves::<[u64; 0]>(&[]), Some(Moves::default()));
        assert_eq!(counts(&[[1, 2]]), None);
        assert_eq!(counts(&[[0, 0], [0, 0]]), None);
    }

    #[test]
    fn a_pair_outside_the_scale_is_refused() {
        assert_eq!(tabulate(&[(0, 3)], 3), None);
        assert_eq!(tabulate(&[(3, 0)], 3), None);
        assert_eq!(tabulate(&[], 1), Some(vec![vec![0]]));
    }

    #[test]
    fn huge_counts_stop_at_the_largest() {
        assert_eq!(moves(&[[0, u64::MAX], [0, 0]]).map(|moves| moves.later), Some(u64::MAX));
        assert_eq!(moves(&[[0, u64::MAX, 5], [0, 0, 0], [0, 0, 0]]).map(|moves| moves.later), Some(u64::MAX));
    }
}
