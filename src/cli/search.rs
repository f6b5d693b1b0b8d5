//! `baogao search`: ranked passages, or the paths or counts of reports.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::open::{Opened, open_or_build};
use super::outcome::{Found, Outcome};
use super::terminal::{Output, tell};
use super::watch::{Look, refreshed};
use crate::answer::{Answer, Deadline, Engine, FacetField, Question, Which, loosely};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Message;
use crate::output::terminal::searched_of;
use crate::output::{export, json};
use crate::query::{Filters, Node, Query};
use crate::request::{Form, Search};
use crate::source::Given;

/// Values of each field that are shown below an answer.
const FACETS_SHOWN: usize = 5;

pub(super) fn run(mut request: Search, output: &mut Output) -> Outcome {
    if request.batch.is_some() {
        // With a batch there is no query: what stands first is the folder.
        match (&request.query, &request.folder) {
            (Some(query), Some(_)) => {
                let reason = message!("queries-in-file");
                return Err(Error::Query { query: query.clone(), reason }.into());
            }
            _ => request.folder = request.query.take().map(PathBuf::from),
        }
    }
    let filters = request.filters.filters()?;
    // A query that says nothing is refused before anything is indexed for it.
    let query = request.query.as_deref().map(|text| request.understood(text)).transpose()?;
    let mut opened = open_or_build(&request.place, request.folder.as_deref())?;
    let mut look = None;
    if request.refresh || Given::wants_refresh(opened.folder()) {
        opened = refreshed(opened)?;
    } else if request.batch.is_none() {
        look = Some(Look::begin(&opened));
    }
    let asked = Asked { request: &request, opened: &opened, filters };
    let outcome = match (query, &request.batch) {
        (_, Some(file)) => asked.batch(output, file),
        (Some(query), None) => asked.one(output, query),
        (None, None) => Err(Error::Query { query: String::new(), reason: message!("nothing-to-search") }.into()),
    };
    // After the answer, however it is passed on.
    let found = outcome?;
    output.raw.flush()?;
    if let Some(seen) = look.and_then(Look::seen) {
        output.tell(&seen)?;
    }
    // The process ends here, and the system lets go of all files of the index at once; one by one takes longer.
    std::mem::forget(opened);
    Ok(found)
}

/// Beside results that don't say it themselves: that not all files were searched, if so.
pub(super) fn unreadable(engine: &dyn Engine) -> Result<Option<Message>> {
    let about = engine.about()?;
    Ok((about.problems > 0).then(|| searched_of(about.reports, about.problems)))
}

fn tell_unreadable(engine: &dyn Engine) -> Result<()> {
    unreadable(engine)?.iter().for_each(tell);
    Ok(())
}

/// A request and what it is asked of.
struct Asked<'a> {
    request: &'a Search,
    opened: &'a Opened,
    filters: Filters,
}

