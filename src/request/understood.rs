//! How a query is to be understood, as arguments: the same for hits and for counts.

use clap::{Args, ValueEnum};

use crate::answer::{Engine, Question, Scope, Which};
use crate::error::Result;
use crate::query::{Filters, Query};

/// How a query is to be understood.
#[derive(Clone, Debug, Default, Args)]
pub struct QueryArgs {
    /// What all words must stand in.
    #[arg(long, value_enum, default_value_t)]
    within: WithinArg,
    /// Phrases must stand as they are typed: punctuation, case, width and blanks, too.
    #[arg(long)]
    literal: bool,
    /// The query is a regular expression over passages; tables have a column for each of its groups.
    #[arg(long, conflicts_with = "literal")]
    regex: bool,
    /// Find passages that hold much of a question or a pasted text, by its words; some may be missing.
    #[arg(long, conflicts_with_all = ["literal", "regex"])]
    loose: bool,
    /// Also find other names of what is asked for: synonyms and abbreviations of the schema, and of your synonyms.txt.
    #[arg(long, conflicts_with_all = ["literal", "regex", "loose"])]
    pub expand: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum WithinArg {
    /// One passage.
    #[default]
    Passage,
    /// One main section, with its sub-sections.
    Section,
    /// One report.
    Report,
}

impl QueryArgs {
    /// A query as it is to be understood, not yet resolved.
    ///
    /// # Errors
    /// [`crate::error::Error::Query`] and its like for a text that is none.
    pub fn understood(&self, text: &str) -> Result<Query> {
        match (self.regex, self.literal) {
            (true, _) => Query::regex(text),
            (_, true) => Query::parse_literal(text),
            _ if self.loose => Query::loose(text),
            _ => Query::parse(text),
        }
    }

    /// The question that an understood query asks of a collection; without one, it is about all that the filters let
    /// through.
    ///
    /// # Errors
    /// Of the collection's own tables of roles and other names, where they are needed.
    pub fn question(
        &self,
        query: Option<Query>,
        filters: &Filters,
        which: Which,
        engine: &dyn Engine,
    ) -> Result<Question> {
        let vocabulary = engine.vocabulary()?;
        let query = match query {
            Some(query) if self.expand => Some(query.expand(vocabulary.synonyms()?)),
            query => query,
        };
        let within = match self.within {
            WithinArg::Passage => Scope::Passage,
            WithinArg::Section => Scope::Section,
            WithinArg::Report => Scope::Report,
        };
        Ok(Question { within, which, ..Question::new(query, filters.clone(), &vocabulary)? })
    }
}
