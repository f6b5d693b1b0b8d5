//! What a text is looked for by: its pairs of neighbouring characters and its words; and the passages of a segment that hold
//! enough of the pairs, by weight.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, TERMINATED, Term};

use super::scores::{Counter, Counts, Lengths, ReportScore, Scan};
use crate::analysis::{Pair, PhraseForm};
use crate::answer::{idf, rounded};
use crate::error::Result;
use crate::index::{List, PairTable, Reader};
use crate::query::{Filters, Loose, Phrase};
use crate::report::PassageAttributes;
use crate::schema::StopWords;
use crate::search::filter::{DocSetBits, Filtered};
use crate::search::hits::{Group, RawHit, RawHits, Scoring};
use crate::search::ranking::Cutter;

/// A hit holds so much of the text's weight, of pairs that stand in the index at all,
const NEEDED_SHARE: f32 = 0.3;
/// but of a long text no more than so many pairs of middling weight: a passage can't hold a third of a page.
const MOST_NEEDED: f32 = 10.0;
/// Only so many pairs of a long text are looked for, the rarest.
const MAX_PAIRS: usize = 500;
/// Pairs that stand so often are gone through side by side: for less it takes longer to wake the threads.
const PARALLEL_FROM: u64 = 500_000;
/// Weight of a pair that touches a word that only binds others.
const LIGHT: f32 = 0.5;
/// Weight of a word beside a pair.
const WORD_WEIGHT: f32 = 0.6;

/// What a text is looked for by.
pub(in crate::search) struct LooseTerms<'a> {
    reader: &'a Reader,
    pub(super) pairs: Vec<Weighted<Pair>>,
    words: Vec<Weighted<String>>,
    /// The weight of all pairs, and what a hit must hold of it.
    total: f32,
    needed: f32,
    /// Whether the pairs stand so often that they are gone through side by side.
    pub(super) is_parallel: bool,
}

/// A term and what it counts.
pub(super) struct Weighted<T> {
    pub(super) term: T,
    pub(super) weight: f32,
    /// Whether it stands in one word, or across two that both mean something.
    is_full: bool,
}

impl<'a> LooseTerms<'a> {
    /// The terms of a text that stand in the index.
    ///
    /// # Errors
    /// Of the index.
    pub(in crate::search) fn of(reader: &'a Reader, text: &Loose) -> Result<Self> {
        Self::read(reader, text).map_err(|e| reader.damaged(&e))
    }

    fn read(reader: &'a Reader, text: &Loose) -> tantivy::Result<Self> {
        let function = StopWords::built_in().function;
        let cutter = Cutter::new(reader)?;
        let mut pairs: Vec<(Pair, bool)> = Vec::new();
        let mut words: Vec<Weighted<String>> = Vec::new();
        let (mut seen_pairs, mut seen_words) = (HashMap::new(), HashSet::new());
        let documents = reader.commit().passages.max(1);
        for run in text.runs() {
            let mut binds = vec![false; run.len()];
            for (place, found) in cutter.cut(run)? {
                let word: String = run[place.clone()].iter().collect();
                let is_function = function.contains(&word);
                binds[place].fill(is_function);
                if found > 0 && !is_function && seen_words.insert(word.clone()) {
                    words.push(Weighted { term: word, weight: idf(found, documents), is_full: true });
                }
            }
            for (at, pair) in run.windows(2).enumerate() {
                let pair = Pair { first: pair[0], second: Some(pair[1]) };
                let is_full = !binds[at] && !binds[at + 1];
                let known = *seen_pairs.entry(pair).or_insert_with(|| {
                    pairs.push((pair, false));
                    pairs.len() - 1
                });
                pairs[known].1 |= is_full;
            }
        }
        let tables = (0..reader.searcher().segment_readers().len() as u32).map(|segment| reader.pairs(segment));
        let lists_of = |pair| tables.clone().filter_map(|table| Some((table, table.list(pair)?))).collect();
        let lists: Vec<Vec<(&PairTable, List)>> = pairs.iter().map(|&(pair, _)| lists_of(pair)).collect();
        let is_parallel = lists.iter().flatten().map(|(_, list)| u64::from(list.count())).sum::<u64>() >= PARALLEL_FROM;
        let count = |(&(term, is_full), lists): (&(Pair, bool), &Vec<(&PairTable, List)>)| {
            let mut found = 0;
            lists.iter().for_each(|(table, list)| each_passage(table, list, |_, _| found += 1));
            let weight = pair_weight(found, documents) * if is_full { 1.0 } else { LIGHT };
            (found > 0).then_some(Weighted { term, weight, is_full })
        };
        let mut counted: Vec<Weighted<Pair>> = match is_parallel {
            true => pairs.par_iter().zip(&lists).filter_map(count).collect(),
            false => pairs.iter().zip(&lists).filter_map(count).collect(),
        };
        counted.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        counted.truncate(MAX_PAIRS);
        let total: f32 = counted.iter().map(|pair| pair.weight).sum();
        let mean = total / counted.len().max(1) as f32;
        let needed = (total * NEEDED_SHARE).min(mean * MOST_NEEDED);
        Ok(Self { reader, pairs: counted, words, total, needed, is_parallel })
    }

    /// What is marked in a passage: the pairs that say something.
    pub(super) fn marked(&self) -> Vec<Phrase> {
        let phrase = |pair: &Weighted<Pair>| {
            let text = pair.term.to_string();
            Phrase { chars: PhraseForm::exact(text.chars().collect()), text }
        };
        self.pairs.iter().filter(|pair| pair.is_full).map(phrase).collect()
    }

