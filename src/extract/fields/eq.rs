//! EQ fields: formulas that Word drew before it had others, and with which it still draws characters in circles,
//! readings above characters and characters put together. A code is text and switches, `\o\ac(○,密)`: a letter, options,
//! elements in parentheses (ISO/IEC 29500-1, 17.16.5.18).

/// Elements lie within each other to no such depth; what lies deeper is left out.
const MAX_DEPTH: usize = 32;

/// What is drawn around a character, or the character in it stands alone.
const FRAMES: &str = "○◯〇⃝◎●□■◇◆△▲▽▼☆⭕";

/// What the page shows of a code, without its name.
pub(super) fn shown(code: &str) -> String {
    let mut parser = Parser { chars: code.chars().collect(), at: 0 };
    parser.sequence(0, false).0
}

/// A run of text and switches.
struct Parser {
    chars: Vec<char>,
    at: usize,
}

/// How high an element stands in what it is drawn over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Height {
    Line,
    Raised,
    Lowered,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// What stands up to the end of an element, or of the code; and how high, if all of it is raised or lowered.
    fn sequence(&mut self, depth: usize, in_element: bool) -> (String, Height) {
        let (mut text, mut heights) = (String::new(), Vec::new());
        while let Some(c) = self.peek() {
            match c {
                ',' | ';' | ')' if in_element => break,
                '\\' => {
                    self.at += 1;
                    let (shown, height) = self.switch(depth);
                    if !shown.trim().is_empty() {
                        heights.push(height);
                    }
                    text += &shown;
                }
                // Parentheses without a switch are text, in pairs.
                '(' if in_element => {
                    self.at += 1;
                    let inner = if depth < MAX_DEPTH { self.elements(depth + 1).join(",") } else { String::new() };
                    text += &format!("({inner})");
                    heights.push(Height::Line);
                }
                c => {
                    self.at += 1;
                    if !c.is_whitespace() {
                        heights.push(Height::Line);
                    }
                    text.push(c);
                }
            }
        }
        let first = heights.first().copied().unwrap_or(Height::Line);
        let is_one = heights.iter().all(|height| *height == first);
        (text.trim().to_owned(), if is_one { first } else { Height::Line })
    }

    /// What stands behind a backslash.
    fn switch(&mut self, depth: usize) -> (String, Height) {
        let Some(letter) = self.next() else { return (String::new(), Height::Line) };
        // \* jc2, \* "Font:宋体": how it is drawn.
        if letter == '*' {
            self.format();
            return (String::new(), Height::Line);
        }
        if !letter.is_ascii_alphabetic() {
            return (letter.to_string(), Height::Line);
        }
        let options = self.options();
        let elements = match self.peek() {
            Some('(') if depth < MAX_DEPTH => {
                self.at += 1;
                self.elements_with_heights(depth + 1)
            }
            _ => Vec::new(),
        };
        let has = |option: &str| options.iter().any(|o| o.eq_ignore_ascii_case(option));
        let texts = |parted: &str| elements.iter().map(|e| e.0.as_str()).collect::<Vec<_>>().join(parted);
        let text = match letter.to_ascii_lowercase() {
            'o' => overstruck(&elements),
            'f' => texts("/"),
            'r' if elements.len() > 1 => format!("{}√{}", elements[0].0, elements[1].0),
            'r' => format!("√{}", texts("")),
            'a' => texts(" | "),
            'l' => texts(","),
            'i' => {
                let sign = if has("su") {
                    "∑"
                } else if has("pr") {
                    "∏"
                } else {
                    "∫"
                };
                format!("{sign}{}", texts(" "))
            }
            'b' => {
                let drawn = |side: &str, other: &str| {
                    let at = options.iter().position(|o| o.eq_ignore_ascii_case(side) || o.eq_ignore_ascii_case("bc"));
                    at.and_then(|at| options.get(at + 1))
                        .map_or_else(|| other.to_owned(), |o| mirrored(o, side == "rc"))
                };
                format!("{}{}{}", drawn("lc", if has("rc") { "" } else { "(" }), texts(""), {
                    drawn("rc", if has("lc") { "" } else { ")" })
                })
            }
            // \d moves, and shows nothing.
            'd' => String::new(),
            _ => texts(""),
        };
        let height = match letter.to_ascii_lowercase() {
            's' if options.iter().any(|o| o.to_ascii_lowercase().starts_with("up")) => Height::Raised,
            's' if options.iter().any(|o| o.to_ascii_lowercase().starts_with("do")) => Height::Lowered,
            _ => Height::Line,
        };
        (text, height)
    }

    /// `jc2`, `"Font:宋体"` behind `\*`.
    fn format(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let is_quoted = self.peek() == Some('"');
        self.at += usize::from(is_quoted);
        while let Some(c) = self.peek() {
            let is_end = if is_quoted { c == '"' } else { c.is_whitespace() || c == '\\' };
            if is_end {
                self.at += usize::from(is_quoted);
                return;
            }
            self.at += 1;
        }
    }

    /// Options of a switch: `\ac`, `\up 8`, `\bc\{`. A sign behind a backslash is one of its own.
    fn options(&mut self) -> Vec<String> {
        let mut options = Vec::new();
        loop {
            let before = self.at;
            while self.peek().is_some_and(|c| c.is_whitespace() || c.is_ascii_digit() || c == '-') {
                self.at += 1;
            }
            if self.peek() != Some('\\') {
                // Blanks before text that is none of the switch's are the text's.
                self.at = if self.peek() == Some('(') { self.at } else { before };
                return options;
            }
            let start = self.at + 1;
            let mut end = start;
            while self.chars.get(end).is_some_and(char::is_ascii_alphabetic) {
                end += 1;
            }
            match end - start {
                0 if start < self.chars.len() && !options.is_empty() => {
                    options.push(self.chars[start].to_string());
                    self.at = start + 1;
                }
                // Options have two letters and switches one.
                2.. => {
                    options.push(self.chars[start..end].iter().collect());
                    self.at = end;
                }
                _ => {
                    self.at = before;
                    return options;
                }
            }
        }
    }

    /// The elements up to the closing parenthesis.
    fn elements_with_heights(&mut self, depth: usize) -> Vec<(String, Height)> {
        let mut elements = Vec::new();
        loop {
            elements.push(self.sequence(depth, true));
            if !matches!(self.next(), Some(',' | ';')) {
                return elements;
            }
        }
    }

    fn elements(&mut self, depth: usize) -> Vec<String> {
        self.elements_with_heights(depth).into_iter().map(|element| element.0).collect()
    }
}

