//! Whether the folder changed since it was indexed. It is looked at while the search runs, and told after the answer.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::common::as_built;
use super::progress::{BuildProgress, said, tell};
use crate::error::{Error, Result};
use crate::index::{Changes, Reader, build, changes_at_a_glance};
use crate::message;
use crate::messages::Message;

/// A look at the folder that is not done so long after it began is given up: on a slow drive nobody waits for it.
const MAX_LOOK: Duration = Duration::from_millis(100);

/// A look at the folder of an index.
pub(super) struct Look {
    changes: Receiver<Changes>,
    started: Instant,
}

impl Look {
    /// Begins to look.
    pub(super) fn begin(reader: &Arc<Reader>) -> Self {
        let (sender, changes) = sync_channel(1);
        let reader = Arc::clone(reader);
        std::thread::spawn(move || changes_at_a_glance(&reader).map(|changes| sender.send(changes)));
        Self { changes, started: Instant::now() }
    }

    /// What was seen, if it was seen in time and is worth saying.
    pub(super) fn seen(self) -> Option<Message> {
        let left = MAX_LOOK.saturating_sub(self.started.elapsed());
        said_of(self.changes.recv_timeout(left).ok()?)
    }
}

/// What is said of a folder that changed so since it was indexed; nothing if it did not.
pub(super) fn said_of(changes: Changes) -> Option<Message> {
    let files = changes.new + changes.changed + changes.moved + changes.gone;
    changes.any().then(|| message!("folder-changed", files = message!("files", n = files)))
}

/// Refreshes an index as it was built, and opens it. Where that fails it is said, and the old index answers.
pub(super) fn refreshed(reader: Arc<Reader>) -> Result<Arc<Reader>> {
    let options = as_built(reader.commit());
    let location = reader.location();
    match BuildProgress::run_quietly(location, |progress| build(location, options, progress)) {
        Ok(done) if done.left > 0 => Err(Error::StoppedPartly),
        Ok(_) => Reader::open(location).map(Arc::new),
        Err(Error::Stopped) => Err(Error::Stopped),
        Err(error) => {
            tell(&message!("not-refreshed", reason = said(&error.message())));
            Ok(reader)
        }
    }
}
