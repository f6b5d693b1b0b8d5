//! What is shown where there is no answer.

use askama::Template;

use crate::message;
use crate::messages::{Lang, Message};
use crate::serve::address::Address;
use crate::serve::assets::{Addresses, addresses};
use crate::serve::folder::Progress;

/// What else is shown.
pub(in crate::serve) enum Further {
    /// No more than what is wrong.
    Nothing,
    /// How far it is; the page asks again by itself.
    Progress(Progress),
    /// A button that sends a yes to an address.
    Offer(Address),
}

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed<'a> {
    lang: &'a str,
    title: String,
    message: String,
    hint: Option<String>,
    progress: Option<Progress>,
    /// The address of a button, and what stands on it.
    offer: Option<(Address, String)>,
    back: String,
    assets: &'static Addresses,
}

/// The page that says what is wrong, and what can be done about it.
pub(in crate::serve) fn failed(message: &Message, hint: Option<&Message>, further: Further, lang: Lang) -> String {
    let (progress, offer) = match further {
        Further::Nothing => (None, None),
        Further::Progress(progress) => (Some(progress), None),
        Further::Offer(address) => (None, Some((address, message!("index-it-now").say(lang)))),
    };
    let title = if progress.is_some() { message!("being-indexed") } else { message!("no-answer") };
    let page = Failed {
        lang: lang.as_str(),
        title: title.say(lang),
        message: message.say(lang),
        hint: hint.map(|hint| hint.say(lang)),
        progress,
        offer,
        back: message!("to-first-page").say(lang),
        assets: addresses(),
    };
    // It has no part that could fail.
    page.render().unwrap_or_default()
}
