//! All hits of a query, grouped by report.

use rayon::prelude::*;
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED};

use super::hit::{Group, PARALLEL_FROM, RawHit, RawHits, Scoring};
use crate::answer::{PhraseWeights, Question};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Node, Phrase, Query};
use crate::report::PassageAttributes;
use crate::search::filter::Filtered;
use crate::search::loose::collect_loose;
use crate::search::phrase::{Evaluator, Matcher, Segment, Unigrams, align};
use crate::search::ranking::Ranker;

/// Hits for which room is made before they are found: where it could be more, most of it would be for nothing.
const MAX_RESERVED: usize = 1 << 16;

/// All passages that the filters of a question let through.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn collect_all(reader: &Reader, asked: &Question) -> Result<RawHits> {
    let mut hits = RawHits::default();
    for (number, segment) in (0..).zip(reader.searcher().segment_readers()) {
        let filtered = Filtered::new(reader, number, &asked.filters)?;
        let here = Segment { reader, number, max_doc: segment.max_doc(), deadline: &asked.deadline };
        SegmentCollector { segment, here, matchers: Vec::new(), tree: None, ranker: None, explained: None, filtered }
            .run(&mut hits)?;
    }
    Ok(hits)
}

/// All hits of a query, with the filters of a question.
///
/// # Errors
/// Of the index, or [`crate::error::Error::SearchTime`].
pub(in crate::search) fn collect_query(
    reader: &Reader,
    query: &Query,
    asked: &Question,
    scoring: Scoring,
) -> Result<RawHits> {
    if let Node::Loose(text) = &query.root {
        return collect_loose(reader, text, &asked.filters, scoring);
    }
    let segments = reader.searcher().segment_readers();
    let phrases = query.root.phrases();
    // Where all phrases must stand, the matchers that rank decide as well.
    let is_plain = query.root.is_plain();
    let matchers = |segment: usize| -> (Vec<Matcher<'_>>, Unigrams) {
        let (table, mut unigrams) = (reader.pairs(segment as u32), Unigrams::default());
        (phrases.iter().map(|phrase| Matcher::new(table, &phrase.chars, &mut unigrams)).collect(), unigrams)
    };
    // A single character is gathered from all pairs that begin with it.
    let matchers: Vec<(Vec<Matcher<'_>>, Unigrams)> = match phrases.iter().any(|phrase| phrase.chars.len() == 1) {
        true => (0..segments.len()).into_par_iter().map(matchers).collect(),
        false => (0..segments.len()).map(matchers).collect(),
    };
    let at_most: Vec<u64> =
        (0..phrases.len()).map(|phrase| at_most(matchers.iter().map(|(m, _)| &m[phrase]))).collect();
    let weights = (scoring != Scoring::Off).then(|| PhraseWeights::new(reader, &at_most));
    let collect = |number: usize, (matchers, mut unigrams): (Vec<Matcher<'_>>, Unigrams), hits: &mut RawHits| {
        if is_plain && matchers.iter().any(|matcher| matcher.doc() == TERMINATED) {
            return Ok(());
        }
        let (segment, number) = (&segments[number], number as u32);
        let here = Segment { reader, number, max_doc: segment.max_doc(), deadline: &asked.deadline };
        let tree = if is_plain { None } else { Some(Evaluator::new(here, &query.root, &mut unigrams)?) };
        let ranker = weights.as_ref().map(|weights| Ranker::new(reader.pairs(number), weights, &phrases));
        let filtered = Filtered::new(reader, number, &asked.filters)?;
        let explained = if scoring == Scoring::Explained { Some(phrases.as_slice()) } else { None };
        SegmentCollector { segment, here, matchers, tree, ranker, explained, filtered }.run(hits)
    };
    let mut hits = RawHits::default();
    if at_most.iter().any(|&n| n >= PARALLEL_FROM) {
        let apart = |(number, matchers)| {
            let mut hits = RawHits::default();
            collect(number, matchers, &mut hits).map(|()| hits)
        };
        let found: Vec<RawHits> = matchers.into_par_iter().enumerate().map(apart).collect::<Result<_>>()?;
        found.into_iter().for_each(|of_segment| hits.append(of_segment));
    } else {
        matchers.into_iter().enumerate().try_for_each(|(number, matchers)| collect(number, matchers, &mut hits))?;
    }
    Ok(hits)
}

/// How often a phrase can stand in the index: no oftener than its rarest part. Counted over all segments first, so that
/// it is the same however the passages are spread over them.
fn at_most<'a>(matchers: impl Iterator<Item = &'a Matcher<'a>>) -> u64 {
    let mut totals: Vec<u64> = Vec::new();
    for counts in matchers.map(Matcher::part_counts) {
        totals.resize(totals.len().max(counts.len()), 0);
        totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
    }
    totals.into_iter().min().unwrap_or(0)
}

