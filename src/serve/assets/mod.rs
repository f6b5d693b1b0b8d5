//! What pages load: one style sheet, one script, one picture; named by what is in them, so that browsers keep them for ever.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;

/// Hexadecimal digits of a name.
const DIGITS: usize = 16;

/// A file that pages load.
struct Asset {
    /// Its name, with the hash of its content.
    name: String,
    kind: &'static str,
    content: &'static str,
}

impl Asset {
    fn new(stem: &str, ending: &str, kind: &'static str, content: &'static str) -> Self {
        let hash = blake3::hash(content.as_bytes()).to_hex();
        Self { name: format!("{stem}.{}.{ending}", &hash[..DIGITS]), kind, content }
    }

    fn address(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

/// What all pages have in common, and what only some have.
const SHEETS: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/search.css"),
    include_str!("style/report.css"),
    include_str!("style/count.css")
);

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new("page", "css", "text/css; charset=utf-8", SHEETS));
static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("page", "js", "text/javascript; charset=utf-8", include_str!("page.js")));
static ICON: LazyLock<Asset> = LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", include_str!("icon.svg")));

/// Where pages load them from.
pub(super) struct Addresses {
    pub(super) style: String,
    pub(super) script: String,
    pub(super) icon: String,
}

/// Where pages load them from.
pub(super) fn addresses() -> &'static Addresses {
    static ADDRESSES: LazyLock<Addresses> =
        LazyLock::new(|| Addresses { style: STYLE.address(), script: SCRIPT.address(), icon: ICON.address() });
    &ADDRESSES
}

/// A file by its name; none if nothing is called so, as what an older program named.
pub(super) fn asset(name: &str) -> Option<Response> {
    let asset = [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.name == name)?;
    let response = Response::builder()
        .header(CONTENT_TYPE, asset.kind)
        .header(CACHE_CONTROL, "public, max-age=31536000, immutable")
        .body(Body::from(asset.content));
    response.ok()
}
