//! What is seen of the sections of a report before any is labelled.

use std::cell::OnceCell;

use crate::report::model::{Section, SectionId};
use crate::schema::{Groups, Label, Labels, Model, Scores};

/// Who speaks is heard within so many bytes.
const SPEAKER_BYTES: usize = 30_000;
/// Sections of a lower level are what their parents are, unless their headings say otherwise.
const MAX_LEVEL: u8 = 2;

/// A heading is sure from this share on: what stands below it is not asked, where words stand for any reason.
const SURE: f32 = 0.8;

/// A report's sections, with what their headings tell.
pub(super) struct Seen<'a> {
    pub(super) labels: &'a Labels,
    pub(super) text: &'a str,
    pub(super) sections: &'a [Section],
    pub(super) speaker: Speaker,
    /// For each section the parts that its heading is made of.
    pub(super) parts: Vec<Vec<&'a Label>>,
    /// For each section the groups of characters of its heading and of its text, once they are asked for,
    headings: Vec<OnceCell<Groups>>,
    texts: Vec<OnceCell<Groups>>,
    /// and what they make likely, of parts and of topics.
    scores: [Vec<OnceCell<Scores<'a>>>; 2],
}

/// Whose report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    Person,
    Unit,
    /// A government, a court or a committee, before an assembly.
    Assembly,
}

impl<'a> Seen<'a> {
    pub(super) fn of(labels: &'a Labels, text: &'a str, sections: &'a [Section]) -> Self {
        Self {
            labels,
            text,
            sections,
            speaker: Speaker::of(text),
            parts: sections.iter().map(|section| labels.parts.all_of_heading(&section.heading)).collect(),
            headings: vec![OnceCell::new(); sections.len()],
            texts: vec![OnceCell::new(); sections.len()],
            scores: [(); 2].map(|()| vec![OnceCell::new(); sections.len()]),
        }
    }

    /// The parts that the heading makes likely; where it isn't sure, with what the text does. An assembly is told of what was
    /// done and of what is to be done in the same headings: the text tells them apart.
    pub(super) fn part_scores(&self, id: usize) -> Option<&Scores<'a>> {
        let sure = if self.speaker == Speaker::Assembly { f32::INFINITY } else { SURE };
        self.scores_by(&self.labels.weights.parts, 0, id, sure)
    }

    /// The topics that they make likely.
    pub(super) fn topic_scores(&self, id: usize) -> Option<&Scores<'a>> {
        self.scores_by(&self.labels.weights.topics, 1, id, SURE)
    }

    /// What the heading alone makes likely, if the section is judged by what was learned.
    pub(super) fn heading_scores(&self, model: &'a Model, id: usize) -> Option<Scores<'a>> {
        let section = &self.sections[id];
        let groups = || self.headings[id].get_or_init(|| Groups::of_heading(&section.heading));
        (1..=MAX_LEVEL).contains(&section.level).then(|| model.of_heading(groups()))
    }

    /// `sure`: the share from which on the text isn't asked.
    fn scores_by(&self, model: &'a Model, axis: usize, id: usize, sure: f32) -> Option<&Scores<'a>> {
        let cell = &self.scores[axis][id];
        if cell.get().is_none() {
            let of_heading = self.heading_scores(model, id)?;
            let is_sure = of_heading.likeliest().share >= sure;
            let text = || self.texts[id].get_or_init(|| Groups::of_text(self.body(id)));
            cell.set(if is_sure { of_heading } else { model.with_text(of_heading, text()) }).ok();
        }
        cell.get()
    }

    /// What stands below a section's heading.
    pub(super) fn body(&self, id: usize) -> &'a str {
        body(self.text, &self.sections[id])
    }

    /// The section that holds one.
    pub(super) fn parent(&self, id: usize) -> Option<usize> {
        self.sections[id].parent.map(|SectionId(parent)| parent as usize)
    }

    /// The sections that one holds itself: those of its sub-sections not.
    pub(super) fn subs(&self, id: usize) -> impl Iterator<Item = usize> {
        let level = self.sections[id].level;
        let below = (id + 1..self.sections.len()).take_while(move |&sub| self.sections[sub].level > level);
        below.filter(move |&sub| self.parent(sub) == Some(id))
    }

    /// The main sections.
    pub(super) fn mains(&self) -> Vec<usize> {
        (0..self.sections.len()).filter(|&id| self.sections[id].level == 1).collect()
    }
}

fn body<'a>(text: &'a str, section: &Section) -> &'a str {
    let text = section.range.of(text);
    text.find(section.heading.as_str()).map_or(text, |at| &text[at + section.heading.len()..])
}

impl Speaker {
    fn of(text: &str) -> Self {
        let text = &text[..text.floor_char_boundary(SPEAKER_BYTES)];
        if text.contains("各位代表") {
            return Self::Assembly;
        }
        // 我们, 我局: a unit speaks.
        let is_unit =
            |at: usize| text[at + '我'.len_utf8()..].starts_with(|c| "们市县区镇乡局校院公村国省厅委".contains(c));
        let (mut own, mut units) = (2 * text.matches("本人").count(), 0);
        for (at, _) in text.match_indices('我') {
            *(if is_unit(at) { &mut units } else { &mut own }) += 1;
        }
        if own > units { Self::Person } else { Self::Unit }
    }
}
