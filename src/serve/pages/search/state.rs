//! The state of a page of results: all of it stands in its address.

use std::path::Path;

use crate::answer::FacetField;
use crate::error::Result;
use crate::query::formats_named;
use crate::request::{Pairs, Search, command_line, filter_value, from_pairs, under_own_names};
use crate::serve::address::{Address, FOLDER, LANG, QUERY};
use crate::serve::asked::Asked;
use crate::serve::pages::ways::opened;

/// Pairs that only pages know: which page of lines is shown, and of which field all values are.
const PAGE: &str = "page";
const ALL: &str = "all";
/// The pair of a form that stands for one of several switches.
const MODE: &str = "mode";
/// How many groups are skipped, and shown.
const OFFSET: &str = "offset";
pub(super) const LIMIT: &str = "limit";

/// Filters, as pairs name them.
pub(super) const FILTERS: [&str; 13] = [
    "year",
    "part",
    "topic",
    "section",
    "role",
    "author",
    "org",
    "format",
    "title",
    "path",
    "unknown",
    "no-boilerplate",
    "no-ocr-text",
];

/// What is seen of an answer, and what can't stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Hits,
    Lines,
    With,
    Counts,
    Without,
}

/// Pairs that say what is seen.
const KWIC: &str = "kwic";
const WITH: &str = "files-with-matches";
const COUNTS: &str = "count";
const WITHOUT: &str = "files-without-match";
/// Pairs that are about hits, and can't stand beside anything else.
const OF_HITS: [&str; 6] = ["passages", "full", "group", "context", "explain", "facets"];

/// The address of a page of results, its pairs under their own names.
pub(super) struct State {
    address: Address,
}

impl State {
    pub(super) fn of(asked: &Asked) -> Self {
        let pairs: Vec<(&str, &str)> = asked.address.pairs().collect();
        let pairs = under_own_names::<Search>(&pairs);
        let address = pairs.iter().fold(Address::new("/search"), |address, (name, value)| {
            let name = name.as_str();
            match name {
                "query" => address.with(QUERY, value),
                // A form chooses one of them.
                MODE => address.with(value, "1"),
                // Whatever it was called: its value among those to click is chosen.
                "format" => match formats_named(value).as_deref() {
                    Ok([format]) => address.with(name, format.as_str()),
                    _ => address.with(name, value),
                },
                _ => address.with(name, value),
            }
        });
        Self { address }
    }

    /// What is searched for; empty if nothing is.
    pub(super) fn query(&self) -> &str {
        self.address.get(QUERY).unwrap_or_default()
    }

