//! Texts that users write for this program: in UTF-8, or as Chinese versions of editors and spreadsheet programs save them.

use std::path::Path;

use encoding_rs::GB18030;

use crate::error::{Error, Result};
use crate::message;

/// The text of a file that a user wrote, without a byte order mark.
///
/// # Errors
/// [`Error::Io`]; [`Error::Schema`] with the line of what is neither UTF-8 nor GB18030.
pub fn users_text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(Error::io(message!("cant-read"), path))?;
    decoded(&path.display().to_string(), bytes)
}

/// The text of such bytes, of a file that errors call so.
///
/// # Errors
/// [`Error::Schema`] with the line of what is neither UTF-8 nor GB18030.
pub fn decoded(name: &str, bytes: Vec<u8>) -> Result<String> {
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let bytes = e.into_bytes();
            let decoded = GB18030.decode_without_bom_handling_and_without_replacement(&bytes);
            let line = || bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().matches('\n').count()) + 1;
            let wrong = || Error::Schema { file: name.to_owned(), line: line(), reason: message!("not-utf8") };
            decoded.ok_or_else(wrong)?.into_owned()
        }
    };
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    Ok(text)
}
