//! Which file of a crate names what of which other: a path that stands in a file, to the file that defines its item.
//!
//! 1. [`read`]: the files that `lib.rs` declares, one by one, to modules with their names and the paths in them.
//! 2. [`find`]: a path to the item or module that it says, through `use` and re-exports.
//! 3. [`Code::arrows`] between files and their [`circles`]; what is named of stages ([`Code::stages`], [`Code::deep`])
//!    and of other crates ([`Code::outside`]).
//!
//! Comments, doc comments and tests (`#[cfg(test)]`) are no code; what stands in a macro's brackets is. Methods are no
//! paths, nor are the variants of an enum. A name that stands alone is looked up if it begins with a capital or is
//! called; that it may be a local variable's is not seen.

mod circles;
mod find;
mod invented;
mod read;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use circles::{between_rooms, circles};
use find::Found;

/// Files by path below `src`, with their code.
pub(crate) type Sources = BTreeMap<String, String>;
/// From where to where, with the names that lead there.
pub(crate) type Arrows = BTreeMap<(String, String), BTreeSet<String>>;

/// A crate as modules and the paths that stand in them.
#[derive(Default)]
pub(crate) struct Code {
    files: Vec<String>,
    /// The crate's root is the first.
    modules: Vec<Module>,
    paths: Vec<Named>,
}

struct Module {
    file: usize,
    parent: usize,
    path: Vec<String>,
    names: BTreeMap<String, Meaning>,
    globs: Vec<Vec<String>>,
}

/// What a name says: items, modules and paths that `use` brings in may share one.
#[derive(Default)]
struct Meaning {
    /// The file that defines it.
    item: Option<usize>,
    module: Option<usize>,
    paths: Vec<Vec<String>>,
}

struct Named {
    module: usize,
    path: Vec<String>,
    is_reexport: bool,
}

impl Code {
    pub(crate) fn files(&self) -> &[String] {
        &self.files
    }

    /// From file to file, with the names that the first uses of what the second defines. Re-exports are no use.
    pub(crate) fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for named in self.paths.iter().filter(|named| !named.is_reexport) {
            let from = self.file_of(named);
            if let Some(Found::Item(to, name)) = self.find(named.module, &named.path)
                && self.files[to] != from
            {
                arrows.entry((from.to_owned(), self.files[to].clone())).or_default().insert(name.to_owned());
            }
        }
        arrows
    }

    /// From file to another stage, with the paths that name it: by which stage they go, and where they lead.
    pub(crate) fn stages(&self) -> Arrows {
        let mut stages = Arrows::new();
        for (from, path) in self.written() {
            let defines = match self.find(0, &path) {
                Some(Found::Item(file, _)) => Some(stage(&self.files[file])),
                _ => None,
            };
            // A macro goes by the root.
            let by = self.module_at(&path[..1]).map(|_| path[0].as_str());
            for to in by.into_iter().chain(defines).filter(|to| *to != stage(from)) {
                stages.entry((from.to_owned(), to.to_owned())).or_default().insert(path.join("::"));
            }
        }
        stages
    }

    /// From file to another stage, with the paths that lead behind its face: all but what its own `mod.rs` offers, or
    /// that of one of its `rooms` (`stage::room`).
    pub(crate) fn deep(&self, rooms: &[&str]) -> Arrows {
        let mut deep = Arrows::new();
        for (from, path) in self.written().filter(|(from, path)| path[0] != stage(from)) {
            let face = if path.len() > 1 && rooms.contains(&path[..2].join("::").as_str()) { 2 } else { 1 };
            let is_deep = match path.len() - 1 {
                last if last < face => false,
                last if last == face => matches!(self.find(0, &path), Some(Found::Module(_))),
                _ => self.module_at(&path[..=face]).is_some(),
            };
            if is_deep {
                deep.entry((from.to_owned(), path[0].clone())).or_default().insert(path.join("::"));
            }
        }
        deep
    }

    /// Files, with the first names of paths that are none of this crate: those of other crates are among them.
    pub(crate) fn outside(&self) -> BTreeSet<(&str, &str)> {
        let outside = self.paths.iter().filter(|named| self.find(named.module, &named.path[..1]).is_none());
        outside.map(|named| (self.file_of(named), named.path[0].as_str())).collect()
    }

    /// All paths into this crate's own modules: the file in which one stands, and what it says from the root on.
    fn written(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        let path_from_root = |named| Some((self.file_of(named), self.path_from_root(named.module, &named.path)?));
        self.paths.iter().filter_map(path_from_root).filter(|(_, path)| !path.is_empty())
    }

    fn file_of(&self, named: &Named) -> &str {
        &self.files[self.modules[named.module].file]
    }
}

/// The stage of a file.
pub(crate) fn stage(file: &str) -> &str {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}
