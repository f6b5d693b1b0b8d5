//! Archives: the bytes of one go in, out come the files in it, one after the other, each with its path within and its
//! bytes, or why there are none. Nothing is written anywhere; nothing of an archive is trusted: names, sizes and links
//! only say what they say.
//!
//! In order of reading: [`members`], where the files of all archives go; then a file a format: [`zip`], and
//! one that is cut off ([`cut_zip`]), [`rar`] with its [`volumes`], [`seven_zip`], [`tar`], [`packed`] (gzip and its like).

mod members;
mod cut_zip;
mod zip;
mod volumes;
mod rar;
mod seven_zip;
mod tar;
mod packed;

pub(in crate::extract) use cut_zip::CutZip;
pub(in crate::extract) use members::{Budget, Members};
use packed::Packing;

use super::package::Package;
use crate::extract::problem::Problem;

/// An archive, told by its content and opened as far as it had to be to tell.
pub(in crate::extract) enum Archive<'a> {
    Zip(Package<'a>),
    /// A zip whose table of contents is lost.
    CutZip(CutZip),
    Rar,
    SevenZip,
    Tar,
    /// One file, or a tar.
    Packed(Packing),
}

impl Archive<'_> {
    /// What an archive is that begins so; none if it is none, or a zip, which must be opened to tell.
    pub(in crate::extract) fn detect(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            [b'R', b'a', b'r', b'!', 0x1A, 7, ..] => Self::Rar,
            [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => Self::SevenZip,
            _ if tar::begins(bytes) => Self::Tar,
            _ => Self::Packed(Packing::detect(bytes)?),
        })
    }

    /// Unpacks an archive that is called `name`, and tells its files. `further`: of a RAR its volumes after the first.
    ///
    /// # Errors
    /// A [`Problem`] of the archive as a whole; the files that were told before it are read.
    pub(in crate::extract) fn unpack(
        self,
        bytes: &[u8],
        further: &[Vec<u8>],
        name: &str,
        members: &mut Members<'_>,
    ) -> Result<(), Problem> {
        match self {
            Self::Zip(package) => zip::unpack(package, members),
            Self::CutZip(cut) => cut_zip::unpack(&cut, members),
            Self::Rar => rar::unpack(bytes, further, name, members),
            Self::SevenZip => seven_zip::unpack(bytes, members),
            Self::Tar => tar::unpack(bytes, members),
            Self::Packed(packing) => packed::unpack(packing, bytes, name, members),
        }
    }
}
