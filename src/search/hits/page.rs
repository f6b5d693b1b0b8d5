//! Hits to what is shown of them: grouped, in order, each group read when it is its turn.

use std::collections::HashSet;

use super::collect::{collect_all, collect_query};
use super::cooccurrence::words_apart;
use super::hit::{Group, RawHit, RawHits, Scoring};
use super::within::collect_within;
use crate::answer::{
    Apart, FoundPassage, Grouping, Highlighter, Passages, Question, ReportHits, Scope, Shown, View, Which,
};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Node, Query};
use crate::report::PassageAttributes;
use crate::search::filter::wanted_files;
use crate::search::ranking::{WordScores, top};

/// All hits of a question, wherever its words must stand; of the reports that lack it a group without hits each.
///
/// # Errors
/// Of the index, or [`crate::error::Error::SearchTime`].
pub(in crate::search) fn all_hits(reader: &Reader, asked: &Question, scoring: Scoring) -> Result<RawHits> {
    asked.check_resolved()?;
    // Of what has no hits there are no scores.
    let scoring = if asked.which == Which::With { scoring } else { Scoring::Off };
    let found = match (&asked.query, asked.within) {
        _ if asked.which == Which::All => RawHits::default(),
        (Some(query), Scope::Section | Scope::Report) => collect_within(reader, query, asked, scoring)?,
        (Some(query), Scope::Passage) => collect_query(reader, query, asked, scoring)?,
        (None, _) => collect_all(reader, asked)?,
    };
    if asked.which == Which::With {
        return Ok(found);
    }
    let with: HashSet<_> = found.groups.iter().map(|group| group.file).collect();
    let others = wanted_files(reader, &asked.filters)?.into_iter().filter(|file| !with.contains(file));
    let groups = others.map(|file| Group::of(file, 0..0, &[])).collect();
    Ok(RawHits { groups, ..RawHits::default() })
}

/// Groups hits as a view says, and gives the numbers of the groups that it shows, in order; their scores are complete.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn shown_groups(
    reader: &Reader,
    hits: &mut RawHits,
    asked: &Question,
    view: &View,
) -> Result<Vec<usize>> {
    regroup(hits, view.group);
    // A loose text is ranked by its words from the start.
    let words = match asked.query.as_ref().map(|query| &query.root) {
        None | Some(Node::Loose(_)) => None,
        Some(root) => Some(WordScores::new(reader, &root.phrases())?),
    };
    top(reader, hits, words.as_ref(), &asked.filters, view)
}

/// Where nothing matches: whether the words of a question stand apart from each other. None where it is more than words.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn apart(reader: &Reader, asked: &Question) -> Result<Option<Apart>> {
    match asked.query.as_ref().map(|query| &query.root) {
        Some(root @ Node::All(words)) if root.is_plain() && asked.which == Which::With => {
            words_apart(reader, words, asked).map(Some)
        }
        _ => Ok(None),
    }
}

/// Parts the groups of reports into smaller ones.
fn regroup(hits: &mut RawHits, grouping: Grouping) {
    if grouping == Grouping::Report {
        return;
    }
    let mut groups = Vec::new();
    for group in &hits.groups {
        if group.hits.is_empty() {
            groups.push(group.clone());
        }
        let mut start = group.hits.start;
        let same = |a: &RawHit, b: &RawHit| match grouping {
            Grouping::Report => true,
            Grouping::Section => a.section == b.section,
            Grouping::None => false,
        };
        for part in hits.of(group).chunk_by(same) {
            groups.push(Group::of(group.file, start..start + part.len(), part));
            start += part.len();
        }
    }
    hits.groups = groups;
}

/// What marks the hits of a question.
pub(in crate::search) fn highlighter<'a>(query: Option<&'a Query>, hits: &mut RawHits) -> Highlighter<'a> {
    Highlighter::of(query, std::mem::take(&mut hits.marked))
}

/// The passages of a report in the index.
struct OfIndex<'a> {
    reader: &'a Reader,
    group: &'a Group,
}

impl Passages for OfIndex<'_> {
    fn text(&self, number: u32) -> Result<String> {
        self.reader.passage(self.group.file, number)
    }

    fn lead(&self, number: u32) -> u32 {
        self.attributes(number).lead
    }

    fn is_recognised(&self, number: u32) -> bool {
        self.attributes(number).is_recognised
    }
}

impl OfIndex<'_> {
    fn attributes(&self, number: u32) -> PassageAttributes {
        let file = self.group.file;
        self.reader.pairs(file.segment_ord).attributes(file.doc_id + number)
    }
}

/// A group of hits as it is shown.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn show_group(
    reader: &Reader,
    hits: &RawHits,
    group: usize,
    marks: &Highlighter<'_>,
    view: &View,
) -> Result<ReportHits> {
    let group = &hits.groups[group];
    let record = reader.shown_record(group.file)?;
    let report = record.report().ok_or_else(|| reader.damaged(&"a match in a file that was not read"))?;
    let found = |(at, hit): (usize, &RawHit)| FoundPassage {
        number: hit.doc - group.file.doc_id,
        section: hit.section,
        score: hit.score,
        boilerplate: hit.boilerplate,
        recognised: reader.pairs(group.file.segment_ord).attributes(hit.doc).is_recognised,
        places: hit.places,
        contributions: hits.contributions.get(at).map(Vec::as_slice).unwrap_or_default(),
    };
    let found = group.hits.clone().zip(hits.of(group)).map(found).collect();
    let passages = OfIndex { reader, group };
    let shown = Shown { path: &record.path, hash: &record.hash, report, passages: &passages };
    shown.hits(found, marks, view)
}
