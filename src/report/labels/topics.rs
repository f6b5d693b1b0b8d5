//! What sections are about.
//!
//! A sub-section has a topic of its own; where it has none, its parent's. It never has its sister's. A section that covers
//! several subjects has none.

use super::parts::is_general;
use super::seen::Seen;
use crate::report::names::is_report;
use crate::schema::Label;

/// What was learned speaks of a topic from this share on.
const SHARE: f32 = 0.35;
/// The trade of a post or a unit, of which each has another: a section is about it where nothing else fits.
const TRADE: &str = "业务工作";
const TRADE_SHARE: f32 = 0.15;
/// The topic that headings tell that cover several subjects: none.
const SEVERAL: &str = "-";
/// What is usual in a report says so much of the topic of one of its sections.
const USUAL_SAYS: f32 = 0.4;
/// A cue that stands in a longer heading says so much for its topic, on a scale of logarithms.
const CUE_SAYS: f32 = 2.0;
/// What its title says is more than usual: so many times more than what all sections together could say.
const TITLE_SAYS: f32 = 20.0;
/// A title stands in one of so many lines, none longer than this, in bytes.
const TITLE_LINES: usize = 5;
const TITLE_BYTES: usize = 120;

/// The topic of each section; `parts`: the part of each.
pub(super) fn of<'a>(seen: &Seen<'a>, parts: &[Option<&Label>]) -> Vec<Option<&'a Label>> {
    let usual = seen.usual_topics();
    let mut topics: Vec<Option<&'a Label>> = Vec::with_capacity(parts.len());
    for (id, section) in seen.sections.iter().enumerate() {
        // Parents stand before their sub-sections.
        let above = seen.parent(id).and_then(|parent| topics[parent]);
        let is_general = section.level == 1 && parts[id].is_some_and(is_general);
        let own = match section.level {
            0 => None,
            _ if is_general => seen.told_topic(id).flatten(),
            _ => seen.told_topic(id).unwrap_or_else(|| seen.likely_topic(id, above, &usual)),
        };
        topics.push(own.or(above));
    }
    topics
}

impl<'a> Seen<'a> {
    /// How usual each topic is in the report: a nurse's is about nursing throughout; and what its title says (2020年疫情防控工作总结).
    fn usual_topics(&self) -> Vec<f32> {
        let model = &self.labels.weights.topics;
        let mut usual = vec![0.0; model.labels().count()];
        for scores in (0..self.sections.len()).filter_map(|id| self.topic_scores(id)) {
            usual.iter_mut().zip(scores.shares()).for_each(|(sum, share)| *sum += share);
        }
        let all: f32 = usual.iter().sum();
        usual.iter_mut().for_each(|share| *share /= all.max(1.0));
        let title = self.text.lines().take(TITLE_LINES).find(|line| line.len() <= TITLE_BYTES && is_report(line));
        if let Some(label) = title.and_then(|title| self.labels.topics.only_of(title)) {
            let of_title = model.labels().zip(&mut usual).filter(|(name, _)| *name == Some(label.0.as_str()));
            of_title.for_each(|(_, share)| *share = TITLE_SAYS);
        }
        usual
    }

    /// The topic that a heading says by itself; that there is none, where it says so: what a part is called (存在的问题) is no
    /// topic.
    fn told_topic(&self, id: usize) -> Option<Option<&'a Label>> {
        let (table, heading) = (&self.labels.topics, self.sections[id].heading.as_str());
        if let own @ Some(_) = table.own_of_heading(heading) {
            return Some(own);
        }
        match table.all_of_heading(heading)[..] {
            [label] => Some(Some(label).filter(|label| label.0 != SEVERAL)),
            [] if !self.parts[id].is_empty() => Some(None),
            _ => None,
        }
    }

    /// The topic that heading and text make likely; none beside that of the section `above`, where the heading speaks of it. A section with sub-sections has one only if its heading says it: they may be
    /// about different things.
    fn likely_topic(&self, id: usize, above: Option<&Label>, usual: &[f32]) -> Option<&'a Label> {
        let (table, model) = (&self.labels.topics, &self.labels.weights.topics);
        let hinted = table.hinted(&self.sections[id].heading);
        if above.is_some_and(|above| hinted.contains(&above)) {
            return None;
        }
        let has_subs = self.subs(id).next().is_some();
        let likely = || {
            let scores = match has_subs {
                true => model.of_heading(self.groups[id].as_ref()?),
                false => self.topic_scores(id)?.clone(),
            };
            let is_hinted = |name: Option<&str>| hinted.iter().any(|label| name == Some(label.0.as_str()));
            let scores = scores.with(|name| if is_hinted(name) { CUE_SAYS } else { 0.0 });
            let likeliest = scores.and(usual, USUAL_SAYS).likeliest();
            let needed = if likeliest.label == Some(TRADE) { TRADE_SHARE } else { SHARE };
            table.named(likeliest.label.filter(|_| likeliest.share >= needed)?)
        };
        likely().or_else(|| table.own_of_text(if has_subs { "" } else { self.body(id) }))
    }
}
