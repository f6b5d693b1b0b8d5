//! What the API says of itself is true of every answer. Schemas are looked at here in full: a keyword that this does not know
//! is a failure.

use serde_json::{Map, Value};

use super::api::assert_error;
use super::page::address;
use super::server::Server;

/// Keywords that say nothing of a value that JSON has not said already, or nothing at all.
const SAYS_NOTHING: [&str; 6] = ["description", "format", "default", "title", "examples", "example"];

/// Fails with the way to what is not as the schema says.
fn check(schema: &Value, value: &Value, named: &Map<String, Value>, at: &str) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{at}: {what}: {value} against {schema}"));
    let Some(schema_of) = schema.as_object() else { return wrong("no schema") };
    for (keyword, says) in schema_of {
        match keyword.as_str() {
            "$ref" => {
                let name =
                    says.as_str().and_then(|name| name.strip_prefix("#/components/schemas/")).unwrap_or_default();
                let Some(schema) = named.get(name) else { return wrong("no such schema") };
                check(schema, value, named, at)?;
            }
            "type" => {
                let names: Vec<&str> = match says {
                    Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                    name => name.as_str().into_iter().collect(),
                };
                let is = |name: &&str| match *name {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "number" => value.is_number(),
                    "string" => value.is_string(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    _ => false,
                };
                if !names.iter().any(is) {
                    return wrong("of another type");
                }
            }
            "properties" => {
                for (name, schema) in says.as_object().expect("properties") {
                    if let Some(value) = value.get(name) {
                        check(schema, value, named, &format!("{at}/{name}"))?;
                    }
                }
            }
            "required" => {
                let missing = says
                    .as_array()
                    .expect("names")
                    .iter()
                    .find(|name| value.get(name.as_str().expect("a name")).is_none());
                if value.is_object() && missing.is_some() {
                    return wrong("something is missing");
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                let others = value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(name, _)| !known.is_some_and(|known| known.contains_key(*name)));
                for (name, other) in others {
                    match says {
                        Value::Bool(false) => return wrong(&format!("{name} is none of it")),
                        Value::Bool(true) => {}
                        schema => check(schema, other, named, &format!("{at}/{name}"))?,
                    }
                }
            }
            "propertyNames" => {
                for name in value.as_object().into_iter().flat_map(|object| object.keys()) {
                    check(says, &name.as_str().into(), named, at)?;
                }
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(says, item, named, &format!("{at}/{number}"))?;
                }
            }
            "minItems"
                if value.as_array().is_some_and(|items| (items.len() as u64) < says.as_u64().expect("a number")) =>
            {
                return wrong("too few");
            }
            "maxItems"
                if value.as_array().is_some_and(|items| (items.len() as u64) > says.as_u64().expect("a number")) =>
            {
                return wrong("too many");
            }
            "minimum" if value.as_f64() < says.as_f64() && value.is_number() => return wrong("too small"),
            "maximum" if value.as_f64() > says.as_f64() && value.is_number() => return wrong("too large"),
            "minItems" | "maxItems" | "minimum" | "maximum" => {}
            "enum" if !says.as_array().expect("values").contains(value) => return wrong("none of them"),
            "enum" => {}
            "oneOf" => {
                let fits =
                    says.as_array().expect("schemas").iter().filter(|schema| check(schema, value, named, at).is_ok());
                if fits.count() != 1 {
                    return wrong("not one of them");
                }
            }
            says_nothing if SAYS_NOTHING.contains(&says_nothing) => {}
            other => return wrong(&format!("{other} is not known")),
        }
    }
    Ok(())
}

