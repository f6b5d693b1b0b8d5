//! A request as pairs of names and values, as an address or a tool call has it: it is a command line.

use clap::{Arg, ArgAction, Args, Command, FromArgMatches};

use super::refusal::refusal;
use super::values::names_file;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;

/// What only who sits at the machine may say: places on it, and files.
const OF_THE_MACHINE: [&str; 9] = ["folder", "index", "schema", "batch", "queries", "refresh", "since", "xlsx", "docx"];

/// Reads a request from pairs of names, those of the command line without their dashes, and values. A switch is on with the
/// value `true`, `1` or none, and off with `false` or `0`.
///
/// # Errors
/// [`Error::Request`] for a name that is none, a value that is wrong, or names that can't stand together: in the words of the
/// command line.
pub fn from_pairs<R: Args + FromArgMatches>(pairs: &[(&str, &str)]) -> Result<R> {
    let command = R::augment_args(Command::new("request").no_binary_name(true).disable_help_flag(true));
    let (mut options, mut positional) = (Vec::new(), Vec::new());
    for &(name, value) in pairs {
        let known = command.get_arguments().find(|argument| {
            let is_alias = || argument.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
            argument.get_id() == name || argument.get_long() == Some(name) || is_alias()
        });
        let argument = known.filter(|argument| !OF_THE_MACHINE.contains(&argument.get_id().as_str()));
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

/// Whether an option may stand without its value.
fn may_be_bare(argument: &Arg) -> bool {
    argument.get_num_args().is_some_and(|values| values.min_values() == 0)
}

fn refused(reason: Message) -> Error {
    Error::Request(reason)
}
