//! How a reading list is narrowed: the filters that hold, each with the way without it; those that can be typed; and what its
//! sections do and are about, with the ways to only those.

use crate::answer::{FacetCounts, FacetField};
use crate::messages::Lang;
use crate::output::terminal::{field, shown};
use crate::report::UNKNOWN;
use crate::serve::address::Address;
use crate::serve::pages::controls::Input;
use crate::serve::pages::filters::{filter, filtered, shown_value};
use crate::serve::pages::frame::Link;

/// What can be typed, in the order of the form.
const TYPED: [&str; 13] = [
    "author",
    "year",
    "role",
    "org",
    "format",
    "part",
    "topic",
    "section",
    "title",
    "path",
    "without-section",
    "without-part",
    "without-topic",
];
/// A field with its most frequent values.
pub(super) struct Counts {
    pub(super) field: String,
    pub(super) values: Vec<(Link, u64)>,
}

/// The filters that hold, each as a way to what there is without it.
pub(super) fn held(here: &Address, lang: Lang) -> Vec<Link> {
    let link = |(name, value): (&str, &str)| {
        let address = here.less(name, value).without("page").to_string();
        Some(Link { said: filtered(name, value, lang)?, address, is_here: true })
    };
    here.pairs().filter_map(link).collect()
}

/// What is read, in the values of the filters; none if all is.
pub(super) fn title(here: &Address, lang: Lang) -> Option<String> {
    let values = here.pairs().filter(|(name, _)| TYPED.contains(name) && !name.starts_with("without"));
    let values: Vec<String> = values.map(|(_, value)| shown_value(value, lang)).collect();
    (!values.is_empty()).then(|| values.join(" · "))
}

/// The filters that can be typed.
pub(super) fn inputs(here: &Address, lang: Lang) -> Vec<Input> {
    let input = |name: &'static str| {
        let values: Vec<&str> = here.all(name).collect();
        Input { name, said: filter(name).map_or_else(String::new, |said| said.say(lang)), value: values.join(",") }
    };
    TYPED.map(input).into()
}

/// What the sections do and are about, each with the way to only those.
pub(super) fn counts(here: &Address, counts: &[FacetCounts], lang: Lang) -> Vec<Counts> {
    let of = |counts: &FacetCounts| {
        let name = counts.field.as_str();
        let known = counts.values.iter().filter(|value| value.value != UNKNOWN);
        let link = |value: &crate::answer::FacetCount| {
            let is_here = here.has(name, &value.value);
            let address = if is_here { here.less(name, &value.value) } else { here.set(name, &value.value) };
            (Link { said: shown(&value.value), address: address.without("page").to_string(), is_here }, value.reports)
        };
        Counts { field: field(counts.field).say(lang), values: known.map(link).collect() }
    };
    counts.iter().filter(|counts| [FacetField::Part, FacetField::Topic].contains(&counts.field)).map(of).collect()
}
