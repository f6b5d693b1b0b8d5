//! Work that takes time, away from the thread that all connections are answered by.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::Sender;
use tokio::sync::{Semaphore, oneshot};
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
    /// What may take long.
    searches: Crew,
    /// What is written while it is sent: who reads slowly keeps no search waiting.
    exports: Crew,
    /// What never takes long, such as to show a page of a report: it waits for no search.
    glances: Crew,
}

impl Workers {
    /// # Errors
    /// If the system gives no threads.
    pub(in crate::serve) fn new() -> io::Result<Self> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let crew = |kind| Crew::new(kind, RUNNING_A_CORE * cores);
        Ok(Self { searches: crew("search")?, exports: crew("export")?, glances: crew("glance")? })
    }

    /// Does what may take long.
    ///
    /// # Errors
    /// Those of the work, and [`Error::SearchTime`] if there was no place for it in time.
    pub(in crate::serve) async fn search<T: Send + 'static>(
        &self,
        work: impl FnOnce(Deadline) -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        self.searches.run(Deadline::of_all, work).await
    }

    /// Does what is written while it is sent, as long as that takes.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub(in crate::serve) async fn export<T: Send + 'static>(
        &self,
        work: impl FnOnce(Deadline) -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        self.exports.run(|of_found| of_found, work).await
    }

    /// Does what never takes long.
    ///
    /// # Errors
    /// Those of the work.
    pub(in crate::serve) async fn glance<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        self.glances.run(Deadline::of_all, |_| work()).await
    }
}

/// Threads for one kind of work, as many as may run at once. They are always the same: what one frees it uses again,
/// while threads that come and go leave memory behind (measured over 50,000 searches: 112 to 120 MB, not 134 to 192).
struct Crew {
    places: Arc<Semaphore>,
    jobs: Sender<Job>,
}

type Job = Box<dyn FnOnce() + Send>;

impl Crew {
    fn new(kind: &str, number: usize) -> io::Result<Self> {
        let (jobs, waiting) = crossbeam_channel::unbounded::<Job>();
        for _ in 0..number {
            let waiting = waiting.clone();
            thread::Builder::new().name(kind.to_owned()).spawn(move || waiting.iter().for_each(|job| job()))?;
        }
        Ok(Self { places: Arc::new(Semaphore::new(number)), jobs })
    }

    async fn run<T: Send + 'static>(
        &self,
        limit: fn(Deadline) -> Deadline,
        work: impl FnOnce(Deadline) -> Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let answer = Arc::new(Mutex::new(None));
        let answered = Arc::clone(&answer);
        let work = move |deadline| *answered.lock().unwrap_or_else(PoisonError::into_inner) = Some(work(deadline));
        self.done(limit, Box::new(work)).await?;
        let answer = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        // What panics says nothing.
        Ok(answer.ok_or(Failure::Panic)??)
    }

    /// Waits until work is done. It knows nothing of what is answered: else all of it would be compiled for each kind of answer.
    async fn done(
        &self,
        limit: fn(Deadline) -> Deadline,
        work: Box<dyn FnOnce(Deadline) + Send>,
    ) -> Result<(), Failure> {
        // Dropped with this very future when whoever asks is gone: the work ends then, and leaves its place.
        let asked = Arc::new(());
        let deadline = limit(Deadline::after(MAX_SEARCH).while_there_is(&asked));
        let place = timeout(MAX_SEARCH, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else { return Err(Error::SearchTime(MAX_SEARCH).into()) };
        let (done, end) = oneshot::channel();
        let job = move || {
            // The thread goes on, whatever becomes of the work.
            let _ = catch_unwind(AssertUnwindSafe(|| work(deadline)));
            drop(place);
            // Whoever asked may be gone.
            let _ = done.send(());
        };
        let sent = self.jobs.send(Box::new(job));
        debug_assert!(sent.is_ok(), "the threads wait for jobs as long as there is a crew");
        end.await.map_err(|_| Failure::Panic)
    }
}
