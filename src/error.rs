//! What can go wrong, said once: a message with the path first, and a hint that holds the next thing to do.

use std::path::{Path, PathBuf};

use crate::message;
use crate::messages::Message;

/// What kind of failure an error is: what programs are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was asked can't be understood, or can't be answered.
    Wrong,
    /// What was asked for is not there.
    Missing,
    /// Nothing can be answered now.
    Unavailable,
    /// It took too long.
    Late,
    /// Anything else.
    Failed,
}

impl Kind {
    /// Its name, for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Missing => "missing",
            Self::Unavailable => "unavailable",
            Self::Late => "late",
            Self::Failed => "failed",
        }
    }
}

/// A failure that ends a command. A file that can't be read is not one: it goes on record
/// ([`crate::extract::Problem`]) and the others are read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The folder to work on is not there.
    NoFolder(PathBuf),
    /// The folder to work on is a file.
    NotAFolder(PathBuf),
    /// There is nothing to index.
    EmptyFolder(PathBuf),
    /// There is no index where one was expected.
    NoIndex(PathBuf),
    /// The place for an index holds something else.
    NotForAnIndex(PathBuf),
    /// The index is of another folder.
    OtherFolder {
        /// The index.
        path: PathBuf,
        /// The folder that it is of.
        folder: String,
    },
    /// The index was written by another version of the schema.
    OtherVersion {
        /// The index.
        path: PathBuf,
        /// Its version.
        found: Message,
        /// The program's.
        wanted: &'static str,
    },
    /// The index can't be read.
    Damaged {
        /// The index.
        path: PathBuf,
        /// What is wrong with it.
        reason: Message,
    },
    /// A large folder has no index, and nobody asked for one.
    LargeFolder(PathBuf),
    /// The root of a drive has no index, and nobody asked for one.
    DriveRoot(PathBuf),
    /// Another process is writing the index.
    Locked {
        /// The index.
        path: PathBuf,
        /// The process's number, if it is known.
        holder: String,
    },
    /// The build was stopped before the index was whole; the old one is as it was.
    Stopped,
    /// The build was stopped, and what was read kept: whatever was to come after it was not done.
    StoppedPartly,
    /// Less memory is allowed than a build needs.
    Memory {
        /// So many megabytes are allowed,
        allowed: usize,
        /// so many are needed.
        needed: usize,
    },
    /// An entry of the schema is wrong.
    Schema {
        /// The file, as the user knows it.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: Message,
    },
    /// The query says nothing, or nothing that can be understood.
    Query {
        /// The query, or the part of it that is wrong.
        query: String,
        /// What is wrong with it.
        reason: Message,
    },
    /// The query can't be understood from some character on.
    Syntax {
        /// The query.
        query: String,
        /// Where, in characters from 0.
        at: usize,
        /// What is wrong there.
        reason: Message,
    },
    /// A regular expression is none.
    Pattern {
        /// As it was typed.
        pattern: String,
        /// What is wrong with it.
        reason: Message,
    },
    /// An engine can't answer this exactly, and so does not.
    Refused(Message),
    /// A request names what is none, or says what can't stand together.
    Request(Message),
    /// A search took too long.
    SearchTime(std::time::Duration),
    /// There is no help on this.
    Topic(String),
    /// A filter's value makes no sense.
    Filter {
        /// The value.
        value: String,
        /// What is wrong with it.
        reason: Message,
    },
    /// No report is called so, or several are.
    Report {
        /// What was asked for.
        name: String,
        /// The paths that it could mean.
        candidates: Vec<String>,
    },
    /// Nothing tells whether what was cited is still there: its file has changed, and the citation does not say what stood
    /// there.
    Cited(String),
    /// The report that was asked for could not be read.
    Unread {
        /// Its path.
        path: String,
        /// Why it could not be read.
        reason: Message,
    },
    /// Reading or writing failed.
    Io {
        /// What was being done, as the message "can't read".
        doing: Message,
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
    pub fn io(doing: Message, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }

    /// What is wrong, to be said to people.
    pub fn message(&self) -> Message {
        match self {
            Self::NoFolder(path) => message!("no-folder", path = path),
            Self::NotAFolder(path) => message!("not-a-folder", path = path),
            Self::EmptyFolder(path) => message!("empty-folder", path = path),
            Self::NoIndex(path) => message!("no-index", path = path),
            Self::LargeFolder(path) => message!("large-folder", path = path),
            Self::DriveRoot(path) => message!("drive-root", path = path),
            Self::NotForAnIndex(path) => message!("not-for-an-index", path = path),
            Self::OtherFolder { path, folder } => message!("other-folder", path = path, folder = folder),
            Self::OtherVersion { path, found, wanted } => {
                message!("other-version", path = path, found = found, wanted = *wanted)
            }
            Self::Damaged { path, reason } => message!("damaged-index", path = path, reason = reason),
            Self::Locked { path, holder } if holder.is_empty() => message!("locked", path = path),
            Self::Locked { path, holder } => message!("locked-by", path = path, holder = holder),
            Self::Stopped => message!("stopped-whole"),
            Self::StoppedPartly => message!("stopped-partly"),
            Self::Memory { allowed, needed } => message!("too-little-memory", allowed = *allowed, needed = *needed),
            Self::Schema { file, line, reason } => {
                // A line's number is no quantity.
                message!("wrong-entry", file = file, line = line.to_string(), reason = reason)
            }
            Self::Query { query: text, reason }
            | Self::Syntax { query: text, reason, .. }
            | Self::Filter { value: text, reason } => message!("wrong-text", reason = reason, text = text),
            Self::Pattern { pattern, reason } => message!("no-pattern", pattern = pattern, reason = reason),
            Self::Refused(reason) | Self::Request(reason) => reason.clone(),
            Self::SearchTime(time) => message!("search-time", seconds = time.as_secs()),
            Self::Topic(topic) => message!("no-topic", topic = topic),
            Self::Report { name, candidates } => no_report(name, candidates),
            Self::Cited(citation) => message!("cited-unknown", citation = citation),
            Self::Unread { path, reason } => message!("unread-report", path = path, reason = reason),
            Self::Io { doing, path, source } => {
                message!("io", doing = doing, path = path, reason = Message::of_system(source))
            }
        }
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Query { .. }
            | Self::Syntax { .. }
            | Self::Pattern { .. }
            | Self::Filter { .. }
            | Self::Refused(_)
            | Self::Request(_) => Kind::Wrong,
            Self::Report { .. } | Self::Cited(_) | Self::Unread { .. } | Self::Topic(_) | Self::NoFolder(_) => {
                Kind::Missing
            }
            Self::NoIndex(_)
            | Self::OtherFolder { .. }
            | Self::OtherVersion { .. }
            | Self::Damaged { .. }
            | Self::LargeFolder(_)
            | Self::Locked { .. } => Kind::Unavailable,
            Self::SearchTime(_) => Kind::Late,
            _ => Kind::Failed,
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<Message> {
        Some(match self {
            Self::NoFolder(path) if path.to_str().is_some_and(|p| !p.contains(['/', '.'])) => message!("hint-quotes"),
            Self::NoFolder(_) => message!("hint-spelling"),
            Self::NotAFolder(path) => {
                let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                message!("hint-parent", path = parent)
            }
            Self::EmptyFolder(_) => message!("hint-hidden"),
            Self::NoIndex(path) => match folder_of(path) {
                Some(folder) => message!("hint-build", path = folder),
                None => message!("hint-build-elsewhere", path = path),
            },
            Self::LargeFolder(path) | Self::DriveRoot(path) => message!("hint-build", path = path),
            Self::NotForAnIndex(_) => message!("hint-empty-place"),
            Self::OtherFolder { folder, .. } => message!("hint-other-folder", folder = folder),
            Self::OtherVersion { path, .. } | Self::Damaged { path, .. } => match folder_of(path) {
                Some(folder) => message!("hint-rebuild", path = folder),
                None => message!("hint-rebuild-elsewhere", path = path),
            },
            Self::Locked { .. } => message!("hint-wait"),
            Self::Schema { .. } => message!("hint-schema"),
            Self::Query { reason, .. } if ["query-too-long", "query-too-many"].contains(&reason.id()) => {
                message!("hint-phrase")
            }
            Self::Syntax { query, at, .. } => message!("hint-here", place = pointed_at(query, *at)),
            Self::Query { .. } => message!("hint-letter"),
            Self::Report { candidates, .. } if candidates.is_empty() => message!("hint-list"),
            Self::Report { .. } => message!("hint-more-path"),
            Self::Io { source, doing, .. } if is_denied(source) && OF_THE_INDEX.contains(&doing.id()) => {
                message!("hint-elsewhere")
            }
            Self::Unread { .. } => message!("hint-status"),
            Self::Pattern { .. } => message!("hint-regex"),
            Self::SearchTime(_) => message!("hint-narrow"),
            Self::Topic(_) => message!("hint-help"),
            Self::Refused(_)
            | Self::Request(_)
            | Self::Filter { .. }
            | Self::Cited(_)
            | Self::Io { .. }
            | Self::Stopped
            | Self::StoppedPartly
            | Self::Memory { .. } => {
                return None;
            }
        })
    }
}

/// In English.
impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// What fails where an index may not be written.
const OF_THE_INDEX: [&str; 6] =
    ["cant-create-folder", "cant-lock", "cant-remove", "cant-replace", "cant-share", "cant-write-index"];

/// The query with a mark under a character of it.
fn pointed_at(query: &str, at: usize) -> String {
    /// So much of a query stands before the mark.
    const SHOWN: usize = 40;
    let start = at.saturating_sub(SHOWN);
    let before: String =
        query.chars().skip(start).take(at - start).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let after: String = query.chars().skip(at).take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let gap = unicode_width::UnicodeWidthStr::width(before.as_str());
    format!("\n  {before}{after}\n  {:gap$}^", "")
}

/// Whether it may not be done there.
pub(crate) fn is_denied(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
}

/// The folder whose index lies at `path`: `reports/.baogao/index` belongs to `reports`. An index elsewhere doesn't tell.
fn folder_of(path: &Path) -> Option<&Path> {
    let inside = path.ancestors().find(|p| p.ends_with(".baogao"))?;
    inside.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
}

fn no_report(name: &str, candidates: &[String]) -> Message {
    const SHOWN: usize = 8;
    if candidates.is_empty() {
        return message!("no-such-report", name = name);
    }
    let paths: String = candidates.iter().take(SHOWN).map(|path| format!("\n  {path}")).collect();
    match candidates.len().saturating_sub(SHOWN) {
        0 => message!("several-reports", n = candidates.len(), name = name, paths = paths),
        more => message!("several-reports-more", n = candidates.len(), name = name, paths = paths, more = more),
    }
}
