//! What the tools answer.

use serde_json::{Value, json};

use super::client::{Client, cursor, ids};
use crate::harness::TestEnv;

fn sample() -> (TestEnv, Client) {
    let env = TestEnv::indexed_sample();
    let client = Client::begun(&env, &["corpus-sample"]);
    (env, client)
}

/// Fails where a text lacks one of these.
#[track_caller]
fn says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "{said:?} is not in:\n{text}");
    }
}

#[test]
fn tools_say_what_they_take() {
    let (_env, mut client) = sample();
    let listed = client.ask("tools/list", json!({}));
    for tool in listed["result"]["tools"].as_array().expect("tools") {
        let hints =
            json!({ "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false });
        assert_eq!(tool["annotations"], hints, "{tool}");
        let schema = &tool["inputSchema"];
        assert_eq!((&schema["type"], &schema["additionalProperties"]), (&"object".into(), &false.into()), "{tool}");
        let properties = schema["properties"].as_object().expect("properties");
        for required in schema["required"].as_array().expect("what must be given") {
            assert!(properties.contains_key(required.as_str().expect("a name")), "{tool}");
        }
        for file in ["folder", "index", "schema", "batch", "queries", "xlsx", "docx", "csv", "json", "offset", "report"]
        {
            assert!(!properties.contains_key(file), "{file}: {tool}");
        }
    }
    let search = &listed["result"]["tools"][0]["inputSchema"];
    assert_eq!(search["required"], json!(["query"]));
    assert_eq!(search["properties"]["sort"]["enum"][0], "score");
    assert_eq!(search["properties"]["limit"]["type"], "integer");
    assert_eq!(search["properties"]["regex"]["type"], "boolean");
    assert_eq!(search["properties"]["author"]["items"]["type"], "string");
    assert_eq!(listed["result"]["tools"][2]["inputSchema"]["properties"]["by"]["items"]["enum"][0], "year");
}

#[test]
fn search_gives_hits_with_all_by_which_they_are_judged_and_cited() {
    let (env, mut client) = sample();
    let page = client.text("search", json!({ "query": "两个维护", "year": [2020], "sort": "path" }));
    says(&page, &["4 passages in 4 sections of 4 reports; searched "]);
    says(
        &page,
        &["孟庆云 · 2020 · 局长 · 清河县教育局", "三、加强党的建设和廉洁自律", "1–4 of 4 passages. That is all."],
    );
    for id in ids(&page) {
        let run = env.run(&["show", &id, "corpus-sample"]);
        assert!(run.code == 0 && run.stderr.contains("as cited"), "{id}: {}", run.stderr);
    }
    // A limit leaves out, and says so.
    let page = client.text("search", json!({ "query": "两个维护", "limit": 2 }));
    says(&page, &["28 passages", "1–2 of 28 passages. That is the limit"]);
    assert_eq!(cursor(&page), None);
    let page = client.text("search", json!({ "query": "两个维护", "files_without_match": true }));
    says(&page, &["8 reports without a match; searched ", "1–8 of 8 reports"]);
    says(&client.text("search", json!({ "query": "镇党委", "context": 1 })), &["] "]);
    // Nothing is a result, and says what was searched; what is like a name that nobody has; what would be found otherwise.
    let page = client.text("search", json!({ "query": "不存在的词语", "author": "林国东" }));
    says(&page, &["nothing found; searched ", "no report has author 林国东", "林国栋", "0–0 of 0 passages"]);
    says(&client.text("search", json!({ "query": "党建 招商 扶贫" })), &["nothing found", "--loose"]);
    // Empty values say nothing; texts stand for numbers and switches.
    let same =
        json!({ "query": "两个维护", "author": "", "year": [], "topic": null, "limit": "2", "literal": "false" });
    says(&client.text("search", same), &["1–2 of 28 passages"]);
}

#[test]
fn fetch_gives_a_report_or_what_stands_around_a_citation() {
    let (_env, mut client) = sample();
    let page = client.text("search", json!({ "query": "三会一课", "author": ["林国栋"], "year": ["2018"] }));
    let id = ids(&page).remove(0);
    let page = client.text("fetch", json!({ "id": id }));
    says(&page, &["林国栋 · 2018", "2018/林国栋_述职报告_2018.txt", "as cited", "三会一课", "That is all."]);
    let whole = client.text("fetch", json!({ "id": "2018/林国栋_述职报告_2018.txt" }));
    says(&whole, &["[1] ", "三会一课", "1–"]);
    assert!(!whole.contains("as cited"));
    // Also by a part of the path, as printed behind the folder, by the number of a passage, and with its page.
    for name in ["林国栋_述职报告_2018", "corpus-sample/2018/林国栋_述职报告_2018.txt"] {
        assert_eq!(client.text("fetch", json!({ "id": name })), whole, "{name}");
    }
    says(&client.text("fetch", json!({ "id": "2018/林国栋_述职报告_2018.txt#5" })), &["[5] "]);
    says(&client.text("fetch", json!({ "id": "东湖开发区工作报告" })), &["[1, page 1] "]);
    // What is not there is an error in the words of the command line.
    for (id, said) in [
        ("nothing.txt", "no report"),
        ("林国栋", "hint:"),
        ("2018/林国栋_述职报告_2018.txt#999", "no report"),
        ("../../secret.txt", "no report"),
        ("/etc/passwd", "no report"),
        ("nothing.txt#1:0-2@0123456789ab.01234567", "gone"),
    ] {
        let answer = client.call("fetch", json!({ "id": id }));
        assert!(answer.is_error && answer.text.contains(said), "{id}: {}", answer.text);
    }
}

#[test]
fn facets_list_and_report_answer_as_their_commands() {
    let (_env, mut client) = sample();
    let page = client.text("facets", json!({ "query": "两个维护", "by": ["year"] }));
    says(
        &page,
        &["28 passages", "reports that match / all reports", "\nyear\n", "\n  2020: 4 / 4, 4", "  2016: 0 / 1, 0"],
    );
    let page = client.text("facets", json!({ "by": "org,year", "cross": true, "limit": 500 }));
    says(&page, &["org · year", "青石镇 · 2018: 1\n", "searched "]);
    let page = client.text("facets", json!({ "query": "两个维护", "without": true, "by": ["year"] }));
    says(&page, &["8 reports", "2016: 1 / 1"]);
    let page = client.text("list", json!({ "author": ["林国栋"], "section": ["廉洁自律"], "text": true }));
    says(&page, &["4 reports; searched ", "四、严守廉洁纪律，保持清廉本色 [履职实绩 · 廉洁自律]", "[14] 本人严格遵守"]);
    let page = client.text("list", json!({ "without_section": "廉洁自律", "paths": true }));
    says(&page, &["2017年/林国栋述职报告.txt", "That is all."]);
    assert!(!page.contains("2016年/林国栋"), "{page}");
    let page = client.text("report", json!({ "id": "2018/林国栋_述职报告_2018.txt" }));
    says(
        &page,
        &["format: text", "author: 林国栋 (signature:", "period: unknown", "[1] (opening)", "廉洁自律]", "95 %"],
    );
    says(&client.text("report", json!({ "id": "东湖开发区工作报告" })), &["page 1"]);
}

#[test]
fn what_a_tool_does_not_take_is_refused_in_the_words_of_the_command_line() {
    let (_env, mut client) = sample();
    let long = "党".repeat(5_000);
    for (tool, arguments, said) in [
        ("search", json!({}), "missing"),
        ("search", json!({ "query": "" }), "missing"),
        ("search", json!({ "query": "（党建" }), "never closed"),
        ("search", json!({ "query": "党建", "sort": "size" }), "size"),
        ("search", json!({ "query": "党建", "limit": "many" }), "number"),
        ("search", json!({ "query": "党建", "limit": -1 }), "-1"),
        ("search", json!({ "query": "党建", "regex": "maybe" }), "maybe"),
        ("search", json!({ "query": "党建", "regex": true, "loose": true }), "regex"),
        ("search", json!({ "query": "党建", "year": "never" }), "never"),
        ("search", json!({ "query": "党建", "author": { "name": "林国栋" } }), "author"),
        ("search", json!({ "query": ["党建", "廉政"] }), "twice"),
        ("search", json!({ "query": long }), "4096"),
        ("search", json!({ "query": "党建", "files_without_match": true, "sort": "score" }), "no scores"),
        ("facets", json!({ "without": true }), "query"),
        ("facets", json!({ "by": "size" }), "size"),
        ("list", json!({ "section": "党建", "without_section": "党建" }), "section"),
        ("fetch", json!({}), "missing"),
        // Places on the machine, files, and what is about printing.
        ("search", json!({ "query": "党建", "folder": "/" }), "no parameter \"folder\""),
        ("search", json!({ "query": "党建", "index": "/tmp" }), "no parameter \"index\""),
        ("search", json!({ "query": "党建", "batch": "/etc/passwd" }), "no parameter \"batch\""),
        ("search", json!({ "query": "党建", "xlsx": "/tmp/a.xlsx" }), "no parameter \"xlsx\""),
        ("search", json!({ "query": "党建", "id": "a" }), "no parameter \"id\""),
        ("search", json!({ "query": "党建", "author": ["@/etc/passwd"] }), "files are not read"),
        ("facets", json!({ "queries": "/etc/passwd" }), "no parameter \"queries\""),
        ("search", json!({ "query": "党建", "cursor": "7" }), "no cursor"),
    ] {
        let answer = client.call(tool, arguments.clone());
        let found = answer.text.to_lowercase().contains(said) || answer.text.contains(said);
        assert!(answer.is_error && found, "{tool} {:.80}: {}", arguments.to_string(), answer.text);
    }
}

#[test]
fn a_cursor_is_of_its_call() {
    let (_env, mut client) = sample();
    let call = |query: &str, cursor: &str| json!({ "query": query, "cursor": cursor });
    let page = client.text("search", json!({ "query": "工作" }));
    let goes_on = cursor(&page).expect("more").to_owned();
    assert!(!client.call("search", call("工作", &goes_on)).is_error);
    let refused = |answer: super::client::Answer| if answer.is_error { answer.text } else { String::new() };
    says(&refused(client.call("search", call("学习", &goes_on))), &["belongs to another call"]);
    says(&refused(client.call("facets", call("工作", &goes_on))), &["belongs to another call"]);
    let other: String = goes_on.chars().rev().collect();
    says(&refused(client.call("search", call("工作", &other))), &["no cursor"]);
}

#[test]
fn all_is_said_in_chinese() {
    let env = TestEnv::indexed_sample();
    let mut client = Client::begun(&env, &["corpus-sample", "--lang", "zh"]);
    says(&client.text("search", json!({ "query": "两个维护", "limit": 1 })), &["共 28 段", "第 1–1 条", "上限"]);
    let listed: Value = client.ask("tools/list", json!({}));
    says(&listed.to_string(), &["检索", "作者"]);
    let answer = client.call("search", json!({ "query": "（党建" }));
    says(&answer.text, &["提示："]);
}
