//! Pairs of neighbouring characters: what the index holds of a passage, and what a phrase must ask of it.
//!
//! A passage's tokens are every two neighbours of its matching form, at the position of the first; the last character
//! of a run (before a barrier or the end) stands alone, as an *end mark*. A barrier takes up one position. Hence a
//! phrase stands in a passage exactly where its [`PhraseTerm`]s stand at their offsets: neighbours can't be skipped, and a step
//! over a barrier is one only after an end mark.

use std::ops::Range;

use super::BARRIER;

/// Two neighbouring characters, or the last one of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The first character.
    pub first: char,
    /// The second; none for an end mark.
    pub second: Option<char>,
}

impl Pair {
    /// Bits of a code that one character takes up.
    pub const CHAR_BITS: u32 = 21;

    /// A number that tells pairs apart and orders them as they are ordered. No character of a form is NUL, which
    /// stands for none.
    pub fn code(self) -> u64 {
        u64::from(u32::from(self.first)) << Self::CHAR_BITS | self.second.map_or(0, |c| u64::from(u32::from(c)))
    }
}

impl std::fmt::Display for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.first, self.second.map(String::from).unwrap_or_default())
    }
}

/// The pairs of a form, each with its position, in order.
pub fn pairs(form: impl Iterator<Item = char>) -> impl Iterator<Item = (u32, Pair)> {
    let mut form = (0..).zip(form).peekable();
    std::iter::from_fn(move || {
        let (position, first) = form.find(|&(_, c)| c != BARRIER)?;
        let second = form.peek().map(|&(_, c)| c).filter(|&c| c != BARRIER);
        Some((position, Pair { first, second }))
    })
}

/// One thing that must stand in a passage, at `offset` characters from the phrase's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseTerm {
    /// Distance from the phrase's first character, in characters of the matching form, barriers counted.
    pub offset: u32,
    /// What stands there.
    pub kind: TermKind,
}

/// What stands at a place of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// This pair.
    Pair(Pair),
    /// Any pair that begins with this character: a phrase that ends in a run of one character says nothing of what
    /// follows it.
    Prefix(char),
}

impl PhraseTerm {
    /// The places of the phrase that are as they should be where this part stands; an end mark's second one is a barrier.
    pub fn covers(&self) -> Range<usize> {
        let first = self.offset as usize;
        match self.kind {
            TermKind::Pair(_) => first..first + 2,
            TermKind::Prefix(_) => first..first + 1,
        }
    }
}

/// All that must stand in a passage where `phrase` (characters of a matching form) does: the pairs of its runs, and an
/// end mark before each barrier. Parts that together cover all of the phrase ([`PhraseTerm::covers`]) say that it stands there.
pub fn phrase_terms(phrase: &[char]) -> Vec<PhraseTerm> {
    let last = phrase.len().saturating_sub(1);
    let part = |(offset, pair): (u32, Pair)| {
        // What follows the phrase's last character is not known: the pair before covers it, if there is one.
        let is_last = offset as usize == last;
        let stands_alone = is_last && (last == 0 || phrase[last - 1] == BARRIER);
        match stands_alone {
            true => Some(PhraseTerm { offset, kind: TermKind::Prefix(pair.first) }),
            false => (!is_last).then_some(PhraseTerm { offset, kind: TermKind::Pair(pair) }),
        }
    };
    pairs(phrase.iter().copied()).filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{PhraseTerm, TermKind, pairs, phrase_terms};
    use crate::analysis::MatchingForm;

    fn tokens(text: &str) -> String {
        let form = MatchingForm::of(text);
        let shown = pairs(form.chars().iter().copied()).map(|(position, pair)| format!("{position}{pair}"));
        shown.collect::<Vec<_>>().join(" ")
    }

    fn asked(phrase: &str) -> String {
        let shown = |part: &PhraseTerm| match &part.kind {
            TermKind::Pair(pair) => format!("{}{pair}", part.offset),
            TermKind::Prefix(c) => format!("{}{c}…", part.offset),
        };
        phrase_terms(MatchingForm::of(phrase).chars()).iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_passage_is_cut_into_pairs_with_end_marks() {
        assert_eq!(tokens("两个维护"), "0两个 1个维 2维护 3护");
        assert_eq!(tokens("“四个意识”、坚定"), "0四个 1个意 2意识 3识 5坚定 6定");
        assert_eq!(tokens("，。"), "");
        assert_eq!(tokens("。是。"), "0是");
    }

    #[test]
    fn a_phrase_asks_for_its_pairs() {
        assert_eq!(asked("维护"), "0维护");
        assert_eq!(asked("两个维护"), "0两个 1个维 2维护");
        assert_eq!(asked("维"), "0维…");
        assert_eq!(asked("意识，坚定"), "0意识 1识 3坚定");
        assert_eq!(asked("个意识，坚"), "0个意 1意识 2识 4坚…");
        assert_eq!(asked("是，不"), "0是 2不…");
        assert_eq!(asked("四个意识，是，坚定"), "0四个 1个意 2意识 3识 5是 7坚定");
    }

    #[test]
    fn parts_cover_their_phrase() {
        for phrase in ["维", "维护", "个意识，坚", "是，不", "四个意识，是，坚定"] {
            let form = MatchingForm::of(phrase);
            let parts = phrase_terms(form.chars());
            assert!((0..form.chars().len()).all(|place| parts.iter().any(|part| part.covers().contains(&place))));
        }
    }
}
