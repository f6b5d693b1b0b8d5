//! Being asked to stop (Ctrl-C, SIGTERM): a build keeps what it has read; asked a second time, the program ends at once,
//! and the index is as it was.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::progress::tell;
use crate::message;

/// The exit code of a program that was stopped, as shells give it (128 and the number of SIGINT).
pub(super) const EXIT_CODE: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);
static PAGED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From here on the first wish to stop is noted, and the second one ends the program.
pub(super) fn listen() {
    LISTENING.call_once(|| {
        let asked = || {
            if PAGED.load(Ordering::Relaxed) {
                return;
            }
            if ASKED.swap(true, Ordering::Relaxed) {
                std::process::exit(EXIT_CODE.into());
            }
            tell(&message!("stopping"));
        };
        // Where it can't be noted, the first wish ends the program.
        let _ = ctrlc::set_handler(asked);
    });
}

/// From here on a wish to stop is the pager's: whoever leaves it ends the program.
pub(super) fn leave_to_pager() {
    PAGED.store(true, Ordering::Relaxed);
    listen();
}

/// Whether the program was asked to stop.
pub(super) fn is_asked_for() -> bool {
    ASKED.load(Ordering::Relaxed)
}