    /// The value of a pair.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.address.get(name)
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.address.get(name).is_some_and(|value| !matches!(value, "false" | "0"))
    }

    /// Whether a filter has this value.
    pub(super) fn has(&self, field: FacetField, value: &str) -> bool {
        self.address.has(field.as_str(), &filter_value(value))
    }

    /// Whether there is a filter of a field.
    pub(super) fn narrows(&self, field: FacetField) -> bool {
        self.address.get(field.as_str()).is_some()
    }

    /// The filters, in the order of the address.
    pub(super) fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.address.pairs().filter(|(name, _)| FILTERS.contains(name))
    }

    /// The page of lines, from 1.
    pub(super) fn page(&self) -> usize {
        self.address.page()
    }

    /// Whether all values of a field are shown.
    pub(super) fn shows_all(&self, field: FacetField) -> bool {
        self.address.get(ALL) == Some(field.as_str())
    }

    /// What is seen.
    pub(super) fn seen(&self) -> Seen {
        let seen = [(KWIC, Seen::Lines), (WITH, Seen::With), (COUNTS, Seen::Counts), (WITHOUT, Seen::Without)];
        seen.into_iter().find(|(name, _)| self.is_on(name)).map_or(Seen::Hits, |(_, seen)| seen)
    }

    /// What is asked, as the command line understands it.
    ///
    /// # Errors
    /// [`crate::error::Error::Request`].
    pub(super) fn request<R: Pairs>(&self) -> Result<R> {
        from_pairs(&self.of_request())
    }

    /// The filters alone, as a request of another kind.
    ///
    /// # Errors
    /// [`crate::error::Error::Request`].
    pub(super) fn filters_alone<R: Pairs>(&self) -> Result<R> {
        from_pairs(&self.filters().collect::<Vec<_>>())
    }

    fn of_request(&self) -> Vec<(&str, &str)> {
        let is_of_request = |name: &str| ![FOLDER, LANG, PAGE, ALL].contains(&name);
        let pairs = self.address.pairs().filter(|(name, _)| is_of_request(name));
        pairs.map(|(name, value)| (if name == QUERY { "query" } else { name }, value)).collect()
    }

    /// The same on the command line.
    pub(super) fn command_line(&self, folder: &Path) -> String {
        match self.query() {
            "" => command_line::<crate::request::Facets>("facets", folder, &self.of_request()),
            _ => command_line::<Search>("search", folder, &self.of_request()),
        }
    }

    /// The same search from its first page on, as every other view of it begins.
    fn first(&self) -> Address {
        self.address.kept(|name, _| ![PAGE, ALL, OFFSET].contains(&name))
    }

    /// Its address, as it is kept.
    pub(super) fn kept(&self) -> String {
        self.first().without(LANG).without(FOLDER).to_string()
    }

    /// The address with one pair set, or without it.
    pub(super) fn set(&self, name: &str, value: Option<&str>) -> String {
        match value {
            Some(value) => self.first().set(name, value).to_string(),
            None => self.first().without(name).to_string(),
        }
    }

    /// The address that another query has, all else being the same.
    pub(super) fn asking(&self, query: &str) -> String {
        self.set(QUERY, Some(query).filter(|query| !query.is_empty()))
    }

    /// The address with a value of a filter, or, where it has it, without.
    pub(super) fn toggled(&self, field: FacetField, value: &str) -> String {
        let (name, value) = (field.as_str(), filter_value(value));
        match self.address.has(name, &value) {
            true => self.first().less(name, &value).to_string(),
            false => self.first().with(name, &value).to_string(),
        }
    }

    /// The address without a pair.
    pub(super) fn less(&self, name: &str, value: &str) -> String {
        self.first().less(name, value).to_string()
    }

    /// The address without any filter.
    pub(super) fn unfiltered(&self) -> String {
        self.first().kept(|name, _| !FILTERS.contains(&name)).to_string()
    }

    /// The address that shows all values of a field, or the first of them.
    pub(super) fn all_of(&self, field: Option<FacetField>) -> String {
        let address = self.address.without(ALL);
        field.map_or(address.clone(), |field| address.set(ALL, field.as_str())).to_string()
    }

    /// The address of another page of groups,
    pub(super) fn at_offset(&self, offset: usize) -> String {
        match offset {
            0 => self.first().to_string(),
            offset => self.first().set(OFFSET, &offset.to_string()).to_string(),
        }
    }

    /// or of lines.
    pub(super) fn at_page(&self, page: usize) -> String {
        self.set(PAGE, Some(&page.to_string()).filter(|_| page > 1).map(String::as_str))
    }

    /// The address that shows something else of the answer.
    pub(super) fn seeing(&self, seen: Seen) -> String {
        let is_of_view = |name: &str| [KWIC, "kwic-sort", WITH, COUNTS, WITHOUT, LIMIT].contains(&name);
        let is_kept = |name: &str| !is_of_view(name) && (seen == Seen::Hits || !OF_HITS.contains(&name));
        let address = self.first().kept(|name, _| is_kept(name));
        let score = |address: Address| address.less("sort", "score");
        match seen {
            Seen::Hits => address.to_string(),
            Seen::Lines => address.with(KWIC, "20").to_string(),
            Seen::With => address.with(WITH, "1").to_string(),
            Seen::Counts => address.with(COUNTS, "1").to_string(),
            Seen::Without => score(address).with(WITHOUT, "1").to_string(),
        }
    }

    /// A report at a passage that was found, or at one of its hits.
    pub(super) fn report(&self, path: &str, at: (&str, &str)) -> String {
        let is_kept =
            |name: &str| ![PAGE, ALL, OFFSET, LIMIT, KWIC, "kwic-sort", WITH, COUNTS, WITHOUT].contains(&name);
        let is_of_view = |name: &str| OF_HITS.contains(&name) || name == "sort";
        let address = self.address.at("/report").kept(|name, _| is_kept(name) && !is_of_view(name));
        let address = address.with("report", path);
        match at {
            ("", _) => address.to_string(),
            (name, number) => opened(&address.with(name, number)),
        }
    }

    /// The whole answer in another form, for programs or to be passed on.
    pub(super) fn export(&self, path: &str) -> String {
        let is_kept = |name: &str| {
            ![PAGE, ALL, OFFSET, LIMIT, "passages", "full", "context", "explain", "facets"].contains(&name)
        };
        self.address.at(path).kept(|name, _| is_kept(name)).to_string()
    }

    /// The same for programs.
    pub(super) fn api(&self) -> String {
        match self.query() {
            "" => self.address.at("/api/facets").kept(|name, _| ![PAGE, ALL].contains(&name)).to_string(),
            _ => self.address.at("/api/search").kept(|name, _| ![PAGE, ALL].contains(&name)).to_string(),
        }
    }

    /// What was cited, if that is what is searched for.
    pub(super) fn cited(&self) -> String {
        let address = self.address.at("/report").kept(|name, _| [FOLDER, LANG].contains(&name));
        address.with("report", self.query()).to_string()
    }

    /// How much there is of it, by year.
    pub(super) fn counting(&self) -> String {
        let is_kept = |name: &str| {
            [FOLDER, LANG, QUERY, "within", "literal", "regex", "loose", "expand"].contains(&name)
                || FILTERS.contains(&name)
        };
        let address = self.address.at("/count").kept(|name, _| is_kept(name));
        let is_without = self.seen() == Seen::Without;
        if is_without { address.with("without", "true") } else { address }.to_string()
    }

    /// The pairs that a form sends along which sets some of them itself.
    pub(super) fn beside(&self, own: &[&str]) -> Vec<(String, String)> {
        self.first().kept(|name, _| !own.contains(&name)).into_pairs()
    }
}
