//! `baogao list`: every section of the reports that the filters let through.

use crate::cli::export::ToOutput;
use crate::cli::missing::tell_missing;
use crate::cli::open::open;
use crate::cli::outcome::{Found, Outcome};
use crate::cli::terminal::Output;
use crate::cli::watch::strictly;
use crate::output::forms;
use crate::request::List;

pub(in crate::cli) fn run(request: &List, output: &mut Output) -> Outcome {
    request.check()?;
    let filters = request.filters.filters()?;
    let opened = open(&request.place, request.folder.as_deref())?;
    let (engine, folder) = (&*opened.engine, opened.folder());
    let filters = request.resolved(opened.narrowed(filters), engine)?;
    let said = forms::list(request, &filters, (engine, folder), &mut ToOutput { output, folder })?;
    said.beside.iter().try_for_each(|said| output.tell(said))?;
    tell_missing(engine, &filters, &[], output)?;
    strictly(request.strict, &opened, Found::of(said.is_found), output)
}
