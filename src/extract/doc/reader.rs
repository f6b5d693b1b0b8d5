//! A document out of its container, by the version of Word that wrote it.

use super::bytes::Bytes;
use super::fib::Fib;
use super::{word95, word97};
use crate::extract::containers::ole::Container;
use crate::extract::document::{Document, Format};
use crate::extract::problem::Problem;

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
        word97::read(stream, Bytes(&tables), &fib)?
    };
    document.properties = container.properties();
    document.reading.format = Format::Doc;
    Ok(document)
}
