//! Being asked to stop (Ctrl-C, SIGTERM): a build keeps what it has read; asked a second time, the program ends at once,
//! and the index is as it was.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::tell::tell;
use crate::message;

/// The exit code of a program that was stopped, as shells give it (128 and the number of SIGINT).
pub(in crate::cli) const EXIT_CODE: u8 = 130;

/// A wish that comes so shortly after the first is the same one: `timeout` sends it to the process, then to its group.
const SAME_WISH: Duration = Duration::from_millis(100);

static ASKED: AtomicBool = AtomicBool::new(false);
static KEEPS: AtomicBool = AtomicBool::new(false);
static PAGED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From here on the first wish to stop is noted, and the second one ends the program.
pub(in crate::cli) fn listen() {
    LISTENING.call_once(|| {
        let mut told: Option<Instant> = None;
        let asked = move || {
            if PAGED.load(Ordering::Relaxed) {
                return;
            }
            match told {
                // Nothing was begun that could be kept: the program ends at once.
                None if !KEEPS.load(Ordering::Relaxed) => std::process::exit(EXIT_CODE.into()),
                None => {
                    ASKED.store(true, Ordering::Relaxed);
                    tell(&message!("stopping"));
                    // From here on: wishes are heard one after another, and a terminal may have kept this one waiting.
                    told = Some(Instant::now());
                }
                Some(told) if told.elapsed() < SAME_WISH => {}
                Some(_) => std::process::exit(EXIT_CODE.into()),
            }
        };
        // Where it can't be noted, the first wish ends the program.
        let _ = ctrlc::set_handler(asked);
    });
}

/// From here on the first wish to stop keeps what was done.
pub(in crate::cli) fn there_is_something_to_keep() {
    KEEPS.store(true, Ordering::Relaxed);
}

/// From here on a wish to stop is the pager's: whoever leaves it ends the program.
pub(in crate::cli) fn leave_to_pager() {
    PAGED.store(true, Ordering::Relaxed);
    listen();
}

/// Whether the program was asked to stop.
pub(in crate::cli) fn is_asked_for() -> bool {
    ASKED.load(Ordering::Relaxed)
}
