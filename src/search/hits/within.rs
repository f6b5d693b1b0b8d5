//! Words that need not stand in one passage, but in one section or report.

use std::collections::{HashMap, HashSet};

use tantivy::DocAddress;

use super::collect::collect_query;
use super::hit::{Group, RawHits, Scoring};
use crate::answer::{Question, Scope, TrueIn, any_word, main_sections};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Node, Query};

/// A unit: its report's document and, of sections, the main section's number.
type Unit = (DocAddress, u32);

/// The hits of a query whose words stand in one section or report, as the question says, not in one passage.
///
/// # Errors
/// As of the passages' hits.
pub(in crate::search) fn collect_within(
    reader: &Reader,
    query: &Query,
    asked: &Question,
    scoring: Scoring,
) -> Result<RawHits> {
    let mut units = Units { reader, scope: asked.within, mains: HashMap::new() };
    let true_in = TrueIn::of(&query.root, &mut |leaf: &Node| {
        let hits = collect_query(reader, &Query::new("", leaf.clone()), asked, Scoring::Off)?;
        let mut found = HashSet::new();
        for group in &hits.groups {
            for hit in hits.of(group) {
                found.insert(units.of(group.file, hit.section)?);
            }
        }
        Ok(found)
    })?;
    let hits = collect_query(reader, &any_word(query), asked, scoring)?;
    let mut kept = RawHits { marked: hits.marked.clone(), ..RawHits::default() };
    for group in &hits.groups {
        let start = kept.hits.len();
        for (number, hit) in group.hits.clone().zip(hits.of(group)) {
            if true_in.holds(units.of(group.file, hit.section)?) {
                kept.hits.push(*hit);
                kept.contributions.extend(hits.contributions.get(number).cloned());
            }
        }
        if kept.hits.len() > start {
            kept.groups.push(Group::of(group.file, start..kept.hits.len(), &kept.hits[start..]));
        }
    }
    Ok(kept)
}

struct Units<'a> {
    reader: &'a Reader,
    scope: Scope,
    /// For each report the main section of each section.
    mains: HashMap<DocAddress, Vec<u32>>,
}

impl Units<'_> {
    fn of(&mut self, file: DocAddress, section: u32) -> Result<Unit> {
        if self.scope != Scope::Section {
            return Ok((file, 0));
        }
        if !self.mains.contains_key(&file) {
            let record = self.reader.record(file)?;
            let sections = record.report().map(|report| report.sections.as_slice()).unwrap_or_default();
            self.mains.insert(file, main_sections(sections));
        }
        Ok((file, self.mains[&file].get(section as usize).copied().unwrap_or(0)))
    }
}
