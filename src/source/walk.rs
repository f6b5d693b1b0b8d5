//! The walk through a folder, its sub-folders in parallel.

use std::ffi::OsString;
use std::fs::{FileType, Metadata};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::file::{SourceFile, Volume, changed_at, volumes_beside};
use super::given::is_given;
use super::left_out::{LeftOut, LeftOutWhy, is_left_out};
use super::names;
use super::volumes::sets;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;

/// Sub-folders deeper than this are on record as not read: nobody files reports so deep, loops of mounts do.
const MAX_DEPTH: usize = 128;

/// Whether symbolic links are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkPolicy {
    /// Links are listed as not read, except those to something inside the folder: that is read in its own place.
    #[default]
    Ignore,
    /// Links are followed wherever they lead; loops are cut.
    Follow,
}

impl SourceFile {
    /// The file within a folder that a path of a report names: it, or the archive that holds it; none if the walk finds none
    /// there. Where a name is no UTF-8, or a link leads, the folder is walked for it.
    pub fn holding(folder: &Path, path: &str) -> Option<Self> {
        let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if !Path::new(path).components().all(is_plain) || is_left_out(Path::new(path)) {
            return None;
        }
        let root = folder.canonicalize().ok()?;
        let plainly = prefixes(path).find_map(|path| {
            let location = folder.join(path);
            let is_it = location.is_file() && location.canonicalize().is_ok_and(|real| real == root.join(path));
            let metadata = std::fs::metadata(&location).ok().filter(|_| is_it)?;
            // Of volumes the first stands for all.
            let volumes = volumes_beside(&location).ok()?;
            Some(Self::of(path.to_owned(), location, &metadata).with_volumes(volumes))
        });
        plainly.or_else(|| {
            let listed = walk(folder, LinkPolicy::Follow).ok()?.files;
            let at = |path: &str| listed.binary_search_by(|file| file.path.as_str().cmp(path)).ok();
            prefixes(path).find_map(at).map(|at| listed[at].clone())
        })
    }
}

/// The paths that a path begins with, up to each of its parts: of folders, of an archive, its own.
pub fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| at).chain([path.len()]).map(|end| &path[..end])
}

/// Something in the folder that can't be read.
#[derive(Clone, Debug)]
pub struct Unlisted {
    /// Path within the folder, as [`SourceFile::path`].
    pub path: String,
    /// Why.
    pub reason: Message,
    /// Whether it, or what lies in it, may be there all the same: it can't be looked at at this moment.
    pub hides_files: bool,
}

/// What lies in a folder, each list sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The files to read.
    pub files: Vec<SourceFile>,
    /// What can't be read.
    pub unlisted: Vec<Unlisted>,
    /// What is left out.
    pub left_out: Vec<LeftOut>,
    /// The folders themselves, in no order, each with when it had last been changed when it was listed.
    pub folders: Vec<(PathBuf, u64)>,
}

/// Lists what lies in a folder and its sub-folders.
///
/// # Errors
/// [`Error::NoFolder`], [`Error::NotAFolder`], or [`Error::Io`] if the folder itself can't be read. A sub-folder that
/// can't is listed.
pub fn walk(folder: &Path, links: LinkPolicy) -> Result<Listing> {
    let metadata = match std::fs::metadata(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(Error::NoFolder(folder.to_owned())),
        other => other.map_err(Error::io(message!("cant-read-folder"), folder))?,
    };
    if !metadata.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    std::fs::read_dir(folder).map_err(Error::io(message!("cant-read-folder"), folder))?;
    let root = folder.canonicalize().map_err(Error::io(message!("cant-read-folder"), folder))?;
    let mut listing = Walk { root, links }.folder(folder, "", &[]);
    listing.gather_volumes();
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    listing.unlisted.sort_by(|a, b| a.path.cmp(&b.path));
    listing.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(listing)
}

/// Whether a folder holds at most so many files and bytes, looked through no further than that tells.
pub fn is_small(folder: &Path, files: usize, bytes: u64) -> bool {
    let (mut waiting, mut seen, mut size) = (vec![folder.to_owned()], 0, 0);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if LeftOutWhy::of(&entry.file_name().to_string_lossy()).is_some() {
                continue;
            }
            // Folders count, too: each is looked into.
            seen += 1;
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => waiting.push(entry.path()),
                Ok(metadata) if metadata.is_file() => size += metadata.len(),
                _ => {}
            }
            if seen > files || size > bytes {
                return false;
            }
        }
    }
    true
}

struct Walk {
    /// The folder, without links in its path.
    root: PathBuf,
    links: LinkPolicy,
}

