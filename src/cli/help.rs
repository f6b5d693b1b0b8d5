//! `baogao help query`: the query language, with examples on the sample.

use std::io::Write;

use super::{Found, Outcome, Output, lang, language};
use crate::error::Error;
use crate::messages::Lang;

/// The language in a page; a test runs every example.
const QUERY: [(Lang, &str); 2] =
    [(Lang::En, include_str!("query_language.txt")), (Lang::Zh, include_str!("query_language.zh.txt"))];

/// Explain a command, or the query language.
#[derive(Debug, clap::Args)]
pub(super) struct Help {
    /// A command, or "query".
    topic: Option<String>,
}

impl Help {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let mut command = language::command(lang());
        // So that the usage of a command says the program's name, too.
        command.build();
        let text = match self.topic.as_deref() {
            Some("query" | "查询") => {
                let (_, text) = QUERY.into_iter().find(|(of, _)| *of == lang()).unwrap_or(QUERY[0]);
                text.to_owned()
            }
            None => command.render_long_help().to_string(),
            Some(topic) => match command.find_subcommand_mut(topic) {
                Some(found) => found.render_long_help().to_string(),
                None => return Err(Error::Topic(topic.to_owned()).into()),
            },
        };
        output.page_if_long();
        writeln!(output.raw, "{}", text.trim_end())?;
        Ok(Found::Something)
    }
}
