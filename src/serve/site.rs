//! All that is served, and who may ask for it.

use std::sync::Arc;

use super::folder::ServedFolder;
use super::http::{Hosts, Token, Workers};
use super::pages::{Relatives, Widths};
use crate::error::{Error, Result};

/// All that is served.
pub(super) struct Site {
    /// The folders, the first being the one that is meant where none is named.
    pub(super) folders: Vec<Arc<dyn ServedFolder>>,
    /// By what names it may be asked.
    pub(super) hosts: Hosts,
    /// What whoever asks must have, where it can be asked from other machines.
    pub(super) token: Option<Token>,
    /// The port that it listens at.
    pub(super) port: u16,
    /// Who does the work.
    pub(super) workers: Workers,
    /// What is known of filters, so that pages say what they let through.
    pub(super) widths: Widths,
    /// What is known of reports that may be versions of each other.
    pub(super) relatives: Relatives,
}

impl Site {
    /// The folder of a name; where none is given, the first.
    ///
    /// # Errors
    /// [`Error::NoFolder`] if none has that name.
    pub(super) fn folder(&self, name: Option<&str>) -> Result<&Arc<dyn ServedFolder>> {
        let found = match name {
            None | Some("") => self.folders.first(),
            Some(name) => self.folders.iter().find(|folder| folder.name() == name),
        };
        found.ok_or_else(|| Error::NoFolder(name.unwrap_or_default().into()))
    }

    /// Whether only programs of this machine can ask.
    pub(super) fn is_of_this_machine(&self) -> bool {
        self.token.is_none()
    }
}
