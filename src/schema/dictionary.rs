//! Words that jieba is to know: slogans and names that reports use as one word.

use std::collections::HashMap;
use std::path::Path;

use super::lines::Named;
use super::own_file::OwnFile;
use crate::analysis::{BARRIER, MatchingForm};
use crate::error::Result;
use crate::message;

const BUILT_IN: &str = include_str!("../../index-schema/dictionary.txt");

/// A word of the user dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, as a matching form.
    pub text: String,
    /// How frequent it is; without it jieba chooses a frequency that makes it cut the word as one.
    pub frequency: Option<usize>,
    /// Part of speech.
    pub tag: Option<String>,
}

/// The built-in words, and those of the folder's own list if `own` holds one.
///
/// # Errors
/// As [`super::Schema::load`].
pub(super) fn load(own: &Path) -> Result<Vec<Word>> {
    let built_in = Named { name: "index-schema/dictionary.txt".to_owned(), text: BUILT_IN };
    let mut words = parse(&built_in)?;
    if let Some(own) = OwnFile::read(&own.join("dictionary.txt"))? {
        words.extend(parse(&own.named())?);
    }
    Ok(words)
}

fn parse(file: &Named<'_>) -> Result<Vec<Word>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut words = Vec::new();
    for (line, entry) in file.lines() {
        let mut parts = entry.split_whitespace();
        let word = parts.next().unwrap_or_default();
        let form = MatchingForm::of(word);
        if form.chars().contains(&BARRIER) || form.chars().len() < 2 {
            return Err(file.wrong(line, message!("not-a-word", text = word)));
        }
        let text = form.to_string();
        if let Some(first) = seen.insert(text.clone(), line) {
            return Err(file.wrong(line, message!("stands-already", text = word, line = first)));
        }
        let frequency = match parts.next().map(|f| (f, f.parse())) {
            None => None,
            Some((_, Ok(frequency))) => Some(frequency),
            Some((f, Err(_))) => return Err(file.wrong(line, message!("not-a-frequency", text = f))),
        };
        let tag = parts.next().map(str::to_owned);
        if let Some(rest) = parts.next() {
            return Err(file.wrong(line, message!("more-than-a-word", text = rest)));
        }
        words.push(Word { text, frequency, tag });
    }
    Ok(words)
}
