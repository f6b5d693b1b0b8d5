//! Counts as figures that can be compared: beside how many reports match, how many there are of each value; years in which
//! nothing matches; several questions side by side; two fields crossed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::engine::Engine;
use super::facets::{FacetCount, FacetCounts, FacetField};
use super::question::{Question, Which};
use super::total::Counted;
use super::view::{Sort, View};
use crate::error::{Error, Result};
use crate::message;
use crate::report::{FacetValues, UNKNOWN};

/// The order of a field's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueOrder {
    /// The field's own: years from the newest, all others the most frequent first.
    #[default]
    OfField,
    /// The most frequent first.
    Most,
    /// By name; years from the oldest.
    Value,
    /// Years from the oldest, all others as [`Self::OfField`].
    Oldest,
}

/// The question of all reports that the filters of another let through, whatever stands in them.
pub fn of_all(question: &Question) -> Question {
    Question { query: None, which: Which::All, ..question.clone() }
}

/// Counts by each field, of the first `most` values of each and below each, each with how many reports have it at all
/// ([`FacetCount::all`]; sections belong to what matches, and have none), and years in which nothing matches.
///
/// # Errors
/// Of the engine.
pub fn figures(
    engine: &dyn Engine,
    question: &Question,
    by: &[FacetField],
    order: ValueOrder,
    most: usize,
) -> Result<(Counted, Vec<FacetCounts>)> {
    let is_first = |field: FacetField| order == ValueOrder::OfField && field != FacetField::Year;
    let (cut, whole): (Vec<_>, Vec<_>) = by.iter().copied().partition(|&field| is_first(field));
    let (counted, mut counts) = engine.facets(&anew(question), &cut, most)?;
    if !whole.is_empty() {
        counts.extend(engine.facets(&anew(question), &whole, usize::MAX)?.1);
    }
    let of_reports: Vec<FacetField> = by.iter().copied().filter(|field| !field.counts_sections()).collect();
    let (_, all) = engine.facets(&of_all(question), &of_reports, usize::MAX)?;
    for counts in &mut counts {
        let all = all.iter().find(|all| all.field == counts.field).map_or(&[][..], |all| &all.values);
        beside(&mut counts.values, all, counts.field == FacetField::Year);
        order.sort(counts.field, &mut counts.values);
        cut_to(&mut counts.values, &mut counts.others, most);
    }
    counts.sort_by_key(|counts| by.iter().position(|&field| field == counts.field));
    Ok((counted, counts))
}

/// Puts beside the counts of values how many reports have each at all; `with_others`: values that nothing matches of, too.
fn beside(counts: &mut Vec<FacetCount>, all: &[FacetCount], with_others: bool) {
    for of_all in all {
        match counts.iter_mut().find(|count| count.value == of_all.value) {
            Some(count) => {
                count.all = Some(of_all.reports);
                beside(&mut count.below, &of_all.below, false);
            }
            None if with_others => {
                counts.push(FacetCount { all: Some(of_all.reports), reports: 0, passages: 0, ..of_all.clone() });
            }
            None => {}
        }
    }
}

fn cut_to(values: &mut Vec<FacetCount>, others: &mut usize, most: usize) {
    *others += values.len().saturating_sub(most);
    values.truncate(most);
    values.iter_mut().for_each(|value| cut_to(&mut value.below, &mut value.others, most));
}

impl ValueOrder {
    fn sort(self, field: FacetField, values: &mut [FacetCount]) {
        values.sort_by(|a, b| {
            let unknown = (a.value == UNKNOWN).cmp(&(b.value == UNKNOWN));
            let by_name = || a.value.cmp(&b.value);
            let most = || Reverse((a.reports, a.passages)).cmp(&Reverse((b.reports, b.passages)));
            match (self, field) {
                (Self::OfField, FacetField::Year) => unknown.then_with(|| by_name().reverse()),
                (Self::Oldest, FacetField::Year) | (Self::Value, _) => unknown.then_with(by_name),
                (Self::Most, _) | (Self::OfField | Self::Oldest, _) => most().then_with(by_name),
            }
        });
        values.iter_mut().for_each(|value| self.sort(field, &mut value.below));
    }
}

