//! Kinds of sections, and the cues in headings by which they are known.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::OwnFile;
use super::lines::{self, Named};
use crate::analysis::MatchingForm;
use crate::error::Result;

const BUILT_IN: &str = include_str!("../../index-schema/sections.txt");
/// The kind of a section that no cue tells.
const OTHER: &str = "其他";

/// The kind of a section: 廉洁自律, 存在不足 …
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Kind(pub String);

impl Kind {
    /// What a section is whose kind no cue tells.
    pub fn other() -> Self {
        Self(OTHER.to_owned())
    }
}

/// The table of kinds.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: Vec<Kind>,
    /// Cues as characters of matching forms, with the index of their kind; longest first, then in file order.
    cues: Vec<(Vec<char>, usize)>,
}

impl Kinds {
    /// The built-in table with the changes of the folder's own, if `own` holds one.
    ///
    /// # Errors
    /// As [`super::Schema::load`].
    pub fn load(own: &Path) -> Result<Self> {
        Self::parse(OwnFile::read(&own.join("sections.txt"))?.as_ref().map(OwnFile::named))
    }

    fn parse(own: Option<Named<'_>>) -> Result<Self> {
        let built_in = Named { name: "index-schema/sections.txt".to_owned(), text: BUILT_IN };
        let own_entries = own.as_ref().map_or(Ok(Vec::new()), Named::entries)?;
        for entry in &own_entries {
            if let Some(cue) = entry.values.iter().find(|cue| MatchingForm::of(cue).is_empty()) {
                let file = own.as_ref().unwrap_or(&built_in);
                return Err(file.wrong(entry.line, format!("a cue without letters: \"{cue}\"")));
            }
        }
        let mut kinds = Vec::new();
        let mut cues = Vec::new();
        for entry in lines::merged(own_entries, built_in.entries()?) {
            cues.extend(entry.values.iter().map(|cue| (MatchingForm::of(cue).chars().to_vec(), kinds.len())));
            kinds.push(Kind(entry.key.to_owned()));
        }
        cues.sort_by_key(|(cue, _)| std::cmp::Reverse(cue.len()));
        Ok(Self { kinds, cues })
    }

    /// The kind that a heading tells, if it holds a cue.
    pub fn of_heading(&self, heading: &str) -> Option<&Kind> {
        let form = MatchingForm::of(heading);
        let found = self.cues.iter().find(|(cue, _)| form.find(cue).next().is_some());
        found.map(|&(_, kind)| &self.kinds[kind])
    }
}