    /// The passages of a segment that hold enough.
    pub(in crate::search) fn passages(&self, segment: u32) -> DocSetBits {
        let segment_reader = self.reader.searcher().segment_reader(segment);
        let held = self.held(segment);
        let is_hit = |&doc: &DocId| self.is_enough(held[doc as usize]) && !segment_reader.is_deleted(doc);
        DocSetBits::of(segment_reader.max_doc(), (0..segment_reader.max_doc()).filter(is_hit))
    }

    /// What each passage of a segment holds of the text: all that decides whether it is a hit.
    fn held(&self, segment: u32) -> Vec<f32> {
        let table = self.reader.pairs(segment);
        let mut held = vec![0.0; table.documents() as usize];
        for pair in &self.pairs {
            let list = table.list(pair.term);
            list.iter().for_each(|list| each_passage(table, list, |doc, _| held[doc as usize] += pair.weight));
        }
        held
    }

    /// The hits of a segment, and for each of its groups how much of the text its report holds.
    pub(super) fn hits(&self, number: u32, filters: &Filters, scoring: Scoring) -> Result<(RawHits, Vec<f32>)> {
        let filtered = Filtered::new(self.reader, number, filters)?;
        let scan = match scoring {
            Scoring::Off => Scan { held: self.held(number), ..Scan::default() },
            Scoring::On | Scoring::Explained => self.scan(number, &filtered)?,
        };
        let (segment, table) = (self.reader.searcher().segment_reader(number), self.reader.pairs(number));
        let (mut hits, mut shares) = (RawHits::default(), Vec::new());
        for (report, &start) in filtered.reports.iter().enumerate() {
            if !filtered.wanted.as_ref().is_none_or(|wanted| wanted[report]) {
                continue;
            }
            let first = hits.hits.len();
            for doc in start..filtered.reports.get(report + 1).copied().unwrap_or(segment.max_doc()) {
                if !self.is_enough(scan.held[doc as usize]) || segment.is_deleted(doc) {
                    continue;
                }
                let let_through = filtered.passages.as_ref().is_none_or(|passages| passages.contains(doc));
                let PassageAttributes { section, is_boilerplate, is_recognised, .. } = table.attributes(doc);
                if let_through && !is_boilerplate && !filtered.left_out.has(false, is_recognised) {
                    let score = scan.scores.get(doc as usize).map_or(0.0, |&score| rounded(score));
                    hits.hits.push(RawHit { doc, section, score, boilerplate: false, places: 0 });
                }
            }
            if hits.hits.len() > first {
                let file = DocAddress::new(number, start);
                let group = Group::of(file, first..hits.hits.len(), &hits.hits[first..]);
                let ReportScore { held, score } = scan.reports.get(report).copied().unwrap_or_default();
                let share = (held / self.total).sqrt();
                hits.groups.push(Group { best: rounded(score * share), ..group });
                shares.push(share);
            }
        }
        Ok((hits, shares))
    }

    fn is_enough(&self, held: f32) -> bool {
        held > 0.0 && held >= self.needed
    }

    /// What the passages and reports of a segment hold of the text, and how they score.
    fn scan(&self, segment: u32, filtered: &Filtered<'_>) -> Result<Scan> {
        let reader = self.reader;
        let of_segment = reader.searcher().segment_reader(segment);
        let mut scan = Scan::new(of_segment.max_doc(), filtered.reports.len());
        let lengths = Lengths::of_chars(reader, segment, filtered);
        for pair in &self.pairs {
            if let Some(list) = reader.pairs(segment).list(pair.term) {
                let mut counter = Counter::new(&mut scan, &lengths, filtered, pair.weight, Counts::AsHeld);
                each_passage(reader.pairs(segment), &list, |doc, freq| counter.add(of_segment, doc, freq));
                counter.close();
            }
        }
        // They count for ranks alone.
        self.scan_words(segment, filtered, &mut scan).map_err(|e| reader.damaged(&e))?;
        Ok(scan)
    }

    fn scan_words(&self, segment: u32, filtered: &Filtered<'_>, scan: &mut Scan) -> tantivy::Result<()> {
        let field = self.reader.fields().words;
        let of_segment = self.reader.searcher().segment_reader(segment);
        let lengths = Lengths::of_words(self.reader, segment, filtered)?;
        let index = of_segment.inverted_index(field)?;
        for word in &self.words {
            let term = Term::from_field_text(field, &word.term);
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqs)? else { continue };
            let mut counter = Counter::new(scan, &lengths, filtered, word.weight * WORD_WEIGHT, Counts::ForRank);
            while postings.doc() != TERMINATED {
                counter.add(of_segment, postings.doc(), postings.term_freq());
                postings.advance();
            }
            counter.close();
        }
        Ok(())
    }
}

/// The passages in which a pair stands, and how often.
fn each_passage(table: &PairTable, list: &List, mut each: impl FnMut(DocId, u32)) {
    let (mut doc, mut end, mut freq) = (0, 0, 0);
    list.for_each(|position| {
        if position >= end {
            if freq > 0 {
                each(doc, freq);
            }
            doc = table.document_at(position);
            (end, freq) = (table.end(doc), 0);
        }
        freq += 1;
    });
    if freq > 0 {
        each(doc, freq);
    }
}

/// A rare pair stands in a text by chance as often as not, where two words meet: the root takes from it what a rare
/// word would deserve.
fn pair_weight(documents_with: u64, documents: u64) -> f32 {
    idf(documents_with, documents).sqrt()
}
