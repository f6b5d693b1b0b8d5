//! Numbers beside charts, as their formats show them (ECMA-376 part 1, 18.8.30): digits after the point, groups of
//! thousands, percent, days, and what stands around them.

/// Days from the first of March of the year 0 to the day that tables count from.
const EPOCH: i64 = 693_899;

/// A number as a format shows it. Of several formats, for positive numbers and others, the first.
pub(super) fn shown(format: &str, number: f64) -> String {
    let mut chars = format.chars().peekable();
    let (mut before, mut after, mut pattern, mut is_day) = (String::new(), String::new(), String::new(), false);
    let mut day = String::new();
    let date = date(number);
    while let Some(c) = chars.next() {
        let mut literal = String::new();
        match c {
            ';' => break,
            '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
            '\\' => literal.extend(chars.next()),
            // Room as wide as a character, or filled with it.
            '_' | '*' => drop(chars.next()),
            // Conditions, colours, languages; and signs of money.
            '[' => {
                let code: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let money = code.strip_prefix('$').and_then(|code| code.split('-').next());
                literal.push_str(money.unwrap_or_default());
            }
            '0' | '#' | '?' | '.' | ',' => pattern.push(c),
            'y' | 'm' | 'd' => {
                let mut length = 1;
                while chars.next_if_eq(&c).is_some() {
                    length += 1;
                }
                is_day = true;
                literal = match (c, length) {
                    ('y', 1 | 2) => format!("{:02}", date.0 % 100),
                    ('y', _) => date.0.to_string(),
                    ('m', 2) => format!("{:02}", date.1),
                    ('m', _) => date.1.to_string(),
                    (_, 2) => format!("{:02}", date.2),
                    _ => date.2.to_string(),
                };
            }
            c if c.is_ascii_alphabetic() || c == '@' => {}
            c => literal.push(c),
        }
        day += &literal;
        (if pattern.is_empty() { &mut before } else { &mut after }).push_str(&literal);
    }
    if is_day { day } else { format!("{before}{}{after}", digits(&pattern, number * percent(format))) }
}

/// By how much a number is multiplied before it is shown.
fn percent(format: &str) -> f64 {
    if format.contains('%') { 100.0 } else { 1.0 }
}

/// The digits of a number, by a pattern of `0`, `#`, `.` and `,`; all that it has without one.
fn digits(pattern: &str, number: f64) -> String {
    if !pattern.contains(['0', '#', '?']) {
        return format!("{number:.12}").trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    let places = pattern.split_once('.').map_or("", |(_, places)| places);
    let (most, least) = (places.len(), places.trim_end_matches('#').len());
    // A half is rounded up, as people do, though its binary form may lie below it.
    let text = format!("{:.most$}", number * (1.0 + f64::EPSILON));
    let unneeded = text.chars().rev().take(most - least).take_while(|c| *c == '0').count();
    let text = text[..text.len() - unneeded].trim_end_matches('.');
    if pattern.contains(',') { in_thousands(text) } else { text.to_owned() }
}

fn in_thousands(text: &str) -> String {
    let (whole, after) = text.find('.').map_or((text, ""), |point| text.split_at(point));
    let mut left = whole.chars().filter(char::is_ascii_digit).count();
    let mut grouped = String::new();
    for c in whole.chars() {
        grouped.push(c);
        if c.is_ascii_digit() {
            left -= 1;
            if left > 0 && left.is_multiple_of(3) {
                grouped.push(',');
            }
        }
    }
    grouped + after
}

/// Year, month and day of a number of days, as tables count them: 1 is the first of 1900 (Howard Hinnant's
/// `civil_from_days`).
fn date(number: f64) -> (i64, i64, i64) {
    // Years of four digits: what is beyond is no day.
    let days = number.clamp(0.0, 2_958_465.0) as i64 + EPOCH;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_are_shown_by_their_formats() {
        for (format, number, expected) in [
            ("General", 1234.56, "1234.56"),
            ("", 0.1 + 0.2, "0.3"),
            ("0%", 0.256, "26%"),
            ("0.00%", 0.0145, "1.45%"),
            ("#,##0.0_ ;[Red]-#,##0.0", 1_234_567.85, "1,234,567.9"),
            ("0.##", 2.5, "2.5"),
            ("0.##", 2.0, "2"),
            ("0.0\"万元\"", 12.25, "12.3万元"),
            ("\"¥\"#,##0", 1200.0, "¥1,200"),
            ("yyyy\"年\"m\"月\"d\"日\"", 44_927.0, "2023年1月1日"),
            ("[$¥-804]0", 5.0, "¥5"),
            ("[$-804]yyyy/mm/dd", 45_351.0, "2024/02/29"),
        ] {
            assert_eq!(shown(format, number), expected, "{format}");
        }
    }
}
