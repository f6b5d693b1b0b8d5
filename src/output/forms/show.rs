//! One report, or what was cited and how it stands now.

use crate::answer::{Citation, Detail, Engine, Listed, Standing, cited, find_passage, find_report, listed};
use crate::error::{Error, Result};
use crate::ingest::ReportNow;
use crate::message;
use crate::messages::Message;
use crate::output::json;
use crate::query::Filters;

/// What a name means.
pub enum Shown {
    /// A report, with its texts.
    Report(Listed),
    /// A passage of one.
    Passage(Citation),
}

/// What a path, or a part of one, or a citation means; `under`: the folder within the indexed one that it lies in.
///
/// # Errors
/// [`Error::Report`] if none or several are meant, and of the engine.
pub fn shown(engine: &dyn Engine, name: &str, under: Option<&str>) -> Result<Shown> {
    if let Some(citation) = Citation::parse(name) {
        return Ok(Shown::Passage(citation));
    }
    let (path, number) = find_passage(engine, name, under)?;
    match number {
        Some(number) => numbered(engine, path, number).map(Shown::Passage),
        None => Ok(Shown::Report(listed(find_report(engine, &path)?, &Filters::default()))),
    }
}

/// A passage, as a match in a column names it.
fn numbered(engine: &dyn Engine, path: String, number: u32) -> Result<Citation> {
    let missing = || Error::Report { name: format!("{path}#{number}"), candidates: Vec::new() };
    let view = engine.report(&path, Detail::Passage(number))?.ok_or_else(missing)?;
    let text = match number {
        0 => view.report.metadata.title_apart().cloned(),
        _ => view.texts.into_iter().next().map(|passage| passage.text),
    };
    let text = text.ok_or_else(missing)?;
    let digits = Some(Citation::text_digits(&text));
    let hash = Citation::digits(&view.hash);
    Ok(Citation { path, passage: number, chars: (0, text.chars().count()), hash, text: digits })
}

/// What was cited, as it stands in its file now.
pub struct CitedNow {
    /// What was cited.
    pub citation: Citation,
    /// How it stands.
    pub standing: Standing,
    /// The number of its passage now, if it is there.
    pub number: Option<u32>,
    /// Its text, where that is known.
    pub text: Option<String>,
    /// Whether its file is gone.
    pub is_file_gone: bool,
}

impl CitedNow {
    /// Compares what was cited with its file as it is now; none if that is gone.
    ///
    /// # Errors
    /// [`Error::Cited`] if nothing tells whether it is still there, and of the engine.
    pub fn new(engine: &dyn Engine, citation: Citation, now: Option<&ReportNow>) -> Result<Self> {
        let was = cited(engine, &citation)?;
        let standing = match now {
            None => Standing::Gone,
            Some(now) => citation
                .standing(&now.hash, now.title.as_deref(), &now.texts, was.as_deref())
                .ok_or_else(|| Error::Cited(citation.to_string()))?,
        };
        let number = match standing {
            Standing::AsCited | Standing::Changed => Some(citation.passage),
            Standing::Moved(number) => Some(number),
            Standing::Gone => None,
        };
        let text = match (number, now) {
            (Some(0), Some(now)) => now.title.clone(),
            (Some(number), Some(now)) => now.texts.get(number as usize - 1).cloned(),
            _ => was,
        };
        Ok(Self { citation, standing, number, text, is_file_gone: now.is_none() })
    }

    /// For programs.
    pub fn json(&self) -> json::Cited<'_> {
        json::Cited::new(&self.citation, self.standing, self.text.as_deref())
    }

    /// How it stands, in words.
    pub fn said(&self) -> Message {
        match self.standing {
            Standing::AsCited => message!("as-cited"),
            Standing::Changed => message!("cited-changed"),
            Standing::Moved(number) => message!("cited-moved", n = number.to_string()),
            Standing::Gone if self.is_file_gone => message!("cited-file-gone"),
            Standing::Gone => message!("cited-gone"),
        }
    }
}
