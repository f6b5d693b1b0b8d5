//! What pairs a request can be read from, as clap has its arguments: one definition for the command line and for programs.

use std::any::TypeId;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use super::pairs::{Pairs, command, is_of_the_machine};
use crate::messages::Lang;

/// What clap doesn't tell of its own definitions: an argument, and the one that it needs.
const NEEDS: [(&str, &str); 3] = [("docx_by", "docx"), ("kwic_sort", "kwic"), ("cross", "by")];

/// A name that pairs may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name: that of the option, or of the argument that has none.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// What it is for.
    pub help: String,
    /// What its values are.
    pub kind: Kind,
    /// Whether it may stand several times.
    pub is_list: bool,
    /// Whether it must be there.
    pub is_required: bool,
    /// What it is where it is not there.
    pub default: Option<String>,
}

/// What values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On with `true`, `1` or none, off with `false` or `0`.
    Switch,
    /// A number from 0, or nothing where it may stand without a value.
    Number {
        /// Whether it may.
        may_be_bare: bool,
    },
    /// One of these.
    OneOf(Vec<String>),
    /// Any text.
    Text,
}

/// The names that pairs of a request may have, their help in a language; `command_name`: as which command people know the
/// request. `forms`: arguments that say in what form an answer is given, or what it is made of. Whoever answers gives one of
/// them; none of `said` are parameters, as they are said otherwise.
pub fn parameters<R: Pairs>(command_name: &str, forms: &[&str], said: &[&str], lang: Lang) -> Vec<Parameter> {
    let command = command::<R>();
    let required = required(&command, forms);
    let of_forms: Vec<&Arg> =
        command.get_arguments().filter(|argument| forms.contains(&argument.get_id().as_str())).collect();
    let applies = |argument: &Arg| {
        let goes_with = |form: &&Arg| *form == argument || !conflict(&command, form, argument);
        of_forms.is_empty() || of_forms.iter().any(goes_with)
    };
    let mut all: Vec<&Arg> = command
        .get_arguments()
        .filter(|argument| !is_of_the_machine(argument) && !said.contains(&argument.get_id().as_str()))
        .filter(|argument| applies(argument))
        .collect();
    let ids: Vec<&str> = all.iter().map(|argument| argument.get_id().as_str()).collect();
    all.retain(|argument| {
        let needed = NEEDS.iter().find(|(id, _)| argument.get_id() == id);
        needed.is_none_or(|(_, needed)| ids.contains(needed) || forms.contains(needed))
    });
    all.into_iter().map(|argument| parameter(argument, command_name, &required, lang)).collect()
}

/// What a request is for, in a language.
pub fn summary<R: Pairs>(command_name: &str, lang: Lang) -> String {
    let of_catalogue = [format!("help-{command_name}-command"), format!("help-{command_name}")];
    let translated = of_catalogue.iter().filter(|_| lang != Lang::En).find_map(|id| lang.text(id));
    translated.unwrap_or_else(|| command::<R>().get_about().map(ToString::to_string).unwrap_or_default())
}

fn parameter(argument: &Arg, command_name: &str, required: &str, lang: Lang) -> Parameter {
    let id = argument.get_id().as_str();
    let english = || argument.get_help().map(ToString::to_string).unwrap_or_default();
    let help = match lang {
        Lang::En => english(),
        _ => {
            let of_catalogue =
                lang.text(&format!("help-{command_name}-{id}")).or_else(|| lang.text(&format!("help-{id}")));
            of_catalogue.unwrap_or_else(english)
        }
    };
    let values = argument.get_possible_values();
    let is_number = [TypeId::of::<usize>(), TypeId::of::<u32>(), TypeId::of::<u16>()]
        .iter()
        .any(|number| argument.get_value_parser().type_id() == *number);
    let kind = match argument.get_action() {
        ArgAction::SetTrue => Kind::Switch,
        _ if is_number => {
            Kind::Number { may_be_bare: argument.get_num_args().is_some_and(|values| values.min_values() == 0) }
        }
        _ if !values.is_empty() => {
            Kind::OneOf(values.iter().flat_map(|value| value.get_name_and_aliases()).map(str::to_owned).collect())
        }
        _ => Kind::Text,
    };
    let default = argument.get_default_values().first().and_then(|value| value.to_str()).map(str::to_owned);
    Parameter {
        name: argument.get_long().unwrap_or(id).to_owned(),
        aliases: argument.get_all_aliases().unwrap_or_default().into_iter().map(str::to_owned).collect(),
        help,
        is_list: matches!(argument.get_action(), ArgAction::Append),
        is_required: required.contains(&format!("<{}>", id.to_uppercase())),
        default: default.filter(|_| kind != Kind::Switch),
        kind,
    }
}

/// Whether two arguments can't stand together, whichever says so.
fn conflict(command: &Command, one: &Arg, other: &Arg) -> bool {
    command.get_arg_conflicts_with(one).contains(&other) || command.get_arg_conflicts_with(other).contains(&one)
}

/// The arguments that must be there, as clap names them.
fn required(command: &Command, forms: &[&str]) -> String {
    let given = forms.first().and_then(|form| command.get_arguments().find(|argument| argument.get_id() == form));
    let line = given.map(|argument| {
        let long = argument.get_long().unwrap_or_default();
        if argument.get_action().takes_values() { format!("--{long}=-") } else { format!("--{long}") }
    });
    match command.clone().try_get_matches_from(line) {
        Err(error) if error.kind() == ErrorKind::MissingRequiredArgument => match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::Strings(names)) => names.join(" "),
            Some(ContextValue::String(name)) => name.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
