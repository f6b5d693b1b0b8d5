//! A call, understood: what is asked of which state of the folder, and where its answer begins.

use super::arguments::Arguments;
use super::cursor::{Cursors, Place};
use super::page::Page;
use super::tool::Tool;
use super::words::line;
use crate::answer::{Coverage, Deadline, Engine, coverage};
use crate::error::Result;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::forms::said_missing;
use crate::query::{Filters, Query};
use crate::request::{Pairs, from_pairs};
use crate::serve::folder::Snapshot;

/// A call.
pub(super) struct Call {
    pub(super) tool: Tool,
    pub(super) arguments: Arguments,
    /// What is asked: one state for the whole answer.
    pub(super) snapshot: Snapshot,
    pub(super) lang: Lang,
    /// Until when it must be answered.
    pub(super) deadline: Deadline,
}

impl Call {
    /// The request that its pairs are.
    ///
    /// # Errors
    /// [`crate::error::Error::Request`].
    pub(super) fn request<R: Pairs>(&self) -> Result<R> {
        let pairs: Vec<(&str, &str)> =
            self.arguments.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        from_pairs(&pairs)
    }

    /// Whether something is said of a parameter.
    pub(super) fn names(&self, parameter: &str) -> bool {
        self.arguments.pairs.iter().any(|(name, _)| name == parameter)
    }

    /// What answers.
    pub(super) fn engine(&self) -> &dyn Engine {
        &*self.snapshot.engine
    }

    /// A message in its language.
    pub(super) fn say(&self, message: &Message) -> String {
        message.say(self.lang)
    }

    /// Where its answer begins, if a cursor says so.
    ///
    /// # Errors
    /// Of the cursor, and of the engine.
    pub(super) fn begins(&self) -> Result<Option<Place>> {
        let cursors = self.cursors()?;
        self.arguments.cursor.as_deref().map(|cursor| cursors.read(cursor)).transpose()
    }

    fn cursors(&self) -> Result<Cursors> {
        Ok(Cursors::new(self.tool.name(), &self.arguments.pairs, &self.engine().about()?.state))
    }

    /// What an answer without a query is drawn from.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn coverage(&self) -> Result<Coverage> {
        coverage(self.engine(), self.snapshot.under.as_deref())
    }

    /// What stands above the rows of an answer: what was found, in which it was looked for; values of filters that no report
    /// has; whether it could not be refreshed.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn head(&self, totals: &Message, filters: &Filters, query: Option<&Query>) -> Result<Vec<String>> {
        let mut head = vec![self.say(totals)];
        let queries: Vec<Query> = query.cloned().into_iter().collect();
        head.extend(said_missing(self.engine(), filters, &queries)?.iter().map(|said| self.say(said)));
        if let Some(reason) = &self.snapshot.not_refreshed {
            head.push(self.say(&message!("not-refreshed", reason = reason)));
        }
        Ok(head.iter().map(|said| line(said)).collect())
    }

    /// A page with what stands below its rows: which of how many they are, what is left out, and how to come by it.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn end(&self, page: Page, shown: &Message, next: Option<Place>) -> Result<String> {
        let tail = match next {
            Some(next) => message!("tool-goes-on", shown = shown, cursor = self.cursors()?.write(next)),
            None => message!("tool-ends", shown = shown),
        };
        Ok(page.end(&self.say(&tail)))
    }
}
