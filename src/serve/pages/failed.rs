//! What is wrong, and what can be done about it; and the page that shows it alone, where it is not known what was asked of
//! which folder.

use askama::Template;

use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::shown_lines;
use crate::serve::address::Address;
use crate::serve::assets::{Addresses, addresses};
use crate::serve::folder::Progress;

/// What is wrong, and what can be done about it, in words.
pub(in crate::serve) struct What {
    pub(super) title: String,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// How far it is; the page asks again by itself.
    pub(super) progress: Option<Progress>,
    /// The address that a yes is sent to, and what stands on its button.
    pub(super) offer: Option<(Address, String)>,
}

impl What {
    /// No more than what is wrong.
    pub(in crate::serve) fn new(message: &Message, hint: Option<&Message>, lang: Lang) -> Self {
        let said = |message: &Message| shown_lines(&message.say(lang));
        let (message, hint) = (said(message), hint.map(said));
        Self { title: message!("no-answer").say(lang), message, hint, progress: None, offer: None }
    }

    /// With how far it is.
    pub(in crate::serve) fn with_progress(self, progress: Progress, lang: Lang) -> Self {
        Self { title: message!("being-indexed").say(lang), progress: Some(progress), ..self }
    }

    /// With a button that sends a yes to an address; `said`: what stands on it.
    pub(in crate::serve) fn with_offer(self, address: Address, said: &Message, lang: Lang) -> Self {
        Self { offer: Some((address, said.say(lang))), ..self }
    }
}

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed<'a> {
    lang: &'a str,
    what: What,
    back: String,
    assets: &'static Addresses,
}

/// A page of its own.
pub(in crate::serve) fn failed(what: What, lang: Lang) -> String {
    let back = message!("to-first-page").say(lang);
    // It has no part that could fail.
    Failed { lang: lang.as_str(), what, back, assets: addresses() }.render().unwrap_or_default()
}
