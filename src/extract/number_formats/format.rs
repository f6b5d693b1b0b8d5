//! A format, and what it shows of values.

use super::code::{Section, Token, sections};
use super::decimal::Decimal;
use super::numerals::Numerals;
use super::{dates, digits};

/// A number without a format is shown in so many characters.
const GENERAL_CHARS: usize = 11;
/// Numbers below are shown as powers of ten.
const SMALLEST: f64 = 1e-9;
/// Numbers from this on are, too.
const LARGEST: f64 = 1e21;

/// A number format.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct NumberFormat {
    /// Those for numbers.
    numbers: Vec<Section>,
    text: Option<Section>,
}

impl NumberFormat {
    /// Takes a code apart. Any text is one.
    pub(in crate::extract) fn parse(code: &str) -> Self {
        let mut numbers = sections(code);
        numbers.truncate(4);
        // The fourth is that of texts, and so is one before it that has a place for a text.
        let is_text = numbers.len() == 4 || numbers.last().is_some_and(Section::is_text);
        let text = if is_text { numbers.pop() } else { None };
        Self { numbers, text }
    }

    /// What a cell shows of a number.
    pub(in crate::extract) fn number(&self, value: f64, is_1904: bool) -> String {
        let Some((section, is_signed)) = self.section(value) else { return general(value) };
        let sign = if is_signed && value < 0.0 { "-" } else { "" };
        if section.is_date() {
            return dates::shown(section, value, is_1904).unwrap_or_else(|| general(value));
        }
        if section.tokens.contains(&Token::General) {
            let number = match section.numerals {
                Numerals::Han | Numerals::HanFormal if value.fract() == 0.0 && value.abs() < 1e15 => {
                    section.numerals.spoken(value.abs() as u64)
                }
                numerals => numerals.each(&general(value.abs())),
            };
            let shown = |token: &Token| match token {
                Token::General => number.clone(),
                Token::Literal(text) => text.clone(),
                Token::Percent => "%".to_owned(),
                _ => String::new(),
            };
            return sign.to_owned() + &section.tokens.iter().map(shown).collect::<String>();
        }
        format!("{sign}{}", section.numerals.each(&digits::shown(section, value.abs())))
    }

    /// What a cell shows of a text.
    pub(in crate::extract) fn text(&self, text: &str) -> String {
        let Some(section) = &self.text else { return text.to_owned() };
        let shown = |token: &Token| match token {
            Token::Text => text.to_owned(),
            Token::Literal(literal) => literal.clone(),
            Token::General => text.to_owned(),
            _ => String::new(),
        };
        section.tokens.iter().map(shown).collect()
    }

    /// The section for a value, and whether it shows the sign of one below 0. Nothing where numbers have none.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let sections = &self.numbers;
        let first = sections.first().filter(|first| sections.len() > 1 || **first != Section::default())?;
        if sections.iter().all(|section| section.condition.is_none()) {
            return Some(match sections.len() {
                3 if value == 0.0 => (&sections[2], false),
                2.. if value < 0.0 => (&sections[1], false),
                _ => (first, true),
            });
        }
        let holds = |section: &&Section| section.condition.as_ref().is_some_and(|condition| condition.holds(value));
        let is_dedicated = |section: &Section| match &section.condition {
            Some(condition) => condition.is_of_negatives(),
            None => first.condition.as_ref().is_some_and(super::code::Condition::is_of_positives),
        };
        let other = sections.iter().rfind(|section| section.condition.is_none());
        let section = sections.iter().find(holds).or(other).or_else(|| sections.last())?;
        Some((section, !is_dedicated(section)))
    }
}

