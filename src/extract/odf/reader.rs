//! The parts of a document put together: styles, content, headers and footers.

use super::content::Content;
use super::styles::Styles;
use crate::extract::containers::ooxml::named_texts;
use crate::extract::containers::package::Package;
use crate::extract::containers::xml;
use crate::extract::document::{Blocks, Document, Format, Reading};
use crate::extract::drawings::objects;
use crate::extract::problem::Problem;
use crate::message;

/// What the document says of itself, by the names of elements.
const KEYS: [(&str, &str); 3] = [("title", "title"), ("initial-creator", "author"), ("creation-date", "date")];

/// Reads a document that is one XML file.
pub(in crate::extract) fn read_flat(bytes: &[u8]) -> Document {
    let mut styles = Styles::default();
    styles.read(bytes);
    let mut blocks = Blocks::default();
    let mut content = Content::new(&styles, "body", &mut blocks);
    let whole = xml::walk(bytes, |node| content.tell(node));
    let unread = content.finish();
    margins(bytes, &styles, &mut blocks);
    let gaps = whole.err().map(|problem| problem.reason).into_iter().chain(unread.gap()).collect();
    let reading = Reading { format: Format::Odf, gaps, ..Reading::default() };
    Document { blocks: blocks.blocks, properties: named_texts(bytes, &KEYS), reading, ..Document::default() }
}

/// Reads a text or presentation.
pub(in crate::extract) fn read(package: &mut Package<'_>) -> Result<Document, Problem> {
    let bytes = package.part("content.xml")?.ok_or_else(|| Problem::damaged(message!("no-content")))?;
    let mut gaps = Vec::new();
    let common = package.part("styles.xml").unwrap_or_else(|problem| {
        gaps.push(message!("in-part", part = "styles.xml", reason = problem.reason));
        None
    });
    let common = common.unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(&common);
    styles.read(&bytes);
    let mut blocks = Blocks::default();
    let objects = objects(package);
    let mut content = Content::new(&styles, "body", &mut blocks).with_objects(&objects);
    let whole = xml::walk(&bytes, |node| content.tell(node));
    let unread = content.finish();
    if let Err(problem) = whole {
        if blocks.blocks.is_empty() {
            return Err(problem);
        }
        gaps.push(problem.reason);
    }
    gaps.extend(unread.gap());
    margins(&common, &styles, &mut blocks);
    let meta = package.part("meta.xml").ok().flatten().unwrap_or_default();
    let reading = Reading { format: Format::Odf, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, properties: named_texts(&meta, &KEYS), reading, ..Document::default() })
}

/// Headers and footers of pages.
fn margins(bytes: &[u8], styles: &Styles, blocks: &mut Blocks) {
    let mut margins = Blocks::default();
    let mut content = Content::new(styles, "master-styles", &mut margins);
    // The text itself is read: broken headers are not worth a word.
    let _ = xml::walk(bytes, |node| content.tell(node));
    content.finish();
    blocks.boilerplate(margins);
}
