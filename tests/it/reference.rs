//! The matching form a second time, as plainly as the contract can be written down: whole texts, no spans, no tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as C, GeneralCategoryGroup as G, UnicodeGeneralCategory};

type Table = LazyLock<HashMap<char, char>>;

static TRADITIONAL: Table = LazyLock::new(|| table("traditional.txt"));
static RADICALS: Table = LazyLock::new(|| table("radicals.txt"));
static KEPT: Table = LazyLock::new(|| table("kept.txt"));

static INVISIBLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{Default_Ignorable_Code_Point}&&[^\p{Cf}\p{Cn}]]|\x{180E}").expect("a pattern"));
const DASHES: &str = "-‐‑‒–—―−~〜∼";
static RUNS_OF_DASHES: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("[{DASHES}]+")).expect("a pattern"));

fn table(name: &str) -> HashMap<char, char> {
    let path = super::harness::project().join("index-schema").join(name);
    let table = std::fs::read_to_string(path).expect("a table");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some((line.chars().next()?, line.chars().nth(2)?))).collect()
}

/// Stands for a barrier.
pub(crate) const BARRIER: char = '\n';

/// The matching form; `\n` stands for a barrier.
pub(crate) fn form(text: &str) -> String {
    let alike = |c: char| match c {
        '○' | '◯' => '〇',
        c => *RADICALS.get(&c).unwrap_or(&c),
    };
    let text: String = INVISIBLE.replace_all(text, "").nfkc().flat_map(char::to_lowercase).map(alike).collect();
    let is_inside = |text: &str, from: usize, to: usize| {
        text[..from].ends_with(|c: char| c.is_ascii_alphanumeric())
            && text[to..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let run = |found: &regex::Captures<'_>| {
        let run = found.get(0).expect("the whole");
        if is_inside(&text, run.start(), run.end()) { "-".to_owned() } else { run.as_str().to_owned() }
    };
    let text = RUNS_OF_DASHES.replace_all(&text, run);
    let simplified = |c| *TRADITIONAL.get(&c).unwrap_or(&c);
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        // Most characters are ideographs, and no marks.
        if ('一'..='鿿').contains(&c) {
            out.push(simplified(c));
            continue;
        }
        let between = is_inside(&text, at, at + c.len_utf8());
        let quote = "\"'·‧・•*_`#".contains(c);
        let (category, group) = (c.general_category(), c.general_category_group());
        let is_mark = group == G::Punctuation || DASHES.contains(c) || c == '∶';
        match category {
            _ if between && ":∶".contains(c) => out.push(':'),
            C::OpenPunctuation if between => out.push('('),
            C::ClosePunctuation if between => out.push(')'),
            _ if c == '%' || c == '‰' || between && is_mark => out.push(c),
            C::OpenPunctuation | C::ClosePunctuation | C::InitialPunctuation | C::FinalPunctuation => {}
            _ if quote => {}
            _ if is_mark || c == '|' => out.extend((!out.is_empty() && !out.ends_with(BARRIER)).then_some(BARRIER)),
            _ if matches!(group, G::Letter | G::Number | G::Mark | G::Symbol) => {
                out.push(simplified(c));
            }
            _ => {}
        }
    }
    out.trim_end_matches(BARRIER).to_owned()
}

/// All matching forms of a phrase.
pub(crate) fn forms(phrase: &str) -> Vec<String> {
    if form(phrase).chars().count() < 2 { vec![form(phrase)] } else { forms_of_part(phrase) }
}

/// All matching forms of a part of a longer phrase.
pub(crate) fn forms_of_part(phrase: &str) -> Vec<String> {
    form(phrase).chars().fold(vec![String::new()], |forms, c| {
        let both = [Some(c), KEPT.get(&c).copied()];
        let longer = |form: &String| both.into_iter().flatten().map(|c| format!("{form}{c}")).collect::<Vec<_>>();
        forms.iter().flat_map(longer).collect()
    })
}
