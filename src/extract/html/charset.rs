//! The encoding of a page.

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::extract::text::encoding::detect;

/// A page says its encoding in so many bytes from its start (HTML Standard, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;

/// The encoding of a page: UTF-8 if it is that; what it says, if it can be that; else what its bytes tell.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let detected = detect(bytes);
    if detected == UTF_8 {
        return UTF_8;
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN_BYTES)]).to_lowercase();
    let said = ["charset=", "encoding="].iter().find_map(|key| {
        let value = start.split_once(key)?.1.trim_start_matches(['"', '\'']);
        let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        Encoding::for_label(label.as_bytes())
    });
    match said {
        // GB18030 holds the others.
        Some(said) if said.name() == "GBK" => GB18030,
        Some(said) if said != UTF_8 && !said.name().starts_with("UTF-16") => said,
        _ => detected,
    }
}
