//! The bytes of a text to characters: UTF-8, UTF-16, GB18030 (and with it GBK and GB2312) or Big5, whether or not the
//! file says which.
//!
//! Of texts in Chinese these encodings are told apart by what their bytes would say: in the right one nearly all
//! characters are frequent, in a wrong one hardly half. Texts cut in the midst of a character are whole but for that.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::extract::limits::MAX_TEXT_BYTES;
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;

/// So much of a text is looked at to tell its encoding, in bytes.
const SAMPLE_BYTES: usize = 64 << 10;
/// A text of so few characters says little of where it was cut.
const FEW_CHARS: usize = 4;
/// One of so many bytes says what it is.
const MANY_BYTES: usize = 16;
/// Of a text in its right encoding so many characters are frequent.
const MOSTLY: f64 = 0.9;
/// Of a text in UTF-16 at least this share of the units are frequent.
const MIN_UTF16: f64 = 0.85;
/// A text has no more control characters than this share and a few; a binary file has many.
const MAX_CONTROL: f64 = 0.02;
const FEW_CONTROL: f64 = 10.0;
/// Scores that differ by this are no accident.
const CLEARLY: f64 = 0.1;
/// Nor more characters that no encoding knows: it would be none of a text's.
const MAX_UNDECODABLE: f64 = 0.2;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Decoded {
    /// NUL characters are left out.
    pub(in crate::extract) text: String,
    pub(in crate::extract) encoding: &'static str,
    /// Characters that could not be decoded.
    pub(in crate::extract) undecodable: u32,
}

/// Decodes a text whose encoding is not known.
///
/// # Errors
/// A [`Problem`] if it is none, or too large.
pub(in crate::extract) fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    let decoded = decode_as(bytes, detect(bytes))?;
    let (mut chars, mut control) = (0, 0);
    for c in decoded.text.chars() {
        chars += 1;
        control += u32::from(is_control(c));
    }
    let (chars, control) = (f64::from(chars.max(1)), f64::from(control));
    if control > MAX_CONTROL * chars + FEW_CONTROL || f64::from(decoded.undecodable) / chars > MAX_UNDECODABLE {
        return Err(Problem::new(ProblemKind::UnsupportedFormat, message!("no-known-format")));
    }
    Ok(decoded)
}

/// Decodes a text in an encoding; a byte order mark tells better.
pub(in crate::extract) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Problem> {
    if bytes.len() > MAX_TEXT_BYTES {
        let (size, most) = (bytes.len() >> 20, MAX_TEXT_BYTES >> 20);
        return Err(Problem::too_large(message!("text-over", size = size, mib = most)));
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding, 0));
    let bytes = whole_characters(&bytes[mark..], encoding);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = if text.contains('\0') { text.replace('\0', "") } else { text.into_owned() };
    let undecodable = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count() as u32;
    Ok(Decoded { text, encoding: encoding.name(), undecodable })
}

/// The encoding that a text most likely has.
pub(in crate::extract) fn detect(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let utf8 = Utf8::of(sample);
    // What nearly all files are; the rest of this would say the same, and takes as long as all else that is done with them.
    if utf8.broken == 0 && utf8.long > 0 && !sample.contains(&0) {
        return UTF_8;
    }
    let wide =
        [(UTF_16LE, utf16_share(sample, u16::from_le_bytes)), (UTF_16BE, utf16_share(sample, u16::from_be_bytes))];
    let wide = wide.into_iter().filter(|(_, share)| *share >= MIN_UTF16).max_by(|a, b| a.1.total_cmp(&b.1));
    // Pairs of Latin letters are frequent ideographs in UTF-16: a text of nothing but ASCII is none without its NULs.
    let may_be_wide = sample.contains(&0) || utf8.broken > 0;
    let (big5, gb) = (double_byte_score(sample, BIG5_COMMON), double_byte_score(sample, GB_COMMON));
    match wide {
        Some((encoding, _)) if may_be_wide => encoding,
        _ if utf8.is_likely(gb) => UTF_8,
        // Two or three characters fit both; GBK is far more frequent.
        _ if big5 > gb + CLEARLY || big5 > gb && sample.len() >= MANY_BYTES => BIG5,
        _ => GB18030,
    }
}

/// What of a sample is UTF-8, and what is not.
#[derive(Default)]
struct Utf8 {
    /// Characters of two bytes, and of three or four: hardly ever anything else by chance.
    short: usize,
    long: usize,
    /// Places that are none; a character cut off at an end is none of these.
    broken: usize,
    /// Whether it has characters of two bytes that are neither Latin nor punctuation.
    has_foreign: bool,
}

