//! Parameters of addresses, from the arguments of commands.

use serde_json::{Value, json};

use crate::message;
use crate::messages::Lang;
use crate::request::{Pairs, Parameter, ParameterKind, parameters};
use crate::serve::address::{FOLDER, LANG, MAX_QUERY, QUERY};
use crate::serve::api::form::{ARGUMENTS, Form};

/// Arguments that give reports, not passages: what lines that name reports are made of.
const OF_REPORTS: [&str; 4] = ["files_with_matches", "files_without_match", "count", "paths"];

/// The parameters of a request whose answer is given in a form, in a language; `many`: the argument that takes many queries
/// instead of one, if they are given so.
pub(super) fn of_request<R: Pairs>(command: &str, form: Form, many: Option<&str>, lang: Lang) -> Vec<Value> {
    let form_alone: Vec<&str> = form.argument().into_iter().collect();
    let forms: &[&str] = match (form, many) {
        (_, Some(_)) => many.as_slice(),
        (Form::Text, None) => &OF_REPORTS,
        (_, None) => &form_alone,
    };
    let mut all: Vec<Value> = parameters::<R>(command, forms, &ARGUMENTS, lang)
        .into_iter()
        .filter(|parameter| many.is_none() || parameter.name != "query")
        .map(|parameter| of_argument(parameter, lang))
        .collect();
    all.extend(of_all(lang));
    all
}

/// The parameters that all addresses have.
pub(super) fn of_all(lang: Lang) -> [Value; 2] {
    let langs = Lang::ALL.map(Lang::as_str);
    [
        json!({
            "name": FOLDER, "in": "query", "description": message!("api-folder").say(lang), "schema": { "type": "string" },
        }),
        json!({
            "name": LANG, "in": "query", "description": message!("api-lang").say(lang),
            "schema": { "type": "string", "enum": langs },
        }),
    ]
}

fn of_argument(parameter: Parameter, lang: Lang) -> Value {
    let Parameter { name, aliases, help, kind, is_list, is_required, default } = parameter;
    let is_query = name == "query";
    let mut schema = match kind {
        ParameterKind::Switch => json!({ "type": "boolean", "default": false }),
        ParameterKind::Number { .. } => json!({ "type": "integer", "minimum": 0 }),
        ParameterKind::OneOf(values) => json!({ "type": "string", "enum": values }),
        ParameterKind::Text => json!({ "type": "string", "maxLength": MAX_QUERY }),
    };
    if let Some(default) = default {
        schema["default"] = default.parse::<u64>().map_or_else(|_| default.into(), Value::from);
    }
    if is_list {
        schema = json!({ "type": "array", "items": schema });
    }
    let name = if is_query { QUERY } else { &name };
    let help = if help.is_empty() && is_query { message!("api-query").say(lang) } else { help };
    let mut parameter = json!({ "name": name, "in": "query", "description": help, "schema": schema });
    if is_required {
        parameter["required"] = true.into();
    }
    if is_list {
        parameter["explode"] = true.into();
    }
    if !aliases.is_empty() {
        parameter["x-aliases"] = aliases.into();
    }
    parameter
}
