//! The types of answers.

use serde_json::{Map, Value};
use utoipa::OpenApi;

use crate::output::json;
use crate::serve::api::folders::FoldersJson;
use crate::serve::http::ErrorJson;

#[derive(OpenApi)]
#[openapi(components(schemas(
    ErrorJson,
    FoldersJson,
    json::Cited<'static>,
    json::Crossed<'static>,
    json::Facets<'static>,
    json::Failed<'static>,
    json::Hit<'static>,
    json::Line<'static>,
    json::ListLine<'static>,
    json::Search<'static>,
    json::Searched,
    json::Show<'static>,
    json::SinceLine<'static>,
    json::Status<'static>,
    json::TotalJson,
)))]
struct Types;

/// The schemas of all answers, by name. Objects have no other keys than those that are named.
pub(super) fn schemas() -> Value {
    let types = serde_json::to_value(Types::openapi()).unwrap_or_default();
    let named = types.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    named.iter().map(|(name, schema)| (name.clone(), closed(schema, &named))).collect::<Map<_, _>>().into()
}

/// A schema in which parts that stand beside each other ("flattened") are one object, and objects are closed.
fn closed(schema: &Value, named: &Map<String, Value>) -> Value {
    match schema {
        Value::Array(all) => all.iter().map(|schema| closed(schema, named)).collect(),
        Value::Object(of) => {
            let mut of = of.clone();
            if let Some(Value::Array(parts)) = of.remove("allOf") {
                parts.iter().for_each(|part| merge(&mut of, part, named));
            }
            let is_object = of.contains_key("properties");
            let mut all: Map<String, Value> = of.into_iter().map(|(key, value)| (key, closed(&value, named))).collect();
            if is_object {
                all.insert("type".to_owned(), "object".into());
                all.insert("additionalProperties".to_owned(), false.into());
            }
            all.into()
        }
        plain => plain.clone(),
    }
}

/// Adds the keys of an object to those of another.
fn merge(into: &mut Map<String, Value>, part: &Value, named: &Map<String, Value>) {
    let of_name = part.get("$ref").and_then(Value::as_str).and_then(|name| named.get(name.rsplit('/').next()?));
    let part = of_name.unwrap_or(part);
    if let Some(Value::Array(parts)) = part.get("allOf") {
        parts.iter().for_each(|part| merge(into, part, named));
    }
    if let Some(Value::Object(properties)) = part.get("properties") {
        let all = into.entry("properties").or_insert_with(|| Map::new().into());
        all.as_object_mut().into_iter().for_each(|all| all.extend(properties.clone()));
    }
    if let Some(Value::Array(required)) = part.get("required") {
        let all = into.entry("required").or_insert_with(|| Vec::<Value>::new().into());
        all.as_array_mut().into_iter().for_each(|all| all.extend(required.clone()));
    }
}
