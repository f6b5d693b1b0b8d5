//! What a query's phrase asks for: its matching form, some characters of which stand for another one, too (the query's half of
//! step 2). Characters that simplified text has itself are no traditional ones in a text (著 in 著作); what 看着 asks for is
//! 看著 as well. A single character, and 著 itself, ask for what they say.

use std::ops::{Deref, Range};

use super::matching::MatchingForm;
use super::table::{character, entries, entry};

const TABLE: &[u8] = include_bytes!("../../index-schema/kept.txt");

static KEPT: [(char, char); entries(TABLE)] = {
    let mut table = [('\0', '\0'); entries(TABLE)];
    let (mut at, mut n) = (0, 0);
    while let Some((key, target, next)) = entry(TABLE, at) {
        table[n] = (character(key), character(target));
        (n, at) = (n + 1, next);
    }
    table
};

/// The character that a phrase's character also stands for, or the character itself.
fn other(c: char) -> char {
    KEPT.iter().find(|&&(key, _)| key == c).map_or(c, |&(_, kept)| kept)
}

/// The characters of a phrase's matching form, [`super::BARRIER`] for each barrier, and what else may stand in their places.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhraseForm {
    chars: Vec<char>,
    /// For each character the other one, or itself; empty if none has another.
    others: Vec<char>,
}

impl PhraseForm {
    /// What a phrase asks for.
    pub fn of(text: &str) -> Self {
        let form = Self::part(text);
        if form.len() < 2 { Self::exact(form.chars) } else { form }
    }

    /// What a part of a longer phrase asks for: as [`Self::of`], but it may be of one character.
    pub fn part(text: &str) -> Self {
        let chars = MatchingForm::of(text).chars().to_vec();
        let others: Vec<char> = chars.iter().map(|&c| other(c)).collect();
        Self { others: if others == chars { Vec::new() } else { others }, chars }
    }

    /// These characters alone.
    pub fn exact(chars: Vec<char>) -> Self {
        Self { chars, others: Vec::new() }
    }

    /// Whether any character stands for another one, too.
    pub fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// What may stand at a place: its character, then what that also stands for.
    pub fn at(&self, place: usize) -> impl Iterator<Item = char> + Clone {
        let c = self.chars[place];
        let other = self.others.get(place).copied().filter(|&other| other != c);
        std::iter::once(c).chain(other)
    }

    /// Whether the characters of a form begin with it.
    pub fn begins(&self, form: &[char]) -> bool {
        match self.has_others() {
            false => form.starts_with(&self.chars),
            true => {
                let asked = self.chars.iter().zip(&self.others);
                form.len() >= self.len() && asked.zip(form).all(|((c, other), there)| there == c || there == other)
            }
        }
    }

    /// Where it stands in a form: ranges of characters, overlapping ones included.
    pub fn places<'a>(&'a self, form: &'a MatchingForm) -> impl Iterator<Item = Range<usize>> + 'a {
        let form = form.chars();
        let last = form.len().checked_sub(self.len()).filter(|_| !self.is_empty());
        let starts = last.map_or(0..0, |last| 0..last + 1);
        // Nearly all places are told by the first character.
        let first = self.chars.first().copied();
        let other = self.others.first().copied().or(first);
        let is_there =
            move |at: usize| (Some(form[at]) == first || Some(form[at]) == other) && self.begins(&form[at..]);
        starts.filter(move |&at| is_there(at)).map(|at| at..at + self.len())
    }
}

impl Deref for PhraseForm {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.chars
    }
}

/// Whether a form, as a text, holds what is asked for by another.
pub fn form_holds(form: &str, asked: &str) -> bool {
    form.contains(asked) || has_others(asked) && form.char_indices().any(|(at, _)| rest(&form[at..], asked).is_some())
}

/// Whether a form, as a text, is what is asked for by another.
pub fn form_is(form: &str, asked: &str) -> bool {
    form == asked || has_others(asked) && rest(form, asked).is_some_and(str::is_empty)
}

fn has_others(asked: &str) -> bool {
    asked.chars().nth(1).is_some() && asked.chars().any(|c| other(c) != c)
}

/// What follows in a form that begins with what is asked for.
fn rest<'a>(form: &'a str, asked: &str) -> Option<&'a str> {
    let mut rest = form.chars();
    asked.chars().all(|c| rest.next().is_some_and(|there| there == c || there == other(c))).then_some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::{KEPT, PhraseForm, form_holds, form_is};
    use crate::analysis::{MatchingForm, simplified};

    #[test]
    fn the_fold_keeps_both_sides() {
        for (key, kept) in KEPT {
            assert_eq!((simplified(key), simplified(kept)), (key, kept));
        }
        assert!(KEPT.is_sorted());
    }

    #[test]
    fn a_phrase_stands_for_what_the_fold_keeps() {
        let check = |phrase: &str, text: &str, expected: usize| {
            let (asked, form) = (PhraseForm::of(phrase), MatchingForm::of(text));
            assert_eq!(asked.places(&form).count(), expected, "{phrase} in {text}");
            assert_eq!(form_holds(&form.text(), &asked.iter().collect::<String>()), expected > 0, "{phrase} in {text}");
        };
        check("看着", "看着，看著，看著", 3);
        check("看著", "看着，看著", 1);
        check("着", "看著", 0);
        check("干净着", "乾淨著、干净著、乾净着", 3);
        check("了，了", "瞭，了", 1);
        check("征求", "徵求意見，特徵", 1);
        assert_eq!(PhraseForm::part("着").places(&MatchingForm::of("看著")).count(), 1);
        assert!(form_is("看著", "看着") && !form_is("看着", "看著") && !form_is("看著书", "看着"));
    }
}
