//! Sections to their parts (what each does in the report) and topics (what it is about).
//!
//! - A heading's own cues of the folder's tables decide, then what was learned of headings and texts together with the place
//!   of the section among its sisters, if it is sure enough. What nothing tells has no label.
//! - A sub-section has its parent's part unless its own heading says another. A parent of which nothing is told is what most
//!   of its sub-sections are, by length.
//! - A sub-section has a topic of its own; where it has none, its parent's. It never has its sister's.

use super::model::{Section, SectionId};
use super::names::is_report;
use super::outline::Outline;
use crate::schema::{Label, Labels};

/// The model speaks of a main section's part from this share on,
const PART_SHARE: f32 = 0.5;
/// of the part of a sub-section that differs from its parent's, by its heading alone,
const OTHER_PART_SHARE: f32 = 0.9;
/// and of a topic.
const TOPIC_SHARE: f32 = 0.35;
/// What all sub-sections together say of their parent counts so much, beside its own heading and text.
const SUB_SECTIONS_SAY: f32 = 3.0;

/// What is usual in a report says so much of the topic of one of its sections.
const USUAL_SAYS: f32 = 0.4;
/// What its title says is more than usual: so many times more than what all sections together could say.
const TITLE_SAYS: f32 = 20.0;
/// The trade of a post or a unit, of which each has another: a section is about it where nothing else fits.
const TRADE: &str = "业务工作";
const TRADE_SHARE: f32 = 0.15;
/// The topic that headings tell that cover several subjects: none.
const SEVERAL: &str = "-";
/// A title stands in one of so many lines, none longer than this, in bytes.
const TITLE_LINES: usize = 5;
const TITLE_BYTES: usize = 120;
/// What was done, told of a unit or a person: the model knows them as one.
const REVIEW: &str = "工作回顾";
const OWN_REVIEW: &str = "履职实绩";
/// What an assembly is told of a coming time: aims, and the tasks that stand below them.
const AIMS: &str = "总体要求与目标";
const TASKS: &str = "重点任务";

/// Labels the sections of an outline.
pub(super) fn label(outline: &mut Outline, labels: &Labels) {
    let Outline { text, sections, .. } = outline;
    let labelling = Labelling { labels, text, speaker: Speaker::of(text) };
    let parts = labelling.parts(sections);
    let topics = labelling.topics(sections, &parts);
    for ((section, part), topic) in sections.iter_mut().zip(parts).zip(topics) {
        (section.part, section.topic) = (part, topic);
    }
}

/// Whose report it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker {
    Person,
    Unit,
    /// A government, a court or a committee, before an assembly.
    Assembly,
}

impl Speaker {
    fn of(text: &str) -> Self {
        if text.contains("各位代表") {
            return Self::Assembly;
        }
        let own = text.matches('我').count() + 2 * text.matches("本人").count();
        let others =
            ["我们", "我市", "我县", "我区", "我镇", "我乡", "我局", "我校", "我院", "我公司", "我村", "我国", "我省"];
        let units: usize = others.iter().map(|words| text.matches(words).count()).sum();
        if own > 2 * units { Self::Person } else { Self::Unit }
    }
}

struct Labelling<'a> {
    labels: &'a Labels,
    text: &'a str,
    speaker: Speaker,
}

