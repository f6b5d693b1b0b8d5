//! `/api/folders`: what is served, and whether it can answer now.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{ToAnswer, failed};
use super::form::Form;
use crate::error::{Error, Result};
use crate::message;
use crate::messages::{Lang, Message};
use crate::output::forms::{Said, json_line};
use crate::serve::address::{FOLDER, LANG};
use crate::serve::asked::Asked;
use crate::serve::folder::{Progress, ServedFolder, State, Unanswering};
use crate::serve::http::without_places;

/// The folders that are served, the first being the one that is meant where none is named.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Folders)]
pub(super) struct FoldersJson {
    folders: Vec<FolderJson>,
}

#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = Folder)]
struct FolderJson {
    /// What it is called in addresses.
    name: String,
    /// As it was given, where only programs of the same machine can ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    folder: Option<String>,
    /// ready, asks (it is large, and waits for a yes), indexing or failed.
    state: &'static str,
    /// Files that were read, where it is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reports: Option<usize>,
    /// Files that could not be read, where it is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    unreadable: Option<usize>,
    /// When it was last compared with the disk, in seconds since 1970, where it is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    looked_at: Option<u64>,
    /// Whether the system tells of changes; else the folder is looked through every so often.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    watched: Option<bool>,
    /// How far reading is, while it is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reading: Option<Reading>,
    /// Why it can't answer, or could not be refreshed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    message: Option<String>,
    /// What can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hint: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Reading {
    /// Files that were read.
    done: usize,
    /// Files that are to be read; 0 as long as that is not known.
    files: usize,
}

pub(super) async fn folders(asked: Asked) -> Response {
    let unknown = asked.address.pairs().find(|(name, _)| ![FOLDER, LANG].contains(name));
    if let Some((name, _)) = unknown {
        return failed(&Error::Request(message!("no-parameter", name = name)).into(), &asked);
    }
    let (lang, site) = (asked.lang, std::sync::Arc::clone(&asked.site));
    let written = ToAnswer::new(Form::Json, "").answer(&asked, move |body, _| {
        let is_of_this_machine = site.is_of_this_machine();
        let folders: Result<Vec<_>> =
            site.folders.iter().map(|folder| told(&**folder, is_of_this_machine, lang)).collect();
        json_line(body, &FoldersJson { folders: folders? })?;
        Ok(Said { is_found: true, beside: Vec::new() })
    });
    written.await
}

fn told(folder: &dyn ServedFolder, is_of_this_machine: bool, lang: Lang) -> Result<FolderJson> {
    let given = is_of_this_machine.then(|| folder.folder().display().to_string());
    let named = FolderJson { name: folder.name().to_owned(), folder: given, ..FolderJson::default() };
    let said = |message: &Message| match is_of_this_machine {
        true => message.say(lang),
        false => without_places(message).say(lang),
    };
    let reading = |Progress { done, files }: Progress| Reading { done, files };
    Ok(match folder.state() {
        State::Ready(snapshot) => {
            let about = snapshot.engine.about()?;
            let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            FolderJson {
                state: "ready",
                reports: Some(about.reports),
                unreadable: Some(about.problems),
                looked_at: snapshot.looked_at.map(since),
                watched: Some(snapshot.is_watched),
                reading: snapshot.refreshing.map(reading),
                message: snapshot.not_refreshed.as_ref().map(said),
                ..named
            }
        }
        State::Asks => {
            let error = Error::LargeFolder(folder.folder().to_owned());
            let (message, hint) = (Some(said(&error.message())), error.hint().as_ref().map(said));
            FolderJson { state: "asks", message, hint, ..named }
        }
        State::Indexing(progress) => FolderJson { state: "indexing", reading: Some(reading(progress)), ..named },
        State::Failed(Unanswering { why, hint, .. }) => {
            FolderJson { state: "failed", message: Some(said(&why)), hint: hint.as_ref().map(said), ..named }
        }
    })
}