/// Elements that are drawn over each other: a frame and what is in it, a reading and what it is the reading of.
fn overstruck(elements: &[(String, Height)]) -> String {
    let is_frame = |text: &str| text.chars().count() == 1 && text.chars().all(|c| FRAMES.contains(c));
    let framed: Vec<&(String, Height)> =
        elements.iter().filter(|element| !element.0.is_empty() && !is_frame(&element.0)).collect();
    if framed.is_empty() {
        return elements.first().map(|element| element.0.clone()).unwrap_or_default();
    }
    if let [(number, _)] = framed.as_slice()
        && elements.iter().any(|(text, _)| matches!(text.as_str(), "○" | "◯" | "〇"))
        && let Some(circled) = number.parse().ok().and_then(circled)
    {
        return circled.to_string();
    }
    let has_base = framed.iter().any(|element| element.1 == Height::Line);
    framed.iter().filter(|element| !has_base || element.1 == Height::Line).map(|element| element.0.as_str()).collect()
}

/// A number in a circle, where there is such a character.
fn circled(number: u32) -> Option<char> {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    };
    char::from_u32(code)
}

/// A bracket as it stands on its side.
fn mirrored(bracket: &str, is_right: bool) -> String {
    const PAIRS: [(&str, &str); 4] = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")];
    let pair = PAIRS.iter().find(|pair| pair.0 == bracket || pair.1 == bracket);
    pair.map_or_else(|| bracket.to_owned(), |pair| if is_right { pair.1 } else { pair.0 }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_the_page_shows() {
        let cases = [
            (r" \o\ac(○,密)", "密"),
            (r" \o\ac(○,3)", "③"),
            (r" \o\ac(○,21)", "㉑"),
            (r" \o\ac(□,急)", "急"),
            (r#" \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(gōng),工)"#, "工"),
            (r" \o(\s\up 9(gōng),工)\o(\s\up 9(zuò),作)", "工作"),
            (r" \o\ad(\s\up 5(人民),\s\do 2(政府))", "人民政府"),
            (r" \f(1,2)", "1/2"),
            (r" \f(上年数；本年数)", "上年数；本年数"),
            (r" \f(甲;乙)", "甲/乙"),
            (r" \r(3,27)", "3√27"),
            (r" \r(2)", "√2"),
            (r" \x(重点)", "重点"),
            (r" \x\to\bo(框)", "框"),
            (r" \s\up8(上)\s\do3(下)", "上下"),
            (r" \s(上,下)", "上下"),
            (r" x\s\up8(2)", "x2"),
            (r" \b\bc\{(甲)", "{甲}"),
            (r" \b(甲)", "(甲)"),
            (r" \b\lc\[(甲)", "[甲"),
            (r" \a\al\co2(甲,乙)", "甲 | 乙"),
            (r" \i\su(1,5,n)", "∑1 5 n"),
            (r" \d\fo20\li()面积", "面积"),
            (r" \f(f(x),2)", "f(x)/2"),
            (r" 一\,二\(三\)\\", r"一,二(三)\"),
            (r" \o\ac(○", "○"),
            (r" \o", ""),
            (r" \", ""),
            ("", ""),
        ];
        for (code, expected) in cases {
            assert_eq!(shown(code), expected, "{code}");
        }
        let deep = r"\f(".repeat(10_000);
        assert!(shown(&deep).len() <= deep.len());
    }
}
