//! What keeps an index that is served fresh: one thread refreshes it when its folder changes, one opens it anew when anyone
//! wrote it.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::indexed::Indexed;
use crate::cli::terminal::tell;
use crate::message;
use crate::source::Watcher;

/// So often it is looked whether another process wrote the index, or removed it, and whether someone said yes.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

/// Keeps an index fresh, from here on.
pub(super) fn keep(indexed: &Arc<Indexed>) {
    let (refreshed, opened) = (Arc::clone(indexed), Arc::clone(indexed));
    thread::spawn(move || refresh(&refreshed));
    thread::spawn(move || {
        loop {
            thread::sleep(BETWEEN_LOOKS);
            opened.look();
        }
    });
}

/// Refreshes the index whenever its folder changes: it is told from before the first look.
fn refresh(indexed: &Indexed) {
    let mut is_watched = true;
    let watcher = Watcher::new(&indexed.location.folder, indexed.location.own_places(), |reason| {
        is_watched = false;
        tell(&message!("watch-walks", reason = reason));
    });
    indexed.is_watched(is_watched);
    let mut told = None;
    loop {
        let mut wants = indexed.wants_refresh();
        while indexed.asks() {
            thread::sleep(BETWEEN_LOOKS);
            wants = true;
        }
        let refreshed = if wants { indexed.refresh() } else { Ok(()) };
        let failed = refreshed.err().map(|error| message!("not-refreshed", reason = error.message()));
        // What fails again and again is told once.
        if failed != told {
            failed.iter().for_each(tell);
            told.clone_from(&failed);
        }
        watcher.wait(failed.is_some(), || indexed.rebuilds());
    }
}
