//! Names of roles, and where each stands in the hierarchy.

use std::path::Path;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use super::lines::{self, Named};
use super::own_file::OwnFile;
use crate::analysis::folded_in_place;
use crate::error::Result;
use crate::message;

const BUILT_IN: &str = include_str!("../../index-schema/roles.txt");

/// Where a role stands, from the widest on: 党委, 党工委, 副书记. The last part is the role itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RolePath(pub Vec<String>);

/// A role found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMention<'a> {
    /// Bytes of the text.
    pub range: std::ops::Range<usize>,
    /// Which role it is.
    pub path: &'a RolePath,
}

/// The table of roles.
#[derive(Clone, Debug)]
pub struct Roles {
    names: AhoCorasick,
    /// For each name the index of its path.
    path_of: Vec<usize>,
    paths: Vec<RolePath>,
}

impl Roles {
    /// The built-in table with the changes of the folder's own, if `own` holds one.
    ///
    /// # Errors
    /// As [`super::Schema::load`].
    pub fn load(own: &Path) -> Result<Self> {
        Self::parse(OwnFile::read(&own.join("roles.txt"))?.as_ref().map(OwnFile::named))
    }

    fn parse(own: Option<Named<'_>>) -> Result<Self> {
        let built_in = Named { name: "index-schema/roles.txt".to_owned(), text: BUILT_IN };
        let own_entries = own.as_ref().map_or(Ok(Vec::new()), Named::entries)?;
        for entry in &own_entries {
            if entry.key.split('/').any(|part| part.trim().is_empty()) {
                let file = own.as_ref().unwrap_or(&built_in);
                return Err(file.wrong(entry.line, message!("empty-path-part", text = entry.key)));
            }
        }
        let mut paths = Vec::new();
        let mut names: Vec<String> = Vec::new();
        let mut path_of = Vec::new();
        for entry in lines::merged(own_entries, built_in.entries()?) {
            let parts: Vec<String> = entry.key.split('/').map(|part| part.trim().to_owned()).collect();
            for name in entry.values.iter().map(|name| folded_in_place(name)) {
                // The folder's own names come first, and win.
                if !names.contains(&name) {
                    names.push(name);
                    path_of.push(paths.len());
                }
            }
            paths.push(RolePath(parts));
        }
        let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names);
        let names = matcher.expect("a few thousand short names are within the automaton's limits");
        Ok(Self { names, path_of, paths })
    }

    /// All roles named in a text, from left to right, the longest name at each place; traditional names count as
    /// simplified ones.
    pub fn mentions<'a>(&'a self, text: &str) -> impl Iterator<Item = RoleMention<'a>> {
        let found: Vec<_> = self.names.find_iter(&folded_in_place(text)).collect();
        found.into_iter().map(|found| RoleMention {
            range: found.range(),
            path: &self.paths[self.path_of[found.pattern().as_usize()]],
        })
    }

    /// The role whose name this is, the whole of it.
    pub fn named(&self, name: &str) -> Option<&RolePath> {
        self.mentions(name).find(|mention| mention.range == (0..name.len())).map(|mention| mention.path)
    }

    /// The role that a name means: the last one named in it (园区党工委副书记 → 党工委副书记).
    pub fn find(&self, name: &str) -> Option<&RolePath> {
        self.mentions(name).last().map(|mention| mention.path)
    }
}
