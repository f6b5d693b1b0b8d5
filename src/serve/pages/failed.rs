//! What is shown where there is no answer.

use askama::Template;

use crate::message;
use crate::messages::{Lang, Message};
use crate::serve::assets::{Addresses, addresses};

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed<'a> {
    lang: &'a str,
    title: String,
    message: String,
    hint: Option<String>,
    back: String,
    assets: &'static Addresses,
}

/// The page that says what is wrong, and what can be done about it.
pub(in crate::serve) fn failed(message: &Message, hint: Option<&Message>, lang: Lang) -> String {
    let page = Failed {
        lang: lang.as_str(),
        title: message!("no-answer").say(lang),
        message: message.say(lang),
        hint: hint.map(|hint| hint.say(lang)),
        back: message!("to-first-page").say(lang),
        assets: addresses(),
    };
    // It has no part that could fail.
    page.render().unwrap_or_default()
}
