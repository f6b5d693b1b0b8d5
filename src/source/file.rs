//! A file of a folder, as the walk found it.

use std::fs::Metadata;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rustc_hash::FxHasher;

use super::volumes;

/// A file to read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path within the folder, parts joined with `/`; names that are no UTF-8 as [`super::names`] has them.
    pub path: String,
    /// Where to open it.
    pub location: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system doesn't say.
    pub modified: u64,
    /// Of an archive in several files, all of them in the order of their bytes: size and date are those of all. Of others
    /// none.
    pub volumes: Vec<Volume>,
}

/// A file that is a part of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Where it lies.
    pub location: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system doesn't say.
    pub modified: u64,
}

impl SourceFile {
    /// A file that stands for itself.
    pub(super) fn of(path: String, location: PathBuf, metadata: &Metadata) -> Self {
        Self { path, location, size: metadata.len(), modified: changed_at(metadata), volumes: Vec::new() }
    }

    /// The file at a path that the user names; if it is the first volume of an archive, with the others beside it.
    pub fn named(path: &Path) -> Self {
        let (size, modified) = std::fs::metadata(path).map_or((0, 0), |now| (now.len(), changed_at(&now)));
        let (name, location) = (path.to_string_lossy().into_owned(), path.to_owned());
        Self { path: name, location, size, modified, volumes: Vec::new() }
            .with_volumes(volumes_beside(path).unwrap_or_default())
    }

    /// The archive that it is the first volume of; itself if there are no volumes.
    pub(super) fn with_volumes(mut self, volumes: Vec<Volume>) -> Self {
        if volumes.is_empty() {
            return self;
        }
        self.size = volumes.iter().map(|volume| volume.size).sum();
        let newest = volumes.iter().map(|volume| volume.modified).max().unwrap_or_default();
        // A volume that is replaced by an older one makes a difference, too: in the digits below a millisecond.
        let mut hasher = FxHasher::default();
        volumes.iter().for_each(|volume| (volume.size, volume.modified).hash(&mut hasher));
        self.modified = newest - newest % 1_000_000 + hasher.finish() % 1_000_000;
        self.volumes = volumes;
        self
    }

    /// Where its bytes lie, in their order.
    pub fn places(&self) -> impl Iterator<Item = &Path> {
        self.stamps().map(|(location, ..)| location)
    }

    /// The files that it consists of, each with its size in bytes and when it was last changed.
    pub fn stamps(&self) -> impl Iterator<Item = (&Path, u64, u64)> {
        let own = self.volumes.is_empty().then_some((self.location.as_path(), self.size, self.modified));
        own.into_iter().chain(self.volumes.iter().map(|of| (of.location.as_path(), of.size, of.modified)))
    }

    /// Whether it is as it was when it was listed, by size and date.
    pub fn is_as_listed(&self) -> bool {
        let is_same = |(location, size, modified): (&Path, u64, u64)| {
            std::fs::metadata(location).is_ok_and(|now| (now.len(), changed_at(&now)) == (size, modified))
        };
        self.stamps().all(is_same)
    }
}

impl From<&SourceFile> for Volume {
    fn from(SourceFile { location, size, modified, .. }: &SourceFile) -> Self {
        Self { location: location.clone(), size: *size, modified: *modified }
    }
}

/// The volumes of the archive that the file at a path is the first of, in the order of their bytes; none for a file that
/// stands for itself. An error is the first volume of the archive that it is a later one of.
pub(super) fn volumes_beside(path: &Path) -> Result<Vec<Volume>, PathBuf> {
    let volume = |location: PathBuf| {
        let metadata = std::fs::metadata(&location).ok()?;
        Some(Volume { size: metadata.len(), modified: changed_at(&metadata), location })
    };
    Ok(volumes::beside(path)?.into_iter().filter_map(volume).collect())
}

/// When something was last changed, in nanoseconds since 1970; 0 where the system doesn't say.
pub fn changed_at(metadata: &Metadata) -> u64 {
    let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    changed.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}
