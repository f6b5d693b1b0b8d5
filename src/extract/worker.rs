//! The process that reads files for another one: it takes requests on its input and gives replies on its output, until
//! the input ends. It may have so much memory and no more; if it dies or hangs, that costs the file that it was reading.
//!
//! A message is its length in bytes (little-endian, four bytes), then as much. A request is the file's name and then its
//! bytes; a reply is a [`Reply`] in postcard form.

use std::io::{self, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::limits::{MAX_FILE_BYTES, MAX_MEMORY};
use super::problem::{Problem, ProblemKind};
use super::read::{Extracted, read};
use crate::message;

/// What a worker says of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// It, or a file within it, was read or could not be.
    Read(Extracted),
    /// That was all.
    Done,
}

/// Serves until the input ends.
///
/// # Errors
/// Where input or output break off.
pub fn serve() -> io::Result<()> {
    limit_memory();
    // What goes wrong in a file is told in its reply, not on the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    while let Some(name) = receive(&mut input)? {
        let bytes = receive(&mut input)?.unwrap_or_default();
        let name = String::from_utf8_lossy(&name).into_owned();
        let mut written = Ok(());
        let mut tell = |extracted: Extracted| {
            let reply = Reply::Read(extracted);
            written = std::mem::replace(&mut written, Ok(())).and_then(|()| send(&mut output, &reply));
        };
        let extracted = catch_unwind(AssertUnwindSafe(|| read(&bytes, &name, &mut tell)));
        if extracted.is_err() {
            tell(Extracted { inner: String::new(), outcome: Err(failed()) });
        }
        written?;
        send(&mut output, &Reply::Done)?;
    }
    Ok(())
}

/// The problem of a file on which a reader failed.
pub(super) fn failed() -> Problem {
    Problem::new(ProblemKind::Failed, message!("program-failed"))
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

fn send(output: &mut impl Write, reply: &Reply) -> io::Result<()> {
    let bytes = postcard::to_stdvec(reply).map_err(io::Error::other)?;
    send_bytes(output, &bytes)?;
    output.flush()
}

/// Sends a message.
pub(super) fn send_bytes(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(bytes)
}

/// Receives a message; none where the input ends.
pub(super) fn receive(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from(u32::from_le_bytes(length));
    // The text of a file is not several times the file's largest size.
    if length > 4 * MAX_FILE_BYTES {
        return Err(io::Error::other("a message that is too long"));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
