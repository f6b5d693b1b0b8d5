//! Files within a file (ISO 32000, 7.11.4): those that it names, and those pinned to its pages.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, Stream};

use super::file::{File, decoded, dicts, items, name};
use super::strings::text;
use crate::extract::containers::mail::Attachment;
use crate::extract::limits::{MAX_FORM_DEPTH, MAX_MEMBERS, MAX_PART_BYTES, MAX_UNPACKED_BYTES};
use crate::extract::problem::Problem;

/// Bytes of a name that are read.
const MAX_NAME: usize = 1000;

/// Hands out each file that is attached, and says how many could not be read.
///
/// # Errors
/// What `take` returns.
pub(in crate::extract::pdf) fn attached(
    file: &File,
    take: &mut dyn FnMut(Attachment) -> Result<(), Problem>,
) -> Result<usize, Problem> {
    let mut found = Found::default();
    let root = file.root();
    if let Some(names) = root.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles")) {
        found.names(file, &names, 0);
    }
    dicts(file, &root, "AF").for_each(|specification| found.add(&specification, None));
    for page in file.pages() {
        dicts(file, page.raw(), "AF").for_each(|specification| found.add(&specification, None));
        for annotation in dicts(file, page.raw(), "Annots") {
            if name(&annotation, "Subtype").as_deref() == Some("FileAttachment")
                && let Some(specification) = annotation.get::<Dict<'_>>("FS")
            {
                found.add(&specification, None);
            }
        }
    }
    let mut unread = found.unread;
    let mut left = MAX_UNPACKED_BYTES;
    for (name, stream) in found.files {
        match decoded(&stream, MAX_PART_BYTES.min(left) as usize) {
            Some(bytes) => {
                left -= bytes.len() as u64;
                take(Attachment { name, bytes })?;
            }
            None => unread += 1,
        }
    }
    Ok(unread)
}

#[derive(Default)]
struct Found<'a> {
    files: Vec<(String, Stream<'a>)>,
    /// Streams that are files, and nodes of the tree of names.
    seen: HashSet<ObjRef>,
    unread: usize,
}

impl<'a> Found<'a> {
    /// The files of a tree of names (7.9.6).
    fn names(&mut self, file: &'a File, node: &Dict<'a>, depth: usize) {
        let mut pairs = node.get::<Array<'a>>("Names").into_iter().flat_map(|array| items(file, &array));
        while let (Some(key), Some(specification)) = (pairs.next(), pairs.next()) {
            if let Some(specification) = specification.into_dict() {
                self.add(&specification, text(&key, MAX_NAME));
            }
        }
        let Some(kids) = node.get::<Array<'a>>("Kids").filter(|_| depth < MAX_FORM_DEPTH) else { return };
        let unseen: Vec<bool> = kids
            .raw_iter()
            .map(|kid| match kid {
                MaybeRef::Ref(id) => self.seen.insert(id),
                MaybeRef::NotRef(_) => true,
            })
            .collect();
        for (kid, _) in items(file, &kids).zip(unseen).filter(|(_, unseen)| *unseen) {
            if let Some(kid) = kid.into_dict() {
                self.names(file, &kid, depth + 1);
            }
        }
    }

    fn add(&mut self, specification: &Dict<'a>, key: Option<String>) {
        let Some(streams) = specification.get::<Dict<'a>>("EF") else { return };
        for which in ["UF", "F"] {
            let Some(id) = streams.get_ref(which) else { continue };
            if !self.seen.insert(id) || self.files.len() > MAX_MEMBERS {
                return;
            }
            let named = |which: &str| specification.get::<Object<'a>>(which).and_then(|name| text(&name, MAX_NAME));
            let named = [named("UF"), named("F"), key].into_iter().flatten().map(|name| plain(&name));
            let name = named.into_iter().find(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| format!("part-{}", self.files.len() + 1));
            match streams.get::<Stream<'a>>(which) {
                Some(stream) => self.files.push((name, stream)),
                None => self.unread += 1,
            }
            return;
        }
        self.unread += 1;
    }
}

/// A file's name alone, whatever path it was attached from.
fn plain(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}
