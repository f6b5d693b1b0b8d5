//! Which reports and sections of a segment the filters let through.
//!
//! Filters on reports are answered from the values that stand in the index: each is looked at once, however many
//! passages have it.

use std::ops::RangeInclusive;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader};

use crate::analysis::MatchingForm;
use crate::error::Result;
use crate::index::{Reader, UNKNOWN, facet_parts};
use crate::query::filter::{Boilerplate, Wanted};
use crate::query::{Filters, YearFilter};
use crate::schema::Roles;

/// The reports of a segment, and what the filters let through.
pub(crate) struct Scope<'a> {
    /// The reports' own documents, ascending; a report's passages follow its document.
    pub(crate) reports: &'a [DocId],
    /// For each of [`Scope::reports`] whether it is wanted.
    pub(crate) wanted: Option<Vec<bool>>,
    /// The passages that lie in wanted sections.
    pub(crate) passages: Option<DocSetBits>,
    pub(crate) boilerplate: Boilerplate,
}

impl<'a> Scope<'a> {
    /// The scope of the filters in a segment.
    ///
    /// # Errors
    /// Of the index, and of the folder's own table of roles where a role is wanted.
    pub(crate) fn new(reader: &'a Reader, segment: u32, filters: &Filters) -> Result<Self> {
        let reports = reader.reports(segment)?;
        let segment = reader.searcher().segment_reader(segment);
        let of = |found: tantivy::Result<DocSetBits>| found.map_err(|e| reader.damaged(&e));
        let fields = reader.fields();
        let mut wanted: Option<DocSetBits> = None;
        let mut narrow = |bits: DocSetBits| match &mut wanted {
            Some(wanted) => wanted.intersect(&bits),
            none => *none = Some(bits),
        };
        if !filters.years.is_empty() {
            narrow(of(years(segment, fields.covers, fields.year, &filters.years))?);
        }
        if !filters.authors.is_empty() {
            let test = |parts: &[String]| parts.len() == 1 && matches(&filters.authors, &parts[0], Wanted::is);
            narrow(of(facets(segment, fields.author, test))?);
        }
        if !filters.orgs.is_empty() {
            let test = |parts: &[String]| parts.len() == 1 && matches(&filters.orgs, &parts[0], Wanted::is_in);
            narrow(of(facets(segment, fields.org, test))?);
        }
        for (field, parts) in [(fields.title, &filters.titles), (fields.path, &filters.paths)] {
            if !parts.is_empty() {
                let form = |term: &str| MatchingForm::of(term).to_string();
                let test = |term: &str| {
                    let form = form(term);
                    parts.iter().any(|w| matches!(w, Wanted::Value(value) if form.contains(value.as_str())))
                };
                narrow(of(terms(segment, field, test))?);
            }
        }
        if !filters.roles.is_empty() {
            let roles = WantedRoles::new(&filters.roles, &Roles::load(&reader.location().schema)?);
            narrow(of(facets(segment, fields.role, |parts| roles.fit(parts)))?);
        }
        let passages = if filters.sections.is_empty() {
            None
        } else {
            Some(of(sections(segment, fields.within, &filters.sections))?)
        };
        let wanted = wanted.map(|bits| reports.iter().map(|&doc| bits.contains(doc)).collect());
        Ok(Self { reports, wanted, passages, boilerplate: filters.boilerplate })
    }

    /// The passages that all filters let through; those that are not the reports' own are.
    pub(crate) fn passages_let_through(&self, max_doc: DocId) -> DocSetBits {
        let mut bits = DocSetBits::new(max_doc);
        for (at, &first) in self.reports.iter().enumerate() {
            let end = self.reports.get(at + 1).copied().unwrap_or(max_doc);
            if self.wanted.as_ref().is_none_or(|wanted| wanted[at]) {
                bits.insert(first..end);
            }
        }
        self.passages.iter().for_each(|passages| bits.intersect(passages));
        bits
    }

    /// The wanted reports' own documents.
    pub(crate) fn wanted_reports(&self) -> impl Iterator<Item = DocId> + '_ {
        let is_wanted = |at: usize| self.wanted.as_ref().is_none_or(|wanted| wanted[at]);
        self.reports.iter().enumerate().filter(move |&(at, _)| is_wanted(at)).map(|(_, &doc)| doc)
    }
}

fn matches(wanted: &[Wanted], text: &str, test: impl Fn(&Wanted, &str) -> bool) -> bool {
    wanted.iter().any(|w| if text == UNKNOWN { *w == Wanted::Unknown } else { test(w, text) })
}

