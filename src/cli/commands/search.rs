//! `baogao search`: ranked passages, or the paths or counts of reports.

use std::io::{BufRead, Cursor, Write};
use std::path::Path;
use std::time::Instant;

use crate::answer::{
    Answer, Deadline, Engine, FacetField, Hit, Hits, Line, LineOrder, Matched, Question, ReportHits, Sort, Which,
    loosely,
};
use crate::cli::export::{check, file, table};
use crate::cli::missing::tell_missing;
use crate::cli::open::{Opened, open_or_build, printed};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::queries::folder_alone;
use crate::cli::terminal::{Output, lang, tell};
use crate::cli::watch::{Look, refreshed, strictly};
use crate::error::{Error, Result};
use crate::message;
use crate::output::terminal::{searched_of, totals};
use crate::output::{export, json};
use crate::query::{Filters, Node, Query};
use crate::request::{Form, Rows, Search};
use crate::schema::users_text;
use crate::source::Given;

/// Values of each field that are shown below an answer.
const FACETS_SHOWN: usize = 5;

pub(in crate::cli) fn run(mut request: Search, output: &mut Output) -> Outcome {
    if request.batch.is_some() {
        request.folder = folder_alone(request.query.take(), request.folder.take())?;
    }
    let filters = request.filters.filters()?;
    // A query that says nothing is refused before anything is indexed for it.
    request.check()?;
    let query = request.query.as_deref().map(|text| request.understood.understood(text)).transpose()?;
    let mut opened = open_or_build(&request.place, request.folder.as_deref())?;
    let mut look = None;
    if request.refresh || Given::wants_refresh(opened.folder()) {
        opened = refreshed(opened)?;
    } else if request.batch.is_none() {
        look = Some(Look::begin(&opened));
    }
    let filters = opened.narrowed(filters);
    let wanted: Vec<Query> = query.iter().cloned().collect();
    let asked = Asked { request: &request, opened: &opened, filters };
    let outcome = match (query, &request.batch) {
        (_, Some(file)) => asked.batch(output, file),
        (Some(query), None) => asked.one(output, query),
        (None, None) => Err(Error::Query { query: String::new(), reason: message!("nothing-to-search") }.into()),
    };
    // After the answer, however it is passed on.
    let found = outcome?;
    output.raw.flush()?;
    tell_missing(&*opened.engine, &asked.filters, &wanted, output)?;
    if let Some(seen) = look.and_then(Look::seen).filter(|_| !request.strict) {
        output.tell(&seen)?;
    }
    let found = strictly(request.strict, &opened, found, output)?;
    // The process ends here, and the system lets go of all files of the index at once; one by one takes longer.
    std::mem::forget(opened);
    Ok(found)
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
        match (self.request.rows(), self.request.form()) {
            (Rows::Reports, form) => self.reports(output, &question, false, &form),
            (Rows::Counts, form) => self.reports(output, &question, true, &form),
            (Rows::Lines(order), form) => self.lines(output, &question, order, &form),
            (Rows::Hits, Form::People) => self.people(output, &question),
            (Rows::Hits, Form::Json) => self.json(output, &question),
            (Rows::Hits, form) => self.export(output, &question, &form),
        }
    }

    fn people(&self, output: &mut Output, question: &Question) -> Outcome {
        let (engine, folder) = (self.engine(), self.opened.folder());
        let answer = self.answered(question)?;
        output.prompt(&totals(&answer.counted));
        output.people(folder, |terminal| terminal.answer(&answer))?;
        let is_nothing = answer.counted.total.passages == 0;
        if let Some(total) = if is_nothing { loosely(engine, question)? } else { None } {
            output.people(folder, |terminal| terminal.loosely(&total))?;
        }
        if self.request.facets {
            let question = Question { deadline: Deadline::default(), ..question.clone() };
            let (_, counts) = engine.facets(&question, &FacetField::ALL, FACETS_SHOWN)?;
            output.people(folder, |terminal| terminal.counts_beside(&counts))?;
        }
        Ok(Found::of(!is_nothing))
    }

    fn json(&self, output: &mut Output, question: &Question) -> Outcome {
        let started = Instant::now();
        let answer = self.answered(question)?;
        let text = question.query.as_ref().map_or("", |query| &query.text);
        let took = started.elapsed().as_micros() as u64;
        output.json(&json::Search::new(text, &answer, took, None))?;
        Ok(Found::of(answer.counted.total.passages > 0))
    }

    /// Hits to be passed on: each is written as it is read.
    fn export(&self, output: &mut Output, question: &Question, form: &Form) -> Outcome {
        let (view, folder) = (self.request.view(), self.opened.folder());
        let Hits { counted, reports, .. } = self.engine().hits(question, &view)?;
        let mut written = 0;
        match form {
            Form::Table(form) => {
                let groups = question.groups();
                table(output, form, folder, export::hit_columns(&groups), |table| {
                    for report in reports {
                        let report = report?;
                        for hit in &report.hits {
                            table.row(&export::hit_row(&report, hit, groups.len()))?;
                        }
                        written += report.hits.len();
                    }
                    Ok(())
                })?;
            }
            Form::Docx(path, by_author) => {
                check(path, folder)?;
                let reports: Vec<ReportHits> = reports.collect::<Result<_>>()?;
                written = reports.iter().map(|report| report.hits.len()).sum();
                let by = if *by_author { export::Headings::Author } else { export::Headings::Year };
                let title = question.query.as_ref().map_or("", |query| &query.text);
                let drawn_from = totals(&counted);
                file(path, |out| export::docx(out, (title, &drawn_from), &reports, by, lang()))?;
            }
            form => {
                for report in reports {
                    let report = report?;
                    match form {
                        Form::Markdown => export::markdown(&mut output.raw, &report)?,
                        _ => report.hits.iter().try_for_each(|hit| output.json(&json::Hit::of(&report, hit)))?,
                    }
                    written += report.hits.len();
                }
            }
        }
        let mut said = totals(&counted);
        if (written as u64) < counted.total.passages {
            let cut = message!("written-of", n = written, total = counted.total.passages);
            said = message!("both", first = cut, second = said);
        }
        output.tell(&said)?;
        Ok(Found::of(counted.total.passages > 0))
    }

    /// Matches in a column, all of them in their order.
    fn lines(&self, output: &mut Output, question: &Question, order: LineOrder, form: &Form) -> Outcome {
        let (answer, folder) = (self.answered(question)?, self.opened.folder());
        let hits = answer.reports.iter().flat_map(|report| report.hits.iter().map(move |hit| (report, hit)));
        let mut lines: Vec<(&ReportHits, &Hit, &Line, &Matched)> = Vec::new();
        for (report, hit) in hits {
            let of_hit = hit.concordance.iter().zip(&hit.matches);
            lines.extend(of_hit.map(|(line, matched)| (report, hit, line, matched)));
        }
        order.sort(&mut lines, |&(_, _, line, _)| line);
        match form {
            Form::Table(form) => {
                let groups = question.groups();
                table(output, form, folder, export::line_columns(&groups), |table| {
                    let mut rows = lines.iter().map(|&(report, hit, line, matched)| {
                        export::line_row(report, hit, line, matched, groups.len())
                    });
                    Ok(rows.try_for_each(|row| table.row(&row))?)
                })?;
            }
            Form::JsonLines => {
                for &(report, hit, line, matched) in &lines {
                    output.json(&json::Line::of(report, hit, line, matched))?;
                }
            }
            _ => {
                let shown = message!("matches-shown", n = lines.len());
                output.prompt(&message!("both", first = shown, second = totals(&answer.counted)));
                output.people(folder, |terminal| terminal.concordance(&lines, &answer))?;
                return Ok(Found::of(answer.counted.total.passages > 0));
            }
        }
        let shown = message!("matches-shown", n = lines.len());
        output.tell(&message!("both", first = shown, second = totals(&answer.counted)))?;
        Ok(Found::of(answer.counted.total.passages > 0))
    }

    /// Reports, with what is known of them.
    fn reports(&self, output: &mut Output, question: &Question, is_counted: bool, form: &Form) -> Outcome {
        let (view, folder) = (self.request.view(), self.opened.folder());
        let line = |output: &mut Output, path: &str, passages: u64| {
            let path = printed(folder, path);
            if is_counted { writeln!(output.raw, "{path}:{passages}") } else { writeln!(output.raw, "{path}") }
        };
        let mut written = 0;
        let counted = if let (Form::People, Sort::Path) = (form, view.order) {
            // Nothing but their paths is read of them.
            let (counted, reports) = self.engine().matching(question)?;
            for report in reports.skip(view.offset).take(view.limit.unwrap_or(usize::MAX)) {
                let report = report?;
                line(output, &report.path, report.passages)?;
                written += 1;
            }
            counted
        } else {
            let Hits { counted, reports, .. } = self.engine().hits(question, &view)?;
            match form {
                Form::Table(form) => table(output, form, folder, export::report_columns(is_counted), |table| {
                    for report in reports {
                        table.row(&export::report_row(&report?, is_counted))?;
                        written += 1;
                    }
                    Ok(())
                })?,
                _ => {
                    for report in reports {
                        let report = report?;
                        line(output, &report.path, report.total as u64)?;
                        written += 1;
                    }
                }
            }
            counted
        };
        let found = counted.total.reports;
        let mut said = match question.which {
            // Of what could not be searched nothing is said by a list of what lacks something.
            Which::Without => {
                let without = message!("without-match", reports = message!("reports", n = found));
                Some(message!("both", first = without, second = searched_of(&counted.coverage)))
            }
            _ if *form != Form::People => Some(totals(&counted)),
            Which::With | Which::All => (!counted.coverage.is_whole()).then(|| searched_of(&counted.coverage)),
        };
        if written < found {
            let cut = message!("written-of", n = written, total = found);
            said = Some(match said {
                Some(said) => message!("both", first = cut, second = said),
                None => cut,
            });
        }
        if let Some(said) = said {
            output.tell(&said)?;
        }
        Ok(Found::of(found > 0))
    }

    /// Answers each line of a file as it comes; a line that can't be answered says so in its place.
    fn batch(&self, output: &mut Output, file: &Path) -> Outcome {
        if self.request.understood.expand {
            // What is wrong with the list is said before anything is answered.
            self.engine().vocabulary()?.synonyms()?;
        }
        let is_stdin = file == Path::new("-");
        let lines: Box<dyn BufRead> =
            if is_stdin { Box::new(std::io::stdin().lock()) } else { Box::new(Cursor::new(users_text(file)?)) };
        let (mut best, mut failed) = (Found::Nothing, 0usize);
        for (number, line) in (1..).zip(lines.lines()) {
            let line = line.map_err(Error::io(message!("cant-read"), file))?;
            let line = line.strip_prefix('\u{FEFF}').filter(|_| number == 1).unwrap_or(&line);
            if line.trim().is_empty() {
                continue;
            }
            let numbered = format!("{number}");
            let (id, text) = line.split_once('\t').unwrap_or((&numbered, line));
            let started = Instant::now();
            let query = self.request.understood.understood(text);
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
                    failed += 1;
                    output.json(&json::Failed { id, query: text, error: error.to_string() })?;
                }
                Err(error) => return Err(error.into()),
            }
            if is_stdin {
                // Whoever asks line by line waits for each answer.
                output.raw.flush()?;
            }
        }
        if failed > 0 {
            tell(&message!("queries-failed", n = failed));
            return Ok(Found::InPart);
        }
        Ok(best)
    }
}
