//! `baogao help query`: the query language, with examples on the sample.

use std::io::Write;

use clap::CommandFactory;

use super::{Cli, Found, Outcome, Output};
use crate::error::Error;

/// The language in a page; a test runs every example.
pub(super) const QUERY: &str = include_str!("query_language.txt");

/// Explain a command, or the query language.
#[derive(Debug, clap::Args)]
pub(super) struct Help {
    /// A command, or "query".
    topic: Option<String>,
}

impl Help {
    pub(super) fn run(self, output: &mut Output) -> Outcome {
        let mut command = Cli::command();
        // So that the usage of a command says the program's name, too.
        command.build();
        let text = match self.topic.as_deref() {
            Some("query" | "查询") => QUERY.to_owned(),
            None => command.render_long_help().to_string(),
            Some(topic) => match command.find_subcommand_mut(topic) {
                Some(found) => found.render_long_help().to_string(),
                None => return Err(Error::Topic(topic.to_owned()).into()),
            },
        };
        output.to_be_read();
        writeln!(output.raw, "{}", text.trim_end())?;
        Ok(Found::Something)
    }
}
