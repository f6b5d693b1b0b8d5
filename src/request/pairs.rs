//! A request as pairs of names and values, as an address or a tool call has it: it is a command line.

use std::path::Path;

use clap::{Arg, ArgAction, Args, Command, FromArgMatches};

use super::filters::NAMES;
use super::refusal::refusal;
use super::values::names_file;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;

/// What only who sits at the machine may say: places on it, files, and how the program is to end.
const OF_THE_MACHINE: [&str; 10] =
    ["folder", "index", "schema", "batch", "queries", "refresh", "since", "strict", "xlsx", "docx"];

/// A request that can be read from pairs.
pub trait Pairs: Args + FromArgMatches {}

impl<R: Args + FromArgMatches> Pairs for R {}

/// Reads a request from pairs of names, those of the command line without their dashes, and values. A switch is on with the
/// value `true`, `1` or none, and off with `false` or `0`.
///
/// # Errors
/// [`Error::Request`] for a name that is none, a value that is wrong, or names that can't stand together: in the words of the
/// command line.
pub fn from_pairs<R: Pairs>(pairs: &[(&str, &str)]) -> Result<R> {
    from_pairs_and(pairs, &[])
}

/// As [`from_pairs`], and as if these arguments had been given, too, by their names: what whoever answers says himself, such
/// as the form. An empty value is none.
///
/// # Errors
/// As [`from_pairs`].
pub fn from_pairs_and<R: Pairs>(pairs: &[(&str, &str)], own: &[(&str, &str)]) -> Result<R> {
    let command = command::<R>();
    let option = |&(name, value): &(&str, &str)| match value {
        "" => format!("--{name}"),
        _ => format!("--{name}={value}"),
    };
    let (mut options, mut positional): (Vec<String>, _) = (own.iter().map(option).collect(), Vec::new());
    for &(name, value) in pairs {
        let argument = named(&command, name).filter(|argument| !is_of_the_machine(argument));
        let argument = argument.ok_or_else(|| refused(message!("no-parameter", name = name)))?;
        if argument.get_long().is_some() && names_file(value) {
            return Err(refused(message!("no-file-value", name = name)));
        }
        match (argument.get_long(), argument.get_action()) {
            // A second one would be taken for what stands after it on a command line: a place on the machine.
            (None, _) if !positional.is_empty() => return Err(refused(message!("parameter-twice", name = name))),
            (None, _) => positional.push(value.to_owned()),
            (Some(long), ArgAction::SetTrue) => match value {
                "" | "true" | "1" => options.push(format!("--{long}")),
                "false" | "0" => {}
                _ => return Err(refused(message!("no-switch-value", name = name, value = value))),
            },
            (Some(long), _) if value.is_empty() && may_be_bare(argument) => options.push(format!("--{long}")),
            (Some(long), _) => options.push(format!("--{long}={value}")),
        }
    }
    let line = options.into_iter().chain(["--".to_owned()]).chain(positional);
    let read = command.try_get_matches_from(line).and_then(|matches| R::from_arg_matches(&matches));
    read.map_err(|error| {
        // What there are no words for is said as clap does, in a line.
        let said = || Message::quoted(error.to_string().lines().next().unwrap_or_default());
        refused(refusal(&error).unwrap_or_else(said))
    })
}

/// Pairs under the names that their arguments have on the command line, as `year` for 年份, a bare switch as `true`. What is none
/// stays as it is.
pub fn under_own_names<R: Pairs>(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let command = R::augment_args(Command::new("request"));
    let own = |&(name, value): &(&str, &str)| match named(&command, name) {
        Some(argument) => {
            let is_bare = value.is_empty() && matches!(argument.get_action(), ArgAction::SetTrue);
            (argument.get_long().unwrap_or(name).to_owned(), if is_bare { "true" } else { value }.to_owned())
        }
        None => (name.to_owned(), value.to_owned()),
    };
    pairs.iter().map(own).collect()
}

/// A value as it stands in a pair of a filter, so that no comma parts it and no mark names a file.
pub fn filter_value(value: &str) -> String {
    let has = |chars: &[char]| value.contains(chars);
    match (has(&NAMES) || value.starts_with(['@', '"', '“', '「']), has(&['"']), has(&['“', '”'])) {
        (false, ..) => value.to_owned(),
        (_, false, _) => format!("\"{value}\""),
        (_, _, false) => format!("“{value}”"),
        _ => format!("「{value}」"),
    }
}

/// The command line that means the same as pairs: `baogao search 党建 --year=2020..`, to be typed into a shell. Pairs that are
/// none of the request are left out.
pub fn command_line<R: Pairs>(command: &str, folder: &Path, pairs: &[(&str, &str)]) -> String {
    let of_request = R::augment_args(Command::new("request"));
    let (mut options, mut positional) = (String::new(), String::new());
    for &(name, value) in pairs {
        let Some(argument) = named(&of_request, name) else { continue };
        match (argument.get_long(), argument.get_action()) {
            (None, _) => {
                // What begins with a dash would be taken for an option.
                positional.push_str(if value.starts_with('-') { " -- " } else { " " });
                positional.push_str(&quoted(value));
            }
            (Some(_), ArgAction::SetTrue) if ["false", "0"].contains(&value) => {}
            (Some(long), ArgAction::SetTrue) => options.push_str(&format!(" --{long}")),
            (Some(long), _) if value.is_empty() => options.push_str(&format!(" --{long}")),
            (Some(long), _) => options.push_str(&format!(" --{long}={}", quoted(value))),
        }
    }
    let folder = quoted(&folder.display().to_string());
    match positional.starts_with(" -- ") {
        true => format!("baogao {command}{options}{positional} {folder}"),
        false => format!("baogao {command}{positional} {folder}{options}"),
    }
}

/// Whether the command line of a request has an argument of this name.
pub fn takes<R: Pairs>(name: &str) -> bool {
    named(&command::<R>(), name).is_some()
}

/// The arguments of a request.
pub(super) fn command<R: Pairs>() -> Command {
    R::augment_args(Command::new("request").no_binary_name(true).disable_help_flag(true))
}

/// Whether only who sits at the machine may say it.
pub(super) fn is_of_the_machine(argument: &Arg) -> bool {
    OF_THE_MACHINE.contains(&argument.get_id().as_str())
}

/// The command line that says of the report at a path what its user knows of it: names and values of `baogao set`.
pub fn set_line<'a>(folder: &Path, path: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let values: String = values.map(|(name, value)| format!(" --{name}={}", quoted(value))).collect();
    let (path, folder) = (quoted(path), quoted(&folder.display().to_string()));
    match path.starts_with('-') {
        true => format!("baogao set{values} -- {path} {folder}"),
        false => format!("baogao set {path} {folder}{values}"),
    }
}

/// The argument of a name, as it may stand on the command line or in a pair.
fn named<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|argument| {
        let is_alias = || argument.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
        argument.get_id() == name || argument.get_long() == Some(name) || is_alias()
    })
}

/// A word as a shell takes it for one: in quotation marks where it must be.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,，、。+%@".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// Whether an option may stand without its value.
fn may_be_bare(argument: &Arg) -> bool {
    argument.get_num_args().is_some_and(|values| values.min_values() == 0)
}

fn refused(reason: Message) -> Error {
    Error::Request(reason)
}
