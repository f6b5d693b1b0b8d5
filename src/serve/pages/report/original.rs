//! The file of a report, as it was indexed.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;

use crate::answer::Detail;
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::shown;
use crate::serve::asked::Asked;
use crate::serve::folder::Original;
use crate::serve::http::Failure;
use crate::serve::pages::page::refused;

/// The file, to be kept by the browser and opened by nothing.
pub(in crate::serve::pages) async fn original(asked: Asked) -> Response {
    match found(&asked).await {
        Ok(original) => Response::builder()
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_DISPOSITION, disposition(&original.name))
            .header(CACHE_CONTROL, "private, no-store")
            .body(Body::from(original.bytes))
            .unwrap_or_default(),
        Err(failure) => refused(&asked, &failure),
    }
}

async fn found(asked: &Asked) -> Result<Original, Failure> {
    let path = asked.address.get("report").ok_or(Failure::NoPage)?.to_owned();
    let (folder, snapshot) = (asked.folder.clone(), asked.snapshot()?);
    let work = move || {
        if let Some(original) = folder.original(&path)? {
            return Ok(original);
        }
        // It may be gone, or another one by now.
        let is_indexed = snapshot.report(&path, Detail::Outline)?.is_some();
        Err(match is_indexed {
            true => Error::Unread { path, reason: message!("original-not-same") },
            false => Error::Report { name: path, candidates: Vec::new() },
        })
    };
    asked.site.workers.glance(work).await
}

/// How the file is to be kept, and under what name (RFC 6266): once in ASCII, once as RFC 8187 has it.
fn disposition(name: &str) -> String {
    let shown = shown(name);
    let safe: String = shown.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " .-_()".contains(c);
    let plain: String = safe.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let is_attr = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    let encode = |byte: u8| if is_attr(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    let encoded: String = safe.bytes().map(encode).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::disposition;

    proptest! {
        #[test]
        fn names_are_names(name in "[a报\0\"\\\\/\r\n;%=\u{202e}.]{0,9}") {
            let header = disposition(&name);
            prop_assert!(axum::http::HeaderValue::from_str(&header).is_ok());
            prop_assert_eq!(header.matches('"').count(), 2);
            prop_assert!(!header.contains(['/', '\\', '\r', '\n']));
        }
    }

    #[test]
    fn chinese_names_are_kept() {
        let header = disposition("报告 1.docx");
        assert_eq!(header, "attachment; filename=\"__ 1.docx\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%201.docx");
    }
}
