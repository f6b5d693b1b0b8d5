//! What can go wrong, said once: a message with the path first, and a hint that holds the next thing to do.

use std::path::{Path, PathBuf};

/// A failure that ends a command. A file that can't be read is not one: it goes on record
/// ([`crate::extract::Problem`]) and the others are read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder to work on is not there.
    #[error("no such folder: \"{}\"", .0.display())]
    NoFolder(PathBuf),
    /// The folder to work on is a file.
    #[error("not a folder: \"{}\"", .0.display())]
    NotAFolder(PathBuf),
    /// There is nothing to index.
    #[error("no files in \"{}\"", .0.display())]
    EmptyFolder(PathBuf),
    /// There is no index where one was expected.
    #[error("not an index: \"{}\"", .0.display())]
    NoIndex(PathBuf),
    /// The index was written by another version of the schema.
    #[error("index of another version: \"{}\" has schema version {found}, this program needs {wanted}", path.display())]
    OtherVersion {
        /// The index.
        path: PathBuf,
        /// Its version.
        found: String,
        /// The program's.
        wanted: &'static str,
    },
    /// The index can't be read.
    #[error("damaged index: \"{}\": {reason}", path.display())]
    Damaged {
        /// The index.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process is writing the index.
    #[error("index in use: another process is writing \"{}\"", .0.display())]
    Locked(PathBuf),
    /// An entry of the schema is wrong.
    #[error("{file}:{line}: {reason}")]
    Schema {
        /// The file, as the user knows it.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The query says nothing, or nothing that can be understood.
    #[error("{reason}: \"{query}\"")]
    Query {
        /// The query, or the part of it that is wrong.
        query: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A filter's value makes no sense.
    #[error("{reason}: \"{value}\"")]
    Filter {
        /// The value.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No report is called so, or several are.
    #[error("{}", no_report(name, candidates))]
    Report {
        /// What was asked for.
        name: String,
        /// The paths that it could mean.
        candidates: Vec<String>,
    },
    /// Reading or writing failed.
    #[error("{doing} \"{}\": {source}", path.display())]
    Io {
        /// What was being done, as "can't read".
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
}

/// The result of anything that can end a command.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure of the operating system at a path.
    pub fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }

    /// A failure of the engine on the index at `path`.
    pub fn engine(path: &Path) -> impl FnOnce(tantivy::TantivyError) -> Self {
        let path = path.to_owned();
        move |error| match error {
            tantivy::TantivyError::LockFailure(tantivy::directory::error::LockError::LockBusy, _) => Self::Locked(path),
            tantivy::TantivyError::IoError(source) if source.raw_os_error().is_some() => {
                let source = std::io::Error::new(source.kind(), source.to_string());
                Self::Io { doing: "can't use index", path, source }
            }
            other => Self::Damaged { path, reason: other.to_string() },
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoFolder(path) if path.to_str().is_some_and(|p| !p.contains(['/', '.'])) => {
                format!("several words go in one pair of quotes: baogao search \"WORD {}\" FOLDER", path.display())
            }
            Self::NoFolder(_) => "check the spelling; the folder comes after the query".to_owned(),
            Self::NotAFolder(path) => {
                let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                format!("give the folder it lies in: \"{}\"", parent.display())
            }
            Self::EmptyFolder(_) => "give a folder that holds reports; hidden files are not read".to_owned(),
            Self::NoIndex(path) => format!("build it: baogao index \"{}\"", folder_of(path).display()),
            Self::OtherVersion { path, .. } | Self::Damaged { path, .. } => {
                format!("build it again: baogao index --rebuild \"{}\"", folder_of(path).display())
            }
            Self::Locked(_) => "wait until it is done; searching works meanwhile".to_owned(),
            Self::Schema { .. } => "index-schema/README.md explains each file and its format".to_owned(),
            Self::Query { .. } => "a word needs at least one letter, digit or symbol".to_owned(),
            Self::Report { candidates, .. } if candidates.is_empty() => "baogao list shows all reports".to_owned(),
            Self::Report { .. } => "give more of the path".to_owned(),
            Self::Filter { .. } | Self::Io { .. } => return None,
        })
    }
}

/// The folder whose index lies at `path`: `reports/.baogao/index` belongs to `reports`.
fn folder_of(path: &Path) -> &Path {
    let inside = path.ancestors().find(|p| p.ends_with(".baogao"));
    match inside.and_then(Path::parent) {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

fn no_report(name: &str, candidates: &[String]) -> String {
    const SHOWN: usize = 8;
    if candidates.is_empty() {
        return format!("no report has this in its path: \"{name}\"");
    }
    let mut message = format!("{} reports have this in their paths: \"{name}\"", candidates.len());
    for path in candidates.iter().take(SHOWN) {
        message += &format!("\n  {path}");
    }
    if candidates.len() > SHOWN {
        message += &format!("\n  … and {} more", candidates.len() - SHOWN);
    }
    message
}
