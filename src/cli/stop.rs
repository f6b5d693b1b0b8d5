//! Being asked to stop (Ctrl-C, SIGTERM): a build keeps what it has read; asked a second time, the program ends at once,
//! and the index is as it was.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, OnceLock};
use std::time::{Duration, Instant};

use super::progress::tell;
use crate::message;

/// The exit code of a program that was stopped, as shells give it (128 and the number of SIGINT).
pub(super) const EXIT_CODE: u8 = 130;

/// A wish that comes so shortly after the first is the same one: `timeout` sends it to the process, then to its group.
const SAME_WISH: Duration = Duration::from_millis(100);

/// When the first wish came.
static ASKED: OnceLock<Instant> = OnceLock::new();
static PAGED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From here on the first wish to stop is noted, and the second one ends the program.
pub(super) fn listen() {
    LISTENING.call_once(|| {
        let asked = || {
            if PAGED.load(Ordering::Relaxed) {
                return;
            }
            match ASKED.get() {
                None => {
                    // There is one thread that hears of wishes.
                    let _ = ASKED.set(Instant::now());
                    tell(&message!("stopping"));
                }
                Some(first) if first.elapsed() < SAME_WISH => {}
                Some(_) => std::process::exit(EXIT_CODE.into()),
            }
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
    ASKED.get().is_some()
}
