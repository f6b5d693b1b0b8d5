//! Addresses, and what each answers.

use serde_json::{Map, Value, json};

use super::parameters::{of_all, of_request};
use crate::message;
use crate::messages::{Lang, Message};
use crate::request::{Facets, List, Pairs, Search, Show, Status, summary};
use crate::serve::api::form::{Form, LINES};
use crate::serve::api::head::{NOTE, SEARCHED, TOTAL};
use crate::serve::api::{facets, list, search, status};
use crate::serve::queries::MAX_QUERIES;

/// All addresses.
pub(super) fn paths(lang: Lang) -> Value {
    let mut paths = Map::new();
    for form in search::FORMS {
        let types: &[&str] = match form {
            Form::Json => &["Search"],
            Form::JsonLines => &["Hit", "Line"],
            _ => &[],
        };
        let mut item = Map::new();
        item.insert("get".to_owned(), one::<Search>("search", form, form.media_type(), types, lang));
        if form == Form::Json {
            let answers = ["Search", "Failed"];
            item.insert(
                "post".to_owned(),
                many::<Search>("search", "batch", form, &answers, message!("api-batch"), lang),
            );
        }
        paths.insert(form.of("/api/search"), item.into());
    }
    for form in facets::FORMS {
        let (of_one, of_many): (&[&str], &[&str]) = match form {
            Form::Json => (&["Facets", "Crossed"], &["Crossed"]),
            _ => (&[], &[]),
        };
        let get = one::<Facets>("facets", form, form.media_type(), of_one, lang);
        let post = many::<Facets>("facets", "queries", form, of_many, message!("api-many"), lang);
        paths.insert(form.of("/api/facets"), json!({ "get": get, "post": post }));
    }
    for form in list::FORMS {
        let (types, media_type): (&[&str], _) =
            if form == Form::Json { (&["ListLine"], LINES) } else { (&[], form.media_type()) };
        paths.insert(form.of("/api/list"), json!({ "get": one::<List>("list", form, media_type, types, lang) }));
    }
    for form in status::FORMS {
        let types: &[&str] = if form == Form::Json { &["Status"] } else { &[] };
        let get = one::<Status>("status", form, form.media_type(), types, lang);
        let types: &[&str] = if form == Form::Json { &["SinceLine"] } else { &[] };
        paths.insert(form.of("/api/status"), json!({ "get": get, "post": since(form, types, lang) }));
    }
    let get = one::<Show>("report", Form::Json, Form::Json.media_type(), &["Show", "Cited"], lang);
    paths.insert("/api/report".to_owned(), json!({ "get": get }));
    for (path, id, said, types) in [
        ("/api/folders", "folders", message!("api-folders"), &["Folders"][..]),
        ("/api/openapi.json", "openapi", message!("api-openapi"), &[]),
    ] {
        let responses = responses(&message!("api-answer"), Form::Json.media_type(), types, lang);
        let parameters = of_all(lang);
        let get =
            json!({ "operationId": id, "summary": said.say(lang), "parameters": parameters, "responses": responses });
        paths.insert(path.to_owned(), json!({ "get": get }));
    }
    paths.into()
}

/// What is asked by GET.
fn one<R: Pairs>(name: &str, form: Form, media_type: &str, types: &[&str], lang: Lang) -> Value {
    // People know a report by another command.
    let command = if name == "report" { "show" } else { name };
    let said = match (form, media_type) {
        (_, LINES) => message!("api-lines"),
        (Form::Json, _) => message!("api-answer"),
        _ => message!("api-file"),
    };
    json!({
        "operationId": operation(name, form),
        "summary": summary::<R>(command, lang),
        "parameters": of_request::<R>(command, form, None, lang),
        "responses": responses(&said, media_type, types, lang),
    })
}

/// Many queries, asked by POST; `argument`: what takes them on the command line.
fn many<R: Pairs>(name: &str, argument: &str, form: Form, types: &[&str], said: Message, lang: Lang) -> Value {
    let (answer, media_type) = match form {
        Form::Json => (message!("api-lines"), LINES),
        _ => (message!("api-file"), form.media_type()),
    };
    let queries = json!({ "type": "object", "properties": { "queries": { "type": "string" } } });
    json!({
        "operationId": format!("{}Of", operation(name, form)),
        "summary": said.say(lang),
        "parameters": of_request::<R>(name, form, Some(argument), lang),
        "requestBody": {
            "required": true,
            "description": message!("api-queries", most = MAX_QUERIES).say(lang),
            "content": {
                "text/plain": { "schema": { "type": "string" } },
                "multipart/form-data": { "schema": queries },
            },
        },
        "responses": with_sent(responses(&answer, media_type, types, lang), lang),
    })
}

/// What differs from a file that is sent.
fn since(form: Form, types: &[&str], lang: Lang) -> Value {
    let (answer, media_type) = match form {
        Form::Json => (message!("api-lines"), LINES),
        _ => (message!("api-file"), form.media_type()),
    };
    let file = json!({ "type": "object", "properties": { "file": { "type": "string", "format": "binary" } } });
    json!({
        "operationId": format!("{}Since", operation("status", form)),
        "summary": message!("api-since").say(lang),
        "parameters": of_request::<Status>("status", form, None, lang),
        "requestBody": {
            "required": true,
            "description": message!("api-since-file").say(lang),
            "content": { "multipart/form-data": { "schema": file } },
        },
        "responses": with_sent(responses(&answer, media_type, types, lang), lang),
    })
}

/// With what is said where too much was sent, or something else.
fn with_sent(mut responses: Value, lang: Lang) -> Value {
    for status in ["408", "413", "415"] {
        responses[status] = error(&message!("api-sent"), lang);
    }
    responses
}

fn operation(name: &str, form: Form) -> String {
    match form {
        Form::Json => name.to_owned(),
        _ => format!("{name}{}{}", form.ending()[..1].to_uppercase(), &form.ending()[1..]),
    }
}

fn responses(said: &Message, media_type: &str, types: &[&str], lang: Lang) -> Value {
    let named: Vec<Value> = types.iter().map(|name| reference(name)).collect();
    let content = match named.as_slice() {
        [] if media_type == Form::Json.media_type() => json!({ "schema": { "type": "object" } }),
        [] if media_type.starts_with("text/") => json!({ "schema": { "type": "string" } }),
        [] => json!({}),
        [one] => json!({ "schema": one }),
        several => json!({ "schema": { "oneOf": several } }),
    };
    let header = |said: Message| json!({ "description": said.say(lang), "schema": { "type": "string" } });
    let ok = json!({
        "description": said.say(lang),
        "headers": {
            TOTAL: header(message!("api-total")),
            SEARCHED: header(message!("api-searched")),
            NOTE: header(message!("api-note")),
        },
        "content": { media_type: content },
    });
    json!({
        "200": ok,
        "304": { "description": message!("api-not-modified").say(lang) },
        "400": error(&message!("api-wrong"), lang),
        "403": error(&message!("api-forbidden"), lang),
        "404": error(&message!("api-missing"), lang),
        "500": error(&message!("api-failed"), lang),
        "503": error(&message!("api-unavailable"), lang),
    })
}

fn error(said: &Message, lang: Lang) -> Value {
    let content = json!({ Form::Json.media_type(): { "schema": reference("ErrorJson") } });
    json!({ "description": said.say(lang), "content": content })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
