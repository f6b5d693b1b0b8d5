//! A document's blocks to a report: what it is, who wrote it, and how it is built. Pure: no file is opened here.
//!
//! Entry point: [`understand`].
//!
//! 1. [`model`]: the types. A value is never bare: it has evidence, and may be unknown.
//! 2. [`numbering`], [`headings`]: what numbered lines may be. [`paragraphs`]: broken lines joined. [`clean`]: what is not the
//!    report's; [`alike`]: of that what many files of a folder have.
//! 3. [`outline`]: headings to sections, paragraphs to passages; [`labels`]: parts and topics.
//! 4. [`names`]: what titles of reports are called. [`metadata`]: year, author, organisation and role, the claims of all
//!    sources brought together.
//! 5. [`said`]: what the user says of them.
//! 6. [`several`]: before all of it, one document a report, where a file holds several.
//! 7. What engines keep of a report: [`record`], what is known of its file; [`values`], what it is filtered and counted by;
//!    [`lead`]: which passage leads in a list, found when values are.
//!
//! Nothing here guesses: what no source says is unknown.
//!
//! Terms: 述职报告 (report on one's own duties), 工作总结 (summary of work), 政府工作报告 (government work report);
//! 提法 (the set wording of a policy), 党工委 (party working committee), 管委会 (administrative committee of a zone).

mod model;
mod numbering;
mod headings;
mod several;
mod alike;
mod paragraphs;
mod clean;
mod outline;
mod names;
mod metadata;
mod said;
mod labels;
mod lead;
mod rows;
mod record;
mod values;

pub use alike::{AlikeLines, notices};
pub use headings::without_number;
pub use lead::MAX_LEAD;
pub use model::{
    Claim, Confidence, Date, Evidence, Field, Metadata, Passage, PassageKind, Period, Report, Role, Section, SectionId,
    Source, Year, ancestors, heading_path,
};
pub use record::{FileRecord, Outcome, Part, ReadReport};
pub use rows::RowRun;
pub use said::{is_said_so, says_something};
pub use several::split;
pub use values::{FacetValues, PassageAttributes, SectionValues, UNKNOWN, attributed};

use crate::extract::Document;
use crate::schema::{Key, Schema};

/// Reads a report out of a document. `path` is the file's path within the indexed folder: folder and file names are
/// evidence too. `given` is what the user says of the report, `alike` what lines many files of that folder have.
pub fn understand(
    document: &Document,
    path: &str,
    given: &[(Key, String)],
    schema: &Schema,
    alike: &AlikeLines,
) -> Report {
    let outlined = Outlined::of(document, schema, alike);
    let metadata = outlined.metadata(document, path, given, schema);
    let outline::Outline { text, sections, passages, pages, rows } = outlined.outline;
    Report { metadata, sections, passages, text, pages, rows }
}

/// A document of which the structure is known: the first step of [`understand`].
pub struct Outlined {
    cleaned: clean::Cleaned,
    outline: outline::Outline,
}

impl Outlined {
    /// The sections and passages of a document.
    pub fn of(document: &Document, schema: &Schema, alike: &AlikeLines) -> Self {
        let cleaned = clean::clean(document, &|line| alike.holds(line));
        let mut outline = outline::build(&cleaned, &schema.labels);
        labels::label(&mut outline, &schema.labels);
        Self { cleaned, outline }
    }

    /// What is known of the report that it is: the second step of [`understand`].
    pub fn metadata(&self, document: &Document, path: &str, given: &[(Key, String)], schema: &Schema) -> Metadata {
        let mut metadata = metadata::gather(&self.cleaned, document, given, &self.outline, path, schema);
        said::forget(&mut metadata, given);
        metadata
    }
}
