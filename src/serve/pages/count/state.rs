//! What is counted: all of it stands in an address, or in a form that was sent because it is too long for one.

use std::path::Path;

use crate::answer::FacetField;
use crate::error::Result;
use crate::request::{Facets, command_line, from_pairs_and, under_own_names};
use crate::serve::address::{Address, FOLDER, LANG, MAX_QUERY, QUERY};

/// The pair that holds the queries, a line each,
pub(super) const QUERIES: &str = "queries";
/// those that only this page knows: which figures are shown of many queries,
pub(super) const FIGURE: &str = "figure";
/// and, as forms have them, what is counted by besides and how queries are understood.
pub(super) const AND: &str = "and";
pub(super) const MODE: &str = "mode";
const BY: &str = "by";
const CROSS: &str = "cross";
const LIMIT: &str = "limit";
/// What no field of the form shows, and is sent along.
pub(super) const BESIDE: [&str; 3] = ["unknown", "no-boilerplate", "no-ocr-text"];

/// Bytes of an address that all browsers take; what is longer is sent.
const MAX_ADDRESS: usize = 8_000;
/// Values that are shown,
const MAX_VALUES: usize = 500;
/// and figures: exports have all.
const MAX_FIGURES: usize = 20_000;

/// What is counted.
pub(super) struct State {
    /// Pairs are those of the command line but for the queries, which stand in a file there, and those of the page.
    address: Address,
}

impl State {
    /// What an address says, or a form.
    pub(super) fn of(given: &Address) -> Self {
        let mut address = Address::new("/count");
        let by: Vec<&str> = given.all(BY).collect();
        let mut by = if by.is_empty() { FacetField::Year.as_str().to_owned() } else { by.join(",") };
        let given = under_own_names::<Facets>(&given.pairs().collect::<Vec<_>>());
        let said = given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in said.filter(|(_, value)| !value.trim().is_empty()) {
            match name {
                BY => {}
                AND if by == value => {}
                AND => {
                    by = format!("{by},{value}");
                    address = address.set(CROSS, "true");
                }
                MODE => address = address.with(value, "true"),
                QUERY | "query" => address = address.with(QUERIES, value),
                QUERIES => address = address.with(QUERIES, value.trim_end()),
                _ => address = address.with(name, value),
            }
        }
        Self { address: address.set(BY, &by) }
    }

    /// With these queries.
    pub(super) fn asking(self, queries: &str) -> Self {
        Self { address: self.address.set(QUERIES, queries) }
    }

    /// The queries, a line each.
    pub(super) fn queries(&self) -> &str {
        self.address.get(QUERIES).unwrap_or_default()
    }

    /// The only query, if there is one without a name.
    pub(super) fn only(&self) -> Option<&str> {
        let is_plain = |query: &&str| !query.starts_with('#') && !query.contains('\t') && query.lines().count() == 1;
        Some(self.queries().trim()).filter(is_plain)
    }

    /// The value of a pair.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.address.get(name)
    }

    /// All values of a pair, as they are typed.
    pub(super) fn typed(&self, name: &str) -> String {
        self.address.all(name).collect::<Vec<_>>().join(",")
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.address.get(name).is_some_and(|value| !matches!(value, "false" | "0"))
    }

    /// What is counted by, as it is typed: one field, and the one that it is crossed with.
    pub(super) fn by(&self) -> (&str, &str) {
        let by = self.address.get(BY).unwrap_or_default();
        by.split_once(',').filter(|_| self.is_on(CROSS)).unwrap_or((by, ""))
    }

    /// Its address, unless that is too long for one.
    pub(super) fn address(&self) -> Option<String> {
        let is_short = self.address.pairs().all(|(_, value)| value.chars().nth(MAX_QUERY).is_none());
        Some(self.address.to_string()).filter(|address| is_short && address.len() <= MAX_ADDRESS)
    }

    /// The pairs that are those of the command line; the only query is one of them.
    fn pairs(&self) -> Vec<(&str, &str)> {
        let is_of_request = |name: &str| ![FOLDER, LANG, QUERIES, FIGURE].contains(&name);
        let query = self.only().map(|query| ("query", query));
        query.into_iter().chain(self.address.pairs().filter(|(name, _)| is_of_request(name))).collect()
    }

    /// What is asked, as the command line understands it, with as many values as a page shows of so many queries.
    ///
    /// # Errors
    /// [`crate::error::Error::Request`].
    pub(super) fn request(&self, queries: usize) -> Result<Facets> {
        let most = (MAX_FIGURES / queries.max(1)).min(MAX_VALUES);
        let wanted = self.get(LIMIT).and_then(|limit| limit.parse().ok()).unwrap_or(most);
        let limit = most.min(wanted).max(1).to_string();
        let pairs: Vec<_> = self.pairs().into_iter().filter(|(name, _)| !["query", LIMIT].contains(name)).collect();
        // They are of a file, as they are on the command line.
        let of_file = (!self.queries().is_empty()).then_some((QUERIES, "-"));
        let own: Vec<(&str, &str)> = of_file.into_iter().chain([(LIMIT, limit.as_str())]).collect();
        from_pairs_and(&pairs, &own)
    }

    /// The same on the command line; `file`: where the queries stand there.
    pub(super) fn command_line(&self, folder: &Path, file: &str) -> String {
        let mut pairs = self.pairs();
        if self.only().is_none() && !self.queries().is_empty() {
            pairs.push((QUERIES, file));
        }
        command_line::<Facets>("facets", folder, &pairs)
    }

    /// The same for programs, in a form.
    pub(super) fn api(&self, ending: &str) -> String {
        let address = self.address.at(&format!("/api/facets{ending}"));
        let address = address.kept(|name, _| ![QUERIES, FIGURE, LIMIT].contains(&name));
        self.only().map_or(address.clone(), |query| address.set(QUERY, query)).to_string()
    }

    /// A search for what is counted of a query, with these values.
    pub(super) fn search<'a>(
        &self,
        query: Option<&str>,
        values: impl Iterator<Item = (FacetField, &'a str)>,
    ) -> String {
        let is_kept = |name: &str| ![QUERIES, FIGURE, BY, CROSS, LIMIT, "sort", "without"].contains(&name);
        let mut address = self.address.at("/search").kept(|name, _| is_kept(name));
        if let Some(query) = query {
            address = address.with(QUERY, query);
        }
        if query.is_some() && self.is_on("without") {
            address = address.with("files-without-match", "true");
        }
        for (field, value) in values {
            address = address.set(field.as_str(), &crate::request::filter_value(value));
        }
        address.to_string()
    }
}
