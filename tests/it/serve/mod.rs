//! The page and the API, asked as a browser or a program asks them.

mod api;
mod described;
mod first;
pub(crate) mod server;
