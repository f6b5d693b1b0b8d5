//! RAR archives, of one or several volumes.
//!
//! Each file is taken out of its archive, with its pieces in all volumes, and unpacked for itself, so that what is wrong
//! with one is no concern of the next. Only in a solid archive, where files are packed as if they were one, those that
//! follow each other are unpacked together, and a broken one takes the rest with it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::rc::Rc;

use rars::{
    Archive, ArchiveMember, ArchiveMemberDetail, ArchiveReadOptions, ArchiveReader, Error, ErrorKind, rar15_40, rar50,
};

use super::members::{Members, over, packed_otherwise};
use super::volumes::Volume;
use crate::extract::containers::names;
use crate::extract::limits::{
    MAX_DICTIONARY_BYTES, MAX_MEMBERS, MAX_PART_BYTES, MAX_UNPACKED_BYTES, MAX_WORKSPACE_BYTES,
};
use crate::extract::problem::Problem;
use crate::message;
use crate::source::is_later_volume;

/// A header tells a name, and little more.
const MAX_HEADERS: u64 = 4 * MAX_MEMBERS as u64;
const MAX_HEADER_BYTES: u64 = 64 << 20;

/// A file in an archive.
struct File {
    path: String,
    /// Archives that hold nothing but this file: one a volume that it lies in.
    pieces: Vec<Archive>,
    first: ArchiveMember,
    /// Whether its last piece continues in a volume that is not there.
    goes_on: bool,
    is_cut: bool,
}

/// Unpacks an archive that is called `name`; `further` are its volumes after the first.
pub(super) fn unpack(bytes: &[u8], further: &[Vec<u8>], name: &str, members: &mut Members<'_>) -> Result<(), Problem> {
    let mut files: Vec<File> = Vec::new();
    let mut whole = Ok(());
    // Whether the last volume says that another one follows, or the first is none.
    let mut is_missing = false;
    for bytes in std::iter::once(bytes).chain(further.iter().map(Vec::as_slice)) {
        let (archive, cut) = match opened(bytes) {
            Ok(opened) => opened,
            Err(problem) if files.is_empty() => return Err(problem),
            Err(problem) => {
                whole = Err(problem);
                break;
            }
        };
        is_missing = goes_on_after(&archive) || is_volume(&archive) && is_later_volume(name);
        for piece in pieces(archive) {
            let Some(member) = piece.members().next().filter(|member| !member.meta.is_directory) else { continue };
            match files.last_mut() {
                Some(last)
                    if member.meta.is_split_before && last.goes_on && last.first.meta.name == member.meta.name =>
                {
                    last.pieces.push(piece);
                    last.goes_on = member.meta.is_split_after;
                }
                _ => files.push(File {
                    path: path_of(&member),
                    goes_on: member.meta.is_split_after,
                    pieces: vec![piece],
                    first: member,
                    is_cut: false,
                }),
            }
        }
        if let Some(problem) = cut {
            files.last_mut().iter_mut().for_each(|last| last.is_cut = true);
            whole = Err(problem);
        }
        if files.len() as u64 > MAX_HEADERS {
            return Err(Problem::too_large(message!("members-over", n = MAX_MEMBERS)));
        }
    }
    let mut files = VecDeque::from(files);
    while let Some(first) = files.pop_front() {
        let mut group = vec![first];
        while files.front().is_some_and(|next| next.goes_with_the_last()) {
            group.extend(files.pop_front());
        }
        unpack_group(&group, members)?;
    }
    // Files that lie in a missing volume as a whole have no name here.
    if is_missing { whole.and(Err(Problem::damaged(message!("volumes-missing")))) } else { whole }
}

/// Whether an archive is one of several volumes.
fn is_volume(archive: &Archive) -> bool {
    match archive {
        Archive::Rar15To40(archive) => archive.main.is_volume(),
        Archive::Rar50Plus(archive) => archive.main.is_volume(),
        _ => false,
    }
}

/// Whether the end of a volume says that another one follows.
fn goes_on_after(archive: &Archive) -> bool {
    match archive {
        Archive::Rar15To40(archive) => {
            archive.blocks.iter().any(|block| matches!(block, rar15_40::Block::End(end) if end.flags & 1 != 0))
        }
        Archive::Rar50Plus(archive) => {
            archive.blocks.iter().any(|block| matches!(block, rar50::Block::End(end) if end.has_next_volume()))
        }
        _ => false,
    }
}

