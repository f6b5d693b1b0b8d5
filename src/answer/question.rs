//! What is asked.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use super::collection::Vocabulary;
use crate::error::{Error, Result};
use crate::query::{Filters, Node, Query};

/// What is asked of a collection. Its filters are resolved: [`Question::new`] does that.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What must stand there; without it, all that the filters let through.
    pub query: Option<Query>,
    /// What reports and sections are wanted.
    pub filters: Filters,
    /// What all words of the query must stand in.
    pub within: Scope,
    /// Whether reports are wanted of which it is true, or the others.
    pub which: Which,
    /// Whether matches are counted, not only the passages that have them.
    pub occurrences: bool,
    /// Until when it must be answered.
    pub deadline: Deadline,
}

impl Question {
    /// A question whose filters, those in the query included, are resolved by what the collection knows.
    ///
    /// # Errors
    /// As [`Vocabulary::roles`], where roles are wanted.
    pub fn new(mut query: Option<Query>, mut filters: Filters, vocabulary: &Vocabulary) -> Result<Self> {
        if filters.name_roles() || query.as_ref().is_some_and(Query::names_roles) {
            let roles = vocabulary.roles()?;
            filters.resolve(roles);
            query.iter_mut().for_each(|query| query.resolve(roles));
        }
        Ok(Self { query, filters, ..Self::default() })
    }

    /// # Errors
    /// [`Error::Refused`] if it names roles that were not resolved.
    pub fn check_resolved(&self) -> Result<()> {
        self.query.as_ref().map_or(Ok(()), Query::check_resolved)?;
        self.filters.check_resolved()
    }

    /// The groups of its regular expression, if it is one: what they hold stands in tables of its matches.
    pub fn groups(&self) -> Vec<String> {
        match self.query.as_ref().map(|query| &query.root) {
            Some(Node::Pattern(pattern)) => pattern.groups(),
            _ => Vec::new(),
        }
    }

    /// The same of a query's part, or of another query: its filters are resolved.
    pub fn of(&self, query: Query) -> Self {
        Self { query: Some(query), ..self.clone() }
    }
}

/// Reports of which a question is true, or the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those of which it is true.
    #[default]
    With,
    /// Those that the filters on reports let through, and of which it is not: a report without a wanted section has nothing
    /// in one. They have no hits: their passages are none, and so are their sections.
    Without,
    /// All that the filters on reports let through, whatever stands in them, likewise without hits.
    All,
}

/// What all words of a query must stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// One passage.
    #[default]
    Passage,
    /// One main section, its sub-sections included; what stands before the first heading is one.
    Section,
    /// One report.
    Report,
}

/// Until when an answer must be there. It is looked at where time goes: where texts are read one after the other.
#[derive(Clone, Debug)]
pub struct Deadline {
    begun: Instant,
    allowed: Duration,
    /// When all of many must be answered.
    end: Option<Instant>,
    /// Whether what is shown must be there by then, too; else only what is found.
    is_of_all: bool,
    /// Gone when nobody waits for the answer any more.
    waiting: Option<Weak<()>>,
}

impl Deadline {
    /// Texts are read, where they must be, for so long: a regular expression that names nothing reads them all.
    pub const DEFAULT: Duration = Duration::from_secs(30);

    /// So long from now on.
    pub fn after(allowed: Duration) -> Self {
        Self { begun: Instant::now(), allowed, end: None, is_of_all: false, waiting: None }
    }

    /// Of one of many, which must all be answered so long from now on.
    #[must_use]
    pub fn of_many(self, allowed: Duration) -> Self {
        Self { end: Some(Instant::now() + allowed), ..self }
    }

    /// Of what is shown, too.
    #[must_use]
    pub fn of_all(self) -> Self {
        Self { is_of_all: true, ..self }
    }

    /// And over as soon as nobody holds this any more.
    #[must_use]
    pub fn while_there_is(self, waiting: &Arc<()>) -> Self {
        Self { waiting: Some(Arc::downgrade(waiting)), ..self }
    }

    /// As long again from now on, for the next of many.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self { begun: Instant::now(), ..self.clone() }
    }

    /// # Errors
    /// [`Error::SearchTime`] if it is over.
    pub fn check(&self) -> Result<()> {
        let is_over = self.begun.elapsed() > self.allowed
            || self.end.is_some_and(|end| Instant::now() > end)
            || self.waiting.as_ref().is_some_and(|waiting| waiting.strong_count() == 0);
        if is_over { Err(Error::SearchTime(self.allowed)) } else { Ok(()) }
    }

    /// As [`Self::check`], where what was found is shown.
    ///
    /// # Errors
    /// [`Error::SearchTime`] if it is over.
    pub fn check_shown(&self) -> Result<()> {
        if self.is_of_all { self.check() } else { Ok(()) }
    }
}

impl Default for Deadline {
    fn default() -> Self {
        Self::after(Self::DEFAULT)
    }
}
