//! Strings that are texts (ISO 32000, 7.9.2.2): in UTF-16 or UTF-8 with a mark, or in PDFDocEncoding; and as programs write
//! them all the same, in UTF-8 or a Chinese encoding without one.

use encoding_rs::Encoding;
use hayro_syntax::object::Object;

use super::file::decoded;
use crate::extract::text::encoding;

/// Of a text in a Chinese encoding at least this share of what is not ASCII are frequent characters: of a few accented
/// letters taken for one hardly any.
const MIN_FREQUENT: f64 = 0.5;

/// PDFDocEncoding, where it differs from Latin-1 (ISO 32000, Annex D.2): from 0x18, and from 0x80.
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const SIGNS: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
];

/// The text of a string, or of a stream where it is too long for one.
pub(super) fn text(object: &Object<'_>, most: usize) -> Option<String> {
    match object {
        Object::String(string) => Some(decoded_text(string.as_bytes())),
        Object::Stream(stream) => Some(decoded_text(&decoded(stream, most)?)),
        _ => None,
    }
}

/// The text of the bytes of a string.
pub(in crate::extract::pdf) fn decoded_text(bytes: &[u8]) -> String {
    if let Some((marked, mark)) = Encoding::for_bom(bytes) {
        return marked.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let (text, _, is_broken) = encoding::detect(bytes).decode(bytes);
    if is_broken || !is_chinese(&text) { bytes.iter().map(|&byte| of_pdf(byte)).collect() } else { text.into_owned() }
}

/// Whether what is not ASCII in a text is mostly what Chinese texts are written with.
fn is_chinese(text: &str) -> bool {
    let (mut all, mut frequent) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        // The first levels of GB2312 and Big5, and their punctuation.
        let mut buffer = [0; 4];
        let c = c.encode_utf8(&mut buffer);
        frequent += usize::from(
            matches!(encoding_rs::GBK.encode(c).0.as_ref(), [0xB0..=0xD7 | 0xA1 | 0xA3, 0xA1..=0xFE])
                || matches!(encoding_rs::BIG5.encode(c).0.as_ref(), [0xA1 | 0xA4..=0xC6, _]),
        );
    }
    f64::from(frequent as u32) >= MIN_FREQUENT * f64::from(all)
}

fn of_pdf(byte: u8) -> char {
    match byte {
        0x18..=0x1F => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xA0 => SIGNS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::decoded_text;

    #[test]
    fn strings_say_what_their_writer_meant() {
        let wide = |text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
        };
        let cases: [(&[u8], &str); 10] = [
            (b"Report 2023", "Report 2023"),
            (&wide("工作报告", [0xFE, 0xFF], u16::to_be_bytes), "工作报告"),
            (&wide("工作报告", [0xFF, 0xFE], u16::to_le_bytes), "工作报告"),
            ("\u{FEFF}工作报告".as_bytes(), "工作报告"),
            ("工作报告".as_bytes(), "工作报告"),
            (&GB18030.encode("2023年工作报告").0, "2023年工作报告"),
            (&BIG5.encode("二零二三年工作報告").0, "二零二三年工作報告"),
            // Nobody's Chinese.
            (b"R\xE9sum\xE9 \x84 2023", "Résumé — 2023"),
            (b"Caf\xE9s \x8Dx\x8E", "Cafés “x”"),
            (b"\xA0 100", "€ 100"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decoded_text(bytes), expected);
        }
    }
}
