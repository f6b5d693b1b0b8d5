//! A format's code taken apart: sections, and the tokens of each.

use super::numerals::Numerals;

/// Longer codes are none: Excel allows 255 characters.
const MAX_CHARS: usize = 1024;

/// A part of a code, up to a semicolon.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    /// The values that it is for, where it says so.
    pub(super) condition: Option<Condition>,
    pub(super) numerals: Numerals,
    pub(super) locale: Locale,
}

/// Whose names of days and months are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Locale {
    #[default]
    English,
    Chinese,
    /// The long date, and the time, of the system.
    SystemDate,
    SystemTime,
}

/// `[>=100]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    sign: String,
    limit: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Literal(String),
    /// The number as it is shown without a format.
    General,
    /// A place of a digit: `0`, `#`, `?`.
    Place(char),
    Point,
    Comma,
    Percent,
    /// `E+` and `E-`; whether a plus is written.
    Exponent(bool),
    Slash,
    /// The text.
    Text,
    /// A letter of dates and how often it stands.
    Date(char, usize),
    /// Hours, minutes or seconds in all.
    Elapsed(char, usize),
    /// Half of the day; whether it is called 上午.
    Half(bool),
}

impl Section {
    pub(super) fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Date(..) | Token::Elapsed(..) | Token::Half(_)))
    }

    pub(super) fn is_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(['<', '>', '=']);
        let sign = &text[..text.len() - digits.len()];
        let limit = digits.trim().parse().ok()?;
        matches!(sign, "<" | ">" | "=" | "<=" | ">=" | "<>").then(|| Self { sign: sign.to_owned(), limit })
    }

    pub(super) fn holds(&self, value: f64) -> bool {
        match self.sign.as_str() {
            "<" => value < self.limit,
            ">" => value > self.limit,
            "<=" => value <= self.limit,
            ">=" => value >= self.limit,
            "<>" => value != self.limit,
            _ => value == self.limit,
        }
    }

    /// Whether it holds for no number above 0.
    pub(super) fn is_of_negatives(&self) -> bool {
        matches!(self.sign.as_str(), "<" | "<=") && self.limit <= 0.0 || self.sign == "=" && self.limit < 0.0
    }

    /// Whether it holds for all numbers above 0, and none below.
    pub(super) fn is_of_positives(&self) -> bool {
        matches!(self.sign.as_str(), ">" | ">=") && self.limit == 0.0
    }
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let chars: Vec<char> = code.chars().take(MAX_CHARS).collect();
    let mut sections = vec![Section::default()];
    let mut at = 0;
    while at < chars.len() {
        let section = sections.last_mut().expect("there is always one");
        let rest = &chars[at..];
        let (token, length) = match rest[0] {
            ';' => {
                sections.push(Section::default());
                at += 1;
                continue;
            }
            '[' => {
                let end = rest.iter().position(|c| *c == ']').unwrap_or(rest.len());
                let inner: String = rest[1..end.max(1)].iter().collect();
                (section.bracket(&inner), end + 1)
            }
            '"' => {
                let end = rest[1..].iter().position(|c| *c == '"').unwrap_or(rest.len() - 1);
                (Some(Token::Literal(rest[1..=end].iter().collect())), end + 2)
            }
            // In China Excel takes ! for an escape, too.
            '\\' | '!' if rest.len() > 1 => (Some(Token::Literal(rest[1].to_string())), 2),
            // So wide as that character; filled with that character.
            '_' => (Some(Token::Literal(" ".to_owned())), 2),
            '*' => (None, 2),
            _ => {
                let (token, length) = token(rest);
                (Some(token), length)
            }
        };
        section.tokens.extend(token);
        at += length;
    }
    sections.iter_mut().for_each(Section::settle);
    sections
}

