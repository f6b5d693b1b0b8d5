//! The types of a query.

use std::collections::HashSet;

use regex::Regex;

use super::filter::Filters;
use crate::analysis::{BARRIER, PhraseForm};
use crate::error::{Error, Result};
use crate::message;
use crate::schema::Roles;

/// A query, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub text: String,
    /// What it means.
    pub root: Node,
    /// The other names that it was expanded by.
    pub expanded: Vec<Expansion>,
}

/// Other names for what a phrase names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The phrase as it was typed.
    pub phrase: String,
    /// What may stand in its place.
    pub others: Vec<String>,
}

impl Query {
    /// A query that means a tree.
    pub fn new(text: impl Into<String>, root: Node) -> Self {
        Self { text: text.into(), root, expanded: Vec::new() }
    }

    /// # Errors
    /// As [`Filters::check_resolved`], of its filters.
    pub fn check_resolved(&self) -> Result<()> {
        match self.root.any_filters(&|filters| filters.check_resolved().is_err()) {
            true => Err(Error::Refused(message!("refused-unresolved"))),
            false => Ok(()),
        }
    }

    /// Whether its filters name roles, which must be resolved.
    pub fn names_roles(&self) -> bool {
        self.root.any_filters(&Filters::name_roles)
    }

    /// The filters that stand in it.
    pub fn filters(&self) -> Vec<&Filters> {
        let mut filters = Vec::new();
        self.root.add_filters(&mut filters);
        filters
    }

    /// Resolves its filters ([`Filters::resolve`]).
    pub fn resolve(&mut self, roles: &Roles) {
        self.root.each_filters(&mut |filters| filters.resolve(roles));
    }
}

/// A part of a query, true or false of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// The phrase stands in the passage.
    Phrase(Phrase),
    /// The pieces stand in the passage, in order, with gaps between them.
    Gapped(Gapped),
    /// The phrases stand in the passage, near each other.
    Near(Near),
    /// The phrase stands in the passage as it was typed: punctuation, case, width and blanks, too.
    Literal(Phrase),
    /// The regular expression matches in the passage.
    Pattern(Pattern),
    /// Enough of the text stands in the passage.
    Loose(Loose),
    /// The filters let the passage through.
    Field(Box<Filters>),
    /// All of these are true.
    All(Vec<Node>),
    /// One of these is true.
    Any(Vec<Node>),
    /// This is false.
    Not(Box<Node>),
}

/// A phrase: it stands in a passage if its matching form, or another one that it asks for, is a substring of the passage's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As it was typed.
    pub text: String,
    /// The characters of its matching form; never empty, no barrier at either end.
    pub chars: PhraseForm,
}

/// Phrases with gaps between them, all within one run of characters without a barrier: 全面…治党.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gapped {
    /// As it was typed.
    pub text: String,
    /// At least two.
    pub pieces: Vec<Phrase>,
    /// Between each two the fewest and the most characters of the matching form.
    pub gaps: Vec<(usize, usize)>,
}

/// A regular expression over a passage as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it was typed.
    pub text: String,
    /// Compiled.
    pub regex: CompiledRegex,
    /// What every match holds; if that is nothing, all passages must be looked at.
    pub needs: Vec<Phrase>,
}

/// A compiled expression; two are the same if their patterns are.
#[derive(Clone, Debug)]
pub struct CompiledRegex(pub Regex);

impl PartialEq for CompiledRegex {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for CompiledRegex {}

/// A text of which passages hold much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// As it was typed.
    pub text: String,
    /// The characters of its matching form, with barriers in the place of words that ask.
    pub chars: Vec<char>,
}

impl Loose {
    /// Its characters between barriers.
    pub fn runs(&self) -> impl Iterator<Item = &[char]> {
        self.chars.split(|&c| c == BARRIER).filter(|run| !run.is_empty())
    }
}

/// Phrases near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// At least two.
    pub phrases: Vec<Phrase>,
    /// How near.
    pub within: Within,
}

