//! Messages, a line each: what is none is answered with an error, and the session goes on.

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::thread;

use rmcp::RoleServer;
use rmcp::model::{ClientJsonRpcMessage, ErrorData, GetExtensions, RequestId, ServerJsonRpcMessage};
use rmcp::transport::Transport;
use serde_json::Value;
use tokio::sync::{Mutex, Semaphore, mpsc, oneshot};

use super::lines::{Line, MAX_LINE, read_line};
use crate::message;
use crate::messages::{Lang, Message};

/// So many requests are answered at once; those after them wait to be read. Only a program that is broken asks more.
const MAX_REQUESTS: usize = 64;
/// So many lines wait on either way.
const MAX_WAITING: usize = 64;

/// Both ways between a client and this program.
#[derive(Clone)]
pub(super) struct Wire {
    incoming: Arc<Mutex<mpsc::Receiver<Line>>>,
    outgoing: mpsc::Sender<Vec<u8>>,
    places: Arc<Semaphore>,
    lang: Lang,
}

/// What becomes of the ways.
pub(super) struct Ends {
    /// Nothing more comes in.
    pub(super) read: oneshot::Receiver<()>,
    /// All that was to go out is out, and the [`Wire`] gone; or nobody reads it.
    pub(super) written: oneshot::Receiver<()>,
}

/// Reads and writes from here on, each in a thread of its own: neither waits for the other.
pub(super) fn open(
    mut input: impl BufRead + Send + 'static,
    mut output: impl Write + Send + 'static,
    lang: Lang,
) -> (Wire, Ends) {
    let (read, incoming) = mpsc::channel(MAX_WAITING);
    let (outgoing, mut to_write) = mpsc::channel::<Vec<u8>>(MAX_WAITING);
    let (read_ends, is_read) = oneshot::channel();
    let (written_ends, is_written) = oneshot::channel();
    thread::spawn(move || {
        // What can't be read any more is at its end.
        while let Ok(Some(line)) = read_line(&mut input, MAX_LINE) {
            if read.blocking_send(line).is_err() {
                break;
            }
        }
        drop(read);
        let _ = read_ends.send(());
    });
    thread::spawn(move || {
        while let Some(line) = to_write.blocking_recv() {
            if output.write_all(&line).and_then(|()| output.flush()).is_err() {
                break;
            }
        }
        drop(to_write);
        let _ = written_ends.send(());
    });
    let incoming = Arc::new(Mutex::new(incoming));
    let places = Arc::new(Semaphore::new(MAX_REQUESTS));
    (Wire { incoming, outgoing, places, lang }, Ends { read: is_read, written: is_written })
}

impl Transport<RoleServer> for Wire {
    type Error = io::Error;

    fn send(&mut self, item: ServerJsonRpcMessage) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let (line, outgoing) = (line_of(&item), self.outgoing.clone());
        async move { outgoing.send(line).await.map_err(|_| io::ErrorKind::BrokenPipe.into()) }
    }

    /// Nothing is lost where this is given up while it waits.
    async fn receive(&mut self) -> Option<ClientJsonRpcMessage> {
        loop {
            let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
            // Whoever reads no answers is not read.
            let room = self.outgoing.reserve().await.ok()?;
            let line = self.incoming.lock().await.recv().await?;
            match read(&line, self.lang) {
                Ok(Some(ClientJsonRpcMessage::Request(mut request))) => {
                    // It is free again when the request is, however that ends.
                    request.request.extensions_mut().insert(Arc::new(place));
                    return Some(ClientJsonRpcMessage::Request(request));
                }
                Ok(Some(message)) => return Some(message),
                Ok(None) => {}
                Err(error) => room.send(line_of(&error)),
            }
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn line_of(message: &ServerJsonRpcMessage) -> Vec<u8> {
    let mut line = serde_json::to_vec(message).unwrap_or_default();
    line.push(b'\n');
    line
}

/// The message of a line; none where nothing is to be answered; or what is answered to a line that is no message.
fn read(line: &Line, lang: Lang) -> Result<Option<ClientJsonRpcMessage>, Box<ServerJsonRpcMessage>> {
    let refused = |error: fn(String) -> ErrorData, why: Message, id: Option<RequestId>| {
        Err(Box::new(ServerJsonRpcMessage::error(error(why.say(lang)), id)))
    };
    let invalid = |why: String| ErrorData::invalid_request(why, None);
    let Line::Whole(line) = line else { return refused(invalid, message!("line-too-long", most = MAX_LINE), None) };
    let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line).trim_ascii();
    if line.is_empty() {
        return Ok(None);
    }
    if let Ok(message) = serde_json::from_slice(line) {
        return Ok(Some(message));
    }
    match serde_json::from_slice::<Value>(line) {
        Err(_) => refused(|why| ErrorData::parse_error(why, None), message!("no-json"), None),
        // Notifications are never answered.
        Ok(Value::Object(object)) if object.contains_key("method") && !object.contains_key("id") => Ok(None),
        Ok(value) => {
            let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
            refused(invalid, message!("no-message"), id)
        }
    }
}
