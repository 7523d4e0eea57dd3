//! What is left to read, handed out in turns to whoever asks, on any thread.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::Limits;
use crate::book::{Book, Bookmark, First, locked};
use crate::header::Header;
use crate::kind::Kind;
use crate::source::{Packing, Source};
use crate::spot::Spot;
use crate::tally::Reason;
use crate::task::{Part, Report, Row, Sink, Task};
use crate::unpack::open;

/// About how many bytes are split in one turn: enough that handing out costs nothing, few enough that
/// threads end together.
const BYTES_PER_TURN: usize = 16 << 20;
/// After how many bytes it is seen whether the book is full.
const BYTES_PER_STEP: usize = 1 << 18;
/// A file that would have more parts than this is read as a whole.
const MOST_PARTS: u32 = 100_000;
/// How many different texts one query may meet before it is ended, to bound memory.
const TEXTS_PER_QUERY: usize = 100_000;

/// All files and what is left to read of them.
pub(crate) struct Work {
    kind: Kind,
    limits: Limits,
    /// Plain files larger than two of these are read in parts of this size.
    part: u64,
    pub(crate) sources: Vec<Source>,
    queue: Mutex<Queue>,
    /// The texts met in this query.
    book: Mutex<Book>,
    reports: Mutex<Vec<Report>>,
    /// Rows handed out in this query.
    n_rows: AtomicU64,
    /// Bytes read from disk.
    done: Arc<AtomicU64>,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    /// The first source that has not been in `jobs`.
    next: usize,
}

/// Something to read. Files are opened when it is their turn, so that few are open at once.
enum Job {
    /// A part of a file, and whether it is the first attempt at it.
    New(usize, usize, Part),
    Begun(Box<Task>),
}

/// What one query leaves behind, beside its result.
pub(crate) struct Leaving {
    pub(crate) book: Book,
    pub(crate) reports: Vec<Report>,
    pub(crate) n_rows: u64,
}

impl Work {
    pub(crate) fn new(kind: Kind, limits: Limits, part: u64, sources: Vec<Source>) -> Self {
        Self {
            kind,
            limits,
            part,
            sources,
            queue: Mutex::default(),
            book: Mutex::default(),
            reports: Mutex::default(),
            n_rows: AtomicU64::new(0),
            done: Arc::default(),
        }
    }

    /// Splits some rows, of one file or of several, and gives the numbers of their cells.
    pub(crate) fn turn(&self) -> Vec<u64> {
        let mut cells = Vec::new();
        let mut left = BYTES_PER_TURN;
        while left > 0
            && self.has_room()
            && let Some(task) = self.take()
        {
            left = left.saturating_sub(self.work_on(task, left, &mut cells));
        }
        self.n_rows.fetch_add(cells.len() as u64, Ordering::Relaxed);
        cells
    }

    /// Reads about `most` bytes of one task, and says how many it were.
    fn work_on(&self, mut task: Task, most: usize, cells: &mut Vec<u64>) -> usize {
        let mut sink = Counting { cells, book: &self.book, bookmark: Bookmark::new() };
        let mut n_bytes = 0;
        loop {
            let (is_done, n) = task.run(BYTES_PER_STEP, &self.kind, &mut sink);
            n_bytes += n;
            if is_done {
                locked(&self.reports).push(task.report);
                return n_bytes;
            }
            if n_bytes >= most || !self.has_room() {
                locked(&self.queue).jobs.push_front(Job::Begun(Box::new(task)));
                return n_bytes;
            }
        }
    }

    fn has_room(&self) -> bool {
        locked(&self.book).len() < TEXTS_PER_QUERY
    }

    fn take(&self) -> Option<Task> {
        let mut queue = locked(&self.queue);
        if queue.jobs.is_empty() {
            let file = queue.next;
            let source = self.sources.get(file)?;
            queue.next += 1;
            queue.jobs.extend(self.parts(source).into_iter().map(|part| Job::New(file, 0, part)));
        }
        let job = queue.jobs.pop_front();
        drop(queue);
        match job? {
            Job::Begun(task) => Some(*task),
            Job::New(file, attempt, part) => {
                let source = &self.sources[file];
                let input = open(source, part.base, self.limits, &self.done);
                Some(Task::new(reading(file, attempt), part, source.is_certain, input))
            }
        }
    }

    /// The parts to read a file in: a large plain one in several, at once.
    fn parts(&self, source: &Source) -> Vec<Part> {
        let n_parts = source.bytes / self.part.max(1);
        let n_parts = u32::try_from(n_parts).ok().filter(|n| *n <= MOST_PARTS).unwrap_or(1).max(1);
        let header = match source.packing {
            Packing::Plain if n_parts > 1 => self.header(source).ok().flatten(),
            _ => None,
        };
        let Some(header) = header.filter(|header| header.columns.is_ok()) else {
            return vec![Part::WHOLE];
        };
        let part = |number: u32| Part {
            number,
            n_parts,
            base: (u64::from(number) * self.part).saturating_sub(1),
            stop_at: if number + 1 == n_parts { u64::MAX } else { u64::from(number + 1) * self.part },
            header: (number > 0).then(|| header.clone()),
        };
        (0..n_parts).map(part).collect()
    }

    fn header(&self, source: &Source) -> io::Result<Option<Header>> {
        let mut data = Vec::new();
        File::open(&source.path)?.take(1 << 16).read_to_end(&mut data)?;
        Ok(Header::read(&data, &self.kind, false))
    }

    /// Has a file read again as a whole: its parts did not fit together.
    pub(crate) fn again(&self, file: usize) {
        locked(&self.queue).jobs.push_front(Job::New(file, 1, Part::WHOLE));
    }

    /// Whether everything has been read, between queries.
    pub(crate) fn is_done(&self) -> bool {
        let queue = locked(&self.queue);
        queue.jobs.is_empty() && queue.next >= self.sources.len()
    }

    /// What the last query left; the next begins anew.
    pub(crate) fn leave(&self) -> Leaving {
        Leaving {
            book: std::mem::take(&mut *locked(&self.book)),
            reports: std::mem::take(&mut *locked(&self.reports)),
            n_rows: self.n_rows.swap(0, Ordering::Relaxed),
        }
    }

    /// Bytes read from disk so far.
    pub(crate) fn bytes_done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// Rows become the numbers of their cells; for one task and one query only.
struct Counting<'a> {
    cells: &'a mut Vec<u64>,
    book: &'a Mutex<Book>,
    bookmark: Bookmark,
}

impl Sink for Counting<'_> {
    #[inline]
    fn take(&mut self, reading: usize, values: [&[u8]; 3], row: Row<'_>) {
        let first = || First {
            line: row.line,
            force: row.columns.force.map(|column| row.spot(column)),
            month: row.spot(row.columns.month),
        };
        self.cells.push(self.bookmark.cell(reading, values, row.line, first, self.book));
    }

    fn leave(&mut self, _: Reason, _: Row<'_>, _: impl Fn() -> String, _: impl Fn() -> Spot) {}

    fn is_legacy(&self) -> bool {
        self.bookmark.is_legacy
    }
}

/// The number of a reading: a file is read once, or a second time as a whole.
fn reading(file: usize, attempt: usize) -> usize {
    file * 2 + attempt
}

/// The file of a reading.
pub(crate) const fn file_of(reading: usize) -> usize {
    reading / 2
}
