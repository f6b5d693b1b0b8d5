//! The arguments of a call as pairs of names and values: what a tool doesn't take is refused, what says nothing is left out.

use rmcp::model::JsonObject;
use serde_json::Value;

use super::tool::{CURSOR, Tool};
use crate::error::{Error, Result};
use crate::message;
use crate::serve::address::MAX_QUERY;

/// Arguments, understood as far as JSON goes.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    /// The pairs that they are.
    pub(super) pairs: Vec<(String, String)>,
    /// Where the answer is to go on, if it was begun.
    pub(super) cursor: Option<String>,
}

impl Arguments {
    /// Those of a call. Lists are several pairs; assistants also send numbers for texts, and empty texts for nothing.
    ///
    /// # Errors
    /// [`Error::Request`] for a name that the tool has not, and a value that is none or too long.
    pub(super) fn of(tool: Tool, object: &JsonObject) -> Result<Self> {
        let mut arguments = Self::default();
        for (name, value) in object {
            let pair = tool.pair(name).or_else(|| (name == CURSOR).then_some(CURSOR));
            let pair = pair.ok_or_else(|| Error::Request(message!("no-parameter", name = name)))?;
            let values = match value {
                Value::Array(values) => values.as_slice(),
                value => std::slice::from_ref(value),
            };
            for value in values {
                let text = match value {
                    Value::Null => continue,
                    Value::String(text) if text.is_empty() => continue,
                    Value::String(text) => text.clone(),
                    Value::Bool(_) | Value::Number(_) => value.to_string(),
                    Value::Array(_) | Value::Object(_) => {
                        return Err(Error::Request(message!("no-plain-value", name = name)));
                    }
                };
                if text.chars().nth(MAX_QUERY).is_some() {
                    return Err(Error::Request(message!("value-too-long", most = MAX_QUERY)));
                }
                match pair {
                    CURSOR => arguments.cursor = Some(text),
                    pair => arguments.pairs.push((pair.to_owned(), text)),
                }
            }
        }
        // Whichever order they are written in, it is the same call.
        arguments.pairs.sort();
        Ok(arguments)
    }
}
