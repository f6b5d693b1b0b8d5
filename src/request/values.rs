//! Several values of one argument: parted by commas, or in a file.

use std::path::Path;

use crate::error::{Error, Result};
use crate::message;
use crate::schema::users_text;

/// Begins the name of a file that holds values, a line each.
const FILE: char = '@';
/// Quotation marks that keep commas; a pair each.
const QUOTES: [(char, char); 3] = [('"', '"'), ('“', '”'), ('「', '」')];

/// The values that stand in what was typed for an argument, each time that it was given; `commas`: what parts them.
///
/// # Errors
/// [`Error::Io`] for a file that can't be read; [`Error::Filter`] for a quotation mark that is not closed.
pub(super) fn values(typed: &[String], commas: &[char]) -> Result<Vec<String>> {
    let mut values = Vec::new();
    for typed in typed {
        match typed.strip_prefix(FILE) {
            Some(file) => {
                let text = users_text(Path::new(file))?;
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                values.extend(lines.map(str::to_owned));
            }
            None => values.extend(parted(typed, commas)?),
        }
    }
    Ok(values)
}

/// Whether an argument's value names a file of this machine.
pub(super) fn names_file(typed: &str) -> bool {
    typed.starts_with(FILE)
}

fn parted(typed: &str, commas: &[char]) -> Result<Vec<String>> {
    let mut values = vec![String::new()];
    let mut closes = None;
    for c in typed.chars() {
        let last = values.last_mut().filter(|last| closes.is_some() || !last.trim().is_empty());
        let opens = QUOTES.iter().find(|(open, _)| *open == c).filter(|_| closes.is_none() && last.is_none());
        match (closes, opens) {
            (Some(close), _) if c == close => closes = None,
            (None, Some((_, close))) => closes = Some(*close),
            (None, None) if commas.contains(&c) => values.push(String::new()),
            _ => values.last_mut().into_iter().for_each(|last| last.push(c)),
        }
    }
    match closes {
        Some(_) => Err(Error::Filter { value: typed.to_owned(), reason: message!("quote-not-closed") }),
        None => Ok(values),
    }
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn commas_part_and_quotes_keep() {
        for (typed, commas, values) in [
            ("甲,乙", ",", &["甲", "乙"][..]),
            ("甲，乙、丙,丁", ",，、", &["甲", "乙", "丙", "丁"]),
            ("一、党建，廉政", ",", &["一、党建，廉政"]),
            ("\"一,二\",三", ",", &["一,二", "三"]),
            ("“一,二”,三", ",", &["一,二", "三"]),
            ("甲\"乙", ",", &["甲\"乙"]),
            ("甲,", ",", &["甲", ""]),
        ] {
            let commas: Vec<char> = commas.chars().collect();
            assert_eq!(parted(typed, &commas).expect("values"), values, "{typed}");
        }
        assert!(parted("\"甲,乙", &[',']).is_err());
    }
}
