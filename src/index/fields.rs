//! The fields of `index-schema/fields.toml` as tantivy fields.

use std::path::Path;
use std::sync::Arc;

use tantivy::plugin::SegmentPlugin;
use tantivy::schema::{
    Facet, FacetOptions, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{Directory, Index, IndexSettings};

use super::directory::UnmappedDirectory;
use super::segment::pairs::{self, PairsPlugin};
use super::segment::texts::{self, TextsPlugin};
use super::words::WORDS;
use crate::schema::{FieldEntry, FieldType, fields};

/// The `state` of a file that was read.
pub(crate) const REPORT: &str = "report";
/// The second `state` of a file that was read only in part.
pub(crate) const PARTLY: &str = "partly";
/// The second `state` of a report after the first in its file.
pub(crate) const FURTHER: &str = "further";
/// The `state` of a file that could not be read.
pub(crate) const PROBLEM: &str = "problem";
/// Another `state` of a file that was not read, or not all of it, for a reason that need not last.
pub(crate) const RETRY: &str = "retry";
/// The `state` of a file in an archive that is left out.
pub(crate) const LEFT_OUT: &str = "left-out";

/// The fields by name; `index-schema/fields.toml` says what each holds.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "explained in fields.toml")]
pub struct Fields {
    pub state: Field,
    pub file: Field,
    pub source: Field,
    pub size: Field,
    pub modified: Field,
    pub notices: Field,
    pub path: Field,
    pub title: Field,
    pub record: Field,
    pub exact: Field,
    pub words: Field,
    pub text: Field,
    pub section: Field,
    pub topic: Field,
    pub within: Field,
    pub newness: Field,
    pub year: Field,
    pub covers: Field,
    pub author: Field,
    pub role: Field,
    pub org: Field,
    pub format: Field,
}

impl Fields {
    /// The fields of an index.
    ///
    /// # Errors
    /// `FieldNotFound` for an index of another schema.
    pub(crate) fn of(schema: &Schema) -> tantivy::Result<Self> {
        let field = |name| schema.get_field(name);
        Ok(Self {
            state: field("state")?,
            file: field("file")?,
            source: field("source")?,
            size: field("size")?,
            modified: field("modified")?,
            notices: field("notices")?,
            path: field("path")?,
            record: field("record")?,
            exact: field("exact")?,
            words: field("words")?,
            text: field("text")?,
            section: field("section")?,
            topic: field("topic")?,
            within: field("within")?,
            title: field("title")?,
            newness: field("newness")?,
            year: field("year")?,
            covers: field("covers")?,
            author: field("author")?,
            role: field("role")?,
            org: field("org")?,
            format: field("format")?,
        })
    }
}

/// The tantivy schema.
pub(crate) fn schema() -> Schema {
    let mut builder = Schema::builder();
    for entry in fields() {
        add(&mut builder, &entry);
    }
    builder.build()
}

fn add(builder: &mut SchemaBuilder, entry: &FieldEntry) {
    let name = entry.name.as_str();
    match entry.kind {
        FieldType::Pairs => {
            builder.add_custom_field(name, pairs::EXTENSION, serde_json::Value::Null);
        }
        FieldType::Texts => {
            builder.add_custom_field(name, texts::EXTENSION, serde_json::Value::Null);
        }
        FieldType::Words => {
            let indexing = TextFieldIndexing::default().set_tokenizer(WORDS);
            let indexing = indexing.set_index_option(IndexRecordOption::WithFreqs).set_fieldnorms(true);
            builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing));
        }
        FieldType::Word => {
            let mut options = TextOptions::default();
            if entry.indexed {
                let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
                options = options.set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic));
            }
            builder.add_text_field(name, if entry.fast { options.set_fast("raw") } else { options });
        }
        FieldType::Facet => {
            builder.add_facet_field(name, FacetOptions::default());
        }
        FieldType::Number => {
            let options = NumericOptions::default();
            let options = if entry.indexed { options.set_indexed() } else { options };
            builder.add_u64_field(name, if entry.fast { options.set_fast() } else { options });
        }
    }
}

/// The engine's index in a folder, with the parts that are ours.
///
/// # Errors
/// If there is none.
pub(super) fn open(folder: impl Directory) -> tantivy::Result<Index> {
    let mut index = Index::open(folder)?;
    plugins().into_iter().for_each(|plugin| index.register_plugin(plugin));
    Ok(index)
}

/// As [`open`], to be written.
///
/// # Errors
/// If there is none.
pub(super) fn open_in(folder: &Path) -> tantivy::Result<Index> {
    open(UnmappedDirectory::open(folder)?)
}

/// An empty one.
///
/// # Errors
/// If it can't be written.
pub(super) fn create(folder: &Path) -> tantivy::Result<Index> {
    // Nothing lies in the engine's store.
    let settings = IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() };
    let [pairs, texts] = plugins();
    let builder = Index::builder().schema(schema()).settings(settings);
    builder.register_plugin(pairs).register_plugin(texts).open_or_create(UnmappedDirectory::open(folder)?)
}

fn plugins() -> [Arc<dyn SegmentPlugin>; 2] {
    [Arc::new(PairsPlugin), Arc::new(TextsPlugin)]
}

/// A path as a tantivy facet. tantivy ends a part with a NUL byte, and escapes nothing else.
pub(crate) fn facet(parts: &[String]) -> Facet {
    Facet::from_path(parts.iter().map(|part| part.replace('\0', " ")))
}

/// Stands between the parts of a facet in the engine's encoding.
pub(crate) const FACET_SEPARATOR: char = '\0';

/// The parts of a facet, from its encoded form.
pub(crate) fn facet_parts(encoded: &str) -> Vec<String> {
    encoded.split(FACET_SEPARATOR).map(str::to_owned).collect()
}
