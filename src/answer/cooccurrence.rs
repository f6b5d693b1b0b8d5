//! Words that stand in one section or report, but never in one passage: what is said where nothing is found.

use crate::report::Section;

/// Where all words of a query stand, but never in one passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Sections with all words, none of whose sub-sections has them all.
    pub sections: u64,
    /// Reports with all words.
    pub reports: u64,
}

/// How many sections of an outline hold all words, themselves or in their sub-sections, and have no sub-section that does.
/// `words`: for each word the numbers of the sections that hold it themselves.
pub fn sections_with_all(sections: &[Section], words: &[Vec<u32>]) -> u64 {
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
