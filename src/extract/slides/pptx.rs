//! PowerPoint presentations since 2007: slides in their order, each with its notes after it; what layouts and masters
//! show on every slide once.

use std::collections::{HashMap, HashSet};

use crate::extract::containers::ooxml::{self, Relation};
use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Node};
use crate::extract::document::{Blocks, Document, Format, Place, Reading, Style};
use crate::extract::drawings::{Page, drawn, in_reading_order};
use crate::extract::problem::Problem;
use crate::extract::unread::Unread;
use crate::message;
use crate::messages::Message;

/// Reads a presentation whose main part lies at `main`.
pub(in crate::extract) fn read(package: &mut Package<'_>, main: &str) -> Result<Document, Problem> {
    let bytes = package.part(main)?.ok_or_else(|| Problem::damaged(message!("no-main-part")))?;
    let mut order = Vec::new();
    let whole = xml::walk(&bytes, |node| {
        if let Node::Start(element) = node
            && element.name() == "sldId"
        {
            order.extend(element.prefixed("id"));
        }
    });
    let targets: HashMap<String, String> =
        ooxml::relations(package, main)?.into_iter().map(|relation| (relation.id, relation.target)).collect();
    let mut reader = Reader {
        package,
        blocks: Blocks::default(),
        unread: Unread::default(),
        gaps: whole.err().map(|problem| problem.reason).into_iter().collect(),
        backgrounds: HashSet::new(),
        margins: HashSet::new(),
    };
    for (number, target) in (1..).zip(order.iter().filter_map(|id| targets.get(id))) {
        reader.slide(target, number);
    }
    let Reader { blocks, unread, mut gaps, .. } = reader;
    gaps.extend(unread.gap());
    let reading = Reading { format: Format::Pptx, gaps, ..Reading::default() };
    Ok(Document { blocks: blocks.blocks, properties: ooxml::properties(package), reading, ..Document::default() })
}

struct Reader<'a, 'p> {
    package: &'p mut Package<'a>,
    blocks: Blocks,
    unread: Unread,
    gaps: Vec<Message>,
    /// Layouts and masters that were read.
    backgrounds: HashSet<String>,
    /// What they show.
    margins: HashSet<String>,
}

impl Reader<'_, '_> {
    /// A slide, its notes, and what stands behind it.
    fn slide(&mut self, target: &str, number: u32) {
        let relations = ooxml::relations(self.package, target).unwrap_or_default();
        let shows_behind = self.page(target, &relations, number, false);
        for notes in relations.iter().filter(|relation| relation.kind == "notesSlide") {
            let of_notes = ooxml::relations(self.package, &notes.target).unwrap_or_default();
            self.page(&notes.target, &of_notes, number, false);
        }
        if shows_behind {
            self.behind(relations, number);
        }
    }

    /// What a slide's layout, and that one's master, show on it.
    fn behind(&mut self, mut relations: Vec<Relation>, number: u32) {
        for kind in ["slideLayout", "slideMaster"] {
            let Some(behind) = relations.into_iter().find(|relation| relation.kind == kind) else { return };
            if !self.backgrounds.insert(behind.target.clone()) {
                return;
            }
            relations = ooxml::relations(self.package, &behind.target).unwrap_or_default();
            if !self.page(&behind.target, &relations, number, true) {
                return;
            }
        }
    }

    /// Reads a part with shapes; whether it shows those of what is behind it. `is_behind`: it is that itself, and the
    /// layout's places on it hold prompts.
    fn page(&mut self, part: &str, relations: &[Relation], number: u32, is_behind: bool) -> bool {
        let drawn = drawn(self.package, relations);
        let mut page = Page::new(&drawn, is_behind);
        let bytes = self.package.part(part);
        let read = bytes.and_then(|bytes| xml::walk(&bytes.unwrap_or_default(), |node| page.tell(node)));
        self.gaps.extend(read.err().map(|problem| message!("in-part", part = part, reason = problem.reason)));
        let (shapes, unread, shows_behind) = page.finish();
        self.unread.add_all(&unread);
        for (text, style) in in_reading_order(shapes) {
            let style = if is_behind { Style::Boilerplate } else { style };
            if !is_behind || self.margins.insert(text.clone()) {
                self.blocks.push(&text, style, Place::Page(number));
            }
        }
        shows_behind
    }
}
