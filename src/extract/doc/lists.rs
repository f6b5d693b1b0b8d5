//! Automatic numbers ([MS-DOC] 2.9.147 `PlfLst`, 2.9.146 `PlfLfo`, 2.9.150 `LVL`).

use std::collections::HashMap;

use super::bytes::Bytes;
use crate::extract::numbering::{Counts, NumberFormat, label};

/// The lists of a document, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Levels, by the list's identifier.
    lists: HashMap<u32, Vec<Level>>,
    /// Which list a paragraph's number means, and where its levels begin anew.
    overrides: Vec<Override>,
    counts: HashMap<u32, Counts>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: NumberFormat,
    /// With `%1` for the number of the first level.
    pattern: String,
}

#[derive(Debug)]
struct Override {
    list: u32,
    restarts: Vec<(usize, u32)>,
    is_begun: bool,
}

impl Lists {
    pub(super) fn read(lists: Bytes<'_>, overrides: Bytes<'_>) -> Self {
        let mut read = Self::default();
        let count = usize::from(lists.u16(0).unwrap_or(0));
        let mut at = 2 + 28 * count;
        'lists: for number in 0..count {
            let header = lists.from(2 + 28 * number);
            let (Some(id), Some(flags)) = (header.u32(0), header.u8(26)) else { break };
            let mut levels = Vec::new();
            for _ in 0..if flags & 1 == 1 { 1 } else { Counts::LEVELS } {
                let Some((level, length)) = Level::read(lists.from(at)) else { break 'lists };
                levels.push(level);
                at += length;
            }
            read.lists.insert(id, levels);
        }
        read.read_overrides(overrides);
        read
    }

    fn read_overrides(&mut self, table: Bytes<'_>) {
        let count = table.u32(0).unwrap_or(0) as usize;
        let mut at = 4 + 16 * count.min(table.len());
        for number in 0..count {
            let entry = table.from(4 + 16 * number);
            let (Some(list), Some(levels)) = (entry.u32(0), entry.u8(12)) else { break };
            // Each begins with a number that says nothing.
            at += 4;
            let mut restarts = Vec::new();
            for _ in 0..levels {
                let (Some(start), Some(flags)) = (table.u32(at), table.u32(at + 4)) else { break };
                at += 8;
                if flags & 0x10 != 0 {
                    restarts.push(((flags & 0x0F) as usize, start));
                }
                // A level of its own form: its list's is taken.
                if flags & 0x20 != 0 {
                    at += Level::read(table.from(at)).map_or(0, |(_, length)| length);
                }
            }
            self.overrides.push(Override { list, restarts, is_begun: false });
        }
    }

    /// The number of the next paragraph in a list, from 1, on a level, written out; nothing for bullets.
    pub(super) fn next(&mut self, list: u16, level: u8) -> String {
        let at = usize::from(list).checked_sub(1);
        let Some(list) = at.and_then(|at| self.overrides.get_mut(at)) else { return String::new() };
        let Some(levels) = self.lists.get(&list.list) else { return String::new() };
        // A list of one level has it at every depth.
        let level = if levels.len() == 1 { 0 } else { usize::from(level).min(Counts::LEVELS - 1) };
        let Some(own) = levels.get(level) else { return String::new() };
        let counts = self.counts.entry(list.list).or_default();
        if !std::mem::replace(&mut list.is_begun, true)
            && let Some(first) = list.restarts.iter().map(|(level, _)| *level).min()
        {
            counts.forget(first);
        }
        let start = |level: usize| {
            let restart = list.restarts.iter().find(|(at, _)| *at == level).map(|(_, start)| *start);
            restart.or_else(|| Some(levels.get(level)?.start)).unwrap_or(1)
        };
        counts.next(level, start(level));
        if own.format == NumberFormat::Bullet {
            return String::new();
        }
        label(&own.pattern, |n| {
            let at = usize::from(n).saturating_sub(1);
            let format = levels.get(at).map_or(NumberFormat::Decimal, |level| level.format);
            format.write(counts.get(at).unwrap_or_else(|| start(at)))
        })
    }
}

impl Level {
    /// A level, and its length in bytes.
    fn read(bytes: Bytes<'_>) -> Option<(Self, usize)> {
        let (start, nfc) = (bytes.u32(0)?, bytes.u8(4)?);
        let properties = usize::from(bytes.u8(24)?) + usize::from(bytes.u8(25)?);
        let at = 28 + properties;
        let chars = usize::from(bytes.u16(at)?);
        let mut pattern = String::new();
        let units: Vec<u16> = (0..chars).filter_map(|n| bytes.u16(at + 2 + 2 * n)).collect();
        for c in String::from_utf16_lossy(&units).chars() {
            match c as u32 {
                // Stands for the number of this level.
                level @ 0..=8 => pattern += &format!("%{}", level + 1),
                _ => pattern.push(c),
            }
        }
        let start = start.min(u32::from(u16::MAX));
        Some((Self { start, format: NumberFormat::of_msonfc(nfc), pattern }, at + 2 + 2 * chars))
    }
}
