//! Authors, years, organisations, roles and formats, each with how much is of it.

use askama::Template;
use axum::response::Response;

use crate::analysis::MatchingForm;
use crate::answer::{FacetCount, FacetField, figures};
use crate::error::Result;
use crate::message;
use crate::messages::Message;
use crate::output::terminal::{field, searched, shown};
use crate::report::UNKNOWN;
use crate::request::{Facets, command_line, from_pairs};
use crate::serve::address::Address;
use crate::serve::asked::Asked;
use crate::serve::folder::Snapshot;
use crate::serve::http::Failure;
use crate::serve::pages::frame::{Frame, Link, numbered};
use crate::serve::pages::page::page;
use crate::serve::pages::ways::to;

/// What is browsed by, in the order in which it is offered.
const FIELDS: [FacetField; 5] =
    [FacetField::Author, FacetField::Year, FacetField::Org, FacetField::Role, FacetField::Format];
/// Values on a page.
const VALUES: usize = 200;
/// Pairs of the address that are about the page.
const OWN: [&str; 2] = ["find", "page"];

#[derive(Template)]
#[template(path = "browse/values.html")]
struct ValuesPage {
    frame: Frame,
    fields: Vec<Link>,
    orders: Vec<Link>,
    /// What the values' names must hold.
    find: String,
    /// Pairs that the form sends along.
    kept: Vec<(String, String)>,
    totals: String,
    rows: Vec<Row>,
    pager: Vec<Link>,
    field: String,
    /// All reports, to be narrowed by what can be typed.
    all: String,
}

struct Row {
    value: String,
    /// How deep it lies in a hierarchy, from 1.
    depth: usize,
    reports: u64,
    passages: u64,
    /// How long its bar is, of a hundred.
    bar: u64,
    address: String,
}

pub(in crate::serve::pages) async fn browse(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(ValuesPage, Option<String>), Failure> {
    let by = FIELDS.into_iter().find(|field| asked.address.has("by", field.as_str())).unwrap_or(FacetField::Author);
    let here = asked.address.set("by", by.as_str());
    let pairs: Vec<(&str, &str)> = here.pairs().filter(|(name, _)| is_of_request(name)).collect();
    let request: Facets = from_pairs(&pairs)?;
    let snapshot = asked.snapshot()?;
    let (values, searched, state) = asked.site.workers.search(move |_| counted(&request, &snapshot, by)).await?;
    let find = asked.address.get("find").unwrap_or_default().to_owned();
    let rows = rows(asked, by, &values, &find);
    let pages = rows.len().div_ceil(VALUES).max(1);
    let number = asked.address.page().min(pages);
    let mut frame = Frame::new(asked, message!("page-browse").say(asked.lang));
    frame.command_line = Some(command_line::<Facets>("facets", asked.folder.folder(), &pairs));
    let of_request = Address::new("/api/facets");
    let of_request = pairs.iter().fold(of_request, |address, (name, value)| address.with(name, value));
    let kept = to(asked, "").pairs().fold(of_request, |address, (name, value)| address.with(name, value));
    frame.api = Some(kept.to_string());
    let totals = message!("both", first = message!("values", n = rows.len()), second = searched).say(asked.lang);
    let page = ValuesPage {
        frame,
        fields: FIELDS
            .map(|of| link(asked, field(of), &here.set("by", of.as_str()).without("page").without("find"), of == by))
            .into(),
        orders: orders(asked, &here, by),
        kept: here.kept(|name, _| !OWN.contains(&name)).into_pairs(),
        find,
        totals,
        rows: rows.into_iter().skip((number - 1) * VALUES).take(VALUES).collect(),
        pager: numbered(&here, number, pages),
        field: field(by).say(asked.lang),
        all: to(asked, "/read").with("text", "false").to_string(),
    };
    Ok((page, Some(state)))
}

fn is_of_request(name: &str) -> bool {
    !OWN.contains(&name) && ![crate::serve::address::FOLDER, crate::serve::address::LANG].contains(&name)
}

fn link(asked: &Asked, said: Message, address: &Address, is_here: bool) -> Link {
    Link { said: said.say(asked.lang), address: address.to_string(), is_here }
}

fn counted(request: &Facets, snapshot: &Snapshot, by: FacetField) -> Result<(Vec<FacetCount>, Message, String)> {
    let filters = snapshot.narrowed(request.filters.filters()?);
    let engine = &*snapshot.engine;
    let question = request.question(None, &filters, engine)?;
    let (counted, counts) = figures(engine, &question, &[by], request.order(), usize::MAX)?;
    let values = counts.into_iter().next().map(|counts| counts.values).unwrap_or_default();
    Ok((values, searched(&counted.coverage), counted.coverage.state.to_string()))
}

fn orders(asked: &Asked, here: &Address, by: FacetField) -> Vec<Link> {
    let now = here.get("sort").unwrap_or("field");
    let mut orders = vec![("field", message!("order-most")), ("value", message!("order-name"))];
    if by == FacetField::Year {
        orders = vec![
            ("field", message!("order-newest")),
            ("oldest", message!("order-oldest")),
            ("most", message!("order-most")),
        ];
    }
    orders.into_iter().map(|(id, said)| link(asked, said, &here.set("sort", id).without("page"), now == id)).collect()
}

/// The values whose names hold what is looked for, and those above them in a hierarchy.
fn rows(asked: &Asked, by: FacetField, values: &[FacetCount], find: &str) -> Vec<Row> {
    let wanted = MatchingForm::of(find);
    let most = values.iter().map(|value| value.reports).max().unwrap_or(1).max(1);
    let mut rows = Vec::new();
    // Filters of the list are taken along to what is read.
    let filters = asked.address.at("/read").kept(|name, _| !OWN.contains(&name) && !["by", "sort"].contains(&name));
    add(&filters, by, values, 1, most, wanted.chars(), &mut rows);
    for row in &mut rows {
        if row.value == UNKNOWN {
            row.value = message!("unknown").say(asked.lang);
        }
    }
    rows
}

/// Adds values and those below; whether any was.
fn add(
    filters: &Address,
    by: FacetField,
    values: &[FacetCount],
    depth: usize,
    most: u64,
    wanted: &[char],
    rows: &mut Vec<Row>,
) -> bool {
    let mut has_any = false;
    for value in values {
        let at = rows.len();
        rows.push(Row {
            value: shown(&value.value),
            depth,
            reports: value.reports,
            passages: value.passages,
            bar: value.reports * 100 / most,
            address: filters.set(by.as_str(), &value.value).to_string(),
        });
        let has_below = add(filters, by, &value.below, depth + 1, most, wanted, rows);
        let is_wanted = wanted.is_empty() || MatchingForm::of(&value.value).find(wanted).next().is_some();
        if is_wanted || has_below {
            has_any = true;
        } else {
            rows.truncate(at);
        }
    }
    has_any
}
