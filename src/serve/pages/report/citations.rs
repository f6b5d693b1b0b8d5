//! Many citations, and how each stands now: pasted, or of a file that was exported.

use askama::Template;
use axum::response::Response;

use super::cited::lost;
use crate::answer::{Citation, Deadline, Detail};
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
        let (snapshot, folder) = (asked.snapshot()?, asked.folder.clone());
        let work = move |deadline| all(&*folder, &snapshot, &text, &queries::deadline(deadline));
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

/// The citations in a line: all of it, or what stands in marks, or the last cell of a row. Paths, too, may have commas in them:
/// of several beginnings the first is taken that is known as a path.
fn citations_of(line: &str, is_known: impl Fn(&str) -> bool) -> Vec<Citation> {
    let of_part = |part: &str| {
        let beginnings = std::iter::once(0).chain(part.match_indices(',').map(|(at, comma)| at + comma.len()));
        let mut all: Vec<Citation> = beginnings.filter_map(|at| Citation::parse(&part[at..])).collect();
        let last = all.len().checked_sub(1)?;
        let known = all.iter().position(|citation| is_known(&citation.path));
        Some(all.swap_remove(known.unwrap_or(last)))
    };
    line.split(['`', '"', '\t']).filter_map(of_part).collect()
}

/// How each stands, in their order, each file read once; or why that can't be told.
fn all(
    folder: &dyn ServedFolder,
    snapshot: &Snapshot,
    text: &str,
    deadline: &Deadline,
) -> Result<Vec<(Citation, Message, Option<String>)>> {
    let filters = snapshot.narrowed(Default::default());
    let is_known = |path: &str| matches!(snapshot.report(path, Detail::Outline), Ok(Some(_)));
    let citations = text.lines().flat_map(|line| citations_of(line, is_known));
    let mut numbered: Vec<(usize, Citation)> = citations.take(MOST + 1).enumerate().collect();
    if numbered.len() > MOST {
        return Err(Error::Request(message!("too-many-citations", most = MOST)));
    }
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
            ("容缺,办理".to_owned(), vec![]),
        ] {
            let of_line = citations_of(&line, |path| path.starts_with("2019/"));
            assert_eq!(of_line.iter().map(ToString::to_string).collect::<Vec<_>>(), found, "{line}");
        }
    }
}
