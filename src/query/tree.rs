//! The types of a query.

/// A query, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub text: String,
    /// What it means.
    pub root: Node,
}

/// A part of a query, true or false of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// The phrase stands in the passage.
    Phrase(Phrase),
    /// All of these are true.
    All(Vec<Node>),
}

/// A phrase: it stands in a passage if its matching form is a substring of the passage's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As it was typed.
    pub text: String,
    /// The characters of its matching form; never empty, no barrier at either end.
    pub chars: Vec<char>,
}

impl Node {
    /// The phrases in it, each once, in the order in which they were typed.
    pub fn phrases(&self) -> Vec<&Phrase> {
        let mut all = match self {
            Self::Phrase(phrase) => vec![phrase],
            Self::All(nodes) => nodes.iter().flat_map(Self::phrases).collect(),
        };
        let mut seen = std::collections::HashSet::new();
        all.retain(|phrase| seen.insert(&phrase.chars));
        all
    }
}
