//! Where an index lies.

use std::fs::{DirBuilder, File};
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};
use crate::message;
use crate::source::{HOME, LeftOut, LeftOutWhy, LinkPolicy, Listing, SourceFile, is_left_out, walk};

/// The file beside the engine's that tells whether the folder changed ([`crate::ingest::is_unchanged`]).
pub(super) const STAMP_FILE: &str = "folder.glance";

/// Where things lie for one indexed folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The indexed folder, as the user wrote it.
    pub folder: PathBuf,
    /// The index.
    pub index: PathBuf,
    /// The folder's own schema files.
    pub schema: PathBuf,
}

impl Location {
    /// The places for a folder; `index` and `schema` as the user gave them, or inside the folder.
    pub fn new(folder: &Path, index: Option<&Path>, schema: Option<&Path>) -> Self {
        let home = folder.join(HOME);
        Self {
            folder: folder.to_owned(),
            index: index.map_or_else(|| home.join("index"), Path::to_owned),
            schema: schema.map_or(home, Path::to_owned),
        }
    }

    /// The nearest folder with an index, from `start` upward, as git finds its own; as a path relative to `start`
    /// (`.`, `..`, `../..`).
    pub fn find_upward(start: &Path) -> Option<PathBuf> {
        let real = start.canonicalize().ok()?;
        let steps = real.ancestors().position(|folder| folder.join(HOME).join("index").is_dir())?;
        let up: PathBuf = std::iter::repeat_n("..", steps).collect();
        Some(match steps {
            0 => start.to_owned(),
            _ if start == Path::new(".") => up,
            _ => start.join(up),
        })
    }

    /// The folder with an index that a folder is, or lies in, as the user wrote it, and the parts of the way from there,
    /// joined with `/`; none if there is none.
    pub fn find_around(folder: &Path) -> Option<(PathBuf, String)> {
        let real = folder.canonicalize().ok()?;
        let steps = real.ancestors().position(|above| above.join(HOME).join("index").is_dir())?;
        let indexed = real.ancestors().nth(steps)?;
        let parts = real.strip_prefix(indexed).ok()?.iter().map(|part| part.to_str());
        let under = parts.collect::<Option<Vec<_>>>()?.join("/");
        // As it was written, where that names it: a/b/c without its last steps.
        let is_plain = folder.components().all(|part| matches!(part, Component::Normal(_) | Component::RootDir));
        // Nothing is filed in what is left out: such a folder stands for itself.
        if is_left_out(Path::new(&under)) {
            return None;
        }
        let is_it = |written: &&Path| is_plain && written.canonicalize().is_ok_and(|real| real == indexed);
        let written = folder.ancestors().nth(steps).filter(is_it);
        let here = || Path::new(".").canonicalize().is_ok_and(|here| here == indexed).then(|| PathBuf::from("."));
        Some((written.map(Path::to_owned).or_else(here).unwrap_or_else(|| indexed.to_owned()), under))
    }

    /// Whether an index can be written where it is to lie: over an index, or where nothing is yet.
    ///
    /// # Errors
    /// [`Error::NotForAnIndex`] if anything else lies there: it would be lost.
    pub(super) fn check_free(&self) -> Result<()> {
        for place in [self.index.clone(), self.fresh_index(), self.old_index()] {
            let entries = match std::fs::read_dir(&place) {
                Ok(entries) => entries,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => return Err(Error::NotForAnIndex(place)),
                Err(e) => return Err(Error::io(message!("cant-read-folder"), place)(e)),
            };
            if entries.flatten().any(|entry| !is_engines(&entry.file_name().to_string_lossy())) {
                return Err(Error::NotForAnIndex(place));
            }
        }
        Ok(())
    }

    /// Whether the folder that the index lies in is there.
    pub(super) fn has_home(&self) -> bool {
        self.index.parent().is_some_and(Path::is_dir)
    }

    /// Whether there is an index.
    pub fn has_index(&self) -> bool {
        self.index.join("meta.json").is_file()
    }

    /// The file that tells whether the folder changed.
    pub(super) fn stamp(&self) -> PathBuf {
        self.index.join(STAMP_FILE)
    }

