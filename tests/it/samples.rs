//! What is understood of reports: invented ones, in `tests/samples`, a file a kind of difficulty, each report with what a
//! reader would say of it.
//!
//! ```text
//! === 2023/林国栋_述职报告.txt
//! - author: 林国栋
//! - outline: 一、学习情况 / 二、存在不足
//! - find 看着: yes
//!
//! 述职报告
//! …
//! ```
//!
//! What is said of a further report in a file stands under `=== FILE#2`, without a text.
//!
//! What can be said: `reports` (how many a file holds), `title`, `year`, `period`, `author`, `role`, `org`, `date` (`unknown` where nothing says it, alternatives
//! parted by `|`, roles by `、`), `outline` (headings of all levels in their order, `none` if there are none), `part HEADING` and
//! `topic HEADING` (of the section whose heading begins so, its number not counted), `find QUERY` and `boilerplate BEGINNING` (yes or no).

use std::collections::HashMap;

use baogao::answer::{Detail, Engine, ReportView, Share};
use baogao::query::Filters;
use baogao::report::{Field, Section};

use super::harness::{TestEnv, found, project};

/// A report of a sample file, and what is expected of it.
struct Sample<'a> {
    path: &'a str,
    expected: Vec<(&'a str, &'a str)>,
    content: String,
}

fn samples(text: &str) -> Vec<Sample<'_>> {
    let mut samples: Vec<Sample<'_>> = Vec::new();
    let mut in_content = false;
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("=== ") {
            samples.push(Sample { path: path.trim(), expected: Vec::new(), content: String::new() });
            in_content = false;
        } else if let Some(sample) = samples.last_mut() {
            match line.strip_prefix("- ").filter(|_| !in_content) {
                Some(said) => sample.expected.push(said.split_once(": ").expect("what: value")),
                None if in_content => sample.content += &format!("{line}\n"),
                None => in_content = true,
            }
        }
    }
    samples
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn known<T: PartialEq + ToString>(field: &Field<T>) -> String {
    field.value().map_or("unknown".to_owned(), ToString::to_string)
}

/// What the program says where something is expected.
fn said(report: &ReportView, finds: &mut dyn FnMut(&str) -> bool, what: &str) -> String {
    let metadata = &report.report.metadata;
    let headings = || report.report.sections.iter().filter(|section| section.level > 0);
    let section = |beginning: &str| -> Option<&Section> {
        headings().find(|section| squeezed(&section.heading).starts_with(&squeezed(beginning)))
    };
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    match what.split_once(' ') {
        None => match what {
            "title" => known(&metadata.title),
            "year" => known(&metadata.year),
            "period" => known(&metadata.period),
            "author" => known(&metadata.author),
            "org" => known(&metadata.org),
            "date" => known(&metadata.date),
            "role" => {
                let mut names: Vec<&str> =
                    metadata.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
                names.sort_unstable();
                if names.is_empty() { "unknown".to_owned() } else { names.join("、") }
            }
            "outline" => {
                let shown: Vec<String> = headings().map(Section::title).collect();
                if shown.is_empty() { "none".to_owned() } else { shown.join(" / ") }
            }
            other => panic!("nothing is known as {other}"),
        },
        Some((axis @ ("part" | "topic"), heading)) => {
            section(heading).map_or("no such section".to_owned(), |section| {
                let label = if axis == "part" { &section.part } else { &section.topic };
                label.as_ref().map_or("unknown".to_owned(), |label| label.0.clone())
            })
        }
        Some(("find", query)) => yes(finds(query)),
        Some(("boilerplate", beginning)) => {
            let passage = report.texts.iter().find(|passage| squeezed(&passage.text).starts_with(&squeezed(beginning)));
            passage.map_or("no such line".to_owned(), |passage| yes(passage.is_boilerplate))
        }
        Some(other) => panic!("nothing is known as {other:?}"),
    }
}

fn is_as_expected(what: &str, expected: &str, said: &str) -> bool {
    expected.split('|').any(|one| {
        let mut wanted: Vec<String> =
            if what == "role" { one.split('、').map(squeezed).collect() } else { vec![squeezed(one)] };
        wanted.sort();
        wanted.join("、") == squeezed(said)
    })
}

/// Checks all reports of a sample file in one folder.
fn check(name: &str) {
    let path = project().join("tests/samples").join(name);
    let text = std::fs::read_to_string(&path).expect("a sample file");
    let samples = samples(&text);
    let mut env = TestEnv::new();
    let has_text = |sample: &&Sample<'_>| !sample.content.is_empty();
    for sample in samples.iter().filter(has_text) {
        env = env.file(&format!("reports/{}", sample.path), &sample.content);
    }
    let engine = super::harness::engine(&env.path().join("reports"), &env.path().join("index"));
    let all = Filters::default();
    let reports = engine.reports(&all, Detail::Texts, Share::ALL).expect("reports");
    let reports: HashMap<String, ReportView> =
        reports.map(|report| report.expect("a report")).map(|report| (report.path.clone(), report)).collect();
    let (mut checked, mut wrong) = (0, Vec::new());
    for sample in &samples {
        let Some(report) = reports.get(sample.path) else {
            wrong.push(format!("{}: was not read", sample.path));
            continue;
        };
        for (what, expected) in &sample.expected {
            checked += 1;
            let is_of_file = |path: &&String| {
                let rest = path.strip_prefix(sample.path);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
            };
            if *what == "reports" {
                let there = reports.keys().filter(is_of_file).count();
                if there.to_string() != *expected {
                    wrong.push(format!("{}: {expected} reports expected, is {there}", sample.path));
                }
                continue;
            }
            let mut finds = |query: &str| found(&engine, query).iter().any(|path| path == sample.path);
            let said = said(report, &mut finds, what);
            if !is_as_expected(what, expected, &said) {
                wrong.push(format!("{}: {what}: expected {expected}, is {said}", sample.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{name}: {} of {checked} wrong\n{}", wrong.len(), wrong.join("\n"));
}

macro_rules! kinds {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check(concat!(stringify!($name), ".txt"));
        })*

        #[test]
        fn every_sample_file_is_checked() {
            let files = std::fs::read_dir(project().join("tests/samples")).expect("a folder");
            let mut names: Vec<String> = files.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            let mut known = vec![$(concat!(stringify!($name), ".txt")),*];
            known.sort_unstable();
            assert_eq!(names, known);
        }
    };
}

kinds! {
    boilerplate_words
    circle_zero
    dashes_and_colons
    dates
    document_numbers
    file_name_is_no_author
    file_names
    heading_numbers
    headings_of_all_kinds
    not_the_author
    not_the_role
    parts_and_topics
    posts_of_staff
    radicals
    repeated_headings
    several_reports
    folder_notices
    signature_lines
    table_form
    trades_of_all_kinds
    traditional_words
    variation_selectors
    where_one_works
    years_and_periods
}
