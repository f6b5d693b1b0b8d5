//! Where the files of archives go, and how much they may unpack to.

use std::cell::Cell;
use std::io::{self, ErrorKind, Read};

use crate::extract::containers::names;
use crate::extract::limits::{MAX_PART_BYTES, MAX_UNPACKED_BYTES};
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;
use crate::source::LeftOutWhy;

/// How many bytes may still be unpacked from a file, all archives within it together.
#[derive(Debug)]
pub(in crate::extract) struct Budget(Cell<u64>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(MAX_UNPACKED_BYTES))
    }
}

impl Budget {
    pub(super) fn left(&self) -> u64 {
        self.0.get()
    }

    /// Takes what is unpacked; false where so much is not left.
    pub(super) fn take(&self, bytes: u64) -> bool {
        let left = self.left().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// What is told of a file in an archive; an error is one of the archive, and ends it.
type Tell<'a> = dyn FnMut(&str, Result<Vec<u8>, Problem>) -> Result<(), Problem> + 'a;

/// Takes the files of an archive, one after the other. An error of its functions ends the archive.
pub(in crate::extract) struct Members<'a> {
    pub(super) budget: &'a Budget,
    tell: &'a mut Tell<'a>,
    /// Files that are not left out, so far.
    pub(in crate::extract) files: usize,
}

impl<'a> Members<'a> {
    pub(in crate::extract) fn new(budget: &'a Budget, tell: &'a mut Tell<'a>) -> Self {
        Self { budget, tell, files: 0 }
    }

    /// Whether the file at a path, parts joined with `/`, is to be unpacked; where not, that is told.
    pub(super) fn wants(&mut self, path: &str) -> Result<bool, Problem> {
        let path = names::within(path);
        let why = path.split('/').find_map(LeftOutWhy::of);
        why.map_or(Ok(true), |why| (self.tell)(&path, Err(Problem::left_out(why))).map(|()| false))
    }

    /// Tells a file's bytes, or why there are none.
    pub(super) fn tell(&mut self, path: &str, content: Result<Vec<u8>, Problem>) -> Result<(), Problem> {
        self.files += 1;
        (self.tell)(&names::within(path), content)
    }

    /// Tells a link at a path. What it leads to is read where it lies, if that is in the archive.
    pub(super) fn tell_link(&mut self, path: &str, is_within: bool) -> Result<(), Problem> {
        if is_within {
            (self.tell)(&names::within(path), Err(Problem::left_out(LeftOutWhy::Link)))
        } else {
            self.tell(path, Err(Problem::new(ProblemKind::UnsupportedFormat, message!("link-out-of-archive"))))
        }
    }

    /// All bytes of a file that is being unpacked.
    pub(super) fn read(&self, reader: impl Read) -> Result<Vec<u8>, Problem> {
        let most = MAX_PART_BYTES.min(self.budget.left());
        let mut bytes = Vec::new();
        let read = reader.take(most + 1).read_to_end(&mut bytes);
        self.budget.take(bytes.len() as u64);
        read.map_err(|e| problem_of(&e))?;
        match bytes.len() as u64 {
            length if length > MAX_PART_BYTES => Err(over(MAX_PART_BYTES)),
            length if length > most => Err(over(MAX_UNPACKED_BYTES)),
            _ => Ok(bytes),
        }
    }
}

/// A file that unpacks to more than so many bytes.
pub(super) fn over(most: u64) -> Problem {
    Problem::too_large(message!("unpacks-over", mib = most >> 20))
}

/// Packed in a way that is not read.
pub(super) fn packed_otherwise() -> Problem {
    Problem::new(ProblemKind::UnsupportedFormat, message!("packed-otherwise"))
}

/// What an error of an unpacker says of the packed bytes.
pub(super) fn problem_of(error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::UnexpectedEof => Problem::cut_off(),
        ErrorKind::OutOfMemory => Problem::too_large(message!("unpacks-in-memory")),
        _ => Problem::overwritten(),
    }
}
