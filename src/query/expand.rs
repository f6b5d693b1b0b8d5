//! Other names for what a query asks for.

use std::ops::Range;

use super::tree::{Expansion, Near, Node, Phrase, Query};
use crate::analysis::{MatchingForm, PhraseForm};
use crate::schema::{Name, Synonyms};

/// A phrase is replaced by so many at most: one with many names in it has a product of them.
const MAX_ALTERNATIVES: usize = 20;

impl Query {
    /// The same query, each phrase of which may also stand with another name for what it names;
    /// [`Query::expanded`] says which.
    pub fn expand(mut self, synonyms: &Synonyms) -> Self {
        let mut used = Vec::new();
        self.root = node(self.root, synonyms, &mut used);
        self.expanded = used;
        self
    }
}

fn node(tree: Node, synonyms: &Synonyms, used: &mut Vec<Expansion>) -> Node {
    let mut each = |nodes: Vec<Node>| nodes.into_iter().map(|tree| node(tree, synonyms, used)).collect();
    match tree {
        Node::Phrase(phrase) => {
            let mut phrases = alternatives(&phrase, synonyms, used);
            match phrases.len() {
                1 => Node::Phrase(phrases.remove(0)),
                _ => Node::Any(phrases.into_iter().map(Node::Phrase).collect()),
            }
        }
        Node::Near(Near { phrases, within }) => {
            let mut choices: Vec<Vec<Phrase>> = vec![Vec::new()];
            for phrase in &phrases {
                let others = alternatives(phrase, synonyms, used);
                choices = product(&choices, &others, |choice, other| {
                    [choice.as_slice(), std::slice::from_ref(other)].concat()
                });
            }
            let near = |phrases| Node::Near(Near { phrases, within: within.clone() });
            match choices.len() {
                1 => near(phrases),
                _ => Node::Any(choices.into_iter().map(near).collect()),
            }
        }
        Node::All(nodes) => Node::All(each(nodes)),
        Node::Any(nodes) => Node::Any(each(nodes)),
        Node::Not(tree) => Node::Not(Box::new(node(*tree, synonyms, used))),
        other => other,
    }
}

fn product<A, B>(left: &[A], right: &[B], join: impl Fn(&A, &B) -> A) -> Vec<A> {
    left.iter().flat_map(|l| right.iter().map(|r| join(l, r)).collect::<Vec<_>>()).take(MAX_ALTERNATIVES).collect()
}

/// The phrase, and the phrases that say the same with other names.
fn alternatives(phrase: &Phrase, synonyms: &Synonyms, used: &mut Vec<Expansion>) -> Vec<Phrase> {
    let mut texts = vec![String::new()];
    let mut end = 0;
    for (place, group) in named(&phrase.chars, synonyms) {
        let before: String = phrase.chars[end..place.start].iter().collect();
        let mut names: Vec<&str> = vec![];
        let own: String = phrase.chars[place.clone()].iter().collect();
        names.push(&own);
        names.extend(group.iter().filter(|name| name.chars != phrase.chars[place.clone()]).map(|n| n.text.as_str()));
        texts = product(&texts, &names, |text, name| format!("{text}{before}{name}"));
        end = place.end;
    }
    let rest: String = phrase.chars[end..].iter().collect();
    let mut phrases = vec![phrase.clone()];
    for text in texts.into_iter().skip(1) {
        let text = text + &rest;
        // What holds the phrase is found by it already.
        if phrase.chars.places(&MatchingForm::of(&text)).next().is_none() {
            phrases.push(Phrase { chars: PhraseForm::of(&text), text });
        }
    }
    if phrases.len() > 1 {
        let others = phrases[1..].iter().map(|phrase| phrase.text.clone()).collect();
        used.push(Expansion { phrase: phrase.text.clone(), others });
    }
    phrases
}

/// The names that stand in a phrase: the first one, at each place the longest, then what comes after it.
fn named<'a>(chars: &[char], synonyms: &'a Synonyms) -> Vec<(Range<usize>, &'a [Name])> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let names = synonyms.groups.iter().flat_map(|group| group.iter().map(move |name| (name, group)));
        let here = names.filter(|(name, _)| chars[at..].starts_with(&name.chars));
        // Of equally long ones the first: the folder's own come before the built-in ones.
        match here.rev().max_by_key(|(name, _)| name.chars.len()) {
            Some((name, group)) => {
                found.push((at..at + name.chars.len(), group.as_slice()));
                at += name.chars.len();
            }
            None => at += 1,
        }
    }
    found
}
