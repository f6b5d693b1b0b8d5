//! What is shown where there is no answer, within what all pages have around them: another query or folder is at hand.

use askama::Template;

use super::failed::What;
use super::frame::Frame;
use super::ways::to_results;
use crate::message;
use crate::serve::asked::Asked;

#[derive(Template)]
#[template(path = "unanswered.html")]
struct Unanswered {
    frame: Frame,
    what: What,
    /// The results from which it was asked for.
    results: Option<String>,
}

/// A page like all others.
pub(super) fn unanswered(asked: &Asked, what: What) -> String {
    let results = to_results(asked).map(|results| results.to_string());
    Unanswered { frame: Frame::new(asked, what.title.clone()), what, results }.render().unwrap_or_default()
}
