//! Tables of characters of `index-schema/`, read by the compiler: a search pays nothing for them.
//!
//! A line holds a key, a tab and its target; `#` begins a comment.

/// The entry at or after byte `at`: key, target, and where the next line begins.
pub(super) const fn entry(table: &[u8], mut at: usize) -> Option<(u32, u32, usize)> {
    while at < table.len() && table[at] == b'#' {
        while table[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    if at >= table.len() {
        return None;
    }
    let (key, at) = decode(table, at);
    assert!(table[at] == b'\t', "a tab must follow the key");
    let (target, at) = decode(table, at + 1);
    assert!(table[at] == b'\n', "one target a line");
    Some((key, target, at + 1))
}

/// How many entries there are.
pub(super) const fn entries(table: &[u8]) -> usize {
    let (mut at, mut n) = (0, 0);
    while let Some((_, _, next)) = entry(table, at) {
        n += 1;
        at = next;
    }
    n
}

/// The character of a code that [`entry`] gave.
pub(super) const fn character(code: u32) -> char {
    match char::from_u32(code) {
        Some(c) => c,
        None => panic!("no character"),
    }
}

/// The UTF-8 character at byte `at`, and where the next one begins.
const fn decode(table: &[u8], at: usize) -> (u32, usize) {
    let first = table[at] as u32;
    let (mut code, len) = match first {
        0xF0.. => (first & 0x07, 4),
        0xE0.. => (first & 0x0F, 3),
        0xC0.. => (first & 0x1F, 2),
        _ => (first, 1),
    };
    let mut i = 1;
    while i < len {
        code = code << 6 | (table[at + i] as u32 & 0x3F);
        i += 1;
    }
    (code, at + len)
}
