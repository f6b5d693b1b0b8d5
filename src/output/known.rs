//! What is known of a report, as every answer words it: in a line, and field by field with what it rests on.

use crate::message;
use crate::messages::Message;
use crate::output::json::evidence;
use crate::report::{Confidence, Evidence, Metadata};

/// The title of the report at a path; the name of its file where none is known.
pub fn title_or_name<'a>(path: &'a str, metadata: &'a Metadata) -> &'a str {
    metadata.title.value().map_or_else(|| path.rsplit('/').next().unwrap_or(path), String::as_str)
}

/// Author, year, roles and organisation in a line, as far as they are known.
pub fn about(metadata: &Metadata) -> String {
    let known = [
        metadata.author.value().cloned(),
        metadata.year.value().map(ToString::to_string),
        metadata.role_names(),
        metadata.org.value().cloned(),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The page or row that a passage stands on, to be said behind where it stands.
pub fn page_or_row(page: Option<u32>, row: Option<(&str, u32)>) -> Option<Message> {
    let page = page.map(|page| message!("and-page", page = page.to_string()));
    page.or_else(|| row.map(|(sheet, row)| message!("and-row", sheet = sheet, row = row.to_string())))
}

/// Something that can be known of a report.
pub struct KnownField<'a> {
    /// What it is called.
    pub name: Message,
    /// What is said of it, the most trusted first.
    pub claims: Vec<KnownClaim<'a>>,
    /// Whether sources that are trusted disagree.
    pub is_disputed: bool,
}

/// A value, and why it is believed.
pub struct KnownClaim<'a> {
    /// The value.
    pub value: String,
    /// What says so.
    pub by: &'a Evidence,
    /// Whether that is enough.
    pub is_trusted: bool,
}

impl KnownField<'_> {
    /// Whether anything that is said of it is trusted.
    pub fn is_known(&self) -> bool {
        self.claims.iter().any(|claim| claim.is_trusted)
    }
}

/// Everything that can be known of a report.
pub fn known_fields(metadata: &Metadata) -> Vec<KnownField<'_>> {
    let mut claims = evidence(metadata);
    let mut field = |id: &str, name: Message, is_disputed: bool| {
        let of_field = claims.extract_if(.., |(of, ..)| *of == id);
        let claim = |(_, value, by): (_, String, _)| {
            let by: &Evidence = by;
            KnownClaim { value, by, is_trusted: by.confidence >= Confidence::NEEDED }
        };
        KnownField { name, claims: of_field.map(claim).collect(), is_disputed }
    };
    vec![
        field("title", message!("field-title"), false),
        field("year", message!("field-year"), metadata.year.is_disputed()),
        field("period", message!("field-period"), false),
        field("date", message!("field-date"), metadata.date.is_disputed()),
        field("author", message!("field-author"), metadata.author.is_disputed()),
        field("role", message!("field-role"), false),
        field("org", message!("field-org"), metadata.org.is_disputed()),
    ]
}
