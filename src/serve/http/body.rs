//! Bodies of answers: one that keeps something until it is sent, and one that is written while it is sent.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// A body, and what is kept as long as it is not sent.
pub(super) struct Kept<T> {
    body: Body,
    _kept: T,
}

impl<T> Kept<T> {
    pub(super) fn new(body: Body, kept: T) -> Self {
        Self { body, _kept: kept }
    }
}

impl<T: Unpin> HttpBody for Kept<T> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Bytes that are sent together,
const CHUNK: usize = 64 << 10;
/// and so many of them wait for a reader.
const CHUNKS: usize = 4;
/// Who takes nothing for so long is gone.
const MAX_WAIT: Duration = Duration::from_secs(30);
/// So often it is looked whether there is room again.
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// A body that is written by another thread while it is sent: never more than a few chunks of it are in memory. Where
/// writing fails, the answer is cut off as it is sent, so that nobody takes it for whole.
pub(in crate::serve) struct Streamed {
    chunks: Receiver<io::Result<Bytes>>,
}

/// What writes such a body.
pub(in crate::serve) struct BodyWriter {
    buffer: Vec<u8>,
    chunks: Sender<io::Result<Bytes>>,
}

/// A body, and what writes it.
pub(in crate::serve) fn streamed() -> (BodyWriter, Streamed) {
    let (sender, chunks) = channel(CHUNKS);
    (BodyWriter { buffer: Vec::with_capacity(CHUNK), chunks: sender }, Streamed { chunks })
}

impl BodyWriter {
    fn send(&mut self, mut chunk: io::Result<Bytes>) -> io::Result<()> {
        let started = Instant::now();
        loop {
            match self.chunks.try_send(chunk) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(unsent)) if started.elapsed() < MAX_WAIT => {
                    chunk = unsent;
                    std::thread::sleep(BETWEEN_TRIES);
                }
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }

    fn send_buffer(&mut self) -> io::Result<()> {
        let chunk = std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK));
        self.send(Ok(chunk.into()))
    }

    /// Ends the body: whole, or cut off.
    pub(in crate::serve) fn end(mut self, is_whole: bool) {
        // Whoever is gone is not told.
        let _ = match is_whole {
            true if self.buffer.is_empty() => Ok(()),
            true => self.send_buffer(),
            false => self.send(Err(io::ErrorKind::UnexpectedEof.into())),
        };
    }
}

impl Write for BodyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.send_buffer()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl HttpBody for Streamed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.get_mut().chunks.poll_recv(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
