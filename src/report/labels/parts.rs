//! What sections do in a report.
//!
//! A sub-section has its parent's part unless its own heading says another. A parent of which nothing is told is what most of
//! its sub-sections are, by length.

use super::seen::{Seen, Speaker};
use crate::schema::{Label, Scores};

/// What was learned speaks of a section's part from this share on,
const SHARE: f32 = 0.5;
/// and of the part of a sub-section that differs from its parent's, by its heading alone.
const OTHER_SHARE: f32 = 0.9;
/// What all sub-sections together say of their parent counts so much, beside its own heading and text.
const SUB_SECTIONS_SAY: f32 = 3.0;

/// So many sections between two of review are review, too.
const MAX_BETWEEN: usize = 2;

/// What was done, told of a unit or a person: the model knows them as one.
const REVIEW: &str = "工作回顾";
const OWN_REVIEW: &str = "履职实绩";
/// What an assembly is told of a coming time: aims, and the tasks that stand below them.
const AIMS: &str = "总体要求与目标";
const TASKS: &str = "重点任务";

/// What stands after reviews, and before none.
const CLOSING: [&str; 3] = ["存在不足", "下一步打算", "意见建议"];

/// Where a main section stands among the others.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    at: usize,
    of: usize,
    /// Whether the heading of one before it tells that the report comes to its end.
    is_closing: bool,
}

type Parts<'a> = Vec<Option<&'a Label>>;

/// The part of each section.
pub(super) fn of<'a>(seen: &Seen<'a>) -> Parts<'a> {
    let mains = seen.mains();
    let mut parts: Parts<'a> = vec![None; seen.sections.len()];
    let tells_closing = |id: usize| seen.told_part(id).is_some_and(|part| CLOSING.contains(&part.0.as_str()));
    let mut is_closing = false;
    for (at, &id) in mains.iter().enumerate() {
        parts[id] = seen.main_part(id, Place { at, of: mains.len(), is_closing });
        is_closing |= tells_closing(id);
    }
    seen.settle_between(&mains, &mut parts);
    seen.settle_tasks(&mains, &mut parts);
    // Parents stand before their sub-sections.
    for id in 0..parts.len() {
        if let Some(parent) = seen.parent(id) {
            parts[id] = parts[parent]
                .map_or_else(|| seen.main_part(id, Place::default()), |above| Some(seen.sub_part(id, parent, above)));
        }
    }
    seen.settle_parents(&mut parts);
    if seen.speaker == Speaker::Person
        && let own @ Some(_) = seen.labels.parts.named(OWN_REVIEW)
    {
        parts.iter_mut().filter(|part| is(**part, REVIEW)).for_each(|part| *part = own);
    }
    parts
}

/// Whether main sections of a part cover several subjects, unless their headings say otherwise.
pub(super) fn is_general(part: &Label) -> bool {
    ![REVIEW, OWN_REVIEW, TASKS].contains(&part.0.as_str())
}

fn is(part: Option<&Label>, name: &str) -> bool {
    part.is_some_and(|part| part.0 == name)
}

