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
    in_part: u64,
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
    format: String,
    section: Vec<String>,
    part: Option<String>,
    topic: Option<String>,
    passage: u32,
    page: Option<u32>,
    sheet: Option<String>,
    row: Option<u32>,
    lead_in: Option<String>,
    score: f64,
    #[serde(default)]
    boilerplate: bool,
    text: String,
    highlights: Vec<(usize, usize)>,
    matches: usize,
    #[serde(default)]
    groups: Vec<Vec<Option<String>>>,
    citation: String,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
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
    format: String,
    sections: Vec<Section>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Section {
    level: u8,
    number: String,
    heading: String,
    part: Option<String>,
    topic: Option<String>,
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
#[allow(dead_code, reason = "the shape is what is tested")]
struct Count {
    value: String,
    reports: u64,
    of: Option<u64>,
    passages: u64,
    #[serde(default)]
    below: Vec<Count>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct Status {
    folder: String,
    indexed_as: String,
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
    on_disk: OnDisk,
    files: Vec<FileOnDisk>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct OnDisk {
    files: usize,
    read: usize,
    in_part: usize,
    unread: usize,
    not_indexed: usize,
    left_out: usize,
    left_out_for: std::collections::BTreeMap<String, usize>,
    changed: usize,
    gone: usize,
    duplicates: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the shape is what is tested")]
struct FileOnDisk {
    path: String,
    state: String,
    now: String,
    reason: Option<String>,
    files: usize,
    bytes: u64,
    modified: u64,
    hash: Option<String>,
    format: Option<String>,
    passages: Option<u32>,
    date: Option<String>,
    same_as: Option<String>,
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

fn json<T: for<'a> Deserialize<'a>>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e} in {text}"))
}

fn search(env: &TestEnv, arguments: &[&str]) -> Search {
    json(&env.run(&[&["search", "--json"], arguments].concat()).stdout)
}

#[test]
fn search_json() {
    let env = TestEnv::indexed_sample();
    let answer = search(&env, &["两个维护 三会一课", "corpus-sample"]);
    assert_eq!(answer.query, "两个维护 三会一课");
    assert_eq!(answer.total, Total { reports: 1, sections: 1, passages: 1 });
    assert_eq!(answer.searched, Searched { files: 35, in_part: 0, unreadable: 2 });
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
    let env = TestEnv::indexed_sample();
    env.write("queries.tsv", "a\t两个维护\nb\t，\n\nc\t没有的话\n招商引资\n");
    let run = env.run(&["search", "corpus-sample", "--batch", "queries.tsv"]);
    // One of them can't be understood.
    assert_eq!((run.code, run.stderr.contains("a query could not be understood")), (2, true), "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 4);
    let first: Search = json(lines[0]);
    assert_eq!((first.id.as_deref(), first.total.reports), (Some("a"), 27));
    assert_eq!(lines[1], r#"{"id":"b","query":"，","error":"nothing to search for in this word: \"，\""}"#);
    assert_eq!(json::<Search>(lines[2]).total.passages, 0);
    assert_eq!(json::<Search>(lines[3]).id.as_deref(), Some("5"));
    assert_eq!(env.run(&["search", "两个维护", "corpus-sample", "--batch", "queries.tsv"]).code, 2);
    // As Chinese editors save it.
    env.write("gbk.tsv", encoding_rs::GB18030.encode("a\t两个维护\n").0);
    let run = env.run(&["search", "corpus-sample", "--batch", "gbk.tsv"]);
    assert_eq!(json::<Search>(run.stdout.trim()).total.reports, 27, "{}", run.stderr);
}

#[test]
fn list_and_show_and_status_json() {
    let env = TestEnv::indexed_sample();
    let run = env.run(&["list", "corpus-sample", "--json"]);
    let listed: Vec<Listed> = run.stdout.lines().map(json).collect();
    assert_eq!(listed.len(), 35);
    assert!(listed.iter().flat_map(|l| &l.sections).all(|s| s.text.is_none()));
    let run = env.run(&["list", "corpus-sample", "--json", "--text", "--year", "2018", "--author", "林国栋"]);
    let listed: Listed = json(&run.stdout);
    let text: String = listed.sections.iter().filter_map(|s| s.text.clone()).collect::<Vec<_>>().join("\n");
    let file = std::fs::read_to_string(env.path().join("corpus-sample").join(&listed.path)).expect("the report");
    assert_eq!(text, file.trim());
    let show: serde_json::Value = json(&env.run(&["show", "林国栋_述职报告_2018", "corpus-sample", "--json"]).stdout);
    assert_eq!(show["evidence"][0]["value"], "2018年度述职述廉报告");
    let status: Status = json(&env.run(&["status", "corpus-sample", "--json"]).stdout);
    assert_eq!((status.reports, status.unreadable.len(), status.partly_read.len()), (35, 2, 0));
    let kinds: Vec<&str> = status.unreadable.iter().map(|problem| problem.kind.as_str()).collect();
    assert_eq!(kinds, ["needs-ocr", "damaged"]);
}

/// The sums of facets are those of the search, whatever is asked.
#[test]
fn facets_agree_with_search() {
    let env = TestEnv::indexed_sample();
    for query in ["两个维护", "放管服改革", "廉洁自律", "年", "没有的话"] {
        for filter in [&[] as &[&str], &["--year", "2020..2023"], &["--section", "廉洁自律"], &["--role", "主席"]]
        {
            let total = search(&env, &[&[query, "corpus-sample"], filter].concat()).total;
            let run = env.run(&[&["facets", query, "corpus-sample", "--json"], filter].concat());
            let facets: Facets = json(&run.stdout);
            assert_eq!(facets.query.as_deref(), Some(query));
            assert_eq!(facets.total, total, "{query} {filter:?}");
            assert_eq!(facets.searched, Searched { files: 35, in_part: 0, unreadable: 2 });
            for (field, values) in &facets.facets {
                let reports: u64 = values.iter().map(|v| v.reports).sum();
                let passages: u64 = values.iter().map(|v| v.passages).sum();
                match field.as_str() {
                    // One value a report.
                    "year" | "author" | "org" | "format" => {
                        assert_eq!((reports, passages), (total.reports, total.passages))
                    }
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
    let env = TestEnv::indexed_sample();
    let facets: Facets = json(&env.run(&["facets", "corpus-sample", "--json", "--by", "年份"]).stdout);
    let status: Status = json(&env.run(&["status", "corpus-sample", "--json"]).stdout);
    assert_eq!((facets.total.reports, facets.total.passages), (status.reports, status.passages));
    assert_eq!(facets.facets.keys().collect::<Vec<_>>(), ["year"]);
}

/// Hits one a line, as a table and as quotations: the same ones, each with a citation that finds it again.
#[test]
fn hits_are_passed_on_with_their_citations() {
    let env = TestEnv::indexed_sample();
    let run = |format: &str| env.run(&["search", "两个维护", "corpus-sample", "--limit", "3", format]).stdout;
    let lines: Vec<Hit> = run("--jsonl").lines().map(json).collect();
    assert_eq!(lines.len(), 3);
    let table = run("--csv");
    let table = table.strip_prefix('\u{FEFF}').expect("a mark, so that Excel reads UTF-8");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(table.as_bytes()).records().flatten().collect();
    let markdown = run("--markdown");
    for (hit, row) in lines.iter().zip(&rows) {
        assert_eq!((row.get(0), row.get(row.len() - 1)), (Some(hit.path.as_str()), Some(hit.citation.as_str())));
        assert!(markdown.contains(&format!("`{}`", hit.citation)) && markdown.contains("**两个维护**"), "{markdown}");
        let shown = env.run(&["show", &hit.citation, "corpus-sample", "--json"]);
        let cited: serde_json::Value = json(&shown.stdout);
        assert_eq!(cited["unchanged"], true);
        let text = cited["text"].as_str().expect("text");
        let (place, _) = hit.citation.rsplit_once('@').expect("a hash");
        let (start, end) = place.rsplit_once(':').and_then(|(_, chars)| chars.split_once('-')).expect("characters");
        let [start, end] = [start, end].map(|n| n.parse::<usize>().expect("a number"));
        let matched: String = text.chars().skip(start).take(end - start).collect();
        assert!(matched.contains("两个维护"), "{matched}");
    }
    let first = &lines[0];
    env.write(&format!("corpus-sample/{}", first.path), "别的\n别的\n别的\n别的\n别的\n别的\n别的\n别的");
    env.run(&["index", "corpus-sample"]);
    let changed = env.run(&["show", &first.citation, "corpus-sample"]);
    assert!(changed.stderr.contains("the file has changed since it was cited"), "{}", changed.stderr);
    assert_eq!(env.run(&["show", "无此.txt#1:0-2@0123456789ab", "corpus-sample"]).code, 3);
}

#[test]
fn context_groups_and_units() {
    let env = TestEnv::new()
        .file("a.txt", "工作总结\n一、党建工作\n抓党建。\n（一）学习\n学理论。\n二、招商工作\n引项目。\n也抓党建。")
        .file("b.txt", "工作总结\n一、党建\n抓党建。\n引项目。");
    env.run(&["index", "."]);
    let hits = |arguments: &[&str]| -> Vec<(String, u32)> {
        let answer = search(&env, &[arguments, &["."]].concat());
        answer.hits.into_iter().map(|hit| (hit.path, hit.passage)).collect()
    };
    let answer = search(&env, &["学理论", "-C", "1", "."]);
    assert_eq!(
        (answer.hits[0].before.as_slice(), answer.hits[0].after.as_slice()),
        (&["（一）学习".to_owned()][..], &["二、招商工作".to_owned()][..])
    );
    assert_eq!(hits(&["抓党建", "--group", "none", "--limit", "2"]).len(), 2);
    assert_eq!(hits(&["抓党建", "--group", "section", "--sort", "path"]).len(), 3);
    assert_eq!(hits(&["抓党建 引项目"]), []);
    let sorted = |mut hits: Vec<(String, u32)>| {
        hits.sort();
        hits
    };
    let of = |all: &[(&str, u32)]| all.iter().map(|(path, n)| ((*path).to_owned(), *n)).collect::<Vec<_>>();
    let all = ["--passages", "9"];
    assert_eq!(
        sorted(hits(&[&["抓党建 引项目", "--within", "section"], &all[..]].concat())),
        of(&[("a.txt", 7), ("a.txt", 8), ("b.txt", 3), ("b.txt", 4)])
    );
    assert_eq!(
        sorted(hits(&[&["学理论 引项目", "--within", "report"], &all[..]].concat())),
        of(&[("a.txt", 5), ("a.txt", 7)])
    );
    assert_eq!(hits(&["学理论 引项目", "--within", "section"]), []);
    assert_eq!(
        sorted(hits(&[&["抓党建 -学理论", "--within", "section"], &all[..]].concat())),
        of(&[("a.txt", 8), ("b.txt", 3)])
    );
}

#[test]
fn matches_in_a_column() {
    let env = TestEnv::new().file("a_2020.txt", "述职报告\n我们抓党建促发展，又抓党建促招商。\nGDP与党建");
    env.run(&["index", "."]);
    let run = env.run(&["search", "党建", ".", "--kwic", "3", "--kwic-sort", "right", "--color", "never"]);
    let expected = ["DP与党建", "我们抓党建促发展", "，又抓党建促招商"];
    for (line, expected) in run.stdout.lines().zip(expected) {
        assert!(line.contains(expected), "{}", run.stdout);
    }
    let columns: Vec<usize> = run
        .stdout
        .lines()
        .take(3)
        .map(|line| {
            let (left, _) = line.split_once("党建").expect("a match");
            left.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
        })
        .collect();
    assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{columns:?} in\n{}", run.stdout);
}