/// Several questions side by side: a row a value, or a pair of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What the rows are of: one field, or two that are crossed.
    pub by: Vec<FacetField>,
    /// How much each question matches.
    pub totals: Vec<Counted>,
    /// How many reports the filters let through.
    pub all: u64,
    /// The rows, in order.
    pub rows: Vec<FigureRow>,
    /// How many values of the first field there are besides.
    pub others: usize,
}

/// What reports of one value, or of two, are there, and how many match each question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// A value of each field; of a hierarchy the way to it.
    pub values: Vec<String>,
    /// How many reports have it; none of sections.
    pub all: Option<u64>,
    /// Of each question how many of them match, and with how many passages.
    pub of: Vec<Figure>,
}

/// How much matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Reports.
    pub reports: u64,
    /// Passages of them.
    pub passages: u64,
}

/// Between the values of a hierarchy.
pub const BELOW: &str = " › ";

/// Several questions with the same filters side by side, by the values of one field.
///
/// # Errors
/// Of the engine.
pub fn side_by_side(
    engine: &dyn Engine,
    questions: &[Question],
    all: &Question,
    field: FacetField,
    order: ValueOrder,
) -> Result<Figures> {
    // Sections belong to what matches.
    let of_reports: &[FacetField] = if field.counts_sections() { &[] } else { &[field] };
    let (of_all, base) = engine.facets(all, of_reports, usize::MAX)?;
    let mut rows: Vec<FigureRow> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut row = |rows: &mut Vec<FigureRow>, value: String| {
        *places.entry(value.clone()).or_insert_with(|| {
            let of = vec![Figure::default(); questions.len()];
            rows.push(FigureRow { values: vec![value], all: None, of });
            rows.len() - 1
        })
    };
    for (value, count) in base.iter().flat_map(|counts| flat(&counts.values, "")) {
        let at = row(&mut rows, value);
        rows[at].all = Some(count.reports);
    }
    let mut totals = Vec::new();
    for (number, question) in questions.iter().enumerate() {
        let (counted, counts) = engine.facets(&anew(question), &[field], usize::MAX)?;
        totals.push(counted);
        for (value, count) in counts.iter().flat_map(|counts| flat(&counts.values, "")) {
            let at = row(&mut rows, value);
            rows[at].of[number] = Figure { reports: count.reports, passages: count.passages };
        }
    }
    if field != FacetField::Year && !questions.is_empty() {
        rows.retain(|row| row.of.iter().any(|figure| figure.reports > 0));
    }
    let mut figures = Figures { by: vec![field], totals, all: of_all.total.reports, rows, others: 0 };
    figures.sort(order);
    Ok(figures)
}

/// A question whose time begins now: each of many has its own.
fn anew(question: &Question) -> Question {
    Question { deadline: question.deadline.anew(), ..question.clone() }
}

/// Values and those below them, each with the way to it.
fn flat<'a>(counts: &'a [FacetCount], above: &str) -> Vec<(String, &'a FacetCount)> {
    let mut all = Vec::new();
    for count in counts {
        let value = if above.is_empty() { count.value.clone() } else { format!("{above}{BELOW}{}", count.value) };
        all.push((value.clone(), count));
        all.extend(flat(&count.below, &value));
    }
    all
}