impl<'a> Labelling<'a> {
    /// What stands below a section's heading.
    fn body(&self, section: &Section) -> &'a str {
        let text = section.range.of(self.text);
        text.find(section.heading.as_str()).map_or(text, |at| &text[at + section.heading.len()..])
    }

    fn parts(&self, sections: &[Section]) -> Vec<Option<Label>> {
        let table = &self.labels.parts;
        let mains: Vec<usize> = (0..sections.len()).filter(|&id| sections[id].level == 1).collect();
        let mut parts: Vec<Option<Label>> = vec![None; sections.len()];
        for (place, &id) in mains.iter().enumerate() {
            let subs = sections.iter().filter(|sub| sub.parent == Some(SectionId(id as u32)));
            parts[id] = self.main_part(&sections[id], subs, place, mains.len());
        }
        // What stands between two sections of review is one of them, unless its heading says otherwise.
        let is_review = |part: &Option<Label>| part.as_ref().is_some_and(|label| label.0 == REVIEW);
        for three in mains.windows(3) {
            let &[before, id, after] = three else { continue };
            if is_review(&parts[before]) && is_review(&parts[after]) && self.told_part(&sections[id]).is_none() {
                parts[id] = parts[before].clone();
            }
        }
        self.settle_tasks(sections, &mains, &mut parts);
        // Parents stand before their sub-sections.
        for id in 0..sections.len() {
            let Some(SectionId(parent)) = sections[id].parent else { continue };
            parts[id] = match parts[parent as usize].clone() {
                Some(above) => Some(self.sub_part(&sections[id], &sections[parent as usize], above)),
                None => self.main_part(&sections[id], std::iter::empty(), 0, 0),
            };
        }
        by_majority(sections, &mut parts);
        // What a person did is told of a person.
        let review = if self.speaker == Speaker::Person { OWN_REVIEW } else { REVIEW };
        for part in parts.iter_mut().flatten().filter(|part| part.0 == REVIEW) {
            if let Some(label) = table.named(review) {
                *part = label.clone();
            }
        }
        parts
    }

    /// An assembly is told of tasks last: what follows them is one, unless its heading says otherwise (三、加强政府自身建设).
    fn settle_tasks(&self, sections: &[Section], mains: &[usize], parts: &mut [Option<Label>]) {
        let is_ahead =
            |part: &Option<Label>| part.as_ref().is_some_and(|label| [AIMS, TASKS].contains(&label.0.as_str()));
        let Some(first) = mains.iter().position(|&id| is_ahead(&parts[id])) else { return };
        for &id in mains.iter().skip(first + 1).filter(|_| self.speaker == Speaker::Assembly) {
            if self.told_part(&sections[id]).is_none() {
                parts[id] = self.labels.parts.named(TASKS).cloned();
            }
        }
    }

    /// The part of a section that inherits none, with its sub-sections; `place`: its number among its sisters, `of` so many.
    fn main_part<'s>(
        &self,
        section: &Section,
        subs: impl Iterator<Item = &'s Section>,
        place: usize,
        of: usize,
    ) -> Option<Label> {
        let table = &self.labels.parts;
        if let Some(label) = self.told_part(section) {
            return Some(label.clone());
        }
        let model = &self.labels.weights.parts;
        let subs: Vec<_> = subs.map(|sub| model.scores(&sub.heading, self.body(sub)).shares()).collect();
        let scores = model.scores(&section.heading, self.body(section));
        let scores = scores.with(|part| place_says(part, place, of, self.speaker));
        let weight = SUB_SECTIONS_SAY / subs.len().max(1) as f32;
        let likeliest = subs.iter().fold(scores, |scores, sub| scores.and(sub, weight)).likeliest();
        let told = likeliest.label.filter(|_| likeliest.share >= PART_SHARE);
        told.and_then(|name| table.named(name)).or_else(|| table.own_of_text(self.body(section))).cloned()
    }

    /// The part that a heading says by itself.
    fn told_part(&self, section: &Section) -> Option<&'a Label> {
        let table = &self.labels.parts;
        table.own_of_heading(&section.heading).or_else(|| table.all_of_heading(&section.heading).into_iter().next())
    }

    /// The part of a sub-section: the one above it, unless its heading says another.
    fn sub_part(&self, section: &Section, parent: &Section, above: Label) -> Label {
        let table = &self.labels.parts;
        if let Some(label) = self.told_part(section).filter(|label| turns(&label.0) || above.0 == AIMS) {
            return label.clone();
        }
        if above.0 == AIMS {
            return table.named(TASKS).cloned().unwrap_or(above);
        }
        // 存在不足和下一步打算: the text tells which of the two.
        let both: Vec<&str> = table.all_of_heading(&parent.heading).into_iter().map(|label| label.0.as_str()).collect();
        let model = &self.labels.weights.parts;
        if both.len() > 1 {
            let is_one = |part: Option<&str>| part.is_some_and(|part| both.contains(&part));
            let scores = model.scores(&section.heading, self.body(section));
            let likeliest = scores.with(|part| if is_one(part) { 0.0 } else { f32::NEG_INFINITY }).likeliest();
            return likeliest.label.and_then(|name| table.named(name)).cloned().unwrap_or(above);
        }
        let likeliest = model.scores(&section.heading, "").likeliest();
        let with_text = || model.scores(&section.heading, self.body(section)).likeliest().label;
        let is_told = |name: &&str| likeliest.share >= OTHER_PART_SHARE && turns(name) && with_text() == Some(name);
        let told = likeliest.label.filter(is_told);
        told.and_then(|name| table.named(name)).cloned().unwrap_or(above)
    }

    fn topics(&self, sections: &[Section], parts: &[Option<Label>]) -> Vec<Option<Label>> {
        let usual = self.usual_topics(sections);
        let mut topics: Vec<Option<Label>> = Vec::with_capacity(sections.len());
        for (id, section) in (0..).zip(sections) {
            let above = section.parent.and_then(|SectionId(parent)| topics[parent as usize].clone());
            // Sub-sections follow their parents.
            let has_subs = sections.get(id + 1).is_some_and(|next| next.parent == Some(SectionId(id as u32)));
            let is_general = section.level == 1 && parts[id].as_ref().is_some_and(|part| is_general(&part.0));
            let own = match section.level {
                0 => None,
                _ if is_general => self.told_topic(section).flatten(),
                _ => self.told_topic(section).unwrap_or_else(|| self.likely_topic(section, has_subs, &usual)),
            };
            topics.push(own.or(above));
        }
        topics
    }

    /// How usual each topic is in the report: a nurse's is about nursing throughout.
    fn usual_topics(&self, sections: &[Section]) -> Vec<f32> {
        let mut usual: Vec<f32> = Vec::new();
        for section in sections.iter().filter(|section| section.level > 0) {
            let shares = self.labels.weights.topics.scores(&section.heading, self.body(section)).shares();
            usual.resize(shares.len(), 0.0);
            usual.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
        }
        let all: f32 = usual.iter().sum();
        usual.iter_mut().for_each(|share| *share /= all.max(1.0));
        // 2020年疫情防控工作总结: what the title says, the report is about.
        let head = self.text.lines().take(TITLE_LINES).find(|line| line.len() <= TITLE_BYTES && is_report(line));
        if let Some(label) = head.and_then(|title| self.labels.topics.only_of(title)) {
            let places = self.labels.weights.topics.labels().zip(&mut usual);
            places.filter(|(name, _)| *name == Some(label.0.as_str())).for_each(|(_, share)| *share = TITLE_SAYS);
        }
        usual
    }

    /// The topic that a heading says by itself; that there is none, where it says so: what a part is called (存在的问题) is no
    /// topic.
    fn told_topic(&self, section: &Section) -> Option<Option<Label>> {
        let (table, heading) = (&self.labels.topics, section.heading.as_str());
        if let Some(label) = table.own_of_heading(heading) {
            return Some(Some(label.clone()));
        }
        match table.all_of_heading(heading)[..] {
            [label] => Some(Some(label).filter(|label| label.0 != SEVERAL).cloned()),
            [] if !self.labels.parts.all_of_heading(heading).is_empty() => Some(None),
            _ => None,
        }
    }

    /// The topic that heading and text make likely. A section with sub-sections has one only if its heading says it: they may be
    /// about different things.
    fn likely_topic(&self, section: &Section, has_subs: bool, usual: &[f32]) -> Option<Label> {
        let (table, heading) = (&self.labels.topics, section.heading.as_str());
        let body = if has_subs { "" } else { self.body(section) };
        let scores = self.labels.weights.topics.scores(heading, body).and(usual, USUAL_SAYS);
        let likeliest = scores.likeliest();
        let needed = if likeliest.label == Some(TRADE) { TRADE_SHARE } else { TOPIC_SHARE };
        let told = likeliest.label.filter(|_| likeliest.share >= needed);
        told.and_then(|name| table.named(name)).or_else(|| table.own_of_text(body)).cloned()
    }
}

