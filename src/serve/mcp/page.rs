//! A page of an answer: as much of it as an assistant should be given at once.

use super::cursor::Place;
use super::words::cut;
use crate::error::Result;

/// Characters of an answer. What assistants complain of in such servers is answers of tens of thousands of tokens; so many
/// Chinese characters are about as many tokens, and ten hits with all that is known of them.
pub(super) const MAX_CHARS: usize = 6_000;
/// Of these, what stands above the rows: totals, and what is worth saying of them;
const HEAD: usize = 1_200;
/// what stands below: what is left out, and the cursor;
const TAIL: usize = 500;
/// and a row: even the longest finds room on a page of its own.
pub(super) const MAX_ROW: usize = MAX_CHARS - HEAD - TAIL - 2;

/// A row of an answer.
pub(super) struct Row {
    /// Where it stands in the answer.
    pub(super) at: Place,
    /// Its lines.
    pub(super) text: String,
}

/// A page that is being filled.
pub(super) struct Page {
    text: String,
    chars: usize,
}

impl Page {
    /// A page with such lines above its rows.
    pub(super) fn new(head: &[String]) -> Self {
        let text = cut(&head.join("\n"), HEAD);
        Self { chars: text.chars().count(), text }
    }

    /// Puts on it as many rows as find room, each after an empty line if `apart`; gives back the place of the first that
    /// does not.
    ///
    /// # Errors
    /// The first of the rows.
    pub(super) fn fill(&mut self, rows: impl IntoIterator<Item = Result<Row>>, apart: bool) -> Result<Option<Place>> {
        for row in rows {
            let Row { at, text } = row?;
            let text = cut(&text, MAX_ROW);
            let chars = text.chars().count() + if apart { 2 } else { 1 };
            if self.chars + chars > MAX_CHARS - TAIL {
                return Ok(Some(at));
            }
            self.text.push_str(if apart { "\n\n" } else { "\n" });
            self.text.push_str(&text);
            self.chars += chars;
        }
        Ok(None)
    }

    /// All of it, with what stands below the rows.
    pub(super) fn end(mut self, tail: &str) -> String {
        let tail = cut(tail, TAIL - 2);
        if !tail.is_empty() {
            self.text.push_str("\n\n");
            self.text.push_str(&tail);
        }
        self.text
    }
}
