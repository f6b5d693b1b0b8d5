//! Word documents of 1995 to 2003, and WPS: text put together from pieces, headings, automatic numbers, tables cell by
//! cell, notes, text boxes; headers and footers as boilerplate. Deleted and hidden text is left out, and so are comments.
//!
//! 1. [`fib`]: where everything lies. 2. [`text`]: the characters. 3. [`properties`], [`styles`], [`lists`]: what
//!    paragraphs and characters are. 4. [`assemble`]: characters to paragraphs. 5. [`word95`]: what was different then.
//!
//! Own code over `cfb`: `undoc`, the best crate there is, does not say how lists are numbered, and takes the text of
//! Word 95 files without a table of fonts for Western.

mod assemble;
mod bytes;
mod fib;
mod lists;
mod properties;
mod styles;
mod text;
mod word95;

use super::document::{Blocks, Document, Format, Reading, Style};
use super::ole::Container;
use super::problem::Problem;
use crate::message;
use assemble::{Assembler, Structure};
use bytes::Bytes;
use fib::{Fib, Table};

/// Reads a document out of its container.
pub(super) fn read(container: &mut Container<'_>) -> Result<Document, Problem> {
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
        word97(stream, Bytes(&tables), &fib)?
    };
    document.properties = container.properties();
    document.reading.format = Format::Doc;
    Ok(document)
}

fn word97(stream: Bytes<'_>, tables: Bytes<'_>, fib: &Fib<'_>) -> Result<Document, Problem> {
    let table = |table| fib.table(tables, table);
    let pieces = text::pieces(table(Table::Pieces));
    if pieces.is_empty() {
        return Err(Problem::damaged(message!("pieces-lost")));
    }
    let chars = text::chars(stream, &pieces, None);
    let mut structure = Structure::read(
        stream,
        (table(Table::ParagraphPages), table(Table::CharacterPages)),
        table(Table::Styles),
        lists::Lists::read(fib.table_and_more(tables, Table::Lists), table(Table::ListOverrides)),
    );
    let lengths = fib.lengths;
    let mut start = 0_usize;
    let mut story = |length: u32| {
        let from = start.min(chars.len());
        start = start.saturating_add(length as usize);
        &chars[from..start.min(chars.len())]
    };
    let (main, footnotes, margins) = (story(lengths.main), story(lengths.footnotes), story(lengths.margins));
    let (_comments, endnotes, text_boxes) =
        (story(lengths.comments), story(lengths.endnotes), story(lengths.text_boxes));

    let mut blocks = Blocks::default();
    let mut assembler = Assembler::new(&mut structure);
    assembler.add_notes(table(Table::FootnoteRefs), table(Table::FootnoteTexts), footnotes);
    assembler.add_notes(table(Table::EndnoteRefs), table(Table::EndnoteTexts), endnotes);
    let unanchored = assembler.add_text_boxes(table(Table::ShapeAnchors), table(Table::TextBoxes), text_boxes);
    assembler.run(main, &mut blocks);
    unanchored.iter().for_each(|text| blocks.paragraph(text, Style::Plain));
    let mut headers = Blocks::default();
    assembler.run_plain(margins, &mut headers, Style::Boilerplate);
    blocks.boilerplate(headers);
    let missing = (lengths.main as usize).saturating_sub(main.len());
    let gaps = if missing > 0 { vec![message!("last-characters", n = missing)] } else { Vec::new() };
    let reading = Reading { gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, reading, ..Document::default() })
}