/// An archive, and why it breaks off, if it does.
fn opened(bytes: &[u8]) -> Result<(Archive, Option<Problem>), Problem> {
    let volume = Volume::whole(bytes);
    let options = ArchiveReadOptions::new().with_max_header_count(MAX_HEADERS).with_max_header_bytes(MAX_HEADER_BYTES);
    let open = |volume: Volume| ArchiveReader::read_reader_with_options(volume, options);
    match open(volume.clone()) {
        Ok(archive) => Ok((archive, None)),
        Err(error)
            if matches!(error.kind(), ErrorKind::InvalidArchive | ErrorKind::ChecksumMismatch | ErrorKind::Io) =>
        {
            let volume = volume.up_to_the_break();
            let problem = if volume.is_cut() { Problem::cut_off() } else { Problem::overwritten() };
            open(volume).map(|archive| (archive, Some(problem))).map_err(|_| problem_of(&error))
        }
        Err(error) => Err(problem_of(&error)),
    }
}

/// An archive as one archive a file.
fn pieces(archive: Archive) -> Vec<Archive> {
    match archive {
        Archive::Rar15To40(mut archive) => {
            let blocks = std::mem::take(&mut archive.blocks);
            let files = blocks.into_iter().filter(|block| matches!(block, rar15_40::Block::File(_)));
            files
                .map(|block| {
                    let mut piece = archive.clone();
                    piece.blocks = vec![block];
                    Archive::Rar15To40(piece)
                })
                .collect()
        }
        Archive::Rar50Plus(mut archive) => {
            let blocks = std::mem::take(&mut archive.blocks);
            let files = blocks.into_iter().filter(|block| matches!(block, rar50::Block::File(_)));
            files
                .map(|block| {
                    let mut piece = archive.clone();
                    piece.blocks = vec![block];
                    Archive::Rar50Plus(piece)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A file's path, parts joined with `/`. RAR 5 writes UTF-8 and `/`; older ones `\`, and names in two forms or one.
fn path_of(member: &ArchiveMember) -> String {
    let name = names::decoded(&member.meta.name);
    if matches!(member.detail, ArchiveMemberDetail::Rar50Plus { .. }) { name } else { name.replace('\\', "/") }
}

impl File {
    /// Whether it is packed as one with the file before it, or lies among files that are.
    fn goes_with_the_last(&self) -> bool {
        let is_all_solid = self.pieces.first().is_some_and(Archive::is_solid);
        let is_old = matches!(self.first.detail, ArchiveMemberDetail::Rar15To40 { unpack_version: ..20, .. });
        let meta = &self.first.meta;
        // RAR 1.5 says so of the archive alone; what is not packed parts nothing.
        let may_lack_the_mark = is_old || meta.is_stored || meta.is_redirection || meta.unpacked_size == 0;
        self.first.is_solid() || is_all_solid && may_lack_the_mark
    }

    /// Where a link leads; none if it is none.
    fn link(&self) -> Option<Link> {
        const UNIX: u64 = 3;
        let ArchiveMember { meta, detail, .. } = &self.first;
        match detail {
            ArchiveMemberDetail::Rar50Plus { redirection: Some(to), .. } => {
                // A hard link or a copy of another file in the archive is counted from the top.
                let from = if matches!(to.redirection_type, 4 | 5) { "link" } else { self.path.as_str() };
                Some(Link::To(names::stays_within(from, &names::decoded(&to.target_name))))
            }
            ArchiveMemberDetail::Rar15To40 { .. }
                if meta.host_os == Some(UNIX) && meta.file_attr & 0o170_000 == 0o120_000 =>
            {
                Some(Link::InContent)
            }
            _ => None,
        }
    }

    /// Why it can't be unpacked, as far as its headers say.
    fn problem(&self) -> Option<Problem> {
        let meta = &self.first.meta;
        match () {
            () if meta.is_encrypted => Some(Problem::encrypted()),
            () if meta.is_split_before => Some(Problem::damaged(message!("volume-before-missing"))),
            () if self.goes_on && self.is_cut => Some(Problem::cut_off()),
            () if self.goes_on => Some(Problem::damaged(message!("volume-after-missing"))),
            () => None,
        }
    }
}

/// A link in an archive.
enum Link {
    /// Whether it leads to something within.
    To(bool),
    /// Its content tells.
    InContent,
}

/// What is written of a file while it is unpacked.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.borrow_mut();
        // One byte over says that it is too large.
        let room = (MAX_PART_BYTES as usize + 1).saturating_sub(kept.len());
        kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Unpacks files that are packed as one, or one that stands for itself.
fn unpack_group(group: &[File], members: &mut Members<'_>) -> Result<(), Problem> {
    // Links are no part of what is packed as one; what can't be unpacked is.
    let mut waiting: VecDeque<(&File, bool)> = VecDeque::new();
    let mut broken_by: Option<Problem> = None;
    for file in group {
        let wanted = members.wants(&file.path)?;
        if let Some(Link::To(is_within)) = file.link() {
            if wanted {
                members.tell_link(&file.path, is_within)?;
            }
            continue;
        }
        let size = file.pieces.last().and_then(|last| last.members().next()).map_or(0, |last| last.meta.unpacked_size);
        let is_alone = group.len() == 1;
        let problem = file.problem().or_else(|| (is_alone && size > MAX_PART_BYTES).then(|| over(MAX_PART_BYTES)));
        match (problem, &broken_by) {
            (Some(problem), _) => {
                if wanted {
                    members.tell(&file.path, Err(problem.clone()))?;
                }
                broken_by.get_or_insert(problem);
            }
            (None, Some(_)) if wanted => members.tell(&file.path, Err(after_broken()))?,
            (None, None) if wanted || !is_alone => waiting.push_back((file, wanted)),
            _ => {}
        }
    }
    let pieces: Vec<Archive> = waiting.iter().flat_map(|(file, _)| file.pieces.iter().cloned()).collect();
    if pieces.is_empty() {
        return Ok(());
    }
    let most = members.budget.left();
    let options = ArchiveReadOptions::new()
        .with_max_total_output_bytes(most)
        .with_max_member_output_bytes(most)
        .with_max_reader_workspace_bytes(MAX_WORKSPACE_BYTES)
        .with_rar50_dictionary_size_limit(MAX_DICTIONARY_BYTES);
    // The file that is being unpacked is told when the next one begins: then it is whole.
    let mut open: Option<(&File, bool, Sink)> = None;
    let mut told = Ok(());
    let done = rars::extract_volumes_to_with_options(&pieces, options, |_| {
        told = finish(open.take(), members);
        told.clone().map_err(|_| Error::Cancelled)?;
        let Some((file, wanted)) = waiting.pop_front() else { return Ok(Box::new(io::sink())) };
        let sink = Sink::default();
        open = Some((file, wanted, sink.clone()));
        Ok(if wanted { Box::new(sink) } else { Box::new(io::sink()) })
    });
    told?;
    let Err(error) = done else { return finish(open, members) };
    let failed = open.map(|(file, wanted, _)| (file, wanted)).or_else(|| waiting.pop_front());
    if let Some((file, true)) = failed {
        let is_lost = file.is_cut && !matches!(error.kind(), ErrorKind::ResourceLimit);
        members.tell(&file.path, Err(if is_lost { Problem::cut_off() } else { problem_of(&error) }))?;
    }
    for (file, _) in waiting.into_iter().filter(|(_, wanted)| *wanted) {
        members.tell(&file.path, Err(after_broken()))?;
    }
    Ok(())
}

/// Tells a file that is unpacked.
fn finish(open: Option<(&File, bool, Sink)>, members: &mut Members<'_>) -> Result<(), Problem> {
    let Some((file, wanted, Sink(bytes))) = open else { return Ok(()) };
    let bytes = bytes.take();
    members.budget.take(bytes.len() as u64);
    match file.link() {
        _ if !wanted => Ok(()),
        Some(_) => members.tell_link(&file.path, names::stays_within(&file.path, &names::decoded(&bytes))),
        None if bytes.len() as u64 > MAX_PART_BYTES => members.tell(&file.path, Err(over(MAX_PART_BYTES))),
        None => members.tell(&file.path, Ok(bytes)),
    }
}

fn after_broken() -> Problem {
    Problem::damaged(message!("packed-with-broken"))
}

/// What an error says of the packed bytes.
fn problem_of(error: &Error) -> Problem {
    match error.kind() {
        ErrorKind::PasswordRequired | ErrorKind::BadPassword => Problem::encrypted(),
        _ if matches!(error.root_cause(), Error::FeatureDisabled { .. } | Error::UnsupportedEncryption { .. }) => {
            Problem::encrypted()
        }
        ErrorKind::ResourceLimit => match error.root_cause() {
            Error::MemberOutputLimitExceeded { .. } | Error::TotalOutputLimitExceeded { .. } => {
                over(MAX_UNPACKED_BYTES)
            }
            Error::HeaderCountLimitExceeded { .. } | Error::HeaderBytesLimitExceeded { .. } => {
                Problem::too_large(message!("members-over", n = MAX_MEMBERS))
            }
            _ => Problem::too_large(message!("unpacks-in-memory")),
        },
        ErrorKind::UnsupportedFeature | ErrorKind::UnsupportedFormat => packed_otherwise(),
        ErrorKind::ChecksumMismatch => Problem::overwritten(),
        _ if matches!(error.root_cause(), Error::TooShort) => Problem::cut_off(),
        _ => Problem::overwritten(),
    }
}
