//! Which codes a font's ToUnicode map speaks of (ISO 32000, 9.10.3).

/// Ranges of a map; more are no font's.
const MAX_RANGES: usize = 200_000;

/// The codes of a map, and the characters that it gives for them.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// First and last codes, in order, apart from each other.
    ranges: Vec<(u32, u32)>,
    /// First and last characters, likewise.
    given: Vec<(u32, u32)>,
}

impl Codes {
    /// The codes of which `map` says something.
    pub(super) fn of(map: &[u8]) -> Self {
        let (mut ranges, mut given) = (Vec::new(), Vec::new());
        let mut tokens = Tokens(map);
        while let Some(token) = tokens.next() {
            let Token::Word(word) = token else { continue };
            let is_range = match word {
                b"beginbfchar" | b"begincidchar" => false,
                b"beginbfrange" | b"begincidrange" => true,
                _ => continue,
            };
            while let Some(Token::Hex(first)) = tokens.next() {
                let last = if is_range { tokens.next() } else { Some(Token::Hex(first)) };
                let Some(Token::Hex(last)) = last else { break };
                let last = match tokens.next() {
                    // An array says of as many codes as it has items.
                    Some(Token::Open) => {
                        let mut items = 0;
                        while let Some(Token::Hex(item)) = tokens.next() {
                            given.push((character(item), character(item)));
                            items += 1;
                        }
                        last.min(first.saturating_add(items).saturating_sub(1))
                    }
                    Some(Token::Hex(item)) => {
                        let to = character(item).saturating_add(last.saturating_sub(first));
                        given.push((character(item), to));
                        last
                    }
                    Some(Token::Word(_)) => last,
                    _ => break,
                };
                if first <= last && ranges.len() < MAX_RANGES {
                    ranges.push((first, last));
                }
            }
        }
        given.truncate(MAX_RANGES);
        Self { ranges: merged(ranges), given: merged(given) }
    }

    pub(super) fn contains(&self, code: u32) -> bool {
        is_in(&self.ranges, code)
    }

    /// Whether one of the codes is this character.
    pub(super) fn gives(&self, character: char) -> bool {
        is_in(&self.given, u32::from(character))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }
}

fn is_in(ranges: &[(u32, u32)], number: u32) -> bool {
    let after = ranges.partition_point(|range| range.0 <= number);
    after > 0 && number <= ranges[after - 1].1
}

/// Ranges in order, apart from each other.
fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (first, last) in ranges {
        match merged.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}

/// The character of one or two units of UTF-16, and of several characters the last.
fn character(units: u32) -> u32 {
    let [high, low] = [units >> 16, units & 0xFFFF];
    let is_pair = (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low);
    if is_pair { 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) } else { low }
}

enum Token<'a> {
    /// `<…>` as a number; of a longer one, its last four bytes.
    Hex(u32),
    /// `[`
    Open,
    /// `]`
    Close,
    /// An operator, a name, a number.
    Word(&'a [u8]),
}

struct Tokens<'a>(&'a [u8]);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let start = self.0.iter().position(|b| !b.is_ascii_whitespace())?;
        let rest = &self.0[start..];
        let (token, length) = match rest[0] {
            b'<' if rest.get(1) == Some(&b'<') => (Token::Word(&rest[..2]), 2),
            b'<' => {
                let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len() - 1);
                let digits = rest[1..end.max(1)].iter().filter_map(|b| char::from(*b).to_digit(16));
                (Token::Hex(digits.fold(0, |number, digit| number << 4 | digit)), end + 1)
            }
            b'[' => (Token::Open, 1),
            b']' => (Token::Close, 1),
            _ => {
                let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'[' | b']');
                let end = rest[1..].iter().position(ends).map_or(rest.len(), |at| at + 1);
                (Token::Word(&rest[..end]), end)
            }
        };
        self.0 = &rest[length..];
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::Codes;

    #[test]
    fn maps_say_of_which_codes_they_speak() {
        let cases: [(&str, &[u32], &[u32]); 5] = [
            ("2 beginbfchar <0041> <4E00>\n<0043><4E01> endbfchar", &[0x41, 0x43], &[0x40, 0x42, 0x44]),
            ("1 beginbfrange <0010> <001F> <5000> endbfrange", &[0x10, 0x1F], &[0x0F, 0x20]),
            ("1 beginbfrange <10> <1F> [<5000> <5001>] endbfrange", &[0x10, 0x11], &[0x12]),
            ("1 begincodespacerange <0000> <FFFF> endcodespacerange", &[], &[0, 1, 0xFFFF]),
            ("1 beginbfchar <0041> endbfchar 1 beginbfrange <0002", &[], &[1]),
        ];
        for (map, inside, outside) in cases {
            let codes = Codes::of(map.as_bytes());
            assert!(inside.iter().all(|code| codes.contains(*code)), "{map}");
            assert!(!outside.iter().any(|code| codes.contains(*code)), "{map}");
        }
        let given =
            Codes::of(b"1 beginbfrange <0001> <0003> <4E00> endbfrange 1 beginbfchar <0009> <D840DC0B> endbfchar");
        assert!(given.gives('丂') && given.gives('\u{2000B}') && !given.gives('七') && !given.gives('\u{2000C}'));
    }
}
