//! Folders to be served, from the places that were given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::Served;
use super::indexed::Indexed;
use super::keeper;
use crate::cli::open::{check_no_root, place_of};
use crate::error::{Error, Result};
use crate::message;
use crate::request::IndexArgs;
use crate::serve::ServedFolder;

/// Opens folders to be served, and keeps them fresh from here on. Where there is no index it is built, or waits for a yes. Of
/// folders in one indexed folder there is one index; one that is given twice is served once.
///
/// # Errors
/// [`Error::NoFolder`] and its like: a folder that is not there can't be served; [`Error::DriveRoot`] for one that nobody means.
pub(in crate::cli) fn served(place: &IndexArgs, folders: &[PathBuf]) -> Result<Vec<Arc<dyn ServedFolder>>> {
    if place.index.is_some() && folders.len() > 1 {
        return Err(Error::Request(message!("index-of-several")));
    }
    let wanted: Vec<Option<&Path>> = match folders {
        [] => vec![None],
        folders => folders.iter().map(|folder| Some(folder.as_path())).collect(),
    };
    let mut all: Vec<Arc<Served>> = Vec::new();
    for folder in wanted {
        let (location, under) = place_of(place, folder)?;
        let known = all.iter().map(|other| &other.indexed).find(|indexed| indexed.is_at(&location)).cloned();
        if all.iter().any(|other| other.indexed.is_at(&location) && other.under == under) {
            continue;
        }
        if !location.has_index() {
            check_no_root(&location.folder)?;
        }
        let written = match folder {
            Some(folder) => folder.to_owned(),
            None => location.folder.clone(),
        };
        let name = name_of(&written, &all);
        let indexed = known.unwrap_or_else(|| {
            let indexed = Arc::new(Indexed::new(location));
            keeper::keep(&indexed);
            indexed
        });
        all.push(Arc::new(Served { name, written, under, indexed }));
    }
    Ok(all.into_iter().map(|served| served as Arc<dyn ServedFolder>).collect())
}

/// What a folder is called: as on the disk, with a number where another is called so.
fn name_of(folder: &Path, others: &[Arc<Served>]) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = real.file_name().map_or_else(|| real.display().to_string(), |name| name.to_string_lossy().into_owned());
    let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
    let is_free = |name: &String| !others.iter().any(|other| other.name == *name);
    std::iter::once(name.clone()).chain(numbered).find(is_free).unwrap_or(name)
}
