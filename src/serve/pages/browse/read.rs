//! A reading list: the sections that filters let through, report after report, year after year.

use askama::Template;
use axum::response::Response;

use super::narrow::{Counts, counts, held, inputs, title};
use crate::answer::{
    Deadline, Detail, FacetCounts, FacetField, ListedSection, Question, Share, coverage, listed, wanted_sections,
};
use crate::error::Result;
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::forms::lacking;
use crate::output::terminal::{labels_of, searched, shown};
use crate::query::Filters;
use crate::report::{Metadata, ReadReport, Year};
use crate::request::{List, command_line, from_pairs};
use crate::serve::address::Address;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;
use crate::serve::pages::controls::Input;
use crate::serve::pages::frame::{Frame, Link, Pager};
use crate::serve::pages::page::page;
use crate::serve::pages::ways::{opened, to, to_report};

/// Reports on a page: whole, of wanted sections alone, and without their texts.
const WHOLE: usize = 5;
const NARROWED: usize = 40;
const OUTLINES: usize = 200;
/// Values by which a list can be narrowed.
const VALUES: usize = 12;
/// Pairs of the address that are about the page.
const OWN: [&str; 2] = ["order", "page"];
/// What a list is passed on as.
const FORMATS: [(&str, &str); 2] = [("Excel", "xlsx"), ("CSV", "csv")];

#[derive(Template)]
#[template(path = "browse/read.html")]
struct ReadPage {
    frame: Frame,
    title: String,
    totals: String,
    filters: Vec<Link>,
    inputs: Vec<Input>,
    kept: Vec<(String, String)>,
    counts: Vec<Counts>,
    orders: Vec<Link>,
    /// With texts, or without.
    details: [Link; 2],
    exports: Vec<Link>,
    years: Vec<YearRead>,
    pager: Option<Pager>,
}

/// The reports of a year.
struct YearRead {
    year: String,
    id: String,
    reports: Vec<Report>,
}

struct Report {
    id: String,
    title: String,
    about: String,
    path: String,
    address: String,
    sections: Vec<SectionRead>,
}

struct SectionRead {
    title: String,
    depth: usize,
    labels: String,
    chars: u32,
    address: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    text: String,
    is_boilerplate: bool,
    is_recognised: bool,
}

/// What was found, with the texts of a page of it.
struct Found {
    /// How many reports there are in all, and sections of them that are wanted.
    reports: usize,
    sections: usize,
    searched: Message,
    counts: Vec<FacetCounts>,
    page: Vec<OfReport>,
    first: usize,
    state: String,
}

/// A report of the list.
struct OfReport {
    path: String,
    metadata: std::sync::Arc<Metadata>,
    sections: Vec<(usize, ListedSection)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Oldest,
    Newest,
    Path,
}

