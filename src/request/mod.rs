//! What is asked and how it is shown, as clap defines it once: in go arguments, or pairs of names and values as an address or
//! a tool call has them, out come a [`crate::answer::Question`] and a [`crate::answer::View`], or a refusal.
//!
//! [`place`], [`filters`] (and [`values`]), [`understood`], [`table`]: what requests have in common. [`search`], [`list`], [`facets`], [`show`], [`status`]: a file a request.
//! [`queries`]: many at once. [`pairs`]: requests from pairs, and [`parameters`] what pairs there are; [`refusal`]: what is
//! wrong with either. [`language`]: what a query can say, explained.
//!
//! Nothing is opened here. Only this stage and `cli` know clap.

mod place;
mod values;
mod filters;
mod understood;
mod table;
mod search;
mod list;
mod facets;
mod show;
mod status;
mod queries;
mod refusal;
mod pairs;
mod parameters;
mod language;

pub use facets::Facets;
pub use filters::FilterArgs;
pub use language::query_language;
pub use list::List;
pub use pairs::{Pairs, command_line, filter_value, from_pairs, from_pairs_and, set_line, takes, under_own_names};
pub use parameters::{Kind as ParameterKind, Parameter, parameters, summary};
pub use place::IndexArgs;
pub use queries::{NamedQuery, sent_text};
pub use refusal::{refusal, refusal_hint, refusal_is_ours};
pub use search::{Form, Rows, Search};
pub use show::Show;
pub use status::Status;
pub use table::{TableArgs, TableForm};
pub use understood::QueryArgs;
