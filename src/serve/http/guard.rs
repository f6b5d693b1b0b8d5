//! Who may ask, and what: looked at on every request, before anything else is.

use std::net::IpAddr;

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderName, HeaderValue, LOCATION, ORIGIN, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use hyper::{Request, Response};

use super::failure::Failure;
use crate::message;
use crate::serve::address::Address;
use crate::serve::asked::refused;
use crate::serve::site::Site;

/// What every answer says to browsers, errors too: nothing is loaded from elsewhere, framed, sniffed, told on.
const HARDENING: [(HeaderName, &str); 5] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// The name of a pair that carries the token, once.
const TOKEN: &str = "token";

/// Adds what every answer says to browsers.
pub(super) fn harden(headers: &mut HeaderMap) {
    for (name, value) in HARDENING {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Bytes of the head of a request that is answered: what people ask is far shorter, and what is longer comes by POST.
const MAX_HEAD: usize = 16 << 10;

/// Whether a request may be answered. `at`: the address of this machine that it came to.
///
/// # Errors
/// The answer that it gets instead.
pub(super) fn check<B>(site: &Site, at: Option<IpAddr>, request: &Request<B>) -> Result<(), Box<Response<Body>>> {
    let (headers, uri) = (request.headers(), request.uri());
    let refused = |failure: Failure| Err(Box::new(refused(&failure, headers, uri)));
    let host = match one(headers, &HOST) {
        // A target that names a host means that one.
        Some(host) if site.hosts.allow(host, at) && uri.host().is_none_or(|host| site.hosts.allow(host, at)) => host,
        host => {
            let name = host.unwrap_or_default().to_owned();
            return refused(Failure::Forbidden(message!("host-not-allowed", host = name)));
        }
    };
    if let Some(token) = &site.token {
        let cookie = format!("baogao-{}", site.port);
        let of_cookie = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok()).any(|cookies| {
            let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
            pairs.any(|(name, value)| name == cookie && token.is(value))
        });
        let address = Address::of(uri);
        match address.get(TOKEN) {
            // It stands in an address once, and in no history after that.
            Some(given) if token.is(given) && *request.method() == Method::GET => {
                let cookie = format!("{cookie}={given}; HttpOnly; SameSite=Strict; Path=/");
                let response = Response::builder()
                    .status(StatusCode::SEE_OTHER)
                    .header(SET_COOKIE, cookie)
                    .header(LOCATION, address.without(TOKEN).to_string())
                    .header(CACHE_CONTROL, "no-store")
                    .body(Body::empty());
                return Err(Box::new(response.unwrap_or_default()));
            }
            _ if of_cookie => {}
            _ => return refused(Failure::Forbidden(message!("token-needed"))),
        }
    }
    let of_headers: usize =
        headers.iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len()).sum();
    if target_bytes(uri) + of_headers > MAX_HEAD {
        let why = message!("head-too-long", kilobytes = MAX_HEAD >> 10);
        return refused(Failure::Sent(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, why));
    }
    // By what methods each address may be asked is the router's to say; none of the others change anything.
    let has_body = |name: &str| headers.get(name).is_some_and(|value| value != "0");
    match *request.method() {
        Method::POST if !is_of_same_origin(headers, host) => refused(Failure::Forbidden(message!("other-origin"))),
        Method::GET | Method::HEAD if has_body("content-length") || has_body("transfer-encoding") => {
            refused(Failure::Sent(StatusCode::BAD_REQUEST, message!("body-not-read")))
        }
        _ => Ok(()),
    }
}

fn target_bytes(uri: &Uri) -> usize {
    uri.path().len() + uri.query().map_or(0, str::len)
}

/// The value of a header that stands there once.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then_some(value)?.to_str().ok()
}

/// Whether a page of this very server asks.
fn is_of_same_origin(headers: &HeaderMap, host: &str) -> bool {
    match (one(headers, &SEC_FETCH_SITE), one(headers, &ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host)),
        (None, None) => false,
    }
}
