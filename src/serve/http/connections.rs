//! Connections: how many there may be, and how long each may keep a place without asking anything.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;

/// Connections at once: browsers open six each, and each costs a file of the system's and some kilobytes.
pub(super) const MAX_CONNECTIONS: usize = 512;

/// The connections that are open.
#[derive(Default)]
pub(in crate::serve) struct Connections {
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    by_number: BTreeMap<u64, State>,
}

struct State {
    /// Since when it has asked nothing; none while a request of it is answered.
    idle_since: Option<Instant>,
    ends: Arc<Notify>,
}

impl Connections {
    /// Notes a new connection. Where there are too many, the one that has asked nothing for the longest time goes; none
    /// if all are being answered, and so there is no place.
    pub(super) fn open(self: &Arc<Self>) -> Option<Connection> {
        let mut open = self.lock();
        if open.by_number.len() >= MAX_CONNECTIONS {
            let idle = open.by_number.iter().filter_map(|(number, state)| Some((state.idle_since?, *number)));
            let (_, longest) = idle.min()?;
            if let Some(state) = open.by_number.remove(&longest) {
                state.ends.notify_one();
            }
        }
        open.next += 1;
        let (number, ends) = (open.next, Arc::new(Notify::new()));
        open.by_number.insert(number, State { idle_since: Some(Instant::now()), ends: Arc::clone(&ends) });
        Some(Connection { connections: Arc::clone(self), number, ends })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, number: u64, idle_since: Option<Instant>) {
        if let Some(state) = self.lock().by_number.get_mut(&number) {
            state.idle_since = idle_since;
        }
    }
}

/// An open connection; its place is free when it is dropped.
pub(super) struct Connection {
    connections: Arc<Connections>,
    number: u64,
    ends: Arc<Notify>,
}

impl Connection {
    /// Waits until its place is wanted by another.
    pub(super) async fn is_to_end(&self) {
        self.ends.notified().await;
    }

    /// A request of it is answered, until what is returned is dropped.
    pub(super) fn answering(&self) -> Answering {
        self.connections.set(self.number, None);
        Answering { connections: Arc::clone(&self.connections), number: self.number }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.connections.lock().by_number.remove(&self.number);
    }
}

/// A request that is being answered, to the last byte of its body.
pub(super) struct Answering {
    connections: Arc<Connections>,
    number: u64,
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.connections.set(self.number, Some(Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_nothing_for_the_longest_time_makes_room() {
        let connections = Arc::new(Connections::default());
        let mut open: Vec<Connection> = (0..MAX_CONNECTIONS).map(|_| connections.open().expect("a place")).collect();
        let answering = open[0].answering();
        open.push(connections.open().expect("the second's place"));
        let numbers: Vec<u64> = connections.lock().by_number.keys().copied().collect();
        assert_eq!((numbers.len(), numbers[0], numbers[1]), (MAX_CONNECTIONS, 1, 3), "the first is being answered");
        drop(answering);
        let all: Vec<Answering> = open.iter().map(Connection::answering).collect();
        assert!(connections.open().is_none(), "all are being answered");
        drop((all, open));
        assert_eq!(connections.lock().by_number.len(), 0);
    }
}
