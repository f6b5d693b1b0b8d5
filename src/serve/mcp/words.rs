//! What answers are worded in: lines of text, a piece of it each, safe to be shown.

use crate::answer::{Hit, SheetRow};
use crate::message;
use crate::messages::Lang;
use crate::output::terminal::{labels_of, shown_lines};
use crate::output::{self, page_or_row, title_or_name};
use crate::report::{Metadata, Section, UNKNOWN};

/// Stands for what is cut off.
const ELISION: char = '…';

/// A text as one line, without what steers a terminal or turns the direction of text.
pub(super) fn line(text: &str) -> String {
    shown_lines(text).replace('\n', " ")
}

/// At most so many characters of a text, the last a … where it is cut off.
pub(super) fn cut(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        None => text.to_owned(),
        Some(_) => text.chars().take(chars.saturating_sub(1)).chain([ELISION]).collect(),
    }
}

/// Characters that are shown of what is known of a report: a title of more is none.
const ABOUT: usize = 300;

/// Title, author, year, roles and organisation of a report, as far as they are known; of one without a title its file's name.
pub(super) fn about(path: &str, metadata: &Metadata) -> String {
    let (title, about) = (title_or_name(path, metadata).to_owned(), output::about(metadata));
    let known = if about.is_empty() { title } else { format!("{title} · {about}") };
    cut(&line(&known), ABOUT)
}

/// Where a hit stands: the headings above it, its page or row.
pub(super) fn stands(hit: &Hit, lang: Lang) -> String {
    let section = match hit.section.as_slice() {
        [] => message!("opening").say(lang),
        section => section.join(" › "),
    };
    let row = hit.row.as_ref().map(|SheetRow { sheet, number }| (sheet.as_str(), *number));
    line(&format!("{section}{}", beside(hit.page, row, lang)))
}

/// A page or a row, to stand behind something; nothing where there is none.
pub(super) fn beside(page: Option<u32>, row: Option<(&str, u32)>, lang: Lang) -> String {
    page_or_row(page, row).map(|said| said.say(lang)).unwrap_or_default()
}

/// Whether a passage is none of the report's own, or may be wrong: to stand before it.
pub(super) fn marks(is_boilerplate: bool, is_recognised: bool, lang: Lang) -> String {
    let marks = [(is_boilerplate, message!("boilerplate")), (is_recognised, message!("recognised"))];
    marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| format!("{} ", mark.say(lang))).collect()
}

/// What a section does and is about, in brackets behind its title; nothing where neither is known.
pub(super) fn bracketed_labels(section: &Section) -> String {
    let labels = labels_of(section);
    if labels.is_empty() { labels } else { format!(" [{labels}]") }
}

/// A value of a field.
pub(super) fn value(value: &str, lang: Lang) -> String {
    if value == UNKNOWN { message!("unknown").say(lang) } else { line(value) }
}