/// Several questions with the same filters side by side, by each pair of values of two fields that some report has.
///
/// # Errors
/// Of the engine; [`Error::Request`] for sections, which belong to passages.
pub fn crossed(
    engine: &dyn Engine,
    questions: &[Question],
    all: &Question,
    by: [FacetField; 2],
    order: ValueOrder,
) -> Result<Figures> {
    if by.iter().any(|field| field.counts_sections()) {
        return Err(Error::Request(message!("cross-sections")));
    }
    let view = View { order: Sort::Path, limit: None, passages: 0, ..View::default() };
    let hits = engine.hits(all, &view)?;
    let number = hits.counted.total.reports;
    let mut of_path: HashMap<String, Vec<[String; 2]>> = HashMap::new();
    let mut cells: BTreeMap<[String; 2], FigureRow> = BTreeMap::new();
    for report in hits.reports {
        let report = report?;
        let pairs = pairs(&FacetValues::of(&report.metadata, report.format), by);
        for pair in &pairs {
            let of = vec![Figure::default(); questions.len()];
            let row = || FigureRow { values: pair.to_vec(), all: Some(0), of };
            let row = cells.entry(pair.clone()).or_insert_with(row);
            row.all = row.all.map(|all| all + 1);
        }
        of_path.insert(report.path, pairs);
    }
    let mut totals = Vec::new();
    for (number, question) in questions.iter().enumerate() {
        let question = anew(question);
        let (counted, matching) = engine.matching(&question)?;
        totals.push(counted);
        for report in matching {
            let report = report?;
            for pair in of_path.get(&report.path).into_iter().flatten() {
                let Some(figure) = cells.get_mut(pair).and_then(|row| row.of.get_mut(number)) else { continue };
                figure.reports += 1;
                figure.passages += report.passages;
            }
        }
    }
    let mut figures = Figures { by: by.to_vec(), totals, all: number, rows: cells.into_values().collect(), others: 0 };
    figures.sort(order);
    Ok(figures)
}

/// The pairs of values of two fields, of all values that a report has.
fn pairs(values: &FacetValues, [a, b]: [FacetField; 2]) -> Vec<[String; 2]> {
    let of = |field: FacetField| -> Vec<String> {
        let values = match field {
            FacetField::Year => &values.year,
            FacetField::Role => &values.role,
            FacetField::Author => &values.author,
            FacetField::Org => &values.org,
            FacetField::Format => &values.format,
            FacetField::Section | FacetField::Part | FacetField::Topic => return Vec::new(),
        };
        values.iter().map(|value| value.join(BELOW)).collect()
    };
    let right = of(b);
    of(a).into_iter().flat_map(|left| right.iter().map(move |right| [left.clone(), right.clone()])).collect()
}

impl Figures {
    /// Leaves the first `most` values of the first field.
    pub fn cut(&mut self, most: usize) {
        let firsts: Vec<usize> =
            self.rows.chunk_by(|a, b| a.values[0] == b.values[0]).map(<[FigureRow]>::len).collect();
        self.others = firsts.len().saturating_sub(most);
        self.rows.truncate(firsts.iter().take(most).sum());
    }

    /// Sorts the rows: by the first value as it is ordered, then by the second, years from the oldest.
    fn sort(&mut self, order: ValueOrder) {
        // How many reports, and passages, each value of each field has in all.
        let mut sums: Vec<HashMap<String, (u64, u64)>> = vec![HashMap::new(); self.by.len()];
        for row in &self.rows {
            let reports =
                if row.of.is_empty() { row.all.unwrap_or(0) } else { row.of.iter().map(|of| of.reports).sum() };
            let passages = row.of.iter().map(|of| of.passages).sum::<u64>();
            for (sums, value) in sums.iter_mut().zip(&row.values) {
                let sum = sums.entry(value.clone()).or_default();
                *sum = (sum.0 + reports, sum.1 + passages);
            }
        }
        let is_crossed = self.by.len() > 1;
        let key = |row: &FigureRow, number: usize| {
            let (field, value) = (self.by[number], &row.values[number]);
            let by_name = match (order, field) {
                (ValueOrder::OfField, FacetField::Year) => is_crossed,
                (ValueOrder::Oldest, FacetField::Year) | (ValueOrder::Value, _) => true,
                (ValueOrder::Most | ValueOrder::OfField | ValueOrder::Oldest, _) => false,
            };
            let is_newest_first = !by_name && field == FacetField::Year && order != ValueOrder::Most;
            let most =
                if by_name || is_newest_first { (0, 0) } else { sums[number].get(value).copied().unwrap_or((0, 0)) };
            let newest = is_newest_first.then(|| Reverse(value.clone()));
            (is_unknown(value), Reverse(most), newest, value.clone())
        };
        let mut keyed: Vec<_> = std::mem::take(&mut self.rows)
            .into_iter()
            .map(|row| ((0..row.values.len()).map(|number| key(&row, number)).collect::<Vec<_>>(), row))
            .collect();
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.rows = keyed.into_iter().map(|(_, row)| row).collect();
    }
}

fn is_unknown(value: &str) -> bool {
    value == UNKNOWN
}
