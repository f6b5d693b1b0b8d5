//! Folders to be served, from the places that were given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::Served;
use super::keeper;
use crate::cli::open::place_of;
use crate::error::Result;
use crate::request::IndexArgs;
use crate::serve::ServedFolder;

/// Opens folders to be served, and keeps them fresh from here on. Where there is no index it is built, or waits for a yes.
///
/// # Errors
/// [`Error::NoFolder`] and its like: a folder that is not there can't be served.
pub(in crate::cli) fn served(place: &IndexArgs, folders: &[PathBuf]) -> Result<Vec<Arc<dyn ServedFolder>>> {
    let mut all: Vec<Arc<dyn ServedFolder>> = Vec::new();
    let wanted: Vec<Option<&Path>> = match folders {
        [] => vec![None],
        folders => folders.iter().map(|folder| Some(folder.as_path())).collect(),
    };
    for folder in wanted {
        let (location, under) = place_of(place, folder)?;
        let named = under.as_deref().map_or_else(|| location.folder.clone(), |under| location.folder.join(under));
        let real = named.canonicalize().unwrap_or(named);
        let name =
            real.file_name().map_or_else(|| real.display().to_string(), |name| name.to_string_lossy().into_owned());
        let is_taken = |name: &String| all.iter().any(|other| other.name() == name);
        let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
        let name = std::iter::once(name.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default();
        let served = Arc::new(Served::new(name, location, under));
        served.open();
        keeper::keep(&served);
        all.push(served);
    }
    Ok(all)
}
