//! Tools for assistants (Model Context Protocol, over standard input and output): in come calls, out go texts of at most
//! [`page::MAX_CHARS`] characters, each with totals, what it was drawn from, what it leaves out, and a cursor to the rest.
//!
//! 1. [`lines`], [`wire`]: from lines to messages, and back: nothing else is ever printed.
//! 2. [`tool`]: which tools there are, and what they take. [`arguments`]: from the arguments of a call to pairs.
//! 3. [`call`]: a call, understood; [`cursor`]: where an answer goes on. [`answers`]: a file a tool, each of which fills a
//!    [`page`] with what [`words`] say.
//! 4. [`server`]: what is answered to each message, as both styles of the protocol have it. [`run`]: all of it, running.
//!
//! Answers are text and not structured content as well: clients that get both hand the assistant either both, which is
//! twice as long, or the structured one alone. What programs read is the API.

mod answers;
mod arguments;
mod call;
mod cursor;
mod lines;
mod page;
mod run;
mod server;
mod tool;
mod wire;
mod words;

pub use run::run;
