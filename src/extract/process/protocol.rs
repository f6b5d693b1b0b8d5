//! What is said between a worker and the process that started it. A message is its length in bytes (little-endian, four
//! bytes), then as much. A request is the file's name, then its bytes: in several messages for an archive of several volumes, up to an empty one. A reply is one, a [`Reply`] in
//! postcard form; a request has as many as there are files in the file and
//! pages that are pictures, then [`Reply::Done`].

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::extract::limits::MAX_FILE_BYTES;
use crate::extract::read::Extracted;
use crate::extract::scans::Picture;

/// What a worker says of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// A page, which is a picture, of what is told of next.
    Picture(Picture),
    /// It, or a file within it, was read or could not be.
    Read(Extracted),
    /// That was all.
    Done,
}

/// Sends a file to be read, in its volumes.
pub(super) fn send_request(output: &mut impl Write, name: &str, volumes: &[Vec<u8>]) -> io::Result<()> {
    send(output, name.as_bytes())?;
    volumes.iter().filter(|bytes| !bytes.is_empty()).try_for_each(|bytes| send(output, bytes))?;
    send(output, &[])?;
    output.flush()
}

/// Receives a file's name and its bytes, in its volumes: one at least; none where the input ends.
pub(super) fn receive_request(input: &mut impl Read) -> io::Result<Option<(String, Vec<Vec<u8>>)>> {
    let Some(name) = receive(input)? else { return Ok(None) };
    let mut volumes = Vec::new();
    while let Some(bytes) = receive(input)?.filter(|bytes| !bytes.is_empty()) {
        volumes.push(bytes);
    }
    if volumes.is_empty() {
        volumes.push(Vec::new());
    }
    Ok(Some((String::from_utf8_lossy(&name).into_owned(), volumes)))
}

/// Sends a reply.
pub(super) fn send_reply(output: &mut impl Write, reply: &Reply) -> io::Result<()> {
    let bytes = postcard::to_stdvec(reply).map_err(io::Error::other)?;
    send(output, &bytes)?;
    output.flush()
}

/// Receives a reply; none where the input ends.
pub(super) fn receive_reply(input: &mut impl Read) -> io::Result<Option<Reply>> {
    let bytes = receive(input)?;
    bytes.map(|bytes| postcard::from_bytes(&bytes).map_err(io::Error::other)).transpose()
}

fn send(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(bytes)
}

/// Receives a message; none where the input ends.
fn receive(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
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
