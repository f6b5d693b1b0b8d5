//! What keeps a folder that is served fresh: one thread refreshes the index when the folder changes, one opens it anew when
//! anyone wrote it.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use super::folder::Served;
use crate::cli::terminal::tell;
use crate::message;
use crate::source::Watcher;

/// So often it is looked whether another process wrote the index, or removed it.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

/// Keeps a folder fresh, from here on.
pub(super) fn keep(served: &Arc<Served>) {
    let (refreshed, opened) = (Arc::clone(served), Arc::clone(served));
    thread::spawn(move || refresh(&refreshed));
    thread::spawn(move || reopen(&opened));
}

/// Refreshes the index whenever the folder changes: it is told from before the first look.
fn refresh(served: &Served) {
    let mut is_watched = true;
    let watcher = Watcher::new(&served.location.folder, served.location.own_places(), |reason| {
        is_watched = false;
        tell(&message!("watch-walks", reason = reason));
    });
    served.is_watched(is_watched);
    // An index that is not there at first is built; one that is removed later is for its user to build again.
    if !served.has_index() && !served.may_be_indexed() {
        while !served.is_open() {
            thread::sleep(BETWEEN_LOOKS);
        }
    } else if let Err(error) = served.refresh() {
        tell(&message!("not-refreshed", reason = error.message()));
    }
    let mut has_failed = false;
    while watcher.wait(has_failed, || false) {
        if !served.has_index() {
            continue;
        }
        has_failed =
            served.refresh().map_err(|error| tell(&message!("not-refreshed", reason = error.message()))).is_err();
    }
}

/// Opens the index anew whenever it was written, or is there again.
fn reopen(served: &Served) {
    let written = |index: &Path| {
        let metadata = fs::metadata(index.join("meta.json")).ok()?;
        Some((metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len()))
    };
    let mut last = written(&served.location.index);
    loop {
        thread::sleep(BETWEEN_LOOKS);
        let now = written(&served.location.index);
        if now != last {
            // What is swapped at this moment is whole at the next.
            last = now;
            served.open();
        }
    }
}
