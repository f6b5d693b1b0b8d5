//! `baogao mcp`: tools for assistants, asked as their clients ask.

mod client;
mod folders;
mod pages;
mod protocol;
mod tools;
