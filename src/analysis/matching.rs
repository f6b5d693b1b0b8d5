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

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::ByteRange;
use super::fold::simplified;

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
        normalise(text, |c, span| builder.push(c, span));
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
        let n = phrase.len();
        let windows = if n == 0 { [].windows(1) } else { self.chars.windows(n) };
        windows.enumerate().filter(move |(_, w)| *w == phrase).map(move |(i, _)| i..i + n)
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
    fn push(&mut self, c: char, span: ByteRange) {
        if let Some((mark, at, class)) = self.held.take() {
            if c.is_ascii_alphanumeric() {
                self.keep(mark, at);
            } else {
                self.settle(class, at);
            }
        }
        match class(c) {
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

/// NFKC and lower case, as `f(character, bytes of the text it came from)`.
///
/// NFKC works on a starter and the marks that may join it, so the text is cut before each character that can't join
/// what stands before it; nearly all characters of a report are such pieces of one, and need no work.
fn normalise(text: &str, mut f: impl FnMut(char, ByteRange)) {
    let mut chars = text.char_indices().map(|(at, c)| (at, c, plain(c)));
    let mut here = chars.next();
    while let Some((start, c, plain)) = here {
        let mut end = start + c.len_utf8();
        let mut next = chars.next();
        let mut is_alone = true;
        while let Some((at, joined, _)) = next.filter(|&(_, next, plain)| plain.is_none() && joins(next)) {
            is_alone = false;
            end = at + joined.len_utf8();
            next = chars.next();
        }
        match plain.filter(|_| is_alone) {
            Some(plain) => f(plain, ByteRange::new(start, end)),
            None => {
                text[start..end].nfkc().flat_map(char::to_lowercase).for_each(|n| f(n, ByteRange::new(start, end)));
            }
        }
        here = next;
    }
}

/// The normalised form of a character that is frequent in reports, joins nothing before it and stays one character.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{4E00}'..='\u{9FFF}' => Some(c),
        '\0'..='\x7F' => Some(c.to_ascii_lowercase()),
        _ => COMMON.get(c).map(|(normal, _)| normal),
    }
}

/// Whether NFKC may join a character to the one before it.
fn joins(c: char) -> bool {
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
    match c {
        '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | '0'..='9' => Class::Kept,
        _ => COMMON.get(c).map_or_else(|| class_of(c), |(_, class)| class),
    }
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

/// Normal form and class of the punctuation and full-width characters that fill Chinese text, looked up once.
struct Common {
    /// One entry a character of [`Common::BLOCKS`]; `None` where NFKC gives no single character or may join it to the
    /// one before.
    entries: Vec<Option<(char, Class)>>,
}

static COMMON: LazyLock<Common> = LazyLock::new(Common::new);

impl Common {
    /// General punctuation, CJK punctuation, full-width forms; and ASCII, for the classes.
    const BLOCKS: [std::ops::Range<u32>; 4] = [0x00..0x80, 0x2000..0x2070, 0x3000..0x3040, 0xFF00..0xFFF0];

    fn new() -> Self {
        let entry = |code| {
            let c = char::from_u32(code)?;
            let mut normal = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
            match (normal.next(), normal.next()) {
                (Some(n), None) if !joins(c) => Some((n, class_of(n))),
                _ => None,
            }
        };
        Self { entries: Self::BLOCKS.into_iter().flatten().map(entry).collect() }
    }

    fn get(&self, c: char) -> Option<(char, Class)> {
        let mut base = 0;
        for block in Self::BLOCKS {
            if block.contains(&(c as u32)) {
                return self.entries[base + (c as u32 - block.start) as usize];
            }
            base += block.len();
        }
        None
    }
}
