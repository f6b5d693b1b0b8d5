//! The tools: what each is for, and what it takes, by the definitions of the command line.

use std::sync::Arc;

use rmcp::model::{JsonObject, Tool as Definition, ToolAnnotations};
use serde_json::{Value, json};

use crate::message;
use crate::messages::{Lang, Message};
use crate::request::{Facets, List, Parameter, ParameterKind, Search, Show, parameters};

/// The argument that says where an answer goes on,
pub(super) const CURSOR: &str = "cursor";
/// the one that names a report or a citation, as assistants know it,
pub(super) const ID: &str = "id";
/// and what it is on the command line.
const OF_ID: &str = "report";

/// A tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    /// Hits, or reports with or without any.
    Search,
    /// The text of a report, from its beginning or around a citation.
    Fetch,
    /// Counts.
    Facets,
    /// Reports and their sections.
    List,
    /// What is known of a report, and its outline.
    Report,
}

/// What reports and sections are wanted.
const FILTERS: [&str; 13] = [
    "author",
    "year",
    "role",
    "org",
    "format",
    "section",
    "part",
    "topic",
    "title",
    "path",
    "unknown",
    "no_boilerplate",
    "no_ocr_text",
];
/// How a query is to be understood.
const UNDERSTOOD: [&str; 5] = ["within", "literal", "regex", "loose", "expand"];

impl Tool {
    /// All of them, in the order in which they are listed.
    pub(super) const ALL: [Self; 5] = [Self::Search, Self::Fetch, Self::Facets, Self::List, Self::Report];

    /// The tool of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.name() == name)
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Fetch => "fetch",
            Self::Facets => "facets",
            Self::List => "list",
            Self::Report => "report",
        }
    }

    /// The command that does the same.
    fn command(self) -> &'static str {
        match self {
            Self::Fetch | Self::Report => "show",
            tool => tool.name(),
        }
    }

    fn about(self) -> Message {
        match self {
            Self::Search => message!("tool-search"),
            Self::Fetch => message!("tool-fetch"),
            Self::Facets => message!("tool-facets"),
            Self::List => message!("tool-list"),
            Self::Report => message!("tool-report"),
        }
    }

    /// The arguments of its command that make sense for it, the first of them first, and whether that one must be given.
    fn takes(self) -> (Vec<&'static str>, bool) {
        let search = ["query", "files_with_matches", "files_without_match", "sort", "limit", "context"];
        let facets = ["query", "without", "by", "cross", "sort", "limit"];
        let list = ["text", "paths", "without_section", "without_part", "without_topic"];
        match self {
            Self::Search => ([&search[..], &UNDERSTOOD, &FILTERS].concat(), true),
            Self::Facets => ([&facets[..], &UNDERSTOOD, &FILTERS].concat(), false),
            Self::List => ([&list[..], &FILTERS].concat(), false),
            Self::Fetch | Self::Report => (vec![OF_ID], true),
        }
    }

    /// The pair that an argument of it is.
    pub(super) fn pair(self, argument: &str) -> Option<&'static str> {
        let argument = if argument == ID { OF_ID } else { argument };
        self.takes().0.into_iter().find(|name| *name == argument && (argument != OF_ID || self.command() == "show"))
    }

    /// It as a client is told of it.
    pub(super) fn definition(self, lang: Lang) -> Definition {
        let all = match self {
            Self::Search => parameters::<Search>(self.command(), &[], &[], lang),
            Self::Facets => parameters::<Facets>(self.command(), &[], &[], lang),
            Self::List => parameters::<List>(self.command(), &[], &[], lang),
            Self::Fetch | Self::Report => parameters::<Show>(self.command(), &[], &[], lang),
        };
        let (takes, must) = self.takes();
        let mut properties = JsonObject::new();
        for name in &takes {
            if let Some(parameter) = all.iter().find(|parameter| id(parameter) == *name) {
                properties.insert(shown(name).to_owned(), self.property(parameter, lang));
            }
        }
        let cursor = message!("tool-cursor").say(lang);
        properties.insert(CURSOR.to_owned(), json!({ "type": "string", "description": cursor }));
        let mut schema = JsonObject::new();
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), properties.into());
        schema.insert("required".to_owned(), takes.iter().take(must.into()).map(|name| shown(name)).collect());
        schema.insert("additionalProperties".to_owned(), false.into());
        let hints = ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false);
        Definition::new(self.name(), self.about().say(lang), Arc::new(schema)).with_annotations(hints)
    }

    /// The schema of a parameter.
    fn property(self, parameter: &Parameter, lang: Lang) -> Value {
        let mut schema = match &parameter.kind {
            ParameterKind::Switch => json!({ "type": "boolean" }),
            ParameterKind::Number { .. } => json!({ "type": "integer", "minimum": 0 }),
            ParameterKind::OneOf(values) => json!({ "type": "string", "enum": values }),
            ParameterKind::Text => json!({ "type": "string" }),
        };
        if parameter.is_list {
            schema = json!({ "type": "array", "items": schema });
        }
        schema["description"] = self.help(parameter, lang).into();
        schema
    }

    /// What a parameter is for: as the command line says it, where that is not about printing.
    fn help(self, parameter: &Parameter, lang: Lang) -> String {
        match (self, id(parameter).as_str()) {
            (_, OF_ID) => message!("tool-id").say(lang),
            (Self::Facets, "limit") => message!("tool-limit-values").say(lang),
            (_, "limit") => message!("tool-limit").say(lang),
            (Self::Search, "sort") => message!("tool-sort").say(lang),
            _ => parameter.help.clone(),
        }
    }
}

/// The name of a parameter as assistants write names.
fn id(parameter: &Parameter) -> String {
    parameter.name.replace('-', "_")
}

/// The argument of a tool that a pair is.
fn shown(name: &str) -> &str {
    if name == OF_ID { ID } else { name }
}

#[cfg(test)]
mod tests {
    use super::{CURSOR, ID, Tool};
    use crate::messages::Lang;

    /// What it takes is there, and told in each language.
    #[test]
    fn tools_take_what_their_commands_do() {
        for tool in Tool::ALL {
            for lang in Lang::ALL {
                let definition = tool.definition(lang);
                let properties = definition.input_schema["properties"].as_object().expect("an object").clone();
                assert_eq!(properties.len(), tool.takes().0.len() + 1, "{}", tool.name());
                for (name, schema) in &properties {
                    assert!(name == CURSOR || tool.pair(name).is_some(), "{} {name}", tool.name());
                    let help = schema["description"].as_str().unwrap_or_default();
                    let is_chinese = help.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
                    assert!(!help.is_empty() && (lang == Lang::En || is_chinese), "{} {name}: {help}", tool.name());
                }
            }
            assert_eq!(tool.pair(ID).is_some(), [Tool::Fetch, Tool::Report].contains(&tool), "{}", tool.name());
            assert_eq!(Tool::named(tool.name()), Some(tool));
        }
    }
}
