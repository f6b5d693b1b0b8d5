//! The files of a crate to its modules, the names of each and the paths that stand in it.

use std::iter::successors;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::{Code, Meaning, Module, Named, Sources};

impl Code {
    pub(crate) fn read(sources: &Sources) -> Self {
        let mut code = Self::default();
        code.file(sources, Vec::new(), 0);
        code
    }

    fn file(&mut self, sources: &Sources, path: Vec<String>, parent: usize) -> usize {
        let stem = if path.is_empty() { "lib".to_owned() } else { path.join("/") };
        let file = [format!("{stem}.rs"), format!("{stem}/mod.rs")].into_iter().find(|file| sources.contains_key(file));
        let file = file.unwrap_or_else(|| panic!("no file of {stem}"));
        let tokens = sources[&file].parse().unwrap_or_else(|e| panic!("{file}: {e}"));
        self.files.push(file);
        self.module(sources, tokens, Module::new(self.files.len() - 1, parent, path))
    }

    fn module(&mut self, sources: &Sources, tokens: TokenStream, module: Module) -> usize {
        let number = self.modules.len();
        self.modules.push(module);
        self.scan(sources, tokens, number, true);
        number
    }

    /// Reads tokens; `at_top` stand a module's own items.
    fn scan(&mut self, sources: &Sources, tokens: TokenStream, module: usize, at_top: bool) {
        let tokens = Vec::from_iter(tokens);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Ident(_) => self.word(sources, &tokens, at, module, at_top),
                TokenTree::Group(group) => {
                    self.scan(sources, group.stream(), module, false);
                    at + 1
                }
                _ if is_test(&tokens[at..]) => after_item(&tokens, at),
                _ => at + 1,
            };
        }
    }

    /// Reads what begins with a word, and says where it ends.
    fn word(&mut self, sources: &Sources, tokens: &[TokenTree], at: usize, module: usize, at_top: bool) -> usize {
        let file = self.modules[module].file;
        let word = name(tokens.get(at)).unwrap_or_default();
        match (word.as_str(), name(tokens.get(at + 1))) {
            ("use", _) if !is(tokens.get(at + 1), '<') => {
                let end = (at..tokens.len()).find(|&at| is(tokens.get(at), ';')).unwrap_or(tokens.len());
                let is_public =
                    |back| at.checked_sub(back).is_some_and(|at| name(tokens.get(at)).as_deref() == Some("pub"));
                let is_reexport = is_public(1) || is_public(2);
                for (path, name) in expanded(&tokens[at + 1..end], &[]) {
                    self.paths.push(Named { module, path: path.clone(), is_reexport });
                    match name.as_str() {
                        "*" => self.modules[module].globs.push(path),
                        _ => self.meaning(module, name).paths.push(path),
                    }
                }
                end + 1
            }
            ("mod", Some(name)) => {
                let path = [self.modules[module].path.as_slice(), std::slice::from_ref(&name)].concat();
                let inner = match tokens.get(at + 2) {
                    Some(TokenTree::Group(body)) => {
                        self.module(sources, body.stream(), Module::new(file, module, path))
                    }
                    _ => self.file(sources, path, module),
                };
                self.meaning(module, name).module = Some(inner);
                at + 3
            }
            ("macro_rules", None) => {
                let name = name(tokens.get(at + 2)).unwrap_or_default();
                // That is where an exported one is.
                self.meaning(0, name.clone()).item = Some(file);
                self.meaning(module, name).item = Some(file);
                at + 3
            }
            ("fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union", Some(name))
                if at_top && !["fn", "unsafe", "extern", "async", "mut"].contains(&name.as_str()) =>
            {
                self.meaning(module, name).item = Some(file);
                at + 2
            }
            // A method's name.
            ("fn", Some(_)) => at + 2,
            _ => self.path(tokens, at, module),
        }
    }

    fn path(&mut self, tokens: &[TokenTree], at: usize, module: usize) -> usize {
        let ends = successors(Some(at), |&at| (is_double_colon(tokens, at + 1)).then_some(at + 3));
        let path: Vec<String> = ends.map_while(|at| name(tokens.get(at))).collect();
        let end = at + 3 * path.len() - 2;
        let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        let is_of_value = is(before(1), '.') && !is(before(2), '.');
        let is_of_type = at > 1 && is_double_colon(tokens, at - 2);
        let is_called = match tokens.get(end) {
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            next => is(next, '!') && matches!(tokens.get(end + 1), Some(TokenTree::Group(_))),
        };
        let says = path.len() > 1 || is_called || path[0].starts_with(char::is_uppercase);
        if says && !is_of_value && !is_of_type && !is(before(1), '\'') {
            self.paths.push(Named { module, path, is_reexport: false });
        }
        end
    }

    fn meaning(&mut self, module: usize, name: String) -> &mut Meaning {
        self.modules[module].names.entry(name).or_default()
    }
}

impl Module {
    fn new(file: usize, parent: usize, path: Vec<String>) -> Self {
        Self { file, parent, path, names: Default::default(), globs: Vec::new() }
    }
}

/// The paths of a `use`, each with the name that it brings in (`*`: all).
fn expanded(tokens: &[TokenTree], prefix: &[String]) -> Vec<(Vec<String>, String)> {
    let mut all = Vec::new();
    for tree in tokens.split(|token| is(Some(token), ',')).filter(|tree| !tree.is_empty()) {
        let mut path = prefix.to_vec();
        let mut brought_in = None;
        let mut tokens = tree.iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    all.extend(expanded(&Vec::from_iter(group.stream()), &std::mem::take(&mut path)))
                }
                TokenTree::Ident(word) if word == "as" => brought_in = name(tokens.next()),
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                token if is(Some(token), '*') => brought_in = Some("*".to_owned()),
                token => path.extend(name(Some(token))),
            }
        }
        if let Some(last) = path.last().cloned() {
            all.push((path, brought_in.unwrap_or(last)));
        }
    }
    all
}

fn name(token: Option<&TokenTree>) -> Option<String> {
    match token? {
        TokenTree::Ident(word) => Some(word.to_string().trim_start_matches("r#").to_owned()),
        _ => None,
    }
}

fn is(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn is_double_colon(tokens: &[TokenTree], at: usize) -> bool {
    let is_joint = matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint);
    is_joint && is(tokens.get(at), ':') && is(tokens.get(at + 1), ':')
}

/// Whether tokens begin with an attribute that only tests have.
fn is_test(tokens: &[TokenTree]) -> bool {
    let Some([hash, TokenTree::Group(group)]) = tokens.get(..2) else { return false };
    let attribute = group.stream().to_string().replace(' ', "");
    is(Some(hash), '#')
        && (["test", "cfg(test)"].contains(&attribute.as_str()) || attribute.starts_with("cfg(all(test,"))
}

fn after_item(tokens: &[TokenTree], at: usize) -> usize {
    let mut is_use = false;
    let end = (at..tokens.len()).find(|&at| match &tokens[at] {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !is_use,
        token => {
            is_use |= name(Some(token)).as_deref() == Some("use");
            is(Some(token), ';')
        }
    });
    end.map_or(tokens.len(), |end| end + 1)
}
