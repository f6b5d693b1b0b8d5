//! Many citations, and how each stands now: pasted, or of a file that was exported.

use askama::Template;
use axum::response::Response;

use super::cited::lost;
use crate::answer::{Citation, Deadline};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::output::forms::CitedNow;
use crate::output::terminal::shown;
use crate::request::{Show, command_line, sent_text};
use crate::serve::asked::Asked;
use crate::serve::folder::{ServedFolder, Snapshot};
use crate::serve::http::{Failure, FormWithFile};
use crate::serve::pages::frame::Frame;
use crate::serve::pages::page::page;
use crate::serve::pages::ways::{to, to_report};
use crate::serve::queries;

/// Citations that are looked at together.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "report/citations.html")]
struct CitationsPage {
    frame: Frame,
    action: String,
    text: String,
    /// Those that were found in what was sent.
    rows: Option<Vec<Row>>,
}

struct Row {
    citation: String,
    address: String,
    standing: String,
    was: Option<String>,
}

/// Where they are pasted.
pub(in crate::serve::pages) async fn citations_form(asked: Asked) -> Response {
    page(&asked, Ok::<_, Failure>((made(&asked, String::new(), None), None)))
}

/// How those stand that were sent.
pub(in crate::serve::pages) async fn citations_sent(asked: Asked, FormWithFile(form, file): FormWithFile) -> Response {
    let made = async {
        let text = match file {
            Some(file) => sent_text(&file.name, file.bytes)?,
            None => form.get("citations").unwrap_or_default().to_owned(),
        };
        let citations: Vec<Citation> = text.lines().flat_map(citations_of).collect();
        if citations.len() > MOST {
            return Err(Error::Request(message!("too-many-citations", most = MOST)).into());
        }
        let (snapshot, folder) = (asked.snapshot()?, asked.folder.clone());
        let work = move |deadline| all(&*folder, &snapshot, citations, &queries::deadline(deadline));
        let stand = asked.site.workers.export(work).await?;
        let rows: Vec<Row> =
            stand.into_iter().map(|(citation, said, was)| row(&asked, &citation, &said, was)).collect();
        // What was found stands there, one a line.
        let text = rows.iter().map(|row| format!("{}\n", row.citation)).collect();
        Ok((made(&asked, text, Some(rows)), None))
    };
    page(&asked, made.await)
}

fn made(asked: &Asked, text: String, rows: Option<Vec<Row>>) -> CitationsPage {
    let mut frame = Frame::new(asked, message!("page-citations").say(asked.lang));
    // There, each is asked for by itself.
    if let Some(first) = rows.iter().flatten().next() {
        let pairs = [("report", first.citation.as_str())];
        frame.command_line = Some(command_line::<Show>("show", asked.folder.folder(), &pairs));
        frame.api = Some(to(asked, "/api/report").with("report", &first.citation).to_string());
    }
    CitationsPage { frame, action: to(asked, "/citations").to_string(), text, rows }
}

/// The citations in a line: all of it, or what stands in marks, or a cell of a table.
fn citations_of(line: &str) -> Vec<Citation> {
    let parts = |marks: &[char]| line.split(marks).filter_map(Citation::parse).collect::<Vec<_>>();
    let is_some = |found: &Vec<Citation>| !found.is_empty();
    // A path may have a comma in it; in a table it stands in marks then.
    [&['`', '"', '\t'][..], &['`', '"', '\t', ',']].into_iter().map(parts).find(is_some).unwrap_or_default()
}

/// How each stands, in their order, each file read once; or why that can't be told.
fn all(
    folder: &dyn ServedFolder,
    snapshot: &Snapshot,
    citations: Vec<Citation>,
    deadline: &Deadline,
) -> Result<Vec<(Citation, Message, Option<String>)>> {
    let filters = snapshot.narrowed(Default::default());
    let mut numbered: Vec<(usize, Citation)> = citations.into_iter().enumerate().collect();
    numbered.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    let mut stand = Vec::with_capacity(numbered.len());
    for of_file in numbered.chunk_by(|(_, a), (_, b)| a.path == b.path) {
        deadline.check()?;
        let path = &of_file[0].1.path;
        let now = match filters.is_under(path) {
            true => folder.now(path),
            false => Err(Error::Report { name: path.clone(), candidates: Vec::new() }),
        };
        let untold = |error: &Error, citation: &Citation| (citation.clone(), error.message(), None);
        match now {
            Ok(now) => {
                for (number, citation) in of_file {
                    let stands = match CitedNow::new(&*snapshot.engine, citation.clone(), now.as_ref()) {
                        Ok(cited) => (citation.clone(), cited.said(), lost(&cited)),
                        Err(error @ Error::Cited(_)) => untold(&error, citation),
                        Err(error) => return Err(error),
                    };
                    stand.push((*number, stands));
                }
            }
            Err(error @ (Error::Report { .. } | Error::Unread { .. })) => {
                stand.extend(of_file.iter().map(|(number, citation)| (*number, untold(&error, citation))));
            }
            Err(error) => return Err(error),
        }
    }
    stand.sort_by_key(|(number, _)| *number);
    Ok(stand.into_iter().map(|(_, stands)| stands).collect())
}

fn row(asked: &Asked, citation: &Citation, said: &Message, was: Option<String>) -> Row {
    let text = citation.to_string();
    Row {
        address: to_report(asked, &text).to_string(),
        citation: shown(&text),
        standing: shown(&said.say(asked.lang)),
        was: was.as_deref().map(shown),
    }
}

#[cfg(test)]
mod tests {
    use super::citations_of;

    #[test]
    fn citations_are_found_in_what_was_exported() {
        let citation = "2019/韩立新 总结,终稿.doc#9:25-29@ef513e494df8.2c1bf80d";
        let plain = "a.txt#1:0-2@ef513e494df8";
        for (line, found) in [
            (citation.to_owned(), vec![citation]),
            (format!("  {citation}\r"), vec![citation]),
            (format!("> —— 韩立新，《总结》 `{citation}`"), vec![citation]),
            (format!("容缺,办理,\"{citation}\""), vec![citation]),
            (format!("容缺,办理,{plain}"), vec![plain]),
            (format!("{plain}\t{plain}"), vec![plain, plain]),
            ("容缺办理".to_owned(), vec![]),
        ] {
            let of_line: Vec<String> = citations_of(&line).iter().map(ToString::to_string).collect();
            assert_eq!(of_line, found, "{line}");
        }
    }
}
