//! The fields of the index, as `index-schema/fields.toml` lists them.

use serde::Deserialize;

const FIELDS: &str = include_str!("../../index-schema/fields.toml");

/// A field and its options.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldEntry {
    /// Its name.
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// What cuts its text.
    pub tokenizer: Option<TokenizerName>,
    /// What is kept of each token.
    #[serde(default)]
    pub postings: Postings,
    /// Whether lengths are kept.
    #[serde(default)]
    pub norms: bool,
    /// Whether a query can look values up.
    #[serde(default)]
    pub indexed: bool,
    /// Whether values can be read by document number.
    #[serde(default)]
    pub fast: bool,
    /// Whether values are given back as they were put in.
    #[serde(default)]
    pub stored: bool,
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Text, cut into tokens if a tokenizer is named.
    Text,
    /// A term as it is.
    Word,
    /// A path in a hierarchy.
    Facet,
    /// An unsigned number.
    Number,
    /// Bytes.
    Bytes,
}

/// What cuts a text into tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenizerName {
    /// [`crate::analysis::pairs::PairTokenizer`].
    Pairs,
    /// [`crate::analysis::words::WordTokenizer`].
    Words,
}

impl TokenizerName {
    /// The name under which the index knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pairs => "pairs",
            Self::Words => "words",
        }
    }
}

/// What is kept of each token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Postings {
    /// Which documents hold it.
    #[default]
    Documents,
    /// And how often.
    Frequencies,
    /// And where.
    Positions,
}

/// All fields, in the order in which they are made.
pub fn fields() -> Vec<FieldEntry> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        field: Vec<FieldEntry>,
    }
    toml::from_str::<File>(FIELDS).expect("the built-in schema is right: a test loads it").field
}
