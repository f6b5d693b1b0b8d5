//! What sections do in a report (parts) and what they are about (topics): the names, and the cues in headings by which each
//! is known.

use std::path::Path;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use super::lines::{self, Named};
use super::own_file::OwnFile;
use super::weights::Weights;
use crate::analysis::{BARRIER, MatchingForm, folded_in_place};
use crate::error::Result;
use crate::message;
use crate::messages::Message;

/// A part or a topic: 存在不足, 党的建设.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label(pub String);

/// What is known of parts and topics.
#[derive(Clone, Debug)]
pub struct Labels {
    /// What sections do.
    pub parts: LabelTable,
    /// What they are about.
    pub topics: LabelTable,
    /// What was learned of both from headings and texts.
    pub weights: &'static LazyLock<Weights>,
    /// What a user should know of the folder's own tables.
    pub notices: Vec<Message>,
}

/// The labels of a kind, and the cues by which headings tell them.
#[derive(Clone, Debug)]
pub struct LabelTable {
    labels: Vec<Label>,
    /// Finds cues in matching forms.
    cues: AhoCorasick,
    /// For each cue how long it is, in characters, and which label it tells.
    told: Vec<(usize, usize)>,
    /// How many labels, from the first, are the folder's own.
    own: usize,
}

/// A cue in a heading.
struct FoundCue {
    /// Bytes of the matching form.
    start: usize,
    end: usize,
    /// Its length in characters.
    chars: usize,
    label: usize,
}

/// Characters that say nothing in a heading: 2023年的工作和明年的打算.
const FILLING: &str = "年月度的和与及及其一二三四五六七八九十〇零";
/// A text tells a label of the folder's own if it holds so many of its cues,
const MIN_CUES: usize = 3;
/// and so many times those of any other label.
const MIN_LEAD: usize = 2;

impl Labels {
    /// The built-in tables with the changes of the folder's own, if `own` holds any. A `sections.txt`, which held the kinds
    /// of sections before there were parts and topics, is read as topics.
    ///
    /// # Errors
    /// As [`super::Schema::load`].
    pub fn load(own: &Path) -> Result<Self> {
        let [parts, topics, kinds] = ["parts.txt", "topics.txt", "sections.txt"].map(|name| own.join(name));
        let mut notices = Vec::new();
        let mut own_topics = OwnFile::read(&topics)?;
        if let Some(kinds) = OwnFile::read(&kinds)? {
            let (file, instead) = (kinds.named().name, topics.display().to_string());
            match own_topics {
                Some(_) => notices.push(message!("sections-not-read", file = file, instead = instead)),
                None => {
                    notices.push(message!("sections-are-topics", file = file, instead = instead));
                    own_topics = Some(kinds);
                }
            }
        }
        let own_parts = OwnFile::read(&parts)?;
        let built_in = |name: &str, text| Named { name: format!("index-schema/{name}"), text };
        let parts = built_in("parts.txt", include_str!("../../index-schema/parts.txt"));
        let topics = built_in("topics.txt", include_str!("../../index-schema/topics.txt"));
        Ok(Self {
            parts: LabelTable::parse(own_parts.as_ref().map(OwnFile::named), &parts)?,
            topics: LabelTable::parse(own_topics.as_ref().map(OwnFile::named), &topics)?,
            weights: Weights::built_in(),
            notices,
        })
    }
}

impl LabelTable {
    fn parse(own: Option<Named<'_>>, built_in: &Named<'_>) -> Result<Self> {
        let own_entries = own.as_ref().map_or(Ok(Vec::new()), Named::entries)?;
        for entry in &own_entries {
            if let Some(cue) = entry.values.iter().find(|cue| MatchingForm::of(cue).is_empty()) {
                let file = own.as_ref().unwrap_or(built_in);
                return Err(file.wrong(entry.line, message!("cue-without-letters", text = *cue)));
            }
        }
        let own = own_entries.iter().filter(|entry| !entry.values.is_empty()).count();
        let (mut labels, mut cues, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for entry in lines::merged(own_entries, built_in.entries()?) {
            for cue in &entry.values {
                let form = MatchingForm::of(cue);
                told.push((form.chars().len(), labels.len()));
                cues.push(form.text());
            }
            labels.push(Label(entry.key.to_owned()));
        }
        let cues = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&cues);
        let cues = cues.expect("a table of short cues is within the automaton's limits");
        Ok(Self { labels, cues, told, own })
    }

