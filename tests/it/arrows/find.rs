//! A path that stands in a module to what it says.

use super::{Code, Meaning};

#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    /// The file that defines it, and its name there.
    Item(usize, &'a str),
    Module(usize),
}

/// Longer chains of `use` lead back to where they began.
const MAX_CHAIN: usize = 12;

impl Code {
    /// What a path says in a module; nothing if it is none of this crate. An item comes before a module of its name.
    pub(super) fn find(&self, module: usize, path: &[String]) -> Option<Found<'_>> {
        self.follow(module, path, false, MAX_CHAIN)
    }

    /// The module that a path from the root says, even if an item shares its name.
    pub(super) fn module_at(&self, path: &[String]) -> Option<usize> {
        match self.follow(0, path, true, MAX_CHAIN)? {
            Found::Module(module) => Some(module),
            Found::Item(..) => None,
        }
    }

    fn follow(&self, module: usize, path: &[String], to_module: bool, chain: usize) -> Option<Found<'_>> {
        let mut found = Found::Module(module);
        for (number, name) in path.iter().enumerate() {
            let Found::Module(module) = found else { break };
            found = match name.as_str() {
                "crate" => Found::Module(0),
                "self" => found,
                "super" => Found::Module(self.modules[module].parent),
                name => self.name(module, name, to_module || number + 1 < path.len(), chain)?,
            };
        }
        Some(found)
    }

    fn name(&self, number: usize, name: &str, to_module: bool, chain: usize) -> Option<Found<'_>> {
        const NONE: &Meaning = &Meaning { item: None, module: None, paths: Vec::new() };
        let chain = chain.checked_sub(1)?;
        let module = &self.modules[number];
        let (name_here, meaning) = module.names.get_key_value(name).map_or(("", NONE), |(name, m)| (name.as_str(), m));
        let by_path = || meaning.paths.iter().find_map(|path| self.follow(number, path, to_module, chain));
        let by_glob = || {
            module.globs.iter().find_map(|glob| match self.follow(number, glob, true, chain)? {
                Found::Module(all) => self.name(all, name, to_module, chain),
                Found::Item(..) => None,
            })
        };
        let inner = meaning.module.map(Found::Module);
        let first = if to_module { inner } else { None };
        let item = meaning.item.map(|file| Found::Item(file, name_here));
        first.or(item).or_else(by_path).or_else(by_glob).or(inner)
    }

    /// A path as it goes from the root to an item or module. Nothing if it begins with another crate or with an item,
    /// defined here or brought in (that `use` is a path of its own).
    pub(super) fn path_from_root(&self, module: usize, path: &[String]) -> Option<Vec<String>> {
        let mut path = self.written_out(module, path, MAX_CHAIN)?;
        let item = (1..path.len()).find(|&end| self.module_at(&path[..end]).is_none());
        path.truncate(item.unwrap_or(path.len()));
        Some(path)
    }

    fn written_out(&self, module: usize, path: &[String], chain: usize) -> Option<Vec<String>> {
        let chain = chain.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let below = |module: usize| match rest.first().map(String::as_str) {
            Some("super") => self.written_out(module, rest, chain),
            _ => Some([&self.modules[module].path, rest].concat()),
        };
        match first.as_str() {
            "crate" => below(0),
            "self" => below(module),
            "super" => below(self.modules[module].parent),
            name => {
                let meaning = self.modules[module].names.get(name)?;
                let is_module =
                    |path: &[String]| matches!(self.follow(module, path, true, MAX_CHAIN), Some(Found::Module(_)));
                match meaning.module {
                    Some(inner) => below(inner),
                    None if rest.is_empty() => None,
                    None => meaning
                        .paths
                        .iter()
                        .filter(|path| is_module(path))
                        .find_map(|path| self.written_out(module, &[path, rest].concat(), chain)),
                }
            }
        }
    }
}
