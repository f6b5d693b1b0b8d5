//! `baogao completions` and `baogao man`: made from the same definitions as the command line itself.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use crate::answer::{FacetCount, FacetField, Question, with_below};
use crate::cli::command::Cli;
use crate::cli::open::{has_index, open};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, lang};
use crate::error::Error;
use crate::message;
use crate::messages::Lang;
use crate::request::IndexArgs;

/// With this in the environment the program completes a command line instead of running one.
const VARIABLE: &str = "COMPLETE";
const PROGRAM: &str = "baogao";

/// Prints completions for a shell.
pub(in crate::cli) fn completions(shell: Shell, output: &mut Output) -> Outcome {
    let mut script = Vec::new();
    if let Some(shell) = Shells::builtins().completer(&shell.to_string()) {
        shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
    }
    output.raw.write_all(&script)?;
    Ok(Found::Something)
}

/// Completes a command line and ends the program, where a shell asks for that.
pub(in crate::cli) fn complete() {
    CompleteEnv::with_factory(with_values).var(VARIABLE).bin(PROGRAM).complete();
}

/// Filters whose values stand in the index.
const COMPLETED: [FacetField; 5] =
    [FacetField::Author, FacetField::Year, FacetField::Role, FacetField::Org, FacetField::Format];

/// The command line, its filters completed by the values that stand in the index.
fn with_values() -> Command {
    Cli::command().mut_subcommands(|command| {
        COMPLETED.into_iter().fold(command, |command, field| {
            let has_filter = command.get_arguments().any(|argument| argument.get_id() == field.as_str());
            match has_filter {
                true => command.mut_arg(field.as_str(), |argument| argument.add(values(field))),
                false => command,
            }
        })
    })
}

fn values(field: FacetField) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| candidates(field, typed).unwrap_or_default())
}

fn candidates(field: FacetField, typed: &OsStr) -> Option<Vec<CompletionCandidate>> {
    let typed = typed.to_str()?;
    // Several values are parted by commas: the last one is completed.
    let last = typed.rfind([',', '，', '、']).map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8));
    let (before, typed) = typed.split_at(last);
    let words: Vec<PathBuf> = std::env::args_os().skip_while(|word| word != "--").map(PathBuf::from).collect();
    let (_, counts) = in_sight(&words)?.engine.facets(&Question::default(), &[field], usize::MAX).ok()?;
    let fitting = with_below(&counts.first()?.values).into_iter().filter(|count| count.value.starts_with(typed));
    let candidate = |count: &FacetCount| {
        CompletionCandidate::new(format!("{before}{}", count.value)).help(Some(count.reports.to_string().into()))
    };
    Some(fitting.map(candidate).collect())
}

/// The collection that the command line being completed is about.
fn in_sight(words: &[PathBuf]) -> Option<crate::cli::open::Opened> {
    let index = words.windows(2).find(|pair| pair[0] == Path::new("--index")).map(|pair| pair[1].clone());
    let folder = words.iter().rev().find(|folder| folder.is_dir() && has_index(folder));
    open(&IndexArgs { index, schema: None }, folder.map(PathBuf::as_path)).ok()
}

/// Headings of manual pages, and what they are called in Chinese.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "名称"),
    ("SYNOPSIS", "概要"),
    ("DESCRIPTION", "说明"),
    ("OPTIONS", "选项"),
    ("SUBCOMMANDS", "命令"),
    ("EXTRA", "另见"),
    ("VERSION", "版本"),
];

/// Writes the manual pages into a folder, all of each in the language of the command.
pub(in crate::cli) fn man(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).map_err(Error::io(message!("cant-create-folder"), folder))?;
    let mut command = super::language::command(lang());
    command.build();
    let write = |command: &Command, name: &str| -> std::io::Result<()> {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone()).title(name.to_owned()).render(&mut page)?;
        let mut page = String::from_utf8_lossy(&page).into_owned();
        if lang() == Lang::Zh {
            for (heading, chinese) in HEADINGS {
                page = page.replace(&format!("\n.SH {heading}\n"), &format!("\n.SH {chinese}\n"));
            }
        }
        std::fs::write(folder.join(format!("{name}.1")), page)
    };
    let all = || -> std::io::Result<()> {
        write(&command, PROGRAM)?;
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            let name = format!("{PROGRAM}-{}", sub.get_name());
            write(&sub.clone().name(name.clone()), &name)?;
        }
        Ok(())
    };
    all().map_err(Error::io(message!("cant-write"), folder))?;
    Ok(Found::Something)
}
