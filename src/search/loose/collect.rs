//! All hits of a text: the passages that hold much of it. Reports are ranked by BM25 over all they say, by their best
//! passage's best part, and by how much of the text they hold.

use rayon::prelude::*;
use tantivy::DocAddress;

use super::best_span::BestSpan;
use super::terms::LooseTerms;
use crate::answer::{Contribution, Reason, rounded};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Filters, Loose};
use crate::search::hits::{Group, RawHit, RawHits, Scoring};

/// So many reports have the parts of their best passages looked at, the best by all else: what comes after them can
/// hardly be better.
const LOOKED_AT: usize = 100;
/// So many passages of each.
const PASSAGES_LOOKED_AT: usize = 3;

/// Finds the passages that hold enough of a text. Boilerplate answers nothing.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn collect_loose(
    reader: &Reader,
    text: &Loose,
    filters: &Filters,
    scoring: Scoring,
) -> Result<RawHits> {
    let terms = LooseTerms::of(reader, text)?;
    let segments = 0..reader.searcher().segment_readers().len() as u32;
    let of_segment = |segment: u32| terms.hits(segment, filters, scoring);
    let found: Vec<(RawHits, Vec<f32>)> = match terms.is_parallel {
        true => segments.into_par_iter().map(of_segment).collect::<Result<_>>()?,
        false => segments.map(of_segment).collect::<Result<_>>()?,
    };
    let (mut hits, mut shares) = (RawHits::default(), Vec::new());
    for (of_segment, shares_of_segment) in found {
        hits.append(of_segment);
        shares.extend(shares_of_segment);
    }
    hits.marked = terms.marked();
    if scoring == Scoring::Explained {
        let part =
            |hit: &RawHit| Contribution { reason: Reason::Passage, of: String::new(), count: 1, score: hit.score };
        hits.contributions = hits.hits.iter().map(|hit| vec![part(hit)]).collect();
    }
    if scoring != Scoring::Off {
        look_at_best(reader, &terms, &mut hits, &shares)?;
    }
    Ok(hits)
}

/// Adds to the best reports what the best parts of their passages are worth.
fn look_at_best(reader: &Reader, terms: &LooseTerms<'_>, hits: &mut RawHits, shares: &[f32]) -> Result<()> {
    let best_span = BestSpan::new(terms.pairs.iter().map(|pair| (pair.term, pair.weight)));
    let mut order: Vec<usize> = (0..hits.groups.len()).collect();
    order.sort_by(|&a, &b| hits.groups[b].best.total_cmp(&hits.groups[a].best));
    for &group in order.iter().take(LOOKED_AT) {
        let Group { file, hits: range, .. } = hits.groups[group].clone();
        let mut best: Vec<usize> = range.collect();
        best.sort_by(|&a, &b| hits.hits[b].score.total_cmp(&hits.hits[a].score));
        let mut worth: f32 = 0.0;
        for &hit in best.iter().take(PASSAGES_LOOKED_AT) {
            let text = reader.text_at(DocAddress::new(file.segment_ord, hits.hits[hit].doc))?;
            let here = best_span.best(&text);
            hits.hits[hit].score = rounded(hits.hits[hit].score + here);
            worth = worth.max(here);
            if let Some(contributions) = hits.contributions.get_mut(hit) {
                contributions.push(Contribution { reason: Reason::BestPart, of: String::new(), count: 1, score: here });
            }
        }
        let group_hit = &mut hits.groups[group];
        group_hit.best = rounded(group_hit.best + worth * shares[group]);
    }
    Ok(())
}
