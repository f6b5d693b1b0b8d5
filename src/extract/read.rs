//! The bytes of a file to what is read from it: one document, or, of an archive or a mail, many.

use serde::{Deserialize, Serialize};

use std::collections::HashMap;
use std::rc::Rc;

use super::containers::archive::{Budget, Members};
use super::containers::mail;
use super::containers::package::Package;
use super::document::{Document, Format};
use super::format::{self, Kind};
use super::limits::{MAX_BLOCKS, MAX_MEMBERS, MAX_NESTING};
use super::problem::{Problem, ProblemKind};
use super::scans::{self, Picture};
use super::slides::{ppt, pptx};
use super::tables::sheet;
use super::text::plain;
use super::unread::Unread;
use super::{doc, docx, html, odf, ofd, pdf, rtf};
use crate::message;
use crate::source::is_piece;

/// A file, or a file within it, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Its path within the file, parts joined with `/`; empty for the file itself.
    pub inner: String,
    /// What was read, or why not.
    pub outcome: Result<Document, Problem>,
}

/// Reads a file called `name`, given as one or, of an archive in volumes, several in their order, and tells of it and of
/// each file within it as soon as that is read; before that `see` is told of those of its pages that are pictures, if anybody
/// wants to see them.
pub(super) fn read<'a>(
    mut volumes: Vec<Vec<u8>>,
    name: &str,
    see: Option<&'a mut dyn FnMut(Picture)>,
    tell: &'a mut dyn FnMut(Extracted),
) {
    // Each volume of a RAR is an archive of its own; others are one that was cut.
    let is_rar = |bytes: &Vec<u8>| bytes.starts_with(b"Rar!");
    if volumes.len() > 1 && !volumes.iter().all(is_rar) {
        volumes = vec![volumes.concat()];
    }
    let Some((bytes, further)) = volumes.split_first() else { return };
    let mut reading = Reading { members: 0, paths: HashMap::new(), budget: Rc::default(), see, tell };
    reading.file(bytes, further, name, "", 0);
}

struct Reading<'a> {
    /// Files within the file so far.
    members: usize,
    /// Their paths, and how many would have had each.
    paths: HashMap<String, usize>,
    /// What may still be unpacked.
    budget: Rc<Budget>,
    see: Option<&'a mut dyn FnMut(Picture)>,
    tell: &'a mut dyn FnMut(Extracted),
}

