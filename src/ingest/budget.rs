//! Room that is waited for: for what is read at once, and for the text that waits to be indexed.
//!
//! An engine's queue may hold most of a corpus. So readers ask for room here first, and an engine gives it back when it takes
//! up what waited.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Who waits so long for room goes on without: if the engine's threads have ended, none is given back, and only whoever
/// gives them something learns of it. A segment is written in less.
const PATIENCE: Duration = Duration::from_secs(10);

/// Room for a number of bytes.
#[derive(Debug)]
pub struct Budget {
    free: Mutex<usize>,
    total: usize,
    freed: Condvar,
    patience: Duration,
}

/// A part of a budget, given back when it is dropped.
#[derive(Debug)]
pub struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// Room for so many bytes.
    pub fn new(total: usize) -> Arc<Self> {
        Self::with_patience(total, PATIENCE)
    }

    fn with_patience(total: usize, patience: Duration) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(total), total, freed: Condvar::new(), patience })
    }

    /// Waits until there is room, or until that has lasted too long. What is larger than the whole budget waits until all
    /// of it is free.
    pub fn take(self: &Arc<Self>, bytes: usize) -> Permit {
        let bytes = bytes.min(self.total);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(free, self.patience, |free| *free < bytes);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let bytes = bytes.min(*free);
        *free -= bytes;
        Permit { budget: Arc::clone(self), bytes }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Budget;

    #[test]
    fn room_is_given_back_and_waited_for_but_not_for_ever() {
        let budget = Budget::with_patience(10, Duration::from_millis(20));
        let most = budget.take(8);
        let rest = budget.take(5);
        assert_eq!((most.bytes, rest.bytes), (8, 2));
        let waits = std::thread::scope(|threads| {
            let patient = Budget::with_patience(10, Duration::from_secs(60));
            let held = patient.take(10);
            let waits = threads.spawn(move || patient.take(100).bytes);
            drop(held);
            waits.join().expect("it gets room")
        });
        assert_eq!(waits, 10);
        drop((most, rest));
        assert_eq!(budget.take(20).bytes, 10);
    }
}