impl Utf8 {
    fn of(sample: &[u8]) -> Self {
        let mut found = Self::default();
        let mut rest = without_cut_start(sample);
        let cut = rest.len() < sample.len();
        loop {
            let (valid, error) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(e) => (std::str::from_utf8(&rest[..e.valid_up_to()]).unwrap_or_default(), Some(e)),
            };
            for c in valid.chars().filter(|c| !c.is_ascii()) {
                match c.len_utf8() {
                    2 => found.short += 1,
                    _ => found.long += 1,
                }
                found.has_foreign |= c.len_utf8() == 2 && c > 'ÿ';
            }
            let Some(error) = error else { break };
            match error.error_len() {
                Some(length) => {
                    found.broken += 1;
                    rest = &rest[error.valid_up_to() + length..];
                }
                None => {
                    // Cut off in a character, unless nothing speaks for UTF-8.
                    found.broken += usize::from(found.long == 0);
                    break;
                }
            }
        }
        found.broken += usize::from(cut && found.long < FEW_CHARS);
        found
    }

    /// Whether a sample is UTF-8; `gb` is how well it fits GB18030.
    fn is_likely(&self, gb: f64) -> bool {
        match self {
            Self { broken: 0, long: 0, has_foreign, .. } => !(*has_foreign && gb >= MOSTLY),
            Self { broken: 0, .. } => true,
            _ => self.long >= 2 && self.long >= 2 * self.broken,
        }
    }
}

/// Without the rest of a character whose beginning was cut off: one to three bytes that only go on in UTF-8.
fn without_cut_start(bytes: &[u8]) -> &[u8] {
    let cut = bytes.iter().take_while(|&&b| b & 0xC0 == 0x80).count();
    if cut <= 3 && bytes.get(cut).is_some_and(|b| !(0x80..0xC2).contains(b)) { &bytes[cut..] } else { bytes }
}

/// Without the parts of characters that were cut off at the start and the end.
fn whole_characters<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> &'a [u8] {
    if encoding == UTF_8 {
        let bytes = without_cut_start(bytes);
        // The last lead byte, if its character isn't whole.
        let lead = bytes.iter().rev().take(3).position(|&b| b >= 0xC0).map(|back| bytes.len() - 1 - back);
        return match lead.map(|at| std::str::from_utf8(&bytes[at..])) {
            Some(Err(e)) if e.error_len().is_none() => &bytes[..lead.unwrap_or(bytes.len())],
            _ => bytes,
        };
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return &bytes[..bytes.len() & !1];
    }
    // Cut in the midst of a character, all that follows is out of step until the next byte of ASCII.
    let pairs = if encoding == BIG5 { BIG5_COMMON } else { GB_COMMON };
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let out_of_step = sample.len() >= 2 * MANY_BYTES
        && sample.first().is_some_and(|&b| b >= 0x80)
        && score_in_step(&sample[1..], pairs) > score_in_step(sample, pairs) + CLEARLY;
    let bytes = if out_of_step { &bytes[1..] } else { bytes };
    // A lead byte without its trail: as many bytes above ASCII as are no pairs.
    let tail = bytes.iter().rev().take_while(|&&b| b >= 0x80).count();
    let is_cut = tail % 2 == 1 && encoding.decode_without_bom_handling(&bytes[bytes.len() - tail..]).1;
    if is_cut { &bytes[..bytes.len() - 1] } else { bytes }
}

/// The share of a sample's units that are frequent in Chinese texts, were it in UTF-16.
fn utf16_share(sample: &[u8], unit: fn([u8; 2]) -> u16) -> f64 {
    let (units, _) = sample.as_chunks::<2>();
    let is_frequent = |unit: u16| {
        matches!(unit, 0x4E00..=0x9FA5 | 0x20..=0x7E | 0x3000..=0x3020 | 0xFF00..=0xFF5E | 0x2010..=0x2026)
            || matches!(unit, 0x0A | 0x0D | 0x09)
    };
    // In a wrong order units of ASCII are ideographs, seldom the frequent ones: line ends and blanks decide.
    let is_wrong = |unit: u16| unit & 0xFF == 0 && !matches!(unit, 0 | 0x4E00 | 0x3000);
    let frequent = units.iter().filter(|&&bytes| is_frequent(unit(bytes))).count() as f64;
    let wrong = units.iter().filter(|&&bytes| is_wrong(unit(bytes))).count() as f64;
    (frequent - wrong) / units.len().max(1) as f64
}

/// Which pairs of bytes are the frequent characters of a double-byte encoding: whether a lead and a trail byte are such,
/// and whether they are a character at all.
type Pairs = fn(u8, u8) -> (bool, bool);

/// GB2312's first level and its punctuation; GBK's whole range.
const GB_COMMON: Pairs = |lead, trail| {
    let common = matches!((lead, trail), (0xB0..=0xD7 | 0xA1 | 0xA3, 0xA1..=0xFE));
    (common, matches!((lead, trail), (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE)))
};
/// Big5's first level, of the five thousand most frequent characters, and its punctuation.
const BIG5_COMMON: Pairs = |lead, trail| {
    let is_pair = matches!((lead, trail), (0x81..=0xFE, 0x40..=0x7E | 0xA1..=0xFE));
    (is_pair && matches!(lead, 0xA1 | 0xA4..=0xC6), is_pair)
};

