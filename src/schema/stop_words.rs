//! Words that ask or bind: a loose search does not look for them.

use std::collections::HashSet;

use super::lines::Named;
use crate::analysis::MatchingForm;

const BUILT_IN: &str = include_str!("../../index-schema/stop_words.txt");

/// The two lists, as matching forms.
#[derive(Clone, Debug, Default)]
pub struct StopWords {
    /// What asks, the longest first: left out of a question.
    pub question: Vec<Vec<char>>,
    /// What binds other words: it counts less.
    pub function: HashSet<String>,
}

impl StopWords {
    /// The built-in lists.
    pub fn built_in() -> Self {
        let file = Named { name: "index-schema/stop_words.txt".to_owned(), text: BUILT_IN };
        let mut lists = Self::default();
        for entry in file.entries().expect("the built-in list is right: a test loads it") {
            let forms = entry.values.iter().map(|word| MatchingForm::of(word));
            match entry.key {
                "question" => lists.question.extend(forms.map(|form| form.chars().to_vec())),
                _ => lists.function.extend(forms.map(|form| form.to_string())),
            }
        }
        lists.question.sort_by_key(|word| std::cmp::Reverse(word.len()));
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::StopWords;

    #[test]
    fn both_lists_are_there() {
        let StopWords { question, function } = StopWords::built_in();
        assert!(question.contains(&vec!['如', '何']) && function.contains("的"));
        assert!(question.is_sorted_by_key(|word| std::cmp::Reverse(word.len())));
    }
}
