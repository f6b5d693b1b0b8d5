//! E-mails, and web pages stored as one (.mht): subject, sender, text. Documents that are attached are files of their own.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding as Transfer, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::flowed;
use crate::extract::document::{Blocks, Document, Format, Reading, Style};
use crate::extract::html;
use crate::extract::problem::Problem;
use crate::extract::text::encoding;
use crate::message;

/// A file that came with a mail.
pub(in crate::extract) struct Attachment {
    pub(in crate::extract) name: String,
    pub(in crate::extract) bytes: Vec<u8>,
}

/// Reads a mail, and what is attached to it.
///
/// # Errors
/// A [`Problem`] if it is none.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<(Document, Vec<Attachment>), Problem> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| Problem::damaged(message!("no-mail-header")))?;
    let mut blocks = Blocks::default();
    let subject = message.subject().map(|subject| decoded(&message, subject, "Subject"));
    if let Some(subject) = &subject {
        blocks.paragraph(subject, Style::Title);
    }
    let mut reading = Reading::default();
    // A page in the mail says more than its plain form; what has no such form is listed with the pages.
    let has_html = message.html_bodies().any(|part| matches!(part.body, PartType::Html(_)));
    let parts: Vec<&MessagePart<'_>> =
        if has_html { message.html_bodies().collect() } else { message.text_bodies().collect() };
    for part in parts {
        let body = body(&message, part);
        if matches!(part.body, PartType::Html(_)) {
            let page = html::read(&body)?;
            blocks.blocks.extend(page.blocks);
            (reading.encoding, reading.undecodable) =
                (page.reading.encoding, reading.undecodable + page.reading.undecodable);
        } else {
            let decoded = match charset(part) {
                Some(charset) => encoding::decode_as(&body, charset)?,
                None => encoding::decode(&body)?,
            };
            let says = |name: &str, value: &str| {
                let said = part.content_type().and_then(|kind| kind.attribute(name));
                said.is_some_and(|said| said.eq_ignore_ascii_case(value))
            };
            if says("format", "flowed") {
                let paragraphs = flowed::paragraphs(&decoded.text, says("delsp", "yes"));
                paragraphs.iter().for_each(|text| blocks.paragraph(text, Style::Plain));
            } else {
                decoded.text.lines().for_each(|line| blocks.paragraph(line, Style::Plain));
            }
            reading.encoding = Some(decoded.encoding.to_owned());
            reading.undecodable += decoded.undecodable;
        }
    }
    reading.format = Format::Mail;
    let sender = message.from().and_then(|from| from.first()).and_then(|sender| sender.name());
    let date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let sender = sender.map(|sender| decoded(&message, sender, "From"));
    let properties = [("title", subject), ("author", sender), ("date", date)];
    let properties = properties.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let document = Document { blocks: blocks.blocks, properties: properties.collect(), reading, ..Document::default() };
    let mut attached = Vec::new();
    for (number, part) in (1..).zip(message.attachments()) {
        if part.content_type().is_some_and(|kind| kind.ctype() == "image") {
            continue;
        }
        // Forwarded mails and frames of pages have no names.
        let name =
            part.attachment_name().map_or_else(|| format!("part-{number}"), |name| name.replace(['/', '\\'], "_"));
        attached.push(Attachment { name, bytes: body(&message, part) });
    }
    Ok((document, attached))
}

/// A value of the header. Old programs wrote it in the encoding of their system, which the parser takes for UTF-8.
fn decoded(message: &Message<'_>, value: &str, header: &str) -> String {
    if !value.contains('\u{FFFD}') {
        return value.to_owned();
    }
    let raw = message.raw_message();
    let start = format!("\n{}:", header.to_lowercase());
    let lower = raw.to_ascii_lowercase();
    let at = lower.windows(start.len()).position(|window| window == start.as_bytes());
    let line = at.map(|at| &raw[at + start.len()..]).unwrap_or_default();
    let line = &line[..line.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(line.len())];
    let (text, _) = encoding::detect(line).decode_without_bom_handling(line);
    text.split('<').next().unwrap_or_default().trim().trim_matches('"').to_owned()
}

/// The encoding that a part says it has.
fn charset(part: &MessagePart<'_>) -> Option<&'static encoding_rs::Encoding> {
    let label = part.content_type()?.attribute("charset")?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}

/// A part's bytes as they were before they were packed for the mail. Not the parser's own text: it takes what doesn't
/// say its encoding for UTF-8.
fn body(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let raw = message.raw_message().get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let unpacked = match part.encoding {
        Transfer::Base64 => base64_decode(raw),
        Transfer::QuotedPrintable => quoted_printable_decode(raw),
        Transfer::None => None,
    };
    unpacked.unwrap_or_else(|| raw.to_vec())
}
