//! `baogao help query`: the query language, with examples on the sample.

use std::io::Write;

use super::language::{in_chinese, width};
use super::wrap::wrapped;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, lang};
use crate::error::Error;
use crate::messages::Lang;
use crate::request::query_language;

/// Explains a command, or the query language.
pub(in crate::cli) fn explain(topic: Option<&str>, output: &mut Output) -> Outcome {
    let mut command = super::language::command(lang());
    // So that the usage of a command says the program's name, too.
    command.build();
    let said = |help: String| wrapped(&if lang() == Lang::Zh { in_chinese(&help) } else { help }, width());
    let text = match topic {
        Some("query" | "查询") => query_language(lang()).to_owned(),
        None => said(command.render_long_help().to_string()),
        Some(topic) => match command.find_subcommand_mut(topic) {
            Some(found) => said(found.render_long_help().to_string()),
            None => return Err(Error::Topic(topic.to_owned()).into()),
        },
    };
    output.page_if_long();
    writeln!(output.raw, "{}", text.trim_end())?;
    Ok(Found::Something)
}
