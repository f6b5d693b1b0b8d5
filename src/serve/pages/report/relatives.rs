//! Reports that may be copies or versions of each other, found once for each state of a collection: all that have in common
//! what makes one a version of another at least.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use super::names::{folder_of, version_name};
use crate::answer::{Detail, Engine, ReportView, Share};
use crate::error::Result;
use crate::query::Filters;

/// States that are kept: those of several folders. Then all are forgotten.
const MAX_STATES: usize = 8;

/// Paths of reports, by a hash of what they have in common; what only one has is left out.
type Groups = HashMap<u64, Vec<Arc<str>>>;

/// Reports that have something in common, by the state of their collection.
#[derive(Default)]
pub(in crate::serve) struct Relatives {
    groups: Mutex<HashMap<Arc<str>, Arc<Groups>>>,
}

impl Relatives {
    /// The paths of reports that may be copies or versions of one; it may be among them.
    ///
    /// # Errors
    /// Of the engine.
    pub(super) fn of(&self, engine: &dyn Engine, report: &ReportView) -> Result<BTreeSet<Arc<str>>> {
        let groups = self.groups(engine)?;
        Ok(traits(report).filter_map(|of| groups.get(&of)).flatten().cloned().collect())
    }

    fn groups(&self, engine: &dyn Engine) -> Result<Arc<Groups>> {
        let state = &engine.about()?.state;
        // Held while it is found: nobody else need find it, too.
        let mut all = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(groups) = all.get(state) {
            return Ok(Arc::clone(groups));
        }
        let mut groups = Groups::new();
        for report in engine.reports(&Filters::default(), Detail::Outline, Share::ALL)? {
            let report = report?;
            let path: Arc<str> = report.path.as_str().into();
            traits(&report).for_each(|of| groups.entry(of).or_default().push(Arc::clone(&path)));
        }
        groups.retain(|_, paths| paths.len() > 1);
        groups.shrink_to_fit();
        if all.len() >= MAX_STATES {
            all.clear();
        }
        let groups = Arc::new(groups);
        all.insert(Arc::clone(state), Arc::clone(&groups));
        Ok(groups)
    }
}

/// Hashes of what a report must have in common with its copies, or with its versions of one kind or another.
fn traits(view: &ReportView) -> impl Iterator<Item = u64> {
    fn hashed(of: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        of.hash(&mut hasher);
        hasher.finish()
    }
    let (report, metadata) = (&view.report, &view.report.metadata);
    let copy = hashed((view.hash, report.passages, report.sections.len()));
    let stem = version_name(&view.path).stem;
    let name = (!stem.is_empty()).then(|| hashed((folder_of(&view.path), stem)));
    let title = metadata.title.value().zip(metadata.year.value());
    let of_author = title.zip(metadata.author.value()).map(|of| hashed(("author", of)));
    let of_org = title.zip(metadata.org.value()).map(|of| hashed(("org", of)));
    [Some(copy), name, of_author, of_org].into_iter().flatten()
}
