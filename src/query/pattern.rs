//! Regular expressions over passages, and what any match must hold: by that the passages to look at are found.

use regex::RegexBuilder;
use regex_syntax::hir::{Hir, HirKind};

use super::parse::check_length;
use super::tree::{CompiledRegex, Node, Pattern, Phrase, Query};
use crate::analysis::{MatchingForm, PhraseForm, is_han};
use crate::error::{Error, Result};
use crate::messages::Message;

/// A compiled pattern takes no more memory than this, in bytes: counted repetitions of classes grow without bounds.
const MAX_COMPILED_BYTES: usize = 10 << 20;

impl Query {
    /// A query for a regular expression, in the syntax of the `regex` crate, over passages as they stand in the files.
    ///
    /// # Errors
    /// [`Error::Pattern`] if it is none, or too large; [`Error::Query`] if it is too long.
    pub fn regex(pattern: &str) -> Result<Self> {
        check_length(pattern)?;
        let wrong = |reason: Message| Error::Pattern { pattern: pattern.to_owned(), reason };
        let regex = RegexBuilder::new(pattern).size_limit(MAX_COMPILED_BYTES).build();
        let regex = regex.map_err(|e| wrong(Message::quoted(e)))?;
        let hir = regex_syntax::parse(pattern).map_err(|e| wrong(Message::quoted(e)))?;
        let mut runs = Vec::new();
        required(&hir, &mut runs);
        let needs = runs.iter().filter_map(|run| phrase(run)).collect();
        let root = Node::Pattern(Pattern { text: pattern.to_owned(), regex: CompiledRegex(regex), needs });
        Ok(Self::new(pattern, root))
    }
}

impl Pattern {
    /// The groups of the expression, by their names, those that have none by their numbers from 1.
    pub fn groups(&self) -> Vec<String> {
        let name = |(number, name): (usize, Option<&str>)| name.map_or_else(|| number.to_string(), str::to_owned);
        self.regex.0.capture_names().enumerate().skip(1).map(name).collect()
    }
}

/// The texts that every match holds.
fn required(hir: &Hir, runs: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Literal(literal) => runs.extend(std::str::from_utf8(&literal.0).map(str::to_owned)),
        HirKind::Concat(parts) => parts.iter().for_each(|part| required(part, runs)),
        HirKind::Capture(capture) => required(&capture.sub, runs),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub, runs),
        _ => {}
    }
}

/// The longest run of ideographs of a text: what stands beside them can't change their form.
fn phrase(text: &str) -> Option<Phrase> {
    let runs = text.split(|c: char| !is_han(c));
    let run = runs.max_by_key(|run| run.len()).filter(|run| !run.is_empty())?;
    // An expression says what stands in the text, and nothing else.
    Some(Phrase { text: run.to_owned(), chars: PhraseForm::exact(MatchingForm::of(run).chars().to_vec()) })
}
