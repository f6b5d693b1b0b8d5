//! A folder that is served: an index, or what lies in one folder of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::indexed::Indexed;
use crate::answer::Detail;
use crate::error::{Error, Result};
use crate::extract::bytes_of;
use crate::ingest::{Accounted, ReportNow, file_holding};
use crate::message;
use crate::query::Filters;
use crate::report::says_something;
use crate::schema::Schema;
use crate::serve::{Original, Place, ServedFolder, State};
use crate::source::Edit;

/// A folder that is served.
pub(super) struct Served {
    pub(super) name: String,
    /// As the user wrote it.
    pub(super) written: PathBuf,
    /// The way to it from the folder that is indexed, if it is not that.
    pub(super) under: Option<String>,
    pub(super) indexed: Arc<Indexed>,
}

impl ServedFolder for Served {
    fn name(&self) -> &str {
        &self.name
    }

    fn folder(&self) -> &Path {
        &self.written
    }

    fn state(&self) -> State {
        self.indexed.state(self.under.as_deref())
    }

    fn index(&self) {
        self.indexed.says_yes();
    }

    fn account(&self) -> Result<Vec<Accounted>> {
        self.indexed.reader()?.account()
    }

    fn now(&self, path: &str) -> Result<Option<ReportNow>> {
        self.indexed.opened()?.now(path)
    }

    fn place(&self) -> Place {
        let location = &self.indexed.location;
        let (written, index) = (location.folder.clone(), location.index.clone());
        Place { written, folder: location.real_folder(), index }
    }

    fn index_bytes(&self) -> u64 {
        self.indexed.location.index_bytes()
    }

    fn correct(&self, path: &str, edit: &Edit) -> Result<()> {
        let location = &self.indexed.location;
        let schema = Schema::load(&location.schema)?;
        for (key, value) in &edit.values {
            if !says_something(*key, value, &schema) {
                return Err(Error::Filter { value: value.clone(), reason: message!("set-not-understood") });
            }
        }
        edit.apply(&location.folder, &[path.to_owned()])?;
        self.indexed.refresh()
    }

    fn original(&self, path: &str) -> Result<Option<Original>> {
        let is_served = Filters { under: self.under.clone(), ..Filters::default() }.is_under(path);
        let indexed = self.indexed.opened()?.engine.report(path, Detail::Outline)?.filter(|_| is_served);
        let folder = &self.indexed.location.folder;
        let file = indexed.as_ref().and_then(|_| file_holding(folder, path));
        let file = file.filter(|file| lies_in_place(folder, &file.location));
        Ok(indexed.zip(file).and_then(|(indexed, file)| {
            let bytes = bytes_of(&file).filter(|bytes| *blake3::hash(bytes).as_bytes() == indexed.hash)?;
            Some(Original { name: file.location.file_name()?.to_string_lossy().into_owned(), bytes })
        }))
    }

    fn modified(&self, path: &str) -> Option<u64> {
        let file = file_holding(&self.indexed.location.folder, path)?;
        Some(file.modified).filter(|modified| *modified > 0)
    }

    fn kept(&self) -> PathBuf {
        self.indexed.location.kept()
    }
}

/// Whether a file lies in a folder itself, and no link leads to it.
fn lies_in_place(folder: &Path, location: &Path) -> bool {
    let (Ok(root), Ok(way)) = (folder.canonicalize(), location.strip_prefix(folder)) else { return false };
    location.canonicalize().is_ok_and(|real| real == root.join(way))
}
