//! The texts of shapes and diagrams (DrawingML, ECMA-376 part 1, 21.1.2).

use crate::extract::containers::xml::{self, Node};

/// The paragraphs of a drawing's texts, in its own order. A broken part says what it says until there.
pub(in crate::extract) fn texts(bytes: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    let (mut text, mut in_text, mut skipped) = (String::new(), false, 0_usize);
    let _ = xml::walk(bytes, |node| match node {
        // The second form of what stands there already.
        Node::Start(_) if skipped > 0 => skipped += 1,
        Node::Start(element) if element.name() == "Fallback" => skipped = 1,
        Node::End(_) if skipped > 0 => skipped -= 1,
        _ if skipped > 0 => {}
        Node::Start(element) => match element.name() {
            "t" => in_text = true,
            "br" => text.push(' '),
            _ => {}
        },
        Node::End(name) => match name.as_str() {
            "t" => in_text = false,
            "p" if !text.trim().is_empty() => texts.push(std::mem::take(&mut text).trim().to_owned()),
            "p" => text.clear(),
            _ => {}
        },
        Node::Text(more) => text += if in_text { &more } else { "" },
    });
    texts
}
