//! What is kept, within bounds.

use serde::{Deserialize, Serialize};

/// Searches with a name: more than a page lists are not found again.
const MAX_NAMED: usize = 200;
/// Searches of late.
const MAX_RECENT: usize = 100;
/// Characters of a name.
const MAX_NAME: usize = 100;

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct Entries {
    /// Searches with a name, the latest first.
    #[serde(default)]
    pub(in crate::serve) named: Vec<Entry>,
    /// Searches of late, the latest first.
    #[serde(default)]
    pub(in crate::serve) recent: Vec<Entry>,
}

/// A search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct Entry {
    /// What it is called; of those of late what was searched for.
    pub(in crate::serve) name: String,
    /// Its address, without the machine.
    pub(in crate::serve) search: String,
    /// When it was kept, in seconds since 1970.
    pub(in crate::serve) at: u64,
}

impl Entries {
    /// Keeps a search under a name; one that has the name already is replaced.
    pub(in crate::serve) fn name(&mut self, entry: Entry) {
        let name: String = entry.name.trim().chars().take(MAX_NAME).collect();
        self.named.retain(|of| of.name != name);
        self.named.insert(0, Entry { name, ..entry });
        self.named.truncate(MAX_NAMED);
    }

    /// Keeps a search as the latest; one that is there is not there twice.
    pub(in crate::serve) fn remember(&mut self, entry: Entry) {
        self.recent.retain(|of| of.search != entry.search);
        let name = entry.name.chars().take(MAX_NAME).collect();
        self.recent.insert(0, Entry { name, ..entry });
        self.recent.truncate(MAX_RECENT);
    }

    /// Forgets the search of a name.
    pub(in crate::serve) fn forget(&mut self, name: &str) {
        self.named.retain(|of| of.name != name);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Entries, Entry, MAX_NAMED, MAX_RECENT};

    proptest! {
        #[test]
        fn the_latest_is_first_and_there_is_an_end(names in prop::collection::vec("[a-c]{0,2}|.{90,110}", 1..300)) {
            let mut entries = Entries::default();
            for (at, name) in (0..).zip(&names) {
                let entry = Entry { name: name.clone(), search: format!("/search?q={name}"), at };
                entries.name(entry.clone());
                entries.remember(entry.clone());
                prop_assert_eq!(&entries.recent[0].search, &entry.search);
                prop_assert_eq!(entries.named[0].at, at);
            }
            prop_assert!(entries.named.len() <= MAX_NAMED && entries.recent.len() <= MAX_RECENT);
            let mut seen: Vec<&str> = entries.named.iter().map(|of| of.name.as_str()).collect();
            seen.sort_unstable();
            let all = seen.len();
            seen.dedup();
            prop_assert_eq!(seen.len(), all);
        }
    }
}
