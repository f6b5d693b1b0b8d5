//! The steps from a package to the paragraphs of its documents, and what of them was not read.

use std::collections::{HashMap, HashSet};

use super::document::{Note, Pages, Read};
use super::parts::{Part, Parts};
use super::placing::UNKNOWN;
use super::structure::{self, Body, Structure};
use crate::extract::containers::package::Package;
use crate::extract::document::{Block, Blocks, Document, Format, Place, Reading, Style};
use crate::extract::layout;
use crate::extract::limits::{MAX_GLYPHS, MAX_PAGES};
use crate::extract::pdf::listed;
use crate::extract::problem::{Problem, ProblemKind};
use crate::message;
use crate::messages::Message;

/// A file that is attached to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Attached {
    /// What it is called; never a path.
    pub(in crate::extract) name: String,
    /// Its number in the package; none if it is missing there.
    pub(in crate::extract) number: Option<usize>,
}

/// Reads the documents of a package, as one; and which files are attached to them.
///
/// # Errors
/// Of the documents: a [`Problem`] if they are broken or encrypted, or hold no usable text.
pub(in crate::extract) fn read(package: &mut Package<'_>) -> (Result<Document, Problem>, Vec<Attached>) {
    let mut reader = Reader { parts: Parts::of(package), found: Found::default(), left: MAX_GLYPHS };
    let read = reader.package();
    let Reader { mut found, .. } = reader;
    let attached = std::mem::take(&mut found.attached);
    (read.and_then(|()| found.document()), attached)
}

struct Reader<'p, 'a> {
    parts: Parts<'p, 'a>,
    found: Found,
    /// Characters that may still be read.
    left: usize,
}

/// What comes out; pages count from 1, those of a second document after those of the first.
#[derive(Debug, Default)]
struct Found {
    blocks: Vec<Block>,
    properties: Vec<(String, String)>,
    attached: Vec<Attached>,
    gaps: Vec<Message>,
    pages: usize,
    broken: Vec<usize>,
    over: Vec<usize>,
    unknown: Vec<usize>,
    scanned: Vec<usize>,
}

impl Reader<'_, '_> {
    fn package(&mut self) -> Result<(), Problem> {
        let entry = self.parts.entry()?.ok_or_else(|| Problem::damaged(message!("no-main-part")))?;
        let (bodies, read) = structure::bodies(&self.parts.read(&entry)?);
        if bodies.is_empty() {
            return Err(read.err().unwrap_or_else(|| Problem::damaged(message!("no-main-part"))));
        }
        self.found.gaps.extend(read.err().map(|_| message!("part-cut-off")));
        for body in bodies {
            let read = self.document(&entry, body);
            self.found.gaps.extend(read.err().map(|problem| problem.reason));
        }
        Ok(())
    }

    fn document(&mut self, entry: &Part, body: Body) -> Result<(), Problem> {
        for (key, value) in body.properties {
            if self.found.properties.iter().all(|(other, _)| *other != key) {
                self.found.properties.push((key, value));
            }
        }
        let root = self.parts.find(&entry.path, &body.root).filter(|root| root != entry);
        let root = root.ok_or_else(|| Problem::damaged(message!("no-main-part")))?;
        let (structure, read) = Structure::of(&self.parts.read(&root)?);
        self.attached(&root, &structure);
        let before = self.found.pages;
        let mut documents = Pages::of(&mut self.parts, &root, &structure);
        let (mut pages, mut notes) = (Vec::new(), Vec::new());
        for (number, path) in &structure.pages {
            if self.found.pages >= MAX_PAGES || self.left <= documents.kept() {
                self.found.gaps.push(message!("pages-after", n = self.found.pages));
                break;
            }
            let Read { page, notes: laid_over, .. } = self.found.add(documents.read(*number, path));
            let written = laid_over.iter().map(|note| note.drawn.glyphs.len()).sum::<usize>();
            self.left = self.left.saturating_sub(page.glyphs.len() + written);
            pages.push(page);
            notes.push(laid_over);
        }
        let mut blocks = layout::blocks(&pages);
        drop(pages);
        outlined(&mut blocks, &structure.outline);
        let blocks = with_notes(blocks, &notes).into_iter().map(|block| Block {
            place: block.place.page().map_or(block.place, |page| Place::Page(page + before as u32)),
            ..block
        });
        self.found.blocks.extend(blocks);
        if read.is_err() {
            self.found.gaps.push(message!("pages-after-cut", n = self.found.pages));
        }
        Ok(())
    }

