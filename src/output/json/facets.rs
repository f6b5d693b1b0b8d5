//! The answer of `facets`.

use serde::Serialize;
use utoipa::ToSchema;

use super::common::{Searched, TotalJson};
use crate::answer::{Counted, FacetCount, FacetCounts, FacetField, Figure, Figures};

/// The answer of `facets --json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Facets<'a> {
    /// The query; null where all is counted.
    #[schema(required = true)]
    query: Option<&'a str>,
    /// How much matches in all.
    total: TotalJson,
    /// What that was drawn from.
    searched: Searched,
    /// Counts, by field.
    facets: FieldsJson<'a>,
}

/// The fields that were asked for.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = Fields)]
struct FieldsJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    year: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    role: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    section: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    part: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    topic: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    author: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    org: Option<Vec<Count<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    format: Option<Vec<Count<'a>>>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Count<'a> {
    /// The value.
    value: &'a str,
    /// Reports that match.
    reports: u64,
    /// Reports that have the value at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    of: Option<u64>,
    /// Passages that match.
    passages: u64,
    /// Values below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    below: Vec<Count<'a>>,
}

impl<'a> Facets<'a> {
    /// Counts by each field.
    pub fn new(query: Option<&'a str>, counted: &Counted, counts: &'a [FacetCounts]) -> Self {
        let mut facets = FieldsJson::default();
        for counts in counts {
            let field = match counts.field {
                FacetField::Year => &mut facets.year,
                FacetField::Role => &mut facets.role,
                FacetField::Section => &mut facets.section,
                FacetField::Part => &mut facets.part,
                FacetField::Topic => &mut facets.topic,
                FacetField::Author => &mut facets.author,
                FacetField::Org => &mut facets.org,
                FacetField::Format => &mut facets.format,
            };
            *field = Some(counts.values.iter().map(Count::of).collect());
        }
        Self { query, total: counted.total.into(), searched: (&counted.coverage).into(), facets }
    }
}

impl<'a> Count<'a> {
    fn of(count: &'a FacetCount) -> Self {
        Self {
            value: &count.value,
            reports: count.reports,
            of: count.all,
            passages: count.passages,
            below: count.below.iter().map(Self::of).collect(),
        }
    }
}

/// The answer of `facets --cross --json`, and of `facets -f --json`, to one query: a cell for each pair of values that some
/// report has, or for each value.
#[derive(Debug, Serialize, ToSchema)]
pub struct Crossed<'a> {
    /// What the query is called.
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    /// The query; null where all is counted.
    #[schema(required = true)]
    query: Option<&'a str>,
    /// How much matches in all.
    total: TotalJson,
    /// What that was drawn from.
    searched: Searched,
    /// The fields that values are of.
    by: Vec<&'static str>,
    /// A cell each value, or pair of values.
    cells: Vec<CellJson<'a>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Cell)]
struct CellJson<'a> {
    /// The values, one of each field.
    values: &'a [String],
    /// Reports that match.
    reports: u64,
    /// Reports that have the values at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    of: Option<u64>,
    /// Passages that match.
    passages: u64,
}

impl<'a> Crossed<'a> {
    /// What the question with this number matches.
    pub fn new(
        (name, query): (&'a str, Option<&'a str>),
        counted: &Counted,
        figures: &'a Figures,
        number: usize,
    ) -> Self {
        let cell = |row: &'a crate::answer::FigureRow| {
            // Without a query all reports count.
            let all = Figure { reports: row.all.unwrap_or(0), passages: 0 };
            let figure = row.of.get(number).copied().unwrap_or(all);
            CellJson { values: &row.values, reports: figure.reports, of: row.all, passages: figure.passages }
        };
        Self {
            name,
            query,
            total: counted.total.into(),
            searched: (&counted.coverage).into(),
            by: figures.by.iter().map(|field| field.as_str()).collect(),
            cells: figures.rows.iter().map(cell).collect(),
        }
    }
}
