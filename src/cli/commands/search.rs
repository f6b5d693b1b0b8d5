//! `baogao search`: ranked passages, or the paths or counts of reports.

use std::io::{BufRead, Cursor, Write};
use std::path::Path;

use crate::answer::{Answer, Deadline, Engine, FacetField, LineOrder, Question, loosely};
use crate::cli::export::ToOutput;
use crate::cli::missing::tell_missing;
use crate::cli::open::{Opened, open_or_build};
use crate::cli::outcome::{Found, Outcome};
use crate::cli::queries::folder_alone;
use crate::cli::terminal::{Output, tell};
use crate::cli::watch::{Look, refreshed, strictly};
use crate::error::{Error, Result};
use crate::message;
use crate::output::forms;
use crate::output::terminal::totals;
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
            (Rows::Hits, Form::People) => return self.people(output, &question),
            (Rows::Lines(order), Form::People) => return self.lines(output, &question, order),
            _ => {}
        }
        let folder = self.opened.folder();
        let said = forms::search(self.request, &question, (self.engine(), folder), &mut ToOutput { output, folder })?;
        said.beside.iter().try_for_each(|said| output.tell(said))?;
        Ok(Found::of(said.is_found))
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

    /// Matches in a column, all of them in their order.
    fn lines(&self, output: &mut Output, question: &Question, order: LineOrder) -> Outcome {
        let (answer, folder) = (self.answered(question)?, self.opened.folder());
        let lines = forms::concordance(&answer, order);
        let shown = message!("matches-shown", n = lines.len());
        output.prompt(&message!("both", first = shown, second = totals(&answer.counted)));
        output.people(folder, |terminal| terminal.concordance(&lines, &answer))?;
        Ok(Found::of(answer.counted.total.passages > 0))
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
            let Some(line) = forms::of_line(number, &line) else { continue };
            let mut sink = ToOutput { output, folder: self.opened.folder() };
            match line.answer(self.request, (self.engine(), &self.filters), Deadline::default(), &mut sink)? {
                Some(true) => best = Found::Something,
                Some(false) => {}
                None => failed += 1,
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
