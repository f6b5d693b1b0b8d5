//! Kinds of sections, and the cues in headings by which they are known.

use std::path::Path;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use super::lines::{self, Named};
use super::own_file::OwnFile;
use crate::analysis::MatchingForm;
use crate::analysis::folded_in_place;
use crate::error::Result;
use crate::message;

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
    /// The same cues, to be looked for in whole texts; their order is that of `cues`.
    in_texts: AhoCorasick,
}

/// A text tells a kind if it holds so many of its cues,
const MIN_CUES: usize = 3;
/// and so many times those of any other kind.
const MIN_LEAD: usize = 2;

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
                return Err(file.wrong(entry.line, message!("cue-without-letters", text = *cue)));
            }
        }
        let mut kinds = Vec::new();
        let mut cues = Vec::new();
        for entry in lines::merged(own_entries, built_in.entries()?) {
            cues.extend(entry.values.iter().map(|cue| (MatchingForm::of(cue).chars().to_vec(), kinds.len())));
            kinds.push(Kind(entry.key.to_owned()));
        }
        cues.sort_by_key(|(cue, _)| std::cmp::Reverse(cue.len()));
        let texts = cues.iter().map(|(cue, _): &(Vec<char>, usize)| cue.iter().collect::<String>());
        let in_texts = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts);
        let in_texts = in_texts.expect("a few hundred short cues are within the automaton's limits");
        Ok(Self { kinds, cues, in_texts })
    }

    /// The kind that a heading tells, if it holds a cue.
    pub fn of_heading(&self, heading: &str) -> Option<&Kind> {
        let form = MatchingForm::of(heading);
        let found = self.cues.iter().find(|(cue, _)| form.find(cue).next().is_some());
        found.map(|&(_, kind)| &self.kinds[kind])
    }

    /// The kind that the heading of a sub-section tells: its parent's where it holds a cue of that, too.
    pub fn of_sub_heading(&self, heading: &str, parent: &Kind) -> Option<&Kind> {
        let form = MatchingForm::of(heading);
        let found = self.cues.iter().filter(|(cue, _)| form.find(cue).next().is_some());
        let best = &self.kinds[found.clone().next()?.1];
        Some(found.map(|&(_, kind)| &self.kinds[kind]).find(|&kind| kind == parent).unwrap_or(best))
    }

    /// The kind that a text tells, if it speaks of one far more than of all others.
    pub fn of_text(&self, text: &str) -> Option<&Kind> {
        let mut counts = vec![0; self.kinds.len()];
        for found in self.in_texts.find_iter(&folded_in_place(text)) {
            counts[self.cues[found.pattern().as_usize()].1] += 1;
        }
        let best = (0..counts.len()).max_by_key(|&kind| counts[kind])?;
        let next = (0..counts.len()).filter(|&kind| kind != best).map(|kind| counts[kind]).max().unwrap_or(0);
        (counts[best] >= MIN_CUES.max(MIN_LEAD * next)).then(|| &self.kinds[best])
    }
}
