//! The page for people, the API for programs, the tools for assistants: in come requests over HTTP or standard input, out go
//! answers of the engines that it is given. It opens no index, and no request names a place on the machine.
//!
//! 1. [`folder`]: what is served, as whoever opens it gives it, and its [`freshness`]. [`site`]: all of it, and who may ask.
//! 2. [`address`]: an address is a command line, as pairs of names and values. [`asked`]: a request, understood.
//! 3. [`queries`]: many at once. [`api`]: answers for programs, the bytes of `--json`. [`pages`]: the same for people, with [`assets`], and
//!    [`kept`]: what users keep of a folder.
//! 4. [`http`]: connections, limits, who is let in. [`run`]: all of it, running.
//! 5. [`mcp`](mod@mcp): tools for assistants, over standard input and output.
//!
//! GET changes nothing. Every answer is of one state of a folder, and says what it was drawn from.

mod address;
mod api;
mod asked;
mod assets;
mod folder;
mod freshness;
mod http;
mod kept;
mod mcp;
mod pages;
mod queries;
mod run;
mod site;

pub use folder::{Original, Place, Progress, ServedFolder, Snapshot, State, Unanswering};
pub use mcp::run as mcp;
pub use run::{Listening, ServeOptions, listen};
