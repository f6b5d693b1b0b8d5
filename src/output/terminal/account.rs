//! What became of every file, and what differs from an earlier time.

use std::collections::BTreeMap;
use std::io;

use super::page::{ABOUT, PATH, QUIET, TITLE, Terminal, shown, shown_lines};
use super::status::{Named, SHOWN_FILES};
use crate::ingest::{Account, Accounted, Now, Since, SinceChange};
use crate::message;
use crate::messages::{Lang, Message};
use crate::source::LeftOutWhy;

impl Terminal<'_> {
    /// The files on the disk, counted by what became of them.
    pub(super) fn on_disk(&self, files: &[Accounted]) -> String {
        shown_lines(&on_disk(files, self.lang))
    }

    /// What is left out, newer than the index, and twice there.
    pub fn accounted(&mut self, files: &[Accounted], named: Named) -> io::Result<()> {
        let mut why: BTreeMap<LeftOutWhy, usize> = BTreeMap::new();
        for file in files {
            if let Account::LeftOut(of) = file.state {
                // One in an archive is none on the disk.
                *why.entry(of).or_default() += file.files.max(1);
            }
        }
        if !why.is_empty() {
            let of = why.into_iter().map(|(why, n)| format!("{} {n}", self.said(why.said()))).collect::<Vec<_>>();
            let of = of.join(&self.said(message!("and")));
            let left: Vec<_> = files.iter().filter(|file| matches!(file.state, Account::LeftOut(_))).collect();
            let shown = if named == Named::All { usize::MAX } else { 0 };
            self.named(message!("left-out"), &of, left.iter().map(|file| (file.path.as_str(), None)), shown)?;
        }
        let most = if named == Named::All { usize::MAX } else { SHOWN_FILES };
        let newer: Vec<_> = files.iter().filter(|file| file.now != Now::Same).collect();
        if !newer.is_empty() {
            let hint = self.said(message!("newer-hint"));
            let rows = newer.iter().map(|file| (file.path.as_str(), Some(now(file.now))));
            self.named(message!("newer"), &hint, rows, most)?;
        }
        let same: Vec<_> = files.iter().filter(|file| file.same_as.is_some()).collect();
        if !same.is_empty() {
            let rows = same
                .iter()
                .map(|file| (file.path.as_str(), file.same_as.as_ref().map(|same| message!("same-as", path = same))));
            let count = same.len().to_string();
            self.named(message!("duplicates"), &count, rows, most)?;
        }
        Ok(())
    }

    /// What differs from an earlier time.
    pub fn since(&mut self, since: &[Since]) -> io::Result<()> {
        for same in since.chunk_by(|a, b| a.change == b.change) {
            let title = match same[0].change {
                SinceChange::Added => message!("since-added"),
                SinceChange::Removed => message!("since-removed"),
                SinceChange::Changed => message!("since-changed"),
                SinceChange::Moved => message!("since-moved"),
                SinceChange::Otherwise => message!("since-otherwise"),
            };
            let rows = same.iter().map(|since| {
                let before = since.before.as_ref();
                (since.path.as_str(), before.map(|before| message!("was-before", before = before)))
            });
            self.named(title, &same.len().to_string(), rows, usize::MAX)?;
        }
        if since.is_empty() {
            self.say(message!("since-nothing"))?;
        }
        Ok(())
    }

    /// A heading, and paths with what is said of each.
    fn named<'a>(
        &mut self,
        title: Message,
        beside: &str,
        rows: impl ExactSizeIterator<Item = (&'a str, Option<Message>)>,
        most: usize,
    ) -> io::Result<()> {
        let (title, count) = (self.said(title), rows.len());
        writeln!(self.out, "\n{TITLE}{title}{TITLE:#}  {ABOUT}{beside}{ABOUT:#}")?;
        for (path, said) in rows.take(most) {
            let said = said.map(|said| format!("  {QUIET}{}{QUIET:#}", self.said(said))).unwrap_or_default();
            writeln!(self.out, "  {PATH}{}{PATH:#}{said}", shown(path))?;
        }
        if most > 0 { self.more(count, most) } else { Ok(()) }
    }
}

/// How a file is now.
pub fn now(now: Now) -> Message {
    match now {
        Now::Same => message!("now-same"),
        Now::New => message!("now-new"),
        Now::Changed => message!("now-changed"),
        Now::Changing => message!("now-changing"),
        Now::Gone => message!("now-gone"),
    }
}

/// The files on the disk, counted by what became of them: the parts are the whole.
pub fn on_disk(files: &[Accounted], lang: Lang) -> String {
    let sum = |of: &dyn Fn(&Accounted) -> bool| -> usize {
        files.iter().filter(|file| of(file)).map(|file| file.files).sum()
    };
    let all = message!("files", n = sum(&|_| true));
    let parts = [
        message!("disk-read", n = sum(&|file| file.state == Account::Read)),
        message!("disk-in-part", n = sum(&|file| file.state == Account::InPart)),
        message!("disk-unread", n = sum(&|file| matches!(file.state, Account::Unread(_)))),
        message!("disk-not-yet", n = sum(&|file| file.state == Account::NotYet)),
        message!("disk-left-out", n = sum(&|file| matches!(file.state, Account::LeftOut(_)))),
    ];
    let parts: Vec<String> = parts.map(|part| part.say(lang)).into_iter().filter(|part| !part.is_empty()).collect();
    message!("disk-of", files = all, parts = parts.join(&message!("and").say(lang))).say(lang)
}
