//! Filters: by year, author, role, section, part, topic, organisation, format, title and path. Several values of one filter widen it, several filters
//! narrow.

use crate::analysis::{MatchingForm, form_holds, form_is};
use crate::error::{Error, Result};
use crate::extract::Format;
use crate::message;
use crate::messages::Message;
use crate::report::{Year, without_number};
use crate::schema::{RolePath, Roles};

/// What reports, and sections of them, are wanted. Empty lists want all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Years of a report.
    pub years: Vec<YearFilter>,
    /// Authors, each whole.
    pub authors: Vec<Wanted>,
    /// Roles, or parts of a role's path.
    pub roles: Vec<Wanted>,
    /// Sections by part, topic or a part of a heading, of their own or of one that holds them.
    pub sections: Vec<Wanted>,
    /// What sections do in their report: names of parts, or parts of these names.
    pub parts: Vec<Wanted>,
    /// What sections are about: likewise.
    pub topics: Vec<Wanted>,
    /// Organisations, or parts of their names.
    pub orgs: Vec<Wanted>,
    /// What files are, as their content says.
    pub formats: Vec<Format>,
    /// Parts of titles.
    pub titles: Vec<Wanted>,
    /// Parts of paths.
    pub paths: Vec<Wanted>,
    /// A folder within the indexed one, parts of its path joined with `/`: only what lies in it, or below it, is wanted.
    pub under: Option<String>,
    /// Where those of [`Self::roles`] stand in the hierarchy that are roles of their own; [`Self::resolve`] finds them.
    pub role_paths: Option<Vec<RolePath>>,
    /// What is not the reports' own: watermarks, advertisements, page numbers.
    pub boilerplate: Boilerplate,
    /// What was recognised in pictures.
    pub ocr_text: OcrText,
}

/// Whether passages that are not the reports' own are let through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boilerplate {
    /// They are found like all others.
    #[default]
    Found,
    /// They are left out.
    LeftOut,
}

/// Whether passages that were recognised in pictures, and may be wrong, are let through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OcrText {
    /// They are found like all others.
    #[default]
    Found,
    /// They are left out.
    LeftOut,
}

/// Passages that are left out, whatever they say.
#[derive(Clone, Copy, Debug)]
pub struct LeftOut {
    boilerplate: bool,
    recognised: bool,
}

impl LeftOut {
    /// Whether such a passage is.
    pub fn has(self, is_boilerplate: bool, is_recognised: bool) -> bool {
        is_boilerplate && self.boilerplate || is_recognised && self.recognised
    }
}

impl Filters {
    /// What is left out, whatever it says.
    pub fn left_out(&self) -> LeftOut {
        LeftOut { boilerplate: self.boilerplate == Boilerplate::LeftOut, recognised: self.ocr_text == OcrText::LeftOut }
    }

    /// Whether a report of this year is of a year asked for, if any is; else it only speaks for one. 0: unknown.
    pub fn is_own_year(&self, year: u64) -> bool {
        let is = |wanted: &YearFilter| match wanted {
            YearFilter::Unknown => year == 0,
            YearFilter::Range(first, last) => (u64::from(first.0)..=u64::from(last.0)).contains(&year),
        };
        self.years.is_empty() || self.years.iter().any(is)
    }

    /// Whether a format, by its name, is wanted.
    pub fn wants_format(&self, name: &str) -> bool {
        self.formats.is_empty() || self.formats.iter().any(|format| format.as_str() == name)
    }

    /// Whether a path lies in the folder that is wanted: whole parts of it count.
    pub fn is_under(&self, path: &str) -> bool {
        self.under.as_deref().is_none_or(|folder| is_within(path, folder))
    }

    /// Whether what could not be read at a path may hold something of the folder that is wanted: it lies in it, or is it, or
    /// holds it.
    pub fn may_hide(&self, path: &str) -> bool {
        self.under.as_deref().is_none_or(|folder| is_within(path, folder) || path == folder || is_within(folder, path))
    }

    /// Whether not all sections of a report are wanted.
    pub fn narrow_sections(&self) -> bool {
        !(self.sections.is_empty() && self.parts.is_empty() && self.topics.is_empty())
    }

    /// Whether roles are wanted, which must be resolved.
    pub fn name_roles(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Finds the wanted roles in a table: 党工委书记 is a role of its own; 书记 is a part of many paths, and finds them all.
    pub fn resolve(&mut self, roles: &Roles) {
        let path = |wanted: &Wanted| match wanted {
            Wanted::Value(name) => roles.named(name).filter(|path| path.0.last() != Some(name)).cloned(),
            Wanted::Unknown => None,
        };
        self.role_paths = Some(self.roles.iter().filter_map(path).collect());
    }

    /// # Errors
    /// [`Error::Refused`] if roles are wanted that were not resolved: without their paths less would be found.
    pub fn check_resolved(&self) -> Result<()> {
        match &self.role_paths {
            None if self.name_roles() => Err(Error::Refused(message!("refused-unresolved"))),
            _ => Ok(()),
        }
    }
}

/// A wanted value, compared by its matching form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// What is not known.
    Unknown,
    /// This.
    Value(String),
}

