//! One document of a package: its pages, each with all that it stands on and that is laid over it.

use std::collections::HashMap;
use std::rc::Rc;

use super::annotations;
use super::geometry::Matrix;
use super::pages::Content;
use super::parts::{Part, Parts};
use super::placing::{Layer, Placing};
use super::resources::Resources;
use super::structure::Structure;
use crate::extract::layout::Page;
use crate::extract::limits::MAX_PAGE_GLYPHS;
use crate::extract::problem::{Problem, ProblemKind};

/// A page stands on no more templates: usually on one, and that on none.
const MAX_TEMPLATES: usize = 16;

/// A document while its pages are read.
pub(super) struct Pages<'r, 'p, 'a> {
    parts: &'r mut Parts<'p, 'a>,
    root: &'r Part,
    structure: &'r Structure,
    resources: Resources,
    templates: HashMap<u32, Option<Rc<Content>>>,
    /// Files of annotations, by the numbers of their pages.
    annotations: HashMap<u32, Vec<Part>>,
    /// Characters of templates that are kept.
    kept: usize,
}

/// What is read of a page.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) page: Page,
    pub(super) notes: Vec<Note>,
    /// Whether something of it is missing, broken or cut off.
    pub(super) is_broken: bool,
    /// Whether more is drawn than is read: of such a page nothing is.
    pub(super) is_over: bool,
    /// Whether it has characters whose meaning the file doesn't say.
    pub(super) has_unknown: bool,
    /// Whether its text is a picture.
    pub(super) is_scanned: bool,
}

/// What an annotation says, or text printed over other text: it stands for itself, wherever it is laid over the page.
#[derive(Debug)]
pub(super) struct Note {
    /// Whether it is a stamp or a watermark.
    pub(super) is_mark: bool,
    pub(super) drawn: Page,
    /// What its author says in it, unseen on the page.
    pub(super) remark: String,
}

impl<'r, 'p, 'a> Pages<'r, 'p, 'a> {
    pub(super) fn of(parts: &'r mut Parts<'p, 'a>, root: &'r Part, structure: &'r Structure) -> Self {
        let mut resources = Resources::default();
        for path in &structure.resources {
            if let Some(part) = parts.find(&root.path, path) {
                resources.add(parts, &part);
            }
        }
        let annotations = annotations_of_pages(parts, root, structure);
        Self { parts, root, structure, resources, templates: HashMap::new(), annotations, kept: 0 }
    }

    /// Reads the page that stands at `path` in the list of pages.
    pub(super) fn read(&mut self, number: u32, path: &str) -> Read {
        let (content, is_whole) = match self.content(path) {
            Ok(read) => read,
            Err(problem) => {
                let is_over = problem.is_some_and(|problem| problem.kind == ProblemKind::TooLarge);
                return Read { is_over, is_broken: true, ..Read::default() };
            }
        };
        let mut templates = Vec::new();
        let has_all = self.gather(&content.templates, &mut templates, &mut Vec::new());
        let (laid_over, has_notes) = self.laid_over(number);
        let area = templates.iter().find_map(|template| template.area).or(self.structure.area);
        let area = content.area.or(area);
        let mut placing = Placing::new(&self.resources, area);
        for template in &templates {
            placing.add(&template.drawing, Matrix::scale(1.0), Layer::Template);
        }
        placing.add(&content.drawing, Matrix::scale(1.0), Layer::Own);
        let is_scanned = placing.is_scanned();
        let mut read = Read {
            is_broken: !is_whole || !has_all || !has_notes || placing.is_broken,
            is_over: placing.is_over,
            has_unknown: placing.unknown > 0,
            is_scanned,
            ..Read::default()
        };
        for annotation in laid_over {
            let mut note = Placing::new(&self.resources, area);
            note.add(&annotation.drawing, annotation.place, Layer::Own);
            read.is_broken |= note.is_broken;
            read.has_unknown |= note.unknown > 0 && !annotation.is_mark;
            let (is_over, (drawn, _)) = (note.is_over, note.finish());
            let written = read.notes.iter().map(|note| note.drawn.glyphs.len()).sum::<usize>();
            read.is_over |= is_over || written + drawn.glyphs.len() > MAX_PAGE_GLYPHS;
            if read.is_over {
                break;
            }
            let remark = if annotation.is_mark { String::new() } else { annotation.remark };
            read.notes.push(Note { is_mark: annotation.is_mark, drawn, remark });
        }
        if !read.is_over {
            let (page, over) = placing.finish();
            read.notes.extend(over.into_iter().map(|drawn| Note { is_mark: false, drawn, remark: String::new() }));
            read.page = page;
        }
        read
    }

    /// Characters that are kept for other pages.
    pub(super) fn kept(&self) -> usize {
        self.kept + self.resources.characters()
    }

    /// What a file says of a page, and whether all of it could be read.
    ///
    /// # Errors
    /// Why it can't be read, or nothing if it is missing.
    fn content(&mut self, path: &str) -> Result<(Content, bool), Option<Problem>> {
        let part = self.parts.find(&self.root.path, path).ok_or(None)?;
        let (content, read) = Content::of(&self.parts.read(&part)?);
        for resource in &content.resources {
            if let Some(resource) = self.parts.find(&part.path, resource) {
                self.resources.add(self.parts, &resource);
            }
        }
        Ok((content, read.is_ok()))
    }

    /// Adds templates, each once and after those that it stands on; `seen` are those that were. Whether all are there.
    fn gather(&mut self, numbers: &[u32], templates: &mut Vec<Rc<Content>>, seen: &mut Vec<u32>) -> bool {
        let mut has_all = true;
        for &number in numbers {
            if seen.contains(&number) {
                continue;
            }
            if seen.len() >= MAX_TEMPLATES {
                return false;
            }
            seen.push(number);
            if !self.templates.contains_key(&number) {
                let path = self.structure.templates.get(&number);
                let content = path.and_then(|path| self.content(path).ok()).map(|(content, _)| Rc::new(content));
                self.kept += content.as_ref().map_or(0, |content| content.drawing.characters);
                self.templates.insert(number, content);
            }
            match self.templates.get(&number).cloned().flatten() {
                Some(template) => {
                    has_all &= self.gather(&template.templates, templates, seen);
                    templates.push(template);
                }
                None => has_all = false,
            }
        }
        has_all
    }

    /// The annotations of a page, and whether all could be read.
    fn laid_over(&mut self, number: u32) -> (Vec<annotations::Annotation>, bool) {
        let (mut all, mut is_whole) = (Vec::new(), true);
        for part in self.annotations.remove(&number).unwrap_or_default() {
            let read = self.parts.read(&part).map(|bytes| annotations::read(&bytes));
            is_whole &= matches!(read, Ok((_, Ok(()))));
            all.extend(read.into_iter().flat_map(|(annotations, _)| annotations));
        }
        (all, is_whole)
    }
}

/// The files of annotations, by the numbers of their pages. One that is missing describes none.
fn annotations_of_pages(parts: &mut Parts<'_, '_>, root: &Part, structure: &Structure) -> HashMap<u32, Vec<Part>> {
    let mut found: HashMap<u32, Vec<Part>> = HashMap::new();
    for path in &structure.annotations {
        let Some(list) = parts.find(&root.path, path) else { continue };
        let Ok(bytes) = parts.read(&list) else { continue };
        for (page, paths) in annotations::of_pages(&bytes).0 {
            let files = paths.iter().filter_map(|path| parts.find(&list.path, path));
            found.entry(page).or_default().extend(files);
        }
    }
    found
}
