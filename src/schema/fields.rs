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
    /// Whether a query can look values up.
    #[serde(default)]
    pub indexed: bool,
    /// Whether values can be read by document number.
    #[serde(default)]
    pub fast: bool,
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// A matching form, looked up by its pairs of characters.
    Pairs,
    /// What is given back as it was put in.
    Texts,
    /// A text whose words can be looked up, with how often they stand in it.
    Words,
    /// A term as it is.
    Word,
    /// A path in a hierarchy.
    Facet,
    /// An unsigned number.
    Number,
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
