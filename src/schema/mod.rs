//! The schema of `index-schema/`, and what a folder's own files change in it.
//!
//! 1. [`fields`]: the fields of the index and their options; not to be changed by a folder.
//! 2. [`dictionary`]: words for jieba; a folder's file adds to it.
//! 3. [`roles`]: names of roles and their hierarchy; a folder's file comes first.
//! 4. [`labels`]: parts and topics of sections and their cues; likewise. [`weights`]: what was learned of them.
//! 5. [`stop_words`]: what a loose search does not look for. [`synonyms`]: other names, for searches that ask for
//!    them; a folder's file comes first.
//!
//! 6. [`Key`]: the names of what can be said of a report. [`users_text`]: texts that users write.
//!
//! A search needs none of it but the version; each part is parsed when it is first asked for.

mod dictionary;
mod fields;
mod keys;
mod labels;
mod lines;
mod own_file;
mod roles;

mod stop_words;
mod synonyms;
mod users_text;
mod weights;

use std::path::Path;

pub use dictionary::Word;
pub use fields::{FieldEntry, FieldType, fields};
pub use keys::Key;

pub use labels::{Label, LabelTable, Labels};
pub use roles::{RolePath, Roles};
pub use stop_words::StopWords;
pub use synonyms::{Name, Synonyms};
pub use users_text::{decoded, users_text};
pub use weights::{Groups, Likeliest, Model, Scores, Weights};

use crate::error::Result;

/// The version of the schema. An index of another version is not read: what it holds means something else.
pub const VERSION: &str = {
    let text = include_str!("../../index-schema/VERSION");
    // Without its line end; `str::trim` is not const.
    text.split_at(text.len() - 1).0
};

/// The schema that applies to one folder.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Names of roles.
    pub roles: Roles,
    /// Parts and topics of sections.
    pub labels: Labels,
    /// Words that jieba is to know, in addition to its own dictionary.
    pub words: Vec<Word>,
}

impl Schema {
    /// The built-in schema with the changes of `own`, a folder that may hold any of `dictionary.txt`, `roles.txt`,
    /// `parts.txt`, `topics.txt` and `sections.txt`, or may not be there at all.
    ///
    /// # Errors
    /// [`crate::error::Error::Schema`] with file and line of a wrong entry; [`crate::error::Error::Io`] for a file that can't be read.
    pub fn load(own: &Path) -> Result<Self> {
        Ok(Self { roles: Roles::load(own)?, labels: Labels::load(own)?, words: dictionary::load(own)? })
    }

    /// The built-in schema.
    pub fn built_in() -> Self {
        Self::load(Path::new("")).expect("the built-in schema is right: a test loads it")
    }
}
