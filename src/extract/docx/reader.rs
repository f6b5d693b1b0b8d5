//! The parts of a document put together: styles, lists, notes, the main text, drawings, headers and footers.

use super::body::Body;
use super::lists::Lists;
use super::notes::Notes;
use super::styles::Styles;
use crate::extract::containers::ooxml::{self, Relation};
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Node};
use crate::extract::document::{Blocks, Document, Format, Reading};
use crate::extract::drawings::drawn;
use crate::extract::problem::Problem;
use crate::extract::unread::Thing;
use crate::message;

/// Reads a document whose main part lies at `main`.
pub(in crate::extract) fn read(package: &mut Package<'_>, main: &str) -> Result<Document, Problem> {
    let relations = ooxml::relations(package, main).unwrap_or_default();
    let mut gaps = Vec::new();
    let mut part = |package: &mut Package<'_>, kind: &str| -> Option<Vec<u8>> {
        let target = &relations.iter().find(|relation| relation.kind == kind)?.target;
        // A part that can't be read costs what stands in it, not the document.
        package.part(target).unwrap_or_else(|problem| {
            gaps.push(message!("in-part", part = target, reason = problem.reason));
            None
        })
    };
    let styles = part(package, "styles").map(|bytes| Styles::read(&bytes)).unwrap_or_default();
    let mut lists = part(package, "numbering").map(|bytes| Lists::read(&bytes)).unwrap_or_default();
    let mut notes = Notes::default();
    for kind in ["footnotes", "endnotes"] {
        if let Some(bytes) = part(package, kind) {
            read_notes(&mut notes, kind, &bytes, &styles);
        }
    }
    let bytes = package.part(main)?.ok_or_else(|| Problem::damaged(message!("no-main-part")))?;
    let mut blocks = Blocks::default();
    let drawn = drawn(package, &relations);
    let mut body = Body::new(&styles, &mut lists, &notes, &mut blocks).with_drawn(&drawn);
    let whole = xml::walk(&bytes, |node| body.tell(node));
    let objects = body.objects();
    let mut unread = body.finish();
    if let Err(problem) = whole {
        // What stood before the damage is read.
        if blocks.blocks.is_empty() {
            return Err(problem);
        }
        gaps.push(problem.reason);
    }
    margins(package, &relations, &styles, &mut blocks);
    // Those that the text names nowhere are there all the same.
    let stored = relations.iter().filter(|relation| matches!(relation.kind.as_str(), "package" | "oleObject")).count();
    unread.add(Thing::Embedded, stored.saturating_sub(objects));
    unread.add(Thing::Inserted, relations.iter().filter(|relation| relation.kind == "aFChunk").count());
    gaps.extend(unread.gap());
    let reading = Reading { format: Format::Docx, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, properties: ooxml::properties(package), reading, ..Document::default() })
}

/// Reads a document that is one XML file: Word 2003's own, and the flat form of newer ones.
pub(in crate::extract) fn read_flat(bytes: &[u8]) -> Result<Document, Problem> {
    let (styles, mut lists, notes, mut blocks) =
        (Styles::read(bytes), Lists::read(bytes), Notes::default(), Blocks::default());
    let mut body = Body::new(&styles, &mut lists, &notes, &mut blocks);
    let mut inside = 0_usize;
    let whole = xml::walk(bytes, |node| {
        match &node {
            Node::Start(element) if inside > 0 || element.name() == "body" => inside += 1,
            Node::End(_) => inside = inside.saturating_sub(1),
            _ => {}
        }
        if inside > 0 {
            body.tell(node);
        }
    });
    let unread = body.finish();
    let gaps = whole.err().map(|problem| problem.reason).into_iter().chain(unread.gap()).collect();
    let reading = Reading { format: Format::Docx, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, reading, ..Document::default() })
}

/// The notes of a part. Those that can't be read are left out.
fn read_notes(notes: &mut Notes, part: &str, bytes: &[u8], styles: &Styles) {
    let element = if part == "footnotes" { "footnote" } else { "endnote" };
    let (mut lists, none) = (Lists::default(), Notes::default());
    let mut blocks = Blocks::default();
    let mut open: Option<String> = None;
    let mut body = Body::new(styles, &mut lists, &none, &mut blocks);
    let mut done: Vec<(String, usize)> = Vec::new();
    let _ = xml::walk(bytes, |node| match node {
        Node::Start(start) if start.name() == element => {
            let is_note = start.attribute("type").is_none_or(|kind| kind == "normal");
            open = start.attribute("id").filter(|_| is_note);
        }
        Node::End(name) if name == element => {
            body.end_text();
            done.extend(open.take().map(|id| (id, body.count())));
        }
        node if open.is_some() => body.tell(node),
        _ => {}
    });
    body.finish();
    let mut from = 0;
    for (id, to) in done {
        notes.insert(element, id, &blocks.blocks[from..to]);
        from = to;
    }
}

/// Headers and footers, each text once: they repeat from section to section.
fn margins(package: &mut Package<'_>, relations: &[Relation], styles: &Styles, blocks: &mut Blocks) {
    let mut margins = Blocks::default();
    for relation in relations.iter().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer")) {
        let Ok(Some(bytes)) = package.part(&relation.target) else { continue };
        let (mut lists, notes) = (Lists::default(), Notes::default());
        let mut body = Body::new(styles, &mut lists, &notes, &mut margins);
        // The main text is read: a broken header is not worth a word.
        let _ = xml::walk(&bytes, |node| body.tell(node));
        body.finish();
    }
    blocks.boilerplate(margins);
}
