//! Copies of a report, and other versions of it, found by rule:
//!
//! 1. A *copy* is a report whose file has the same bytes, and that has the same text.
//! 2. A *version* is a report in the same folder whose name differs only by what names of versions add ([`super::names`]), or
//!    anywhere one of the same title, year and author, or organisation. Years, authors and organisations that are known of both
//!    and differ say that it is none.

use crate::answer::{Detail, ReportView};
use crate::error::Result;
use crate::output::terminal::shown;
use crate::report::{Metadata, Year};
use crate::serve::asked::Asked;
use crate::serve::folder::{ServedFolder, Snapshot};
use crate::serve::pages::ways::{minute, to, to_report};

use super::names::{folder_of, version_name};
use super::relatives::Relatives;

/// Versions that are shown, the newest: more are no versions, but a form that all fill in.
pub(super) const MAX_VERSIONS: usize = 30;

/// A copy or another version of a report, or the report itself among them.
pub(super) struct Version {
    pub(super) path: String,
    pub(super) address: String,
    /// Where the two are compared; none of itself.
    pub(super) compare: Option<String>,
    /// Whether its file has the same bytes,
    pub(super) is_copy: bool,
    /// or at least its text is the same.
    pub(super) has_same_text: bool,
    /// When its file was last changed.
    pub(super) modified: Option<String>,
}

/// A version that was found.
struct Found {
    path: String,
    is_copy: bool,
    has_same_text: bool,
    /// What orders them: when its file was changed, and what its name says.
    order: (Option<u64>, (u8, u32)),
}

/// The versions of a report, itself among them, the newest first; empty if there is no other. And how many there are besides.
pub(super) struct Versions {
    found: Vec<Found>,
    pub(super) others: usize,
}

/// Finds the versions of a report, whose texts were read.
///
/// # Errors
/// Of the engine.
pub(super) fn versions(
    folder: &dyn ServedFolder,
    snapshot: &Snapshot,
    relatives: &Relatives,
    this: &ReportView,
) -> Result<Versions> {
    let (engine, rule) = (&*snapshot.engine, Rule::of(this));
    let found = |path: &str| Found {
        path: path.to_owned(),
        is_copy: false,
        has_same_text: false,
        order: (folder.modified(path), version_name(path).order),
    };
    let mut alike = Vec::new();
    for path in relatives.of(engine, this)? {
        let other = snapshot.report(&path, Detail::Outline)?;
        let is_alike = |other: &ReportView| rule.may_be_copy(other) || rule.is_version(other);
        let other = other.filter(|other| other.path != this.path && is_alike(other));
        alike.extend(other.map(|other| (found(&other.path), other)));
    }
    let newest_first = |a: &Found, b: &Found| b.order.cmp(&a.order).then_with(|| a.path.cmp(&b.path));
    alike.sort_by(|(a, _), (b, _)| newest_first(a, b));
    let others = alike.len().saturating_sub(MAX_VERSIONS);
    let mut versions = Vec::new();
    for (mut version, other) in alike.into_iter().take(MAX_VERSIONS) {
        let texts = engine.report(&other.path, Detail::Texts)?.map(|view| view.texts);
        version.has_same_text = texts.is_some_and(|texts| texts == this.texts);
        version.is_copy = version.has_same_text && other.hash == this.hash;
        if version.is_copy || rule.is_version(&other) {
            versions.push(version);
        }
    }
    if !versions.is_empty() {
        versions.push(Found { has_same_text: true, ..found(&this.path) });
        versions.sort_by(newest_first);
    }
    Ok(Versions { found: versions, others })
}

/// What makes another report a version of one.
struct Rule<'a> {
    this: &'a ReportView,
    folder: &'a str,
    stem: String,
}

impl<'a> Rule<'a> {
    fn of(this: &'a ReportView) -> Self {
        Self { this, folder: folder_of(&this.path), stem: version_name(&this.path).stem }
    }

    /// Whether its texts may be the same: those of reports in one archive have its hash, too.
    fn may_be_copy(&self, other: &ReportView) -> bool {
        let (a, b) = (&self.this.report, &other.report);
        other.hash == self.this.hash && a.passages == b.passages && a.sections == b.sections
    }

    fn is_version(&self, other: &ReportView) -> bool {
        let (a, b) = (&*self.this.report.metadata, &*other.report.metadata);
        if contradict(a, b) || self.this.report.part.number != other.report.part.number {
            return false;
        }
        let same_name = || {
            !self.stem.is_empty()
                && folder_of(&other.path) == self.folder
                && version_name(&other.path).stem == self.stem
        };
        same_title(a, b) || same_name()
    }
}

/// Whether what is known of both differs.
fn contradict(a: &Metadata, b: &Metadata) -> bool {
    fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        matches!((a, b), (Some(a), Some(b)) if a != b)
    }
    differ(a.year.value(), b.year.value())
        || differ(a.author.value(), b.author.value())
        || differ(a.org.value(), b.org.value())
}

/// Whether title, year, and author or organisation are known of both, and the same.
fn same_title(a: &Metadata, b: &Metadata) -> bool {
    let year = |metadata: &Metadata| metadata.year.value().copied();
    let is_same = |of: fn(&Metadata) -> Option<&String>| of(a).is_some() && of(a) == of(b);
    let is_same_year = year(a).is_some_and(|Year(a)| year(b).is_some_and(|Year(b)| a == b));
    is_same_year && is_same(|of| of.title.value()) && (is_same(|of| of.author.value()) || is_same(|of| of.org.value()))
}

impl Versions {
    /// As they are shown beside the report.
    pub(super) fn shown(self, asked: &Asked, this: &str) -> Vec<Version> {
        let mut is_older = false;
        let mut version = |found: Found| Version {
            address: to_report(asked, &found.path).to_string(),
            compare: match found.path == this {
                true => {
                    is_older = true;
                    None
                }
                false => {
                    // The older one stands on the left.
                    let (a, b) = if is_older { (found.path.as_str(), this) } else { (this, found.path.as_str()) };
                    Some(to(asked, "/compare").with("a", a).with("b", b).to_string())
                }
            },
            path: shown(&found.path),
            is_copy: found.is_copy,
            has_same_text: found.has_same_text,
            modified: found.order.0.map(minute),
        };
        self.found.into_iter().map(&mut version).collect()
    }
}