impl Walk {
    /// What lies in the folder at `location`. `above` are the folders on the way to it, without links, to see loops.
    fn folder(&self, location: &Path, path: &str, above: &[PathBuf]) -> Listing {
        if above.len() >= MAX_DEPTH {
            return Listing::unlisted(path, message!("walk-depth", n = MAX_DEPTH));
        }
        // Before what lies in it is listed: what changes it meanwhile makes it newer than this.
        let changed = std::fs::metadata(location).map_or(0, |metadata| changed_at(&metadata));
        let real = match self.links {
            // Without links nothing leads back.
            LinkPolicy::Ignore => PathBuf::new(),
            LinkPolicy::Follow => match location.canonicalize() {
                Ok(real) if above.contains(&real) => {
                    return Listing::unlisted(path, message!("walk-loop"));
                }
                Ok(real) => real,
                Err(e) => return Listing::hidden(path, Message::of_system(&e)),
            },
        };
        let entries = match std::fs::read_dir(location) {
            Ok(entries) => entries,
            Err(e) => return Listing::hidden(path, message!("walk-folder", reason = Message::of_system(&e))),
        };
        let way = [above, &[real]].concat();
        let entries: Vec<_> = entries.collect();
        let names = names::of(entries.iter().map(|entry| entry.as_ref().map_or(OsString::new(), |e| e.file_name())));
        let parts = entries.into_par_iter().zip(names).map(|(entry, name)| match entry {
            Ok(entry) => self.entry(&entry, &name, path, &way),
            Err(e) => Listing::hidden(path, message!("walk-folder", reason = Message::of_system(&e))),
        });
        let mut listing = parts.fold(Listing::default, Listing::join).reduce(Listing::default, Listing::join);
        listing.folders.push((location.to_owned(), changed));
        listing
    }

    /// Whether a link's target is listed in its own place: inside the folder, and not hidden.
    fn is_listed(&self, target: &Path) -> bool {
        let inside = target.strip_prefix(&self.root);
        inside.is_ok_and(|path| !is_left_out(path))
    }

    fn entry(&self, entry: &std::fs::DirEntry, name: &str, folder: &str, way: &[PathBuf]) -> Listing {
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let location = entry.path();
        let kind = entry.file_type();
        let is_link = kind.as_ref().is_ok_and(FileType::is_symlink);
        if let Some(why) = LeftOutWhy::of(name).or(is_given(&path).then_some(LeftOutWhy::OfReports)) {
            let mut listing = Listing::left_out(path, Some(location), why, kind.is_ok_and(|kind| kind.is_dir()));
            if why == LeftOutWhy::OfReports {
                let stamp = entry.metadata().ok().map(|metadata| (metadata.len(), changed_at(&metadata)));
                listing.left_out.iter_mut().for_each(|left| left.stamp = stamp);
            }
            return listing;
        }
        if is_link && self.links == LinkPolicy::Ignore {
            return match location.canonicalize() {
                Ok(target) if self.is_listed(&target) => Listing::left_out(path, None, LeftOutWhy::Link, false),
                Ok(_) => Listing::unlisted(&path, message!("walk-link")),
                Err(e) => Listing::unlisted(&path, message!("walk-broken-link", reason = Message::of_system(&e))),
            };
        }
        // What is no link is asked of its folder: without the way to it from the root that takes half the time.
        let metadata = if is_link { std::fs::metadata(&location) } else { entry.metadata() };
        match metadata {
            Ok(metadata) if metadata.is_dir() => self.folder(&location, &path, way),
            Ok(metadata) if metadata.is_file() => Listing::file(path, location, &metadata),
            Ok(_) => Listing::unlisted(&path, message!("walk-no-file")),
            // Gone since the folder was read.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && !is_link => Listing::default(),
            Err(e) => Listing::hidden(&path, Message::of_system(&e)),
        }
    }
}

impl Listing {
    /// Gathers the volumes of archives: the first of a set stands for all, the others are left out.
    fn gather_volumes(&mut self) {
        let files = self.files.iter().map(|file| file.location.as_path());
        let mut is_later = vec![false; self.files.len()];
        for (first, order) in sets(files) {
            order.iter().filter(|at| **at != first).for_each(|at| is_later[*at] = true);
            let volumes = order.iter().map(|at| Volume::from(&self.files[*at])).collect();
            self.files[first] = self.files[first].clone().with_volumes(volumes);
        }
        let (later, own): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.files).into_iter().zip(is_later).partition(|(_, is_later)| *is_later);
        self.files = own.into_iter().map(|(file, _)| file).collect();
        let left = |(SourceFile { path, location, .. }, _): (SourceFile, bool)| {
            let (location, why) = (Some(location), LeftOutWhy::Volume);
            LeftOut { path, location, why, is_folder: false, stamp: None }
        };
        self.left_out.extend(Vec::<(SourceFile, bool)>::into_iter(later).map(left));
    }

    fn file(path: String, location: PathBuf, metadata: &Metadata) -> Self {
        Self { files: vec![SourceFile::of(path, location, metadata)], ..Self::default() }
    }

    fn left_out(path: String, location: Option<PathBuf>, why: LeftOutWhy, is_folder: bool) -> Self {
        Self { left_out: vec![LeftOut { path, location, why, is_folder, stamp: None }], ..Self::default() }
    }

    fn unlisted(path: &str, reason: Message) -> Self {
        Self { unlisted: vec![Unlisted { path: path.to_owned(), reason, hides_files: false }], ..Self::default() }
    }

    /// A folder that can't be listed.
    fn hidden(path: &str, reason: Message) -> Self {
        let mut listing = Self::unlisted(path, reason);
        listing.unlisted.iter_mut().for_each(|folder| folder.hides_files = true);
        listing
    }

    fn join(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.unlisted.extend(other.unlisted);
        self.left_out.extend(other.left_out);
        self.folders.extend(other.folders);
        self
    }
}
