//! Reports and files, without a query.

use tantivy::DocAddress;

use super::filter::wanted_files;
use super::paths::paths;
use super::ranking::Years;
use crate::answer::{
    Detail, FileEntry, FileState, PassageText, ReportView, Rows, Share, own_passages, wanted_sections,
};
use crate::error::Result;
use crate::index::{PARTLY, PROBLEM, REPORT, Reader};
use crate::query::Filters;
use crate::report::{FileRecord, Outcome, PassageAttributes};

/// The reports that filters let through, each read when it is asked for ([`crate::answer::Engine::reports`]).
///
/// # Errors
/// Of the index.
pub(super) fn reports<'a>(
    reader: &'a Reader,
    filters: &'a Filters,
    detail: Detail,
    share: Share,
) -> Result<Rows<'a, ReportView>> {
    filters.check_resolved()?;
    let files = wanted_files(reader, filters)?;
    let years = Years::of(reader)?;
    let is_later = files.iter().map(|&file| !filters.is_own_year(years.year(file)));
    let paths = paths(reader, files.iter().copied())?;
    let mut files: Vec<_> = is_later.zip(paths).zip(files.iter().copied()).collect();
    files.sort_unstable();
    let of_share = files.into_iter().enumerate().filter(move |(row, _)| share.holds(*row));
    let view = move |(_, (_, file))| {
        reader.record(file).and_then(|record| view(reader, file, record, filters, detail)).transpose()
    };
    Ok(Box::new(of_share.filter_map(view)))
}

/// A report; none if filters want none of its sections.
fn view(
    reader: &Reader,
    file: DocAddress,
    record: FileRecord,
    filters: &Filters,
    detail: Detail,
) -> Result<Option<ReportView>> {
    let Outcome::Read(report) = record.outcome else {
        return Err(reader.damaged(&"a report that was not read"));
    };
    let wanted: Vec<u32> = wanted_sections(&report, filters).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let texts = match detail {
        Detail::Outline => Vec::new(),
        Detail::Texts => {
            let numbers = wanted.iter().flat_map(|&section| own_passages(&report, section));
            numbers.map(|number| text(reader, file, number)).collect::<Result<_>>()?
        }
        Detail::Passage(number) => {
            let is_there = (1..=report.passages).contains(&number);
            is_there.then(|| text(reader, file, number)).into_iter().collect::<Result<_>>()?
        }
    };
    Ok(Some(ReportView { path: record.path, hash: record.hash, report, texts }))
}

fn text(reader: &Reader, file: DocAddress, number: u32) -> Result<PassageText> {
    let PassageAttributes { is_boilerplate, is_recognised, .. } =
        reader.pairs(file.segment_ord).attributes(file.doc_id + number);
    Ok(PassageText { number, text: reader.passage(file, number)?, is_boilerplate, is_recognised })
}

/// One report by its whole path.
///
/// # Errors
/// Of the index.
pub(super) fn report(reader: &Reader, path: &str, detail: Detail) -> Result<Option<ReportView>> {
    let Some(file) = reader.file_at(path)? else { return Ok(None) };
    let record = reader.record(file)?;
    match record.outcome {
        Outcome::Read(_) => view(reader, file, record, &Filters::default(), detail),
        Outcome::Unread(_) => Ok(None),
    }
}

/// Files by what became of them, by path.
///
/// # Errors
/// Of the index.
pub(super) fn files(reader: &Reader, state: FileState) -> Result<Rows<'_, FileEntry>> {
    let of_index = match state {
        FileState::Read => REPORT,
        FileState::InPart => PARTLY,
        FileState::Unread => PROBLEM,
    };
    let files = reader.files(of_index)?;
    let mut files: Vec<(String, DocAddress)> =
        paths(reader, files.iter().copied())?.into_iter().zip(files.iter().copied()).collect();
    files.sort_unstable();
    let entry = move |(path, file)| match state {
        FileState::Read => Ok(FileEntry::Read(path)),
        FileState::InPart | FileState::Unread => Ok(match reader.record(file)?.outcome {
            Outcome::Read(report) => FileEntry::InPart(path, report.reading.clone()),
            Outcome::Unread(problem) => FileEntry::Unread(path, problem),
        }),
    };
    Ok(Box::new(files.into_iter().map(entry)))
}