impl Asked<'_> {
    fn engine(&self) -> &dyn Engine {
        &*self.opened.engine
    }

    fn question(&self, query: Query) -> Result<Question> {
        self.request.question(query, &self.filters, self.engine())
    }

    fn answered(&self, question: &Question) -> Result<Answer> {
        self.engine().hits(question, &self.request.view())?.answer(question)
    }

    fn one(&self, output: &mut Output, query: Query) -> Outcome {
        let question = self.question(query)?;
        let root = question.query.as_ref().map(|query| &query.root);
        if matches!(root, Some(Node::Pattern(pattern)) if pattern.needs.is_empty()) {
            tell(&message!("every-passage-is-read"));
        }
        match self.request.form() {
            form @ (Form::Paths | Form::Without | Form::Counts) => self.reports(output, &question, form),
            form => self.answer(output, &question, form),
        }
    }

    fn answer(&self, output: &mut Output, question: &Question, form: Form) -> Outcome {
        let (started, engine, folder) = (Instant::now(), self.engine(), self.opened.folder());
        let answer = self.answered(question)?;
        let hits = || answer.reports.iter().flat_map(|report| report.hits.iter().map(move |hit| (report, hit)));
        match form {
            Form::Columns(order) => {
                let mut lines: Vec<_> = hits()
                    .flat_map(|(report, hit)| hit.concordance.iter().map(move |line| (report, hit, line)))
                    .collect();
                order.sort(&mut lines, |&(.., line)| line);
                output.people(folder, |terminal| terminal.concordance(&lines, &answer))?;
            }
            Form::JsonLines => {
                for (report, hit) in hits() {
                    output.json(&json::Hit::of(report, hit))?;
                }
                tell_unreadable(engine)?;
            }
            Form::Csv => {
                export::csv(&mut output.raw, hits())?;
                tell_unreadable(engine)?;
            }
            Form::Markdown => {
                export::markdown(&mut output.raw, hits())?;
                tell_unreadable(engine)?;
            }
            Form::Json => {
                let text = question.query.as_ref().map_or("", |query| &query.text);
                let took = started.elapsed().as_micros() as u64;
                output.json(&json::Search::new(text, &answer, took, None))?;
            }
            Form::People | Form::Paths | Form::Without | Form::Counts => {
                output.people(folder, |terminal| terminal.answer(&answer))?;
                let is_nothing = answer.counted.total.passages == 0;
                if let Some(total) = if is_nothing { loosely(engine, question)? } else { None } {
                    output.people(folder, |terminal| terminal.loosely(&total))?;
                }
            }
        }
        if self.request.facets {
            let question = Question { deadline: Deadline::default(), ..question.clone() };
            let (_, counts) = engine.facets(&question, &FacetField::ALL, FACETS_SHOWN)?;
            output.people(folder, |terminal| terminal.counts_beside(answer.counted.total, &counts))?;
        }
        Ok(Found::of(answer.counted.total.passages > 0))
    }

    /// Prints the paths of all reports with a match, or of all without, or how many passages match in each.
    fn reports(&self, output: &mut Output, question: &Question, form: Form) -> Outcome {
        let which = if form == Form::Without { Which::Without } else { Which::With };
        let reports: Vec<_> = self.engine().matching(question, which)?.collect::<Result<_>>()?;
        match form {
            // Of what could not be searched nothing is said by a list of what lacks something.
            Form::Without => {
                let about = self.engine().about()?;
                let found = message!("without-match", reports = message!("reports", n = reports.len()));
                let searched = searched_of(about.reports, about.problems);
                tell(&message!("both", first = found, second = searched));
            }
            _ => tell_unreadable(self.engine())?,
        }
        for report in &reports {
            let path = printed(self.opened.folder(), &report.path);
            match form {
                Form::Counts => writeln!(output.raw, "{path}:{}", report.passages)?,
                _ => writeln!(output.raw, "{path}")?,
            }
        }
        Ok(Found::of(!reports.is_empty()))
    }

    /// Answers each line of a file as it comes; a line that can't be answered says so in its place.
    fn batch(&self, output: &mut Output, file: &Path) -> Outcome {
        if self.request.expand {
            // What is wrong with the list is said before anything is answered.
            self.engine().vocabulary()?.synonyms()?;
        }
        let is_stdin = file == Path::new("-");
        let lines: Box<dyn BufRead> = if is_stdin {
            Box::new(std::io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(file).map_err(Error::io(message!("cant-read"), file))?))
        };
        let mut best = Found::Nothing;
        for (number, line) in (1..).zip(lines.lines()) {
            let line = line.map_err(Error::io(message!("cant-read"), file))?;
            let line = line.strip_prefix('\u{FEFF}').filter(|_| number == 1).unwrap_or(&line);
            if line.trim().is_empty() {
                continue;
            }
            let numbered = format!("{number}");
            let (id, text) = line.split_once('\t').unwrap_or((&numbered, line));
            let started = Instant::now();
            let query = self.request.understood(text);
            let answer = query.and_then(|query| Ok((query.text.clone(), self.answered(&self.question(query)?)?)));
            match answer {
                Ok((text, answer)) => {
                    if answer.counted.total.passages > 0 {
                        best = Found::Something;
                    }
                    let took = started.elapsed().as_micros() as u64;
                    output.json(&json::Search::new(&text, &answer, took, Some(id)))?;
                }
                Err(error @ (Error::Query { .. } | Error::Syntax { .. } | Error::Pattern { .. })) => {
                    output.json(&json::Failed { id, query: text, error: error.to_string() })?;
                }
                Err(error) => return Err(error.into()),
            }
            if is_stdin {
                // Whoever asks line by line waits for each answer.
                output.raw.flush()?;
            }
        }
        Ok(best)
    }
}

/// A path as ripgrep prints it: the folder as it was given, then the path; the current folder is left out.
fn printed(folder: &Path, path: &str) -> String {
    let full = if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) };
    full.display().to_string()
}