/// Wanted roles, resolved to paths where the schema knows them.
struct WantedRoles<'a> {
    wanted: &'a [Wanted],
    paths: Vec<Vec<String>>,
}

impl<'a> WantedRoles<'a> {
    fn new(wanted: &'a [Wanted], roles: &Roles) -> Self {
        let path = |w: &Wanted| match w {
            // 党工委书记 is a role of its own; 书记 is a part of many paths, and finds them all.
            Wanted::Value(name) => roles.named(name).filter(|path| path.0.last() != Some(name)).map(|p| p.0.clone()),
            Wanted::Unknown => None,
        };
        Self { wanted, paths: wanted.iter().filter_map(path).collect() }
    }

    fn fit(&self, parts: &[String]) -> bool {
        parts.iter().any(|part| matches(self.wanted, part, Wanted::is))
            || self.paths.iter().any(|path| parts.starts_with(path))
    }
}

/// The documents that have a facet whose parts pass a test. Facets also stand under their ancestors: a part passes for
/// all below it.
fn facets(segment: &SegmentReader, field: Field, test: impl Fn(&[String]) -> bool) -> tantivy::Result<DocSetBits> {
    terms(segment, field, |term| test(&facet_parts(term)))
}

/// The passages in sections whose kind is wanted, or whose heading holds what is wanted.
fn sections(segment: &SegmentReader, within: Field, wanted: &[Wanted]) -> tantivy::Result<DocSetBits> {
    terms(segment, within, |term| {
        wanted.iter().any(|w| matches!(w, Wanted::Value(value) if term.contains(value.as_str())))
    })
}

/// The reports of, or for, the years.
fn years(segment: &SegmentReader, covers: Field, facet: Field, wanted: &[YearFilter]) -> tantivy::Result<DocSetBits> {
    let ranges: Vec<RangeInclusive<u64>> = wanted
        .iter()
        .filter_map(|w| match w {
            YearFilter::Range(first, last) => Some(u64::from(first.0)..=u64::from(last.0)),
            YearFilter::Unknown => None,
        })
        .collect();
    let index = segment.inverted_index(covers)?;
    let mut bits = DocSetBits::new(segment.max_doc());
    let mut stream = index.terms().stream()?;
    while stream.advance() {
        let year = <[u8; 8]>::try_from(stream.key()).map(u64::from_be_bytes).unwrap_or(0);
        if ranges.iter().any(|range| range.contains(&year)) {
            bits.add(&index, stream.value())?;
        }
    }
    if wanted.contains(&YearFilter::Unknown) {
        bits.union(&facets(segment, facet, |parts| parts == [UNKNOWN])?);
    }
    Ok(bits)
}

/// The documents that have a term that passes a test.
fn terms(segment: &SegmentReader, field: Field, test: impl Fn(&str) -> bool) -> tantivy::Result<DocSetBits> {
    let index = segment.inverted_index(field)?;
    let mut bits = DocSetBits::new(segment.max_doc());
    let mut stream = index.terms().stream()?;
    while stream.advance() {
        if std::str::from_utf8(stream.key()).is_ok_and(&test) {
            bits.add(&index, stream.value())?;
        }
    }
    Ok(bits)
}

/// A set of documents of a segment, a bit each.
#[derive(Clone, Debug)]
pub(crate) struct DocSetBits(Vec<u64>);

impl DocSetBits {
    fn new(documents: u32) -> Self {
        Self(vec![0; documents.div_ceil(64) as usize])
    }

    /// Some of so many documents.
    pub(crate) fn of(documents: u32, docs: impl Iterator<Item = DocId>) -> Self {
        let mut bits = Self::new(documents);
        docs.for_each(|doc| bits.insert(doc..doc + 1));
        bits
    }

    pub(crate) fn contains(&self, doc: DocId) -> bool {
        self.0[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    fn insert(&mut self, docs: std::ops::Range<DocId>) {
        docs.for_each(|doc| self.0[doc as usize / 64] |= 1 << (doc % 64));
    }

    fn intersect(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    fn union(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    fn add(
        &mut self,
        index: &tantivy::index::InvertedIndexReader,
        term: &tantivy::postings::TermInfo,
    ) -> tantivy::Result<()> {
        let mut postings = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        while postings.block_len() > 0 {
            postings.docs().iter().for_each(|&doc| self.0[doc as usize / 64] |= 1 << (doc % 64));
            postings.advance();
        }
        Ok(())
    }
}
