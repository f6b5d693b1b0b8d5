//! A request, understood: which folder is asked, in which language, and what, as pairs of names and values.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::address::{Address, FOLDER, LANG, MAX_QUERY, QUERY};
use super::folder::{ServedFolder, Snapshot, State};
use super::freshness::Freshness;
use super::http::{Failure, without_places};
use super::site::Site;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Lang;

/// A request.
pub(super) struct Asked {
    pub(super) site: Arc<Site>,
    /// The folder that is asked.
    pub(super) folder: Arc<dyn ServedFolder>,
    /// The language of the answer.
    pub(super) lang: Lang,
    /// The address, without pairs that say nothing: forms send those, too.
    pub(super) address: Address,
    /// What whoever asks has of it already.
    pub(super) has: Option<String>,
}

impl Asked {
    /// The pairs of a request, those that are about the answer as a whole left out.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let of_request = self.address.pairs().filter(|(name, _)| ![FOLDER, LANG].contains(name));
        of_request.map(|(name, value)| (if name == QUERY { "query" } else { name }, value))
    }

    /// What answers now.
    ///
    /// # Errors
    /// As [`snapshot`].
    pub(super) fn snapshot(&self) -> Result<Snapshot, Failure> {
        snapshot(&*self.folder)
    }

    /// How fresh answers are; none where nothing answers.
    pub(super) fn freshness(&self) -> Option<Freshness> {
        let State::Ready(snapshot) = self.folder.state() else { return None };
        Some(match Freshness::of(&snapshot) {
            Freshness::Not(why) if !self.site.is_of_this_machine() => Freshness::Not(without_places(&why)),
            freshness => freshness,
        })
    }
}

/// What answers of a folder now.
///
/// # Errors
/// [`Failure::Unanswering`], [`Failure::Indexing`] or [`Failure::Asks`] if nothing does.
pub(super) fn snapshot(folder: &dyn ServedFolder) -> Result<Snapshot, Failure> {
    match folder.state() {
        State::Ready(snapshot) => Ok(snapshot),
        State::Asks => Err(Failure::Asks { folder: folder.folder().to_owned(), name: folder.name().to_owned() }),
        State::Indexing(progress) => Err(Failure::Indexing(progress)),
        State::Failed(why) => Err(Failure::Unanswering { why: Box::new(why), name: folder.name().to_owned() }),
    }
}

impl FromRequestParts<Arc<Site>> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Response> {
        let lang = lang_of(&parts.headers, &parts.uri);
        let refused = |error: Error| refused(&Failure::Error(error), &parts.headers, &parts.uri);
        let address = if is_of_api(&parts.uri) { Address::of(&parts.uri) } else { Address::of_page(&parts.uri) };
        let is_long = |value: &str| value.chars().nth(MAX_QUERY).is_some();
        if address.pairs().any(|(_, value)| is_long(value)) {
            return Err(refused(Error::Request(message!("value-too-long", most = MAX_QUERY))));
        }
        if !is_of_api(&parts.uri) {
            check_limits(&address).map_err(refused)?;
        }
        let folder = Arc::clone(site.folder(address.get(FOLDER)).map_err(refused)?);
        let has = parts.headers.get(IF_NONE_MATCH).and_then(|has| has.to_str().ok()).map(str::to_owned);
        Ok(Self { site: Arc::clone(site), folder, lang, address, has })
    }
}

/// A page shows no more of anything than these: what is longer nobody reads, and exports have all.
pub(super) const MAX_ON_PAGE: usize = 500;

/// What a page may be asked to show.
fn check_limits(address: &Address) -> Result<()> {
    let is_long = |name: &str| address.all(name).any(|value| value.parse().is_ok_and(|n: usize| n > MAX_ON_PAGE));
    match ["limit", "passages"].into_iter().any(is_long) {
        true => Err(Error::Request(message!("page-too-long", most = MAX_ON_PAGE))),
        false => Ok(()),
    }
}

/// Whether a program asks.
pub(super) fn is_of_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// The answer to a request that gets none, in the form and language in which it was asked.
pub(super) fn refused(failure: &Failure, headers: &HeaderMap, uri: &Uri) -> Response {
    failure.answer(is_of_api(uri), lang_of(headers, uri))
}

/// The language that is asked for: by the address, else by the browser; the first that there is a catalogue of.
pub(super) fn lang_of(headers: &HeaderMap, uri: &Uri) -> Lang {
    let by_name = |name: &str| Lang::ALL.into_iter().find(|lang| lang.as_str() == name);
    if let Some(lang) = Address::of(uri).get(LANG).and_then(by_name) {
        return lang;
    }
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    // Browsers name them in the order in which they are wanted.
    let mut tags = accepted.split(',').map(|tag| tag.split(';').next().unwrap_or_default().trim());
    tags.find_map(|tag| by_name(&tag.get(..2)?.to_ascii_lowercase())).unwrap_or_default()
}
