//! What is told beside results, on standard error, in the language of the command.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use crate::message;
use crate::messages::{Lang, Message};
use crate::output::terminal::shown_lines;

/// The language of this run's messages, set once before anything is said.
static LANG: OnceLock<Lang> = OnceLock::new();

/// Sets the language of this run's messages.
pub(in crate::cli) fn set_lang(lang: Lang) {
    // It is set once.
    let _ = LANG.set(lang);
}

/// The language of this run's messages.
pub(in crate::cli) fn lang() -> Lang {
    *LANG.get_or_init(Lang::of_environment)
}

/// A message in the language of the command.
pub(in crate::cli) fn said(message: &Message) -> String {
    message.say(lang())
}

/// A message for people, beside the results.
pub(in crate::cli) fn tell(message: &Message) {
    tell_line(&said(message));
}

/// Asks the user something that is answered with yes or no; no where nobody sits before it.
pub(in crate::cli) fn asked(question: &Message) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return false;
    }
    let _ = write!(anstream::stderr(), "{} ", shown_lines(&said(question)));
    let mut answer = String::new();
    let _ = io::stdin().read_line(&mut answer);
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "好" | "ｙ")
}

/// A line for people, beside the results.
pub(super) fn tell_line(line: &str) {
    // If standard error is gone, there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{}", shown_lines(line));
}

/// Tells of a failure, and what can be done about it.
pub(in crate::cli) fn failed(message: &Message, hint: Option<Message>) -> ExitCode {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut stderr = anstream::stderr().lock();
    // If standard error is gone as well, there is nobody left to tell.
    let error = said(&message!("error"));
    let _ = writeln!(stderr, "{style}{error}{style:#}{}", shown_lines(&said(message)));
    if let Some(hint) = hint {
        let _ = writeln!(stderr, "{}", shown_lines(&said(&message!("hint", text = hint))));
    }
    ExitCode::from(2)
}
