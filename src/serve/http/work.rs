//! Work that takes time, away from the thread that all connections are answered by.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::failure::Failure;
use crate::answer::Deadline;
use crate::error::{Error, Result};

/// An answer must be there so long after it was asked for, however many others were.
pub(in crate::serve) const MAX_SEARCH: Duration = Duration::from_secs(10);
/// So many run at once for each core: while one waits for a file another computes.
const RUNNING_A_CORE: usize = 2;

/// Who does the work.
pub(in crate::serve) struct Workers {
    /// Places for what may take long.
    searches: Arc<Semaphore>,
    /// Places for what is written while it is sent: who reads slowly keeps no search waiting.
    exports: Arc<Semaphore>,
    /// Places for what never does, such as to show a page of a report: it waits for no search.
    glances: Arc<Semaphore>,
}

impl Workers {
    pub(in crate::serve) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let places = || Arc::new(Semaphore::new(RUNNING_A_CORE * cores));
        Self { searches: places(), exports: places(), glances: places() }
    }

    /// Does what may take long.
    ///
    /// # Errors
    /// Those of the work, and [`Error::SearchTime`] if there was no place for it in time.
    pub(in crate::serve) async fn search<T: Send + 'static>(
        &self,
        work: impl FnOnce(Deadline) -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        run(&self.searches, Deadline::of_all, work).await
    }

    /// Does what is written while it is sent, as long as that takes.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub(in crate::serve) async fn export<T: Send + 'static>(
        &self,
        work: impl FnOnce(Deadline) -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        run(&self.exports, |of_found| of_found, work).await
    }

    /// Does what never takes long.
    ///
    /// # Errors
    /// Those of the work.
    pub(in crate::serve) async fn glance<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        run(&self.glances, Deadline::of_all, |_| work()).await
    }
}

async fn run<T: Send + 'static>(
    places: &Arc<Semaphore>,
    limit: impl FnOnce(Deadline) -> Deadline,
    work: impl FnOnce(Deadline) -> Result<T> + Send + 'static,
) -> Result<T, Failure> {
    // Dropped with this very future when whoever asks is gone: the work ends then, and leaves its place.
    let waiting = Arc::new(());
    let deadline = limit(Deadline::after(MAX_SEARCH).while_there_is(&waiting));
    let place = timeout(MAX_SEARCH, Arc::clone(places).acquire_owned()).await;
    let Ok(Ok(place)) = place else { return Err(Error::SearchTime(MAX_SEARCH).into()) };
    let done = spawn_blocking(move || {
        let done = work(deadline);
        drop(place);
        done
    });
    // What panics has said nothing.
    Ok(done.await.map_err(|_| Failure::Panic)??)
}
