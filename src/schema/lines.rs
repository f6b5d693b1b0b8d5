//! The line format of the schema's tables: `key = value value …`, `#` for comments.

use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;

/// A table's text, and the name by which errors call it.
pub(crate) struct Named<'a> {
    pub(crate) name: String,
    pub(crate) text: &'a str,
}

/// An entry of a table.
pub(crate) struct Entry<'a> {
    /// Line, from 1.
    pub(crate) line: usize,
    pub(crate) key: &'a str,
    pub(crate) values: Vec<&'a str>,
}

impl<'a> Named<'a> {
    /// Lines that say something, with their numbers from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let text = self.text.strip_prefix('\u{FEFF}').unwrap_or(self.text);
        let numbered = text.lines().enumerate().map(|(i, line)| (i + 1, line.trim()));
        numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    }

    /// The entries of a `key = value …` table; no key may stand twice.
    pub(crate) fn entries(&self) -> Result<Vec<Entry<'a>>> {
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for (line, text) in self.lines() {
            let Some((key, values)) = text.split_once(['=', '＝']) else {
                return Err(self.wrong(line, message!("no-equals", text = text)));
            };
            let key = key.trim();
            if key.is_empty() {
                return Err(self.wrong(line, message!("nothing-before-equals")));
            }
            if let Some(first) = entries.iter().find(|e| e.key == key) {
                return Err(self.wrong(line, message!("stands-already", text = key, line = first.line)));
            }
            entries.push(Entry { line, key, values: values.split_whitespace().collect() });
        }
        Ok(entries)
    }

    pub(crate) fn wrong(&self, line: usize, reason: Message) -> Error {
        Error::Schema { file: self.name.clone(), line, reason }
    }
}

/// The folder's own entries, then the built-in ones that it doesn't replace. Entries without values are left out: they
/// only remove.
pub(crate) fn merged<'a>(own: Vec<Entry<'a>>, built_in: Vec<Entry<'a>>) -> Vec<Entry<'a>> {
    let kept: Vec<_> = built_in.into_iter().filter(|b| own.iter().all(|o| o.key != b.key)).collect();
    own.into_iter().chain(kept).filter(|e| !e.values.is_empty()).collect()
}
