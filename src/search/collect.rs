//! All hits of a query, grouped by report.

use std::time::Instant;

use rayon::prelude::*;
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED};

use super::evaluate::{Evaluator, Segment, align};
use super::hits::{Group, Hits, RawHit, Scoring, Total};
use super::loose;
use super::matcher::Matcher;
use super::rank::{Ranker, Statistics};
use super::scope::Scope;
use super::singles::Singles;
use crate::error::Result;
use crate::index::{About, Reader};
use crate::query::filter::Boilerplate;
use crate::query::{Filters, Node, Phrase, Query};

/// Segments are searched, and facets counted, side by side where a phrase may stand so often: for less it takes longer to
/// wake the threads.
pub(super) const PARALLEL_FROM: u64 = 20_000;

/// Hits for which room is made before they are found: where it could be more, most of it would be for nothing.
const MAX_RESERVED: usize = 1 << 16;

/// How many passages, sections and reports match.
///
/// # Errors
/// Of the index.
pub fn count(reader: &Reader, query: &Query, filters: &Filters) -> Result<Total> {
    Ok(collect(reader, query, filters, Scoring::Off)?.total())
}

/// The paths of all reports with a match, in the order of their names, and how many of their passages match.
///
/// # Errors
/// Of the index.
pub fn matching_paths(reader: &Reader, query: &Query, filters: &Filters) -> Result<Vec<(String, usize)>> {
    let hits = collect(reader, query, filters, Scoring::Off)?;
    let paths = paths(reader, hits.groups.iter().map(|group| group.file))?;
    let mut paths: Vec<_> = paths.into_iter().zip(hits.groups.iter().map(|group| group.hits.len())).collect();
    paths.sort_unstable();
    Ok(paths)
}

/// The paths of files, by their own documents, from the column: nothing stored is read.
pub(crate) fn paths(reader: &Reader, files: impl Iterator<Item = DocAddress>) -> Result<Vec<String>> {
    // By segment, then by their numbers in its dictionary, which is read once from front to back.
    let mut numbered: Vec<(u32, u64, usize)> = Vec::new();
    for (place, file) in files.enumerate() {
        let column = reader.paths()?.get(file.segment_ord as usize).and_then(Option::as_ref);
        let number = column.and_then(|column| column.term_ords(file.doc_id).next());
        numbered.push((file.segment_ord, number.ok_or_else(|| reader.damaged(&"a file without its path"))?, place));
    }
    numbered.sort_unstable();
    let mut paths = vec![String::new(); numbered.len()];
    for of_segment in numbered.chunk_by(|(a, ..), (b, ..)| a == b) {
        let Some(column) = &reader.paths()?[of_segment[0].0 as usize] else { continue };
        let numbers: Vec<u64> = of_segment.iter().map(|&(_, number, _)| number).collect();
        let mut places = of_segment.iter().map(|&(.., place)| place);
        let name = |path: &[u8]| {
            places.next().into_iter().for_each(|place| paths[place] = String::from_utf8_lossy(path).into_owned());
        };
        if !column.dictionary().sorted_ords_to_term_cb(&numbers, name).map_err(|e| reader.damaged(&e))? {
            return Err(reader.damaged(&"a path that is in no dictionary"));
        }
    }
    Ok(paths)
}

/// All passages that the filters let through.
pub(crate) fn collect_all(reader: &Reader, filters: &Filters) -> Result<Hits> {
    let mut hits = Hits::default();
    let started = Instant::now();
    for (number, segment) in (0..).zip(reader.searcher().segment_readers()) {
        let scope = Scope::new(reader, number, filters)?;
        let here = Segment { reader, number, max_doc: segment.max_doc(), started };
        SegmentCollector { segment, here, matchers: Vec::new(), tree: None, ranker: None, explained: None, scope }
            .run(&mut hits)?;
    }
    Ok(hits)
}

