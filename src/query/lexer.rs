//! A text to tokens.
//!
//! Brackets and quotation marks are a part of the language only where they enclose whole words: (党建 OR 招商), "…", or,
//! for brackets, several; in （一）强化学习 and “放管服”改革 they are the text's own, and matter to no phrase.

/// A token and where it begins, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `->10`: so many characters after what stands before it.
    Arrow(u32),
    /// What stands between quotation marks, and how near its words must be.
    Quoted(String, Option<Near>),
    /// A field's name as it was typed, its value, and where that begins.
    Field(String, String, usize),
    Word(String),
}

/// `~20`, `~s`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    Chars(u32),
    Sentence,
}

/// Names of fields before a colon.
const FIELDS: [&str; 22] = [
    "author", "作者", "year", "年份", "年", "role", "职务", "section", "章节", "part", "部分", "topic", "主题", "org",
    "单位", "format", "格式", "title", "标题", "path", "路径", "文件",
];

/// Cuts a query into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let brackets = Brackets::of(&chars);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let start = at;
        let next = chars.get(at + 1).copied();
        let kind = match c {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '|' | '｜' => {
                at += 1;
                Kind::Or
            }
            '(' | '（' if brackets.opens(at) => {
                at += 1;
                Kind::Open
            }
            ')' | '）' if brackets.closes(at) => {
                at += 1;
                Kind::Close
            }
            '-' | '－' if matches!(next, Some('>' | '＞')) => {
                let (number, end) = number(&chars, at + 2);
                match number {
                    Some(number) => {
                        at = end;
                        Kind::Arrow(number)
                    }
                    None => word(&chars, &brackets, &mut at),
                }
            }
            '-' | '－' if next.is_some_and(|next| !next.is_whitespace() && !next.is_ascii_digit()) => {
                at += 1;
                Kind::Not
            }
            _ => quoted(&chars, &brackets, &mut at)
                .or_else(|| field(&chars, &brackets, &mut at))
                .unwrap_or_else(|| word(&chars, &brackets, &mut at)),
        };
        tokens.push(Token { kind, at: start });
    }
    tokens
}

/// The brackets of a query that enclose words.
struct Brackets {
    opening: Vec<bool>,
    closing: Vec<bool>,
}

impl Brackets {
    fn of(chars: &[char]) -> Self {
        let mut brackets = Self { opening: vec![false; chars.len()], closing: vec![false; chars.len()] };
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in chars.iter().enumerate() {
            match c {
                '(' | '（' => open.push(at),
                ')' | '）' => {
                    let Some(opening) = open.pop() else { continue };
                    let starts_word = opening.checked_sub(1).is_none_or(|before| {
                        is_end(&chars[before]) || matches!(chars[before], '(' | '（' | '-' | '－')
                    });
                    let has_words = chars[opening..at].iter().any(is_end);
                    let ends_word = chars.get(at + 1).is_none_or(|c| is_end(c) || matches!(c, ')' | '）'));
                    if starts_word && (ends_word || has_words) {
                        (brackets.opening[opening], brackets.closing[at]) = (true, true);
                    }
                }
                _ => {}
            }
        }
        // Those that are never closed are, at the start of a word, mistakes.
        for at in open {
            let before = at.checked_sub(1).map(|before| chars[before]);
            brackets.opening[at] = before.is_none_or(|c| is_end(&c) || matches!(c, '(' | '（'));
        }
        brackets
    }

    fn opens(&self, at: usize) -> bool {
        self.opening.get(at) == Some(&true)
    }

    fn closes(&self, at: usize) -> bool {
        self.closing.get(at) == Some(&true)
    }

    /// Whether a word may end before the character at `at`.
    fn ends_word(&self, chars: &[char], at: usize) -> bool {
        chars.get(at).is_none_or(is_end) || self.closes(at)
    }
}

fn number(chars: &[char], at: usize) -> (Option<u32>, usize) {
    // Digits may be full-width.
    let digit = |c: &char| match *c {
        c @ '０'..='９' => Some(c as u32 - '０' as u32),
        c => c.to_digit(10),
    };
    let digits: Vec<u32> = chars[at.min(chars.len())..].iter().map_while(digit).take(4).collect();
    let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
    ((!digits.is_empty()).then_some(value), at + digits.len())
}

/// What stands between quotation marks, if they enclose whole words.
fn quotation(chars: &[char], at: usize) -> Option<(String, usize)> {
    let close = match chars.get(at)? {
        '"' => '"',
        '＂' => '＂',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let end = at + 1 + chars[at + 1..].iter().position(|&c| c == close)?;
    Some((chars[at + 1..end].iter().collect(), end + 1))
}

fn quoted(chars: &[char], brackets: &Brackets, at: &mut usize) -> Option<Kind> {
    let (inner, mut end) = quotation(chars, *at)?;
    let mut near = None;
    if matches!(chars.get(end), Some('~' | '～')) {
        let (number, after) = number(chars, end + 1);
        (near, end) = match (number, chars.get(end + 1)) {
            (Some(number), _) => (Some(Near::Chars(number)), after),
            (None, Some('s' | 'S' | '句')) => (Some(Near::Sentence), end + 2),
            _ => (None, end),
        };
    }
    brackets.ends_word(chars, end).then(|| {
        *at = end;
        Kind::Quoted(inner, near)
    })
}

fn field(chars: &[char], brackets: &Brackets, at: &mut usize) -> Option<Kind> {
    let colon = *at + chars[*at..].iter().take(8).position(|c| matches!(c, ':' | '：'))?;
    let name: String = chars[*at..colon].iter().collect::<String>().to_lowercase();
    if !FIELDS.contains(&name.as_str()) {
        return None;
    }
    let start = colon + 1;
    let quotation = quotation(chars, start).filter(|(_, end)| brackets.ends_word(chars, *end));
    let (value, end) = quotation.unwrap_or_else(|| {
        let end = (start..).find(|&end| brackets.ends_word(chars, end)).unwrap_or(chars.len());
        (chars[start..end].iter().collect(), end)
    });
    *at = end;
    Some(Kind::Field(name, value, start))
}

fn is_end(c: &char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '｜')
}

fn word(chars: &[char], brackets: &Brackets, at: &mut usize) -> Kind {
    let start = *at;
    *at = (start + 1..).find(|&end| brackets.ends_word(chars, end)).unwrap_or(chars.len());
    let word: String = chars[start..*at].iter().collect();
    match word.as_str() {
        "AND" | "与" | "且" => Kind::And,
        "OR" | "或" => Kind::Or,
        "NOT" | "非" => Kind::Not,
        _ => Kind::Word(word),
    }
}
