//! What of a folder is left out, and why: nobody files reports there.

use std::path::{Path, PathBuf};

/// Why a file or folder is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutWhy {
    /// The index, and what belongs to it.
    Index,
    /// Its name begins with a dot.
    Hidden,
    /// An office program leaves it beside a document that is open.
    OfficeLock,
    /// A copy of before that a program leaves.
    Backup,
    /// The system's own.
    System,
    /// It says something of the reports ([`super::Given`]).
    OfReports,
    /// A link to something within the folder: that is read in its own place.
    Link,
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
const SYSTEM: [&str; 9] = [
    "__macosx",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "$recycle.bin",
    "recycler",
    "system volume information",
    "lost+found",
    "@eadir",
];

/// What files end with that programs leave as they were before.
const BACKUPS: [&str; 3] = ["~", ".bak", ".wbk"];

impl LeftOutWhy {
    /// Why a name is left out; none if it isn't.
    pub(super) fn of(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        match () {
            () if name == HOME => Some(Self::Index),
            () if SYSTEM.contains(&lower.as_str()) => Some(Self::System),
            () if name.starts_with("~$") || name.starts_with(".~") => Some(Self::OfficeLock),
            () if name.starts_with('.') && ![".", ".."].contains(&name) => Some(Self::Hidden),
            () if BACKUPS.iter().any(|end| lower.ends_with(end)) => Some(Self::Backup),
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
            Self::System => "system",
            Self::OfReports => "metadata",
            Self::Link => "link",
        }
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
            ("Thumbs.db", Some(LeftOutWhy::System)),
            ("__MACOSX", Some(LeftOutWhy::System)),
            ("$RECYCLE.BIN", Some(LeftOutWhy::System)),
            ("bak", None),
        ] {
            assert_eq!(LeftOutWhy::of(name), why, "{name}");
        }
    }
}
