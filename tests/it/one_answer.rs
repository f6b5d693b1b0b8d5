//! Whatever form an answer is asked for in, it is the same answer: combinations of options, drawn at random, in all forms.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::harness::{Run, TestEnv};
use super::refresh::Random;

#[derive(Debug, Deserialize)]
struct Answer {
    total: Total,
    hits: Vec<Hit>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Total {
    reports: usize,
    sections: usize,
    passages: usize,
}

#[derive(Debug, Deserialize)]
struct Hit {
    path: String,
    matches: usize,
}

#[derive(Debug, Deserialize)]
struct Facets {
    total: Total,
}

#[derive(Debug, Deserialize)]
struct Listed {
    path: String,
}

const QUERIES: [&str; 9] = [
    "两个维护",
    "党建 两个维护",
    "党建 NOT 两个维护",
    "(招商 OR 项目) -疫情",
    "改革…开放",
    "\"经济 发展\"~s",
    "year:2020.. 廉洁",
    "和",
    "没有的话",
];

/// Each a way of narrowing or understanding; those of reports as a whole apart, for they say which reports are looked at.
const OPTIONS: [&[&str]; 13] = [
    &["--within", "report"],
    &["--within", "section"],
    &["--section", "工作"],
    &["--part", "不足,回顾"],
    &["--topic", "建设"],
    &["--no-boilerplate"],
    &["--expand"],
    &["--literal"],
    &["--regex"],
    &["--sort", "oldest"],
    &["--loose"],
    &["--group", "section"],
    &["--sort", "path"],
];
const FILTERS: [&[&str]; 5] = [
    &["--year", "2018..2022"],
    &["--role", "书记"],
    &["--org", "县"],
    &["--format", "text,md,pdf"],
    &["--unknown", "year"],
];

fn lines(run: &Run) -> BTreeSet<String> {
    run.stdout.lines().map(|line| line.trim_start_matches("corpus-sample/").to_owned()).collect()
}

fn table_rows(text: &str) -> usize {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().collect::<Result<Vec<_>, _>>().expect("rows").len()
}

#[test]
fn all_forms_give_the_same_answer() {
    let env = TestEnv::indexed_sample();
    let mut random = Random::new(7);
    let everything = ["--limit", "1000000", "--passages", "1000000"];
    let (mut within, mut without) = (0, 0);
    for round in 0..130 {
        let query = QUERIES[round % QUERIES.len()];
        let filters: Vec<&str> = FILTERS.iter().filter(|_| random.below(5) == 0).copied().flatten().copied().collect();
        let mut options = filters.clone();
        for option in OPTIONS.iter().filter(|_| random.below(4) == 0) {
            // Those that can't stand together are refused, in every form.
            options.extend_from_slice(option);
        }
        let ask = |form: &[&str]| env.run(&[&["search", query, "corpus-sample"], form, &options].concat());
        let json = ask(&[&["--json"][..], &everything].concat());
        if json.code == 2 {
            for form in ["-l", "-L", "-c", "--jsonl", "--csv", "--markdown", "--kwic"] {
                assert_eq!(ask(&[form]).code, 2, "{query} {options:?} {form}");
            }
            continue;
        }
        let answer: Answer = serde_json::from_str(&json.stdout).expect("an answer");
        let reports: BTreeSet<String> = answer.hits.iter().map(|hit| hit.path.clone()).collect();
        let said = format!("{query} {options:?}");
        assert_eq!((reports.len(), answer.hits.len()), (answer.total.reports, answer.total.passages), "{said}");
        // What gives reports is grouped by nothing.
        let grouped = options.iter().position(|option| *option == "--group");
        let is_grouping = |at: usize| grouped.is_some_and(|grouped| (grouped..grouped + 2).contains(&at));
        let of_reports: Vec<&str> = (0..options.len()).filter(|&at| !is_grouping(at)).map(|at| options[at]).collect();
        let ask_reports = |form: &str| env.run(&[&["search", query, "corpus-sample", form][..], &of_reports].concat());
        assert_eq!(lines(&ask_reports("-l")), reports, "-l: {said}");
        let listed = env.run(&[&["list", "corpus-sample", "--json"][..], &filters].concat()).stdout;
        let of_list = |line: &str| serde_json::from_str::<Listed>(line).expect("a report").path;
        let mut others: BTreeSet<String> = listed.lines().map(of_list).collect();
        others.retain(|path| !reports.contains(path));
        let run = ask_reports("-L");
        assert_eq!(lines(&run), others, "-L: {said}");
        assert_eq!(run.code, i32::from(others.is_empty()), "-L: {said}");
        assert!(run.stderr.contains("without a match; searched"), "{}", run.stderr);
        let counts = ask_reports("-c").stdout;
        let counted: usize = counts.lines().filter_map(|line| line.rsplit_once(':')?.1.parse::<usize>().ok()).sum();
        assert_eq!(counted, answer.total.passages, "-c: {said}");
        let jsonl = ask(&[&["--jsonl"][..], &everything].concat());
        assert_eq!(jsonl.stdout.lines().count(), answer.total.passages, "--jsonl: {said}");
        let table = ask(&[&["--csv"][..], &everything].concat()).stdout;
        let rows = csv::Reader::from_reader(table.trim_start_matches('\u{FEFF}').as_bytes()).records().count();
        assert_eq!(rows, answer.total.passages, "--csv: {said}");
        let quoted = ask(&[&["--markdown"][..], &everything].concat()).stdout;
        let quotes = quoted.lines().filter(|line| line.starts_with("> —— ") && line.ends_with('`')).count();
        assert_eq!(quotes, answer.total.passages, "--markdown: {said}");
        let lines = table_rows(&ask(&["--kwic", "--csv"]).stdout);
        assert_eq!(lines, answer.hits.iter().map(|hit| hit.matches).sum::<usize>(), "--kwic: {said}");
        for form in ["-l", "-L", "-c"] {
            let run = env.run(&[&["search", query, "corpus-sample", form, "--csv"][..], &of_reports].concat());
            let expected = if form == "-L" { others.len() } else { reports.len() };
            assert_eq!(table_rows(&run.stdout), expected, "{form} --csv: {said}");
        }
        // What orders and groups hits is nothing to counts.
        let is_of_hits =
            |at: usize| is_grouping(at) || at > 0 && options[at - 1] == "--sort" || options[at] == "--sort";
        let counted: Vec<&str> = (0..options.len()).filter(|&at| !is_of_hits(at)).map(|at| options[at]).collect();
        let facets = [&["facets", query, "corpus-sample", "--json", "--by", "year"][..], &counted].concat();
        let facets: Facets = serde_json::from_str(&env.run(&facets).stdout).expect("counts");
        assert_eq!(facets.total, answer.total, "facets: {said}");
        within += usize::from(options.contains(&"--within") && !reports.is_empty());
        without += usize::from(!others.is_empty());
    }
    assert!(within >= 10 && without >= 30, "{within} within, {without} without: that tells little");
}

#[test]
fn reports_that_lack_a_phrase() {
    let env = TestEnv::new()
        .file("甲.txt", "述职报告\n一、廉洁自律\n做到两个维护。\n二、招商\n招商引资。\n")
        .file("乙.txt", "述职报告\n一、廉洁自律\n严格要求自己。\n二、招商\n做到两个维护。\n")
        .file("丙.txt", "述职报告\n一、招商\n招商引资。\n")
        .file("空.txt", "");
    assert_eq!(env.run(&["index", "."]).code, 0);
    let run = env.run(&["search", "-L", "两个维护", "."]);
    assert_eq!((run.stdout.as_str(), run.code), ("丙.txt\n", 0));
    assert_eq!(run.stderr, "1 report without a match; searched 3 of 4 files, 1 not readable (baogao status)\n");
    // A report without such a section does not say it there.
    assert_eq!(env.run(&["search", "-L", "两个维护", ".", "--section", "廉洁自律"]).stdout, "丙.txt\n乙.txt\n");
    // The words stand in the report, though in no passage together.
    assert_eq!(env.run(&["search", "-L", "两个维护 招商引资", ".", "--within", "report"]).stdout, "丙.txt\n乙.txt\n");
    assert_eq!(env.run(&["search", "-l", "两个维护 招商引资", ".", "--within", "report"]).stdout, "甲.txt\n");
    let run = env.run(&["search", "-L", "招商", "."]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 1));
    for form in ["-l", "-c", "--json", "--jsonl", "--markdown", "--kwic", "--facets", "--full", "-C2"] {
        assert_eq!(env.run(&["search", "-L", form, "两个维护", "."]).code, 2, "{form}");
    }
}