impl Reading<'_> {
    fn file(&mut self, bytes: &[u8], further: &[Vec<u8>], name: &str, inner: &str, depth: usize) {
        let outcome = match format::detect(bytes, name) {
            Ok(Kind::Archive(archive)) => {
                let (budget, mut tell) =
                    (Rc::clone(&self.budget), |path: &str, content| self.told(path, content, inner, depth));
                let mut members = Members::new(&budget, &mut tell);
                match archive.unpack(bytes, further, name, &mut members) {
                    Ok(()) if members.files == 0 => {
                        Err(Problem::new(ProblemKind::Empty, message!("no-files-in-archive")))
                    }
                    Ok(()) => return,
                    Err(problem) => Err(problem),
                }
            }
            Ok(Kind::Mail) => mail::read(bytes).and_then(|(document, attached)| {
                for attachment in attached {
                    self.member(&attachment.bytes, &attachment.name, inner, depth)?;
                }
                Ok(document)
            }),
            Ok(Kind::Pdf) => pdf::read(bytes, &mut |file| self.member(&file.bytes, &file.name, inner, depth)),
            Ok(Kind::Ofd(package)) => self.ofd(package, inner, depth),
            Ok(kind) => document(kind, bytes),
            Err(problem) => Err(problem),
        };
        let outcome = outcome.map_err(|problem| match problem.kind {
            // Of a file that was cut, the first or the last piece may be missing.
            ProblemKind::Damaged | ProblemKind::UnsupportedFormat if depth == 0 && is_piece(name) => {
                Problem::damaged(message!("volumes-missing"))
            }
            _ => problem,
        });
        let mut outcome = outcome.and_then(checked);
        scans::look(bytes, &mut outcome, self.see.as_deref_mut());
        (self.tell)(Extracted { inner: inner.to_owned(), outcome });
    }

    /// A file in an archive, in its own place.
    fn told(
        &mut self,
        path: &str,
        content: Result<Vec<u8>, Problem>,
        inner: &str,
        depth: usize,
    ) -> Result<(), Problem> {
        match content {
            Ok(bytes) => self.member(&bytes, path, inner, depth),
            Err(problem) => {
                let inner = self.place(path, inner)?;
                (self.tell)(Extracted { inner, outcome: Err(problem) });
                Ok(())
            }
        }
    }

    /// The documents of an OFD package; what is attached to them each in its own place.
    fn ofd(&mut self, mut package: Package<'_>, inner: &str, depth: usize) -> Result<Document, Problem> {
        let (read, attached) = ofd::read(&mut package);
        for ofd::Attached { name, number } in attached {
            let missing = || Problem::damaged(message!("attachment-missing"));
            match number.ok_or_else(missing).and_then(|number| package.read(number)) {
                Ok(bytes) => self.member(&bytes, &name, inner, depth)?,
                Err(problem) => self.told(&name, Err(problem), inner, depth)?,
            }
        }
        read
    }

    fn member(&mut self, bytes: &[u8], path: &str, inner: &str, depth: usize) -> Result<(), Problem> {
        let inner = self.place(path, inner)?;
        if depth >= MAX_NESTING {
            let problem = Problem::too_large(message!("nested-over", n = MAX_NESTING));
            (self.tell)(Extracted { inner, outcome: Err(problem) });
        } else {
            self.file(bytes, &[], path, &inner, depth + 1);
        }
        Ok(())
    }

    /// The path of a file that lies at a path in another; no two have the same.
    fn place(&mut self, path: &str, inner: &str) -> Result<String, Problem> {
        self.members += 1;
        if self.members > MAX_MEMBERS {
            return Err(Problem::too_large(message!("members-over", n = MAX_MEMBERS)));
        }
        let path = joined(inner, path);
        let (stem, ending) = path.rsplit_once('.').filter(|(_, ending)| !ending.contains('/')).unwrap_or((&path, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        let mut own = path.clone();
        let mut same = self.paths.get(&path).copied().unwrap_or(0);
        while self.paths.contains_key(&own) {
            same += 1;
            own = format!("{stem} ({}){dot}{ending}", same + 1);
        }
        self.paths.insert(path.clone(), same);
        self.paths.entry(own.clone()).or_default();
        Ok(own)
    }
}

fn joined(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

fn document(kind: Kind<'_>, bytes: &[u8]) -> Result<Document, Problem> {
    match kind {
        Kind::Text => plain::read(bytes, Format::Text),
        Kind::Markdown => plain::read(bytes, Format::Markdown),
        Kind::Html => html::read(bytes),
        Kind::FlatWord => docx::read_flat(bytes),
        Kind::FlatOdf => Ok(odf::read_flat(bytes)),
        Kind::Docx(mut package, main) => docx::read(&mut package, &main),
        Kind::Pptx(mut package, main) => pptx::read(&mut package, &main),
        Kind::Odf(mut package) => odf::read(&mut package),
        Kind::Sheet => sheet::read(bytes),
        Kind::Doc(mut container) => doc::read(&mut container),
        Kind::Ppt(mut container) => ppt::read(&mut container),
        Kind::Rtf => Ok(rtf::read(bytes)),
        Kind::Picture(kind) => Err(Problem::new(ProblemKind::NeedsOcr, message!("picture-needs-ocr", kind = kind))),
        // Read above: they hold other files.
        Kind::Mail | Kind::Pdf | Kind::Ofd(_) | Kind::Archive(_) => {
            Err(Problem::damaged(message!("files-within-files")))
        }
    }
}

/// A document that says something, and not too much.
pub(super) fn checked(mut document: Document) -> Result<Document, Problem> {
    if document.blocks.is_empty() {
        let gaps = &document.reading.gaps;
        return Err(match gaps.first() {
            Some(gap) if Unread::is_told_by(gap) => {
                Problem::new(ProblemKind::Empty, message!("no-readable-text", gap = gap))
            }
            Some(gap) => Problem::new(ProblemKind::Damaged, message!("no-readable-text", gap = gap)),
            None => Problem::new(ProblemKind::Empty, message!("no-text")),
        });
    }
    if document.blocks.len() > MAX_BLOCKS {
        let reason = message!("paragraphs-over", n = document.blocks.len(), most = MAX_BLOCKS);
        return Err(Problem::too_large(reason));
    }
    let chars = document.blocks.iter().map(|block| block.text.chars().count()).sum::<usize>();
    document.reading.chars = u32::try_from(chars).unwrap_or(u32::MAX);
    Ok(document)
}
