//! Reports in memory as an engine.

use std::sync::Arc;

use super::facets::count;
use super::found::FoundIn;
use super::reports::{Kept, Memory};
use crate::answer::collection::{Collection, FileEntry, FileState, Vocabulary};
use crate::answer::engine::{Detail, Engine, ReportMatch, Share};
use crate::answer::facets::{FacetCounts, FacetField};
use crate::answer::hit::Hits;
use crate::answer::list::{PassageText, ReportView, own_passages, wanted_sections};
use crate::answer::question::{Question, Which};
use crate::answer::show::{FoundPassage, Highlighter, Shown};
use crate::answer::total::{Counted, Rows};
use crate::answer::view::{Grouping, Sort, View};
use crate::error::{Error, Result};
use crate::message;
use crate::query::Filters;
use crate::report::PassageAttributes;

impl Engine for Memory {
    fn about(&self) -> Result<Arc<Collection>> {
        Ok(Arc::clone(&self.about))
    }

    fn vocabulary(&self) -> Result<Arc<Vocabulary>> {
        Ok(Arc::clone(&self.vocabulary))
    }

    fn count(&self, question: &Question) -> Result<Counted> {
        Ok(self.counted(&self.found(question)?, question))
    }

    fn matching<'a>(&'a self, question: &'a Question) -> Result<(Counted, Rows<'a, ReportMatch>)> {
        let found = self.found(question)?;
        let counted = self.counted(&found, question);
        let marks = question.occurrences.then(|| Highlighter::of(question.query.as_ref(), Vec::new()));
        let row = move |FoundIn { kept, passages }: FoundIn<'a>| {
            let occurrences = |marks: &Highlighter<'_>| {
                passages.iter().map(|&number| marks.count(&kept.passage(number).text) as u64).sum()
            };
            Ok(ReportMatch {
                path: kept.path.clone(),
                passages: passages.len() as u64,
                first: passages.first().copied().unwrap_or_default(),
                occurrences: marks.as_ref().map(occurrences),
            })
        };
        Ok((counted, Box::new(found.into_iter().map(row))))
    }

    fn hits<'a>(&'a self, question: &'a Question, view: &'a View) -> Result<Hits<'a>> {
        let found = self.found(question)?;
        let counted = self.counted(&found, question);
        let apart = if found.is_empty() && question.which == Which::With { self.apart(question)? } else { None };
        let mut groups: Vec<FoundIn<'a>> = Vec::new();
        for found in found {
            let kept = found.kept;
            let parts: Vec<Vec<u32>> = match view.group {
                Grouping::Report => vec![found.passages],
                _ if found.passages.is_empty() => vec![Vec::new()],
                Grouping::Section => found.by_section().map(<[u32]>::to_vec).collect(),
                Grouping::None => found.passages.into_iter().map(|passage| vec![passage]).collect(),
            };
            groups.extend(parts.into_iter().map(|passages| FoundIn { kept, passages }));
        }
        match view.order {
            // They came by path.
            Sort::Path => {}
            Sort::Year => groups.sort_by_key(|group| std::cmp::Reverse(group.kept.year())),
            Sort::Oldest => groups.sort_by_key(|group| (group.kept.year() == 0, group.kept.year())),
            Sort::Score => return Err(Error::Refused(message!("refused-rank"))),
        }
        groups.truncate(view.end(groups.len()));
        groups.drain(..view.offset.min(groups.len()));
        let marks = Highlighter::of(question.query.as_ref(), Vec::new());
        let show = move |FoundIn { kept, passages }: FoundIn<'a>| {
            let found = |number: u32| {
                let attributes = kept.passage(number).attributes;
                let PassageAttributes { section, is_boilerplate: boilerplate, is_recognised: recognised, .. } =
                    attributes;
                FoundPassage { number, section, score: 0.0, boilerplate, recognised, places: 0, contributions: &[] }
            };
            let shown = Shown { path: &kept.path, hash: &kept.hash, report: &kept.report, passages: kept };
            shown.hits(passages.into_iter().map(found).collect(), &marks, view)
        };
        Ok(Hits { counted, apart, reports: Box::new(groups.into_iter().map(show)) })
    }

    fn facets(&self, question: &Question, by: &[FacetField], most: usize) -> Result<(Counted, Vec<FacetCounts>)> {
        let found = self.found(question)?;
        let counts = by.iter().map(|&field| count(&found, field, most)).collect();
        Ok((self.counted(&found, question), counts))
    }

    fn reports<'a>(&'a self, filters: &'a Filters, detail: Detail, share: Share) -> Result<Rows<'a, ReportView>> {
        filters.check_resolved()?;
        let mut reports: Vec<&Kept> = self.reports.iter().filter(|kept| kept.is_let_through(filters)).collect();
        reports.sort_by_key(|kept| !filters.is_own_year(kept.year()));
        let of_share = reports.into_iter().enumerate().filter(move |(row, _)| share.holds(*row));
        Ok(Box::new(of_share.filter_map(move |(_, kept)| kept.view(filters, detail)).map(Ok)))
    }

    fn report(&self, path: &str, detail: Detail) -> Result<Option<ReportView>> {
        Ok(self.reports.iter().find(|kept| kept.path == path).and_then(|kept| kept.view(&Filters::default(), detail)))
    }

    fn files(&self, state: FileState) -> Result<Rows<'_, FileEntry>> {
        let read = self.reports.iter().filter_map(move |kept| match state {
            FileState::Read => Some(FileEntry::Read(kept.path.clone())),
            FileState::InPart => (!kept.report.reading.is_whole() && !kept.report.part.is_further())
                .then(|| FileEntry::InPart(kept.path.clone(), kept.report.reading.clone())),
            FileState::Unread => None,
        });
        let unread = self.unread.iter().filter(move |_| state == FileState::Unread);
        let unread = unread.map(|(path, problem)| FileEntry::Unread(path.clone(), problem.clone()));
        Ok(Box::new(read.chain(unread).map(Ok)))
    }
}

impl Kept {
    /// Its own year; 0 if that is unknown.
    fn year(&self) -> u64 {
        self.report.metadata.year.value().map_or(0, |year| u64::from(year.0))
    }

    /// The report as it is given back; none if the filters want none of its sections.
    fn view(&self, filters: &Filters, detail: Detail) -> Option<ReportView> {
        let wanted: Vec<u32> = wanted_sections(&self.report, filters).collect();
        if wanted.is_empty() {
            return None;
        }
        let text = |number: u32| {
            let passage = self.passage(number);
            let PassageAttributes { is_boilerplate, is_recognised, .. } = passage.attributes;
            PassageText { number, text: passage.text.clone(), is_boilerplate, is_recognised }
        };
        let texts = match detail {
            Detail::Outline => Vec::new(),
            Detail::Texts => wanted.iter().flat_map(|&section| own_passages(&self.report, section)).map(text).collect(),
            Detail::Passage(number) => {
                (1..=self.report.passages).contains(&number).then(|| text(number)).into_iter().collect()
            }
        };
        let report = Arc::clone(&self.report);
        Some(ReportView { path: self.path.clone(), hash: self.hash, report, texts })
    }
}
