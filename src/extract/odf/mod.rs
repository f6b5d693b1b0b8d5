//! OpenDocument: texts and presentations. Tables are read with those of other formats (`sheet.rs`).
//!
//! 1. [`styles`]: headings and automatic numbers. 2. [`content`]: the text.

mod content;
mod styles;

use super::document::{Blocks, Document, Format, Reading, Style};
use super::ooxml::named_texts;
use super::package::Package;
use super::problem::Problem;
use super::xml;
use content::Content;
use styles::Styles;

/// Reads a text or presentation.
pub(super) fn read(package: &mut Package<'_>) -> Result<Document, Problem> {
    let bytes = package.part("content.xml")?.ok_or_else(|| Problem::damaged("no content.xml"))?;
    let mut gaps = Vec::new();
    let common = package.part("styles.xml").unwrap_or_else(|problem| {
        gaps.push(format!("styles.xml: {}", problem.reason));
        None
    });
    let common = common.unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(&common);
    styles.read(&bytes);
    let mut blocks = Blocks::default();
    let mut content = Content::new(&styles, "body", &mut blocks);
    let whole = xml::walk(&bytes, |node| content.tell(node));
    content.finish();
    if let Err(problem) = whole {
        if blocks.blocks.is_empty() {
            return Err(problem);
        }
        gaps.push(problem.reason);
    }
    // Headers and footers of pages.
    let mut margins = Blocks::default();
    let mut content = Content::new(&styles, "master-styles", &mut margins);
    let _ = xml::walk(&common, |node| content.tell(node));
    content.finish();
    let mut seen: Vec<String> = Vec::new();
    for block in margins.blocks {
        if !seen.contains(&block.text) {
            blocks.paragraph(&block.text, Style::Boilerplate);
            seen.push(block.text);
        }
    }
    let meta = package.part("meta.xml").ok().flatten().unwrap_or_default();
    let keys = [("title", "title"), ("initial-creator", "author"), ("creation-date", "date")];
    let reading = Reading { format: Format::Odf, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, properties: named_texts(&meta, &keys), reading, ..Document::default() })
}
