//! What is kept and forgotten, by POST of a page of this very server.
//!
//! GET changes nothing, so what is searched for is remembered by a small POST of the page's script when someone has sent the box
//! or stays at what was found; without script nothing is, but what is saved by its form.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;

use crate::error::{Error, Result};
use crate::message;
use crate::serve::address::{Address, QUERY};
use crate::serve::asked::Asked;
use crate::serve::http::{Failure, Form};
use crate::serve::kept::{Entries, Entry, change};
use crate::serve::pages::page::{refused, see_other};
use crate::serve::pages::ways::to;

/// Keeps a search under a name.
pub(in crate::serve::pages) async fn keep(asked: Asked, Form(form): Form) -> Response {
    let kept = async {
        let name = form.get("name").unwrap_or_default().trim().to_owned();
        if name.is_empty() {
            return Err(Error::Request(message!("search-without-name")).into());
        }
        let entry = Entry { name, ..entry(&form)? };
        changed(&asked, move |entries| entries.name(entry)).await
    };
    let kept = kept.await;
    back(&asked, kept)
}

/// Remembers a search.
pub(in crate::serve::pages) async fn remember(asked: Asked, Form(form): Form) -> Response {
    let kept = async {
        let entry = entry(&form)?;
        changed(&asked, move |entries| entries.remember(entry)).await
    };
    match kept.await {
        Ok(()) => Response::builder().status(StatusCode::NO_CONTENT).body(Body::empty()).unwrap_or_default(),
        Err(failure) => refused(&asked, &failure),
    }
}

/// Forgets the search of a name.
pub(in crate::serve::pages) async fn forget(asked: Asked, Form(form): Form) -> Response {
    let kept = async {
        let name = form.get("name").unwrap_or_default().to_owned();
        changed(&asked, move |entries| entries.forget(&name)).await
    };
    let kept = kept.await;
    back(&asked, kept)
}

/// Forgets all searches of late, or all that is kept.
pub(in crate::serve::pages) async fn forget_all(asked: Asked, Form(form): Form) -> Response {
    let kept = async {
        let is_all = form.get("what") == Some("all");
        changed(&asked, move |entries| match is_all {
            true => *entries = Entries::default(),
            false => entries.recent.clear(),
        })
        .await
    };
    let kept = kept.await;
    back(&asked, kept)
}

async fn changed(asked: &Asked, by: impl FnOnce(&mut Entries) + Send + 'static) -> Result<(), Failure> {
    let path = asked.folder.kept();
    asked.site.workers.glance(move || change(&path, by)).await
}

/// The search that a form holds.
fn entry(form: &Address) -> Result<Entry> {
    let search = form.get("search").unwrap_or_default();
    let pairs = search.strip_prefix("/search?").ok_or_else(|| Error::Request(message!("no-search")))?;
    let address = Address::of_pairs("/search", pairs.as_bytes());
    let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Ok(Entry { name: address.get(QUERY).unwrap_or_default().to_owned(), search: address.to_string(), at })
}

/// Back to the page, as after any form, so that loading it anew sends nothing again.
fn back(asked: &Asked, kept: Result<(), Failure>) -> Response {
    match kept {
        Ok(()) => see_other(&to(asked, "/saved").to_string()),
        Err(failure) => refused(asked, &failure),
    }
}
