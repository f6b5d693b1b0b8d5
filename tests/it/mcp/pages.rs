//! Laws of pages: none is too long, and together they are the whole answer, each row once and in order.

use baogao::answer::{Detail, Engine, Share};
use baogao::query::Filters;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::client::{Client, ids};
use crate::harness::{TestEnv, opened};

/// The sample, and reports with passages longer than a page, headings and paths that are long, many hits.
fn corpus() -> TestEnv {
    let env = TestEnv::sample();
    let long: String = (0..3_000).map(|number| format!("第{number}项工作抓党建，")).collect();
    env.write("corpus-sample/长/一段.txt", format!("工作报告\n\n{long}\n短的一段党建。\n{long}末尾\n"));
    let title = "关于全面推进从严治党工作的报告".repeat(30);
    env.write(
        "corpus-sample/长/标题.txt",
        format!("---\ntitle: {title}\nauthor: 林国栋\n---\n\n一、{title}\n\n抓党建工作。\n"),
    );
    let folder = "很长的文件夹名称".repeat(8);
    env.write(&format!("corpus-sample/{folder}/{folder}/{folder}/{folder}.txt"), "述职报告\n\n抓党建工作。\n");
    for number in 0..120 {
        let sections: String =
            (1..40).map(|section| format!("{section}. 第{section}方面党建\n抓工作{number}。\n")).collect();
        env.write(
            &format!("corpus-sample/多/{number}_述职报告_2021.txt"),
            format!("2021年述职报告\n\n{}", if number < 12 { sections } else { "抓党建工作。\n".to_owned() }),
        );
    }
    let run = env.run(&["index", "corpus-sample"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    env
}

/// A query, and arguments that go with it.
fn searches() -> impl Strategy<Value = (String, Vec<(&'static str, &'static str)>, Option<usize>, usize)> {
    let query = prop::sample::select(vec![
        "党建",
        "两个维护",
        "工作",
        "抓党建工作",
        "党建 工作",
        "党建 OR 廉洁",
        "工作 -党建",
        "\"党建 工作\"~20",
        "全面…治党",
        "第7项",
        "不存在的词",
        "year:2021 党建",
        "学习",
    ]);
    let switches = prop::sample::subsequence(
        vec![
            ("sort", "year"),
            ("within", "section"),
            ("loose", "true"),
            ("year", "2018..2022"),
            ("no_boilerplate", "true"),
        ],
        0..3,
    );
    let limit = prop::option::of(1..60usize);
    (query, switches, limit, 0..3usize)
        .prop_map(|(query, switches, limit, context)| (query.to_owned(), switches, limit, context))
}

#[test]
fn pages_of_a_search_are_all_its_hits_once_and_in_order() {
    let env = corpus();
    let client = std::cell::RefCell::new(Client::begun(&env, &["corpus-sample"]));
    let mut runner = TestRunner::new(Config { cases: 48, failure_persistence: None, ..Config::default() });
    let law = |(query, switches, limit, context): (String, Vec<(&str, &str)>, Option<usize>, usize)| {
        let mut arguments = json!({ "query": query, "context": context });
        let mut line =
            vec!["search".to_owned(), query, "corpus-sample".into(), "--jsonl".into(), "--group=none".into()];
        for (name, value) in switches {
            arguments[name] = value.into();
            let name = name.replace('_', "-");
            line.push(if value == "true" { format!("--{name}") } else { format!("--{name}={value}") });
        }
        if let Some(limit) = limit {
            arguments["limit"] = limit.into();
            line.push(format!("--limit={limit}"));
        }
        let run = env.run(&line.iter().map(String::as_str).collect::<Vec<_>>());
        let hits = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("a hit"));
        let expected: Vec<String> = hits.filter_map(|hit| hit["citation"].as_str().map(str::to_owned)).collect();
        let pages = client.borrow_mut().pages("search", &arguments);
        let found: Vec<String> = pages.iter().flat_map(|page| ids(page)).collect();
        prop_assert_eq!(found, expected, "{}", arguments);
        Ok(())
    };
    runner.run(&searches(), law).expect("a law");
}

#[test]
fn pages_of_reports_are_all_their_text() {
    let env = corpus();
    let mut client = Client::begun(&env, &["corpus-sample"]);
    let location = baogao::index::Location::new(&env.path().join("corpus-sample"), None, None);
    let engine = opened(&location);
    let filters = Filters::default();
    let mut paths = Vec::new();
    for view in engine.reports(&filters, Detail::Texts, Share::ALL).expect("reports") {
        let view = view.expect("a report");
        paths.push(view.path.clone());
        if view.path.starts_with("多/") && !view.path.starts_with("多/1") {
            continue;
        }
        // Together the pieces of each passage are the passage.
        let pages = client.pages("fetch", &json!({ "id": view.path }));
        let mut texts: Vec<(u32, String)> = Vec::new();
        for line in pages.iter().flat_map(|page| page.lines()) {
            let Some((number, text)) = line.strip_prefix('[').and_then(|line| line.split_once("] ")) else { continue };
            let number = number.split(',').next().expect("a number");
            match number.split_once(':') {
                None => texts.push((number.parse().expect("a number"), text.to_owned())),
                Some((_, at)) => {
                    let last = texts.last_mut().expect("it began before");
                    assert_eq!(last.1.chars().count().to_string(), at, "{}", view.path);
                    last.1.push_str(text);
                }
            }
        }
        texts.retain(|(number, _)| *number > 0);
        let expected: Vec<(u32, usize)> =
            view.texts.iter().map(|text| (text.number, text.text.chars().count())).collect();
        let marks = ["(boilerplate) ", "(recognised) "];
        let plain =
            |text: &str| marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, "")).chars().count();
        let found: Vec<(u32, usize)> = texts.iter().map(|(number, text)| (*number, plain(text))).collect();
        assert_eq!(found, expected, "{}", view.path);
        client.pages("report", &json!({ "id": view.path }));
    }
    // So are the reports of a list, and their sections.
    let pages = client.pages("list", &json!({ "paths": true }));
    let listed: Vec<String> = pages
        .iter()
        .flat_map(|page| page.lines())
        .filter(|line| line.ends_with(|c: char| c.is_ascii_alphanumeric()) && !line.contains(": "))
        .map(str::to_owned)
        .collect();
    let shown: Vec<&String> = listed.iter().filter(|line| paths.contains(line)).collect();
    assert_eq!(shown, paths.iter().collect::<Vec<_>>());
    let pages = client.pages("list", &json!({ "path": ["多/"], "text": true }));
    let of_sections =
        pages.iter().flat_map(|page| page.lines()).filter(|line| line.trim_start().starts_with("[2] ")).count();
    assert_eq!(of_sections, 120);
}

#[test]
fn pages_of_counts_are_all_their_lines() {
    let env = corpus();
    let mut client = Client::begun(&env, &["corpus-sample"]);
    for arguments in [
        json!({ "limit": 10_000 }),
        json!({ "query": "党建", "limit": 10_000, "by": ["section"] }),
        json!({ "query": "工作", "by": ["org", "year"], "cross": true, "limit": 10_000 }),
    ] {
        let pages = client.pages("facets", &arguments);
        let lines = pages.iter().flat_map(|page| page.lines()).filter(|line| {
            line.starts_with("  ")
                || line.contains(" · ") && line.contains(": ") && line.ends_with(|c: char| c.is_ascii_digit())
        });
        let last = pages.last().expect("a page");
        let of = last.rsplit_once(" of ").and_then(|(_, rest)| rest.split(' ').next()).expect("how many");
        assert_eq!(lines.count().to_string(), of, "{arguments}: {last}");
    }
}
