//! What differs, file by file, from an earlier time: in goes what was written of the files then.

use std::collections::BTreeMap;

use super::sink::{Said, Sink, Unwritten, json_line};
use crate::error::{Error, Result};
use crate::ingest::{Earlier, Now, Since};
use crate::message;
use crate::messages::Lang;
use crate::output::{export, json};
use crate::request::TableForm;
use crate::schema::decoded;

/// What `status --json` or `status --csv` wrote at an earlier time, in either language; `name`: what the file is called.
///
/// # Errors
/// [`Error::Request`] if it is no such file.
pub fn earlier(name: &str, bytes: Vec<u8>) -> Result<BTreeMap<String, Earlier>> {
    let text = decoded(name, bytes).map_err(|error| Error::Request(error.message()))?;
    let files = if text.starts_with('{') { of_json(&text) } else { of_csv(&text) };
    files.ok_or_else(|| Error::Request(message!("no-status-file", path = name)))
}

/// Writes what differs for programs: as a table if it is asked for, else as JSON, a line each.
///
/// # Errors
/// Of the place.
pub fn write_since(since: &[Since], form: Option<TableForm>, sink: &mut dyn Sink) -> Result<Said, Unwritten> {
    match form {
        Some(form) => sink.table(&form, export::since_columns(), &mut |table| {
            Ok(since.iter().try_for_each(|since| table.row(&export::since_row(since)))?)
        })?,
        None => since.iter().try_for_each(|since| json_line(sink, &json::SinceLine::of(since)))?,
    }
    Ok(Said { is_found: true, beside: Vec::new() })
}

fn of_json(text: &str) -> Option<BTreeMap<String, Earlier>> {
    let status: serde_json::Value = serde_json::from_str(text).ok()?;
    // What was gone then was not there.
    let files = status.get("files")?.as_array()?.iter().filter_map(|file| {
        let text = |key: &str| Some(file.get(key)?.as_str()?.to_owned());
        if text("now").as_deref() == Some(Now::Gone.as_str()) {
            return None;
        }
        Some((text("path")?, Earlier { hash: text("hash").unwrap_or_default(), state: text("state")? }))
    });
    Some(files.collect())
}

fn of_csv(text: &str) -> Option<BTreeMap<String, Earlier>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().ok()?.clone();
    let column = |id: &str| {
        let named = Lang::ALL.map(|lang| lang.text(id));
        heads.iter().position(|head| named.iter().flatten().any(|name| name == head))
    };
    let (path, hash, state) = (column("head-path")?, column("head-hash")?, column("head-state")?);
    let now = column("head-now")?;
    let rows = reader.records().collect::<Result<Vec<_>, _>>().ok()?;
    let files = rows.iter().filter(|row| row.get(now) != Some(Now::Gone.as_str())).map(|row| {
        let cell = |at: usize| row.get(at).map(|cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned());
        Some((cell(path)?, Earlier { hash: cell(hash)?, state: cell(state)? }))
    });
    files.collect()
}
