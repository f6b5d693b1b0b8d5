//! A query's tree on one passage.

use super::gaps::{gapped_places, holds_in_order, smallest_gap};
use crate::analysis::{MatchingForm, sentences};
use crate::error::{Error, Result};
use crate::message;
use crate::query::{Filters, Near, Node, Phrase, Within};

/// A passage that a tree is judged on.
pub struct JudgedPassage<'a> {
    /// Its text.
    pub text: &'a str,
    /// The matching form of that.
    pub form: &'a MatchingForm,
    /// Whether filters let it through.
    pub is_let_through: &'a dyn Fn(&Filters) -> bool,
}

/// Whether a tree is true of a passage.
///
/// # Errors
/// [`Error::Refused`] for a loose text: what a passage must hold of it depends on all passages.
pub fn is_true(node: &Node, passage: &JudgedPassage<'_>) -> Result<bool> {
    Ok(match node {
        Node::Field(filters) => (passage.is_let_through)(filters),
        Node::Loose(_) => return Err(Error::Refused(message!("refused-loose"))),
        Node::All(nodes) => {
            for node in nodes {
                if !is_true(node, passage)? {
                    return Ok(false);
                }
            }
            true
        }
        Node::Any(nodes) => {
            for node in nodes {
                if is_true(node, passage)? {
                    return Ok(true);
                }
            }
            false
        }
        Node::Not(node) => !is_true(node, passage)?,
        leaf => holds(leaf, passage.text, passage.form),
    })
}

/// Whether a leaf of a tree that says something of the text alone is true of a text; of all else it is not.
pub fn is_true_of_text(leaf: &Node, text: &str) -> bool {
    match leaf {
        // They need no form of the whole.
        Node::Pattern(pattern) => pattern.regex.0.is_match(text),
        Node::Literal(phrase) => text.contains(&phrase.text),
        Node::Near(Near { phrases, within: Within::Sentence }) => in_one_sentence(phrases, text),
        leaf => holds(leaf, text, &MatchingForm::of(text)),
    }
}

fn holds(leaf: &Node, text: &str, form: &MatchingForm) -> bool {
    let starts = |phrase: &Phrase| phrase.chars.places(form).map(|place| place.start as u32).collect::<Vec<_>>();
    match leaf {
        Node::Phrase(phrase) => phrase.chars.places(form).next().is_some(),
        Node::Gapped(gapped) => gapped_places(form.chars(), gapped).next().is_some(),
        Node::Literal(phrase) => text.contains(&phrase.text),
        Node::Pattern(pattern) => pattern.regex.0.is_match(text),
        Node::Near(Near { phrases, within: Within::Sentence }) => in_one_sentence(phrases, text),
        Node::Near(Near { phrases, within: Within::Chars(most) }) => {
            let starts: Vec<Vec<u32>> = phrases.iter().map(starts).collect();
            let chars: Vec<u32> = phrases.iter().map(|phrase| phrase.chars.len() as u32).collect();
            smallest_gap(starts.iter().map(Vec::as_slice), &chars).is_some_and(|gap| gap <= *most)
        }
        Node::Near(Near { phrases, within: Within::InOrder(distances) }) => {
            holds_in_order(phrases.iter().map(starts).collect(), phrases, distances)
        }
        Node::Loose(_) | Node::Field(_) | Node::All(_) | Node::Any(_) | Node::Not(_) => false,
    }
}

fn in_one_sentence(phrases: &[Phrase], text: &str) -> bool {
    sentences(text).any(|sentence| {
        let form = MatchingForm::of(sentence);
        phrases.iter().all(|phrase| phrase.chars.places(&form).next().is_some())
    })
}
