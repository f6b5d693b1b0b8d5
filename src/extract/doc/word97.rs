//! Since Word 97: text in pieces, tables of properties, styles and lists in a stream of their own.

use super::assemble::{Assembler, Structure};
use super::bytes::Bytes;
use super::fib::{Fib, Table};
use super::lists::Lists;
use super::text;
use crate::extract::document::{Blocks, Document, Reading, Style};
use crate::extract::drawings::office_art::{Letters, letters};
use crate::extract::problem::Problem;
use crate::message;

/// Reads a document; `data` holds fields of forms.
pub(super) fn read(stream: Bytes<'_>, tables: Bytes<'_>, data: Bytes<'_>, fib: &Fib<'_>) -> Result<Document, Problem> {
    let table = |table| fib.table(tables, table);
    let pieces = text::pieces(table(Table::Pieces));
    if pieces.is_empty() {
        return Err(Problem::damaged(message!("pieces-lost")));
    }
    let chars = text::chars(stream, &pieces, None);
    let mut structure = Structure::read(
        stream,
        (table(Table::ParagraphPages), table(Table::CharacterPages)),
        (table(Table::Styles), table(Table::Fonts)),
        Lists::read(fib.table_and_more(tables, Table::Lists), table(Table::ListOverrides)),
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
    let mut assembler = Assembler::new(&mut structure, data);
    assembler.add_notes(table(Table::FootnoteRefs), table(Table::FootnoteTexts), footnotes);
    assembler.add_notes(table(Table::EndnoteRefs), table(Table::EndnoteTexts), endnotes);
    let unanchored = assembler.add_text_boxes(table(Table::ShapeAnchors), table(Table::TextBoxes), text_boxes);
    let letters = letters(table(Table::Drawings)).into_iter().partition(|letters| letters.in_margin);
    let (of_headers, of_text): (Vec<Letters>, Vec<Letters>) = letters;
    let unanchored_letters = assembler.add_letters(table(Table::ShapeAnchors), of_text);
    assembler.run(main, &mut blocks);
    unanchored.iter().chain(&unanchored_letters).for_each(|text| blocks.paragraph(text, Style::Plain));
    let mut headers = Blocks::default();
    assembler.run_plain(margins, &mut headers, Style::Boilerplate);
    of_headers.iter().for_each(|letters| headers.paragraph(&letters.text, Style::Boilerplate));
    blocks.boilerplate(headers);
    let missing = (lengths.main as usize).saturating_sub(main.len());
    let gaps = if missing > 0 { vec![message!("last-characters", n = missing)] } else { Vec::new() };
    let reading = Reading { gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, reading, ..Document::default() })
}
