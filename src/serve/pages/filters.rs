//! Filters as pages name them.

use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::shown;
use crate::report::UNKNOWN;

/// What the filter of a name is called; none if that is no filter.
pub(super) fn filter(name: &str) -> Option<Message> {
    Some(match name {
        "author" => message!("field-author"),
        "year" => message!("field-year"),
        "role" => message!("field-role"),
        "org" => message!("field-org"),
        "format" => message!("field-format"),
        "part" => message!("field-part"),
        "topic" => message!("field-topic"),
        "section" => message!("field-section"),
        "title" => message!("field-title"),
        "path" => message!("field-path"),
        "without-section" => message!("without-section"),
        "without-part" => message!("without-part"),
        "without-topic" => message!("without-topic"),
        "unknown" => message!("unknown"),
        "no-boilerplate" => message!("no-boilerplate"),
        "no-ocr-text" => message!("no-ocr-text"),
        _ => return None,
    })
}

/// A filter with its value, in words; none if the pair is no filter.
pub(super) fn filtered(name: &str, value: &str, lang: Lang) -> Option<String> {
    let said = filter(name)?;
    let value = match name {
        "no-boilerplate" | "no-ocr-text" => return (!["false", "0"].contains(&value)).then(|| said.say(lang)),
        "unknown" => filter(value).map_or_else(|| shown(value), |field| field.say(lang)),
        _ => shown_value(value, lang),
    };
    Some(message!("filter-is", filter = said, value = value).say(lang))
}

/// A value of a filter, in words.
pub(super) fn shown_value(value: &str, lang: Lang) -> String {
    if value == UNKNOWN { message!("unknown").say(lang) } else { shown(value) }
}
