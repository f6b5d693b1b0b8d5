//! What is said of an answer beside it, as the command line says it on standard error: here in headers, as JSON in ASCII.

use std::fmt::Write;

use axum::http::response::Builder;
use serde::Serialize;

use crate::answer::{Counted, Coverage, Total};
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::json::{Searched, TotalJson};
use crate::output::terminal::{searched_of, totals};

/// How much matches in all,
pub(super) const TOTAL: &str = "baogao-total";
/// what that was drawn from,
pub(super) const SEARCHED: &str = "baogao-searched";
/// and what is said of it in words.
pub(super) const NOTE: &str = "baogao-note";
/// Characters of a note: a header is no place for more.
const MAX_NOTE: usize = 240;
/// Notes, likewise.
const MAX_NOTES: usize = 8;

/// What is said of an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    total: Option<Total>,
    searched: Option<Coverage>,
    is_part: bool,
    notes: Vec<Message>,
}

impl Head {
    /// How much matches in all.
    pub(super) fn total(&mut self, total: Total) {
        self.total = Some(total);
    }

    /// What the answer is drawn from.
    pub(super) fn searched(&mut self, coverage: &Coverage) {
        self.searched = Some(coverage.clone());
    }

    /// Only a part of what matches was asked for.
    pub(super) fn part(&mut self) {
        self.is_part = true;
    }

    /// Says in words what is known before the end: how much of a part is not there is known when the head is long sent.
    pub(super) fn note_sums(&mut self) {
        let Some(coverage) = self.searched.clone() else { return };
        let sums = match self.total {
            Some(total) => totals(&Counted { total, coverage }),
            None => searched_of(&coverage),
        };
        self.note(if self.is_part { message!("part-asked-for", sums = sums) } else { sums });
    }

    /// Says something of it.
    pub(super) fn note(&mut self, note: Message) {
        self.notes.push(note);
    }

    /// Adds it to a response.
    pub(super) fn add(self, mut response: Builder, lang: Lang) -> Builder {
        if let Some(total) = self.total {
            response = response.header(TOTAL, ascii(&TotalJson::from(total)));
        }
        if let Some(searched) = &self.searched {
            response = response.header(SEARCHED, ascii(&Searched::from(searched)));
        }
        if !self.notes.is_empty() {
            let said = self.notes.iter().take(MAX_NOTES).map(|note| shortened(&note.say(lang)));
            response = response.header(NOTE, ascii(&said.collect::<Vec<_>>()));
        }
        response
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_NOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// JSON whose other characters are written as `\u` and their UTF-16.
fn ascii(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut ascii = String::new();
    let mut units = [0; 2];
    for c in json.chars() {
        if c.is_ascii() && !c.is_ascii_control() {
            ascii.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ascii;

    proptest! {
        #[test]
        fn what_is_written_in_ascii_is_read_as_it_was(text in any::<String>()) {
            let written = ascii(&text);
            prop_assert!(written.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{}", written);
            prop_assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text);
        }
    }
}
