//! What a file holds and is not read of it, counted by kind: one gap tells of all of it.

use std::collections::BTreeMap;

use crate::message;
use crate::messages::Message;

/// Kinds of things in a file that show something, and may not be read; told in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// Drawn from numbers.
    Chart,
    /// Shapes put together from a list: SmartArt.
    Diagram,
    /// A document, table or object of another program.
    Embedded,
    /// A file put into the text as a whole.
    Inserted,
    /// A file that hangs on the file.
    Attachment,
    /// What was filled in or chosen.
    FormField,
    /// A formula that is kept as something else than text.
    Formula,
    /// A note, stamp or mark laid over a page.
    Annotation,
    /// What of a workbook is not shown.
    HiddenSheet,
    HiddenRow,
    HiddenColumn,
}

/// How many things of each kind are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unread(BTreeMap<Thing, usize>);

impl Unread {
    /// Counts some more of a kind.
    pub(super) fn add(&mut self, thing: Thing, more: usize) {
        if more > 0 {
            *self.0.entry(thing).or_default() += more;
        }
    }

    /// Adds what others count.
    pub(super) fn add_all(&mut self, others: &Self) {
        others.0.iter().for_each(|(thing, more)| self.add(*thing, *more));
    }

    /// What is said of them, as "1 chart, 2 form fields not read"; nothing if all is read.
    pub(super) fn gap(&self) -> Option<Message> {
        let counted = self.0.iter().map(|(thing, n)| thing.counted(*n));
        let all = counted.reduce(|first, second| message!("listed", first = first, second = second))?;
        Some(message!("things-not-read", things = all))
    }

    /// Whether a gap is one of these: nothing is broken.
    pub(super) fn is_told_by(gap: &Message) -> bool {
        gap.id() == "things-not-read"
    }
}

impl Thing {
    /// What an object of a program is, by the name under which Windows knows the program.
    pub(super) fn of_program(name: &str) -> Self {
        match name.to_ascii_lowercase() {
            name if name.contains("chart") => Self::Chart,
            name if name.contains("equation") => Self::Formula,
            _ => Self::Embedded,
        }
    }

    fn counted(self, n: usize) -> Message {
        match self {
            Self::Chart => message!("charts", n = n),
            Self::Diagram => message!("diagrams", n = n),
            Self::Embedded => message!("embedded", n = n),
            Self::Inserted => message!("inserted-files", n = n),
            Self::Attachment => message!("attachments", n = n),
            Self::FormField => message!("form-fields", n = n),
            Self::Formula => message!("formulas", n = n),
            Self::Annotation => message!("annotations", n = n),
            Self::HiddenSheet => message!("hidden-sheets", n = n),
            Self::HiddenRow => message!("hidden-rows", n = n),
            Self::HiddenColumn => message!("hidden-columns", n = n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Thing, Unread};
    use crate::messages::Lang;

    #[test]
    fn one_sentence_tells_of_all_that_is_not_read() {
        let mut unread = Unread::default();
        assert_eq!(unread.gap(), None);
        unread.add(Thing::FormField, 2);
        unread.add(Thing::Embedded, 0);
        unread.add(Thing::Embedded, 2);
        unread.add(Thing::Chart, 1);
        unread.add(Thing::FormField, 1);
        let gap = unread.gap().expect("something is not read");
        assert_eq!(gap.say(Lang::En), "1 chart, 2 embedded objects, 3 form fields not read");
        assert_eq!(gap.say(Lang::Zh), "1 个图表、2 个嵌入对象、3 个表单域未读取");
    }
}