/// The token that text begins with, and its length in characters.
fn token(rest: &[char]) -> (Token, usize) {
    let begins = |word: &str| {
        let length = word.chars().count();
        (rest.len() >= length && rest.iter().zip(word.chars()).all(|(a, b)| a.eq_ignore_ascii_case(&b)))
            .then_some(length)
    };
    const WORDS: [(&str, Token); 8] = [
        ("General", Token::General),
        ("G/通用格式", Token::General),
        ("G/標準", Token::General),
        ("AM/PM", Token::Half(false)),
        ("A/P", Token::Half(false)),
        ("上午/下午", Token::Half(true)),
        ("E+", Token::Exponent(true)),
        ("E-", Token::Exponent(false)),
    ];
    if let Some((length, token)) = WORDS.iter().find_map(|(word, token)| Some((begins(word)?, token))) {
        return (token.clone(), length);
    }
    let c = rest[0].to_ascii_lowercase();
    let count = rest.iter().take_while(|other| other.to_ascii_lowercase() == c).count();
    match c {
        '0' | '#' | '?' => (Token::Place(c), 1),
        '.' => (Token::Point, 1),
        ',' => (Token::Comma, 1),
        '%' => (Token::Percent, 1),
        '/' => (Token::Slash, 1),
        '@' => (Token::Text, 1),
        'y' | 'm' | 'd' | 'h' | 's' | 'e' => (Token::Date(c, count), count),
        'a' if count >= 3 => (Token::Date(c, count), count),
        _ => (Token::Literal(rest[0].to_string()), 1),
    }
}

impl Section {
    /// What stands in brackets.
    fn bracket(&mut self, inner: &str) -> Option<Token> {
        let lower = inner.to_ascii_lowercase();
        if let Some(money) = lower.strip_prefix('$') {
            // [$¥-804]: a sign, and whose it is.
            let sign = inner[1..].split('-').next().unwrap_or_default();
            let locale = money.rsplit_once('-').map_or("", |(_, locale)| locale);
            self.locale = match locale {
                "f800" => Locale::SystemDate,
                "f400" => Locale::SystemTime,
                _ if ["804", "404", "c04", "1004", "1404"].iter().any(|known| locale.ends_with(known)) => {
                    Locale::Chinese
                }
                _ => self.locale,
            };
            return (!sign.is_empty()).then(|| Token::Literal(sign.to_owned()));
        }
        if let Some(number) = lower.strip_prefix("dbnum").or_else(|| lower.strip_prefix("natnum")) {
            self.numerals = match number {
                "1" => Numerals::Han,
                "2" => Numerals::HanFormal,
                "3" => Numerals::FullWidth,
                _ => Numerals::Arabic,
            };
            return None;
        }
        self.condition = Condition::parse(inner).or(self.condition.take());
        let first = lower.chars().next().filter(|c| "hms".contains(*c) && lower.chars().all(|other| other == *c));
        first.map(|c| Token::Elapsed(c, lower.len()))
    }

    /// Settles what the tokens beside one decide: m is a minute beside hours and seconds; e is no year without a date.
    fn settle(&mut self) {
        let is_date = |token: &Token| match token {
            Token::Date(c, _) => *c != 'e',
            token => matches!(token, Token::Elapsed(..) | Token::Half(_)),
        };
        if !self.tokens.iter().any(is_date) {
            // A year alone is one beside no places of digits.
            let has_places = self.tokens.iter().any(|token| matches!(token, Token::Place(_)));
            for token in self.tokens.iter_mut().filter(|_| has_places) {
                if let Token::Date(c, count) = token {
                    *token = Token::Literal(c.to_string().repeat(*count));
                }
            }
            return;
        }
        let letters: Vec<(usize, char)> = self
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| match token {
                Token::Date(c, _) | Token::Elapsed(c, _) => Some((at, *c)),
                _ => None,
            })
            .collect();
        for (number, &(at, c)) in letters.iter().enumerate() {
            let before = number.checked_sub(1).map(|number| letters[number].1);
            let after = letters.get(number + 1).map(|letter| letter.1);
            if let Token::Date(_, count @ ..=2) = self.tokens[at]
                && c == 'm'
                && (before == Some('h') || after == Some('s'))
            {
                self.tokens[at] = Token::Date('n', count);
            }
        }
    }
}
