//! Dates as reports write them: 2021年1月12日, ２００６年１月, 二〇〇三年一月八日, 二Ο一八年元月十日, 十二月廿日, 2021-01-12.

use std::ops::Range;

use crate::report::{Date, Year};

/// A year that a text names, with month and day if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateMention {
    /// The year.
    pub(super) year: Year,
    /// The date, if there is a month.
    pub(super) date: Option<Date>,
}

/// All dates and years of a text, with the bytes that they take.
pub(super) fn mentions(text: &str) -> Vec<(DateMention, Range<usize>)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let starts_number = digit(chars[at].1).is_some() && (at == 0 || digit(chars[at - 1].1).is_none());
        match starts_number.then(|| mention(&chars, at)).flatten() {
            Some((mention, next)) => {
                let end = chars.get(next).map_or(text.len(), |&(byte, _)| byte);
                found.push((mention, chars[at].0..end));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// All years of a text, with 年 after them or without, but for those within longer numbers.
pub(super) fn years(text: &str) -> Vec<(Year, Range<usize>)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let begins = |at: &usize| digit(chars[*at].1).is_some() && (*at == 0 || digit(chars[*at - 1].1).is_none());
    let year = |at: usize| {
        let (number, next) = year_digits(&chars, at)?;
        let end = chars.get(next).map_or(text.len(), |&(byte, _)| byte);
        Some((Year::plausible(number)?, chars[at].0..end))
    };
    (0..chars.len()).filter(begins).filter_map(year).collect()
}

/// The first date of a text that has a month, and the bytes that it takes.
pub(in crate::report) fn date(text: &str) -> Option<(Date, Range<usize>)> {
    mentions(text).into_iter().find_map(|(mention, range)| Some((mention.date?, range))).or_else(|| whole(text))
}

/// The date that a text is, the whole of it: 20231209, 2023.12.
fn whole(text: &str) -> Option<(Date, Range<usize>)> {
    let digits = text.trim_matches(|c: char| !c.is_alphanumeric());
    let start = digits.as_ptr() as usize - text.as_ptr() as usize;
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (year, month, day) = match digits.split_once(['.', '-', '/']) {
        Some((year, month)) => (year, month, None),
        None if digits.len() == 8 && is_number(digits) => (&digits[..4], &digits[4..6], Some(&digits[6..])),
        None => return None,
    };
    if year.len() != 4 || month.len() > 2 || !is_number(year) || !is_number(month) {
        return None;
    }
    let year = Year::plausible(year.parse().ok()?)?;
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = day.map_or(Some(None), |day| day.parse().ok().filter(|day| (1..=31).contains(day)).map(Some))?;
    Some((Date { year, month, day }, start..start + digits.len()))
}

/// The year or date that begins at a character, and the character after it.
fn mention(chars: &[(usize, char)], at: usize) -> Option<(DateMention, usize)> {
    let (number, next) = year_digits(chars, at)?;
    let year = Year::plausible(number)?;
    let only_year = DateMention { year, date: None };
    let unit = skip_spaces(chars, next);
    let numeric = match chars.get(unit).map(|c| c.1) {
        Some('年') => false,
        // 2021-01-12; but 2021-2025 are years.
        Some('-' | '/' | '.' | '－') => true,
        _ => return None,
    };
    let done = if numeric { None } else { Some((only_year, unit + 1)) };
    let month_at = skip_spaces(chars, unit + 1);
    // 元月 is January.
    let first_month = (chars.get(month_at).map(|c| c.1) == Some('元')).then_some((1, month_at + 1));
    let Some((month @ 1..=12, next)) = first_month.or_else(|| small_number(chars, month_at)) else { return done };
    let after = skip_spaces(chars, next);
    match chars.get(after).map(|c| c.1) {
        Some('月') if !numeric => {}
        Some('-' | '/' | '.' | '－') if numeric => {}
        _ => return done,
    }
    let date = Date { year, month, day: None };
    let day_at = skip_spaces(chars, after + 1);
    let (day, next) = match small_number(chars, day_at) {
        Some((day @ 1..=31, next)) => (Some(day), next),
        _ if numeric => return None,
        _ => return Some((DateMention { year, date: Some(date) }, after + 1)),
    };
    let end = skip_spaces(chars, next);
    let ends_with_unit = matches!(chars.get(end).map(|c| c.1), Some('日' | '号'));
    let date = Date { day, ..date };
    Some((DateMention { year, date: Some(date) }, if ends_with_unit { end + 1 } else { next }))
}

/// Four digits, and no fifth.
fn year_digits(chars: &[(usize, char)], at: usize) -> Option<(u32, usize)> {
    let digits: Vec<u32> = chars[at..].iter().map_while(|&(_, c)| digit(c)).take(5).collect();
    (digits.len() == 4).then(|| (digits.iter().fold(0, |n, d| n * 10 + d), at + 4))
}

/// A month or a day: 1, 01, 十二, 二十三, 三十.
fn small_number(chars: &[(usize, char)], at: usize) -> Option<(u8, usize)> {
    let mut value: u32 = 0;
    let mut next = at;
    let mut tens = false;
    while let Some(&(_, c)) = chars.get(next).filter(|_| next - at < 3) {
        match (c, digit(c)) {
            ('廿' | '卅', _) if next == at => {
                value = if c == '廿' { 20 } else { 30 };
                tens = true;
            }
            ('十', _) if !tens => {
                value = value.max(1) * 10;
                tens = true;
            }
            (_, Some(d)) if tens => value += d,
            (_, Some(d)) => value = value * 10 + d,
            _ => break,
        }
        next += 1;
    }
    (next > at).then(|| Some((u8::try_from(value).ok()?, next))).flatten()
}

fn skip_spaces(chars: &[(usize, char)], at: usize) -> usize {
    at + chars.iter().skip(at).take_while(|(_, c)| c.is_whitespace()).count()
}

/// The digit that a character is, in any of the ways in which years are written; the circle of 二〇 has many forms.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '〇' | '○' | 'Ο' | 'О' | 'O' | '零' | 'о' | 'ο' | '◯' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{date, mentions};

    #[test]
    fn dates_that_are_all_of_a_line() {
        let check = |text: &str, expected: &str| {
            let found = date(text).map_or("none".to_owned(), |(date, _)| date.to_string());
            assert_eq!(found, expected, "{text}");
        };
        check("20231209", "2023-12-09");
        check("（2023.12）", "2023-12");
        check("2023.12亿元", "none");
        check("20231309", "none");
        check("2021-2025", "none");
    }

    #[test]
    fn dates_as_reports_write_them() {
        let check = |text: &str, expected: &str| {
            let found = mentions(text);
            let shown = found.iter().map(|(m, range)| {
                let value = m.date.map_or(m.year.to_string(), |date| date.to_string());
                format!("{value}={}", &text[range.clone()])
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
        };
        check("2021年1月12日在", "2021-01-12=2021年1月12日");
        check("二〇〇三年一月八日", "2003-01-08=二〇〇三年一月八日");
        check("二Ο一八年一月十日在", "2018-01-10=二Ο一八年一月十日");
        check("二○一二年十二月二十三日", "2012-12-23=二○一二年十二月二十三日");
        check("２００６年", "2006=２００６年");
        check("2016年 1 月", "2016-01=2016年 1 月");
        check("2021-01-12", "2021-01-12=2021-01-12");
        check("2021-2025年", "2025=2025年");
        check("2019年元月8日在", "2019-01-08=2019年元月8日");
        check("二〇二三年十二月廿一日", "2023-12-21=二〇二三年十二月廿一日");
        check("2023年12月下旬", "2023-12=2023年12月");
        check("GDP 2300亿元、12021年", "");
        check("一九九五年和1996年", "1995=一九九五年 1996=1996年");
        check("三五年", "");
    }
}
