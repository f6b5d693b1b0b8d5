//! What is said of an index itself.

use std::io;

use super::page::{PATH, QUIET, TITLE, Terminal, shown};
use crate::index::Verified;
use crate::message;

/// So many files are named of each kind.
const SHOWN_FILES: usize = 10;

impl Terminal<'_> {
    /// What `verify` found.
    pub fn verified(&mut self, verified: &Verified) -> io::Result<()> {
        let Verified { parts, damaged, orphans, files, outdated, differing } = verified;
        for (title, paths) in [
            (message!("verify-damaged"), damaged),
            (message!("verify-differing"), differing),
            (message!("verify-outdated"), outdated),
            (message!("verify-orphans"), orphans),
        ] {
            if paths.is_empty() {
                continue;
            }
            let title = self.said(title);
            writeln!(self.out, "{TITLE}{title}{TITLE:#}")?;
            for path in paths.iter().take(SHOWN_FILES) {
                writeln!(self.out, "  {PATH}{}{PATH:#}", shown(path))?;
            }
            if paths.len() > SHOWN_FILES {
                let said = self.said(message!("more-values", n = paths.len() - SHOWN_FILES));
                writeln!(self.out, "  {QUIET}{said}{QUIET:#}")?;
            }
        }
        self.say(match (damaged.len(), differing.len()) {
            (0, 0) => message!("verify-sound", parts = *parts, files = message!("files", n = *files)),
            (0, n) => message!("verify-differs", files = message!("files", n = n)),
            (n, _) => message!("verify-is-damaged", n = n),
        })
    }
}
