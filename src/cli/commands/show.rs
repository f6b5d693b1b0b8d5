//! `baogao show`: one report, with the evidence of all that is known of it; or what was cited, and how it stands now.

use crate::answer::{Citation, Detail, Standing};
use crate::cli::open::{Opened, open};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::{Output, tell};
use crate::output::forms::{CitedNow, Shown, shown};
use crate::output::json;
use crate::request::Show;

pub(in crate::cli) fn run(request: &Show, output: &mut Output) -> Outcome {
    let opened = open(&request.place, request.folder.as_deref())?;
    match shown(&*opened.engine, &request.report, opened.under.as_deref())? {
        Shown::Passage(citation) => passage(output, &opened, citation, request.json),
        Shown::Report(listed) => {
            if request.json {
                output.json(&json::Show::of(&listed))?;
            } else {
                output.people(opened.folder(), |terminal| terminal.show(&listed))?;
            }
            Ok(Found::Something)
        }
    }
}

/// Prints the passage that a citation means, and says how it stands in its file as that is on the disk now.
fn passage(output: &mut Output, opened: &Opened, citation: Citation, json: bool) -> Outcome {
    let now = opened.now(&citation.path)?;
    let cited = CitedNow::new(&*opened.engine, citation, now.as_ref())?;
    if json {
        output.json(&cited.json())?;
    } else if let Some(text) = &cited.text {
        let citation = &cited.citation;
        let shown = Citation { passage: cited.number.unwrap_or(citation.passage), ..citation.clone() };
        let of_passage = opened.engine.report(&citation.path, Detail::Passage(shown.passage))?;
        let passage = of_passage.and_then(|view| view.texts.into_iter().next());
        let is_recognised = passage.is_some_and(|passage| passage.is_recognised);
        output.people(opened.folder(), |terminal| terminal.cited(&shown, text, is_recognised))?;
    }
    tell(&cited.said());
    Ok(match cited.standing {
        Standing::AsCited => Found::Something,
        Standing::Changed | Standing::Moved(_) => Found::Nothing,
        Standing::Gone => Found::Incomplete,
    })
}
