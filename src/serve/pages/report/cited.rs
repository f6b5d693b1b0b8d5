//! What was cited, as it stands in its file now; and a page that says so where there is no such report any more.

use askama::Template;

use crate::message;
use crate::output::forms::CitedNow;
use crate::output::terminal::shown;
use crate::serve::asked::Asked;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::ways::to;

/// What was cited said, where it is gone and that is known.
pub(super) fn lost(cited: &CitedNow) -> Option<String> {
    cited.text.as_deref().filter(|_| cited.number.is_none()).map(shown)
}

#[derive(Template)]
#[template(path = "report/cited.html")]
pub(super) struct CitedPage {
    frame: Frame,
    path: String,
    standing: String,
    text: Option<String>,
    all: String,
}

/// The page that says so.
pub(super) fn cited_page(asked: &Asked, cited: &CitedNow) -> CitedPage {
    CitedPage {
        frame: Frame::new(asked, message!("page-report").say(asked.lang)),
        path: shown(&cited.citation.path),
        standing: cited.said().say(asked.lang),
        text: lost(cited),
        all: to(asked, "/browse").to_string(),
    }
}
