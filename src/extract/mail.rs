//! E-mails, and web pages stored as one (.mht): subject, sender, text. Documents that are attached are files of their own.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding as Transfer, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::document::{Blocks, Document, Format, Reading, Style};
use super::encoding;
use super::html;
use super::problem::Problem;

/// A file that came with a mail.
pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads a mail, and what is attached to it.
///
/// # Errors
/// A [`Problem`] if it is none.
pub(super) fn read(bytes: &[u8]) -> Result<(Document, Vec<Attachment>), Problem> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| Problem::damaged("no header of a mail"))?;
    let mut blocks = Blocks::default();
    if let Some(subject) = message.subject() {
        blocks.paragraph(subject, Style::Title);
    }
    let mut reading = Reading::default();
    // A page in the mail says more than its plain form.
    let html: Vec<&MessagePart<'_>> =
        message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_))).collect();
    let parts = if html.is_empty() { message.text_bodies().collect() } else { html };
    for part in parts {
        let body = body(&message, part);
        if matches!(part.body, PartType::Html(_)) {
            let page = html::read(&body)?;
            blocks.blocks.extend(page.blocks);
            reading = page.reading;
        } else {
            let decoded = match charset(part) {
                Some(charset) => encoding::decode_as(&body, charset)?,
                None => encoding::decode(&body)?,
            };
            decoded.text.lines().for_each(|line| blocks.paragraph(line, Style::Plain));
            (reading.encoding, reading.undecodable) = (Some(decoded.encoding.to_owned()), decoded.undecodable);
        }
    }
    reading.format = Format::Mail;
    let sender = message.from().and_then(|from| from.first()).and_then(|sender| sender.name());
    let date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let properties =
        [("title", message.subject().map(str::to_owned)), ("author", sender.map(str::to_owned)), ("date", date)];
    let properties = properties.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let document = Document { blocks: blocks.blocks, properties: properties.collect(), reading, ..Document::default() };
    let attached = message.attachments().filter_map(|part| {
        let name = part.attachment_name()?.replace(['/', '\\'], "_");
        let is_picture = part.content_type().is_some_and(|kind| kind.ctype() == "image");
        (!is_picture).then(|| Attachment { name, bytes: part.contents().to_vec() })
    });
    let attached = attached.collect();
    Ok((document, attached))
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
