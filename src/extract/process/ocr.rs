//! The text of pictures and scanned pages, by an outside program.

use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::sync_channel;

use super::child::in_own_group;
use crate::extract::document::{Document, Format};
use crate::extract::limits::{MAX_FILE_BYTES, MAX_OCR_TIME};
use crate::extract::problem::{Problem, ProblemKind};
use crate::extract::read::checked;
use crate::extract::text::plain;
use crate::message;
use crate::messages::Message;

/// Has an outside program recognise the text of a file.
pub(super) fn recognise(command: &str, path: &Path) -> Result<Document, Problem> {
    let failed = |reason: Message| {
        Problem::new(ProblemKind::NeedsOcr, message!("ocr-failed", command = command, reason = reason))
    };
    let mut process = in_own_group("sh")
        .arg("-c")
        .arg(format!("{command} \"$1\""))
        .arg("sh")
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| failed(Message::of_system(&e)))?;
    let output = process.stdout.take();
    let (sender, receiver) = sync_channel(1);
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.map_or(Ok(0), |output| output.take(MAX_FILE_BYTES).read_to_end(&mut bytes));
        let _ = sender.send(read.map(|_| bytes));
    });
    let bytes = receiver.recv_timeout(MAX_OCR_TIME);
    if bytes.is_err() {
        let _ = process.kill();
    }
    let status = process.wait().map_err(|e| failed(Message::of_system(&e)))?;
    match bytes {
        Ok(Ok(bytes)) if status.success() => {
            let mut document = plain::read(&bytes, Format::Text).and_then(checked).map_err(|p| failed(p.reason))?;
            document.reading.format = Format::Picture;
            document.reading.gaps.push(message!("ocr-used"));
            Ok(document)
        }
        Ok(Ok(_)) => Err(failed(Message::of_library(status))),
        Ok(Err(e)) => Err(failed(Message::of_system(&e))),
        Err(_) => Err(failed(message!("took-longer", seconds = MAX_OCR_TIME.as_secs()))),
    }
}
