//! What was cited, as it stands in its file now; and a page that says so where there is no such report any more.

use askama::Template;

use crate::answer::{Citation, Standing, cited};
use crate::error::{Error, Result};
use crate::ingest::ReportNow;
use crate::message;
use crate::messages::Message;
use crate::output::terminal::shown;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::ways::to;

/// How what was cited stands now.
pub(super) struct Stands {
    pub(super) said: Message,
    /// The number that the passage has now; none if it is gone.
    pub(super) passage: Option<u32>,
    /// What it said, if it is gone and that is known.
    pub(super) was: Option<String>,
}

/// How what was cited stands in its file as that is now; none if it is gone.
///
/// # Errors
/// [`Error::Cited`] if nothing tells; of the engine.
pub(super) fn stands(snapshot: &Snapshot, citation: &Citation, now: Option<&ReportNow>) -> Result<Stands> {
    let was = cited(&*snapshot.engine, citation)?;
    let standing = match now {
        None => Standing::Gone,
        Some(now) => citation
            .standing(&now.hash, now.title.as_deref(), &now.texts, was.as_deref())
            .ok_or_else(|| Error::Cited(citation.to_string()))?,
    };
    let (said, passage) = match standing {
        Standing::AsCited => (message!("as-cited"), Some(citation.passage)),
        Standing::Changed => (message!("cited-changed"), Some(citation.passage)),
        Standing::Moved(number) => (message!("cited-moved", n = number.to_string()), Some(number)),
        Standing::Gone if now.is_none() => (message!("cited-file-gone"), None),
        Standing::Gone => (message!("cited-gone"), None),
    };
    Ok(Stands { said, passage, was: was.filter(|_| passage.is_none()) })
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
pub(super) fn cited_page(asked: &Asked, citation: &Citation, stands: &Stands) -> CitedPage {
    CitedPage {
        frame: Frame::new(asked, message!("page-report").say(asked.lang)),
        path: shown(&citation.path),
        standing: stands.said.say(asked.lang),
        text: stands.was.as_deref().map(shown),
        all: to(asked, "/browse").to_string(),
    }
}
