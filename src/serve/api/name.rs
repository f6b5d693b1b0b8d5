//! What an answer is called as a file (RFC 6266): safe on every system, in Chinese where it can be.

use std::fmt::Write;

/// Characters of a name before its ending: systems allow 255 bytes, and one of these may take four.
const MAX_NAME: usize = 40;

/// The value of `Content-Disposition` for a file that is named after `text`, as `党建.csv`.
pub(super) fn attachment(text: &str, ending: &str) -> String {
    let name = file_name(text, ending);
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(&name))
}

/// A name that a file may have: no signs that systems know as their own, nothing that is not seen or turns the text round.
fn file_name(text: &str, ending: &str) -> String {
    let mut name = String::new();
    for c in text.chars().filter(|c| !c.is_control()) {
        let is_kept = c.is_alphanumeric() || "-_+ （）“”、，。".contains(c);
        match is_kept {
            true => name.push(c),
            false if !name.ends_with('_') => name.push('_'),
            false => {}
        }
    }
    let name: String = name.trim_matches(['_', ' ']).chars().take(MAX_NAME).collect();
    let name = name.trim_end();
    format!("{}.{ending}", if name.is_empty() { "baogao" } else { name })
}

/// As RFC 5987 writes it.
fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            true => encoded.push(byte.into()),
            false => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{attachment, file_name};

    #[test]
    fn files_are_named_after_what_was_asked() {
        for (text, name) in [
            ("党建", "党建.csv"),
            ("党建 招商", "党建 招商.csv"),
            ("\"党建\" OR ../../etc/passwd", "党建_ OR _etc_passwd.csv"),
            ("", "baogao.csv"),
            ("...", "baogao.csv"),
            ("\u{202E}甲\r\n\0乙", "甲乙.csv"),
            ("C:\\报告|NUL", "C_报告_NUL.csv"),
        ] {
            assert_eq!(file_name(text, "csv"), name, "{text:?}");
        }
        assert_eq!(
            attachment("党建", "csv"),
            "attachment; filename=\"__.csv\"; filename*=UTF-8''%E5%85%9A%E5%BB%BA.csv"
        );
    }

    proptest! {
        #[test]
        fn nothing_of_it_is_a_sign_of_the_system(text in any::<String>()) {
            let name = file_name(&text, "csv");
            prop_assert!(!name.starts_with('.') && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\r', '\n']));
            prop_assert!(name.len() <= 255 && name.ends_with(".csv"));
            prop_assert!(attachment(&text, "csv").bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        }
    }
}