    /// Finds the files that are attached to a document.
    fn attached(&mut self, root: &Part, structure: &Structure) {
        let mut names: HashSet<String> = self.found.attached.iter().map(|attached| attached.name.clone()).collect();
        for path in &structure.attachments {
            let Some(list) = self.parts.find(&root.path, path) else { continue };
            let Ok(bytes) = self.parts.read(&list) else { continue };
            for attachment in structure::attachments(&bytes).0 {
                let part = self.parts.find(&list.path, &attachment.path);
                let of_path = || attachment.path.rsplit(['/', '\\']).next().unwrap_or_default();
                let name = if attachment.name.trim().is_empty() { of_path() } else { attachment.name.trim() };
                let name = match name.replace(['/', '\\'], "_") {
                    name if name.trim_matches(['.', '_']).is_empty() => format!("part-{}", names.len() + 1),
                    name => name,
                };
                if names.insert(name.clone()) {
                    self.found.attached.push(Attached { name, number: part.map(|part| part.number) });
                }
            }
        }
    }
}

impl Found {
    /// Notes what became of a page.
    fn add(&mut self, read: Read) -> Read {
        self.pages += 1;
        let kinds = [
            (&mut self.broken, read.is_broken && !read.is_over),
            (&mut self.over, read.is_over),
            (&mut self.unknown, read.has_unknown),
            (&mut self.scanned, read.is_scanned),
        ];
        for (pages, is_such) in kinds {
            pages.extend(is_such.then_some(self.pages));
        }
        read
    }

    fn document(mut self) -> Result<Document, Problem> {
        self.blocks.retain(|block| block.text.contains(|c: char| c != UNKNOWN && !c.is_whitespace()));
        let pages = || message!("pages", n = self.pages);
        if self.blocks.is_empty() {
            return Err(match () {
                () if !self.over.is_empty() => Problem::too_large(message!("pages-over", pages = listed(&self.over))),
                () if !self.unknown.is_empty() => {
                    Problem::new(ProblemKind::Garbled, message!("garbled", pages = pages()))
                }
                () if !self.scanned.is_empty() => {
                    Problem::new(ProblemKind::NeedsOcr, message!("scanned", pages = pages()))
                }
                () if !self.broken.is_empty() => {
                    Problem::damaged(message!("broken-pages", pages = listed(&self.broken)))
                }
                () if self.pages == 0 => match self.gaps.pop() {
                    Some(gap) => Problem::new(ProblemKind::Damaged, gap),
                    None => Problem::damaged(message!("no-pages")),
                },
                () => Problem::new(ProblemKind::Empty, message!("no-text")),
            });
        }
        let said = |pages: &[usize]| (!pages.is_empty()).then(|| listed(pages));
        self.gaps.extend(said(&self.broken).map(|pages| message!("broken-pages", pages = pages)));
        self.gaps.extend(said(&self.over).map(|pages| message!("pages-over", pages = pages)));
        self.gaps.extend(said(&self.unknown).map(|pages| message!("pages-of-unknown", pages = pages)));
        self.gaps.extend(said(&self.scanned).map(|pages| message!("pages-without-text", pages = pages)));
        let reading = Reading { format: Format::Ofd, gaps: self.gaps, ..Reading::default() };
        Ok(Document { blocks: self.blocks, properties: self.properties, reading, ..Document::default() })
    }
}

/// Makes headings of what the document's outline has as such.
fn outlined(blocks: &mut [Block], outline: &[(u8, String)]) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let levels: HashMap<String, u8> = outline.iter().map(|(level, title)| (bare(title), *level)).collect();
    for block in blocks.iter_mut().filter(|block| !matches!(block.style, Style::Title | Style::Boilerplate)) {
        if let Some(&level) = levels.get(&bare(&block.text)) {
            block.style = Style::Heading(level);
        }
    }
}

/// Adds what annotations say after the blocks that begin on their page.
fn with_notes(blocks: Vec<Block>, notes: &[Vec<Note>]) -> Vec<Block> {
    let mut all = Blocks::default();
    let mut blocks = blocks.into_iter().peekable();
    for (page, notes) in (1..).zip(notes) {
        while let Some(block) = blocks.next_if(|block| block.place.page().is_none_or(|at| at <= page)) {
            all.blocks.push(block);
        }
        for note in notes {
            for block in layout::blocks(std::slice::from_ref(&note.drawn)) {
                let style = if note.is_mark { Style::Boilerplate } else { Style::Plain };
                all.push(&block.text, style, Place::Page(page));
            }
            all.push(&note.remark, Style::Boilerplate, Place::Page(page));
        }
    }
    all.blocks.extend(blocks);
    all.blocks
}
