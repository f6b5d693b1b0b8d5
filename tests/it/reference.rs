//! The matching form a second time, as plainly as the contract can be written down: whole texts, no spans, no tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as C, GeneralCategoryGroup as G, UnicodeGeneralCategory};

static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let table =
        std::fs::read_to_string(super::harness::project().join("index-schema/traditional.txt")).expect("a table");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some((line.chars().next()?, line.chars().nth(2)?))).collect()
});

/// Stands for a barrier.
pub(crate) const BARRIER: char = '\n';

/// The matching form; `\n` stands for a barrier.
pub(crate) fn form(text: &str) -> String {
    let text: Vec<char> = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut out = String::new();
    for (i, &c) in text.iter().enumerate() {
        let alnum = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_alphanumeric);
        let between = alnum(i.checked_sub(1)) && alnum(Some(i + 1));
        let group = c.general_category_group();
        let quote = "\"'·‧・•*_`#".contains(c);
        let bracket = matches!(
            c.general_category(),
            C::OpenPunctuation | C::ClosePunctuation | C::InitialPunctuation | C::FinalPunctuation
        );
        if c == '%' || c == '‰' || between && group == G::Punctuation {
            out.push(c);
        } else if quote || bracket {
        } else if group == G::Punctuation || c == '|' {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
        } else if matches!(group, G::Letter | G::Number | G::Mark | G::Symbol) {
            out.push(*TRADITIONAL.get(&c).unwrap_or(&c));
        }
    }
    out.trim_end_matches('\n').to_owned()
}
