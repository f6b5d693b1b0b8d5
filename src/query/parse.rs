//! Tokens to a query.
//!
//! ```text
//! any     = all (OR all)*
//! all     = (AND? not)+
//! not     = NOT not | chain
//! chain   = one (->N one)*
//! one     = ( any ) | "…" | "… …"~N | field:value | word
//! ```

use super::filter::{Filters, Wanted, YearFilter, formats_named};
use super::lexer::{self, Kind, Token, tokens};
use super::tree::{Gapped, Near, Node, Phrase, Query, Within};
use crate::analysis::PhraseForm;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;

/// Longer queries are refused: a query this long is a text pasted by mistake, and each character costs a look-up.
const MAX_QUERY_CHARS: usize = 10_000;
/// More words are refused: each costs memory for every passage while it is looked up, and no passage holds so many.
const MAX_WORDS: usize = 100;
/// Brackets nested deeper are refused: nobody reads them.
const MAX_DEPTH: usize = 50;
/// `…` and `*` stand for so many characters at most.
const MAX_GAP: usize = 10;

impl Query {
    /// Understands a query.
    ///
    /// # Errors
    /// [`Error::Query`] if it is too long or holds nothing to search for, [`Error::Syntax`] with the place if it can't be
    /// understood.
    pub fn parse(text: &str) -> Result<Self> {
        check_length(text)?;
        let tokens = tokens(text);
        if tokens.is_empty() {
            return Err(Error::Query { query: text.to_owned(), reason: message!("nothing-to-search") });
        }
        if tokens.iter().filter(|token| matches!(token.kind, Kind::Word(_) | Kind::Quoted(..))).count() > MAX_WORDS {
            return Err(refused(text, message!("query-too-many", n = MAX_WORDS)));
        }
        let mut parser = Parser { text, tokens, next: 0, depth: 0 };
        let root = parser.any()?;
        match parser.peek() {
            Some(_) => Err(parser.error(message!("bracket-not-opened"))),
            None => Ok(Self::new(text.trim(), root)),
        }
    }
}

impl Query {
    /// Understands a query whose phrases must stand as they are typed: punctuation, case, width and blanks, too.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_literal(text: &str) -> Result<Self> {
        Self::parse(text).map(|query| Self { root: query.root.literal(), ..query })
    }

    /// A query for a phrase as it is, whatever characters it has; none if nothing is left of it.
    pub fn exactly(phrase: &str) -> Option<Self> {
        let chars = PhraseForm::of(phrase);
        (!chars.is_empty()).then(|| Self::new(phrase, Node::Phrase(Phrase { text: phrase.to_owned(), chars })))
    }
}

/// Refuses a query that is too long.
pub(super) fn check_length(text: &str) -> Result<()> {
    match text.chars().nth(MAX_QUERY_CHARS) {
        Some(_) => Err(refused(text, message!("query-too-long", n = MAX_QUERY_CHARS))),
        None => Ok(()),
    }
}

