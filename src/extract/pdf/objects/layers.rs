//! Which optional content is hidden when a file is opened (ISO 32000, 8.11): layers of drafts, of other languages, marks
//! that are only printed.

use std::collections::HashSet;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object};

use super::file::{File, name};

/// Groups that one membership names.
const MAX_GROUPS: usize = 1000;

/// The groups that the file's default configuration switches off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    hidden: HashSet<ObjRef>,
}

impl Layers {
    pub(super) fn of(file: &File) -> Self {
        let Some(properties) = file.root().get::<Dict<'_>>("OCProperties") else { return Self::default() };
        let default = properties.get::<Dict<'_>>("D").unwrap_or_default();
        let groups = |dict: &Dict<'_>, key: &str| {
            let array = dict.get::<Array<'_>>(key);
            let references = array.into_iter().flat_map(|array| array.raw_iter()).filter_map(|item| item.as_obj_ref());
            references.collect::<HashSet<ObjRef>>()
        };
        let mut hidden = groups(&default, "OFF");
        if name(&default, "BaseState").as_deref() == Some("OFF") {
            hidden.extend(groups(&properties, "OCGs"));
            let on = groups(&default, "ON");
            hidden.retain(|group| !on.contains(group));
        }
        Self { hidden }
    }

    /// Whether nothing is hidden.
    pub(super) fn is_empty(&self) -> bool {
        self.hidden.is_empty()
    }

    /// Whether what `dict` says of itself, that it belongs to the group or membership under `key`, hides it.
    pub(super) fn hides(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        if self.is_empty() || !dict.contains_key(key) {
            return false;
        }
        if dict.get_ref(key).is_some_and(|group| self.hidden.contains(&group)) {
            return true;
        }
        let Some(membership) = dict.get::<Dict<'_>>(key) else { return false };
        let mut members: Vec<bool> = match membership.get_raw::<Object<'_>>("OCGs") {
            Some(MaybeRef::Ref(group)) => vec![self.hidden.contains(&group)],
            Some(MaybeRef::NotRef(Object::Array(groups))) => {
                let groups = groups.raw_iter().take(MAX_GROUPS).filter_map(|item| item.as_obj_ref());
                groups.map(|group| self.hidden.contains(&group)).collect()
            }
            _ => Vec::new(),
        };
        if members.is_empty() {
            return false;
        }
        let policy = name(&membership, "P").unwrap_or_default();
        let is_seen = match policy.as_str() {
            "AllOn" => members.iter().all(|hidden| !hidden),
            "AnyOff" => members.contains(&true),
            "AllOff" => members.iter().all(|hidden| *hidden),
            // AnyOn.
            _ => members.drain(..).any(|hidden| !hidden),
        };
        !is_seen
    }

    /// A content stream without what is hidden in it. `properties` are the groups by the names that it calls them by.
    pub(super) fn shown(
        &self,
        content: &[u8],
        properties: &Dict<'_>,
        write: impl Fn(&Object<'_>, &mut Vec<u8>),
    ) -> Vec<u8> {
        let mut out = Vec::with_capacity(content.len());
        // Marks that are open, and whether each hides what is within it.
        let mut marks: Vec<bool> = Vec::new();
        let mut hiding = 0_usize;
        let mut instructions = UntypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            let operator: &[u8] = instruction.operator;
            match operator {
                b"BMC" | b"BDC" => {
                    let mut operands = instruction.operands();
                    let is_optional = matches!(operands.next(), Some(Object::Name(tag)) if tag.as_ref() == b"OC");
                    let group = operands.next();
                    let hides =
                        is_optional && matches!(group, Some(Object::Name(group)) if self.hides(properties, group));
                    marks.push(hides);
                    hiding += usize::from(hides);
                    continue;
                }
                b"EMC" => {
                    hiding -= usize::from(marks.pop() == Some(true));
                    continue;
                }
                // Of what is hidden the state that it leaves behind counts, no text and no drawing.
                b"Tj" | b"TJ" | b"'" | b"\"" | b"Do" if hiding > 0 => continue,
                // A picture's bytes are no text.
                b"BI" | b"ID" | b"EI" => continue,
                _ => {}
            }
            for operand in instruction.operands() {
                write(operand, &mut out);
                out.push(b' ');
            }
            out.extend_from_slice(operator);
            out.push(b'\n');
        }
        out
    }
}