/// A number as it is shown without a format. Whole numbers are shown with all their digits, whatever the width of their
/// column: numbers of papers and telephones are such.
pub(in crate::extract) fn general(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let amount = value.abs();
    if !(SMALLEST..LARGEST).contains(&amount) {
        let written = format!("{amount:.5E}");
        let (mantissa, power) = written.split_once('E').unwrap_or((&written, "0"));
        return format!("{sign}{}E{power}", mantissa.trim_end_matches('0').trim_end_matches('.'));
    }
    let decimal = Decimal::of(amount);
    let whole_digits = decimal.whole_digits().max(1) as usize;
    let number = decimal.rounded(GENERAL_CHARS.saturating_sub(whole_digits + 1));
    format!("{sign}{}", number.plain())
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    fn number(value: f64, code: &str) -> String {
        NumberFormat::parse(code).number(value, false).trim().to_owned()
    }

    #[test]
    fn numbers() {
        let cases = [
            (0.085, "0.0%", "8.5%"),
            (1.0, "0%", "100%"),
            (123_456_789.5, "#,##0.00", "123,456,789.50"),
            (-1234.5, "#,##0.00", "-1,234.50"),
            (123_456_789.5, r#"0!.0,"万元""#, "12345.7万元"),
            (123_456_789.5, r#"0\.0,"万元""#, "12345.7万元"),
            (1_234_567.0, "0.00,,", "1.23"),
            (12_345.0, "0.0,", "12.3"),
            (1234.5, r#"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#, "1,234.50"),
            (-1234.5, r#"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#, "-1,234.50"),
            (0.0, r#"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#, "-"),
            (1234.5, r#"[$¥-804]#,##0.00"#, "¥1,234.50"),
            (-1234.5, "#,##0;[Red](#,##0)", "(1,235)"),
            (0.75, "# ?/?", "3/4"),
            (1.333, "# ??/??", "1 1/3"),
            (2.5, "# ?/8", "2 4/8"),
            (0.25, "?/100", "25/100"),
            (3.0, "# ?/?", "3"),
            (1_234_567.0, "0.00E+00", "1.23E+06"),
            (0.000_012_34, "0.00E+00", "1.23E-05"),
            (123_456.0, "##0.0E+0", "123.5E+3"),
            (9.999, "0.00E+00", "1.00E+01"),
            (3.0, r#""第"0"期""#, "第3期"),
            (3.0, "000", "003"),
            (13_812_345_678.0, "000-0000-0000", "138-1234-5678"),
            (5.0, ";;;", ""),
            (0.0, "0;-0;;@", ""),
            (-5.0, "0;-0;;@", "-5"),
            (5.0, "@", "5"),
            (0.1 + 0.2, "General", "0.3"),
            (1.0 / 3.0, "General", "0.333333333"),
            (110_101_199_001.0, "General", "110101199001"),
            (123_456_789_012_345.0, "0", "123456789012345"),
            (1e20, "#,##0", "100,000,000,000,000,000,000"),
            (1e-12, "General", "1E-12"),
            (1.5e30, "General", "1.5E30"),
            (-2.5, "G/通用格式", "-2.5"),
            (100.0, r#"G/通用格式"人""#, "100人"),
            (5.0, "0.##", "5."),
            (0.5, "#.0", ".5"),
            (1.005, "0.00", "1.01"),
            (999.995, "#,##0.00", "1,000.00"),
            (0.0, "#", ""),
            (12.0, "0000,000", "0,000,012"),
            (5.0, r#"[>=60]"合格";"不合格""#, "不合格"),
            (75.0, r#"[>=60]"合格";"不合格""#, "合格"),
            (-5.0, "[>0]0.0;[<0]下降0.0;0", "下降5.0"),
            (-5.0, "[<100]0.0;0", "-5.0"),
            (123_456_789.0, r#"[>=100000000]0.00,,"百万";[>=10000]0.0,"千";0"#, "123.46百万"),
            (1.0, r#""是";"否";"无""#, "是"),
            (8.5, r"0.0\%", "8.5%"),
            (12_345.0, "[DBNum1][$-804]General", "一万二千三百四十五"),
            (12_345.0, r#"[DBNum2][$-804]General"元整""#, "壹万贰仟叁佰肆拾伍元整"),
            (2023.0, "[DBNum1]0", "二〇二三"),
            (1234.0, "# ##0", "1 234"),
            (7.0, "", "7"),
        ];
        for (value, code, expected) in cases {
            assert_eq!(number(value, code), expected, "{value} as {code}");
        }
    }

    #[test]
    fn dates() {
        let cases = [
            (45280.0, r#"yyyy"年"m"月"d"日""#, "2023年12月20日"),
            (45280.0, "yyyy年m月d日", "2023年12月20日"),
            (45280.0, r#"[$-804]yyyy"年"m"月"d"日";@"#, "2023年12月20日"),
            (45280.0, r#"[DBNum1][$-804]yyyy"年"m"月"d"日";@"#, "二〇二三年十二月二十日"),
            (45280.0, "[$-804]aaaa;@", "星期三"),
            (45280.0, "aaa", "周三"),
            (45280.5, "yyyy/m/d h:mm;@", "2023/12/20 12:00"),
            (45280.0, "[$-F800]dddd, mmmm dd, yyyy", "2023年12月20日"),
            (45280.6, "[$-F400]h:mm:ss AM/PM", "14:24:00"),
            (45280.6, r#"上午/下午h"时"mm"分""#, "下午2时24分"),
            (45280.6, "h:mm AM/PM", "2:24 PM"),
            (45280.0, "yyyy\\-mm\\-dd", "2023-12-20"),
            (45280.0, "yyyy.m.d", "2023.12.20"),
            (45280.0, "d-mmm-yy", "20-Dec-23"),
            (45280.0, "e\"年\"", "2023年"),
            (1.5, "[h]:mm:ss", "36:00:00"),
            (0.000_011_6, "mm:ss.00", "00:01.00"),
            (0.999_999, "h:mm:ss", "0:00:00"),
            (60.0, "yyyy-m-d", "1900-2-29"),
            (61.0, "yyyy-m-d", "1900-3-1"),
            (1.0, "yyyy-m-d", "1900-1-1"),
            (-5.0, "yyyy-mm-dd", "-5"),
            (1e9, "yyyy-mm-dd", "1000000000"),
        ];
        for (value, code, expected) in cases {
            assert_eq!(number(value, code), expected, "{value} as {code}");
        }
        assert_eq!(NumberFormat::parse("yyyy-mm-dd").number(0.0, true), "1904-01-01");
    }

    #[test]
    fn texts() {
        for (code, expected) in [("@", "甲"), ("General", "甲"), (r#"@"元""#, "甲元"), (";;;", ""), ("0;-0;;@", "甲")]
        {
            assert_eq!(NumberFormat::parse(code).text("甲"), expected, "{code}");
        }
    }

    #[test]
    fn no_code_is_too_strange() {
        let signs =
            ["0", "#", "?", ".", ",", "/", "%", "E+", "y", "m", "h", "s", "[h]", "[", "]", "\"", ";", "*", "_", "万"];
        let mut seed = 1_u64;
        for _ in 0..20_000 {
            let mut code = String::new();
            for _ in 0..8 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                code += signs[(seed >> 33) as usize % signs.len()];
            }
            for value in [0.0, -0.5, 1.0 / 3.0, 45280.7, -1e300, 1e300, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY] {
                let _ = NumberFormat::parse(&code).number(value, false);
            }
        }
    }
}
