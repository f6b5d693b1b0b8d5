//! The contract on 1,750 real reports, where they lie beside the project.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, PatternID};
use baogao::analysis::MatchingForm;
use baogao::answer::View;
use baogao::query::Query;

use super::harness::{answer, found, gov_reports, shared};
use super::reference;

/// Phrases whose files are known.
fn phrases() -> Option<Vec<String>> {
    let table = std::fs::read_to_string(shared("corpus/phrases.tsv")?).expect("a table");
    Some(table.lines().skip(1).filter_map(|line| line.split('\t').next()).map(str::to_owned).collect())
}

/// What a phrase must and may be found in: within a line of the text; and anywhere once line ends are gone, front matter
/// and comments included.
struct Forms {
    path: String,
    lines: String,
    whole: String,
}

fn forms(folder: &Path, path: &Path) -> Forms {
    let text = std::fs::read_to_string(path).expect("UTF-8");
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(&*text, |(_, body)| body);
    let mut lines = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("<!--") {
        lines += before;
        lines.push('\n');
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    lines += rest;
    let path = path.strip_prefix(folder).expect("a path in the folder").to_string_lossy().into_owned();
    // A line end is a barrier: no phrase of one line stands across it.
    let lines = lines.lines().map(reference::form).collect::<Vec<_>>().join("\n");
    Forms { path, lines, whole: reference::form(&text) }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_phrase_is_found_in_just_the_right_files() {
    let (Some(corpus), Some(phrases)) = (gov_reports(), phrases()) else { return };
    // One after the other: side by side they would leave none of the engine's threads to other tests.
    let forms: Vec<Forms> = files(&corpus.folder).iter().map(|path| forms(&corpus.folder, path)).collect();
    let wanted: Vec<String> = phrases.iter().map(|phrase| reference::form(phrase)).collect();
    let wanted = AhoCorasick::new(wanted).expect("an automaton");
    // Of each phrase, the files in which it stands.
    let files_of = |text: fn(&Forms) -> &str| {
        let mut files = vec![BTreeSet::new(); phrases.len()];
        for form in &forms {
            let stand: BTreeSet<PatternID> =
                wanted.find_overlapping_iter(text(form)).map(|found| found.pattern()).collect();
            for phrase in stand {
                files[phrase].insert(form.path.clone());
            }
        }
        files
    };
    let (must, may) = (files_of(|form| &form.lines), files_of(|form| &form.whole));
    let mut wrong = Vec::new();
    for ((phrase, must), may) in phrases.iter().zip(must).zip(may) {
        let found: BTreeSet<String> = found(&corpus.engine, phrase).into_iter().collect();
        let (missed, extra) = (must.difference(&found).count(), found.difference(&may).count());
        if missed + extra > 0 {
            wrong.push(format!("{phrase}: {missed} missed, {extra} wrong"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_highlight_is_the_phrase() {
    let (Some(corpus), Some(phrases)) = (gov_reports(), phrases()) else { return };
    let everything = View { limit: None, passages: usize::MAX, ..View::default() };
    let mut highlights = 0;
    // The commonest phrases have tens of thousands of hits: of those every one would take minutes, and show nothing new.
    let rare = |phrase: &&String| found(&corpus.engine, phrase).len() < 700;
    for phrase in phrases.iter().filter(rare) {
        let query = Query::parse(phrase).expect("a query");
        let answer = answer(&corpus.engine, &query, &everything);
        for hit in answer.reports.iter().flat_map(|report| &report.hits) {
            let chars: Vec<char> = hit.excerpt.text.chars().collect();
            assert!(!hit.excerpt.highlights.is_empty(), "{phrase}: nothing highlighted in {}", hit.excerpt.text);
            for range in &hit.excerpt.highlights {
                let shown: String = chars[range.clone()].iter().collect();
                let form = MatchingForm::of(&shown).to_string();
                assert!(reference::forms(phrase).contains(&form), "{phrase}: {form} in {}", hit.excerpt.text);
                highlights += 1;
            }
        }
    }
    assert!(highlights > 10_000, "only {highlights} highlights were seen");
}
