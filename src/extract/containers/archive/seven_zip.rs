//! 7z archives. Files are packed in blocks; what is wrong with one block is no concern of the next.

use std::io::{Cursor, Read, Seek};

use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};

use super::members::{Members, over, packed_otherwise, problem_of};
use crate::extract::containers::names;
use crate::extract::limits::{MAX_DICTIONARY_BYTES, MAX_MEMBERS, MAX_PART_BYTES, MAX_UNPACKED_BYTES};
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;

/// What headers, and what the dictionaries of a block may take, in KiB.
const MEMORY: usize = (MAX_DICTIONARY_BYTES >> 10) as usize;

/// Unpacks an archive.
pub(super) fn unpack(bytes: &[u8], members: &mut Members<'_>) -> Result<(), Problem> {
    let (mut source, password) = (Cursor::new(bytes), Password::empty());
    // Its table of contents stands at its end.
    let opened = Archive::read_with_memory_limit(&mut source, &password, MEMORY);
    let mut archive = opened.map_err(|e| if is_cut(bytes) { Problem::cut_off() } else { why(&e) })?;
    // One more than are read says that there are more.
    let count = archive.files.len().min(MAX_MEMBERS + 1);
    // Compared here: the library would not go on after one that is wrong.
    let checksums: Vec<Option<u64>> = archive.files.iter().map(|file| file.has_crc.then_some(file.crc)).collect();
    archive.files.iter_mut().for_each(|file| file.has_crc = false);
    let mut at = 0;
    while at < count {
        let entry = &archive.files[at];
        let Some(block) = archive.stream_map.file_block_index.get(at).copied().flatten() else {
            if is_file(entry) && members.wants(&entry.name)? {
                members.tell(&entry.name, Ok(Vec::new()))?;
            }
            at += 1;
            continue;
        };
        let decoder = BlockDecoder::new_with_memory_limit(1, MEMORY, block, &archive, &password, &mut source);
        let end = (at + decoder.entry_count().max(1)).min(count);
        let files = at..end;
        if archive.is_file_encrypted(at) {
            tell_all(&archive.files[files], members, &Problem::encrypted())?;
        } else {
            unpack_block(decoder, &archive.files[files.clone()], &checksums[files], members)?;
        }
        at = end;
    }
    Ok(())
}

/// Unpacks the files of a block, which have such checksums.
fn unpack_block<R: Read + Seek>(
    decoder: BlockDecoder<'_, R>,
    files: &[ArchiveEntry],
    checksums: &[Option<u64>],
    members: &mut Members<'_>,
) -> Result<(), Problem> {
    let (mut next, mut ended) = (0, Ok(()));
    // Why what follows can't be read.
    let mut lost = None;
    let mut each = |entry: &ArchiveEntry, reader: &mut dyn Read| -> Result<bool, Problem> {
        let checksum = checksums.get(next).copied().flatten();
        next += 1;
        if !is_file(entry) {
            return Ok(true);
        }
        let is_wanted = members.wants(&entry.name)?;
        if !is_wanted || entry.size > MAX_PART_BYTES {
            if is_wanted {
                members.tell(&entry.name, Err(over(MAX_PART_BYTES)))?;
            }
            // What follows is packed with it: it is unpacked all the same, and thrown away.
            let may_go_on = next < files.len() && members.budget.take(entry.size);
            lost = (!may_go_on).then(|| over(MAX_UNPACKED_BYTES));
            return Ok(may_go_on);
        }
        let content = members.read(reader);
        lost = content.as_ref().err().map(|problem| match problem.kind {
            ProblemKind::TooLarge => problem.clone(),
            _ => Problem::damaged(message!("packed-with-broken")),
        });
        let content = content.and_then(|bytes| match checksum {
            Some(checksum) if checksum != checksum_of(&bytes) => Err(Problem::overwritten()),
            _ => Ok(bytes),
        });
        match content {
            Ok(target) if is_link(entry) => {
                let is_within = names::stays_within(&entry.name, &names::decoded(&target));
                members.tell_link(&entry.name, is_within)?;
            }
            content => members.tell(&entry.name, content)?,
        }
        Ok(lost.is_none())
    };
    let done = decoder.for_each_entries(&mut |entry, reader| {
        each(entry, reader).or_else(|problem| {
            ended = Err(problem);
            Ok(false)
        })
    });
    ended?;
    let problem = lost.unwrap_or_else(|| done.err().map_or_else(Problem::overwritten, |error| why(&error)));
    tell_all(files.get(next..).unwrap_or_default(), members, &problem)
}

fn tell_all(files: &[ArchiveEntry], members: &mut Members<'_>, problem: &Problem) -> Result<(), Problem> {
    for entry in files.iter().filter(|entry| is_file(entry)) {
        if members.wants(&entry.name)? {
            members.tell(&entry.name, Err(problem.clone()))?;
        }
    }
    Ok(())
}

/// Whether an entry is no folder, and no mark that a file was deleted.
fn is_file(entry: &ArchiveEntry) -> bool {
    !entry.is_directory && !entry.is_anti_item
}

/// Whether an entry is a symbolic link: its mode on Unix stands in the upper half, with a mark that it does.
fn is_link(entry: &ArchiveEntry) -> bool {
    const HAS_MODE: u32 = 0x8000;
    entry.windows_attributes & HAS_MODE != 0 && entry.windows_attributes >> 16 & 0o170_000 == 0o120_000
}

fn checksum_of(bytes: &[u8]) -> u64 {
    let mut checksum = flate2::Crc::new();
    checksum.update(bytes);
    u64::from(checksum.sum())
}

/// Whether an archive ends before its table of contents does, by the sizes in its first header.
fn is_cut(bytes: &[u8]) -> bool {
    let u64_at = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let end = || u64_at(12)?.checked_add(u64_at(20)?)?.checked_add(32);
    end().is_none_or(|end| end > bytes.len() as u64)
}

/// What an error says of the packed bytes.
fn why(error: &Error) -> Problem {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => Problem::encrypted(),
        // Its cipher is not read; nothing else has the name of a method.
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => Problem::encrypted(),
        Error::MaxMemLimited { .. } => Problem::too_large(message!("unpacks-in-memory")),
        Error::Io(error, _) => problem_of(error),
        Error::UnsupportedCompressionMethod(_) | Error::Unsupported(_) => packed_otherwise(),
        _ => Problem::overwritten(),
    }
}
