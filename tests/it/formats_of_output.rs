//! The JSON that programs read, declared a second time: a field more, a field less or another type is a failure.

use serde::Deserialize;

use super::harness::TestEnv;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Search {
    id: Option<String>,
    query: String,
    total: Total,
    searched: Searched,
    took_us: u64,
    hits: Vec<Hit>,
    apart: Option<Apart>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Total {
    reports: u64,
    sections: u64,
    passages: u64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Searched {
    files: u64,
    unreadable: u64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    sections: u64,
    reports: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Hit {
    path: String,
    title: Option<String>,
    author: Option<String>,
    year: Option<u16>,
    role: Option<Vec<String>>,
    org: Option<String>,
    section: Vec<String>,
    passage: u32,
    page: Option<u32>,
    lead_in: Option<String>,
    score: f64,
    #[serde(default)]
    boilerplate: bool,
    text: String,
    highlights: Vec<(usize, usize)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Listed {
    path: String,
    title: Option<String>,
    year: Option<u16>,
    period: Option<String>,
    author: Option<String>,
    role: Option<Vec<String>>,
    org: Option<String>,
    sections: Vec<Section>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Section {
    level: u8,
    number: String,
    heading: String,
    kind: String,
    chars: u32,
    text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facets {
    query: Option<String>,
    total: Total,
    searched: Searched,
    facets: std::collections::BTreeMap<String, Vec<Count>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    value: String,
    reports: u64,
    passages: u64,
    #[serde(default)]
    below: Vec<Count>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Status {
    folder: String,
    index: String,
    schema_version: String,
    indexed_at: u64,
    reports: u64,
    passages: u64,
    bytes: u64,
    index_bytes: u64,
    unknown: Unknown,
    unreadable: Vec<Problem>,
    partly_read: Vec<serde_json::Value>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unknown {
    year: u64,
    author: u64,
    role: u64,
    org: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Problem {
    path: String,
    kind: String,
    reason: String,
}

fn sample() -> TestEnv {
    let env = TestEnv::sample();
    assert_eq!(env.run(&["index", "corpus-sample"]).code, 0);
    env
}

fn json<T: for<'a> Deserialize<'a>>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e} in {text}"))
}

fn search(env: &TestEnv, arguments: &[&str]) -> Search {
    json(&env.run(&[&["search", "--json"], arguments].concat()).stdout)
}

#[test]
fn search_json() {
    let env = sample();
    let answer = search(&env, &["两个维护 三会一课", "corpus-sample"]);
    assert_eq!(answer.query, "两个维护 三会一课");
    assert_eq!(answer.total, Total { reports: 1, sections: 1, passages: 1 });
    assert_eq!(answer.searched, Searched { files: 32, unreadable: 2 });
    let [hit] = answer.hits.as_slice() else { panic!("one hit: {answer:?}") };
    assert_eq!(hit.path, "2024/陈思远_驻村第一书记述职报告_2024.md");
    assert_eq!((hit.year, hit.author.as_deref(), hit.passage), (Some(2024), Some("陈思远"), 2));
    assert_eq!(hit.section, ["一、坚持党建引领"]);
    let chars: Vec<char> = hit.text.chars().collect();
    let shown: Vec<String> = hit.highlights.iter().map(|&(a, b)| chars[a..b].iter().collect()).collect();
    assert_eq!(shown, ["三会一课", "两个维护"]);
}

#[test]
fn search_json_where_words_stand_apart() {
    let env = TestEnv::new()
        .file("a.txt", "一、党建工作\n抓党建。\n（一）学习\n学理论。\n（二）组织\n建支部。\n二、招商工作\n引项目。")
        .file("b.txt", "一、其他\n（一）学习\n学理论。\n建支部。");
    let apart = |query| search(&env, &[query, "."]).apart;
    assert_eq!(apart("学理论 建支部"), Some(Apart { sections: 2, reports: 2 }));
    assert_eq!(apart("学理论 引项目"), Some(Apart { sections: 0, reports: 1 }));
    assert_eq!(apart("抓党建 建支部"), Some(Apart { sections: 1, reports: 1 }));
    assert_eq!(apart("学理论 没有的"), Some(Apart { sections: 0, reports: 0 }));
    assert_eq!(apart("没有的"), None);
    assert_eq!(apart("学理论"), None);
}

#[test]
fn batch_answers_each_line() {
    let env = sample();
    env.write("queries.tsv", "a\t两个维护\nb\t，\n\nc\t没有的话\n招商引资\n");
    let run = env.run(&["search", "corpus-sample", "--batch", "queries.tsv"]);
    assert_eq!(run.code, 0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 4);
    let first: Search = json(lines[0]);
    assert_eq!((first.id.as_deref(), first.total.reports), (Some("a"), 27));
    assert_eq!(lines[1], r#"{"id":"b","query":"，","error":"nothing to search for in this word: \"，\""}"#);
    assert_eq!(json::<Search>(lines[2]).total.passages, 0);
    assert_eq!(json::<Search>(lines[3]).id.as_deref(), Some("5"));
    assert_eq!(env.run(&["search", "两个维护", "corpus-sample", "--batch", "queries.tsv"]).code, 2);
}

#[test]
fn list_and_show_and_status_json() {
    let env = sample();
    let run = env.run(&["list", "corpus-sample", "--json"]);
    let listed: Vec<Listed> = run.stdout.lines().map(json).collect();
    assert_eq!(listed.len(), 32);
    assert!(listed.iter().flat_map(|l| &l.sections).all(|s| s.text.is_none() && !s.kind.is_empty()));
    let run = env.run(&["list", "corpus-sample", "--json", "--text", "--year", "2018", "--author", "林国栋"]);
    let listed: Listed = json(&run.stdout);
    let text: String = listed.sections.iter().filter_map(|s| s.text.clone()).collect::<Vec<_>>().join("\n");
    let file = std::fs::read_to_string(env.path().join("corpus-sample").join(&listed.path)).expect("the report");
    assert_eq!(text, file.trim());
    let show: serde_json::Value = json(&env.run(&["show", "林国栋_述职报告_2018", "corpus-sample", "--json"]).stdout);
    assert_eq!(show["evidence"][0]["value"], "2018年度述职述廉报告");
    let status: Status = json(&env.run(&["status", "corpus-sample", "--json"]).stdout);
    assert_eq!((status.reports, status.unreadable.len(), status.partly_read.len()), (32, 2, 0));
    let kinds: Vec<&str> = status.unreadable.iter().map(|problem| problem.kind.as_str()).collect();
    assert_eq!(kinds, ["needs-ocr", "damaged"]);
}

/// The sums of facets are those of the search, whatever is asked.
#[test]
fn facets_agree_with_search() {
    let env = sample();
    for query in ["两个维护", "放管服改革", "廉洁自律", "年", "没有的话"] {
        for filter in [&[] as &[&str], &["--year", "2020..2023"], &["--section", "廉洁自律"], &["--role", "主席"]]
        {
            let total = search(&env, &[&[query, "corpus-sample"], filter].concat()).total;
            let run = env.run(&[&["facets", query, "corpus-sample", "--json"], filter].concat());
            let facets: Facets = json(&run.stdout);
            assert_eq!(facets.query.as_deref(), Some(query));
            assert_eq!(facets.total, total, "{query} {filter:?}");
            assert_eq!(facets.searched, Searched { files: 32, unreadable: 2 });
            for (field, values) in &facets.facets {
                let reports: u64 = values.iter().map(|v| v.reports).sum();
                let passages: u64 = values.iter().map(|v| v.passages).sum();
                match field.as_str() {
                    // One value a report.
                    "year" | "author" | "org" => assert_eq!((reports, passages), (total.reports, total.passages)),
                    // One value a passage.
                    "section" => assert_eq!(passages, total.passages, "{query} {filter:?}"),
                    // Any number of values a report.
                    _ => assert!(reports >= total.reports && values.iter().all(|v| v.reports <= total.reports)),
                }
                assert!(values.iter().all(|v| !v.value.is_empty() && below_is_less(v)), "{query} {field}");
            }
        }
    }
}

fn below_is_less(count: &Count) -> bool {
    count.below.iter().all(|b| b.reports <= count.reports && b.passages <= count.passages && below_is_less(b))
}

#[test]
fn facets_without_a_query_count_everything() {
    let env = sample();
    let facets: Facets = json(&env.run(&["facets", "corpus-sample", "--json", "--by", "年份"]).stdout);
    let status: Status = json(&env.run(&["status", "corpus-sample", "--json"]).stdout);
    assert_eq!((facets.total.reports, facets.total.passages), (status.reports, status.passages));
    assert_eq!(facets.facets.keys().collect::<Vec<_>>(), ["year"]);
}
