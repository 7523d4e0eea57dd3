//! How long the shared strings of an .xls are, without reading them.
//!
//! A cell of text is the number of a shared string, and calamine copies the string for every such
//! cell: ten thousand cells of one long string would fill memory from a small file.

/// The table of shared strings cut into the records it lies in; a string may go on in the next.
struct Parts<'a> {
    rest: &'a [u8],
    later: std::slice::Iter<'a, &'a [u8]>,
}

/// The number of letters of each shared string, up to where the table cannot be followed.
pub(super) fn lengths(parts: &[&[u8]]) -> Vec<usize> {
    const HEAD: usize = 8;
    let mut later = parts.iter();
    let first = later.next().and_then(|part| part.get(HEAD..)).unwrap_or_default();
    let mut parts = Parts { rest: first, later };
    std::iter::from_fn(|| parts.string()).collect()
}

impl Parts<'_> {
    /// Goes by one string and gives its number of letters.
    fn string(&mut self) -> Option<usize> {
        const IS_WIDE: u8 = 1;
        const HAS_MORE: u8 = 4;
        const HAS_RUNS: u8 = 8;
        if self.rest.is_empty() {
            self.rest = self.later.next()?;
        }
        let [low, high, flags] = *self.take()?;
        let n_letters = usize::from(u16::from_le_bytes([low, high]));
        let n_runs = if flags & HAS_RUNS == 0 { 0 } else { usize::from(u16::from_le_bytes(*self.take()?)) };
        let n_more = if flags & HAS_MORE == 0 { 0 } else { u32::from_le_bytes(*self.take()?) as usize };
        let mut width = 1 + usize::from(flags & IS_WIDE);
        let mut n_left = n_letters;
        while n_left > 0 {
            if self.rest.len() < width {
                // What goes on in the next part says anew how wide its letters are.
                self.rest = self.later.next()?;
                width = 1 + usize::from(self.take::<1>()?[0] & IS_WIDE);
            }
            let n = n_left.min(self.rest.len() / width);
            self.rest = &self.rest[n * width..];
            n_left -= n;
        }
        self.skip(n_runs * 4 + n_more)?;
        Some(n_letters)
    }

    fn take<const N: usize>(&mut self) -> Option<&[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(taken)
    }

    fn skip(&mut self, mut n: usize) -> Option<()> {
        while n > self.rest.len() {
            n -= self.rest.len();
            self.rest = self.later.next()?;
        }
        self.rest = &self.rest[n..];
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_measured_over_the_ends_of_records() {
        let head = [0_u8; 8];
        let first = [&head[..], b"\x02\0\0ab", b"\x03\0\x09\x01\0a\0b\0"].concat();
        let second = b"\0c\x11\x22\x33\x44\x01\0\0z";
        assert_eq!(lengths(&[&first, second]), [2, 3, 1]);
        assert_eq!(lengths(&[&head, b"\x01\0\0x", b"\x05\0\0y"]), [1]);
        assert!(lengths(&[]).is_empty());
    }
}
