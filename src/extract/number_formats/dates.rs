//! Dates and times: days since the turn of 1900, or of 1904, to what a section shows of them.

use super::code::{Locale, Section, Token};
use super::numerals::Numerals;
use crate::source::date;

/// The first day beyond the year 9999.
const END: f64 = 2_958_466.0;
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_IN_CHINESE: &str = "日一二三四五六";

/// A moment.
struct Moment {
    year: u32,
    month: u32,
    day: u32,
    /// From Sunday, 0.
    weekday: u32,
    /// Whole days since the start.
    days: u64,
    second: u64,
    /// Behind the second, in units of the last digit shown.
    fraction: u64,
}

/// What a section shows of a moment; nothing for one out of bounds.
pub(super) fn shown(section: &Section, value: f64, is_1904: bool) -> Option<String> {
    if !(0.0..END).contains(&value) {
        return None;
    }
    let places = second_places(&section.tokens);
    let moment = Moment::of(value, is_1904, places);
    match section.locale {
        Locale::SystemDate => return Some(format!("{}年{}月{}日", moment.year, moment.month, moment.day)),
        Locale::SystemTime => {
            let (hour, minute) = (moment.second / 3600, moment.second / 60 % 60);
            return Some(format!("{hour}:{minute:02}:{:02}", moment.second % 60));
        }
        Locale::English | Locale::Chinese => {}
    }
    let has_half = section.tokens.iter().any(|token| matches!(token, Token::Half(_)));
    let is_chinese = section.locale == Locale::Chinese;
    let mut text = String::new();
    let mut in_fraction = false;
    for token in &section.tokens {
        let is_place = *token == Token::Place('0');
        in_fraction &= is_place;
        match token {
            Token::Literal(literal) => text += literal,
            Token::Date(letter, count) => text += &moment.part(*letter, *count, section.numerals, is_chinese, has_half),
            Token::Elapsed(letter, count) => {
                let seconds = moment.days * 86_400 + moment.second;
                let number = match letter {
                    'h' => seconds / 3600,
                    'm' => seconds / 60,
                    _ => seconds,
                };
                text += &format!("{number:0count$}");
            }
            Token::Half(chinese) => {
                let is_morning = moment.second < 43_200;
                text += match (*chinese || is_chinese, is_morning) {
                    (true, true) => "上午",
                    (true, false) => "下午",
                    (false, true) => "AM",
                    (false, false) => "PM",
                };
            }
            Token::Point if places > 0 => {
                text += &format!(".{:0places$}", moment.fraction);
                in_fraction = true;
            }
            Token::Point => text.push('.'),
            Token::Place(c) if !in_fraction => text.push(*c),
            Token::Comma => text.push(','),
            Token::Percent => text.push('%'),
            Token::Slash => text.push('/'),
            _ => {}
        }
    }
    Some(text)
}

/// How many digits are shown behind seconds: `ss.00`.
fn second_places(tokens: &[Token]) -> usize {
    let starts = |w: &[Token]| matches!(w, [Token::Date('s', _) | Token::Elapsed('s', _), Token::Point]);
    let Some(at) = tokens.windows(2).position(starts) else { return 0 };
    tokens[at + 2..].iter().take_while(|token| **token == Token::Place('0')).count().min(3)
}

impl Moment {
    fn of(value: f64, is_1904: bool, places: usize) -> Self {
        let units = 10_u64.pow(places as u32);
        let all = (value * 86_400.0 * units as f64).round() as u64;
        let (seconds, fraction) = (all / units, all % units);
        let (days, second) = (seconds / 86_400, seconds % 86_400);
        // Days since 1899-12-30, which day 0 of the one count is after the day that it has too many: 1900-02-29.
        let since = if is_1904 {
            days + 1462
        } else if days > 60 {
            days
        } else {
            days + 1
        };
        let (year, month, day) = match days {
            60 if !is_1904 => (1900, 2, 29),
            0 if !is_1904 => (1900, 1, 0),
            // 1970-01-01 is the day 25,569 of these.
            _ => {
                let (year, month, day) = date(since as i64 - 25_569);
                (year as u32, month, day)
            }
        };
        // 1899-12-30 was a Saturday.
        Self { year, month, day, weekday: ((since + 6) % 7) as u32, days, second, fraction }
    }

    fn part(&self, letter: char, count: usize, numerals: Numerals, is_chinese: bool, has_half: bool) -> String {
        let number = |number: u32| match (numerals, count) {
            (Numerals::Arabic | Numerals::FullWidth, 2..) => numerals.each(&format!("{number:02}")),
            _ => numerals.spoken(number.into()),
        };
        let day = DAYS_IN_CHINESE.chars().nth(self.weekday as usize).unwrap_or_default();
        let english_day = DAYS[self.weekday as usize % 7];
        let english_month = MONTHS[(self.month as usize + 11) % 12];
        let hour = (self.second / 3600) as u32;
        match (letter, count) {
            ('y', ..=2) => numerals.each(&format!("{:02}", self.year % 100)),
            ('y' | 'e', _) => numerals.each(&self.year.to_string()),
            ('m', 3..) if is_chinese => format!("{}月", Numerals::Han.spoken(self.month.into())),
            ('m', 3) => english_month[..3].to_owned(),
            ('m', 5) => english_month[..1].to_owned(),
            ('m', 4..) => english_month.to_owned(),
            ('m', _) => number(self.month),
            ('a', 3) => format!("周{day}"),
            ('d', 3) if is_chinese => format!("周{day}"),
            ('a', _) => format!("星期{day}"),
            ('d', 4..) if is_chinese => format!("星期{day}"),
            ('d', 3) => english_day[..3].to_owned(),
            ('d', 4..) => english_day.to_owned(),
            ('d', _) => number(self.day),
            ('h', _) if has_half => number(if hour.is_multiple_of(12) { 12 } else { hour % 12 }),
            ('h', _) => number(hour),
            ('n', _) => number((self.second / 60 % 60) as u32),
            _ => number((self.second % 60) as u32),
        }
    }
}
