//! What a form sends that has a file in it (RFC 7578): parts between boundaries, each with a name.

use std::convert::Infallible;

use axum::body::Bytes;
use futures_util::stream;
use multer::Multipart;

/// A part of what was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What the form calls it.
    pub(super) name: String,
    /// What the file is called that it is; none of what was typed.
    pub(super) file: Option<String>,
    pub(super) content: Bytes,
}

/// The parts of a body of this type; none if it is not made so, or not whole.
pub(super) async fn parts(media_type: &str, body: Vec<u8>) -> Option<Vec<Part>> {
    let boundary = multer::parse_boundary(media_type).ok()?;
    let whole = stream::iter([Ok::<_, Infallible>(Bytes::from(body))]);
    let mut read = Multipart::new(whole, boundary);
    let mut parts = Vec::new();
    while let Some(field) = read.next_field().await.ok()? {
        let (name, file) = (field.name()?.to_owned(), field.file_name().map(str::to_owned));
        parts.push(Part { name, file, content: field.bytes().await.ok()? });
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Part;

    const TYPE: &str = "multipart/form-data; boundary=----Line";

    fn parts(body: &[u8]) -> Option<Vec<Part>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(super::parts(TYPE, body.to_vec()))
    }

    proptest! {
        #[test]
        fn parts_come_back_as_they_went(sent in prop::collection::vec((any::<bool>(), "[\r\n-]{0,4}党?[a-z\0-]{0,9}[\r\n-]{0,4}"), 0..4)) {
            let mut body = Vec::new();
            for (is_file, content) in &sent {
                let file = if *is_file { "; filename=\"党建.txt\"\r\nContent-Type: text/plain" } else { "" };
                body.extend(format!("------Line\r\nContent-Disposition: form-data; name=\"党\"{file}\r\n\r\n{content}\r\n").bytes());
            }
            body.extend(b"------Line--\r\n");
            let read = parts(&body).expect("parts");
            let expected = |name: &str, (is_file, content): &(bool, String)| Part {
                name: name.to_owned(),
                file: is_file.then(|| "党建.txt".to_owned()),
                content: content.clone().into(),
            };
            prop_assert_eq!(read, sent.iter().map(|part| expected("党", part)).collect::<Vec<_>>());
            // What is cut off is not taken for whole.
            prop_assert_eq!(parts(&body[..body.len() - 5]), None);
        }

        #[test]
        fn anything_else_is_none(body in "(------Line|\r\n|--|a|Content-Disposition: form-data; |name=\"|\"){0,12}") {
            let _ = parts(body.as_bytes());
        }
    }
}
