//! The page and the API, asked as a browser or a program asks them.

mod first;
pub(crate) mod server;
