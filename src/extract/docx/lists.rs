//! `numbering.xml`: the automatic numbers of paragraphs.

use std::collections::HashMap;

use crate::extract::containers::xml::{self, Node};
use crate::extract::numbering::{Counts, NumberFormat, label};

/// The lists of a document, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The levels of definitions, by the definitions' identifiers.
    definitions: HashMap<String, Vec<Level>>,
    /// Lists: which definition each has, and where it begins anew.
    lists: HashMap<String, List>,
    /// Definitions that are those of a style, by the style; and definitions that have a style's, by themselves.
    of_styles: HashMap<String, String>,
    links: HashMap<String, String>,
    /// By definition: lists of one definition are counted through.
    counts: HashMap<String, Counts>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: NumberFormat,
    pattern: String,
    /// Numbers of higher levels are written 1, 2, 3 in it.
    is_legal: bool,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Levels that begin anew in this list, and with which number.
    restarts: Vec<(usize, u32)>,
    /// Levels of its own.
    levels: HashMap<usize, Level>,
    is_begun: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: NumberFormat::default(), pattern: String::new(), is_legal: false }
    }
}

/// The definition, list and level that the walk is in.
#[derive(Default)]
struct At {
    definition: Option<String>,
    list: Option<String>,
    level: usize,
    /// Within a level that a list has of its own.
    in_own_level: bool,
}

impl Lists {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut lists = Self::default();
        let mut at = At::default();
        // Lists that can't be read leave paragraphs without numbers.
        let _ = xml::walk(bytes, |node| match node {
            Node::Start(element) => {
                let value = || element.attribute("val").unwrap_or_default();
                let level = match (&at.definition, &at.list) {
                    (Some(id), _) => lists.definitions.get_mut(id).and_then(|levels| levels.get_mut(at.level)),
                    (None, Some(id)) if at.in_own_level => {
                        lists.lists.get_mut(id).map(|list| list.levels.entry(at.level).or_default())
                    }
                    _ => None,
                };
                match element.name() {
                    "abstractNum" => {
                        let id = element.attribute("abstractNumId").unwrap_or_default();
                        lists.definitions.insert(id.clone(), vec![Level::default(); Counts::LEVELS]);
                        at = At { definition: Some(id), ..At::default() };
                    }
                    "num" => {
                        let id = element.attribute("numId").unwrap_or_default();
                        lists.lists.insert(id.clone(), List::default());
                        at = At { list: Some(id), ..At::default() };
                    }
                    "lvl" | "lvlOverride" => {
                        at.level = element.number("ilvl").unwrap_or(0) as usize;
                        at.in_own_level = element.name() == "lvl";
                    }
                    "styleLink" => drop(at.definition.clone().map(|id| lists.of_styles.insert(value(), id))),
                    "numStyleLink" => drop(at.definition.clone().map(|id| lists.links.insert(id, value()))),
                    "abstractNumId" => {
                        if let Some(list) = at.list.as_ref().and_then(|id| lists.lists.get_mut(id)) {
                            list.definition = value();
                        }
                    }
                    "startOverride" => {
                        if let Some(list) = at.list.as_ref().and_then(|id| lists.lists.get_mut(id)) {
                            list.restarts.push((at.level, element.number("val").unwrap_or(1)));
                        }
                    }
                    "start" => level.into_iter().for_each(|level| level.start = element.number("val").unwrap_or(1)),
                    "numFmt" => level.into_iter().for_each(|level| level.format = NumberFormat::of_ooxml(&value())),
                    "lvlText" => level.into_iter().for_each(|level| level.pattern = value()),
                    "isLgl" => level.into_iter().for_each(|level| level.is_legal = element.is_on()),
                    _ => {}
                }
            }
            Node::End(name) if name == "abstractNum" || name == "num" => at = At::default(),
            _ => {}
        });
        lists
    }

    /// The number of the next paragraph in a list, written out; nothing for bullets.
    pub(super) fn next(&mut self, list: &str, level: u8) -> String {
        let level = usize::from(level).min(Counts::LEVELS - 1);
        let Some(list) = self.lists.get_mut(list) else { return String::new() };
        let linked = self.links.get(&list.definition).and_then(|style| self.of_styles.get(style));
        let definition = linked.unwrap_or(&list.definition);
        let Some(levels) = self.definitions.get(definition) else { return String::new() };
        let levels: Vec<&Level> =
            levels.iter().enumerate().map(|(at, level)| list.levels.get(&at).unwrap_or(level)).collect();
        let counts = self.counts.entry(definition.clone()).or_default();
        if !std::mem::replace(&mut list.is_begun, true)
            && let Some(first) = list.restarts.iter().map(|(level, _)| *level).min()
        {
            // It begins anew from there; what stands above goes on.
            counts.forget(first);
        }
        let start = |level: usize| {
            let restart = list.restarts.iter().find(|(at, _)| *at == level);
            restart.map_or(levels[level].start, |(_, start)| *start)
        };
        counts.next(level, start(level));
        let own = levels[level];
        if own.format == NumberFormat::Bullet {
            return String::new();
        }
        label(&own.pattern, |n| {
            let at = usize::from(n).saturating_sub(1).min(Counts::LEVELS - 1);
            let format = if own.is_legal && at != level { NumberFormat::Decimal } else { levels[at].format };
            format.write(counts.get(at).unwrap_or_else(|| start(at)))
        })
    }
}
