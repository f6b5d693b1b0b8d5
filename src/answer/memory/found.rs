//! The hits of a question, each passage judged by itself.

use std::collections::HashSet;

use super::reports::{Kept, Memory};
use crate::answer::cooccurrence::{Apart, sections_with_all};
use crate::answer::judge::{TrueIn, any_word, main_sections};
use crate::answer::question::{Question, Scope, Which};
use crate::answer::total::{Counted, Coverage, Total};
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Node, Query};

/// The hits of one report: numbers of passages, ascending; 0 for a title outside the text.
pub(super) struct FoundIn<'a> {
    pub(super) kept: &'a Kept,
    pub(super) passages: Vec<u32>,
}

/// A unit: the number of its report and, of sections, of its main section.
type Unit = (usize, u32);

impl FoundIn<'_> {
    /// The hits of each section in which there are any.
    pub(super) fn by_section(&self) -> impl Iterator<Item = &[u32]> {
        let section = |number: u32| self.kept.passage(number).attributes.section;
        self.passages.chunk_by(move |&a, &b| section(a) == section(b))
    }
}

impl Memory {
    /// The reports that a question asks for, by path.
    ///
    /// # Errors
    /// [`Error::Refused`] for a loose text.
    pub(super) fn found(&self, asked: &Question) -> Result<Vec<FoundIn<'_>>> {
        asked.check_resolved()?;
        if let Some(Node::Loose(_)) = asked.query.as_ref().map(|query| &query.root) {
            return Err(Error::Refused(message!("refused-loose")));
        }
        if asked.which == Which::All {
            let all = self.reports.iter().filter(|kept| kept.is_let_through(&asked.filters));
            return Ok(all.map(|kept| FoundIn { kept, passages: Vec::new() }).collect());
        }
        let found = match (&asked.query, asked.within) {
            (Some(query), Scope::Section | Scope::Report) => self.found_within(query, asked)?,
            (query, _) => self.found_of(query.as_ref(), asked)?,
        };
        match asked.which {
            Which::With | Which::All => Ok(found),
            Which::Without => {
                let is_without = |kept: &&Kept| !found.iter().any(|found| found.kept.path == kept.path);
                let others = self.reports.iter().filter(|kept| kept.is_let_through(&asked.filters)).filter(is_without);
                Ok(others.map(|kept| FoundIn { kept, passages: Vec::new() }).collect())
            }
        }
    }

    /// As [`Self::found`], of another query than the question's, passage by passage.
    fn found_of(&self, query: Option<&Query>, asked: &Question) -> Result<Vec<FoundIn<'_>>> {
        let mut found = Vec::new();
        for kept in &self.reports {
            asked.deadline.check()?;
            let passages = kept.found(query, &asked.filters)?;
            if !passages.is_empty() {
                found.push(FoundIn { kept, passages });
            }
        }
        Ok(found)
    }

    fn found_within(&self, query: &Query, asked: &Question) -> Result<Vec<FoundIn<'_>>> {
        let unit = |kept: &Kept, passage: u32| -> Unit {
            let report = self.reports.partition_point(|other| other.path < kept.path);
            let section = kept.passage(passage).attributes.section;
            match asked.within {
                Scope::Section => (report, main_sections(&kept.report.sections)[section as usize]),
                Scope::Passage | Scope::Report => (report, 0),
            }
        };
        let true_in = TrueIn::of(&query.root, &mut |leaf: &Node| {
            let found = self.found_of(Some(&Query::new("", leaf.clone())), asked)?;
            let units = found.iter().flat_map(|found| found.passages.iter().map(|&passage| unit(found.kept, passage)));
            Ok(units.collect::<HashSet<Unit>>())
        })?;
        let mut found = self.found_of(Some(&any_word(query)), asked)?;
        for FoundIn { kept, passages } in &mut found {
            passages.retain(|&passage| true_in.holds(unit(kept, passage)));
        }
        found.retain(|found| !found.passages.is_empty());
        Ok(found)
    }

    /// How much was found, and what that was drawn from.
    pub(super) fn counted(&self, found: &[FoundIn<'_>], asked: &Question) -> Counted {
        let sum = |of: fn(&FoundIn<'_>) -> usize| found.iter().map(|found| of(found) as u64).sum();
        let total = Total {
            reports: found.len() as u64,
            sections: sum(|found| found.by_section().count()),
            passages: sum(|found| found.passages.len()),
        };
        let is_file = |kept: &&Kept| asked.filters.is_under(&kept.path) && !kept.report.part.is_further();
        let files = self.reports.iter().filter(is_file);
        let coverage = Coverage {
            searched: files.clone().count(),
            in_part: files.filter(|kept| !kept.report.reading.is_whole()).count(),
            unreadable: self.unread.iter().filter(|(path, _)| asked.filters.may_hide(path)).count(),
            state: self.about.state.clone(),
        };
        Counted { total, coverage }
    }

    /// Whether the words of a question stand apart from each other, where no passage holds them all.
    pub(super) fn apart(&self, asked: &Question) -> Result<Option<Apart>> {
        let words = match asked.query.as_ref().map(|query| &query.root) {
            Some(root @ Node::All(words)) if root.is_plain() => words,
            _ => return Ok(None),
        };
        let mut apart = Apart::default();
        for kept in &self.reports {
            let mut sections: Vec<Vec<u32>> = Vec::new();
            for word in words {
                let found = kept.found(Some(&Query::new("", word.clone())), &asked.filters)?;
                sections.push(found.iter().map(|&passage| kept.passage(passage).attributes.section).collect());
            }
            if sections.iter().all(|sections| !sections.is_empty()) {
                apart.reports += 1;
                apart.sections += sections_with_all(&kept.report.sections, &sections);
            }
        }
        Ok(Some(apart))
    }
}