/// The error for a query that is too much to be named whole.
fn refused(text: &str, reason: Message) -> Error {
    const NAMED: usize = 20;
    Error::Query { query: format!("{}…", text.chars().take(NAMED).collect::<String>()), reason }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn take(&mut self, kind: &Kind) -> bool {
        let is_it = self.peek() == Some(kind);
        self.next += usize::from(is_it);
        is_it
    }

    /// An error at the next token, or at the end.
    fn error(&self, reason: Message) -> Error {
        let at = self.tokens.get(self.next).map_or_else(|| self.text.trim_end().chars().count(), |token| token.at);
        self.error_at(at, reason)
    }

    fn error_at(&self, at: usize, reason: Message) -> Error {
        Error::Syntax { query: self.text.to_owned(), at, reason }
    }

    fn any(&mut self) -> Result<Node> {
        let mut nodes = vec![self.all()?];
        while self.take(&Kind::Or) {
            nodes.push(self.all()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Any(nodes) })
    }

    fn all(&mut self) -> Result<Node> {
        let mut nodes = vec![self.not()?];
        while self.take(&Kind::And) || !matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
            nodes.push(self.not()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    fn not(&mut self) -> Result<Node> {
        let mut is_not = false;
        while self.take(&Kind::Not) {
            is_not = !is_not;
        }
        let node = self.chain()?;
        Ok(if is_not { Node::Not(Box::new(node)) } else { node })
    }

    fn chain(&mut self) -> Result<Node> {
        let start = self.next;
        let mut nodes = vec![self.one()?];
        let mut distances = Vec::new();
        while let Some(&Kind::Arrow(distance)) = self.peek() {
            self.next += 1;
            distances.push(distance);
            nodes.push(self.one()?);
        }
        if distances.is_empty() {
            return Ok(nodes.remove(0));
        }
        let mut phrases = Vec::new();
        for node in nodes {
            let Node::Phrase(phrase) = node else {
                return Err(self.error_at(self.tokens[start].at, message!("arrow-between-phrases")));
            };
            phrases.push(phrase);
        }
        Ok(Node::Near(Near { phrases, within: Within::InOrder(distances) }))
    }

    fn one(&mut self) -> Result<Node> {
        let Some(Token { kind, at }) = self.tokens.get(self.next).cloned() else {
            return Err(self.error(message!("word-missing")));
        };
        let node = match kind {
            Kind::Open => return self.group(at),
            Kind::Word(word) => self.word(&word, at)?,
            Kind::Quoted(text, None) => Node::Phrase(self.phrase(&text, at)?),
            Kind::Quoted(text, Some(near)) => {
                let phrases = text.split_whitespace().map(|word| self.phrase(word, at)).collect::<Result<Vec<_>>>()?;
                if phrases.len() < 2 {
                    return Err(self.error(message!("near-needs-two")));
                }
                let within = match near {
                    lexer::Near::Chars(chars) => Within::Chars(chars),
                    lexer::Near::Sentence => Within::Sentence,
                };
                Node::Near(Near { phrases, within })
            }
            Kind::Field(name, value, at) => self.field(&name, &value, at)?,
            Kind::Arrow(_) => return Err(self.error(message!("arrow-between-phrases"))),
            Kind::And | Kind::Or | Kind::Not | Kind::Close => return Err(self.error(message!("word-missing"))),
        };
        self.next += 1;
        Ok(node)
    }

    fn group(&mut self, at: usize) -> Result<Node> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(message!("brackets-too-deep")));
        }
        self.next += 1;
        self.depth += 1;
        let node = self.any()?;
        self.depth -= 1;
        if self.take(&Kind::Close) { Ok(node) } else { Err(self.error_at(at, message!("bracket-not-closed"))) }
    }

    fn phrase(&self, text: &str, at: usize) -> Result<Phrase> {
        self.of_form(text, PhraseForm::of(text), at)
    }

    fn of_form(&self, text: &str, chars: PhraseForm, at: usize) -> Result<Phrase> {
        match chars.is_empty() {
            true => Err(self.error_at(at, message!("nothing-in-word"))),
            false => Ok(Phrase { text: text.to_owned(), chars }),
        }
    }

    /// A word, and the gaps in it: 全面…治党, 全面*治党, 全面?严.
    fn word(&self, word: &str, at: usize) -> Result<Node> {
        let is_gap = |c: char| matches!(c, '…' | '*' | '?' | '＊');
        // Marks around a word are those of Markdown, or of a question.
        let word = word.trim_matches(is_gap);
        let mut pieces = Vec::new();
        let mut gaps = Vec::new();
        let mut rest = word;
        while let Some(start) = rest.find(is_gap) {
            let end = start + rest[start..].find(|c| !is_gap(c)).unwrap_or(rest.len() - start);
            let marks = &rest[start..end];
            let single = marks.chars().filter(|c| *c == '?').count();
            let is_open = marks.chars().any(|c| c != '?');
            pieces.push(self.of_form(&rest[..start], PhraseForm::part(&rest[..start]), at)?);
            gaps.push((single, if is_open { single + MAX_GAP } else { single }));
            rest = &rest[end..];
        }
        if pieces.is_empty() {
            return self.phrase(rest, at).map(Node::Phrase);
        }
        pieces.push(self.of_form(rest, PhraseForm::part(rest), at)?);
        Ok(Node::Gapped(Gapped { text: word.to_owned(), pieces, gaps }))
    }

    fn field(&self, name: &str, value: &str, at: usize) -> Result<Node> {
        let mut filters = Filters::default();
        let values = || value.split([',', '，', '、']).filter(|value| !value.is_empty());
        let wanted = || values().map(Wanted::parse).collect::<Result<Vec<_>>>();
        let read = || -> Result<Filters> {
            match name {
                "author" | "作者" => filters.authors = wanted()?,
                "year" | "年份" | "年" => filters.years = values().map(YearFilter::parse).collect::<Result<_>>()?,
                "role" | "职务" => filters.roles = wanted()?,
                "section" | "章节" => filters.sections = vec![Wanted::heading(value)?],
                "part" | "部分" => filters.parts = wanted()?,
                "topic" | "主题" => filters.topics = wanted()?,
                "org" | "单位" => filters.orgs = wanted()?,
                "format" | "格式" => {
                    filters.formats = values().map(formats_named).collect::<Result<Vec<_>>>()?.concat()
                }
                "title" | "标题" => filters.titles = vec![Wanted::parse(value)?],
                _ => filters.paths = vec![Wanted::parse(value)?],
            }
            Ok(filters)
        };
        let is_empty = values().next().is_none();
        match read() {
            _ if is_empty => Err(self.error_at(at, message!("value-missing"))),
            Err(Error::Filter { reason, .. }) => Err(self.error_at(at, reason)),
            read => read.map(|filters| Node::Field(Box::new(filters))),
        }
    }
}