impl<'a> Seen<'a> {
    fn named(&self, name: Option<&str>) -> Option<&'a Label> {
        self.labels.parts.named(name?)
    }

    /// The part that a heading says by itself.
    fn told_part(&self, id: usize) -> Option<&'a Label> {
        let own = self.labels.parts.own_of_heading(&self.sections[id].heading);
        own.or_else(|| self.parts[id].first().copied())
    }

    /// The part of a section that inherits none.
    fn main_part(&self, id: usize, place: Place) -> Option<&'a Label> {
        self.told_part(id)
            .or_else(|| self.likely_part(id, place))
            .or_else(|| self.labels.parts.own_of_text(self.body(id)))
    }

    /// The part that heading, text, sub-sections and place make likely.
    fn likely_part(&self, id: usize, place: Place) -> Option<&'a Label> {
        let subs: Vec<Vec<f32>> = self.subs(id).filter_map(|sub| Some(self.part_scores(sub)?.shares())).collect();
        let scores = self.part_scores(id)?.clone().with(|part| self.place_says(part, place));
        let weight = SUB_SECTIONS_SAY / subs.len().max(1) as f32;
        let likeliest = subs.iter().fold(scores, |scores, sub| scores.and(sub, weight)).likeliest();
        self.named(likeliest.label.filter(|_| likeliest.share >= SHARE))
    }

    /// What stands between two sections of review is review, unless a heading says otherwise.
    fn settle_between(&self, mains: &[usize], parts: &mut Parts<'a>) {
        let mut before = None;
        for (place, &id) in mains.iter().enumerate() {
            if is(parts[id], REVIEW) {
                if let Some(before) = before.filter(|before| before + MAX_BETWEEN >= place - 1) {
                    mains[before..place].iter().for_each(|&between| parts[between] = parts[id]);
                }
                before = Some(place);
            } else if self.told_part(id).is_some() {
                before = None;
            }
        }
    }

    /// An assembly is told of tasks last: what follows them is one, unless its heading says otherwise (三、加强政府自身建设).
    fn settle_tasks(&self, mains: &[usize], parts: &mut Parts<'a>) {
        let Some(first) = mains.iter().position(|&id| is(parts[id], AIMS) || is(parts[id], TASKS)) else { return };
        for &id in mains.iter().skip(first + 1).filter(|_| self.speaker == Speaker::Assembly) {
            if self.told_part(id).is_none() {
                parts[id] = self.labels.parts.named(TASKS);
            }
        }
    }

    /// The part of a sub-section: the one above it, unless its heading says another.
    fn sub_part(&self, id: usize, parent: usize, above: &'a Label) -> &'a Label {
        let below_aims = above.0 == AIMS;
        if let Some(label) = self.told_part(id).filter(|label| below_aims || turns(&label.0)) {
            return label;
        }
        if below_aims {
            return self.labels.parts.named(TASKS).unwrap_or(above);
        }
        let Some(by_heading) = self.heading_scores(&self.labels.weights.parts, id) else { return above };
        // 存在不足和下一步打算: the text tells which of the two.
        let both = &self.parts[parent];
        if both.len() > 1 {
            let is_one = |part: Option<&str>| both.iter().any(|label| part == Some(label.0.as_str()));
            let scores = self.part_scores(id).map_or(by_heading, Scores::clone);
            let scores = scores.with(|part| if is_one(part) { 0.0 } else { f32::NEG_INFINITY });
            return self.named(scores.likeliest().label).unwrap_or(above);
        }
        let by_heading = by_heading.likeliest();
        let is_told = by_heading.share >= OTHER_SHARE && by_heading.label.is_some_and(turns);
        let is_meant =
            is_told && self.part_scores(id).is_some_and(|scores| scores.likeliest().label == by_heading.label);
        self.named(by_heading.label.filter(|_| is_meant)).unwrap_or(above)
    }

    /// Gives parents without a part the one that most of their sub-sections have, by length.
    fn settle_parents(&self, parts: &mut Parts<'a>) {
        // Sub-sections stand behind their parents: the innermost are settled first.
        for id in (0..parts.len()).rev().filter(|&id| self.sections[id].level > 0) {
            if parts[id].is_some() {
                continue;
            }
            let mut lengths: Vec<(&'a Label, u32)> = Vec::new();
            for (label, chars) in self.subs(id).filter_map(|sub| Some((parts[sub]?, self.sections[sub].chars))) {
                match lengths.iter_mut().find(|(other, _)| *other == label) {
                    Some((_, sum)) => *sum += chars,
                    None => lengths.push((label, chars)),
                }
            }
            let all: u32 = lengths.iter().map(|(_, chars)| chars).sum();
            let most = lengths.into_iter().max_by_key(|(_, chars)| *chars).filter(|(_, chars)| 2 * chars > all);
            parts[id] = most.map(|(label, _)| label);
        }
    }

    /// What the place of a main section says for or against a part, on a scale of logarithms.
    fn place_says(&self, part: Option<&str>, Place { at, of, is_closing }: Place) -> f32 {
        let Some(part) = part.filter(|_| of > 1) else { return 0.0 };
        let (is_first, is_late) = (at == 0, 2 * at >= of);
        match part {
            "基本情况" if !is_first => -1.5,
            "存在不足" | "下一步打算" | "意见建议" if !is_late => -1.0,
            "结束语" if at + 1 != of => -2.0,
            // Who answers to no assembly has plans, not tasks, unless a heading says so.
            AIMS | TASKS if self.speaker != Speaker::Assembly => f32::NEG_INFINITY,
            AIMS | TASKS if is_first => -1.5,
            REVIEW if self.speaker != Speaker::Assembly => {
                if is_closing {
                    -3.0
                } else {
                    1.0
                }
            }
            _ => 0.0,
        }
    }
}

/// Whether the heading of a sub-section may say a part other than its parent's: a word of review under tasks is no review.
fn turns(part: &str) -> bool {
    matches!(part, "经验体会" | "存在不足" | "下一步打算" | AIMS | "意见建议" | "结束语" | "其他")
}
