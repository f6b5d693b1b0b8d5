//! Tar archives: headers of 512 bytes, each with a file's bytes after it.

use std::io::{self, Read};

use tar::EntryType;

use super::members::{Members, problem_of};
use crate::extract::containers::names;
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;

/// Headers, and what they stand before, take whole blocks of so many bytes.
pub(super) const BLOCK: usize = 512;
/// Where the checksum of a header stands; in it these are blanks.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// Whether bytes begin with the header of a tar: old ones have no mark, but all have a checksum.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let Some(block) = bytes.get(..BLOCK) else { return false };
    let told = std::str::from_utf8(&block[CHECKSUM]).unwrap_or_default();
    let told = u32::from_str_radix(told.trim_matches(['\0', ' ']), 8);
    let sum = |byte: fn(u8) -> i64| -> i64 {
        let all = block.iter().enumerate();
        all.map(|(at, b)| if CHECKSUM.contains(&at) { i64::from(b' ') } else { byte(*b) }).sum()
    };
    // Some systems summed signed bytes.
    told.is_ok_and(|told| block[0] != 0 && [sum(i64::from), sum(|b| i64::from(b as i8))].contains(&i64::from(told)))
}

/// Unpacks an archive.
pub(super) fn unpack(reader: impl Read, members: &mut Members<'_>) -> Result<(), Problem> {
    let mut archive = tar::Archive::new(reader);
    for entry in archive.entries().map_err(|e| problem_of(&e))? {
        let mut entry = entry.map_err(|e| broken_off(&e))?;
        let path = names::decoded(&entry.path_bytes());
        let kind = entry.header().entry_type();
        if path.ends_with('/') || matches!(kind, EntryType::Directory | EntryType::XGlobalHeader) {
            continue;
        }
        if !members.wants(&path)? {
            continue;
        }
        match kind {
            EntryType::Symlink | EntryType::Link => {
                let target = entry.link_name_bytes().map(|target| names::decoded(&target)).unwrap_or_default();
                // Where a hard link leads is counted from the top.
                let from = if kind == EntryType::Link { "link" } else { path.as_str() };
                members.tell_link(&path, names::stays_within(from, &target))?;
            }
            EntryType::Char | EntryType::Block | EntryType::Fifo => {
                members.tell(&path, Err(Problem::new(ProblemKind::UnsupportedFormat, message!("walk-no-file"))))?;
            }
            _ => {
                let size = entry.size();
                let content = members.read(&mut entry);
                let content = content.and_then(|bytes| match bytes.len() as u64 >= size {
                    true => Ok(bytes),
                    false => Err(Problem::cut_off()),
                });
                members.tell(&path, content)?;
            }
        }
    }
    Ok(())
}

/// Where the next header can't be read.
fn broken_off(error: &io::Error) -> Problem {
    match error.kind() {
        // What the library says of a header that is there in part.
        io::ErrorKind::Other if error.to_string().contains("entire block") => Problem::cut_off(),
        _ => problem_of(error),
    }
}
