//! The text that words are cut from: they rank passages, and never decide which ones match.
//!
//! It is the matching form, so 工 作 报 告 and 工作報告 rank as 工作报告 does. White space between ASCII
//! letters is put back: it is all that parts one English word from the next.

use super::MatchingForm;

/// The text that words are cut from: the matching form with barriers as line ends.
pub fn word_text(text: &str, form: &MatchingForm) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before: Option<(char, usize)> = None;
    for (&c, span) in form.chars().iter().zip(form.spans()) {
        if let Some((last, end)) = before
            && last.is_ascii_alphanumeric()
            && c.is_ascii_alphanumeric()
            && text.get(end..span.start as usize).is_some_and(|gap| gap.contains(char::is_whitespace))
        {
            out.push(' ');
        }
        out.push(c);
        before = Some((c, span.end as usize));
    }
    out
}