/// How well a sample fits a double-byte encoding: a point for a frequent character, three off for what is none.
fn double_byte_score(sample: &[u8], pairs: Pairs) -> f64 {
    if sample.len() < 2 * MANY_BYTES {
        return score_in_step(sample, pairs);
    }
    // Where a character was cut off at the start, all pairs are out of step until the next byte of ASCII.
    [sample, sample.get(1..).unwrap_or_default()]
        .map(|sample| score_in_step(sample, pairs))
        .into_iter()
        .fold(f64::MIN, f64::max)
}

fn score_in_step(sample: &[u8], pairs: Pairs) -> f64 {
    let (mut score, mut characters, mut at) = (0.0, 0.0, 0);
    while let Some(&lead) = sample.get(at) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        let Some(&trail) = sample.get(at + 1) else { break };
        let (common, is_pair) = pairs(lead, trail);
        characters += 1.0;
        score += if common {
            1.0
        } else if is_pair {
            0.0
        } else {
            -3.0
        };
        at += if is_pair { 2 } else { 1 };
    }
    if characters == 0.0 { 0.0 } else { score / characters }
}

/// Whether a character is a control character that texts don't have.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{1A}' | '\u{80}'..='\u{9F}')
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::decode;

    const SIMPLIFIED: &str = "过去一年，全市上下深入学习贯彻党的十九大精神，推进“放管服”改革。\r\n一、主要工作\n";
    const TRADITIONAL: &str = "過去一年，全市上下深入學習貫徹黨的十九大精神，推進「放管服」改革。\n一、主要工作\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        let check = |bytes: &[u8], encoding: &str, text: &str| {
            let decoded = decode(bytes).expect("a text");
            assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.undecodable), (encoding, text, 0));
        };
        check(SIMPLIFIED.as_bytes(), "UTF-8", SIMPLIFIED);
        check(format!("\u{FEFF}{SIMPLIFIED}").as_bytes(), "UTF-8", SIMPLIFIED);
        check(b"plain ASCII\n", "UTF-8", "plain ASCII\n");
        check(&GB18030.encode(SIMPLIFIED).0, "gb18030", SIMPLIFIED);
        check(&BIG5.encode(TRADITIONAL).0, "Big5", TRADITIONAL);
        check(&utf16(SIMPLIFIED, u16::to_le_bytes), "UTF-16LE", SIMPLIFIED);
        check(&utf16(SIMPLIFIED, u16::to_be_bytes), "UTF-16BE", SIMPLIFIED);
        check(&utf16("Hello, world\n", u16::to_le_bytes), "UTF-16LE", "Hello, world\n");
        check(&[&[0xFE, 0xFF][..], &utf16(TRADITIONAL, u16::to_be_bytes)].concat(), "UTF-16BE", TRADITIONAL);
        check("一\0年\0来".as_bytes(), "UTF-8", "一年来");
    }

    #[test]
    fn short_texts_too() {
        for text in ["付款", "车库", "炒一钱", "小学", "学校", "2020 学校", "鄞州", "川楝子", "浮芤为衄血", "庵《医"]
        {
            let decoded = decode(&GB18030.encode(text).0).expect("a text");
            assert_eq!((decoded.encoding, decoded.text.as_str()), ("gb18030", text));
        }
        // Pairs of Latin letters would be ideographs in UTF-16.
        for text in ["helloworld", "name,number,department", "一年", "café", "学"] {
            assert_eq!(decode(text.as_bytes()).expect("a text").text, text);
        }
        for text in ["　　一、全年收入1000万元。\r\n", "一年一度", "工作总结2020"] {
            assert_eq!(decode(&utf16(text, u16::to_le_bytes)).expect("a text").text, text);
        }
        let mut damaged = SIMPLIFIED.as_bytes().to_vec();
        damaged[41] = 0xFE;
        assert_eq!(decode(&damaged).expect("a text").encoding, "UTF-8");
    }

    #[test]
    fn texts_cut_in_a_character_are_whole_but_for_it() {
        for (bytes, encoding) in
            [(SIMPLIFIED.as_bytes().to_vec(), "UTF-8"), (GB18030.encode(SIMPLIFIED).0.into_owned(), "gb18030")]
        {
            for cut in 1..4 {
                let end = decode(&bytes[..60 + cut]).expect("a text");
                assert_eq!((end.encoding, end.undecodable), (encoding, 0), "{cut} bytes into a character");
                assert!(SIMPLIFIED.starts_with(&end.text));
            }
            let start = decode(&bytes[1..]).expect("a text");
            assert_eq!(start.encoding, encoding);
            assert!(start.text.contains("推进“放管服”改革"));
        }
    }

    #[test]
    fn damage_is_counted() {
        let mut bytes = SIMPLIFIED.repeat(20).into_bytes();
        bytes[30] = 0xFF;
        let decoded = decode(&bytes).expect("a text");
        assert_eq!(decoded.encoding, "UTF-8");
        assert!((1..=3).contains(&decoded.undecodable));
        let binary: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert!(decode(&binary).is_err());
    }
}
