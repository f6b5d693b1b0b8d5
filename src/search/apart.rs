//! Words that stand in one section or report, but never in one passage: what is said where nothing is found.

use std::collections::HashMap;

use tantivy::DocAddress;

use super::collect::collect;
use super::hits::Scoring;
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Filters, Node, Query};
use crate::report::Section;

/// Where all words of a query stand, but never in one passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Sections with all words, none of whose sub-sections has them all.
    pub sections: u64,
    /// Reports with all words.
    pub reports: u64,
}

/// Counts the sections and reports in which all words stand, though no passage holds them all.
///
/// # Errors
/// Of the index.
pub(super) fn words_apart(reader: &Reader, words: &[Node], filters: &Filters) -> Result<Apart> {
    // For each report that has all words so far, the sections in which they stand: for each word a list.
    let mut together: HashMap<DocAddress, Vec<Vec<u32>>> = HashMap::new();
    for (number, word) in words.iter().enumerate() {
        let query = Query::new("", word.clone());
        let hits = collect(reader, &query, filters, Scoring::Off)?;
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

/// How many sections hold all words, themselves or in their sub-sections, and have no sub-section that does.
fn sections_with_all(sections: &[Section], words: &[Vec<u32>]) -> u64 {
    let mut found = vec![0; sections.len()];
    let mut seen = vec![0; sections.len()];
    for (number, word) in (1..).zip(words) {
        for &section in word {
            // Up to the first section that was counted for this word already.
            let mut at = Some(section as usize);
            while let Some(section) = at.filter(|&section| seen.get(section).is_some_and(|&seen| seen != number)) {
                seen[section] = number;
                found[section] += 1;
                at = sections[section].parent.map(|parent| parent.0 as usize);
            }
        }
    }
    let all = |section: usize| found[section] == words.len();
    let mut has_smaller = vec![false; sections.len()];
    for (_, section) in sections.iter().enumerate().filter(|&(number, _)| all(number)) {
        if let Some(parent) = section.parent {
            has_smaller[parent.0 as usize] = true;
        }
    }
    (0..sections.len()).filter(|&section| all(section) && !has_smaller[section]).count() as u64
}
