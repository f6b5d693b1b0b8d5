//! Where the parts of a presentation lie: each save adds an edit with a directory of what it changed, and points to the
//! one before it ([MS-PPT] 2.1.2).

use std::collections::{HashMap, HashSet};

use super::records::kind;
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::records::{HEADER, Record};
use crate::extract::problem::Problem;
use crate::message;

/// What the stream of the current user begins with where the presentation is encrypted ([MS-PPT] 2.3.2).
const ENCRYPTED: u32 = 0xF3D1_C4DF;

/// The parts of a presentation.
pub(super) struct Parts<'a> {
    stream: Bytes<'a>,
    /// Bytes of the stream, by the parts' numbers; what was saved last stands.
    directory: HashMap<u32, usize>,
    document: Option<usize>,
}

/// One save.
struct Edit {
    before: usize,
    directory: usize,
    document: u32,
    encryption: Option<u32>,
}

impl<'a> Parts<'a> {
    /// Finds the parts: by the chain of edits, and what that does not lead to by a look through the stream.
    pub(super) fn read(stream: Bytes<'a>, current_user: Bytes<'a>) -> Result<Self, Problem> {
        let current = Record::at(current_user, 0).filter(|record| record.kind == kind::CURRENT_USER);
        if current.is_some_and(|current| current.body.u32(4) == Some(ENCRYPTED)) {
            return Err(Problem::encrypted());
        }
        let mut parts = Self { stream, directory: HashMap::new(), document: None };
        let mut next = current.and_then(|current| current.body.u32(8)).map(|at| at as usize);
        let (mut document, mut is_whole, mut seen) = (None, false, HashSet::new());
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            let Some(edit) = parts.edit(at) else { break };
            document = document.or(Some(edit.document));
            is_whole = seen.insert(edit.directory) && parts.add_directory(edit.directory) && edit.before == 0;
            if edit.encryption.is_some_and(|id| parts.get(id, &[kind::ENCRYPTION]).is_some()) {
                return Err(Problem::encrypted());
            }
            next = (edit.before > 0).then_some(edit.before);
        }
        parts.document = document.and_then(|id| parts.directory.get(&id).copied());
        if !is_whole || parts.document().is_none() {
            parts.look_through();
        }
        if parts.document().is_none() && parts.all(kind::SLIDE).next().is_none() {
            return Err(Problem::damaged(message!("no-slides-found")));
        }
        Ok(parts)
    }

    /// The part of a number, if it is one of these kinds.
    pub(super) fn get(&self, id: u32, kinds: &[u16]) -> Option<Record<'a>> {
        let record = Record::at(self.stream, *self.directory.get(&id)?)?;
        kinds.contains(&record.kind).then_some(record)
    }

    /// Where the part of a number lies, whatever it is.
    pub(super) fn place(&self, id: u32) -> Option<usize> {
        self.directory.get(&id).copied()
    }

    /// What holds the list of slides.
    pub(super) fn document(&self) -> Option<Record<'a>> {
        Record::at(self.stream, self.document?).filter(|record| record.kind == kind::DOCUMENT)
    }

    /// All parts of a kind that are in the stream, in its order: those of earlier saves, too.
    pub(super) fn all(&self, wanted: u16) -> impl Iterator<Item = Record<'a>> {
        found(self.stream).map(|(_, record)| record).filter(move |record| record.kind == wanted)
    }

    fn edit(&self, at: usize) -> Option<Edit> {
        let body = Record::at(self.stream, at).filter(|record| record.kind == kind::USER_EDIT)?.body;
        Some(Edit {
            before: body.u32(8)? as usize,
            directory: body.u32(12)? as usize,
            document: body.u32(16)?,
            encryption: body.u32(28),
        })
    }

    /// Adds what a directory says of parts that no later one names; whether there is one.
    fn add_directory(&mut self, at: usize) -> bool {
        let directory = Record::at(self.stream, at).filter(|record| record.kind == kind::PERSIST_DIRECTORY);
        let mut numbers = directory.map(|directory| directory.body.u32s()).into_iter().flatten();
        // The first number of those that follow each other, and above it how many.
        while let Some(head) = numbers.next() {
            for id in (head & 0x000F_FFFF..).take((head >> 20) as usize) {
                let Some(at) = numbers.next() else { break };
                self.directory.entry(id).or_insert(at as usize);
            }
        }
        directory.is_some()
    }

    /// Adds what no edit leads to: directories and the document, from the last one backwards.
    fn look_through(&mut self) {
        let found: Vec<(usize, u16)> = found(self.stream).map(|(at, record)| (at, record.kind)).collect();
        for (at, _) in found.iter().rev().filter(|(_, found)| *found == kind::PERSIST_DIRECTORY) {
            self.add_directory(*at);
        }
        if self.document().is_none() {
            let last = found.iter().rev().find(|(_, found)| *found == kind::DOCUMENT);
            self.document = last.map(|(at, _)| *at);
        }
    }
}

/// The parts in a stream, one after the other; where one is broken, on from the next that may be one.
fn found(stream: Bytes<'_>) -> impl Iterator<Item = (usize, Record<'_>)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let (at, record) = (next, Record::at(stream, next)?);
            let is_known = (kind::DOCUMENT..=kind::ENCRYPTION).contains(&record.kind);
            next = match at + HEADER + record.body.len() {
                end if is_known && !record.is_cut_off => end,
                _ => at + 1 + stream.from(at + 1).0.windows(4).position(is_start)?,
            };
            if is_known {
                return Some((at, record));
            }
        }
    })
}

/// Whether a part that matters may begin so: without an instance, a container or not, as it is to be.
fn is_start(bytes: &[u8]) -> bool {
    const CONTAINERS: [u16; 4] = [kind::DOCUMENT, kind::SLIDE, kind::NOTES, kind::MAIN_MASTER];
    const ATOMS: [u16; 2] = [kind::USER_EDIT, kind::PERSIST_DIRECTORY];
    let [version, 0, low, high] = *bytes else { return false };
    let kind = u16::from_le_bytes([low, high]);
    version == 0x0F && CONTAINERS.contains(&kind) || version == 0 && ATOMS.contains(&kind)
}
