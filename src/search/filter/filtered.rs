//! Which reports and sections of a segment the filters let through.
//!
//! Filters on reports are answered from the values that stand in the index: each is looked at once, however many
//! passages have it.

use std::ops::RangeInclusive;

use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, SegmentReader};

use super::bits::DocSetBits;
use crate::analysis::MatchingForm;
use crate::answer::{WantedRoles, is_in_form, is_wanted_label, wanted_whole};
use crate::error::Result;
use crate::index::{FACET_SEPARATOR, Reader, facet_parts};
use crate::query::{Filters, LeftOut, Wanted, YearFilter};
use crate::report::UNKNOWN;

/// The reports of a segment, and what the filters let through.
pub(in crate::search) struct Filtered<'a> {
    /// The reports' own documents, ascending; a report's passages follow its document.
    pub(in crate::search) reports: &'a [DocId],
    /// For each of [`Filtered::reports`] whether it is wanted.
    pub(in crate::search) wanted: Option<Vec<bool>>,
    /// The passages that lie in wanted sections.
    pub(in crate::search) passages: Option<DocSetBits>,
    /// What is left out, whatever it says.
    pub(in crate::search) left_out: LeftOut,
}

impl<'a> Filtered<'a> {
    /// What filters, which are resolved, let through of a segment.
    ///
    /// # Errors
    /// Of the index.
    pub(in crate::search) fn new(reader: &'a Reader, segment: u32, filters: &Filters) -> Result<Self> {
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
            let test = |parts: &[String]| parts.len() == 1 && wanted_whole(&filters.authors, &parts[0], Wanted::is);
            narrow(of(facets(segment, fields.author, test))?);
        }
        if !filters.orgs.is_empty() {
            let test = |parts: &[String]| parts.len() == 1 && wanted_whole(&filters.orgs, &parts[0], Wanted::is_in);
            narrow(of(facets(segment, fields.org, test))?);
        }
        if !filters.formats.is_empty() {
            let test = |parts: &[String]| parts.len() == 1 && filters.wants_format(&parts[0]);
            narrow(of(facets(segment, fields.format, test))?);
        }
        for (field, parts) in [(fields.title, &filters.titles), (fields.path, &filters.paths)] {
            if !parts.is_empty() {
                let test = |term: &str| is_in_form(parts, &MatchingForm::of(term).to_string());
                narrow(of(terms(segment, field, test))?);
            }
        }
        if filters.under.is_some() {
            narrow(of(terms(segment, fields.path, |path| filters.is_under(path)))?);
        }
        if !filters.roles.is_empty() {
            let roles = WantedRoles::of(filters);
            narrow(of(facets(segment, fields.role, |path| roles.fit(path)))?);
        }
        let mut passages: Option<DocSetBits> = None;
        let mut narrow_passages = |bits: DocSetBits| match &mut passages {
            Some(passages) => passages.intersect(&bits),
            none => *none = Some(bits),
        };
        if !filters.sections.is_empty() {
            let mut named = of(terms(segment, fields.within, |term| is_in_form(&filters.sections, term)))?;
            for field in [fields.section, fields.topic] {
                let is_named = |label: &str| label != UNKNOWN && filters.sections.iter().any(|w| w.is_in(label));
                named.union(&of(labels(segment, field, is_named))?);
            }
            narrow_passages(named);
        }
        for (field, wanted) in [(fields.section, &filters.parts), (fields.topic, &filters.topics)] {
            if !wanted.is_empty() {
                narrow_passages(of(labels(segment, field, |label| is_wanted_label(wanted, label)))?);
            }
        }
        let wanted = wanted.map(|bits| reports.iter().map(|&doc| bits.contains(doc)).collect());
        Ok(Self { reports, wanted, passages, left_out: filters.left_out() })
    }

    /// The passages that all filters let through; those that are not the reports' own are.
    pub(in crate::search) fn passages_let_through(&self, max_doc: DocId) -> DocSetBits {
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
    pub(in crate::search) fn wanted_reports(&self) -> impl Iterator<Item = DocId> + '_ {
        let is_wanted = |at: usize| self.wanted.as_ref().is_none_or(|wanted| wanted[at]);
        self.reports.iter().enumerate().filter(move |&(at, _)| is_wanted(at)).map(|(_, &doc)| doc)
    }
}

/// The reports that filters let through, whatever they say of sections, by their own documents.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn wanted_files(reader: &Reader, filters: &Filters) -> Result<Vec<DocAddress>> {
    let mut files = Vec::new();
    for (segment, _) in (0..).zip(reader.searcher().segment_readers()) {
        let filtered = Filtered::new(reader, segment, filters)?;
        files.extend(filtered.wanted_reports().map(|doc| DocAddress::new(segment, doc)));
    }
    Ok(files)
}

/// The documents that have a facet whose parts pass a test. Facets also stand under their ancestors: a part passes for
/// all below it.
fn facets(segment: &SegmentReader, field: Field, test: impl Fn(&[String]) -> bool) -> tantivy::Result<DocSetBits> {
    terms(segment, field, |term| test(&facet_parts(term)))
}

/// The documents that have a facet, or one below it, whose first part passes a test. What is below each is passed over: a
/// collection has a dozen parts, and tens of thousands of headings below them.
fn labels(segment: &SegmentReader, field: Field, test: impl Fn(&str) -> bool) -> tantivy::Result<DocSetBits> {
    let index = segment.inverted_index(field)?;
    let mut bits = DocSetBits::new(segment.max_doc());
    let mut next = Vec::new();
    loop {
        let mut stream = index.terms().range().ge(&next).into_stream()?;
        if !stream.advance() {
            return Ok(bits);
        }
        let label = stream.key();
        if std::str::from_utf8(label).is_ok_and(&test) {
            bits.add(&index, stream.value())?;
        }
        // All that is below it begins with it and the separator.
        next.clear();
        next.extend_from_slice(label);
        next.push(FACET_SEPARATOR as u8 + 1);
    }
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
