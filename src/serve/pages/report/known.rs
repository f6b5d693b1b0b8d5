//! What is known of a report, each value with where it was found.

use crate::answer::ReportView;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::{missing_of, shown, source};
use crate::output::{KnownClaim, KnownField, known_fields};
use crate::report::{Metadata, UNKNOWN};
use crate::schema::Key;
use crate::serve::asked::Asked;
use crate::serve::pages::ways::to;

/// What is known of a report.
pub(super) struct Known {
    /// Each field.
    pub(super) fields: Vec<Field>,
    /// Its file's format, and what of it could not be read.
    pub(super) format: String,
    pub(super) missing: Option<String>,
}

/// One thing that can be known.
pub(super) struct Field {
    pub(super) name: String,
    /// What is said of it, the most trusted first.
    pub(super) claims: Vec<Claim>,
    /// Whether sources that are trusted disagree.
    pub(super) is_disputed: bool,
    pub(super) is_unknown: bool,
}

/// A value, and why it is believed.
pub(super) struct Claim {
    pub(super) value: String,
    pub(super) source: String,
    /// The words that say it, if they are others.
    pub(super) quote: Option<String>,
    /// In per cent.
    pub(super) confidence: u8,
    pub(super) is_trusted: bool,
}

/// The name of a field.
pub(super) fn name_of(key: Key) -> Message {
    match key {
        Key::Title => message!("field-title"),
        Key::Author => message!("field-author"),
        Key::Role => message!("field-role"),
        Key::Org => message!("field-org"),
        Key::Year => message!("field-year"),
        Key::Date => message!("field-date"),
    }
}

/// What is known of a report.
pub(super) fn known(view: &ReportView, lang: Lang) -> Known {
    let claim = |KnownClaim { value, by, is_trusted }: &KnownClaim<'_>| Claim {
        value: shown(value),
        source: source(by.source).say(lang),
        quote: (by.quote != *value).then(|| shown(&by.quote)),
        confidence: by.confidence.0,
        is_trusted: *is_trusted,
    };
    let field = |field: &KnownField<'_>| Field {
        name: field.name.say(lang),
        claims: field.claims.iter().map(claim).collect(),
        is_disputed: field.is_disputed,
        is_unknown: !field.is_known(),
    };
    let fields = known_fields(&view.report.metadata).iter().map(field).collect();
    let reading = &view.report.reading;
    let format = match &reading.encoding {
        Some(encoding) => message!("in-encoding", format = reading.format.as_str(), encoding = encoding).say(lang),
        None => reading.format.as_str().to_owned(),
    };
    let missing = missing_of(reading).map(|missing| shown(&missing.say(lang)));
    Known { fields, format, missing }
}

/// The value of a key as it may be corrected: empty if it is unknown.
pub(super) fn value_of(metadata: &Metadata, key: Key) -> String {
    let Metadata { title, year, date, author, org, .. } = metadata;
    let value = match key {
        Key::Title => title.value().cloned(),
        Key::Author => author.value().cloned(),
        Key::Org => org.value().cloned(),
        Key::Year => year.value().map(ToString::to_string),
        Key::Date => date.value().map(ToString::to_string),
        Key::Role => metadata.role_names(),
    };
    value.unwrap_or_default()
}

/// A value that leads to all that has it.
pub(super) struct Way {
    pub(super) value: String,
    pub(super) address: String,
}

/// Author, year, organisation and roles, each with the way to what else is of it.
pub(super) fn ways(asked: &Asked, metadata: &Metadata) -> Vec<Way> {
    let roles = metadata.distinct_roles();
    let values = [
        ("author", metadata.author.value().cloned()),
        ("year", metadata.year.value().map(ToString::to_string)),
        ("org", metadata.org.value().cloned()),
    ];
    let roles = roles.iter().map(|role| ("role", Some(role.name.clone())));
    let known = values.into_iter().chain(roles).filter_map(|(name, value)| Some((name, value?)));
    let way = |(name, value): (&str, String)| Way {
        address: to(asked, "/read").with(name, &value).to_string(),
        value: shown(&value),
    };
    known.filter(|(_, value)| value != UNKNOWN).map(way).collect()
}