    /// The label of this name, if there is one.
    pub fn named(&self, name: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.0 == name)
    }

    /// The label of the folder's own that the longest cue in a heading tells; of cues of the same length the first one.
    pub fn own_of_heading(&self, heading: &str) -> Option<&Label> {
        if self.own == 0 {
            return None;
        }
        let form = MatchingForm::of(heading).text();
        let found = self.found(&form).into_iter().filter(|found| found.label < self.own);
        let best = found.max_by_key(|found| (found.chars, std::cmp::Reverse(found.start)))?;
        self.labels.get(best.label)
    }

    /// The labels that a heading is made of, each once, in their order: where its cues, the longest that don't overlap, are half
    /// of its letters or more, or what it ends with after 的. Else in a longer heading a cue may stand for any reason (补齐民生短板，提升群众获得感).
    pub fn all_of_heading(&self, heading: &str) -> Vec<&Label> {
        let form = MatchingForm::of(heading).text();
        let mut found = self.found(&form);
        found.sort_by_key(|found| (std::cmp::Reverse(found.chars), found.start));
        let mut kept: Vec<FoundCue> = Vec::new();
        for cue in found {
            if kept.iter().all(|other| cue.end <= other.start || other.end <= cue.start) {
                kept.push(cue);
            }
        }
        let letters = heading.chars().filter(|c| c.is_alphabetic() && !FILLING.contains(*c)).count();
        if 2 * kept.iter().map(|cue| cue.chars).sum::<usize>() < letters {
            // 关于今后五年的奋斗目标和主要任务: what the rest tells more of.
            let mut end = form.len();
            while let Some(cue) = kept.iter().find(|cue| cue.end == end) {
                end = form[..cue.start].trim_end_matches(['和', '与', '及']).len();
            }
            let is_clause = form[..end].ends_with('的') && !form.contains(BARRIER);
            kept.retain(|cue| is_clause && cue.start >= end);
        }
        if kept.is_empty() {
            return Vec::new();
        }
        kept.sort_by_key(|cue| cue.start);
        let mut labels: Vec<&Label> = Vec::new();
        for label in kept.iter().filter_map(|cue| self.labels.get(cue.label)) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }

    /// The labels of all cues that stand in a heading, for whatever reason.
    pub fn hinted(&self, heading: &str) -> Vec<&Label> {
        let found = self.found(&MatchingForm::of(heading).text());
        found.into_iter().filter_map(|cue| self.labels.get(cue.label)).collect()
    }

    /// The label that all cues of a title tell, if they tell one.
    pub fn only_of(&self, title: &str) -> Option<&Label> {
        let found = self.found(&MatchingForm::of(title).text());
        let first = found.first()?.label;
        found.iter().all(|cue| cue.label == first).then(|| &self.labels[first])
    }

    /// The first cue in a text that one of `endings` follows, in its matching form, and its label.
    pub fn cue_before(&self, text: &str, endings: &[&str]) -> Option<(String, &Label)> {
        let form = MatchingForm::of(text).text();
        let found = self.found(&form);
        let is_before = |cue: &&FoundCue| endings.iter().any(|ending| form[cue.end..].starts_with(ending));
        let cue = found.iter().filter(is_before).min_by_key(|cue| cue.start)?;
        Some((form[cue.start..cue.end].to_owned(), self.labels.get(cue.label)?))
    }

    /// Whether a heading is made of cues, and of nothing else that says anything.
    pub fn is_made_of_cues(&self, heading: &str) -> bool {
        let form = MatchingForm::of(heading).text();
        let mut end = form.len();
        let found = self.found(&form);
        let cue_before = |end: usize| found.iter().filter(|cue| cue.end == end).max_by_key(|cue| cue.chars);
        while let Some(cue) = cue_before(end) {
            // A cue may end with what only fills elsewhere: 下半年.
            let filled = form[..cue.start].trim_end_matches(|c| FILLING.contains(c)).len();
            end = if cue_before(cue.start).is_some() { cue.start } else { filled };
        }
        end == 0 && !found.is_empty()
    }

    fn found(&self, form: &str) -> Vec<FoundCue> {
        let cue = |found: aho_corasick::Match| {
            let (chars, label) = self.told[found.pattern().as_usize()];
            FoundCue { start: found.start(), end: found.end(), chars, label }
        };
        self.cues.find_overlapping_iter(form).map(cue).collect()
    }

    /// The label of the folder's own of which a text speaks far more than of all others of them.
    pub fn own_of_text(&self, text: &str) -> Option<&Label> {
        if self.own == 0 {
            return None;
        }
        let mut counts = vec![0; self.own];
        for found in self.cues.find_overlapping_iter(&folded_in_place(text)) {
            let (_, label) = self.told[found.pattern().as_usize()];
            counts.get_mut(label).into_iter().for_each(|count| *count += 1);
        }
        let best = (0..counts.len()).max_by_key(|&label| counts[label])?;
        let next = (0..counts.len()).filter(|&label| label != best).map(|label| counts[label]).max().unwrap_or(0);
        (counts[best] >= MIN_CUES.max(MIN_LEAD * next)).then(|| &self.labels[best])
    }
}