#[test]
fn every_answer_is_as_it_is_described() {
    let server = Server::of_sample();
    for lang in ["en", "zh"] {
        let text = server.get(&format!("/api/openapi.json?lang={lang}")).text();
        let api: Value = serde_json::from_str(&text).expect("JSON");
        let named = api["components"]["schemas"].as_object().expect("schemas");
        let citation = server.get("/api/search?q=%E5%85%9A%E5%BB%BA").text();
        let citation: Value = serde_json::from_str(&citation).expect("JSON");
        let citation = citation["hits"][0]["citation"].as_str().expect("a citation").to_owned();
        let q = ("q", "党建");
        let mut seen = Vec::new();
        for (path, pairs, body) in [
            ("/api/search", &[q][..], ""),
            ("/api/search", &[q, ("explain", "true"), ("context", "1"), ("limit", "50"), ("passages", "50")], ""),
            ("/api/search", &[("q", "([0-9]+)(个|家)"), ("regex", "true"), ("limit", "50")], ""),
            ("/api/search", &[("q", "脱贫"), ("expand", "true")], ""),
            ("/api/search", &[("q", "两个维护 安全生产"), ("limit", "0")], ""),
            ("/api/search", &[("q", "没有 这样的话")], ""),
            ("/api/search.jsonl", &[q], ""),
            ("/api/search.jsonl", &[q, ("kwic", "5")], ""),
            ("/api/search.jsonl", &[("q", "([0-9]+)(个|家)?"), ("regex", "true"), ("kwic", "5")], ""),
            ("/api/search", &[("limit", "1")], "党建\n(党建\n"),
            ("/api/list", &[], ""),
            ("/api/list", &[("text", "true")], ""),
            ("/api/facets", &[], ""),
            ("/api/facets", &[q, ("by", "year")], ""),
            ("/api/facets", &[q, ("by", "year,org"), ("cross", "true")], ""),
            ("/api/facets", &[("by", "year")], "甲\t党建\n招商\n"),
            ("/api/report", &[("report", &citation)], ""),
            ("/api/report", &[("report", citation.split('#').next().expect("a path"))], ""),
            ("/api/status", &[], ""),
            ("/api/folders", &[], ""),
            ("/api/openapi.json", &[], ""),
        ] {
            let asked = address(path, pairs);
            let answer = if body.is_empty() { server.get(&asked) } else { server.post_text(&asked, body) };
            assert_eq!(answer.status, 200, "{asked}: {}", answer.text());
            let operation = &api["paths"][path][if body.is_empty() { "get" } else { "post" }];
            assert!(operation["summary"].as_str().is_some_and(|said| !said.is_empty()), "{path}");
            let kind = answer.header("content-type").expect("a type");
            let schema = &operation["responses"]["200"]["content"][kind]["schema"];
            assert!(schema.is_object(), "{asked}: {kind}");
            for line in answer.text().lines() {
                let value: Value = serde_json::from_str(line).expect("JSON");
                check(schema, &value, named, &asked).unwrap_or_else(|wrong| panic!("{wrong}"));
                // It is not so loose that anything is.
                let mut more = value;
                more["no-such-key"] = 1.into();
                assert!(path.ends_with("openapi.json") || check(schema, &more, named, &asked).is_err(), "{asked}");
            }
            seen.push(path);
            for header in ["baogao-total", "baogao-searched", "baogao-note"] {
                assert!(operation["responses"]["200"]["headers"][header].is_object());
            }
        }
        for (path, operations) in api["paths"].as_object().expect("paths") {
            for parameter in operations["get"]["parameters"].as_array().expect("parameters") {
                let help = parameter["description"].as_str().unwrap_or_default();
                assert!(!help.is_empty(), "{path}: {parameter}");
                let is_chinese = help.chars().any(|c| ('一'..='龥').contains(&c));
                assert!(is_chinese || lang == "en", "{path}: {parameter}");
            }
            let is_json = operations["get"]["responses"]["200"]["content"]
                .as_object()
                .expect("content")
                .keys()
                .any(|kind| kind.contains("json"));
            assert!(!is_json || seen.contains(&path.as_str()), "no answer of {path} was looked at");
        }
        for asked in ["/api/search", "/api/nothing", "/api/report?report=none"] {
            let answer = server.get(asked);
            assert_error(&answer, asked);
            let value: Value = serde_json::from_slice(&answer.body).expect("JSON");
            check(&named["ErrorJson"], &value, named, asked).unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    }
}
