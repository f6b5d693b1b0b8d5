//! What an answer can be narrowed by, as it is shown: values to click, years as bars.

use super::excluded::Excluding;
use super::narrow::{Narrowing, Value};
use super::state::State;
use crate::answer::FacetField;
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::{field, shown};
use crate::report::UNKNOWN;

/// Years that an axis has at least: few bars are no broad blocks.
const MIN_YEARS: u16 = 12;
/// More years than these have no axis of their own: a report of a year far off is wrong.
const MAX_YEARS: u16 = 80;
/// The height of the highest bar.
const HEIGHT: u64 = 100;

/// A field with its values.
pub(super) struct Field {
    pub(super) id: &'static str,
    pub(super) name: String,
    pub(super) bars: Option<Bars>,
    pub(super) values: Vec<Choice>,
    /// What is said of values that are not shown, and where they are.
    pub(super) more: Option<(String, String)>,
    /// The way back from all of them.
    pub(super) fewer: Option<String>,
}

/// A value to click.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) depth: usize,
    pub(super) reports: u64,
    pub(super) address: String,
    pub(super) is_on: bool,
    /// Where it is left out, if it can be.
    pub(super) without: Option<String>,
    /// How much of the most frequent one it is, in percent.
    pub(super) share: u64,
}

/// Years as bars, from the oldest.
pub(super) struct Bars {
    pub(super) bars: Vec<Bar>,
    pub(super) width: usize,
    pub(super) first: u16,
    pub(super) last: u16,
}

pub(super) struct Bar {
    pub(super) x: usize,
    pub(super) y: u64,
    pub(super) height: u64,
    pub(super) said: String,
    pub(super) address: String,
    pub(super) is_on: bool,
}

/// A field as it is shown.
pub(super) fn shown_field(narrowing: &Narrowing, state: &State, excluding: &Excluding<'_>, lang: Lang) -> Field {
    let of = narrowing.field;
    let longest = narrowing.values.iter().map(|value| value.reports).max().unwrap_or(0).max(1);
    let choice = |value: &Value| Choice {
        name: if value.name == UNKNOWN { message!("unknown").say(lang) } else { shown(&value.name) },
        depth: value.depth.min(3),
        reports: value.reports,
        address: state.toggled(of, &value.name),
        is_on: state.has(of, &value.name),
        without: excluding.of(of, &value.name, lang).map(|query| state.asking(&query)),
        share: (value.reports * 100).div_ceil(longest),
    };
    let is_known = |value: &&Value| value.name != UNKNOWN;
    let known = narrowing.values.iter().filter(is_known);
    let unknown = narrowing.values.iter().filter(|value| !is_known(value));
    let is_all = state.shows_all(of);
    let more = (narrowing.others > 0)
        .then(|| (message!("more-values", n = narrowing.others).say(lang), state.all_of(Some(of))));
    Field {
        id: of.as_str(),
        name: field(of).say(lang),
        bars: (of == FacetField::Year).then(|| bars(&narrowing.values, state, lang)).flatten(),
        // What is unknown is no value: it stands last, however frequent.
        values: known.chain(unknown).map(choice).collect(),
        more: more.filter(|_| !is_all || narrowing.others > 0),
        fewer: is_all.then(|| state.all_of(None)),
    }
}

/// Years as bars; none if there are no years.
fn bars(values: &[Value], state: &State, lang: Lang) -> Option<Bars> {
    let years: Vec<(u16, &Value)> = values.iter().filter_map(|value| Some((value.name.parse().ok()?, value))).collect();
    let (first, last) = (years.iter().map(|(year, _)| *year).min()?, years.iter().map(|(year, _)| *year).max()?);
    let first = first.max(last.saturating_sub(MAX_YEARS - 1)).min(last.saturating_sub(MIN_YEARS - 1));
    let longest = years.iter().map(|(_, value)| value.reports).max()?.max(1);
    let bar = |(year, value): &(u16, &Value)| {
        // Every value that is there shows.
        let height = (value.reports * HEIGHT).div_ceil(longest);
        Bar {
            x: usize::from(year - first) * 10,
            y: HEIGHT - height,
            height,
            said: message!("year-reports", year = value.name.clone(), reports = message!("reports", n = value.reports))
                .say(lang),
            address: state.toggled(FacetField::Year, &value.name),
            is_on: state.has(FacetField::Year, &value.name),
        }
    };
    let mut bars: Vec<Bar> = years.iter().filter(|(year, _)| *year >= first).map(bar).collect();
    bars.sort_by_key(|bar| bar.x);
    Some(Bars { bars, width: usize::from(last - first + 1) * 10, first, last })
}
