//! Which passages of a segment a query's tree is true of, one after the other.
//!
//! Phrases come from their matchers; what these can't tell (gaps, sentences) is checked in the passage's own text, for
//! the passages that hold all pieces.

use tantivy::{DocAddress, DocId, TERMINATED};

use super::matcher::Matcher;
use super::unigrams::Unigrams;
use crate::answer::{Deadline, holds_in_order, is_true_of_text, smallest_gap};
use crate::error::Result;
use crate::index::Reader;
use crate::query::{Near, Node, Phrase, Within};
use crate::search::filter::{DocSetBits, Filtered};
use crate::search::loose::LooseTerms;

/// A tree over the passages of one segment. It goes forward only.
pub(in crate::search) struct Evaluator<'a> {
    tree: Tree<'a>,
    /// From where the last answer holds, and it: of any target between them it is the answer again. Without it what lies
    /// below would be asked to go back.
    known: Option<(DocId, DocId)>,
}

enum Tree<'a> {
    Phrase(Box<Matcher<'a>>),
    /// All phrases stand in the passage, and what is said of their places is true.
    Checked {
        matchers: Vec<Matcher<'a>>,
        check: Check,
    },
    /// Passages that filters let through.
    Set(DocSetBits),
    All(Vec<Evaluator<'a>>),
    Any(Vec<Evaluator<'a>>),
    Not(Box<Evaluator<'a>>),
}

/// What is checked of a passage that holds all phrases.
pub(in crate::search) enum Check {
    /// What this says of its text.
    Text(Node),
    /// How many other characters may stand between the first and the last phrase.
    Chars(Vec<Phrase>, u32),
    /// How far after the one before each phrase may stand.
    InOrder(Vec<Phrase>, Vec<u32>),
}

/// What an evaluation needs to know of its segment.
#[derive(Clone, Copy)]
pub(in crate::search) struct Segment<'a> {
    pub(in crate::search) reader: &'a Reader,
    pub(in crate::search) number: u32,
    pub(in crate::search) max_doc: DocId,
    /// Until when it must be done.
    pub(in crate::search) deadline: &'a Deadline,
}

impl<'a> Evaluator<'a> {
    /// An evaluator for a tree. `unigrams`: what was gathered for the query so far.
    ///
    /// # Errors
    /// Of the index.
    pub(in crate::search) fn new(segment: Segment<'a>, node: &Node, unigrams: &mut Unigrams) -> Result<Self> {
        let reader = segment.reader;
        let mut checked = |phrases: &[Phrase], check: Check| {
            let matcher = |phrase: &Phrase| Matcher::new(reader.pairs(segment.number), &phrase.chars, unigrams);
            Tree::Checked { matchers: phrases.iter().map(matcher).collect(), check }
        };
        let tree = match node {
            Node::Phrase(phrase) => {
                Tree::Phrase(Box::new(Matcher::new(reader.pairs(segment.number), &phrase.chars, unigrams)))
            }
            Node::Gapped(gapped) => checked(&gapped.pieces, Check::Text(node.clone())),
            Node::Literal(phrase) => checked(std::slice::from_ref(phrase), Check::Text(node.clone())),
            Node::Pattern(pattern) => checked(&pattern.needs, Check::Text(node.clone())),
            Node::Near(Near { phrases, within }) => {
                let check = match within {
                    Within::Sentence => Check::Text(node.clone()),
                    Within::Chars(most) => Check::Chars(phrases.clone(), *most),
                    Within::InOrder(distances) => Check::InOrder(phrases.clone(), distances.clone()),
                };
                checked(phrases, check)
            }
            Node::Loose(text) => Tree::Set(LooseTerms::of(reader, text)?.passages(segment.number)),
            Node::Field(filters) => {
                Tree::Set(Filtered::new(reader, segment.number, filters)?.passages_let_through(segment.max_doc))
            }
            Node::All(nodes) => Tree::All(Self::each(segment, nodes, unigrams)?),
            Node::Any(nodes) => Tree::Any(Self::each(segment, nodes, unigrams)?),
            Node::Not(node) => Tree::Not(Box::new(Self::new(segment, node, unigrams)?)),
        };
        Ok(Self { tree, known: None })
    }

    fn each(segment: Segment<'a>, nodes: &[Node], unigrams: &mut Unigrams) -> Result<Vec<Self>> {
        nodes.iter().map(|node| Self::new(segment, node, unigrams)).collect()
    }

    /// The first passage at or after `target` of which the tree is true, or `TERMINATED`. Targets must ascend.
    ///
    /// # Errors
    /// Of the index, where a passage's text is read.
    pub(in crate::search) fn seek(&mut self, segment: Segment<'_>, target: DocId) -> Result<DocId> {
        if let Some((_, answer)) = self.known.filter(|&(from, answer)| from <= target && target <= answer) {
            return Ok(answer);
        }
        let answer = self.tree.seek(segment, target)?;
        self.known = Some((target, answer));
        Ok(answer)
    }
}

impl Tree<'_> {
    fn seek(&mut self, segment: Segment<'_>, target: DocId) -> Result<DocId> {
        match self {
            Self::Phrase(matcher) => Ok(matcher.seek(target)),
            Self::Checked { matchers, check } => {
                let mut doc = align(matchers, target);
                while doc < segment.max_doc && !check.is_true(segment, doc, matchers)? {
                    doc = align(matchers, doc + 1);
                }
                // Without phrases nothing else ends it.
                Ok(if doc < segment.max_doc { doc } else { TERMINATED })
            }
            Self::Set(set) => Ok((target..segment.max_doc).find(|&doc| set.contains(doc)).unwrap_or(TERMINATED)),
            Self::Any(nodes) => {
                let mut first = TERMINATED;
                for node in nodes {
                    first = first.min(node.seek(segment, target)?);
                }
                Ok(first)
            }
            Self::All(nodes) => {
                let mut doc = target;
                'passages: while doc < segment.max_doc {
                    for node in nodes.iter_mut() {
                        let there = node.seek(segment, doc)?;
                        if there != doc {
                            doc = there;
                            continue 'passages;
                        }
                    }
                    return Ok(doc);
                }
                Ok(TERMINATED)
            }
            Self::Not(node) => {
                let mut doc = target;
                while doc < segment.max_doc && node.seek(segment, doc)? == doc {
                    doc += 1;
                }
                Ok(if doc < segment.max_doc { doc } else { TERMINATED })
            }
        }
    }
}

/// The first passage at or after `target` that all matchers stand at.
pub(in crate::search) fn align(matchers: &mut [Matcher<'_>], target: DocId) -> DocId {
    let mut doc = target;
    'passages: loop {
        for matcher in matchers.iter_mut() {
            let there = matcher.seek(doc);
            if there == TERMINATED {
                return TERMINATED;
            }
            if there != doc {
                doc = there;
                continue 'passages;
            }
        }
        return doc;
    }
}

impl Check {
    fn is_true(&self, segment: Segment<'_>, doc: DocId, matchers: &[Matcher<'_>]) -> Result<bool> {
        Ok(match self {
            Self::Chars(phrases, most) => {
                let chars: Vec<u32> = phrases.iter().map(|phrase| phrase.chars.len() as u32).collect();
                smallest_gap(matchers.iter().map(Matcher::starts), &chars).is_some_and(|gap| gap <= *most)
            }
            Self::InOrder(phrases, distances) => {
                holds_in_order(matchers.iter().map(|matcher| matcher.starts().to_vec()).collect(), phrases, distances)
            }
            Self::Text(node) => {
                segment.deadline.check()?;
                is_true_of_text(node, &segment.reader.text_at(DocAddress::new(segment.number, doc))?)
            }
        })
    }
}
