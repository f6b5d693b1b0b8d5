//! The text of a document as it is collected: paragraphs, texts of their own within them, headers and footers.

use crate::extract::document::{Block, Blocks, Style};

/// What is collected of a paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    chars: usize,
    bold_chars: usize,
    /// What stands in it as a text of its own: notes, text boxes.
    after: Vec<(String, Style)>,
}

/// The paragraphs of a document.
pub(super) struct Paragraphs {
    /// The open one, within those that it stands in.
    open: Vec<Paragraph>,
    blocks: Blocks,
    margins: Blocks,
}

impl Default for Paragraphs {
    fn default() -> Self {
        Self { open: vec![Paragraph::default()], blocks: Blocks::default(), margins: Blocks::default() }
    }
}

impl Paragraphs {
    pub(super) fn push(&mut self, text: &str, is_bold: bool) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        paragraph.chars += chars;
        paragraph.bold_chars += if is_bold { chars } else { 0 };
        paragraph.text += text;
    }

    /// Puts a text of its own behind the open paragraph.
    pub(super) fn push_after(&mut self, text: String) {
        if let Some(open) = self.open.last_mut() {
            open.after.push((text, Style::Plain));
        }
    }

    /// Begins a text within the open paragraph.
    pub(super) fn open_aside(&mut self) {
        self.open.push(Paragraph::default());
    }

    /// Ends it: what it says stands behind that paragraph.
    pub(super) fn close_aside(&mut self) {
        let Some(aside) = self.open.pop().filter(|_| !self.open.is_empty()) else {
            self.open = vec![Paragraph::default()];
            return;
        };
        if let Some(outer) = self.open.last_mut() {
            outer.after.extend(aside.after);
        }
    }

    /// Ends the open paragraph, which has this style unless all of it is bold.
    pub(super) fn end(&mut self, style: Style, is_margin: bool) {
        let is_aside = self.open.len() > 1;
        let Some(open) = self.open.last_mut() else { return };
        let Paragraph { text, chars, bold_chars, after } = std::mem::take(open);
        let style = if style == Style::Plain && chars > 0 && chars == bold_chars { Style::Bold } else { style };
        // A list's number stands before its text with a tab between: 一、 needs no gap.
        let text = text.trim().replacen("、\t", "、", 1).replacen("）\t", "）", 1);
        if is_aside && !is_margin {
            open.after = after;
            open.after.push((text, style));
            return;
        }
        for (text, style) in std::iter::once((text, style)).chain(after) {
            match is_margin {
                true => self.margins.paragraph(&text, Style::Boilerplate),
                false => self.blocks.paragraph(&text, style),
            }
        }
    }

    /// Ends the texts that are open, the document's own with this style, and gives back all of them.
    pub(super) fn finish(mut self, style: Style) -> Vec<Block> {
        while self.open.len() > 1 {
            self.end(style, false);
            self.close_aside();
        }
        self.end(style, false);
        self.blocks.boilerplate(self.margins);
        self.blocks.blocks
    }
}
