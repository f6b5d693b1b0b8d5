//! The process that reads files for another one: it takes requests on its input and gives replies on its output, until
//! the input ends. It may have so much memory and no more; if it dies or hangs, that costs the file that it was reading.

use std::cell::RefCell;
use std::io::{self, BufWriter};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::protocol::{Reply, receive_request, send_reply};
use crate::extract::limits::MAX_MEMORY;
use crate::extract::problem::Problem;
use crate::extract::read::{Extracted, read};
use crate::extract::scans::Picture;

/// Serves until the input ends. `pictures`: whether pages that are pictures are told of, too.
///
/// # Errors
/// Where input or output break off.
pub fn serve(pictures: bool) -> io::Result<()> {
    limit_memory();
    // What goes wrong in a file is told in its reply, not on the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    while let Some((name, volumes)) = receive_request(&mut input)? {
        let written = RefCell::new((Ok(()), &mut output));
        let reply = |reply: Reply| {
            let (written, output) = &mut *written.borrow_mut();
            if written.is_ok() {
                *written = send_reply(output, &reply);
            }
        };
        let mut tell = |extracted: Extracted| reply(Reply::Read(extracted));
        let mut see = |picture: Picture| reply(Reply::Picture(picture));
        let extracted = catch_unwind(AssertUnwindSafe(|| {
            read(volumes, &name, pictures.then_some(&mut see as &mut dyn FnMut(Picture)), &mut tell);
        }));
        if extracted.is_err() {
            tell(Extracted { inner: String::new(), outcome: Err(Problem::failed()) });
        }
        written.into_inner().0?;
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
