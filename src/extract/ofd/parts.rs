//! Files of the package by the paths that other files give them (ST_Loc): from the package's root or from the folder of
//! the file that names them, with slashes of both kinds, in whatever case. Whatever a path says, it never leads out of
//! the package.

use std::collections::HashMap;

use crate::extract::containers::package::Package;
use crate::extract::containers::xml::{self, Element, Node};
use crate::extract::problem::Problem;
use crate::message;

/// The file in which the reading of a package begins.
const ENTRY: &str = "OFD.xml";
/// A package with this one has parts that are encrypted (GM/T 0099).
const ENCRYPTED: &str = "Encryptions.xml";

/// A path is looked for from so many folders: packages are three or four deep.
const MAX_FOLDERS: usize = 16;

/// Whether a package is an OFD document.
pub(in crate::extract) fn is_ofd(package: &mut Package<'_>) -> bool {
    let is_entry = |path: &str| [ENTRY, ENCRYPTED].iter().any(|entry| path.eq_ignore_ascii_case(entry));
    package.entries().iter().any(|entry| is_entry(&key("", &entry.path)))
}

/// The files of a package.
pub(super) struct Parts<'p, 'a> {
    package: &'p mut Package<'a>,
    /// Their numbers, by their paths as [`key`] gives them, and by those in lower case.
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

/// A file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) number: usize,
    /// Its path, as [`key`] gives it.
    pub(super) path: String,
}

impl<'p, 'a> Parts<'p, 'a> {
    pub(super) fn of(package: &'p mut Package<'a>) -> Self {
        let (mut exact, mut folded) = (HashMap::new(), HashMap::new());
        for entry in package.entries() {
            let path = key("", &entry.path);
            folded.entry(path.to_lowercase()).or_insert(entry.index);
            exact.insert(path, entry.index);
        }
        Self { package, exact, folded }
    }

    /// The file in which reading begins.
    ///
    /// # Errors
    /// The document is encrypted.
    pub(super) fn entry(&self) -> Result<Option<Part>, Problem> {
        if self.find("", ENCRYPTED).is_some() {
            return Err(Problem::encrypted());
        }
        Ok(self.find("", ENTRY))
    }

    /// The file that is meant by a path in the file `from`. Where there is none, the path may be meant from a folder
    /// above: programs disagree on which folder it is from.
    pub(super) fn find(&self, from: &str, path: &str) -> Option<Part> {
        let folders = from.match_indices('/').rev().map(|(at, _)| &from[..at]).chain([""]);
        let keys: Vec<String> = folders.take(MAX_FOLDERS).map(|folder| key(folder, path)).collect();
        let exact = keys.iter().find_map(|path| Some((*self.exact.get(path)?, path)));
        let found =
            exact.or_else(|| keys.iter().find_map(|path| Some((*self.folded.get(&path.to_lowercase())?, path))));
        found.map(|(number, path)| Part { number, path: path.clone() })
    }

    pub(super) fn read(&mut self, part: &Part) -> Result<Vec<u8>, Problem> {
        self.package.read(part.number)
    }
}

/// A path from a folder of the package in the one form in which paths are compared, but for their case.
fn key(folder: &str, path: &str) -> String {
    let path = path.trim().replace('\\', "/");
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// What comes next in a file that is a list of values.
pub(super) enum Item<'a> {
    /// An element begins.
    Start(&'a Element<'a>),
    /// An element ends: its name, and the text since the last element began or ended.
    End(&'a str, &'a str),
}

/// Walks through a file of values. What it says until it breaks is told; then why it broke is the error.
pub(super) fn items(bytes: &[u8], mut tell: impl FnMut(Item<'_>)) -> Result<(), Problem> {
    let mut text = String::new();
    nodes(bytes, |node| match node {
        Node::Start(element) => {
            text.clear();
            tell(Item::Start(&element));
        }
        Node::Text(more) => text += &more,
        Node::End(name) => {
            tell(Item::End(&name, text.trim()));
            text.clear();
        }
    })
}

/// Walks through a file as [`xml::walk`] does. One that ends before its first element does is cut off.
pub(super) fn nodes(bytes: &[u8], mut tell: impl FnMut(Node<'_>)) -> Result<(), Problem> {
    let (mut open, mut is_empty) = (0_usize, true);
    xml::walk(bytes, |node| {
        match &node {
            Node::Start(_) => (open, is_empty) = (open + 1, false),
            Node::End(_) => open = open.saturating_sub(1),
            Node::Text(_) => {}
        }
        tell(node);
    })?;
    if open > 0 || is_empty { Err(Problem::damaged(message!("part-cut-off"))) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn paths_are_compared_in_one_form() {
        for (folder, path, expected) in [
            ("Doc_0", "Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
            ("Doc_0", "/Doc_0/Document.xml", "Doc_0/Document.xml"),
            ("Doc_0", r"Pages\.\Page_0\\Content.xml ", "Doc_0/Pages/Page_0/Content.xml"),
            ("Doc_0/Annots", "../../Doc_0//Annots/../a.xml", "Doc_0/a.xml"),
            ("Doc_0", "../../../../etc/passwd", "etc/passwd"),
            ("", "文档_0/页.xml", "文档_0/页.xml"),
        ] {
            assert_eq!(key(folder, path), expected);
        }
    }
}
