//! The pages of a file while it is read: each is recognised as soon as there is a place for it, while the next is unpacked.

use std::thread::{Scope, ScopedJoinHandle};
use std::time::Instant;

use super::line::Line;
use super::merge::{Page, merged};
use super::recogniser::Recogniser;
use super::run::Patience;
use crate::extract::limits::MAX_FILE_OCR_TIME;
use crate::extract::read::Extracted;
use crate::extract::scans::Picture;
use crate::messages::Message;

/// A page that was recognised, or is being.
enum State<'scope> {
    Done(Page),
    Running(ScopedJoinHandle<'scope, Page>),
}

/// Pages that are being recognised.
pub(in crate::extract) struct FilePages<'scope, 'env> {
    threads: &'scope Scope<'scope, 'env>,
    recogniser: &'env Recogniser,
    patience: Patience<'env>,
    done: &'env (dyn Fn() + Sync),
    /// Those of the file, or the file within it, that is read now.
    pages: Vec<State<'scope>>,
    /// What was read, each with its pages.
    read: Vec<(Extracted, Vec<State<'scope>>)>,
}

impl<'scope, 'env> FilePages<'scope, 'env> {
    /// None yet. `done` is called when a page is recognised.
    pub(in crate::extract) fn new(
        threads: &'scope Scope<'scope, 'env>,
        recogniser: &'env Recogniser,
        is_stopped: &'env (dyn Fn() -> bool + Sync),
        done: &'env (dyn Fn() + Sync),
    ) -> Self {
        let patience = Patience { until: Instant::now() + MAX_FILE_OCR_TIME, is_stopped };
        Self { threads, recogniser, patience, done, pages: Vec::new(), read: Vec::new() }
    }

    /// Begins to recognise a page; waits until there is a place for it.
    pub(in crate::extract) fn add(&mut self, Picture { format, page: number, image }: Picture) {
        let (recogniser, patience, done) = (self.recogniser, self.patience, self.done);
        let placed = image.map(|image| match recogniser.known(&image) {
            Some(lines) => Ok(lines),
            None => Err((recogniser.place(&image, patience), image)),
        });
        let finished = |lines: Result<Vec<Line>, Message>| State::Done(Page { format, number, lines });
        self.pages.push(match placed {
            Err(reason) | Ok(Err((Err(reason), _))) => finished(Err(reason)),
            Ok(Ok(lines)) => {
                done();
                finished(Ok(lines))
            }
            Ok(Err((Ok(place), image))) => State::Running(self.threads.spawn(move || {
                let lines = recogniser.recognise(&image, patience);
                drop(place);
                done();
                Page { format, number, lines }
            })),
        });
    }

    /// The file whose pages these were, or a file within it, was read.
    pub(in crate::extract) fn read(&mut self, extracted: Extracted) {
        self.read.push((extracted, std::mem::take(&mut self.pages)));
    }

    /// All that was read, with what was recognised of it.
    pub(in crate::extract) fn finish(self) -> Vec<Extracted> {
        let finished = |state| match state {
            State::Done(page) => page,
            // It does nothing that could.
            State::Running(thread) => thread.join().expect("no thread panics"),
        };
        let engine = self.recogniser.name();
        let read = self.read.into_iter();
        read.map(|(Extracted { inner, outcome }, pages)| {
            let pages = pages.into_iter().map(finished).collect();
            Extracted { inner, outcome: merged(outcome, pages, engine) }
        })
        .collect()
    }
}
