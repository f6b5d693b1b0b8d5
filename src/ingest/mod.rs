//! A folder to what an engine keeps of it: in go the files of a folder and what an engine knows of them, out come the reports
//! that it lacks, put into a [`Sink`], and what is no longer there, removed from it.
//!
//! 1. [`summary`]: what was done, counted. [`known`]: the files that an engine knows; [`sink`]: where reports go.
//! 2. [`plan`]: how the folder differs from what is known; [`stamp`]: whether it does, at a glance.
//! 3. [`read`]: a file to its reports; [`budget`]: room that is waited for; [`alike`]: lines that many files have.
//! 4. [`run`]: all that a plan says, in parallel, and how much may be read at once and wait.
//!
//! No engine is known here, and nothing is stored but a stamp of the folder.

mod summary;
mod known;
mod sink;
mod plan;
mod stamp;
mod budget;
mod alike;
mod read;
mod run;
mod account;
mod since;

pub use account::{Account, Accounted, Now, WhatWasRead, account};
pub use budget::{Budget, Permit};
pub use known::{Difference, IndexedFile, IndexedFiles, may_be_over};
pub use plan::{Plan, changes_since};
pub use read::{ReportNow, Understanding, file_holding, fingerprint, said_otherwise};
pub use run::{Progress, Terms, Watching, run};
pub use since::{Earlier, Since, SinceChange, hex, since};
pub use sink::{Catalogue, Ingested, ReadFile, Sink};
pub use stamp::{TICK, is_too_early, is_unchanged, keep};
pub use summary::{Change, Changes, Summary, since_1970};
