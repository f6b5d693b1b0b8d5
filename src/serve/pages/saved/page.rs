//! The page of searches that are kept, and the file that holds them.

use askama::Template;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;

use crate::message;
use crate::output::terminal::shown;
use crate::serve::address::{Address, FOLDER, LANG};
use crate::serve::asked::Asked;
use crate::serve::http::Failure;
use crate::serve::kept::{Entry, Kept, read};
use crate::serve::pages::filters::filtered;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::{page, refused};
use crate::serve::pages::ways::to;

/// Searches of each kind that other pages name.
const LATEST: usize = 6;

#[derive(Template)]
#[template(path = "saved/page.html")]
struct Saved {
    frame: Frame,
    is_damaged: bool,
    named: Vec<Search>,
    recent: Vec<Search>,
    /// Where searches are forgotten, one or all, and where the file is.
    forget: String,
    forget_all: String,
    file: String,
}

/// A search that is kept.
pub(in crate::serve::pages) struct Search {
    pub(in crate::serve::pages) name: String,
    /// Its filters, in words: by them searches for the same are told apart.
    pub(in crate::serve::pages) filters: String,
    pub(in crate::serve::pages) address: String,
    pub(in crate::serve::pages) day: String,
}

pub(in crate::serve::pages) async fn saved(asked: Asked) -> Response {
    let path = asked.folder.kept();
    let kept = asked.site.workers.glance(move || read(&path)).await;
    let made = kept.map(|kept| {
        let (is_damaged, entries) = match kept {
            Kept::Entries(entries) => (false, entries),
            Kept::Damaged => (true, Default::default()),
        };
        let shown = |entries: &[Entry]| entries.iter().map(|entry| search(entry, &asked)).collect();
        let frame = Frame::new(&asked, message!("page-saved").say(asked.lang));
        let at = |path: &str| to(&asked, path).to_string();
        let page = Saved {
            frame,
            is_damaged,
            named: shown(&entries.named),
            recent: shown(&entries.recent),
            forget: at("/saved/forget"),
            forget_all: at("/saved/forget-all"),
            file: at("/saved.json"),
        };
        (page, None)
    });
    page(&asked, made)
}

/// The file as it is, to be taken along.
pub(in crate::serve::pages) async fn saved_file(asked: Asked) -> Response {
    let path = asked.folder.kept();
    let bytes = asked.site.workers.glance(move || Ok(std::fs::read(path).ok())).await;
    match bytes {
        Ok(Some(bytes)) => Response::builder()
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .header(CONTENT_DISPOSITION, "attachment; filename=\"baogao-searches.json\"")
            .header(CACHE_CONTROL, "no-store")
            .body(Body::from(bytes))
            .unwrap_or_default(),
        Ok(None) => refused(&asked, &Failure::NoPage),
        Err(failure) => refused(&asked, &failure),
    }
}

/// Searches to begin with where nothing is searched for: the latest with a name, and those of late.
pub(in crate::serve::pages) async fn latest(asked: &Asked) -> Vec<Search> {
    let path = asked.folder.kept();
    match asked.site.workers.glance(move || read(&path)).await {
        Ok(Kept::Entries(entries)) => {
            let latest = entries.named.iter().take(LATEST).chain(entries.recent.iter().take(LATEST));
            latest.map(|entry| search(entry, asked)).collect()
        }
        // A file that can't be read is said on its own page.
        _ => Vec::new(),
    }
}

/// Names searches, so that a page that shows them is known to be another when they are.
pub(in crate::serve::pages) fn named(searches: &[Search]) -> String {
    /// Digits that tell one from another.
    const DIGITS: usize = 8;
    let mut hasher = blake3::Hasher::new();
    for text in searches.iter().flat_map(|search| [&search.name, &search.address, &search.day]) {
        hasher.update(text.as_bytes()).update(b"\0");
    }
    hasher.finalize().to_hex()[..DIGITS].to_owned()
}

/// A search that is kept, as a link of the folder and in the language that is asked for.
fn search(entry: &Entry, asked: &Asked) -> Search {
    // Whatever stands in the file, it leads to a search of this folder.
    let pairs = entry.search.split_once('?').map_or("", |(_, pairs)| pairs);
    let address = Address::of_pairs("/search", pairs.as_bytes());
    let address = address.kept(|name, _| ![FOLDER, LANG].contains(&name));
    let filters: Vec<String> = address.pairs().filter_map(|(name, value)| filtered(name, value, asked.lang)).collect();
    let address = to(asked, "").pairs().fold(address, |address, (name, value)| address.with(name, value));
    let time = crate::output::utc(entry.at);
    let day = time.split('T').next().unwrap_or_default().to_owned();
    Search { name: shown(&entry.name), filters: filters.join(" · "), address: address.to_string(), day }
}
