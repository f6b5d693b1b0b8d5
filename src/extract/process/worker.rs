//! The process that reads files for another one: it takes requests on its input and gives replies on its output, until
//! the input ends. It may have so much memory and no more; if it dies or hangs, that costs the file that it was reading.

use std::io::{self, BufWriter};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::protocol::{Reply, receive_request, send_reply};
use crate::extract::limits::MAX_MEMORY;
use crate::extract::problem::Problem;
use crate::extract::read::{Extracted, read};

/// Serves until the input ends.
///
/// # Errors
/// Where input or output break off.
pub fn serve() -> io::Result<()> {
    limit_memory();
    // What goes wrong in a file is told in its reply, not on the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    while let Some((name, volumes)) = receive_request(&mut input)? {
        let mut written = Ok(());
        let mut tell = |extracted: Extracted| {
            let reply = Reply::Read(extracted);
            written = std::mem::replace(&mut written, Ok(())).and_then(|()| send_reply(&mut output, &reply));
        };
        let extracted = catch_unwind(AssertUnwindSafe(|| read(volumes, &name, &mut tell)));
        if extracted.is_err() {
            tell(Extracted { inner: String::new(), outcome: Err(Problem::failed()) });
        }
        written?;
        send_reply(&mut output, &Reply::Done)?;
    }
    Ok(())
}

/// Where the system can do it; the time limit holds everywhere.
#[cfg(unix)]
fn limit_memory() {
    let _ = rlimit::setrlimit(rlimit::Resource::AS, MAX_MEMORY, MAX_MEMORY);
}

#[cfg(not(unix))]
fn limit_memory() {
    let _ = MAX_MEMORY;
}
