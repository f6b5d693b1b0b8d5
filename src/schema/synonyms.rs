//! Names of the same thing: only searches that ask for them know them.

use std::path::Path;

use super::lines::Named;
use super::own_file::OwnFile;
use crate::analysis::{BARRIER, MatchingForm};
use crate::error::Result;
use crate::message;

const BUILT_IN: &str = include_str!("../../index-schema/synonyms.txt");

/// Groups of names that stand for each other.
#[derive(Clone, Debug)]
pub struct Synonyms {
    /// Each a group of two or more.
    pub groups: Vec<Vec<Name>>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As the list has it.
    pub text: String,
    /// Its matching form: one run of characters.
    pub chars: Vec<char>,
}

impl Synonyms {
    /// The groups of the folder's own list, if `own` holds one, then the built-in ones.
    ///
    /// # Errors
    /// As [`super::Schema::load`].
    pub fn load(own: &Path) -> Result<Self> {
        let mut groups = match OwnFile::read(&own.join("synonyms.txt"))? {
            Some(own) => parse(&own.named())?,
            None => Vec::new(),
        };
        groups.extend(parse(&Named { name: "index-schema/synonyms.txt".to_owned(), text: BUILT_IN })?);
        Ok(Self { groups })
    }
}

fn parse(file: &Named<'_>) -> Result<Vec<Vec<Name>>> {
    let mut groups = Vec::new();
    for (line, entry) in file.lines() {
        let mut group: Vec<Name> = Vec::new();
        for text in entry.split(['=', '＝']).map(str::trim) {
            let form = MatchingForm::of(text);
            if form.chars().len() < 2 || form.chars().contains(&BARRIER) {
                return Err(file.wrong(line, message!("not-a-name", text = text)));
            }
            group.push(Name { text: text.to_owned(), chars: form.chars().to_vec() });
        }
        if group.len() < 2 {
            return Err(file.wrong(line, message!("no-other-name", text = entry)));
        }
        groups.push(group);
    }
    Ok(groups)
}
