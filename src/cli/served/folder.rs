//! A folder that is served: an index, or what lies in one folder of it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::indexed::Indexed;
use crate::error::{Error, Result};
use crate::ingest::{Accounted, ReportNow, file_holding};
use crate::message;
use crate::report::says_something;
use crate::schema::Schema;
use crate::serve::{Place, ServedFolder, State};
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

    fn original(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let Some(file) = file_holding(&self.indexed.location.folder, path) else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = File::open(&file.location).and_then(|mut file| file.read_to_end(&mut bytes));
        read.map_err(Error::io(message!("cant-read"), &file.location))?;
        Ok(Some(bytes))
    }

    fn kept(&self) -> PathBuf {
        self.indexed.location.kept()
    }
}
