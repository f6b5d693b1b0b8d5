//! Whether the folder changed since it was indexed: looked at while a search runs, and told after its answer; or watched, to
//! refresh the index whenever it does.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::open::{Opened, as_built};
use super::outcome::{Found, Outcome};
use super::terminal::{BuildProgress, Output, said, stop, tell};
use crate::answer::FileState;
use crate::error::{Error, Result};
use crate::index::{BuildOptions, Location, Reader, build};
use crate::ingest::{Accounted, Changes, Now};
use crate::message;
use crate::messages::Message;
use crate::query::Filters;
use crate::source::Watcher;

/// A look at the folder that is not done so long after it began is given up: on a slow drive nobody waits for it.
const MAX_LOOK: Duration = Duration::from_millis(100);

/// A look at the folder of an index.
pub(super) struct Look {
    changes: Receiver<Changes>,
    started: Instant,
}

impl Look {
    /// Begins to look.
    pub(super) fn begin(opened: &Opened) -> Self {
        let (sender, changes) = sync_channel(1);
        let reader = Arc::clone(&opened.reader);
        std::thread::spawn(move || reader.changes_at_a_glance().map(|changes| sender.send(changes)));
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

/// What a command found, under `--strict`: that something could not be read, or that the folder is not as it was indexed, is
/// said, and counts for more.
pub(super) fn strictly(is_strict: bool, opened: &Opened, found: Found, output: &mut Output) -> Outcome {
    // What could not be answered at all is more than what is incomplete.
    if !is_strict || found == Found::InPart {
        return Ok(found);
    }
    let in_sight = |state| -> Result<usize> {
        let filters = opened.narrowed(Filters::default());
        let files: Vec<_> = opened.engine.files(state)?.collect::<Result<_>>()?;
        Ok(files.into_iter().filter(|file| filters.may_hide(file.path())).count())
    };
    let unread = in_sight(FileState::Unread)? + in_sight(FileState::InPart)?;
    let changes = match opened.under {
        None => opened.reader.changes()?,
        Some(_) => {
            let filters = opened.narrowed(Filters::default());
            let is_newer = |file: &Accounted| file.now != Now::Same && filters.may_hide(&file.path);
            let changed = opened.reader.account()?.iter().filter(|file| is_newer(file)).count();
            Changes { changed, ..Changes::default() }
        }
    };
    let changed = said_of(changes);
    if unread > 0 {
        output.tell(&message!("strict-unread", files = message!("files", n = unread)))?;
    }
    changed.iter().try_for_each(|changed| output.tell(changed))?;
    Ok(if unread > 0 || changed.is_some() { Found::Incomplete } else { found })
}

/// Refreshes an index as it was built, and opens it. Where that fails it is said, and the old index answers.
pub(super) fn refreshed(opened: Opened) -> Result<Opened> {
    let options = as_built(opened.reader.commit());
    let location = opened.reader.location();
    match BuildProgress::run_quietly(&location.folder, |progress| build(location, options, progress)) {
        Ok(done) if done.left > 0 => Err(Error::StoppedPartly),
        Ok(_) => Reader::open(location).map(|reader| Opened::new(reader, opened.under)),
        Err(Error::Stopped) => Err(Error::Stopped),
        Err(error) => {
            tell(&message!("not-refreshed", reason = said(&error.message())));
            Ok(opened)
        }
    }
}

/// Refreshes an index again and again. The first time a failure ends it; later ones are said, and pass.
pub(super) fn watch(location: &Location, options: &BuildOptions) -> Outcome {
    // Told from before the first walk: what changes during it is found by the next.
    let watcher = Watcher::new(&location.folder, location.own_places(), |reason| {
        tell(&message!("watch-walks", reason = reason));
    });
    let first = BuildProgress::run(&location.folder, |progress| build(location, options.clone(), progress))?;
    if first.left > 0 {
        return Ok(Found::Stopped);
    }
    tell(&message!("watching", folder = location.folder.as_path()));
    let again = BuildOptions { rebuild: false, ..options.clone() };
    let mut failed = false;
    while watcher.wait(failed, stop::is_asked_for) {
        failed = false;
        match BuildProgress::run_quietly(&location.folder, |progress| build(location, again.clone(), progress)) {
            Ok(_) => {}
            Err(Error::Stopped) => break,
            Err(error) => {
                failed = true;
                tell(&message!("not-refreshed", reason = error.message()));
            }
        }
    }
    Ok(Found::Stopped)
}
