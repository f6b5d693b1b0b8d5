//! A text to its matching form: what decides whether a phrase stands in a passage.
//!
//! 1. What is invisible is dropped ([`super::equivalent`]); Unicode NFKC, lower case ([`super::normal`]); radicals that look like
//!    ideographs are these, circles are the zero.
//! 2. Traditional folded to simplified ([`super::fold`]). What a query's characters also stand for: [`super::phrase`].
//! 3. Dropped: white space, control and format characters, quotation marks, brackets, middle dots, emphasis.
//! 4. Kept: letters, numbers, marks, symbols, `%`, `‰`, and punctuation between two ASCII letters or digits, where a run of
//!    dashes of any form is one `-`, a colon of any form is `:`, a bracket `(` or `)`.
//! 5. All other punctuation and `|` are barriers, dashes and colons that are symbols, too; a run of them is one. Barriers at the
//!    ends don't count.

use super::ByteRange;
use super::fold::simplified;
use super::normal::{Class, normalise};

/// Stands for a barrier among the characters of a form. Never a character of a form itself: control characters are
/// dropped.
pub const BARRIER: char = '\n';

/// The matching form of a text, each character with the bytes it came from.
///
/// A barrier is a character of its own ([`BARRIER`]), so a character's index is its position in the `exact` field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchingForm {
    chars: Vec<char>,
    spans: Vec<ByteRange>,
}

impl MatchingForm {
    /// The matching form of one paragraph.
    pub fn of(text: &str) -> Self {
        let mut form = Self::default();
        form.refill(text);
        form
    }

    /// As [`MatchingForm::of`], into the memory of an earlier form.
    pub fn refill(&mut self, text: &str) {
        self.chars.clear();
        self.spans.clear();
        // Most characters of a Chinese text take up three bytes.
        self.chars.reserve(text.len() / 3);
        self.spans.reserve(text.len() / 3);
        let mut builder = Builder { form: self, before: ' ', held: None };
        normalise(text, |c, class, span| builder.push(c, class, span));
        builder.finish();
    }

    /// The characters, [`BARRIER`] for each run of barriers between them.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// For each character the bytes of the text it came from. Characters that NFKC made of one (㎡ → m2) share them.
    pub fn spans(&self) -> &[ByteRange] {
        &self.spans
    }

    /// The characters as a text, barriers as line ends.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Whether nothing is left: the text held no letter, number or symbol.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Where `phrase` (characters of another form) stands: ranges of characters, overlapping ones included.
    pub fn find<'a>(&'a self, phrase: &'a [char]) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        let last = self.chars.len().checked_sub(phrase.len()).filter(|_| !phrase.is_empty());
        let starts = last.map_or(0..0, |last| 0..last + 1);
        // Nearly all places are told by the first character.
        let is_there = |at: usize| self.chars[at] == phrase[0] && self.chars[at..].starts_with(phrase);
        starts.filter(move |&at| is_there(at)).map(|at| at..at + phrase.len())
    }

    /// The bytes of the text from the first to the last of a non-empty range of characters, dropped ones between
    /// them included.
    pub fn bytes(&self, chars: std::ops::Range<usize>) -> ByteRange {
        self.spans[chars.start].join(self.spans[chars.end - 1])
    }
}

impl std::fmt::Display for MatchingForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

/// Takes normalised characters one by one and writes the form.
struct Builder<'a> {
    form: &'a mut MatchingForm,
    /// The normalised character before, dropped ones included.
    before: char,
    /// Punctuation, or a run of dashes, that follows an ASCII letter or digit: the next character decides.
    held: Option<(char, ByteRange, Class)>,
}

impl Builder<'_> {
    #[inline]
    fn push(&mut self, c: char, class: Class, span: ByteRange) {
        if let Some((mark, at, held)) = self.held.take() {
            match (held, class) {
                (Class::Dash, Class::Dash) => {
                    self.held = Some((mark, at.join(span), held));
                    return;
                }
                _ if c.is_ascii_alphanumeric() => self.keep(mark, at),
                _ => self.settle(held, at),
            }
        }
        match class {
            Class::Kept => self.keep(simplified(c), span),
            Class::DroppedPunctuation | Class::BarrierPunctuation | Class::Dash
                if self.before.is_ascii_alphanumeric() =>
            {
                self.held = Some((c, span, class));
            }
            class => self.settle(class, span),
        }
        self.before = c;
    }

    fn keep(&mut self, c: char, span: ByteRange) {
        self.form.chars.push(c);
        self.form.spans.push(span);
    }

    fn settle(&mut self, class: Class, span: ByteRange) {
        let barrier = matches!(class, Class::Barrier | Class::BarrierPunctuation | Class::Dash);
        if barrier && self.form.chars.last().is_some_and(|&c| c != BARRIER) {
            self.keep(BARRIER, span);
        }
    }

    fn finish(self) {
        // Held punctuation at the end is dropped or a barrier at the end: nothing either way.
        if self.form.chars.last() == Some(&BARRIER) {
            self.form.chars.pop();
            self.form.spans.pop();
        }
    }
}
