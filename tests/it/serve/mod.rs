//! The page and the API, asked as a browser or a program asks them.

mod api;
mod browse_page;
mod connection;
mod corpus_page;
mod count_page;
mod described;
mod first;
mod guard;
mod kept;
mod limits;
mod long;
mod original;
mod report_page;
pub(crate) mod page;
mod search_page;
pub(crate) mod server;
mod serving;
mod text_on_pages;
