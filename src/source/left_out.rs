//! What of a folder is left out, and why: nobody files reports there.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::message;
use crate::messages::Message;

/// Why a file or folder is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LeftOutWhy {
    /// The index, and what belongs to it.
    Index,
    /// Its name begins with a dot.
    Hidden,
    /// An office program leaves it beside a document that is open.
    OfficeLock,
    /// A copy of before that a program leaves.
    Backup,
    /// A file that a program needed for a while, or that is being downloaded.
    Temporary,
    /// The system's own.
    System,
    /// It says something of the reports ([`super::Given`]).
    OfReports,
    /// A link to something within the folder: that is read in its own place.
    Link,
    /// A part of an archive in several files: it is read with the first.
    Volume,
}

/// Something that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Path within the folder, as [`super::SourceFile::path`].
    pub path: String,
    /// Where it lies, unless it is a link.
    pub location: Option<PathBuf>,
    /// Why.
    pub why: LeftOutWhy,
    /// Whether it is a folder, and all in it left out with it.
    pub is_folder: bool,
    /// Of what says something of the reports, its size in bytes and when it was last changed, in nanoseconds since 1970.
    pub stamp: Option<(u64, u64)>,
}

/// The folder that holds a folder's index and its own schema files.
pub const HOME: &str = ".baogao";

/// Names of the systems' own, lower case: of Windows, macOS, and network drives that serve both.
const SYSTEM: [&str; 20] = [
    "__macosx",
    ".ds_store",
    ".spotlight-v100",
    ".trashes",
    ".fseventsd",
    ".temporaryitems",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "autorun.inf",
    "$recycle.bin",
    "recycler",
    "recycled",
    "#recycle",
    "@recycle",
    "system volume information",
    "lost+found",
    "found.000",
    "lost.dir",
    "@eadir",
];

/// What files end with that programs leave as they were before: any editor, Word, Excel.
const BACKUPS: [&str; 4] = ["~", ".bak", ".wbk", ".xlk"];

/// What files end with that programs need for a while: anything, Word, editors, browsers, and clouds while they load.
const TEMPORARY: [&str; 8] = [".tmp", ".temp", ".asd", ".swp", ".part", ".crdownload", ".partial", ".downloading"];

impl LeftOutWhy {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::Index,
        Self::Hidden,
        Self::OfficeLock,
        Self::Backup,
        Self::Temporary,
        Self::System,
        Self::OfReports,
        Self::Link,
        Self::Volume,
    ];

    /// Why a name is left out; none if it isn't.
    pub fn of(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        match () {
            () if name == HOME => Some(Self::Index),
            () if SYSTEM.contains(&lower.as_str()) => Some(Self::System),
            () if name.starts_with("~$") || name.starts_with(".~") => Some(Self::OfficeLock),
            () if name.starts_with('.') && ![".", ".."].contains(&name) => Some(Self::Hidden),
            () if BACKUPS.iter().any(|end| lower.ends_with(end)) => Some(Self::Backup),
            () if TEMPORARY.iter().any(|end| lower.ends_with(end)) => Some(Self::Temporary),
            () => None,
        }
    }

    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Hidden => "hidden",
            Self::OfficeLock => "office-lock",
            Self::Backup => "backup",
            Self::Temporary => "temporary",
            Self::System => "system",
            Self::OfReports => "metadata",
            Self::Link => "link",
            Self::Volume => "volume",
        }
    }

    /// The same in words.
    pub fn said(self) -> Message {
        match self {
            Self::Index => message!("left-out-index"),
            Self::Hidden => message!("left-out-hidden"),
            Self::OfficeLock => message!("left-out-office-lock"),
            Self::Backup => message!("left-out-backup"),
            Self::Temporary => message!("left-out-temporary"),
            Self::System => message!("left-out-system"),
            Self::OfReports => message!("left-out-of-reports"),
            Self::Link => message!("left-out-link"),
            Self::Volume => message!("left-out-volume"),
        }
    }
}

/// Files that are left out, counted by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOutCounts([usize; LeftOutWhy::ALL.len()]);

impl LeftOutCounts {
    /// Counts so many files.
    pub fn add(&mut self, why: LeftOutWhy, files: usize) {
        self.0[why as usize] += files;
    }

    /// Counts what was counted elsewhere.
    pub fn join(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other);
    }

    /// Takes off what was counted before.
    pub fn take_off(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own = own.saturating_sub(other));
    }

    /// How many files for which reason, where there are any.
    pub fn iter(self) -> impl Iterator<Item = (LeftOutWhy, usize)> {
        LeftOutWhy::ALL.into_iter().zip(self.0).filter(|(_, files)| *files > 0)
    }
}

impl FromIterator<(LeftOutWhy, usize)> for LeftOutCounts {
    fn from_iter<T: IntoIterator<Item = (LeftOutWhy, usize)>>(counted: T) -> Self {
        let mut counts = Self::default();
        counted.into_iter().for_each(|(why, files)| counts.add(why, files));
        counts
    }
}

/// Whether a path within a folder, or a part of it, is left out for its name.
pub fn is_left_out(path: &Path) -> bool {
    path.components().any(|part| LeftOutWhy::of(&part.as_os_str().to_string_lossy()).is_some())
}

/// How many files lie in something that is left out, and how many bytes they have.
pub fn weigh(path: &Path) -> (usize, u64) {
    let (mut files, mut bytes, mut waiting) = (0, 0, vec![path.to_owned()]);
    while let Some(path) = waiting.pop() {
        match std::fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                waiting.extend(std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
            }
            Ok(metadata) => (files, bytes) = (files + 1, bytes + metadata.len()),
            Err(_) => {}
        }
    }
    (files, bytes)
}

#[cfg(test)]
mod tests {
    use super::LeftOutWhy;

    #[test]
    fn names_that_nobody_files_reports_under() {
        for (name, why) in [
            ("总结.docx", None),
            ("~$总结.docx", Some(LeftOutWhy::OfficeLock)),
            (".~lock.总结.odt#", Some(LeftOutWhy::OfficeLock)),
            (".git", Some(LeftOutWhy::Hidden)),
            ("总结.docx~", Some(LeftOutWhy::Backup)),
            ("总结.BAK", Some(LeftOutWhy::Backup)),
            ("~WRL0003.tmp", Some(LeftOutWhy::Temporary)),
            ("总结.docx.crdownload", Some(LeftOutWhy::Temporary)),
            (".~总结.wps", Some(LeftOutWhy::OfficeLock)),
            (".DS_Store", Some(LeftOutWhy::System)),
            ("Thumbs.db", Some(LeftOutWhy::System)),
            ("__MACOSX", Some(LeftOutWhy::System)),
            ("$RECYCLE.BIN", Some(LeftOutWhy::System)),
            ("bak", None),
        ] {
            assert_eq!(LeftOutWhy::of(name), why, "{name}");
        }
    }
}
