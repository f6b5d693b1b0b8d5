//! What sections are about.
//!
//! A sub-section has a topic of its own; where it has none, its parent's. It never has its sister's. A section that covers
//! several subjects has none. What is told of work and has no other topic is about the trade of the post or the unit, of
//! which each has another.

use std::cell::OnceCell;

use super::parts::is_general;
use super::seen::{Seen, Speaker};
use crate::analysis::MatchingForm;
use crate::report::names::is_report;
use crate::schema::{Label, Scores};

/// What was learned speaks of a topic from this share on.
const SHARE: f32 = 0.35;
/// The trade of a post or a unit, of which each has another: a section is about it where nothing else fits.
const TRADE: &str = "业务工作";
const TRADE_SHARE: f32 = 0.15;
/// Topics of what offices within units do; that some units are there for.
const OFFICES: [&str; 3] = ["行政后勤", "财务管理", "队伍建设"];
/// What such units are called after their trade, and within how many bytes of a report.
const UNITS: [&str; 8] = ["馆", "局", "厅", "院", "所", "公司", "市场", "师事务所"];
const HEAD_BYTES: usize = 300;
/// With a greater share for its covering several subjects a section is not taken to be about the trade.
const SEVERAL_SHARE: f32 = 0.4;
/// Nor is one with a shorter text: it says nothing.
const LEAST_BYTES: usize = 30;
/// Main sections of plans are about several things; those below them need not be.
const PLANS: &str = "下一步打算";
/// The topic that headings tell that cover several subjects: none.
const SEVERAL: &str = "-";
/// What is usual in a report says so much of the topic of one of its sections.
const USUAL_SAYS: f32 = 0.3;
/// A cue that stands in a longer heading says so much for its topic, on a scale of logarithms.
const CUE_SAYS: f32 = 2.0;
/// What its title says is more than usual: so many times more than what all sections together could say.
const TITLE_SAYS: f32 = 20.0;
/// A title stands in one of so many lines, none longer than this, in bytes.
const TITLE_LINES: usize = 5;
const TITLE_BYTES: usize = 120;

/// The topic of each section; `parts`: the part of each.
pub(super) fn of<'a>(seen: &Seen<'a>, parts: &[Option<&Label>]) -> Vec<Option<&'a Label>> {
    let told: Vec<_> = (0..parts.len()).map(|id| seen.told_topic(id)).collect();
    let usual = OnceCell::new();
    let trade = seen.labels.topics.cue_before(&seen.text[..seen.text.floor_char_boundary(HEAD_BYTES)], &UNITS);
    let mut topics: Vec<Option<&'a Label>> = Vec::with_capacity(parts.len());
    for (id, section) in seen.sections.iter().enumerate() {
        // Parents stand before their sub-sections.
        let above = seen.parent(id).and_then(|parent| topics[parent]);
        let is_general = section.level == 1 && parts[id].is_some_and(is_general);
        let own = match told[id] {
            _ if section.level == 0 => None,
            Some(told) => told,
            None if is_general => None,
            None => seen.likely_topic(id, above, usual.get_or_init(|| seen.usual_topics(&told))),
        };
        let own = own.map(|own| seen.trade_of_unit(id, own, trade.as_ref()).unwrap_or(own));
        let has_trade = !is_general && told[id].is_none() && parts[id].is_some_and(has_trade);
        let is_trade = || has_trade && seen.may_be_trade(id);
        topics.push(own.or(above).or_else(|| seen.labels.topics.named(TRADE).filter(|_| is_trade())));
    }
    topics
}

impl<'a> Seen<'a> {
    /// How usual each topic is in the report: a nurse's is about nursing throughout; and what its title says (2020年疫情防控工作总结).
    fn usual_topics(&self, told: &[Option<Option<&Label>>]) -> Vec<f32> {
        let model = &self.labels.weights.topics;
        let mut usual = vec![0.0; model.labels().count()];
        for (id, told) in told.iter().enumerate().filter(|(id, _)| self.sections[*id].level > 0) {
            match told {
                Some(told) => {
                    let told = told.map(|label| label.0.as_str());
                    model.labels().zip(&mut usual).filter(|(name, _)| *name == told).for_each(|(_, sum)| *sum += 1.0);
                }
                None => self.topic_scores(id).into_iter().for_each(|scores| {
                    usual.iter_mut().zip(scores.shares()).for_each(|(sum, share)| *sum += share);
                }),
            }
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
                true => self.heading_scores(model, id)?,
                false => self.topic_scores(id)?.clone(),
            };
            let is_hinted = |name: Option<&str>| hinted.iter().any(|label| name == Some(label.0.as_str()));
            let scores = scores.with(|name| if is_hinted(name) { CUE_SAYS } else { 0.0 });
            let likeliest = scores.and(usual, USUAL_SAYS).likeliest();
            let is_trade = likeliest.label == Some(TRADE) && self.speaker != Speaker::Assembly;
            let needed = if is_trade { TRADE_SHARE } else { SHARE };
            table.named(likeliest.label.filter(|_| likeliest.share >= needed)?)
        };
        likely().or_else(|| table.own_of_text(if has_subs { "" } else { self.body(id) }))
    }

    /// The trade, where a heading speaks of what the whole unit is there for and what is elsewhere an office's work: the archives
    /// of an 档案馆, the audits of an 审计局.
    fn trade_of_unit(&self, id: usize, own: &Label, trade: Option<&(String, &Label)>) -> Option<&'a Label> {
        let (cue, label) = trade?;
        let is_trade = *label == own && OFFICES.contains(&own.0.as_str());
        let holds_cue = || MatchingForm::of(&self.sections[id].heading).text().contains(cue);
        self.labels.topics.named(TRADE).filter(|_| is_trade && holds_cue())
    }

    /// Whether a section is about the trade of the post or the unit, whatever that is: about something, and nothing that has a
    /// name here. An assembly is told of a place, which has no trade.
    fn may_be_trade(&self, id: usize) -> bool {
        let has_subs = self.subs(id).next().is_some();
        let several = || match has_subs {
            true => self.heading_scores(&self.labels.weights.topics, id).map(|scores| scores.none()),
            false => self.topic_scores(id).map(Scores::none),
        };
        let says = self.speaker != Speaker::Assembly && self.body(id).len() >= LEAST_BYTES;
        says && several().is_some_and(|share| share < SEVERAL_SHARE)
    }
}

/// Whether sections of a part may be about the trade.
fn has_trade(part: &Label) -> bool {
    !is_general(part) || part.0 == PLANS
}
