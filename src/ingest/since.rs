//! The files of a folder against what they were at an earlier time, as that was kept in a file.

use std::collections::{BTreeMap, HashMap};

use super::account::{Account, Accounted, Now};

/// What is known of a file at an earlier time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its hash in base 16; empty if it had none.
    pub hash: String,
    /// What had become of it, as [`Account::as_str`] says.
    pub state: String,
}

/// How a file differs from what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// Its path; of what is gone that of before.
    pub path: String,
    /// How it differs.
    pub change: SinceChange,
    /// Of what was moved where it lay; of what became of it otherwise what had.
    pub before: Option<String>,
}

/// How a file differs from what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SinceChange {
    /// There was none.
    Added,
    /// There is none.
    Removed,
    /// Its bytes were others.
    Changed,
    /// Its bytes lay elsewhere.
    Moved,
    /// Something else had become of it: it could not be read, or was not in the index.
    Otherwise,
}

impl SinceChange {
    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Otherwise => "otherwise",
        }
    }
}

/// Compares files with what they were; what is left out, and was, counts for nothing.
pub fn since(earlier: &BTreeMap<String, Earlier>, files: &[Accounted]) -> Vec<Since> {
    let is_one = |file: &&Accounted| file.now != Now::Gone && !matches!(file.state, Account::LeftOut(_));
    let now: BTreeMap<&str, &Accounted> = files.iter().filter(is_one).map(|file| (file.path.as_str(), file)).collect();
    let left_out = Account::LeftOut(crate::source::LeftOutWhy::Hidden);
    let before = earlier.iter().filter(|(_, file)| file.state != left_out.as_str());
    let mut removed: BTreeMap<&str, &Earlier> = before
        .clone()
        .filter(|(path, _)| !now.contains_key(path.as_str()))
        .map(|(path, file)| (path.as_str(), file))
        .collect();
    // Those with a hash, by it.
    let mut lay: HashMap<&str, Vec<&str>> = HashMap::new();
    removed.iter().rev().for_each(|(path, file)| lay.entry(file.hash.as_str()).or_default().push(path));
    let mut all = Vec::new();
    for (&path, file) in &now {
        let hash = file.hash.map(|hash| hex(&hash)).unwrap_or_default();
        let (change, before) = match earlier.get(path).filter(|before| before.state != left_out.as_str()) {
            Some(before) if before.hash != hash => (SinceChange::Changed, None),
            Some(before) if before.state != file.state.as_str() => (SinceChange::Otherwise, Some(before.state.clone())),
            Some(_) => continue,
            None => {
                let from = lay.get_mut(hash.as_str()).filter(|_| !hash.is_empty()).and_then(Vec::pop);
                match from {
                    Some(from) => {
                        removed.remove(from);
                        (SinceChange::Moved, Some(from.to_owned()))
                    }
                    None => (SinceChange::Added, None),
                }
            }
        };
        all.push(Since { path: path.to_owned(), change, before });
    }
    let gone =
        |(path, _): (&str, &Earlier)| Since { path: path.to_owned(), change: SinceChange::Removed, before: None };
    all.extend(removed.into_iter().map(gone));
    all.sort_by(|a, b| (a.change, &a.path).cmp(&(b.change, &b.path)));
    all
}

/// A hash in base 16.
pub fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