struct SegmentCollector<'a> {
    segment: &'a SegmentReader,
    here: Segment<'a>,
    /// One a phrase; a hit is where all of them stand, unless there is a tree. Without any, all passages are hits.
    matchers: Vec<Matcher<'a>>,
    /// Decides what is a hit where that is more than all phrases together.
    tree: Option<Evaluator<'a>>,
    ranker: Option<Ranker<'a>>,
    /// The phrases, if scores are to be taken apart.
    explained: Option<&'a [&'a Phrase]>,
    filtered: Filtered<'a>,
}

impl SegmentCollector<'_> {
    fn run(mut self, hits: &mut RawHits) -> Result<()> {
        let reports = self.filtered.reports;
        if self.tree.is_none() {
            let at_most = self.matchers.iter().filter_map(|matcher| matcher.part_counts().iter().min()).min();
            hits.hits.reserve(at_most.map_or(0, |&n| n as usize).min(MAX_RESERVED));
        }
        // How many reports begin at or before the passage; the last of them is its own.
        let mut begun = 0;
        let mut doc = self.next(0)?;
        while doc != TERMINATED {
            self.here.deadline.check()?;
            begun += reports[begun..].iter().take_while(|&&start| start <= doc).count();
            let end = reports.get(begun).copied().unwrap_or(TERMINATED);
            let is_wanted = |report: usize| self.filtered.wanted.as_ref().is_none_or(|wanted| wanted[report]);
            doc = match begun.checked_sub(1) {
                Some(report) if is_wanted(report) => self.collect_report(report, doc, end, hits)?,
                _ => self.next(end)?,
            };
        }
        Ok(())
    }

    /// Adds the hits of a report, by its number, from passage `doc` to before `end`, and gives the first hit after them.
    fn collect_report(&mut self, report: usize, mut doc: DocId, end: DocId, hits: &mut RawHits) -> Result<DocId> {
        let table = self.here.reader.pairs(self.here.number);
        let alive = self.segment.alive_bitset();
        let start = hits.hits.len();
        let mut group = Group {
            file: DocAddress::new(self.here.number, self.filtered.reports[report]),
            hits: start..start,
            sections: 0,
            best: 0.0,
        };
        let mut before = None;
        while doc < end {
            // The documents of files are no passages, but for titles that a phrase stands in.
            let PassageAttributes { section, heading, is_boilerplate, is_recognised, is_file, .. } =
                table.attributes(doc);
            let is_hit = !is_file
                || !self.matchers.is_empty()
                    && (self.tree.is_none() || self.matchers.iter_mut().any(|m| m.seek(doc) == doc));
            let is_let_through = !self.filtered.left_out.has(is_boilerplate, is_recognised)
                && self.filtered.passages.as_ref().is_none_or(|passages| passages.contains(doc))
                && alive.is_none_or(|alive| alive.is_alive(doc));
            if is_hit && is_let_through {
                let (score, places) = match is_boilerplate {
                    true => (0.0, 0),
                    false => self.score(doc, (report, section), heading, hits),
                };
                if is_boilerplate && self.explained.is_some() {
                    hits.contributions.push(Vec::new());
                }
                hits.hits.push(RawHit { doc, section, score, boilerplate: is_boilerplate, places });
                group.sections += u32::from(before.replace(section) != Some(section));
                group.best = group.best.max(score);
            }
            doc = self.next(doc + 1)?;
        }
        group.hits.end = hits.hits.len();
        if !group.hits.is_empty() {
            hits.groups.push(group);
        }
        Ok(doc)
    }

    /// What the phrases make of the score of a hit, and at how many places they stand in it; 0 where scores were not
    /// asked for. The score is taken apart where that was.
    fn score(&mut self, doc: DocId, section: (usize, u32), heading: u32, hits: &mut RawHits) -> (f32, u16) {
        let Some(ranker) = &mut self.ranker else { return (0.0, 0) };
        if self.tree.is_some() {
            for matcher in &mut self.matchers {
                matcher.seek(doc);
            }
        }
        if let Some(phrases) = self.explained {
            hits.contributions.push(ranker.contributions(doc, section, heading, &self.matchers, phrases));
        }
        let here = self.matchers.iter().filter(|matcher| matcher.doc() == doc);
        let places: usize = here.map(|matcher| matcher.starts().len()).sum();
        (ranker.score(doc, section, heading, &self.matchers), u16::try_from(places).unwrap_or(0))
    }

    /// The first hit at or after `target`.
    fn next(&mut self, target: DocId) -> Result<DocId> {
        match &mut self.tree {
            _ if target >= self.here.max_doc => Ok(TERMINATED),
            Some(tree) => tree.seek(self.here, target),
            None => Ok(align(&mut self.matchers, target)),
        }
    }
}
