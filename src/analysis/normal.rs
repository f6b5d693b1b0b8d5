//! Steps 1 and 4 of the matching form: characters as they are compared, each with its class.
//!
//! Lower-casing is done character by character: Rust's and Python's rule for a final sigma looks at the neighbours,
//! and would give a fragment another form than the whole.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::ByteRange;
use super::equivalent::{equivalent, is_invisible};
use super::fold::is_han;

/// What becomes of a normalised character (steps 3 to 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Kept,
    Dropped,
    Barrier,
    /// Punctuation: kept between two ASCII letters or digits, else dropped.
    DroppedPunctuation,
    /// Punctuation: kept between two ASCII letters or digits, else a barrier.
    BarrierPunctuation,
    /// The same, and a run of them is one.
    Dash,
}

/// Gives each character of a text to `push`: NFKC, in lower case, with its class and the bytes that it came from. Punctuation
/// is as it is kept: all dashes, colons, opening and closing brackets are one each.
///
/// NFKC works on a starter and the marks that may join it, so the text is cut before each character that can't join
/// what stands before it; nearly all characters of a report are such pieces of one, and need no work. What is invisible parts
/// nothing: it belongs to what stands before it.
pub(super) fn normalise(text: &str, mut push: impl FnMut(char, Class, ByteRange)) {
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
            Some((normal, class)) => push(normal, class, span),
            None => {
                let seen = text[start..end].chars().filter(|&c| !is_invisible(c));
                for c in normal(seen) {
                    let (c, class) = if is_han(c) { (c, Class::Kept) } else { classified(c) };
                    push(c, class, span);
                }
            }
        }
        here = next;
    }
}

/// Whether NFKC may join a character to the one before it, or nothing is seen of it: that one's bytes then include its own.
pub fn joins(c: char) -> bool {
    common(c).is_none() && may_join(c)
}

fn may_join(c: char) -> bool {
    if is_invisible(c) {
        return true;
    }
    // A character that is not itself a mark may begin with one once decomposed (half-width ﾞ).
    let mut first = None;
    decompose_compatible(c, |d| {
        first.get_or_insert(d);
    });
    let first = first.unwrap_or(c);
    canonical_combining_class(first) != 0
        || unicode_normalization::is_nfc_quick(std::iter::once(first)) == unicode_normalization::IsNormalized::Maybe
}

fn normal(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars.nfkc().flat_map(char::to_lowercase).map(equivalent)
}

/// A normalised character as it is kept, and its class.
fn classified(c: char) -> (char, Class) {
    use GeneralCategory as C;
    use GeneralCategoryGroup as G;
    match c {
        // Some of these are symbols for Unicode.
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '〜' | '∼' => return ('-', Class::Dash),
        ':' | '∶' => return (':', Class::BarrierPunctuation),
        '%' | '‰' => return (c, Class::Kept),
        '|' => return (c, Class::Barrier),
        '`' => return (c, Class::Dropped),
        '"' | '\'' | '·' | '‧' | '・' | '•' | '*' | '_' | '#' => return (c, Class::DroppedPunctuation),
        _ => {}
    }
    match (c.general_category(), c.general_category_group()) {
        (C::OpenPunctuation, _) => ('(', Class::DroppedPunctuation),
        (C::ClosePunctuation, _) => (')', Class::DroppedPunctuation),
        (C::InitialPunctuation | C::FinalPunctuation, _) => (c, Class::DroppedPunctuation),
        (_, G::Punctuation) => (c, Class::BarrierPunctuation),
        (_, G::Letter | G::Number | G::Mark | G::Symbol) => (c, Class::Kept),
        (_, G::Separator | G::Other) => (c, Class::Dropped),
    }
}

/// What becomes of a character that is frequent in reports, joins nothing before it and stays one character.
fn common(c: char) -> Entry {
    match c {
        _ if is_han(c) => Some((c, Class::Kept)),
        _ => entry(c),
    }
}

/// A character as it is kept and its class, or `None` where NFKC gives no single one or may join it to the one before.
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
                let mut normal = normal(std::iter::once(c));
                match (normal.next(), normal.next()) {
                    (Some(n), None) if !may_join(c) => Some(classified(n)),
                    _ => None,
                }
            });
        }
        base += block.len();
    }
    None
}
