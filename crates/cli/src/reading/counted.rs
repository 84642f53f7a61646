//! Files whose bytes are counted as they are read, so that it shows how much is left.

use std::{
    io::{self, Read, Seek, SeekFrom},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// A reader that adds to a count how far into it was read or gone; what is read twice counts once.
#[derive(Debug)]
pub(crate) struct Counted<R> {
    inner: R,
    position: u64,
    furthest: u64,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R, count: Arc<AtomicU64>) -> Self {
        Self { inner, position: 0, furthest: 0, count }
    }

    fn at(&mut self, position: u64) {
        self.position = position;
        if position > self.furthest {
            self.count.fetch_add(position - self.furthest, Ordering::Relaxed);
            self.furthest = position;
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.at(self.position + count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = self.inner.seek(to)?;
        self.at(position);
        Ok(position)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_is_read_twice_counts_once() {
        let count = Arc::new(AtomicU64::new(100));
        let mut counted = Counted::new(Cursor::new(b"0123456789"), Arc::clone(&count));
        let mut check = |read: usize, from: u64, expected: u64| {
            counted.seek(SeekFrom::Start(from)).unwrap();
            counted.read_exact(&mut vec![0; read]).unwrap();
            assert_eq!(count.load(Ordering::Relaxed), expected);
        };
        check(4, 0, 104);
        check(3, 0, 104);
        check(5, 0, 105);
        check(1, 8, 109);
    }
}
