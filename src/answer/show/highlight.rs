//! What is marked in a passage.
//!
//! Marks are found as phrases are: in the passage's matching form, so they cover the original characters, dropped ones
//! inside a match included. Most phrases stand in their passages just as they are asked for; where the index says that
//! they stand there no oftener than that, the form need not be made.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::analysis::{ByteRange, MatchingForm, PhraseForm, is_han, joins, simplified};
use crate::answer::judge::gapped_places;
use crate::query::{Mark, Node, Phrase, Query};

/// A place that is marked: bytes of the passage, and the number of the mark.
pub(super) type Match = (ByteRange, usize);

/// Finds the marks of a query.
pub struct Highlighter<'a> {
    marks: Vec<Mark<'a>>,
    /// Phrases that are one mark wherever any of them stands: those of a loose text.
    any_of: Vec<Phrase>,
    /// The marks as they stand in most texts, if all of them are different phrases of Han characters.
    as_asked: Option<Vec<Finder<'static>>>,
}

impl<'a> Highlighter<'a> {
    /// The marks of a query, if there is one; `loose`: what of a loose text is marked.
    pub fn of(query: Option<&'a Query>, loose: Vec<Phrase>) -> Self {
        match query.map(|query| &query.root) {
            None => Self::of_marks(Vec::new()),
            Some(Node::Loose(_)) => Self { marks: Vec::new(), any_of: loose, as_asked: None },
            Some(root) => Self::of_marks(root.marks()),
        }
    }

    pub(super) fn of_marks(marks: Vec<Mark<'a>>) -> Self {
        let is_first = |number: usize, chars: &PhraseForm| {
            !marks[..number].iter().any(|mark| matches!(mark, Mark::Phrase(before) if before.chars == *chars))
        };
        let finder = |(number, mark): (usize, &Mark<'_>)| match mark {
            Mark::Phrase(phrase) if is_first(number, &phrase.chars) && stands_apart(&phrase.chars) => {
                Some(Finder::new(&phrase.chars.iter().collect::<String>()).into_owned())
            }
            _ => None,
        };
        let as_asked = marks.iter().enumerate().map(finder).collect();
        Self { marks, any_of: Vec::new(), as_asked }
    }

    /// How many marks there are.
    pub(super) fn marks(&self) -> usize {
        self.marks.len() + usize::from(!self.any_of.is_empty())
    }

    /// How many places are marked in a passage; what overlaps is one.
    pub fn count(&self, passage: &str) -> usize {
        joined(self.matches(passage, 0).into_iter().map(|(range, _)| range)).len()
    }

    /// What is marked in a passage, ascending, with the number of the mark; of one mark's overlapping places only the
    /// first. `places`: how many there are, overlapping ones included, if the marks are phrases and that is known, else 0.
    pub(super) fn matches(&self, passage: &str, places: usize) -> Vec<Match> {
        if places > 0
            && let Some(finders) = &self.as_asked
        {
            let found = finders.iter().enumerate().flat_map(|(number, finder)| {
                let place = move |at| (ByteRange::new(at, at + finder.needle().len()), number);
                finder.find_iter(passage.as_bytes()).map(place)
            });
            let mut found: Vec<Match> = found.collect();
            let is_apart = |&(place, _): &Match| !passage[place.end as usize..].starts_with(joins);
            if found.len() == places && found.iter().all(is_apart) {
                found.sort_unstable();
                return found;
            }
        }
        self.matches_of_form(passage)
    }

    /// What the groups of a regular expression hold of a match that it made; empty if it has none.
    pub(super) fn groups(&self, passage: &str, range: ByteRange) -> Vec<Option<String>> {
        let [Mark::Pattern(pattern)] = self.marks.as_slice() else { return Vec::new() };
        if pattern.regex.0.captures_len() == 1 {
            return Vec::new();
        }
        let captures = pattern.regex.0.captures_at(passage, range.start as usize);
        let group = |group: Option<regex::Match<'_>>| group.map(|group| group.as_str().to_owned());
        captures.map_or_else(Vec::new, |captures| captures.iter().skip(1).map(group).collect())
    }

    fn matches_of_form(&self, passage: &str) -> Vec<Match> {
        let form = MatchingForm::of(passage);
        let of_form = |found: Vec<Range<usize>>| found.into_iter().map(|chars| form.bytes(chars)).collect::<Vec<_>>();
        let mut places = Vec::new();
        for (number, mark) in self.marks.iter().enumerate() {
            let found: Vec<ByteRange> = match mark {
                Mark::Phrase(phrase) => of_form(phrase.chars.places(&form).collect()),
                Mark::Gapped(gapped) => of_form(gapped_places(form.chars(), gapped).collect()),
                Mark::Literal(phrase) => {
                    let found = passage.match_indices(&phrase.text);
                    found.map(|(at, text)| ByteRange::new(at, at + text.len())).collect()
                }
                Mark::Pattern(pattern) => {
                    let found = pattern.regex.0.find_iter(passage).filter(|found| !found.is_empty());
                    found.map(|found| ByteRange::new(found.start(), found.end())).collect()
                }
            };
            let mut free = 0;
            for range in found {
                if range.start >= free {
                    free = range.end;
                    places.push((range, number));
                }
            }
        }
        let any_of = self.any_of.iter().flat_map(|phrase| phrase.chars.places(&form)).map(|chars| form.bytes(chars));
        let mut any_of: Vec<ByteRange> = any_of.collect();
        any_of.sort_unstable();
        places.extend(joined(any_of.into_iter()).into_iter().map(|range| (range, self.marks.len())));
        places.sort_unstable();
        places
    }
}

/// Whether a phrase is found by its characters: where they stand it does, and no two of its places overlap.
fn stands_apart(chars: &PhraseForm) -> bool {
    let is_itself = |&c: &char| is_han(c) && simplified(c) == c;
    !chars.has_others()
        && chars.iter().all(is_itself)
        && (1..chars.len()).all(|shift| !chars.starts_with(&chars[shift..]))
}

/// Ascending places, overlapping ones joined.
pub(super) fn joined(places: impl Iterator<Item = ByteRange>) -> Vec<ByteRange> {
    let mut merged: Vec<ByteRange> = Vec::new();
    for range in places {
        match merged.last_mut() {
            Some(last) if range.start < last.end => *last = last.join(range),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Highlighter;
    use crate::analysis::MatchingForm;
    use crate::query::Query;

    proptest! {
        /// What the index knows makes it faster, nothing else.
        #[test]
        fn marks_are_those_of_the_form(
            passage in "[两個个维維护護着著“” ，a\u{308}\u{FE00}]{0,40}",
            query in "[两个维护着]{1,3}( [两个維着a]{1,3}){0,2}",
        ) {
            let query = Query::parse(&query).expect("words");
            let form = MatchingForm::of(&passage);
            let places = query.root.phrases().iter().map(|phrase| phrase.chars.places(&form).count()).sum();
            let highlighter = Highlighter::of(Some(&query), Vec::new());
            prop_assert_eq!(highlighter.matches(&passage, places), highlighter.matches(&passage, 0));
        }
    }
}
