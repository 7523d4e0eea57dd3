//! Bytes out of files and archives, counted, checked and bounded.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use flate2::Crc;
use flate2::read::{DeflateDecoder, MultiGzDecoder};

use crate::book::locked;
use crate::source::{Member, Packing, Source};

/// How much a packed file may hold before it is taken for an attack or a mistake.
///
/// Memory does not depend on it: packed files are read in passing. Time does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes a packed file may have, unpacked.
    pub unpacked: u64,
    /// How many times larger than packed it may be, once it has more than 16 MiB.
    pub ratio: u64,
}

impl Default for Limits {
    /// One gibibyte and 200 times; the publisher's files shrink five- to tenfold.
    fn default() -> Self {
        Self { unpacked: 1 << 30, ratio: 200 }
    }
}

const FROM_WHICH_RATIO_COUNTS: u64 = 16 << 20;
const READ_AT_ONCE: usize = 1 << 16;

/// Opens a source from `start` on, which only plain files can be. What is read from disk is added to
/// `done`.
pub(crate) fn open(
    source: &Source,
    start: u64,
    limits: Limits,
    done: &Arc<AtomicU64>,
) -> io::Result<Box<dyn Read + Send>> {
    let counted = |reader| Counted { reader, done: Arc::clone(done) };
    Ok(match &source.packing {
        Packing::Plain => {
            let mut file = File::open(&source.path)?;
            if start > 0 {
                file.seek(SeekFrom::Start(start))?;
            }
            Box::new(counted(file))
        }
        Packing::Gzip => {
            let packed = BufReader::with_capacity(READ_AT_ONCE, counted(File::open(&source.path)?));
            Box::new(Bounded::new(MultiGzDecoder::new(packed), source.bytes, limits))
        }
        Packing::Member(member) => {
            limits.check(member.size, source.bytes)?;
            let stored = Stored::new(member, source.bytes, Arc::clone(done));
            let packed = BufReader::with_capacity(READ_AT_ONCE, stored);
            let reader: Box<dyn Read + Send> =
                if member.is_deflated { Box::new(DeflateDecoder::new(packed)) } else { Box::new(packed) };
            Box::new(Checked::new(Bounded::new(reader, source.bytes, limits), member))
        }
        Packing::Refused(why) => return Err(io::Error::other(why.clone())),
    })
}

impl Limits {
    fn check(self, unpacked: u64, packed: u64) -> io::Result<()> {
        if unpacked > self.unpacked {
            return Err(io::Error::other(format!(
                "it unpacks to more than {} bytes; unpack it first if that is right",
                self.unpacked
            )));
        }
        if unpacked > FROM_WHICH_RATIO_COUNTS && unpacked / self.ratio.max(1) > packed {
            return Err(io::Error::other(format!(
                "it unpacks to more than {} times its size; unpack it first if that is right",
                self.ratio
            )));
        }
        Ok(())
    }
}

/// Counts what is read from disk.
struct Counted<R> {
    reader: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.done.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops when more comes out than should.
struct Bounded<R> {
    reader: R,
    packed: u64,
    unpacked: u64,
    limits: Limits,
}

impl<R> Bounded<R> {
    fn new(reader: R, packed: u64, limits: Limits) -> Self {
        Self { reader, packed, unpacked: 0, limits }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.unpacked += n as u64;
        self.limits.check(self.unpacked, self.packed)?;
        Ok(n)
    }
}

/// The packed bytes of a member. The archive is open once and its place in the file is shared, so
/// that it is set before every read.
struct Stored {
    archive: Arc<Mutex<File>>,
    at: u64,
    left: u64,
    done: Arc<AtomicU64>,
}

impl Stored {
    fn new(member: &Member, packed: u64, done: Arc<AtomicU64>) -> Self {
        Self { archive: Arc::clone(&member.archive), at: member.at, left: packed, done }
    }
}

impl Read for Stored {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let mut archive = locked(&self.archive);
        archive.seek(SeekFrom::Start(self.at))?;
        let n = archive.read(&mut buffer[..most])?;
        drop(archive);
        self.at += n as u64;
        self.left -= n as u64;
        self.done.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Compares a member's length and checksum with what the archive says.
struct Checked<R> {
    reader: R,
    crc: Crc,
    length: u64,
    expected: (u64, u32),
}

impl<R> Checked<R> {
    fn new(reader: R, member: &Member) -> Self {
        Self { reader, crc: Crc::new(), length: 0, expected: (member.size, member.crc) }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.crc.update(&buffer[..n]);
        self.length += n as u64;
        if n == 0 && !buffer.is_empty() && (self.length, self.crc.sum()) != self.expected {
            return Err(io::Error::other("it is damaged: its checksum is not the archive's"));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_too_much_is_refused() {
        let limits = Limits::default();
        assert!(limits.check(1 << 30, 200 << 20).is_ok());
        assert!(limits.check((1 << 30) + 1, 200 << 20).is_err());
        assert!(limits.check(16 << 20, 1).is_ok());
        assert!(limits.check(17 << 20, 1).is_err());
    }
}
