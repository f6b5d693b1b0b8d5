//! The bytes of an RTF file to control words, groups and text (Rich Text Format Specification 1.9.1, "RTF syntax").

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word12`.
    Word(&'a str, Option<i32>),
    /// `\*` and the like.
    Symbol(u8),
    /// A byte of text, as such or as `\'b4`.
    Byte(u8),
}

/// Cuts a file into tokens. Whatever the bytes, it goes on to the end.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Leaves out bytes that stand in the file as they are.
    pub(super) fn pass_over(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.bytes.len());
    }

    fn next_byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// The bytes from here on that are `wanted`.
    fn run(&mut self, wanted: impl Fn(&u8) -> bool) -> &'a str {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|b| !wanted(b)).unwrap_or(rest.len());
        self.at += length;
        // Only ASCII is wanted.
        std::str::from_utf8(&rest[..length]).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let word = self.run(u8::is_ascii_alphabetic);
        if word.is_empty() {
            return Some(match self.next_byte()? {
                b'\'' => {
                    let digits = self.bytes.get(self.at..self.at + 2).and_then(|d| std::str::from_utf8(d).ok());
                    let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    self.at += if byte.is_some() { 2 } else { 0 };
                    Token::Byte(byte.unwrap_or(b' '))
                }
                b @ (b'{' | b'}' | b'\\') => Token::Byte(b),
                b'\n' | b'\r' => Token::Word("par", None),
                symbol => Token::Symbol(symbol),
            });
        }
        let is_negative = self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(is_negative);
        let digits = self.run(u8::is_ascii_digit);
        let number = digits.parse::<i32>().ok().map(|number| if is_negative { -number } else { number });
        // A blank after a control word is a part of it.
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return match self.next_byte()? {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                // Line ends of the file are none of the text.
                b'\n' | b'\r' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn tokens() {
        let tokens: Vec<Token<'_>> = Tokens::of(b"{\\b0 a\\'b4\\u-123?\\*\\\n\\'zz}").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'a'),
            Token::Byte(0xB4),
            Token::Word("u", Some(-123)),
            Token::Byte(b'?'),
            Token::Symbol(b'*'),
            Token::Word("par", None),
            Token::Byte(b' '),
            Token::Byte(b'z'),
            Token::Byte(b'z'),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }
}
