//! The page and the API, asked as a browser or a program asks them.

mod api;
mod connection;
mod described;
mod first;
mod guard;
mod kept;
mod limits;
mod long;
pub(crate) mod page;
mod search_page;
pub(crate) mod server;
mod serving;
mod text_on_pages;
