//! What can go wrong, said once: a message with the path first, and a hint that holds the next thing to do.

use std::path::{Path, PathBuf};

use tantivy::directory::error::OpenReadError;

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
    /// The place for an index holds something else.
    #[error("not an index, and not empty: \"{}\"", .0.display())]
    NotForAnIndex(PathBuf),
    /// The index is of another folder.
    #[error("index of another folder: \"{}\" is of \"{folder}\"", path.display())]
    OtherFolder {
        /// The index.
        path: PathBuf,
        /// The folder that it is of.
        folder: String,
    },
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
    /// The query can't be understood from some character on.
    #[error("{reason}: \"{query}\"")]
    Syntax {
        /// The query.
        query: String,
        /// Where, in characters from 0.
        at: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A regular expression is none.
    #[error("not a regular expression: \"{pattern}\": {reason}")]
    Pattern {
        /// As it was typed.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A search took too long.
    #[error("the search took longer than {} s", .0.as_secs())]
    SearchTime(std::time::Duration),
    /// There is no help on this.
    #[error("no help on \"{}\"", .0)]
    Topic(String),
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
    /// The report that was asked for could not be read.
    #[error("not readable: \"{path}\": {reason}")]
    Unread {
        /// Its path.
        path: String,
        /// Why it could not be read.
        reason: String,
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
                Self::Io { doing: READING_INDEX, path, source }
            }
            tantivy::TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) if is_denied(&io_error) => {
                Self::Io { doing: READING_INDEX, path, source: io_error.kind().into() }
            }
            // A thread that writes stopped: the disk is full, or the place is gone. The index itself is as it was.
            tantivy::TantivyError::ErrorInThread(reason) => {
                Self::Io { doing: "can't write index", path, source: std::io::Error::other(reason) }
            }
            other => Self::Damaged { path, reason: other.to_string() },
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoFolder(path) if path.to_str().is_some_and(|p| !p.contains(['/', '.'])) => {
                "check the spelling; several words to search for go in one pair of quotes".to_owned()
            }
            Self::NoFolder(_) => "check the spelling".to_owned(),
            Self::NotAFolder(path) => {
                let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                format!("give the folder it lies in: \"{}\"", parent.display())
            }
            Self::EmptyFolder(_) => "give a folder that holds reports; hidden files are not read".to_owned(),
            Self::NoIndex(path) => match folder_of(path) {
                Some(folder) => format!("build it: baogao index \"{}\"", folder.display()),
                None => format!("build it: baogao index FOLDER --index \"{}\"", path.display()),
            },
            Self::NotForAnIndex(_) => {
                "name a folder that is empty or not there yet; reports come after the query".to_owned()
            }
            Self::OtherFolder { folder, .. } => format!("search \"{folder}\", or name another place with --index"),
            Self::OtherVersion { path, .. } | Self::Damaged { path, .. } => match folder_of(path) {
                Some(folder) => format!("build it again: baogao index --rebuild \"{}\"", folder.display()),
                None => format!("build it again: baogao index --rebuild FOLDER --index \"{}\"", path.display()),
            },
            Self::Locked(_) => "wait until it is done; an index that is there can be searched meanwhile".to_owned(),
            Self::Schema { .. } => "index-schema/README.md explains each file and its format".to_owned(),
            Self::Query { reason, .. } if [TOO_LONG, TOO_MANY].contains(reason) => {
                "search for a phrase of it".to_owned()
            }
            Self::Syntax { query, at, .. } => pointed_at(query, *at),
            Self::Query { .. } => "a word needs at least one letter, digit or symbol".to_owned(),
            Self::Report { candidates, .. } if candidates.is_empty() => "baogao list shows all reports".to_owned(),
            Self::Report { .. } => "give more of the path".to_owned(),
            Self::Io { source, doing, .. } if is_denied(source) && *doing != READING_INDEX => {
                "keep the index in a folder that you may write: --index DIR".to_owned()
            }
            Self::Unread { .. } => "baogao status shows all files that could not be read".to_owned(),
            Self::Pattern { .. } => "https://docs.rs/regex/#syntax explains the syntax".to_owned(),
            Self::SearchTime(_) => "name characters that must stand in a match, or narrow with filters".to_owned(),
            Self::Topic(_) => {
                "baogao help shows the commands; baogao help query explains the query language".to_owned()
            }
            Self::Filter { .. } | Self::Io { .. } => return None,
        })
    }
}

/// What was being done when an index couldn't be read.
const READING_INDEX: &str = "can't use index";
/// What is wrong with a query that is refused for its length.
pub(crate) const TOO_LONG: &str = "query longer than 10,000 characters";

/// What is wrong with a query that is refused for its words.
pub(crate) const TOO_MANY: &str = "query of more than 100 words";

/// The query with a mark under a character of it.
fn pointed_at(query: &str, at: usize) -> String {
    /// So much of a query stands before the mark.
    const SHOWN: usize = 40;
    let start = at.saturating_sub(SHOWN);
    let before: String =
        query.chars().skip(start).take(at - start).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let after: String = query.chars().skip(at).take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let gap = unicode_width::UnicodeWidthStr::width(before.as_str());
    format!("here; baogao help query explains the language\n  {before}{after}\n  {:gap$}^", "")
}

fn is_denied(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
}

/// The folder whose index lies at `path`: `reports/.baogao/index` belongs to `reports`. An index elsewhere doesn't tell.
fn folder_of(path: &Path) -> Option<&Path> {
    let inside = path.ancestors().find(|p| p.ends_with(".baogao"))?;
    inside.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
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
