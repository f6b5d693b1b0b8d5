//! What is wrong with arguments, in our words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::message;
use crate::messages::Message;

/// What is wrong with arguments; none where it is nothing that we have words for.
pub fn refusal(error: &clap::Error) -> Option<Message> {
    let context = |kind: ContextKind| said(error, kind);
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    Some(match error.kind() {
        ErrorKind::UnknownArgument => message!("usage-unknown-argument", argument = argument),
        ErrorKind::InvalidSubcommand => {
            message!("usage-unknown-command", command = context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => message!("usage-no-value", argument = argument),
        ErrorKind::InvalidValue => {
            let possible = context(ContextKind::ValidValue);
            message!("usage-value", argument = argument, value = value, possible = possible)
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
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggested = suggested.map(|kind| said(error, kind)).into_iter().find(|text| !text.is_empty());
    match suggested {
        Some(suggestion) => message!("usage-suggestion", suggestion = suggestion),
        None => message!("usage-help"),
    }
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
