//! What some control words mean.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

/// Groups whose text is none of the document's.
pub(super) const LEFT_OUT: [&str; 30] = [
    "xe",
    "tc",
    "tcn",
    "mvf",
    "colortbl",
    "pict",
    "fldinst",
    "mmathPict",
    "shprslt",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "annotation",
    "atnid",
    "atnauthor",
    "atndate",
    "atnref",
    "atrfstart",
    "atrfend",
    "bkmkstart",
    "bkmkend",
    "objdata",
    "nonshppict",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "xmlnstbl",
    "generator",
    "filetbl",
];

/// The property of a drawing that holds a text drawn in letters (WordArt).
pub(super) const DRAWN_LETTERS: &str = "gtextUNICODE";

/// The encoding of a Windows code page.
pub(super) fn of_code_page(page: i32) -> Option<&'static Encoding> {
    match page {
        936 | 54936 => Some(GB18030),
        950 => Some(BIG5),
        932 => Some(SHIFT_JIS),
        949 => Some(EUC_KR),
        1252 => Some(WINDOWS_1252),
        65001 => Some(encoding_rs::UTF_8),
        page => Encoding::for_label(format!("windows-{page}").as_bytes()),
    }
}

/// The character set of fonts of signs.
pub(super) const SIGNS: i32 = 2;

/// The encoding of a font's character set; none where that is the document's.
pub(super) fn of_charset(charset: i32) -> Option<&'static Encoding> {
    match charset {
        134 => Some(GB18030),
        // Bytes from 0x80 on become characters of the private area.
        SIGNS => Some(encoding_rs::X_USER_DEFINED),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        129 => Some(EUC_KR),
        _ => None,
    }
}
