//! What the passages and reports of a segment hold of a loose text, and how they score: term by term.

use tantivy::{DocId, SegmentReader};

use crate::answer::{RankStatistics, bm25};
use crate::index::Reader;
use crate::search::filter::Filtered;
use crate::search::ranking::mean_words;

/// Whether a term counts for what a passage holds, or only for its rank.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    AsHeld,
    ForRank,
}

/// Lengths in a segment, in characters or in words.
pub(super) struct Lengths {
    passages: Vec<u32>,
    reports: Vec<u32>,
    mean_passage: f32,
    mean_report: f32,
}

impl Lengths {
    pub(super) fn of_chars(reader: &Reader, segment: u32, filtered: &Filtered<'_>) -> Self {
        let table = reader.pairs(segment);
        let passages = (0..table.documents()).map(|doc| table.len(doc)).collect();
        let means = [reader.commit().passages, reader.commit().all_reports()].map(|of| reader.mean_chars(of));
        Self::new(passages, filtered, means)
    }

    pub(super) fn of_words(reader: &Reader, segment: u32, filtered: &Filtered<'_>) -> tantivy::Result<Self> {
        let segment = reader.searcher().segment_reader(segment);
        let norms = segment.fieldnorms_readers().get_field(reader.fields().words)?;
        let length = |doc| norms.as_ref().map_or(1, |norms| norms.fieldnorm(doc));
        let passages = (0..segment.max_doc()).map(length).collect();
        let means = [mean_words(reader, reader.commit().passages)?, mean_words(reader, reader.commit().all_reports())?];
        Ok(Self::new(passages, filtered, means))
    }

    fn new(passages: Vec<u32>, filtered: &Filtered<'_>, [mean_passage, mean_report]: [f32; 2]) -> Self {
        let ends = filtered.reports.iter().skip(1).copied().chain([passages.len() as DocId]);
        let of_report = |(&start, end): (&DocId, DocId)| passages[start as usize..end as usize].iter().sum();
        let reports = filtered.reports.iter().zip(ends).map(of_report).collect();
        Self { passages, reports, mean_passage, mean_report }
    }
}

/// What each passage and each report of a segment holds and scores.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) held: Vec<f32>,
    /// Empty where scores are not asked for, as the next.
    pub(super) scores: Vec<f32>,
    pub(super) reports: Vec<ReportScore>,
}

#[derive(Clone, Copy, Default)]
pub(super) struct ReportScore {
    pub(super) held: f32,
    pub(super) score: f32,
}

impl Scan {
    pub(super) fn new(max_doc: DocId, reports: usize) -> Self {
        let passages = vec![0.0; max_doc as usize];
        Self { held: passages.clone(), scores: passages, reports: vec![ReportScore::default(); reports] }
    }
}

/// Counts where one term stands, passage by passage.
pub(super) struct Counter<'a> {
    scan: &'a mut Scan,
    lengths: &'a Lengths,
    filtered: &'a Filtered<'a>,
    weight: f32,
    counts: Counts,
    /// The report that the term was found in last, and how often in it.
    open: Option<(usize, u32)>,
    next_report: usize,
}

impl<'a> Counter<'a> {
    pub(super) fn new(
        scan: &'a mut Scan,
        lengths: &'a Lengths,
        filtered: &'a Filtered<'a>,
        weight: f32,
        counts: Counts,
    ) -> Self {
        Self { scan, lengths, filtered, weight, counts, open: None, next_report: 0 }
    }

    pub(super) fn add(&mut self, segment: &SegmentReader, doc: DocId, freq: u32) {
        if segment.is_deleted(doc) {
            return;
        }
        self.next_report += self.filtered.reports[self.next_report..].partition_point(|&start| start <= doc);
        let Some(report) = self.next_report.checked_sub(1) else { return };
        let at = doc as usize;
        self.scan.scores[at] += bm25(self.weight, freq, self.lengths.passages[at], self.lengths.mean_passage);
        if self.counts == Counts::AsHeld {
            self.scan.held[at] += self.weight;
        }
        match &mut self.open {
            Some((open, sum)) if *open == report => *sum += freq,
            _ => {
                self.close();
                self.open = Some((report, freq));
            }
        }
    }

    pub(super) fn close(&mut self) {
        let Some((report, freq)) = self.open.take() else { return };
        let scored = &mut self.scan.reports[report];
        scored.score += bm25(self.weight, freq, self.lengths.reports[report], self.lengths.mean_report);
        if self.counts == Counts::AsHeld {
            scored.held += self.weight;
        }
    }
}
