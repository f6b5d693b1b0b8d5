//! Hits, matches in a column, reports: what a search found, for programs and to be passed on.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::sink::{Said, Sink, Unwritten, json_line};
use crate::answer::{Answer, Engine, Hit, Hits, Line, LineOrder, Matched, Question, ReportHits, Sort, View, Which};
use crate::message;
use crate::messages::Message;
use crate::output::terminal::{searched_of, totals};
use crate::output::{export, json};
use crate::request::{Form, Rows, Search};

/// A match of a hit of a report, and what stands around it.
type OfReport<'a> = (&'a ReportHits, &'a Hit, &'a Line, &'a Matched);

/// Writes what a search finds, in any form but that for people; `folder`: as the user wrote it.
///
/// # Errors
/// Of the engine, and of the place.
pub fn search(
    request: &Search,
    question: &Question,
    (engine, folder): (&dyn Engine, &Path),
    sink: &mut dyn Sink,
) -> Result<Said, Unwritten> {
    let asked = Asked { question, view: request.view(), engine, folder };
    match (request.rows(), request.form()) {
        (Rows::Reports, form) => asked.reports(sink, false, &form),
        (Rows::Counts, form) => asked.reports(sink, true, &form),
        (Rows::Lines(order), form) => asked.lines(sink, order, &form),
        (Rows::Hits, Form::People | Form::Json) => asked.json(sink),
        (Rows::Hits, form) => asked.hits(sink, &form),
    }
}

/// All matches of an answer, in an order.
pub fn concordance(answer: &Answer, order: LineOrder) -> Vec<OfReport<'_>> {
    let hits = answer.reports.iter().flat_map(|report| report.hits.iter().map(move |hit| (report, hit)));
    let mut lines: Vec<OfReport<'_>> = Vec::new();
    for (report, hit) in hits {
        let of_hit = hit.concordance.iter().zip(&hit.matches);
        lines.extend(of_hit.map(|(line, matched)| (report, hit, line, matched)));
    }
    order.sort(&mut lines, |&(_, _, line, _)| line);
    lines
}

/// A path as ripgrep prints it: the folder as it was given, then the path; the current folder is left out.
pub fn printed(folder: &Path, path: &str) -> String {
    let full = if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) };
    full.display().to_string()
}

/// A question and what it is asked of.
struct Asked<'a> {
    question: &'a Question,
    view: View,
    engine: &'a dyn Engine,
    folder: &'a Path,
}

impl Asked<'_> {
    fn json(&self, sink: &mut dyn Sink) -> Result<Said, Unwritten> {
        let started = Instant::now();
        let answer = self.engine.hits(self.question, &self.view)?.answer(self.question)?;
        let text = self.question.query.as_ref().map_or("", |query| &query.text);
        let took = started.elapsed().as_micros() as u64;
        sink.drawn_from(&answer.counted, None);
        json_line(sink, &json::Search::new(text, &answer, took, None))?;
        Ok(Said { is_found: answer.counted.total.passages > 0, beside: Vec::new() })
    }

    /// Hits to be passed on: each is written as it is read.
    fn hits(&self, sink: &mut dyn Sink, form: &Form) -> Result<Said, Unwritten> {
        let Hits { counted, mut reports, .. } = self.engine.hits(self.question, &self.view)?;
        sink.drawn_from(&counted, Some(&self.view));
        let mut written = 0;
        match form {
            Form::Table(form) => {
                let groups = self.question.groups();
                sink.table(form, export::hit_columns(&groups), &mut |table| {
                    for report in &mut reports {
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
                let by = if *by_author { export::Headings::Author } else { export::Headings::Year };
                let title = self.question.query.as_ref().map_or("", |query| &query.text);
                let (drawn_from, lang) = (totals(&counted), sink.lang());
                sink.document(path, &mut |out| {
                    let mut quotations = export::Quotations::new(by, lang)?;
                    for report in &mut reports {
                        let report = report?;
                        quotations.add(&report)?;
                        written += report.hits.len();
                    }
                    Ok(quotations.finish(out, title, &drawn_from)?)
                })?;
            }
            form => {
                for report in reports {
                    let report = report?;
                    match form {
                        Form::Markdown => export::markdown(&mut sink.out(), &report)?,
                        _ => report.hits.iter().try_for_each(|hit| json_line(sink, &json::Hit::of(&report, hit)))?,
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
        Ok(Said { is_found: counted.total.passages > 0, beside: vec![said] })
    }

    /// Matches in a column, all of them in their order.
    fn lines(&self, sink: &mut dyn Sink, order: LineOrder, form: &Form) -> Result<Said, Unwritten> {
        let answer = self.engine.hits(self.question, &self.view)?.answer(self.question)?;
        sink.drawn_from(&answer.counted, Some(&self.view));
        let lines = concordance(&answer, order);
        match form {
            Form::Table(form) => {
                let groups = self.question.groups();
                sink.table(form, export::line_columns(&groups), &mut |table| {
                    let mut rows = lines.iter().map(|&(report, hit, line, matched)| {
                        export::line_row(report, hit, line, matched, groups.len())
                    });
                    Ok(rows.try_for_each(|row| table.row(&row))?)
                })?;
            }
            _ => {
                for &(report, hit, line, matched) in &lines {
                    json_line(sink, &json::Line::of(report, hit, line, matched))?;
                }
            }
        }
        let shown = message!("matches-shown", n = lines.len());
        let said = message!("both", first = shown, second = totals(&answer.counted));
        Ok(Said { is_found: answer.counted.total.passages > 0, beside: vec![said] })
    }

    /// Reports, with what is known of them.
    fn reports(&self, sink: &mut dyn Sink, is_counted: bool, form: &Form) -> Result<Said, Unwritten> {
        let line = |sink: &mut dyn Sink, path: &str, passages: u64| {
            let path = printed(self.folder, path);
            if is_counted { writeln!(sink.out(), "{path}:{passages}") } else { writeln!(sink.out(), "{path}") }
        };
        let (view, mut written) = (&self.view, 0);
        let counted = if let (Form::People, Sort::Path) = (form, view.order) {
            // Nothing but their paths is read of them.
            let (counted, reports) = self.engine.matching(self.question)?;
            sink.drawn_from(&counted, Some(view));
            for report in reports.skip(view.offset).take(view.limit.unwrap_or(usize::MAX)) {
                let report = report?;
                line(sink, &report.path, report.passages)?;
                written += 1;
            }
            counted
        } else {
            let Hits { counted, mut reports, .. } = self.engine.hits(self.question, view)?;
            sink.drawn_from(&counted, Some(view));
            match form {
                Form::Table(form) => sink.table(form, export::report_columns(is_counted), &mut |table| {
                    for report in &mut reports {
                        table.row(&export::report_row(&report?, is_counted))?;
                        written += 1;
                    }
                    Ok(())
                })?,
                _ => {
                    for report in reports {
                        let report = report?;
                        line(sink, &report.path, report.total as u64)?;
                        written += 1;
                    }
                }
            }
            counted
        };
        let found = counted.total.reports;
        let mut said: Option<Message> = match self.question.which {
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
        Ok(Said { is_found: found > 0, beside: said.into_iter().collect() })
    }
}