pub(in crate::serve::pages) async fn read(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(ReadPage, Option<String>), Failure> {
    let lacks = asked.address.pairs().any(|(name, _)| name.starts_with("without-"));
    // Of what lacks a section the outlines are enough.
    let has_text = asked.address.get("text").map_or(!lacks, |text| text != "false");
    let here = asked.address.set("text", if has_text { "true" } else { "false" });
    let is_of_request = |name: &str| !OWN.contains(&name) && !["folder", "lang"].contains(&name);
    let pairs: Vec<(&str, &str)> = here.pairs().filter(|(name, _)| is_of_request(name)).collect();
    let request: List = from_pairs(&pairs)?;
    let snapshot = asked.snapshot()?;
    let order = match here.get("order") {
        Some("newest") => Order::Newest,
        Some("path") => Order::Path,
        _ => Order::Oldest,
    };
    let number = asked.address.page();
    let work = move |deadline| found(&request, &snapshot, order, number, deadline);
    let found = asked.site.workers.search(work).await?;
    let lang = asked.lang;
    let mut frame = Frame::new(asked, message!("page-read").say(lang));
    frame.command_line = Some(command_line::<List>("list", asked.folder.folder(), &pairs));
    let export = |path: &str| {
        let address = pairs.iter().fold(to(asked, path), |address, (name, value)| address.with(name, value));
        address.without(crate::serve::address::LANG).to_string()
    };
    frame.api = Some(export("/api/list"));
    let first = message!("reports", n = found.reports);
    let first = match (found.sections, lacks) {
        (0, _) | (_, true) => first,
        (n, _) => message!("list-total", reports = first, sections = message!("sections", n = n)),
    };
    let bare = asked.address.kept(|name, _| name != "page");
    let way = |said: Message, address: Address, is_here: bool| Link {
        said: said.say(lang),
        address: address.to_string(),
        is_here,
    };
    let page = ReadPage {
        frame,
        title: title(&here, lang).unwrap_or_else(|| message!("all-reports").say(lang)),
        totals: message!("both", first = first, second = found.searched.clone()).say(lang),
        filters: held(&asked.address, lang),
        inputs: inputs(&asked.address, lang),
        kept: asked.address.kept(|name, _| ["folder", "lang", "text", "order"].contains(&name)).into_pairs(),
        counts: if lacks { Vec::new() } else { counts(&asked.address, &found.counts, lang) },
        orders: vec![
            way(message!("order-oldest"), bare.without("order"), order == Order::Oldest),
            way(message!("order-newest"), bare.set("order", "newest"), order == Order::Newest),
            way(message!("order-path"), bare.set("order", "path"), order == Order::Path),
        ],
        details: [
            way(message!("with-texts"), bare.set("text", "true"), has_text),
            way(message!("outlines-alone"), bare.set("text", "false"), !has_text),
        ],
        exports: FORMATS
            .map(|(said, ending)| Link {
                said: said.to_owned(),
                address: export(&format!("/api/list.{ending}")),
                is_here: false,
            })
            .into(),
        pager: pager(&bare, &found, number, lang),
        years: years(asked, &found.page, order, has_text),
    };
    Ok((page, Some(found.state)))
}

fn found(request: &List, snapshot: &Snapshot, order: Order, number: usize, deadline: Deadline) -> Result<Found> {
    request.check()?;
    let engine = &*snapshot.engine;
    let filters = request.resolved(snapshot.narrowed(request.filters.filters()?), engine)?;
    let lacking = lacking(request, &filters, engine, deadline.clone())?;
    let mut all = Vec::new();
    let mut sections = 0;
    for view in engine.reports(&filters, Detail::Outline, Share::ALL)? {
        let view = view?;
        if lacking.as_ref().is_none_or(|lacking| lacking.contains(&view.path)) {
            sections += wanted_sections(&view.report, &filters).count();
            all.push((key(&view.report, order), view.path));
        }
    }
    all.sort();
    let of_page = match request.detail() {
        Detail::Outline => OUTLINES,
        _ if filters.narrow_sections() => NARROWED,
        _ => WHOLE,
    };
    let first = (number.min(all.len().div_ceil(of_page).max(1)) - 1) * of_page;
    let mut page = Vec::new();
    for (_, path) in all.iter().skip(first).take(of_page) {
        if let Some(view) = engine.report(path, request.detail())? {
            page.push(of_report(view, &filters));
        }
    }
    let coverage = coverage(engine, snapshot.under.as_deref())?;
    let question = Question { filters, deadline, ..Question::default() };
    let (_, counts) = engine.facets(&question, &[FacetField::Part, FacetField::Topic], VALUES)?;
    let (searched, state) = (searched(&coverage), coverage.state.to_string());
    Ok(Found { reports: all.len(), sections, searched, counts, page, first, state })
}

/// What orders a report: its year, what has none last.
fn key(report: &ReadReport, order: Order) -> (bool, u16) {
    let year = report.metadata.year.value().map(|Year(year)| *year);
    match order {
        Order::Path => (false, 0),
        Order::Oldest => (year.is_none(), year.unwrap_or(0)),
        Order::Newest => (year.is_none(), u16::MAX - year.unwrap_or(0)),
    }
}

fn of_report(view: crate::answer::ReportView, filters: &Filters) -> OfReport {
    let depth = |id: u32| crate::report::ancestors(&view.report.sections, crate::report::SectionId(id)).count();
    let depths: Vec<usize> = wanted_sections(&view.report, filters).map(depth).collect();
    let listed = listed(view, filters);
    OfReport {
        path: listed.path,
        metadata: listed.metadata,
        sections: depths.into_iter().zip(listed.sections).collect(),
    }
}

fn years(asked: &Asked, reports: &[OfReport], order: Order, has_text: bool) -> Vec<YearRead> {
    let year = |report: &OfReport| report.metadata.year.value().copied();
    let is_same = |a: &OfReport, b: &OfReport| order == Order::Path || year(a) == year(b);
    let mut number = 0;
    let chunks = reports.chunk_by(is_same).map(|of_year| {
        let said = match year(&of_year[0]) {
            _ if order == Order::Path => message!("all-reports").say(asked.lang),
            Some(year) => year.to_string(),
            None => message!("unknown").say(asked.lang),
        };
        let reports = of_year.iter().map(|report| {
            number += 1;
            shown_report(asked, report, number, has_text)
        });
        let reports: Vec<Report> = reports.collect();
        YearRead { id: format!("y{}", reports.first().map_or("", |report| report.id.as_str())), year: said, reports }
    });
    chunks.collect()
}

fn shown_report(asked: &Asked, report: &OfReport, number: usize, has_text: bool) -> Report {
    let metadata = &report.metadata;
    let about = [metadata.author.value().cloned(), metadata.org.value().cloned(), metadata.role_names()];
    let address = to_report(asked, &report.path);
    let section = |(depth, listed): &(usize, ListedSection)| {
        let section = &listed.section;
        let first = section.passages.0;
        // The heading stands above: not twice.
        let skipped = usize::from(
            section.level > 0
                && listed.paragraphs.first().is_some_and(|first| is_heading(&section.title(), &first.text)),
        );
        let paragraph = |passage: &crate::answer::PassageText| Paragraph {
            text: shown(&passage.text),
            is_boilerplate: passage.is_boilerplate,
            is_recognised: passage.is_recognised,
        };
        SectionRead {
            title: if section.level == 0 { message!("opening").say(asked.lang) } else { shown(&section.title()) },
            depth: *depth,
            labels: labels_of(section),
            chars: section.chars,
            address: opened(&address.with("passage", &first.to_string())),
            paragraphs: match has_text {
                true => listed.paragraphs.iter().skip(skipped).map(paragraph).collect(),
                false => Vec::new(),
            },
        }
    };
    Report {
        id: format!("r{number}"),
        title: shown(metadata.title.value().unwrap_or(&report.path)),
        about: shown(&about.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        path: shown(&report.path),
        address: address.to_string(),
        sections: report.sections.iter().map(section).collect(),
    }
}

fn is_heading(title: &str, text: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    plain(title) == plain(text)
}

fn pager(here: &Address, found: &Found, number: usize, lang: Lang) -> Option<Pager> {
    let (first, shown) = (found.first, found.page.len());
    if first == 0 && shown == found.reports {
        return None;
    }
    let said = message!(
        "reports-shown",
        first = (first + 1).to_string(),
        last = (first + shown).to_string(),
        n = found.reports.to_string()
    );
    let at = |page: usize| here.set("page", &page.to_string()).to_string();
    Some(Pager {
        said: said.say(lang),
        previous: (first > 0).then(|| at(number - 1)),
        next: (first + shown < found.reports).then(|| at(number + 1)),
    })
}
