//! The XML of office formats, read as a stream of elements and text.
//!
//! Names are taken without their prefixes: the formats' names are distinct enough, and strict OOXML, older drafts and
//! other programs use other namespaces for the same elements. Entities beyond the five of XML itself are not resolved:
//! none of these formats needs one, and they are a way to blow up a parser.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::extract::problem::Problem;
use crate::extract::text::encoding;

/// An XML declaration stands within so many bytes of the start.
const DECLARATION: usize = 200;

/// What comes next in a part.
#[derive(Debug)]
pub(in crate::extract) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends; its name.
    End(String),
    /// Text within an element.
    Text(String),
}

/// The start of an element.
#[derive(Debug)]
pub(in crate::extract) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(in crate::extract) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The prefix of its name.
    pub(in crate::extract) fn prefix(&self) -> Option<&str> {
        self.0.name().prefix().map(quick_xml::name::Prefix::into_inner)
    }

    /// The value of an attribute, by its name without a prefix.
    pub(in crate::extract) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::default()).map_or_else(|_| found.value.to_string(), |v| v.into_owned()))
    }

    /// The value of an attribute with a prefix: `r:id`, not the `id` beside it.
    pub(in crate::extract) fn prefixed(&self, name: &str) -> Option<String> {
        let is_it = |key: quick_xml::name::QName<'_>| key.prefix().is_some() && key.local_name().into_inner() == name;
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| is_it(a.key))?;
        Some(found.value.to_string())
    }

    /// The value of an attribute that is a number.
    pub(in crate::extract) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a property that is on by its mere presence is on: `<w:b/>`, `<w:b w:val="1"/>`, not `<w:b w:val="0"/>`.
    pub(in crate::extract) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks through a part. What it says until it breaks is told; then why it broke is the error.
pub(in crate::extract) fn walk(bytes: &[u8], mut tell: impl FnMut(Node<'_>)) -> Result<(), Problem> {
    told(bytes, &mut tell)
}

/// One function for all that are told: some forty copies of it would be compiled otherwise.
fn told(bytes: &[u8], tell: &mut dyn FnMut(Node<'_>)) -> Result<(), Problem> {
    let text = encoding::decode_as(bytes, encoding_of(bytes))?.text;
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            // Something is open where the text ends.
            Err(quick_xml::Error::Syntax(_)) => return Err(Problem::cut_off()),
            Err(_) => return Err(Problem::overwritten()),
        };
        match event {
            Event::Start(start) => tell(Node::Start(Element(start))),
            Event::End(end) => tell(Node::End(end.local_name().into_inner().to_owned())),
            Event::Text(text) => tell(Node::Text(text.into_inner().into_owned())),
            Event::CData(text) => tell(Node::Text(text.into_inner().into_owned())),
            Event::GeneralRef(entity) => {
                let resolved = match entity.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match &*entity.into_inner() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(c) = resolved {
                    tell(Node::Text(c.to_string()));
                }
            }
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The encoding of a part. What its bytes are tells more than what it says of them; that decides where they may be either:
/// GBK of a few characters.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(DECLARATION)];
    let declared = memchr::memmem::find(start, b"encoding=").and_then(|at| {
        let label = start[at + b"encoding=".len()..].split(|b| matches!(b, b'"' | b'\'')).nth(1)?;
        Encoding::for_label(label).filter(|encoding| [GB18030, GBK, BIG5].contains(encoding))
    });
    let rare = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    if rare == 0 || start.contains(&0) {
        return encoding::detect(bytes);
    }
    match (std::str::from_utf8(bytes), declared) {
        // Two bytes a character could be those of both.
        (Ok(text), Some(declared)) if text.chars().all(|c| c.len_utf8() < 3) => declared,
        (Ok(_), _) => UTF_8,
        // What comes before is ASCII in all of them.
        (Err(_), declared) => match (encoding::detect(&bytes[rare..]), declared) {
            (detected, Some(declared)) if detected == GB18030 || detected == BIG5 => declared,
            (detected, _) => detected,
        },
    }
}

/// Whether a format's year-month-day at the start of a value, as in 2021-01-12T09:30:00Z, is there; and it.
pub(in crate::extract) fn day(value: &str) -> Option<&str> {
    let day = value.get(..10)?;
    (day.is_ascii() && day.as_bytes()[4] == b'-').then_some(day)
}
