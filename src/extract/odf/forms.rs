//! Controls of forms: what they show stands apart from the text, which says where ([OpenDocument 1.3] 13).

use std::collections::HashMap;

use crate::extract::containers::xml::Element;

/// What controls show, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Forms {
    shown: HashMap<String, String>,
    /// The control that is being read.
    open: String,
}

impl Forms {
    /// An element within the forms.
    pub(super) fn tell(&mut self, element: &Element<'_>) {
        let named = |name: &str| element.attribute(name).unwrap_or_default();
        let is_on = |name: &str| matches!(named(name).as_str(), "true" | "checked");
        let set = |name: &str, of: &str| element.attribute(name).or_else(|| element.attribute(of)).unwrap_or_default();
        let shown = match element.name() {
            "text" | "textarea" | "combobox" | "date" | "time" | "formatted-text" | "number" => {
                set("current-value", "value")
            }
            "fixed-text" => named("label"),
            "checkbox" | "radio" => {
                let is_ticked = match element.name() {
                    "checkbox" if element.attribute("current-state").is_some() => is_on("current-state"),
                    "checkbox" => is_on("state"),
                    _ if element.attribute("current-selected").is_some() => is_on("current-selected"),
                    _ => is_on("selected"),
                };
                format!("{}{}", if is_ticked { "☑" } else { "☐" }, named("label"))
            }
            "listbox" => String::new(),
            "option" => {
                let is_chosen = match element.attribute("current-selected") {
                    Some(chosen) => chosen == "true",
                    None => is_on("selected"),
                };
                if is_chosen {
                    self.shown.insert(self.open.clone(), named("label"));
                }
                return;
            }
            _ => return,
        };
        self.open = named("id");
        self.shown.insert(self.open.clone(), shown);
    }

    /// What the control with an identifier shows.
    pub(super) fn shown(&self, id: &str) -> Option<&str> {
        self.shown.get(id).map(String::as_str)
    }
}
