//! A text to its matching form: what decides whether a phrase stands in a passage.
//!
//! 1. Unicode NFKC, lower case.
//! 2. Traditional folded to simplified ([`super::fold`]).
//! 3. Dropped: white space, control and format characters, quotation marks, brackets, middle dots, emphasis.
//! 4. Kept: letters, numbers, marks, symbols, `%`, `‰`, and punctuation between two ASCII letters or digits.
//! 5. All other punctuation and `|` are barriers; a run of them is one. Barriers at the ends don't count.
//!
//! Lower-casing is done character by character: Rust's and Python's rule for a final sigma looks at the neighbours,
//! and would give a fragment another form than the whole.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::ByteRange;
use super::fold::{is_han, simplified};

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
        normalise(text, &mut builder);
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

/// What becomes of a normalised character (steps 3 to 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Kept,
    Dropped,
    Barrier,
    /// Punctuation: kept between two ASCII letters or digits, else dropped.
    DroppedPunctuation,
    /// Punctuation: kept between two ASCII letters or digits, else a barrier.
    BarrierPunctuation,
}

/// Takes normalised characters one by one and writes the form.
struct Builder<'a> {
    form: &'a mut MatchingForm,
    /// The normalised character before, dropped ones included.
    before: char,
    /// Punctuation that follows an ASCII letter or digit: the next character decides.
    held: Option<(char, ByteRange, Class)>,
}

impl Builder<'_> {
    fn push(&mut self, c: char, class: Class, span: ByteRange) {
        if let Some((mark, at, class)) = self.held.take() {
            if c.is_ascii_alphanumeric() {
                self.keep(mark, at);
            } else {
                self.settle(class, at);
            }
        }
        match class {
            Class::Kept => self.keep(simplified(c), span),
            class @ (Class::DroppedPunctuation | Class::BarrierPunctuation) if self.before.is_ascii_alphanumeric() => {
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
        let barrier = matches!(class, Class::Barrier | Class::BarrierPunctuation);
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

/// NFKC and lower case, character by character with the bytes of the text it came from.
///
/// NFKC works on a starter and the marks that may join it, so the text is cut before each character that can't join
/// what stands before it; nearly all characters of a report are such pieces of one, and need no work.
fn normalise(text: &str, builder: &mut Builder<'_>) {
    let mut chars = text.char_indices().map(|(at, c)| (at, c, common(c)));
    let mut here = chars.next();
    while let Some((start, c, known)) = here {
        let mut end = start + c.len_utf8();
        let mut next = chars.next();
        let mut is_alone = true;
        while let Some((at, joined, _)) = next.filter(|&(_, next, known)| known.is_none() && may_join(next)) {
            is_alone = false;
            end = at + joined.len_utf8();
            next = chars.next();
        }
        let span = ByteRange::new(start, end);
        match known.filter(|_| is_alone) {
            Some((normal, class)) => builder.push(normal, class, span),
            None => {
                let normal = text[start..end].nfkc().flat_map(char::to_lowercase);
                normal.for_each(|n| builder.push(n, class(n), span));
            }
        }
        here = next;
    }
}

/// The normalised form and the class of a character that is frequent in reports, joins nothing before it and stays one
/// character.
fn common(c: char) -> Option<(char, Class)> {
    match c {
        _ if is_han(c) => Some((c, Class::Kept)),
        _ => entry(c),
    }
}

/// Whether NFKC may join a character to the one before it, whose bytes then include its own.
pub fn joins(c: char) -> bool {
    common(c).is_none() && may_join(c)
}

fn may_join(c: char) -> bool {
    // A character that is not itself a mark may begin with one once decomposed (half-width ﾞ).
    let mut first = None;
    decompose_compatible(c, |d| {
        first.get_or_insert(d);
    });
    let first = first.unwrap_or(c);
    canonical_combining_class(first) != 0
        || unicode_normalization::is_nfc_quick(std::iter::once(first)) == unicode_normalization::IsNormalized::Maybe
}

fn class(c: char) -> Class {
    common(c).map_or_else(|| class_of(c), |(_, class)| class)
}

fn class_of(c: char) -> Class {
    use GeneralCategory as C;
    use GeneralCategoryGroup as G;
    match c {
        '%' | '‰' => return Class::Kept,
        '|' => return Class::Barrier,
        '`' => return Class::Dropped,
        '"' | '\'' | '·' | '‧' | '・' | '•' | '*' | '_' | '#' => return Class::DroppedPunctuation,
        _ => {}
    }
    match (c.general_category(), c.general_category_group()) {
        (C::OpenPunctuation | C::ClosePunctuation | C::InitialPunctuation | C::FinalPunctuation, _) => {
            Class::DroppedPunctuation
        }
        (_, G::Punctuation) => Class::BarrierPunctuation,
        (_, G::Letter | G::Number | G::Mark | G::Symbol) => Class::Kept,
        (_, G::Separator | G::Other) => Class::Dropped,
    }
}

/// Normal form and class of a character, or `None` where NFKC gives no single one or may join it to the one before.
type Entry = Option<(char, Class)>;

/// ASCII, for the classes; general punctuation, CJK punctuation, full-width forms.
const BLOCKS: [std::ops::Range<u32>; 4] = [0x00..0x80, 0x2000..0x2070, 0x3000..0x3040, 0xFF00..0xFFF0];
const BLOCK_CHARS: usize = 0x80 + 0x70 + 0x40 + 0xF0;

/// An entry for each character of [`BLOCKS`], which fill Chinese text, made when it is first asked for: all of them at
/// once are felt in the first answer of a process.
static ENTRIES: [OnceLock<Entry>; BLOCK_CHARS] = [const { OnceLock::new() }; BLOCK_CHARS];

/// The entry of a character; none if it lies in none of the blocks.
fn entry(c: char) -> Entry {
    let mut base = 0;
    for block in BLOCKS {
        if block.contains(&(c as u32)) {
            return *ENTRIES[base + (c as u32 - block.start) as usize].get_or_init(|| {
                let mut normal = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
                match (normal.next(), normal.next()) {
                    (Some(n), None) if !may_join(c) => Some((n, class_of(n))),
                    _ => None,
                }
            });
        }
        base += block.len();
    }
    None
}
