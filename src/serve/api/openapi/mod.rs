//! The API, said for programs (OpenAPI 3.1): in come the types of answers and the arguments of commands, out goes a document
//! that is true of every answer.
//!
//! [`schemas`]: the types. [`paths`]: the addresses, with [`parameters`] from the definitions of the command line.

mod parameters;
mod paths;
mod schemas;

use axum::response::Response;
use serde_json::Value;

use self::paths::paths;
use self::schemas::schemas;
use super::answer::{ToAnswer, failed};
use super::form::Form;
use crate::error::Error;
use crate::message;
use crate::messages::Lang;
use crate::output::forms::{Said, json_line};
use crate::serve::address::{FOLDER, LANG};
use crate::serve::asked::Asked;

pub(super) async fn openapi(asked: Asked) -> Response {
    if let Some((name, _)) = asked.address.pairs().find(|(name, _)| ![FOLDER, LANG].contains(name)) {
        return failed(&Error::Request(message!("no-parameter", name = name)).into(), &asked);
    }
    let lang = asked.lang;
    let written = ToAnswer::new(Form::Json, "").answer(&asked, move |body, _| {
        json_line(body, &document(lang))?;
        Ok(Said { is_found: true, beside: Vec::new() })
    });
    written.await
}

/// The whole description, in a language.
fn document(lang: Lang) -> Value {
    serde_json::json!({
        "openapi": "3.1.0",
        "info": {
            "title": "baogao",
            "version": env!("CARGO_PKG_VERSION"),
            "description": message!("api-about").say(lang),
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "servers": [{ "url": "/" }],
        "paths": paths(lang),
        "components": { "schemas": schemas() },
    })
}
