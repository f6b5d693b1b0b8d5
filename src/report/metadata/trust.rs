//! How far each source is trusted, and how a claim is made.

use crate::analysis::ByteRange;
use crate::report::{Confidence, Evidence, Field, Metadata, Role, Source};

pub(super) const FRONT_MATTER: Confidence = Confidence(98);
pub(super) const TITLE: Confidence = Confidence(90);
/// Who introduces himself.
pub(super) const INTRODUCTION: Confidence = Confidence(93);
/// What a sentence says of the report, or of its writer.
pub(super) const STATEMENT: Confidence = Confidence(86);
pub(super) const FILE_NAME: Confidence = Confidence(84);
pub(super) const FOLDER_NAME: Confidence = Confidence(80);
pub(super) const HEADINGS: Confidence = Confidence(75);
/// Shown, but not enough to be known: the last year that a text speaks of, a name that no text confirms.
pub(super) const GUESS: Confidence = Confidence(50);
/// A date of delivery in the front matter: of the year less surely than a year.
pub(super) const PROPERTY_DATE: Confidence = Confidence(90);

/// The head of a report: a title, signatures and introductions are looked for in this many passages from the start.
pub(super) const HEAD_BLOCKS: usize = 12;
/// Who introduces himself does so at the start of a paragraph.
pub(super) const INTRODUCTION_BYTES: usize = 1_200;
/// Titles and addresses are no longer.
pub(super) const MAX_ADDRESS_CHARS: usize = 30;
/// The unit of a post that a sentence names.
pub(super) const UNIT: Confidence = Confidence(85);
/// Nobody has more roles than this.
pub(super) const MAX_ROLES: usize = 20;

pub(super) fn claim<T: PartialEq>(field: &mut Field<T>, value: Option<T>, evidence: Evidence) {
    if let Some(value) = value {
        field.claim(value, evidence);
    }
}

pub(super) fn evidence(source: Source, quote: &str, span: Option<ByteRange>, confidence: Confidence) -> Evidence {
    Evidence { source, quote: quote.to_owned(), span, confidence }
}

/// Claims a role, but for one that the schema doesn't know and another claim names with less or more of its unit.
pub(super) fn claim_role(metadata: &mut Metadata, role: Role, evidence: Evidence) {
    let is_same = |other: &Role| other.name.ends_with(&role.name) || role.name.ends_with(&other.name);
    if role.path.is_some() || !metadata.roles.values().any(is_same) {
        metadata.roles.claim(role, evidence);
    }
}
