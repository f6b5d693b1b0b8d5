//! What filters mean: which values of a report, and of a section, they let through.

use crate::analysis::MatchingForm;
use crate::query::{Filters, Wanted, YearFilter};
use crate::report::{FacetValues, Metadata, Section, SectionValues, UNKNOWN};
use crate::schema::{Label, RolePath};

/// Whether a value is wanted as a whole, by a test of one wanted value; [`UNKNOWN`] is where that is wanted.
pub fn wanted_whole(wanted: &[Wanted], value: &str, test: impl Fn(&Wanted, &str) -> bool) -> bool {
    wanted.iter().any(|w| if value == UNKNOWN { *w == Wanted::Unknown } else { test(w, value) })
}

/// Whether one of the wanted values stands in a matching form.
pub fn is_in_form(wanted: &[Wanted], form: &str) -> bool {
    wanted.iter().any(|wanted| wanted.is_in_form(form))
}

/// Wanted roles.
#[derive(Clone, Copy, Debug)]
pub struct WantedRoles<'a> {
    wanted: &'a [Wanted],
    paths: &'a [RolePath],
}

impl<'a> WantedRoles<'a> {
    /// Those of filters that are resolved.
    pub fn of(filters: &'a Filters) -> Self {
        Self { wanted: &filters.roles, paths: filters.role_paths.as_deref().unwrap_or_default() }
    }

    /// Whether a role with this path is wanted, or a part of it.
    pub fn fit(self, path: &[String]) -> bool {
        path.iter().any(|part| wanted_whole(self.wanted, part, Wanted::is))
            || self.paths.iter().any(|wanted| path.starts_with(&wanted.0))
    }
}

/// Whether filters let a report through, whatever they say of its sections. `values`: those of its metadata and its file.
pub(in crate::answer) fn lets_report_through(
    filters: &Filters,
    path: &str,
    metadata: &Metadata,
    values: &FacetValues,
) -> bool {
    let single = |value: &Vec<String>| value.first().filter(|_| value.len() == 1).cloned().unwrap_or_default();
    let years = |wanted: &YearFilter| match wanted {
        YearFilter::Unknown => values.year.iter().any(|value| single(value) == UNKNOWN),
        YearFilter::Range(first, last) => metadata.years_covered().iter().any(|year| (first..=last).contains(&year)),
    };
    let any = |wanted: &[Wanted], values: &[Vec<String>], test: fn(&Wanted, &str) -> bool| {
        wanted.is_empty() || values.iter().any(|value| wanted_whole(wanted, &single(value), test))
    };
    let form = |text: &str| MatchingForm::of(text).to_string();
    let title = metadata.title.value().map(|title| form(title));
    (filters.years.is_empty() || filters.years.iter().any(years))
        && any(&filters.authors, &values.author, Wanted::is)
        && any(&filters.orgs, &values.org, Wanted::is_in)
        && values.format.iter().any(|value| filters.wants_format(&single(value)))
        && (filters.titles.is_empty() || title.is_some_and(|title| is_in_form(&filters.titles, &title)))
        && (filters.paths.is_empty() || is_in_form(&filters.paths, &form(path)))
        && (filters.roles.is_empty() || values.role.iter().any(|role| WantedRoles::of(filters).fit(role)))
        && filters.is_under(path)
}

/// Whether a part or a topic, or [`UNKNOWN`], is wanted: each by a part of its name.
pub fn is_wanted_label(wanted: &[Wanted], label: &str) -> bool {
    wanted.is_empty() || wanted_whole(wanted, label, Wanted::is_in)
}

/// Whether a section has a wanted part and a wanted topic itself.
pub(in crate::answer) fn has_labels(filters: &Filters, section: &Section) -> bool {
    let name = |label: &Option<Label>| label.as_ref().map_or(UNKNOWN.to_owned(), |label| label.0.clone());
    is_wanted_label(&filters.parts, &name(&section.part)) && is_wanted_label(&filters.topics, &name(&section.topic))
}

/// Whether one of the wanted values stands in a section's part or topic, or in a heading of those that it lies `within`, as
/// matching forms.
fn is_named(wanted: &[Wanted], within: &[String], labels: [&str; 2]) -> bool {
    let is_labelled = |wanted: &Wanted| labels.iter().any(|label| *label != UNKNOWN && wanted.is_in(label));
    within.iter().any(|form| is_in_form(wanted, form)) || wanted.iter().any(is_labelled)
}

/// Whether filters let the passages of a section through; `section`: its values, none for a title outside the text.
pub(in crate::answer) fn lets_section_through(filters: &Filters, section: Option<&SectionValues>) -> bool {
    let Some(section) = section else { return !filters.narrow_sections() };
    (filters.sections.is_empty() || is_named(&filters.sections, &section.within, [section.part(), &section.topic]))
        && is_wanted_label(&filters.parts, section.part())
        && is_wanted_label(&filters.topics, &section.topic)
}
