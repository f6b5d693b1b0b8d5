//! What a file says of itself: its information dictionary (ISO 32000, 14.3.3).

/// Title, author and date as the file's information dictionary has them, in so far as it lies open in the file.
pub(super) fn properties(bytes: &[u8]) -> Vec<(String, String)> {
    const KEYS: [(&[u8], &str); 3] = [(b"/Title", "title"), (b"/Author", "author"), (b"/CreationDate", "date")];
    let mut found = Vec::new();
    for (key, name) in KEYS {
        let at = bytes.windows(key.len()).position(|window| window == key);
        let Some(value) = at.and_then(|at| string(&bytes[at + key.len()..])) else { continue };
        let value = match name {
            // D:20210112093000+08'00'
            "date" => match value.strip_prefix("D:").and_then(|date| date.get(..8)).filter(|d| d.is_ascii()) {
                Some(date) => format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]),
                None => continue,
            },
            _ => value.trim().to_owned(),
        };
        found.extend((!value.is_empty()).then(|| (name.to_owned(), value)));
    }
    found
}

/// The string object at the start of `bytes`: (…) or <FEFF…>.
fn string(bytes: &[u8]) -> Option<String> {
    let at = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let bytes = &bytes[at..bytes.len().min(at + 2000)];
    let raw: Vec<u8> = match bytes.first()? {
        b'(' => {
            let mut raw = Vec::new();
            let mut rest = bytes[1..].iter().copied();
            loop {
                match rest.next()? {
                    b')' => break,
                    b'\\' => match rest.next()? {
                        b'n' => raw.push(b'\n'),
                        b'r' => raw.push(b'\r'),
                        digit @ b'0'..=b'7' => {
                            let digits = [digit, rest.next()?, rest.next()?];
                            raw.push(
                                digits.iter().fold(0_u8, |n, d| n.wrapping_mul(8).wrapping_add(d.wrapping_sub(b'0'))),
                            );
                        }
                        other => raw.push(other),
                    },
                    byte => raw.push(byte),
                }
            }
            raw
        }
        b'<' if bytes.get(1) != Some(&b'<') => {
            let digits: Vec<u8> =
                bytes[1..].iter().copied().take_while(|b| *b != b'>').filter(u8::is_ascii_hexdigit).collect();
            let (pairs, _) = digits.as_chunks::<2>();
            let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            pairs.iter().filter_map(byte).collect()
        }
        _ => return None,
    };
    match raw.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => Some(encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned()),
        None if raw.is_ascii() => String::from_utf8(raw).ok(),
        None => Some(encoding_rs::GB18030.decode_without_bom_handling(&raw).0.into_owned()),
    }
}
