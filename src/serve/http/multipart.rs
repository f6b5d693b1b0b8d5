//! What a form sends that has a file in it (RFC 7578): parts between boundaries, each with a name.

use memchr::memmem;

const LINE_END: &[u8] = b"\r\n";
/// Between the head of a part and its content.
const HEAD_END: &[u8] = b"\r\n\r\n";

/// A part of what was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// What the form calls it.
    pub(super) name: String,
    /// What the file is called that it is; none of what was typed.
    pub(super) file: Option<String>,
    pub(super) content: &'a [u8],
}

/// The parts of a body of this type; none if it is not made so, or not whole.
pub(super) fn parts<'a>(media_type: &str, body: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let boundary = media_type.split(';').find_map(|pair| pair.trim().strip_prefix("boundary="))?.trim_matches('"');
    let delimiter = [LINE_END, b"--", boundary.as_bytes()].concat();
    let mut rest = body.strip_prefix(&delimiter[LINE_END.len()..])?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let of_part = rest.strip_prefix(LINE_END)?;
        let end = memmem::find(of_part, &delimiter)?;
        parts.push(part(&of_part[..end])?);
        rest = &of_part[end + delimiter.len()..];
    }
    Some(parts)
}

fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let end = memmem::find(bytes, HEAD_END)?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let is_disposition = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let disposition = head.split("\r\n").find(is_disposition)?;
    // Quotation marks in a value are sent as %22.
    let value = |name: &str| {
        let (_, rest) = disposition.split_once(&format!("; {name}=\""))?;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    Some(Part { name: value("name")?, file: value("filename"), content: &bytes[end + HEAD_END.len()..] })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parts;

    const TYPE: &str = "multipart/form-data; boundary=----Line";

    proptest! {
        #[test]
        fn parts_come_back_as_they_went(sent in prop::collection::vec((any::<bool>(), "[\r\n-]{0,4}党?[a-z\0-]{0,9}[\r\n-]{0,4}"), 0..4)) {
            let mut body = Vec::new();
            for (is_file, content) in &sent {
                let file = if *is_file { "; filename=\"党建.txt\"\r\nContent-Type: text/plain" } else { "" };
                body.extend(format!("------Line\r\nContent-Disposition: form-data; name=\"党\"{file}\r\n\r\n{content}\r\n").bytes());
            }
            body.extend(b"------Line--\r\n");
            let read = parts(TYPE, &body).expect("parts");
            let read: Vec<_> = read.iter().map(|part| (part.file.is_some(), part.content.to_vec())).collect();
            let sent: Vec<_> = sent.iter().map(|(is_file, content)| (*is_file, content.clone().into_bytes())).collect();
            prop_assert_eq!(read, sent);
            // What is cut off is not taken for whole.
            prop_assert_eq!(parts(TYPE, &body[..body.len() - 5]), None);
        }

        #[test]
        fn anything_else_is_none(body in "(------Line|\r\n|--|a|Content-Disposition: form-data; |name=\"|\"){0,12}") {
            let _ = parts(TYPE, body.as_bytes());
        }
    }
}
