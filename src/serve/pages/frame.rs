//! What all pages have around them: the box for a query, ways to the other pages, the folder and the language, and what is the
//! same on the command line and for programs.

use std::time::SystemTime;

use super::ways::to;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::shown;
use crate::serve::address::{Address, FOLDER, LANG, MAX_QUERY, QUERY, readable};
use crate::serve::asked::Asked;
use crate::serve::assets::{Addresses, addresses};

/// What a page has around it.
pub(super) struct Frame {
    pub(super) lang: Lang,
    /// What the browser shows as the title.
    pub(super) title: String,
    /// What stands in the box.
    pub(super) query: String,
    /// Characters that it takes.
    pub(super) max_query: usize,
    pub(super) assets: &'static Addresses,
    /// The first page.
    pub(super) home: String,
    /// The pages: what each is called, its address, and whether it is this one.
    pub(super) pages: Vec<Link>,
    /// The folders that are served, if there are several.
    pub(super) folders: Vec<Link>,
    /// Each language.
    pub(super) langs: Vec<Language>,
    /// Pairs that the box sends along: folder and language, and what else a page adds.
    pub(super) kept: Vec<(String, String)>,
    /// How fresh answers are.
    pub(super) freshness: Option<String>,
    /// The same on the command line, if there is such a command.
    pub(super) command_line: Option<String>,
    /// The same for programs.
    pub(super) api: Option<String>,
    /// Whether queries are sent there, so that no link leads to it.
    pub(super) is_sent: bool,
}

/// A way to another page.
pub(super) struct Link {
    pub(super) said: String,
    pub(super) address: String,
    pub(super) is_here: bool,
}

/// The ways to what stands before and after what is shown of something long.
pub(super) struct Pager {
    /// What of it is shown.
    pub(super) said: String,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

/// The ways to each page of a list, by its number; none where all is on one.
pub(super) fn numbered(here: &Address, page: usize, pages: usize) -> Vec<Link> {
    let link = |number: usize| Link {
        said: number.to_string(),
        address: here.set("page", &number.to_string()).to_string(),
        is_here: number == page,
    };
    if pages > 1 { (1..=pages).map(link).collect() } else { Vec::new() }
}

/// The same page in a language.
pub(super) struct Language {
    pub(super) said: String,
    pub(super) lang: &'static str,
    pub(super) address: String,
    pub(super) is_here: bool,
}

impl Frame {
    /// The frame of a page; `title` says what is on it.
    pub(super) fn new(asked: &Asked, title: String) -> Self {
        let lang = asked.lang;
        let page = |path: &str, said: Message| Link {
            said: said.say(lang),
            address: to(asked, path).to_string(),
            is_here: asked.address.path() == path,
        };
        let folder = |name: &str| Link {
            said: shown(name),
            address: asked.address.at("/").kept(|name, _| name == LANG).set(FOLDER, name).to_string(),
            is_here: name == asked.folder.name(),
        };
        let folders = match asked.site.folders.as_slice() {
            [_] => Vec::new(),
            several => several.iter().map(|of| folder(of.name())).collect(),
        };
        let language = |of: Lang| Language {
            said: message!("language-name").say(of),
            lang: of.as_str(),
            address: asked.address.set(LANG, of.as_str()).to_string(),
            is_here: of == lang,
        };
        Self {
            lang,
            title,
            query: asked.address.get(QUERY).unwrap_or_default().to_owned(),
            max_query: MAX_QUERY,
            assets: addresses(),
            home: to(asked, "/").to_string(),
            pages: vec![
                page("/search", message!("page-search")),
                page("/count", message!("page-count")),
                page("/browse", message!("page-browse")),
                page("/corpus", message!("page-corpus")),
                page("/saved", message!("page-saved")),
                page("/help", message!("page-help")),
            ],
            folders,
            langs: Lang::ALL.map(language).into(),
            kept: to(asked, "").into_pairs(),
            freshness: asked.freshness().map(|freshness| shown(&freshness.said(SystemTime::now()).say(lang))),
            command_line: None,
            api: None,
            is_sent: false,
        }
    }

    /// The address for programs, as it is read.
    pub(super) fn readable(&self, api: &str) -> String {
        readable(api)
    }

    /// A message in the page's language.
    pub(super) fn say(&self, message: Message) -> String {
        message.say(self.lang)
    }
}
