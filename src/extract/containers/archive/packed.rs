//! One file, packed without a name: by gzip, bzip2, xz or zstd. If it is a tar, what is in that lies directly below it.

use std::io::{self, ErrorKind, Read};

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;

use super::members::{Members, over, problem_of};
use super::tar;
use crate::extract::limits::{MAX_DICTIONARY_BYTES, MAX_UNPACKED_BYTES};
use crate::extract::problem::Problem;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Packing {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
}

/// What names end with, and what then is left.
const ENDINGS: [(&str, &str); 12] = [
    (".tgz", ".tar"),
    (".tbz2", ".tar"),
    (".tbz", ".tar"),
    (".txz", ".tar"),
    (".tzst", ".tar"),
    (".gz", ""),
    (".gzip", ""),
    (".bz2", ""),
    (".bz", ""),
    (".xz", ""),
    (".zst", ""),
    (".z", ""),
];

impl Packing {
    pub(super) fn detect(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            // After its level, the mark of a block, or of the end.
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Some(Self::Bzip2),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    fn reader(self, bytes: &[u8]) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(bytes)),
            Self::Bzip2 => Box::new(MultiBzDecoder::new(bytes)),
            Self::Xz => Box::new(XzReader::new_mem_limit(bytes, true, (MAX_DICTIONARY_BYTES >> 10) as u32)),
            Self::Zstd => {
                let mut reader = zstd::stream::read::Decoder::with_buffer(bytes)?;
                reader.window_log_max(MAX_DICTIONARY_BYTES.ilog2())?;
                Box::new(reader)
            }
        })
    }
}

/// Reads a stream that may be cut off: up to there.
struct UpToCut<R> {
    reader: R,
    is_cut: bool,
}

impl<R: Read> Read for UpToCut<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // It may say something else the next time.
        if self.is_cut {
            return Ok(0);
        }
        match self.reader.read(buffer) {
            Err(e) if e.kind() == ErrorKind::UnexpectedEof => {
                self.is_cut = true;
                Ok(0)
            }
            read => read,
        }
    }
}

impl<R> UpToCut<R> {
    /// Where it was cut off, that is on record of the archive, beside what was read of it.
    fn check(&self) -> Result<(), Problem> {
        if self.is_cut { Err(Problem::cut_off()) } else { Ok(()) }
    }
}

/// Unpacks a file that is called `name`; of one that is cut off, what is there.
pub(super) fn unpack(packing: Packing, bytes: &[u8], name: &str, members: &mut Members<'_>) -> Result<(), Problem> {
    let reader = packing.reader(bytes).map_err(|e| problem_of(&e))?;
    let mut reader = UpToCut { reader, is_cut: false };
    let mut start = Vec::new();
    let began = (&mut reader).take(tar::BLOCK as u64).read_to_end(&mut start);
    if began.is_ok() && tar::begins(&start) {
        // Left-out files in it unpack, too.
        let mut bounded = start.as_slice().chain(&mut reader).take(members.budget.left());
        let told = tar::unpack(&mut bounded, members);
        // What stands after its end is nothing, but for a checksum.
        let rest = io::copy(&mut bounded, &mut io::sink()).map_err(|e| problem_of(&e));
        let is_spent = bounded.limit() == 0;
        return if is_spent {
            Err(over(MAX_UNPACKED_BYTES))
        } else {
            told.and(rest.map(|_| ())).and_then(|()| reader.check())
        };
    }
    let content = began.map_err(|e| problem_of(&e)).and_then(|_| members.read(start.as_slice().chain(&mut reader)));
    match content {
        Ok(content) if content.is_empty() && reader.is_cut => reader.check(),
        content => members.tell(&without_ending(name), content).and_then(|()| reader.check()),
    }
}

/// The name of what was packed, from the name of the file.
fn without_ending(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let name = name.rsplit('/').next().unwrap_or(name);
    let ending = ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending) && name.len() > ending.len());
    ending.map_or_else(|| name.to_owned(), |(ending, left)| format!("{}{left}", &name[..name.len() - ending.len()]))
}
