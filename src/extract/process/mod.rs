//! Reading within bounds of memory and time: the path of a file goes in, out comes what was read of it and of each file
//! within it, or a problem; never a crash or a hang. Text is read in this process, every other format in one of our own
//! that can be ended. In order of reading: [`options`]; [`extractor`], the entry point; [`protocol`], [`worker`] (the
//! process that reads) and [`child`] (what the one that started it knows of it).

mod options;
mod extractor;
mod protocol;
mod worker;
mod child;

pub use extractor::{Extractor, bytes_of, hash_of};
pub use options::{ExtractOptions, Watch};
pub use worker::serve;