/// Whether the heading of a sub-section may say a part other than its parent's: a word of review under tasks is no review.
fn turns(part: &str) -> bool {
    matches!(part, "经验体会" | "存在不足" | "下一步打算" | "总体要求与目标" | "意见建议" | "结束语" | "其他")
}

/// Whether main sections of a part cover several subjects, unless their headings say otherwise.
fn is_general(part: &str) -> bool {
    !matches!(part, REVIEW | OWN_REVIEW | TASKS)
}

/// What the place of a main section says of its part, on a scale of logarithms.
fn place_says(part: Option<&str>, place: usize, of: usize, speaker: Speaker) -> f32 {
    let Some(part) = part.filter(|_| of > 1) else { return 0.0 };
    let (is_first, is_late) = (place == 0, 2 * place >= of);
    match part {
        "基本情况" if !is_first => -1.5,
        "存在不足" | "下一步打算" | "意见建议" if !is_late => -1.0,
        "结束语" if place + 1 != of => -2.0,
        // Who answers to no assembly has plans, not tasks, unless a heading says so.
        AIMS | TASKS if speaker != Speaker::Assembly => f32::NEG_INFINITY,
        AIMS | TASKS if is_first => -1.5,
        REVIEW if speaker != Speaker::Assembly => 1.0,
        _ => 0.0,
    }
}

/// Gives parents without a part the one that most of their sub-sections have, by length.
fn by_majority(sections: &[Section], parts: &mut [Option<Label>]) {
    // Sub-sections stand behind their parents: the innermost are settled first.
    for id in (0..sections.len()).rev() {
        if parts[id].is_some() || sections[id].level == 0 {
            continue;
        }
        let mut lengths: Vec<(&Label, u32)> = Vec::new();
        for (sub, part) in sections.iter().zip(&*parts).skip(id + 1) {
            let (Some(SectionId(parent)), Some(part)) = (sub.parent, part) else { continue };
            if parent as usize == id {
                match lengths.iter_mut().find(|(label, _)| *label == part) {
                    Some((_, chars)) => *chars += sub.chars,
                    None => lengths.push((part, sub.chars)),
                }
            }
        }
        let all: u32 = lengths.iter().map(|(_, chars)| chars).sum();
        let most = lengths.into_iter().max_by_key(|(_, chars)| *chars).filter(|(_, chars)| 2 * chars > all);
        parts[id] = most.map(|(label, _)| label.clone());
    }
}
