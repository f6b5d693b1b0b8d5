//! What can be chosen: by what is counted, which figures are shown, how queries are understood, and of which reports.

use super::state::{AND, BESIDE, FIGURE, MODE, State};
use crate::answer::FacetField;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::field;
use crate::serve::pages::controls::{Input, Select, Switch};

/// What can be chosen.
pub(super) struct Form {
    pub(super) selects: Vec<Select>,
    pub(super) switches: Vec<Switch>,
    pub(super) inputs: Vec<Input>,
    /// Pairs that are sent along.
    pub(super) kept: Vec<(&'static str, String)>,
    /// Whether reports are filtered.
    pub(super) is_filtered: bool,
}

/// What is counted by.
const FIELDS: [FacetField; 8] = [
    FacetField::Year,
    FacetField::Org,
    FacetField::Author,
    FacetField::Role,
    FacetField::Part,
    FacetField::Topic,
    FacetField::Section,
    FacetField::Format,
];

/// What can be chosen, with what is.
pub(super) fn form(state: &State, lang: Lang) -> Form {
    let select = |name: &'static str, said: Message, now: &str, values: &[(&'static str, Message)]| {
        let values = values.iter().map(|(value, said)| (*value, said.say(lang), *value == now)).collect();
        Select { name, said: said.say(lang), values }
    };
    let fields = FIELDS.map(|of| (of.as_str(), field(of)));
    // Sections are of passages, and can't be crossed.
    let of_reports = FIELDS.into_iter().filter(|of| !of.counts_sections()).map(|of| (of.as_str(), field(of)));
    let crossed: Vec<_> = std::iter::once(("", message!("count-by-one"))).chain(of_reports).collect();
    let mode = ["literal", "regex", "loose"].into_iter().find(|mode| state.is_on(mode)).unwrap_or_default();
    let (by, and) = state.by();
    let get = |name: &str| state.get(name).unwrap_or_default();
    let selects = vec![
        select("by", message!("count-by"), by, &fields),
        select(AND, message!("count-and"), and, &crossed),
        select(
            "sort",
            message!("option-sort"),
            get("sort"),
            &[
                ("", message!("count-order")),
                ("oldest", message!("order-oldest")),
                ("most", message!("order-most")),
                ("value", message!("order-name")),
            ],
        ),
        select(
            FIGURE,
            message!("count-figures"),
            get(FIGURE),
            &[
                ("", message!("column-reports")),
                ("share", message!("column-share")),
                ("passages", message!("column-passages")),
            ],
        ),
        select(
            MODE,
            message!("option-mode"),
            mode,
            &[
                ("", message!("mode-phrases")),
                ("literal", message!("mode-literal")),
                ("regex", message!("mode-regex")),
                ("loose", message!("mode-loose")),
            ],
        ),
        select(
            "within",
            message!("option-within"),
            get("within"),
            &[
                ("", message!("within-passage")),
                ("section", message!("within-section")),
                ("report", message!("within-report")),
            ],
        ),
    ];
    let switches = [("without", message!("count-without")), ("expand", message!("option-expand"))];
    let input = |(name, said): (&'static str, Message)| Input { name, said: said.say(lang), value: state.typed(name) };
    let of_names = [("title", message!("field-title")), ("path", message!("field-path"))];
    let inputs: Vec<Input> = FIELDS.map(|of| (of.as_str(), field(of))).into_iter().chain(of_names).map(input).collect();
    Form {
        selects,
        switches: switches.map(|(name, said)| Switch { name, said: said.say(lang), is_on: state.is_on(name) }).into(),
        kept: BESIDE.into_iter().map(|name| (name, state.typed(name))).filter(|(_, value)| !value.is_empty()).collect(),
        is_filtered: inputs.iter().any(|input| !input.value.is_empty()),
        inputs,
    }
}
