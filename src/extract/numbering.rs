//! Automatic numbers written out: what a list's format makes of a count. 一、 （一） 1. are not in a document's text where
//! its program writes them by itself, and without them the outline is lost.

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// 1 2 3
    #[default]
    Decimal,
    /// 01 02 03
    DecimalZero,
    /// １ ２ ３
    FullWidth,
    /// ① ② ③
    Circled,
    /// 一 二 三 … 十 十一
    Han,
    /// 一 二 三 … 一〇 一一
    HanDigits,
    /// 壹 贰 叁
    HanFormal,
    /// 甲 乙 丙
    Stems,
    /// 子 丑 寅
    Branches,
    /// I II III
    UpperRoman,
    /// i ii iii
    LowerRoman,
    /// A B C
    UpperLetter,
    /// a b c
    LowerLetter,
    /// A mark, the same for all, or nothing.
    Bullet,
}

impl NumberFormat {
    /// The format that Office Open XML calls so.
    pub(super) fn of_ooxml(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "koreanCounting" => Self::Han,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital" => Self::HanDigits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::HanFormal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "bullet" | "none" => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    /// The format with this number in Word's binary files and RTF (`MSONFC`, [MS-OSHARED] 2.2.1.3).
    pub(super) fn of_msonfc(nfc: u8) -> Self {
        match nfc {
            1 => Self::UpperRoman,
            2 => Self::LowerRoman,
            3 => Self::UpperLetter,
            4 => Self::LowerLetter,
            10 | 15 | 34 => Self::HanDigits,
            11 | 33 | 35 | 36 | 37 | 39 => Self::Han,
            14 | 19 => Self::FullWidth,
            16 | 38 => Self::HanFormal,
            18 | 28 | 29 => Self::Circled,
            22 => Self::DecimalZero,
            30 => Self::Stems,
            31 => Self::Branches,
            23 | 255 => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    /// The format whose sample is `sample`, as OpenDocument writes it: `1`, `一, 二, 三, ...`.
    pub(super) fn of_sample(sample: &str) -> Self {
        match sample.chars().next() {
            Some('一') if sample.contains("一〇") => Self::HanDigits,
            Some('一') => Self::Han,
            Some('壹') => Self::HanFormal,
            Some('甲') => Self::Stems,
            Some('子') => Self::Branches,
            Some('①') => Self::Circled,
            Some('１') => Self::FullWidth,
            Some('I') => Self::UpperRoman,
            Some('i') => Self::LowerRoman,
            Some('A') => Self::UpperLetter,
            Some('a') => Self::LowerLetter,
            Some('1') => Self::Decimal,
            _ => Self::Bullet,
        }
    }

    /// A number written so.
    pub(super) fn write(self, number: u32) -> String {
        let of_cycle = |cycle: &str| {
            cycle
                .chars()
                .nth((number.max(1) as usize - 1) % cycle.chars().count())
                .map(String::from)
                .unwrap_or_default()
        };
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::FullWidth => digits(number, "０１２３４５６７８９"),
            Self::Circled if (1..=20).contains(&number) => of_cycle("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
            Self::Circled => format!("({number})"),
            Self::Han => counted(number, "零一二三四五六七八九", ["十", "百", "千"], true),
            Self::HanDigits => digits(number, "〇一二三四五六七八九"),
            Self::HanFormal => counted(number, "零壹贰叁肆伍陆柒捌玖", ["拾", "佰", "仟"], false),
            Self::Stems => of_cycle("甲乙丙丁戊己庚辛壬癸"),
            Self::Branches => of_cycle("子丑寅卯辰巳午未申酉戌亥"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number, 'A'),
            Self::LowerLetter => letters(number, 'a'),
            Self::Bullet => String::new(),
        }
    }
}

/// A level's pattern with its numbers put in: `%1、` with 一 is 一、, `%1.%2` with 1 and 2 is 1.2. Where the pattern has
/// none, as that of bullets, nothing is written. `number` gives the number of a level, from 1.
pub(super) fn label(pattern: &str, number: impl Fn(u8) -> String) -> String {
    let mut out = String::new();
    let mut has_number = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek().and_then(|d| d.to_digit(10)).filter(|_| c == '%') {
            Some(level) => {
                chars.next();
                let number = number(level as u8);
                has_number |= !number.is_empty();
                out += &number;
            }
            None => out.push(c),
        }
    }
    let label = out.trim();
    // 1. 2020年…… without the gap is no number of a heading.
    let gap = if label.ends_with(|c: char| c.is_ascii() && c != ')') { " " } else { "" };
    if has_number { format!("{label}{gap}") } else { String::new() }
}

/// The counts of a list, level by level.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts([Option<u32>; Self::LEVELS]);

impl Counts {
    /// Lists have at most so many levels.
    pub(super) const LEVELS: usize = 9;

    /// Counts one more on a level, from `start`, and lets those below begin anew.
    pub(super) fn next(&mut self, level: usize, start: u32) -> u32 {
        let level = level.min(Self::LEVELS - 1);
        let number = self.0[level].map_or(start, |number| number.saturating_add(1));
        self.0[level] = Some(number);
        self.0[level + 1..].fill(None);
        number
    }

    /// Lets the next on a level have this number.
    pub(super) fn restart(&mut self, level: usize, number: u32) {
        if let Some(count) = self.0.get_mut(level) {
            *count = Some(number.saturating_sub(1));
        }
    }

    /// Lets a level and those below it begin anew.
    pub(super) fn forget(&mut self, level: usize) {
        self.0[level.min(Self::LEVELS)..].fill(None);
    }

    /// The number that a level has, if it was counted.
    pub(super) fn get(&self, level: usize) -> Option<u32> {
        self.0.get(level).copied().flatten()
    }
}

fn digits(number: u32, digits: &str) -> String {
    number.to_string().bytes().filter_map(|b| digits.chars().nth(usize::from(b - b'0'))).collect()
}

/// 二十一, 一百零三: below ten thousand; above, digits. Ten is 十 and not 一十 where `short`.
fn counted(number: u32, numerals: &str, units: [&str; 3], short: bool) -> String {
    if number >= 10_000 {
        return digits(number, numerals);
    }
    let numeral = |digit: u32| numerals.chars().nth(digit as usize).unwrap_or_default();
    if number == 0 {
        return numeral(0).to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if gap {
            out.push(numeral(0));
            gap = false;
        }
        if !(short && place == 1 && digit == 1 && out.is_empty()) {
            out.push(numeral(digit));
        }
        out += (place as usize).checked_sub(1).map_or("", |unit| units[unit]);
    }
    out
}

fn roman(number: u32) -> String {
    const UNITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (unit, letters) in UNITS {
        while left >= unit {
            out += letters;
            left -= unit;
        }
    }
    out
}

/// a … z, aa, bb …, as Word counts.
fn letters(number: u32, first: char) -> String {
    let (times, letter) = ((number.max(1) - 1) / 26 + 1, (number.max(1) - 1) % 26);
    let letter = char::from(first as u8 + letter as u8);
    std::iter::repeat_n(letter, times.min(10) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::{Counts, NumberFormat, label};

    #[test]
    fn numbers_as_people_write_them() {
        let written = |format: NumberFormat| [1, 10, 11, 20, 21, 103].map(|n| format.write(n)).join(" ");
        assert_eq!(written(NumberFormat::Han), "一 十 十一 二十 二十一 一百零三");
        assert_eq!(written(NumberFormat::HanDigits), "一 一〇 一一 二〇 二一 一〇三");
        assert_eq!(written(NumberFormat::HanFormal), "壹 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零叁");
        assert_eq!(written(NumberFormat::UpperRoman), "I X XI XX XXI CIII");
        assert_eq!(written(NumberFormat::LowerLetter), "a j k t u yyyy");
        assert_eq!(written(NumberFormat::Circled), "① ⑩ ⑪ ⑳ (21) (103)");
    }

    #[test]
    fn patterns_and_counts() {
        let mut counts = Counts::default();
        let mut next = |level: usize| counts.next(level, 1);
        assert_eq!([next(0), next(1), next(1), next(0), next(1)], [1, 1, 2, 2, 1]);
        let number = |level: u8| NumberFormat::Han.write(u32::from(level));
        assert_eq!(label("%1、", number), "一、");
        assert_eq!(label("（%2）", number), "（二）");
        assert_eq!(label("%1.%2.", |n| n.to_string()), "1.2. ");
        assert_eq!(label("\u{F0B7}", number), "");
        assert_eq!(label("第%1章", number), "第一章");
    }
}
