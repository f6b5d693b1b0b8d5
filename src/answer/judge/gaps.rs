//! How far phrases stand from each other, and where pieces with gaps do. All in characters of the matching form.

use crate::analysis::BARRIER;
use crate::query::{Gapped, Phrase};

/// Whether phrases, each of which begins at so many places, stand one after the other, each at most so many characters
/// after the one before.
pub fn holds_in_order(places: Vec<Vec<u32>>, phrases: &[Phrase], distances: &[u32]) -> bool {
    let ends = |places: Vec<u32>, phrase: &Phrase| -> Vec<u32> {
        places.into_iter().map(|start| start + phrase.chars.len() as u32).collect()
    };
    let mut phrases = phrases.iter();
    let mut places = places.into_iter();
    let (Some(first), Some(phrase)) = (places.next(), phrases.next()) else { return false };
    let mut reached = ends(first, phrase);
    for ((starts, phrase), &distance) in places.zip(phrases).zip(distances) {
        let follows = |start: u32| {
            let before = reached.partition_point(|&end| end <= start);
            before.checked_sub(1).is_some_and(|last| start - reached[last] <= distance)
        };
        reached = ends(starts.into_iter().filter(|&start| follows(start)).collect(), phrase);
    }
    !reached.is_empty()
}

/// Where pieces stand with their gaps in a matching form: ranges of characters, from each place where the first piece
/// stands to the nearest where the last does.
pub(in crate::answer) fn gapped_places<'a>(
    chars: &'a [char],
    gapped: &'a Gapped,
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let stands = |at: usize, piece: &Phrase| piece.chars.begins(&chars[at.min(chars.len())..]);
    (0..chars.len()).filter_map(move |start| {
        let first = gapped.pieces.first().filter(|piece| stands(start, piece))?;
        let mut ends = vec![start + first.chars.len()];
        for (piece, &(fewest, most)) in gapped.pieces[1..].iter().zip(&gapped.gaps) {
            let mut next: Vec<usize> = Vec::new();
            for end in ends {
                let gap = chars[end.min(chars.len())..].iter().take(most).take_while(|c| **c != BARRIER).count();
                let places = (fewest..=gap).map(|gap| end + gap).filter(|&at| stands(at, piece));
                next.extend(places.map(|at| at + piece.chars.len()));
            }
            next.sort_unstable();
            next.dedup();
            ends = next;
        }
        ends.first().map(|&end| start..end)
    })
}

/// The fewest characters that are none of theirs and stand between phrases where all of them stand together. `starts`: where
/// each begins; `chars`: how long each is.
pub fn smallest_gap<'a>(starts: impl Iterator<Item = &'a [u32]>, chars: &[u32]) -> Option<u32> {
    let mut places: Vec<(u32, usize)> = Vec::new();
    for (phrase, starts) in starts.enumerate() {
        places.extend(starts.iter().map(|&start| (start, phrase)));
    }
    places.sort_unstable();
    // The last place of each phrase so far: with each new one the window from the first of them to the new one.
    let mut last: Vec<Option<u32>> = vec![None; chars.len()];
    let total: u32 = chars.iter().sum();
    let mut best = None;
    for (start, phrase) in places {
        last[phrase] = Some(start);
        if let Some(first) = last.iter().copied().min().flatten() {
            let end = last.iter().zip(chars).filter_map(|(start, n)| Some((*start)? + n)).max()?;
            let gap = (end - first).saturating_sub(total);
            best = Some(best.map_or(gap, |b: u32| b.min(gap)));
        }
    }
    best
}
