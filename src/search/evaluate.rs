//! Which passages of a segment a query's tree is true of, one after the other.
//!
//! Phrases come from their matchers; what these can't tell (gaps, sentences) is checked in the passage's own text, for
//! the passages that hold all pieces.

use std::time::{Duration, Instant};

use tantivy::{DocAddress, DocId, TERMINATED};

use super::loose::LooseTerms;
use super::matcher::Matcher;
use super::rank::smallest_gap;
use super::scope::{DocSetBits, Scope};
use super::singles::Singles;
use crate::analysis::sentences::sentences;
use crate::analysis::{BARRIER, MatchingForm};
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::query::{Gapped, Near, Node, Pattern, Phrase, Within};

/// Passages are read, where their texts must be, for so long: a regular expression that names nothing reads them all.
const MAX_TIME: Duration = Duration::from_secs(30);

/// A tree over the passages of one segment. It goes forward only.
pub(super) struct Evaluator<'a> {
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
pub(super) enum Check {
    Gapped(Gapped),
    Literal(Phrase),
    Pattern(Pattern),
    Sentence(Vec<Phrase>),
    /// Lengths of the phrases, and how many other characters may stand between the first and the last.
    Chars(Vec<Phrase>, u32),
    InOrder(Vec<Phrase>, Vec<u32>),
}

/// What an evaluation needs to know of its segment.
#[derive(Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) reader: &'a Reader,
    pub(super) number: u32,
    pub(super) max_doc: DocId,
    /// When the search began.
    pub(super) started: Instant,
}

impl<'a> Evaluator<'a> {
    /// An evaluator for a tree. `singles`: what was gathered for the query so far.
    ///
    /// # Errors
    /// Of the index.
    pub(super) fn new(segment: Segment<'a>, node: &Node, singles: &mut Singles) -> Result<Self> {
        let reader = segment.reader;
        let mut checked = |phrases: &[Phrase], check: Check| {
            let matcher = |phrase: &Phrase| Matcher::new(reader.pairs(segment.number), &phrase.chars, singles);
            Tree::Checked { matchers: phrases.iter().map(matcher).collect(), check }
        };
        let tree = match node {
            Node::Phrase(phrase) => {
                Tree::Phrase(Box::new(Matcher::new(reader.pairs(segment.number), &phrase.chars, singles)))
            }
            Node::Gapped(gapped) => checked(&gapped.pieces, Check::Gapped(gapped.clone())),
            Node::Literal(phrase) => checked(std::slice::from_ref(phrase), Check::Literal(phrase.clone())),
            Node::Pattern(pattern) => checked(&pattern.needs, Check::Pattern(pattern.clone())),
            Node::Near(Near { phrases, within }) => {
                let check = match within {
                    Within::Sentence => Check::Sentence(phrases.clone()),
                    Within::Chars(most) => Check::Chars(phrases.clone(), *most),
                    Within::InOrder(distances) => Check::InOrder(phrases.clone(), distances.clone()),
                };
                checked(phrases, check)
            }
            Node::Loose(text) => Tree::Set(LooseTerms::of(reader, text)?.passages(segment.number)),
            Node::Field(filters) => {
                Tree::Set(Scope::new(reader, segment.number, filters)?.passages_let_through(segment.max_doc))
            }
            Node::All(nodes) => Tree::All(Self::each(segment, nodes, singles)?),
            Node::Any(nodes) => Tree::Any(Self::each(segment, nodes, singles)?),
            Node::Not(node) => Tree::Not(Box::new(Self::new(segment, node, singles)?)),
        };
        Ok(Self { tree, known: None })
    }

    fn each(segment: Segment<'a>, nodes: &[Node], singles: &mut Singles) -> Result<Vec<Self>> {
        nodes.iter().map(|node| Self::new(segment, node, singles)).collect()
    }

    /// The first passage at or after `target` of which the tree is true, or `TERMINATED`. Targets must ascend.
    ///
    /// # Errors
    /// Of the index, where a passage's text is read.
    pub(super) fn seek(&mut self, segment: Segment<'_>, target: DocId) -> Result<DocId> {
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
pub(super) fn align(matchers: &mut [Matcher<'_>], target: DocId) -> DocId {
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
    fn is_true(&self, segment: Segment<'_>, doc: DocId, matchers: &mut [Matcher<'_>]) -> Result<bool> {
        let text = || {
            if segment.started.elapsed() > MAX_TIME {
                return Err(Error::SearchTime(MAX_TIME));
            }
            segment.reader.text_at(DocAddress::new(segment.number, doc))
        };
        Ok(match self {
            Self::Chars(phrases, most) => {
                let chars: Vec<u32> = phrases.iter().map(|phrase| phrase.chars.len() as u32).collect();
                smallest_gap(matchers, &chars).is_some_and(|gap| gap <= *most)
            }
            Self::InOrder(phrases, distances) => {
                in_order(matchers.iter().map(|matcher| matcher.starts().to_vec()).collect(), phrases, distances)
            }
            Self::Literal(phrase) => text()?.contains(&phrase.text),
            Self::Pattern(pattern) => pattern.regex.0.is_match(&text()?),
            Self::Gapped(gapped) => gapped_places(MatchingForm::of(&text()?).chars(), gapped).next().is_some(),
            Self::Sentence(phrases) => sentences(&text()?).any(|sentence| {
                let form = MatchingForm::of(sentence);
                phrases.iter().all(|phrase| form.find(&phrase.chars).next().is_some())
            }),
        })
    }
}

/// Whether phrases stand one after the other, each at most so many characters after the one before.
fn in_order(places: Vec<Vec<u32>>, phrases: &[Phrase], distances: &[u32]) -> bool {
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
pub(super) fn gapped_places<'a>(
    chars: &'a [char],
    gapped: &'a Gapped,
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let stands = |at: usize, piece: &Phrase| chars[at.min(chars.len())..].starts_with(&piece.chars);
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
