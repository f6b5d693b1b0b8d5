//! A document out of its container, by the version of Word that wrote it.

use super::bytes::Bytes;
use super::fib::Fib;
use super::{word95, word97};
use crate::extract::containers::ole::Container;
use crate::extract::document::{Block, Document, Format, Place, Style};
use crate::extract::drawings::ole_object;
use crate::extract::problem::Problem;
use crate::extract::unread::Unread;

/// Reads a document out of its container.
pub(in crate::extract) fn read(container: &mut Container<'_>) -> Result<Document, Problem> {
    let stream = container.stream("/WordDocument")?;
    let stream = Bytes(&stream);
    let fib = Fib::read(stream)?;
    let mut document = if fib.is_word95 {
        word95::read(stream, &fib)?
    } else {
        // Some programs write the other table than they say.
        let tables = container
            .stream(fib.table_stream)
            .or_else(|_| container.stream(if fib.table_stream == "/1Table" { "/0Table" } else { "/1Table" }))?;
        let data = container.stream("/Data").unwrap_or_default();
        word97::read(stream, Bytes(&tables), Bytes(&data), &fib)?
    };
    objects(container, &mut document);
    document.properties = container.properties();
    document.reading.format = Format::Doc;
    Ok(document)
}

/// Adds charts among the objects of other programs, after the text: which paragraph shows which is not read.
fn objects(container: &mut Container<'_>, document: &mut Document) {
    let place = document.blocks.last().map_or(Place::Paragraph(1), |block| block.place);
    let mut unread = Unread::default();
    for object in container.folders("/ObjectPool") {
        let (thing, lines) = ole_object(container, &format!("/ObjectPool/{object}"));
        if lines.is_empty() {
            unread.add(thing, 1);
        }
        document.blocks.extend(lines.into_iter().map(|text| Block { text, style: Style::Plain, place }));
    }
    document.reading.gaps.extend(unread.gap());
}
