//! What docx, pptx and xlsx share: parts that refer to each other by relationships, and properties of the document.

use super::package::Package;
use super::xml::{self, Node};
use crate::extract::problem::Problem;

/// A reference from one part to another.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Relation {
    /// By which the part names it.
    pub(in crate::extract) id: String,
    /// The last word of its type: `styles`, `slide`, `officeDocument`.
    pub(in crate::extract) kind: String,
    /// The path of the other part within the package.
    pub(in crate::extract) target: String,
}

/// The references of the part at `path`; those of the package itself for an empty path. A part without any has none.
pub(in crate::extract) fn relations(package: &mut Package<'_>, path: &str) -> Result<Vec<Relation>, Problem> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(bytes) = package.part(&format!("{folder}{slash}_rels/{name}.rels"))? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    xml::walk(&bytes, |node| {
        if let Node::Start(element) = node
            && element.name() == "Relationship"
            && element.attribute("TargetMode").as_deref() != Some("External")
        {
            let attribute = |name| element.attribute(name).unwrap_or_default();
            let kind = attribute("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { id: attribute("Id"), kind, target: resolved(folder, &attribute("Target")) });
        }
    })?;
    Ok(relations)
}

/// A path as it is meant from within a folder.
fn resolved(folder: &str, target: &str) -> String {
    let (folder, target) = target.strip_prefix('/').map_or((folder, target), |target| ("", target));
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The path of the main part, and what it is: `wordprocessingml`, `presentationml`, `spreadsheetml`.
pub(in crate::extract) fn main_part(package: &mut Package<'_>) -> Option<(String, &'static str)> {
    const KINDS: [(&str, &str, &str); 3] = [
        ("wordprocessingml", "word/document.xml", "/word/"),
        ("presentationml", "ppt/presentation.xml", "/ppt/"),
        ("spreadsheetml", "xl/workbook.xml", "/xl/"),
    ];
    let related = relations(package, "").unwrap_or_default();
    let target = related.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    let target = target.filter(|path| package.has(path));
    // Where the reference is broken, the usual names.
    let target = target.or_else(|| KINDS.iter().map(|kind| kind.1.to_owned()).find(|path| package.has(path)))?;
    let types = package.part("[Content_Types].xml").ok().flatten().unwrap_or_default();
    let mut said = String::new();
    let _ = xml::walk(&types, |node| {
        if let Node::Start(element) = node
            && element.attribute("PartName").is_some_and(|name| name.trim_start_matches('/') == target)
        {
            said = element.attribute("ContentType").unwrap_or_default();
        }
    });
    let slashed = format!("/{target}");
    let kind =
        KINDS.iter().find(|kind| said.contains(kind.0)).or_else(|| KINDS.iter().find(|kind| slashed.contains(kind.2)));
    // Word's own content type is older than the scheme: application/vnd.ms-word.document.macroEnabled.main+xml.
    let kind = kind.map(|kind| kind.0).or_else(|| said.contains("ms-word").then_some(KINDS[0].0))?;
    Some((target, kind))
}

/// Title, author and date as the program that wrote the document stored them.
pub(in crate::extract) fn properties(package: &mut Package<'_>) -> Vec<(String, String)> {
    let core = relations(package, "").unwrap_or_default().into_iter().find(|r| r.kind == "core-properties");
    let path = core.map_or_else(|| "docProps/core.xml".to_owned(), |core| core.target);
    let Ok(Some(bytes)) = package.part(&path) else { return Vec::new() };
    named_texts(&bytes, &[("title", "title"), ("creator", "author"), ("created", "date")])
}

/// The texts of elements, under the keys by which they are known here.
pub(in crate::extract) fn named_texts(bytes: &[u8], names: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = None;
    // A broken part says what it says until there.
    let _ = xml::walk(bytes, |node| match node {
        Node::Start(element) => open = names.iter().find(|(name, _)| *name == element.name()).map(|(_, key)| *key),
        Node::End(_) => open = None,
        Node::Text(text) => {
            if let Some(key) = open {
                match found.iter_mut().find(|(k, _)| k == key) {
                    Some((_, value)) => *value += &text,
                    None => found.push((key.to_owned(), text)),
                }
            }
        }
    });
    for (key, value) in &mut found {
        *value = value.trim().to_owned();
        if key == "date" {
            *value = xml::day(value).unwrap_or_default().to_owned();
        }
    }
    found.retain(|(_, value)| !value.is_empty());
    found
}
