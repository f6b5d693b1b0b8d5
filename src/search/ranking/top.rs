//! Which groups of hits are shown, in which order: the top of them.
//!
//! All hits are found and scored by their phrases; what the words add is known only at the end. It has a limit, so of
//! many groups most can't be among the best whatever it is: the words are looked up for the others.

use std::cmp::Ordering;

use super::word_scores::WordScores;
use super::years::Years;
use crate::answer::{STEP, Sort, View};
use crate::error::Result;
use crate::index::Reader;
use crate::query::Filters;
use crate::search::hits::RawHits;
use crate::search::paths::paths;

/// The numbers of the groups that are shown, in order; their hits' scores are complete. `words`: what scores lack yet.
///
/// # Errors
/// Of the index.
pub(in crate::search) fn top(
    reader: &Reader,
    hits: &mut RawHits,
    words: Option<&WordScores<'_>>,
    filters: &Filters,
    view: &View,
) -> Result<Vec<usize>> {
    let years = Years::of(reader)?;
    let year = |hits: &RawHits, group: usize| years.year(hits.groups[group].file);
    // Whether a report is not of a year that is asked for, but only speaks for it.
    let is_later = |hits: &RawHits, group: usize| !filters.years.is_empty() && !filters.is_own_year(year(hits, group));
    let end = view.end(hits.groups.len());
    let mut order: Vec<usize> = match (view.order, words) {
        (Sort::Score, Some(words)) => complete_best(hits, words, end, &is_later)?,
        (_, Some(words)) => {
            let mut all: Vec<usize> = (0..hits.groups.len()).collect();
            words.add(hits, &mut all)?;
            all
        }
        (_, None) => (0..hits.groups.len()).collect(),
    };
    let by_rank = |&a: &usize, &b: &usize| -> Ordering {
        let later = || is_later(hits, a).cmp(&is_later(hits, b));
        let score = || hits.groups[b].best.total_cmp(&hits.groups[a].best);
        let newer = || year(hits, b).cmp(&year(hits, a));
        let older = || (year(hits, a) == 0).cmp(&(year(hits, b) == 0)).then_with(|| newer().reverse());
        match view.order {
            Sort::Score => later().then_with(score).then_with(newer),
            Sort::Year => newer().then_with(score),
            // What has no year, 0, is last in both.
            Sort::Oldest => older().then_with(score),
            Sort::Path => Ordering::Equal,
        }
    };
    order.sort_by(by_rank);
    let Some(&last) = end.checked_sub(1).and_then(|at| order.get(at)) else { return Ok(Vec::new()) };
    let ties = order[end..].iter().take_while(|other| by_rank(&last, other) == Ordering::Equal).count();
    order.truncate(end + ties);
    // Paths are read only where they decide.
    for same in order.chunk_by_mut(|a, b| by_rank(a, b) == Ordering::Equal).filter(|same| same.len() > 1) {
        let mut named: Vec<(String, usize)> =
            paths(reader, same.iter().map(|&group| hits.groups[group].file))?.into_iter().zip(same.to_vec()).collect();
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        same.iter_mut().zip(named).for_each(|(group, (_, of_path))| *group = of_path);
    }
    order.truncate(end);
    order.drain(..view.offset.min(end));
    Ok(order)
}

/// Completes the scores of the groups that can be among the best `end`, ties included, and gives their numbers.
fn complete_best(
    hits: &mut RawHits,
    words: &WordScores<'_>,
    end: usize,
    is_later: &impl Fn(&RawHits, usize) -> bool,
) -> Result<Vec<usize>> {
    // Whether it is later, then the score that it has or can have.
    let rank = |hits: &RawHits, group: usize, more: f32| (is_later(hits, group), hits.groups[group].best + more);
    let before = |a: &(bool, f32), b: &(bool, f32)| a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1));
    let mut others: Vec<((bool, f32), usize)> =
        (0..hits.groups.len()).map(|group| (rank(hits, group, words.most() + STEP), group)).collect();
    if (1..others.len()).contains(&end) {
        others.select_nth_unstable_by(end, |(a, _), (b, _)| before(a, b));
    }
    let mut best: Vec<usize> = others.drain(..end).map(|(_, group)| group).collect();
    words.add(hits, &mut best)?;
    if let Some(last) = best.iter().map(|&group| rank(hits, group, 0.0)).max_by(before) {
        let can_be_better = others.into_iter().filter(|(rank, _)| before(rank, &last) != Ordering::Greater);
        let mut more: Vec<usize> = can_be_better.map(|(_, group)| group).collect();
        words.add(hits, &mut more)?;
        best.append(&mut more);
    }
    Ok(best)
}