    /// Where an index is built before it takes the place of another.
    pub(super) fn fresh_index(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the index that was replaced waits to be removed.
    pub(super) fn old_index(&self) -> PathBuf {
        self.beside("old")
    }

    /// Where the text that was recognised in pictures is kept, whatever becomes of the index.
    pub fn recognised(&self) -> PathBuf {
        self.beside("ocr")
    }

    /// The folder in full, without links, as far as that can be told.
    pub fn real_folder(&self) -> PathBuf {
        let whole = || std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        self.folder.canonicalize().unwrap_or_else(|_| whole())
    }

    /// The size of the index's files in bytes; sub-folders are not counted: an index has none.
    pub fn index_bytes(&self) -> u64 {
        let entries = std::fs::read_dir(&self.index).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
    }

    /// Where what users keep of what they asked lies, whatever becomes of the index.
    pub fn kept(&self) -> PathBuf {
        self.beside("kept.json")
    }

    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.index.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(ending);
        self.index.with_file_name(name)
    }

    /// What lies in the folder, but for the index itself where that lies in it, too.
    ///
    /// # Errors
    /// As [`walk`].
    pub(super) fn list(&self, links: LinkPolicy) -> Result<Listing> {
        let mut listing = walk(&self.folder, links)?;
        let own = self.own_places();
        let is_own = |path: &Path| {
            let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            own.iter().any(|own| full.starts_with(own))
        };
        let folder = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        // Seldom: looking up every file's full name costs more than the walk.
        if own.iter().any(|own| own.starts_with(&folder) && !own.starts_with(folder.join(HOME))) {
            let (own, files) = std::mem::take(&mut listing.files).into_iter().partition(|file| is_own(&file.location));
            listing.files = files;
            let left = |SourceFile { path, location, .. }: SourceFile| {
                let (location, why) = (Some(location), LeftOutWhy::Index);
                LeftOut { path, location, why, is_folder: false, stamp: None }
            };
            listing.left_out.extend(Vec::<SourceFile>::into_iter(own).map(left));
        }
        Ok(listing)
    }

    /// In full, the places that are written for the index.
    pub fn own_places(&self) -> Vec<PathBuf> {
        let places = [self.index.clone(), self.beside("lock"), self.fresh_index(), self.old_index(), self.recognised()];
        let full = |place: PathBuf| {
            let real = place.parent().and_then(|parent| parent.canonicalize().ok());
            match (real, place.file_name()) {
                (Some(parent), Some(name)) => parent.join(name),
                _ => std::path::absolute(&place).unwrap_or(place),
            }
        };
        places.map(full).to_vec()
    }

    /// Where the index of a folder lies in the user's own data folder, for a folder that may not be written.
    pub fn in_data_folder(folder: &Path) -> Option<PathBuf> {
        let real = folder.canonicalize().ok()?;
        let name = real.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let digits = blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex();
        Some(dirs::data_dir()?.join("baogao").join(format!("{name}-{}", &digits[..12])).join("index"))
    }

    /// Whether the folder of the index can be made, or is there.
    pub fn may_be_written(&self) -> bool {
        // Nothing is made yet but a file that is removed at once.
        let there = self.index.ancestors().skip(1).find(|folder| folder.is_dir());
        there.is_none_or(|folder| tempfile_in(folder).is_ok())
    }
}

/// Makes a folder, and those above it, for its owner alone: an index holds the texts of all that was read.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn create_private(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Error::io(message!("cant-create-folder"), folder))
}

/// Makes a file, and removes it.
fn tempfile_in(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(format!(".writable-{}", std::process::id()));
    File::create(&path)?;
    std::fs::remove_file(path)
}

/// Whether a file is one that the engine was writing when its process was killed: it is written whole under such a name
/// and then renamed (tantivy's `atomic_write`, by the crate `tempfile`).
pub(super) fn is_left_over(name: &str) -> bool {
    name.strip_prefix(".tmp").is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a file is called as the engine calls its own: nothing else is ever removed.
pub(super) fn is_engines(name: &str) -> bool {
    is_left_over(name)
        || [".managed.json", "meta.json", ".tantivy-meta.lock", ".tantivy-writer.lock", STAMP_FILE].contains(&name)
        || name.split_once('.').is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()))
}
