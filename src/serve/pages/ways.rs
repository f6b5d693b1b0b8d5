//! Ways from page to page: of the same folder, in the same language.

use crate::serve::address::{Address, FOLDER, LANG, QUERY};
use crate::serve::asked::Asked;

/// The address of a page.
pub(super) fn to(asked: &Asked, path: &str) -> Address {
    asked.address.at(path).kept(|name, _| [FOLDER, LANG].contains(&name))
}

/// The address of a report, by its whole path.
pub(super) fn to_report(asked: &Asked, path: &str) -> Address {
    to(asked, "/report").with("report", path)
}

/// Pairs of the address of a report that are about its page, not about the search that led to it.
pub(super) const OF_REPORT: [&str; 3] = ["report", "hit", "passage"];

/// The address of the results from which another page was come to, if it was.
pub(super) fn to_results(asked: &Asked) -> Option<Address> {
    asked.address.get(QUERY)?;
    Some(asked.address.at("/search").kept(|name, _| !OF_REPORT.contains(&name)))
}

/// A link to the page of a report that opens it at the hit or passage that its address names: that has this anchor there.
pub(super) fn opened(report: &Address) -> String {
    format!("{report}#here")
}

/// A time as pages show it, of UTC to the minute, as far as one is known: nanoseconds since 1970.
pub(super) fn minute(nanoseconds: u64) -> String {
    let time = crate::output::utc(nanoseconds / 1_000_000_000);
    let (day, clock) = time.split_once('T').unwrap_or((&time, ""));
    format!("{day} {} UTC", clock.get(..5).unwrap_or_default())
}