impl Wanted {
    /// A value as typed; `unknown` and 未知 mean what is not known.
    ///
    /// # Errors
    /// [`Error::Filter`] if nothing is left of it.
    pub fn parse(value: &str) -> Result<Self> {
        if is_unknown(value) {
            return Ok(Self::Unknown);
        }
        let form = MatchingForm::of(value);
        if form.is_empty() {
            return Err(Error::Filter { value: value.to_owned(), reason: message!("no-filter-value") });
        }
        Ok(Self::Value(form.to_string()))
    }

    /// A heading as typed, or as it was printed, with its number.
    ///
    /// # Errors
    /// [`Error::Filter`] if nothing is left of it.
    pub fn heading(value: &str) -> Result<Self> {
        match Self::parse(without_number(value))? {
            Self::Unknown => Ok(Self::Value(value.trim().to_owned())),
            wanted => Ok(wanted),
        }
    }

    /// Whether the value is the whole of `text`.
    pub fn is(&self, text: &str) -> bool {
        matches!(self, Self::Value(value) if form_is(&MatchingForm::of(text).to_string(), value))
    }

    /// Whether the value stands in a matching form.
    pub fn is_in_form(&self, form: &str) -> bool {
        matches!(self, Self::Value(value) if form_holds(form, value))
    }

    /// Whether the value stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_in_form(&MatchingForm::of(text).to_string())
    }
}

/// Formats as typed: by the name of one, by what names of its files end with, or in Chinese.
///
/// # Errors
/// [`Error::Filter`] for anything else: all of them are known, and no file that was read has none.
pub fn formats_named(value: &str) -> Result<Vec<Format>> {
    let form = MatchingForm::of(value).to_string();
    let is = |name: &str| MatchingForm::of(name).to_string() == form;
    let is_named = |format: &Format| is(format.as_str()) || format.other_names().iter().any(|name| is(name));
    let named: Vec<Format> = Format::ALL.into_iter().filter(is_named).collect();
    match named.is_empty() {
        true => {
            let known = Format::ALL.map(Format::as_str).join(" ");
            Err(Error::Filter { value: value.to_owned(), reason: message!("no-such-format", known = known) })
        }
        false => Ok(named),
    }
}

/// Wanted years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearFilter {
    /// What is not known.
    Unknown,
    /// From the first to the last, both included.
    Range(Year, Year),
}

impl YearFilter {
    /// Years as typed: 2020, 2020年, 2018..2022, 2018-2022, 2018.., ..2022, ２０２０, unknown.
    ///
    /// # Errors
    /// [`Error::Filter`] for anything else.
    pub fn parse(value: &str) -> Result<Self> {
        if is_unknown(value) {
            return Ok(Self::Unknown);
        }
        let wrong = |reason: Message| Error::Filter { value: value.to_owned(), reason };
        // Digits and dots may be full-width, and a name stand behind.
        let plain: String = value.chars().filter(|c| !c.is_whitespace()).map(ascii).collect();
        let (first, last) = plain.split_once("..").or_else(|| plain.split_once('-')).unwrap_or((&plain, &plain));
        let year = |text: &str, open: Year| {
            let text = text.trim_matches(|c| matches!(c, '年' | '度' | '.'));
            if text.is_empty() && plain.chars().any(|c| c.is_ascii_digit()) {
                return Ok(open);
            }
            let number = text.parse().map_err(|_| wrong(message!("no-year-filter")))?;
            Year::plausible(number).ok_or_else(|| wrong(message!("implausible-year")))
        };
        let (first, last) = (year(first, Year(1949))?, year(last, Year(2100))?);
        if first > last {
            return Err(wrong(message!("years-reversed")));
        }
        Ok(Self::Range(first, last))
    }
}

/// Whether a path lies in a folder, or below it.
fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
}

/// The ASCII form of the characters in which years are written.
fn ascii(c: char) -> char {
    match c {
        '０'..='９' | '．' | '－' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '…' | '。' => '.',
        '—' | '–' | '～' | '~' | '至' | '到' => '-',
        c => c,
    }
}

fn is_unknown(value: &str) -> bool {
    matches!(value.trim(), "unknown" | "未知")
}