/// Finds all hits.
pub(crate) fn collect(reader: &Reader, query: &Query, filters: &Filters, scoring: Scoring) -> Result<Hits> {
    if let Node::Loose(text) = &query.root {
        return loose::collect(reader, text, filters, scoring);
    }
    let segments = reader.searcher().segment_readers();
    let started = Instant::now();
    let phrases = query.root.phrases();
    // Where all phrases must stand, the matchers that rank decide as well.
    let is_plain = query.root.is_plain();
    let matchers = |segment: usize| -> (Vec<Matcher<'_>>, Singles) {
        let (table, mut singles) = (reader.pairs(segment as u32), Singles::default());
        (phrases.iter().map(|phrase| Matcher::new(table, &phrase.chars, &mut singles)).collect(), singles)
    };
    // A single character is gathered from all pairs that begin with it.
    let matchers: Vec<(Vec<Matcher<'_>>, Singles)> = match phrases.iter().any(|phrase| phrase.chars.len() == 1) {
        true => (0..segments.len()).into_par_iter().map(matchers).collect(),
        false => (0..segments.len()).map(matchers).collect(),
    };
    let at_most: Vec<u64> =
        (0..phrases.len()).map(|phrase| at_most(matchers.iter().map(|(m, _)| &m[phrase]))).collect();
    let statistics = (scoring != Scoring::Off).then(|| Statistics::new(reader, &at_most));
    let collect = |number: usize, (matchers, mut singles): (Vec<Matcher<'_>>, Singles), hits: &mut Hits| {
        if is_plain && matchers.iter().any(|matcher| matcher.doc() == TERMINATED) {
            return Ok(());
        }
        let (segment, number) = (&segments[number], number as u32);
        let here = Segment { reader, number, max_doc: segment.max_doc(), started };
        let tree = if is_plain { None } else { Some(Evaluator::new(here, &query.root, &mut singles)?) };
        let ranker = statistics.as_ref().map(|statistics| Ranker::new(reader.pairs(number), statistics, &phrases));
        let scope = Scope::new(reader, number, filters)?;
        let explained = if scoring == Scoring::Explained { Some(phrases.as_slice()) } else { None };
        SegmentCollector { segment, here, matchers, tree, ranker, explained, scope }.run(hits)
    };
    let mut hits = Hits::default();
    if at_most.iter().any(|&n| n >= PARALLEL_FROM) {
        let apart = |(number, matchers)| {
            let mut hits = Hits::default();
            collect(number, matchers, &mut hits).map(|()| hits)
        };
        let found: Vec<Hits> = matchers.into_par_iter().enumerate().map(apart).collect::<Result<_>>()?;
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
    scope: Scope<'a>,
}

impl SegmentCollector<'_> {
    fn run(mut self, hits: &mut Hits) -> Result<()> {
        let reports = self.scope.reports;
        if self.tree.is_none() {
            let at_most = self.matchers.iter().filter_map(|matcher| matcher.part_counts().iter().min()).min();
            hits.hits.reserve(at_most.map_or(0, |&n| n as usize).min(MAX_RESERVED));
        }
        // How many reports begin at or before the passage; the last of them is its own.
        let mut begun = 0;
        let mut doc = self.next(0)?;
        while doc != TERMINATED {
            begun += reports[begun..].iter().take_while(|&&start| start <= doc).count();
            let end = reports.get(begun).copied().unwrap_or(TERMINATED);
            let is_wanted = |report: usize| self.scope.wanted.as_ref().is_none_or(|wanted| wanted[report]);
            doc = match begun.checked_sub(1) {
                Some(report) if is_wanted(report) => self.collect_report(report, doc, end, hits)?,
                _ => self.next(end)?,
            };
        }
        Ok(())
    }

    /// Adds the hits of a report, by its number, from passage `doc` to before `end`, and gives the first hit after them.
    fn collect_report(&mut self, report: usize, mut doc: DocId, end: DocId, hits: &mut Hits) -> Result<DocId> {
        let table = self.here.reader.pairs(self.here.number);
        let alive = self.segment.alive_bitset();
        let start = hits.hits.len();
        let mut group = Group {
            file: DocAddress::new(self.here.number, self.scope.reports[report]),
            hits: start..start,
            sections: 0,
            best: 0.0,
        };
        let mut before = None;
        while doc < end {
            // The documents of files are no passages, but for titles that a phrase stands in.
            let About { section, heading, is_boilerplate, is_file, .. } = table.about(doc);
            let is_hit = !is_file
                || !self.matchers.is_empty()
                    && (self.tree.is_none() || self.matchers.iter_mut().any(|m| m.seek(doc) == doc));
            let is_let_through = !(is_boilerplate && self.scope.boilerplate == Boilerplate::LeftOut)
                && self.scope.passages.as_ref().is_none_or(|passages| passages.contains(doc))
                && alive.is_none_or(|alive| alive.is_alive(doc));
            if is_hit && is_let_through {
                let (score, places) = match is_boilerplate {
                    true => (0.0, 0),
                    false => self.score(doc, (report, section), heading, hits),
                };
                if is_boilerplate && self.explained.is_some() {
                    hits.parts.push(Vec::new());
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
    fn score(&mut self, doc: DocId, section: (usize, u32), heading: u32, hits: &mut Hits) -> (f32, u16) {
        let Some(ranker) = &mut self.ranker else { return (0.0, 0) };
        if self.tree.is_some() {
            for matcher in &mut self.matchers {
                matcher.seek(doc);
            }
        }
        if let Some(phrases) = self.explained {
            hits.parts.push(ranker.parts(doc, section, heading, &self.matchers, phrases));
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
