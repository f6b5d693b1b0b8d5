//! Words that stand in one section or report, but never in one passage: what is said where nothing is found.

use std::collections::HashMap;

use tantivy::DocAddress;

use super::collect::collect_query;
use super::hit::Scoring;
use crate::answer::{Apart, Question, sections_with_all};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Node, Query};

/// Counts the sections and reports in which all words stand, though no passage holds them all.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn words_apart(reader: &Reader, words: &[Node], asked: &Question) -> Result<Apart> {
    // For each report that has all words so far, the sections in which they stand: for each word a list.
    let mut together: HashMap<DocAddress, Vec<Vec<u32>>> = HashMap::new();
    for (number, word) in words.iter().enumerate() {
        let hits = collect_query(reader, &Query::new("", word.clone()), asked, Scoring::Off)?;
        for group in &hits.groups {
            let mut sections: Vec<u32> = hits.of(group).iter().map(|hit| hit.section).collect();
            sections.dedup();
            if number == 0 {
                together.insert(group.file, vec![sections]);
            } else if let Some(earlier) = together.get_mut(&group.file) {
                earlier.push(sections);
            }
        }
        together.retain(|_, words| words.len() == number + 1);
        if together.is_empty() {
            break;
        }
    }
    let mut sections = 0;
    for (file, words) in &together {
        let record = reader.record(*file)?;
        sections += record.report().map_or(0, |report| sections_with_all(&report.sections, words));
    }
    Ok(Apart { sections, reports: together.len() as u64 })
}
