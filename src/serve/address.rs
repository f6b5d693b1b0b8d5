//! An address is a command line: its path names the command, its pairs are the arguments.

use std::fmt;

use axum::http::Uri;
use form_urlencoded::byte_serialize;

use crate::output::terminal::visible;

/// The pair that names a folder,
pub(super) const FOLDER: &str = "folder";
/// the one that names a language,
pub(super) const LANG: &str = "lang";
/// and the one that holds the query, as addresses call it.
pub(super) const QUERY: &str = "q";
/// Characters of a query that is typed, or comes with an address.
pub(super) const MAX_QUERY: usize = 4_096;

/// Path and pairs of an address, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// An address without pairs.
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), pairs: Vec::new() }
    }

    /// The address that was asked for. Its path stays as it was written.
    pub(super) fn of(uri: &Uri) -> Self {
        Self::of_pairs(uri.path(), uri.query().unwrap_or_default().as_bytes())
    }

    /// The address that a page was asked for by: what a form left empty (`name=`) is not asked for; a bare name is a switch.
    pub(super) fn of_page(uri: &Uri) -> Self {
        let is_said = |pair: &&str| pair.split_once('=').is_none_or(|(_, value)| !value.is_empty());
        let said: Vec<&str> = uri.query().unwrap_or_default().split('&').filter(is_said).collect();
        Self::of_pairs(uri.path(), said.join("&").as_bytes())
    }

    /// A path, with pairs as browsers write them in an address or a form.
    pub(super) fn of_pairs(path: &str, pairs: &[u8]) -> Self {
        Self { path: path.to_owned(), pairs: form_urlencoded::parse(pairs).into_owned().collect() }
    }

    /// Its path.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Its pairs, as they stand there.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(of, _)| *of == name).map(|(_, value)| value)
    }

    /// All values of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs().filter(move |(of, _)| *of == name).map(|(_, value)| value)
    }

    /// Whether a name has this value.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|of| of == value)
    }

    /// The same pairs at another path.
    pub(super) fn at(&self, path: &str) -> Self {
        Self { path: path.to_owned(), pairs: self.pairs.clone() }
    }

    /// With one more pair.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut pairs = self.pairs.clone();
        pairs.push((name.to_owned(), value.to_owned()));
        Self { path: self.path.clone(), pairs }
    }

    /// With this as the only value of a name.
    pub(super) fn set(&self, name: &str, value: &str) -> Self {
        self.without(name).with(name, value)
    }

    /// Without any value of a name.
    pub(super) fn without(&self, name: &str) -> Self {
        self.kept(|of, _| of != name)
    }

    /// Without this value of a name.
    pub(super) fn less(&self, name: &str, value: &str) -> Self {
        self.kept(|of, is| (of, is) != (name, value))
    }

    /// Its pairs, as a form sends them along.
    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.pairs
    }

    /// The number of the page that is asked for, from 1.
    pub(super) fn page(&self) -> usize {
        self.get("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1)
    }

    /// With those pairs alone that are wanted.
    pub(super) fn kept(&self, is_wanted: impl Fn(&str, &str) -> bool) -> Self {
        let pairs = self.pairs.iter().filter(|(name, value)| is_wanted(name, value)).cloned().collect();
        Self { path: self.path.clone(), pairs }
    }
}

/// An address as it stands in a link, to be read, and typed: what does no harm there stands as it is.
pub(super) fn readable(address: &str) -> String {
    let Some((path, pairs)) = address.split_once('?') else { return address.to_owned() };
    let readable = |text: &str| -> String {
        let is_plain = |c: char| "/:,()".contains(c) || !c.is_ascii() && !c.is_whitespace() && visible(c) == c;
        let as_read =
            |c: char| if is_plain(c) { c.to_string() } else { byte_serialize(c.to_string().as_bytes()).collect() };
        text.chars().map(as_read).collect()
    };
    let pairs = form_urlencoded::parse(pairs.as_bytes());
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{}={}", readable(&name), readable(&value))).collect();
    format!("{path}?{}", pairs.join("&"))
}

/// As it stands in a link: encoded, without the machine.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.pairs.is_empty() {
            return Ok(());
        }
        let pairs = form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish();
        write!(f, "?{pairs}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Address, readable};

    proptest! {
        #[test]
        fn pairs_come_back_as_they_went(pairs in prop::collection::vec((".{0,8}", ".{0,8}"), 0..5)) {
            let address = pairs.iter().fold(Address::new("/search"), |address, (name, value)| address.with(name, value));
            let written = address.to_string();
            prop_assert!(written.is_ascii() && !written.contains([' ', '"', '<', '>', '\'']));
            let read = written.split_once('?').map_or("", |(_, pairs)| pairs);
            prop_assert_eq!(&Address::of_pairs("/search", read.as_bytes()), &address);
            let readable = readable(&written);
            prop_assert!(!readable.contains(char::is_whitespace));
            let read = readable.split_once('?').map_or("", |(_, pairs)| pairs);
            prop_assert_eq!(Address::of_pairs("/search", read.as_bytes()), address);
        }
    }

    #[test]
    fn addresses_are_read() {
        let address = Address::new("/search").with("q", "(党建) \"100%\"&\u{202e}").to_string();
        assert_eq!(readable(&address), "/search?q=(党建)+%22100%25%22%26%E2%80%AE");
    }

    #[test]
    fn values_are_set_and_taken_away() {
        let address = Address::new("/search").with("year", "2020").with("q", "党建").with("year", "2021");
        assert_eq!(address.less("year", "2020").to_string(), "/search?q=%E5%85%9A%E5%BB%BA&year=2021");
        assert_eq!(address.set("year", "2022").to_string(), "/search?q=%E5%85%9A%E5%BB%BA&year=2022");
        assert_eq!(address.without("year").without("q").to_string(), "/search");
        assert!(address.has("year", "2021") && !address.has("year", "2022"));
    }
}
