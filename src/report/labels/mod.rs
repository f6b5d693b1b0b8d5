//! Sections to their parts (what each does in the report) and topics (what it is about): in goes an outline, out it comes
//! labelled.
//!
//! 1. [`seen`]: what headings tell by themselves, and what was learned of such headings and texts.
//! 2. [`parts`]: with the place of a section among its sisters, and its parent's part.
//! 3. [`topics`]: with what is usual in the report, and its parent's topic.
//!
//! A heading's own cues decide, then what was learned of headings, and where a heading isn't sure of texts, if that is sure
//! enough. What nothing tells has no label.

mod seen;
mod parts;
mod topics;

use self::seen::Seen;
use super::outline::Outline;
use crate::schema::Labels;

/// Labels the sections of an outline.
pub(super) fn label(outline: &mut Outline, labels: &Labels) {
    let Outline { text, sections, .. } = outline;
    let seen = Seen::of(labels, text, sections);
    let parts = parts::of(&seen);
    let topics = topics::of(&seen, &parts);
    let found: Vec<_> = parts.into_iter().zip(topics).map(|(part, topic)| (part.cloned(), topic.cloned())).collect();
    for (section, (part, topic)) in sections.iter_mut().zip(found) {
        (section.part, section.topic) = (part, topic);
    }
}