/// How near phrases stand. Characters are those of the matching form; a barrier is one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// In any order, with at most so many characters between the first and the last that are none of theirs.
    Chars(u32),
    /// One after the other, with at most so many characters between each two.
    InOrder(Vec<u32>),
    /// In one sentence, in any order.
    Sentence,
}

/// What a query marks in a passage that it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// A phrase, wherever it stands.
    Phrase(&'a Phrase),
    /// Pieces and what stands between them.
    Gapped(&'a Gapped),
    /// A phrase, where it stands as it was typed.
    Literal(&'a Phrase),
    /// What a regular expression matches.
    Pattern(&'a Pattern),
}

impl Node {
    /// The phrases by which passages are ranked: all that may not be missing for another reason than that something
    /// else stands there, each once, in the order in which they were typed.
    pub fn phrases(&self) -> Vec<&Phrase> {
        let mut all = Vec::new();
        self.visit(&mut |mark| match mark {
            Mark::Phrase(phrase) | Mark::Literal(phrase) => all.push(phrase),
            Mark::Pattern(pattern) => all.extend(&pattern.needs),
            Mark::Gapped(gapped) => all.extend(&gapped.pieces),
        });
        let mut seen = HashSet::new();
        all.retain(|phrase| seen.insert(&phrase.chars));
        all
    }

    /// What is marked in the passages that are found. What a loose text marks the index tells, which knows its words.
    pub fn marks(&self) -> Vec<Mark<'_>> {
        let mut marks = Vec::new();
        self.visit(&mut |mark| marks.push(mark));
        marks.dedup();
        marks
    }

    /// Whether passages match just where all of its phrases stand.
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Phrase(_) => true,
            Self::All(nodes) => nodes.iter().all(|node| matches!(node, Self::Phrase(_))),
            _ => false,
        }
    }

    fn each_filters(&mut self, change: &mut impl FnMut(&mut Filters)) {
        match self {
            Self::Field(filters) => change(filters),
            Self::All(nodes) | Self::Any(nodes) => nodes.iter_mut().for_each(|node| node.each_filters(change)),
            Self::Not(node) => node.each_filters(change),
            _ => {}
        }
    }

    fn add_filters<'a>(&'a self, filters: &mut Vec<&'a Filters>) {
        match self {
            Self::Field(field) => filters.push(field),
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.add_filters(filters)),
            Self::Not(node) => node.add_filters(filters),
            _ => {}
        }
    }

    fn any_filters(&self, test: &impl Fn(&Filters) -> bool) -> bool {
        match self {
            Self::Field(filters) => test(filters),
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().any(|node| node.any_filters(test)),
            Self::Not(node) => node.any_filters(test),
            _ => false,
        }
    }

    /// The same, its phrases as they were typed.
    pub(super) fn literal(self) -> Self {
        match self {
            Self::Phrase(Phrase { text, chars }) => {
                Self::Literal(Phrase { text, chars: PhraseForm::exact(chars.to_vec()) })
            }
            Self::All(nodes) => Self::All(nodes.into_iter().map(Self::literal).collect()),
            Self::Any(nodes) => Self::Any(nodes.into_iter().map(Self::literal).collect()),
            Self::Not(node) => Self::Not(Box::new(node.literal())),
            other => other,
        }
    }

    fn visit<'a>(&'a self, found: &mut impl FnMut(Mark<'a>)) {
        match self {
            Self::Phrase(phrase) => found(Mark::Phrase(phrase)),
            Self::Gapped(gapped) => found(Mark::Gapped(gapped)),
            Self::Literal(phrase) => found(Mark::Literal(phrase)),
            Self::Pattern(pattern) => found(Mark::Pattern(pattern)),
            Self::Near(near) => near.phrases.iter().for_each(|phrase| found(Mark::Phrase(phrase))),
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.visit(found)),
            Self::Loose(_) | Self::Field(_) | Self::Not(_) => {}
        }
    }
}
