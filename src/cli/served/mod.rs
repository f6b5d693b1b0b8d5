//! Folders that are served: in go their places, out come what answers now and how fresh that is, as long as the program runs.
//!
//! [`open`]: from places to folders. [`folder`]: a folder, as it is served. [`indexed`]: the index that it is of, and the state that
//! others see of it. [`keeper`]: what keeps it fresh; [`progress`]: how far reading is.

mod folder;
mod indexed;
mod keeper;
mod open;
mod progress;

pub(super) use open::served;
