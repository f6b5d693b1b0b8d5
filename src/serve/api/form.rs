//! In which form an answer is given: an address says it by its ending.

use crate::error::{Error, Result};
use crate::message;
use crate::request::{Pairs, from_pairs_and, takes};
use crate::serve::asked::Asked;

/// A form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As `--json` prints it: the form of an address without an ending.
    Json,
    /// A JSON object a row.
    JsonLines,
    /// A table.
    Csv,
    /// A table as a workbook.
    Xlsx,
    /// Quotations.
    Markdown,
    /// Quotations as a document.
    Docx,
    /// Lines that name a report each.
    Text,
}

/// Arguments of the command line that say a form, and the form.
const SAID: [(&str, Form); 6] = [
    ("json", Form::Json),
    ("jsonl", Form::JsonLines),
    ("csv", Form::Csv),
    ("xlsx", Form::Xlsx),
    ("markdown", Form::Markdown),
    ("docx", Form::Docx),
];

/// Those arguments.
pub(super) const ARGUMENTS: [&str; 6] = ["json", "jsonl", "csv", "xlsx", "markdown", "docx"];

impl Form {
    /// The ending of files of this form.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Text => "txt",
        }
    }

    /// The address of an answer in this form.
    pub(super) fn of(self, path: &str) -> String {
        if self == Self::Json { path.to_owned() } else { format!("{path}.{}", self.ending()) }
    }

    /// What kind of bytes it is.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLines => LINES,
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The argument that asks the command line for it; of lines that name reports there is none.
    pub(super) fn argument(self) -> Option<&'static str> {
        SAID.iter().find(|(_, form)| *form == self).map(|(argument, _)| *argument)
    }

    /// What is asked, in this form, as the command line understands it.
    ///
    /// # Errors
    /// [`Error::Request`], also for a form that is asked for otherwise than by the address.
    pub(super) fn request<R: Pairs>(self, asked: &Asked, own: &[(&'static str, &'static str)]) -> Result<R> {
        let pairs: Vec<(&str, &str)> = asked.pairs().collect();
        let said = |(name, _): &(&str, &str)| SAID.iter().find(|(argument, _)| argument == name);
        if let Some((argument, form)) = pairs.iter().find_map(said).filter(|(argument, _)| takes::<R>(argument)) {
            let path = asked.address.path();
            let end = path.rfind('/').and_then(|slash| Some(slash + path[slash..].find('.')?)).unwrap_or(path.len());
            let address = form.of(&path[..end]);
            return Err(Error::Request(message!("form-of-address", name = *argument, address = address)));
        }
        // Where a file is named, it is what is sent.
        let is_file = matches!(self, Self::Xlsx | Self::Docx);
        let of_form = self.argument().map(|argument| (argument, if is_file { "-" } else { "" }));
        let own: Vec<(&str, &str)> = own.iter().copied().chain(of_form).collect();
        from_pairs_and(&pairs, &own)
    }
}

/// JSON, a value a line.
pub(super) const LINES: &str = "application/x-ndjson";
