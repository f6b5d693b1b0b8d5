//! Names of files in archives: text of any encoding, and paths that may lead anywhere.

use encoding_rs::{GB18030, UTF_8};

use crate::extract::text::encoding;

/// Longer paths are cut, in bytes: systems allow a path so many.
const MAX_PATH: usize = 4096;

/// A name as text: UTF-8 where it is that, whatever is said of it; else GBK, as Windows in China writes it.
pub(in crate::extract) fn decoded(raw: &[u8]) -> String {
    decoded_unless_broken(raw).unwrap_or_else(|broken| broken)
}

/// As [`decoded`]; where some bytes are no text in its encoding, an error with what is.
pub(in crate::extract) fn decoded_unless_broken(raw: &[u8]) -> Result<String, String> {
    let detected = encoding::detect(raw);
    if let Ok(name) = std::str::from_utf8(raw)
        && detected == UTF_8
    {
        return Ok(name.to_owned());
    }
    // Too short to be anything else for sure.
    let encoding = if detected == UTF_8 { GB18030 } else { detected };
    let (name, broken) = encoding.decode_without_bom_handling(raw);
    if broken { Err(name.into_owned()) } else { Ok(name.into_owned()) }
}

/// A path as it lies within an archive: what leads out of it (`..`, a root, a drive) says nothing here.
pub(in crate::extract) fn within(path: &str) -> String {
    let is_drive = |part: &str| matches!(part.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic());
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | "..") && !is_drive(part));
    let mut path = parts.map(|part| part.replace(char::is_control, "_")).collect::<Vec<_>>().join("/");
    path.truncate(path.floor_char_boundary(MAX_PATH));
    if path.is_empty() { "_".to_owned() } else { path }
}

/// Whether a link at a path leads to something within its archive.
pub(in crate::extract) fn stays_within(path: &str, target: &str) -> bool {
    if target.starts_with(['/', '\\']) || target.contains(':') {
        return false;
    }
    let mut depth = path.split('/').filter(|part| !matches!(*part, "" | ".")).count() - 1;
    target.split(['/', '\\']).all(|part| match part {
        "" | "." => true,
        ".." => {
            let is_inside = depth > 0;
            depth = depth.saturating_sub(1);
            is_inside
        }
        _ => {
            depth += 1;
            true
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_path_leads_out() {
        for (path, expected) in [
            ("a/总结.txt", "a/总结.txt"),
            ("../../etc/总结.txt", "etc/总结.txt"),
            ("/root/总结.txt", "root/总结.txt"),
            ("C:/a/./b//总结.txt", "a/b/总结.txt"),
            ("a/..", "a"),
            ("..", "_"),
            ("a\nb.txt", "a_b.txt"),
        ] {
            assert_eq!(super::within(path), expected, "{path}");
        }
        let long = "长".repeat(3000);
        assert_eq!(super::within(&long).chars().count(), 1365);
    }

    #[test]
    fn links_that_lead_out() {
        for (path, target, expected) in [
            ("a/link", "b.txt", true),
            ("a/link", "../b.txt", true),
            ("link", "../b.txt", false),
            ("a/link", "../../b.txt", false),
            ("link", "/etc/passwd", false),
            ("link", "C:\\b.txt", false),
        ] {
            assert_eq!(super::stays_within(path, target), expected, "{path} -> {target}");
        }
    }
}
