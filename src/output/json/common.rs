//! What several answers have in common.

use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Coverage, Total};
use crate::extract::Format;
use crate::report::Metadata;

/// How much matches in all.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Total)]
pub struct TotalJson {
    /// Reports that match.
    reports: u64,
    /// Sections that do.
    sections: u64,
    /// Passages that do.
    passages: u64,
}

/// What an answer was drawn from.
#[derive(Debug, Serialize, ToSchema)]
pub struct Searched {
    /// Files that were searched.
    files: usize,
    /// Those of them of which only a part could be read.
    in_part: usize,
    /// Files that could not be read.
    unreadable: usize,
}

/// What is known of a report; `null` is unknown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Report)]
pub(super) struct ReportJson<'a> {
    /// Title.
    #[schema(required = true)]
    pub(super) title: Option<&'a str>,
    /// Author.
    #[schema(required = true)]
    pub(super) author: Option<&'a str>,
    /// Year.
    #[schema(required = true)]
    pub(super) year: Option<u16>,
    /// Roles of the author.
    #[schema(required = true)]
    pub(super) role: Option<Vec<&'a str>>,
    /// Organisation.
    #[schema(required = true)]
    pub(super) org: Option<&'a str>,
    /// The format of its file, as its content says.
    pub(super) format: &'static str,
}

impl<'a> ReportJson<'a> {
    pub(super) fn of(metadata: &'a Metadata, format: Format) -> Self {
        let roles: Vec<&str> = metadata.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
        Self {
            title: metadata.title.value().map(String::as_str),
            author: metadata.author.value().map(String::as_str),
            year: metadata.year.value().map(|year| year.0),
            role: (!roles.is_empty()).then_some(roles),
            org: metadata.org.value().map(String::as_str),
            format: format.as_str(),
        }
    }
}

impl From<Total> for TotalJson {
    fn from(Total { reports, sections, passages }: Total) -> Self {
        Self { reports, sections, passages }
    }
}

impl From<&Coverage> for Searched {
    fn from(Coverage { searched, in_part, unreadable, .. }: &Coverage) -> Self {
        Self { files: *searched, in_part: *in_part, unreadable: *unreadable }
    }
}
