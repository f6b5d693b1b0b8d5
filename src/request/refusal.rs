//! What is wrong with arguments, in our words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::message;
use crate::messages::Message;

/// Options that other programs have, what does here what they do there, and the commands that have it.
const ELSEWHERE: [(&str, &str, &[&str]); 12] = [
    ("--output", "--xlsx", &TABLES),
    ("-o", "--xlsx", &TABLES),
    ("--out", "--xlsx", &TABLES),
    ("--excel", "--xlsx", &TABLES),
    ("--word", "--docx", &["search"]),
    ("--reverse", "--sort oldest", &SORTED),
    ("-r", "--sort oldest", &SORTED),
    ("--desc", "--sort year", &["search"]),
    ("--asc", "--sort oldest", &SORTED),
    ("--order", "--sort", &SORTED),
    ("--all", "--full", &["search"]),
    ("--top", "--limit", &SORTED),
];
const TABLES: [&str; 4] = ["search", "facets", "list", "status"];
const SORTED: [&str; 2] = ["search", "facets"];
/// Dashes that word processors put in the place of `-`,
const DASHES: [char; 5] = ['–', '—', '－', '―', '−'];
/// and quotation marks.
const QUOTES: [char; 4] = ['“', '”', '‘', '’'];

/// What a word processor made of an argument, and what was meant.
fn typed_elsewhere(error: &clap::Error) -> Option<Message> {
    let argument = said(error, ContextKind::InvalidArg);
    let first = argument.chars().next()?;
    if DASHES.contains(&first) {
        let name = argument.trim_start_matches(|c| DASHES.contains(&c) || c == '-');
        let meant = if name.chars().count() > 1 { format!("--{name}") } else { format!("-{name}") };
        return Some(message!("usage-dash", argument = argument, meant = meant));
    }
    argument.contains(QUOTES).then(|| message!("usage-quotes", argument = argument))
}

/// Whether a refusal says something that clap does not know.
pub fn refusal_is_ours(error: &clap::Error) -> bool {
    typed_elsewhere(error).is_some()
        || elsewhere(error).is_some()
        || error.kind() == ErrorKind::UnknownArgument && !said(error, ContextKind::InvalidArg).starts_with('-')
}

/// What does here what an option of other programs does there.
fn elsewhere(error: &clap::Error) -> Option<&'static str> {
    let argument = said(error, ContextKind::InvalidArg);
    let name = argument.split('=').next().unwrap_or_default();
    let usage = said(error, ContextKind::Usage);
    let is_of = |commands: &[&str]| commands.iter().any(|command| usage.contains(&format!(" {command} ")));
    ELSEWHERE.iter().find(|(other, _, of)| *other == name && is_of(of)).map(|(_, ours, _)| *ours)
}

/// What is wrong with arguments; none where it is nothing that we have words for.
pub fn refusal(error: &clap::Error) -> Option<Message> {
    if let Some(message) = typed_elsewhere(error) {
        return Some(message);
    }
    let context = |kind: ContextKind| said(error, kind);
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    Some(match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            message!("usage-one-too-many", argument = argument)
        }
        ErrorKind::UnknownArgument => message!("usage-unknown-argument", argument = argument),
        ErrorKind::InvalidSubcommand => {
            message!("usage-unknown-command", command = context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => message!("usage-no-value", argument = argument),
        ErrorKind::InvalidValue => {
            let possible = context(ContextKind::ValidValue);
            message!("usage-value", argument = argument, value = value, possible = possible)
        }
        ErrorKind::ValueValidation if argument.contains("<N>") || argument.contains("<数>") => {
            let name = argument.split(' ').next().unwrap_or_default();
            message!("usage-no-number", argument = name, value = value)
        }
        ErrorKind::ValueValidation => message!("usage-wrong-value", argument = argument, value = value),
        ErrorKind::ArgumentConflict => {
            message!("usage-conflict", argument = argument, other = context(ContextKind::PriorArg))
        }
        ErrorKind::MissingRequiredArgument => message!("usage-missing", argument = argument),
        _ => return None,
    })
}

/// What can be done about it.
pub fn refusal_hint(error: &clap::Error) -> Message {
    if typed_elsewhere(error).is_some() {
        return message!("usage-help");
    }
    if let Some(ours) = elsewhere(error) {
        return message!("usage-suggestion", suggestion = ours);
    }
    if error.kind() == ErrorKind::UnknownArgument && !said(error, ContextKind::InvalidArg).starts_with('-') {
        return message!("usage-quote-blanks");
    }
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggested = suggested.into_iter().find_map(|kind| suggestion(error, kind));
    match suggested {
        Some(suggestion) => message!("usage-suggestion", suggestion = suggestion),
        None => message!("usage-help"),
    }
}

/// The likest of what is suggested, if it is like enough: another word misleads.
fn suggestion(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let typed = match kind {
        ContextKind::SuggestedSubcommand => said(error, ContextKind::InvalidSubcommand),
        ContextKind::SuggestedValue => said(error, ContextKind::InvalidValue),
        _ => said(error, ContextKind::InvalidArg),
    };
    let suggested = said(error, kind);
    let plain = |text: &str| text.trim_start_matches('-').to_owned();
    let letters = |text: &str| {
        let mut letters: Vec<char> = plain(text).chars().collect();
        letters.sort_unstable();
        letters
    };
    let typed = letters(&typed);
    let shared = |other: &str| {
        let (mut rest, other) = (letters(other), &typed);
        let before = rest.len();
        for c in other {
            if let Some(at) = rest.iter().position(|r| r == c) {
                rest.remove(at);
            }
        }
        before - rest.len()
    };
    let likest = suggested.split(' ').filter(|word| !word.is_empty()).max_by_key(|word| shared(word))?;
    let longer = typed.len().max(letters(likest).len());
    (shared(likest) * 3 >= longer * 2).then(|| likest.to_owned())
}

fn said(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
