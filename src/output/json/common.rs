//! What several answers have in common.

use serde::Serialize;

use crate::answer::{Coverage, Total};
use crate::report::Metadata;

#[derive(Debug, Serialize)]
pub(super) struct TotalJson {
    reports: u64,
    sections: u64,
    passages: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Searched {
    files: usize,
    in_part: usize,
    unreadable: usize,
}

/// What is known of a report; `null` is unknown.
#[derive(Debug, Serialize)]
pub(super) struct ReportJson<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) year: Option<u16>,
    pub(super) role: Option<Vec<&'a str>>,
    pub(super) org: Option<&'a str>,
}

impl<'a> ReportJson<'a> {
    pub(super) fn of(metadata: &'a Metadata) -> Self {
        let roles: Vec<&str> = metadata.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
        Self {
            title: metadata.title.value().map(String::as_str),
            author: metadata.author.value().map(String::as_str),
            year: metadata.year.value().map(|year| year.0),
            role: (!roles.is_empty()).then_some(roles),
            org: metadata.org.value().map(String::as_str),
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
