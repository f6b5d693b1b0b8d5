//! Folders that have no index yet, that change, that go.

use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Client, cursor, ids};
use crate::harness::TestEnv;

/// Changes are seen well before.
const MAX_WAIT: Duration = Duration::from_secs(60);

#[test]
fn a_small_folder_is_indexed_first() {
    let env = TestEnv::sample();
    let mut client = Client::begun(&env, &["corpus-sample"]);
    assert!(client.text("search", json!({ "query": "两个维护" })).contains("28 passages"));
    assert!(env.path().join("corpus-sample/.baogao/index").is_dir());
}

#[test]
fn a_large_folder_is_not_and_the_answer_says_how() {
    let env = TestEnv::new();
    (0..2_001).for_each(|number| env.write(&format!("many/{number}.txt"), "抓党建"));
    let mut client = Client::begun(&env, &["many"]);
    let answer = client.call("search", json!({ "query": "党建" }));
    assert!(answer.is_error && answer.text.contains("baogao index \"many\""), "{}", answer.text);
    assert!(!env.path().join("many/.baogao").exists());
    // Once it is indexed, it answers.
    assert_eq!(env.run(&["index", "many"]).code, 0);
    until(|| client.call("search", json!({ "query": "党建" })).text.starts_with("2001 passages"));
}

#[test]
fn a_folder_that_is_not_there_is_refused_at_once() {
    let env = TestEnv::new();
    let (status, rest, said) = Client::start(&env, &["nowhere"]).end();
    assert!(status.code() == Some(2) && rest.is_empty() && said.contains("nowhere"), "{status} {said}");
}

#[test]
fn changes_are_seen_and_what_was_given_before_says_so() {
    let env = TestEnv::new();
    (0..40).for_each(|number| {
        env.write(
            &format!("reports/{number:02}.txt"),
            format!("述职报告\n\n第 {number} 次抓党建工作，{}\n", "推进改革发展".repeat(20)),
        )
    });
    let mut client = Client::begun(&env, &["reports"]);
    let page = client.text("search", json!({ "query": "党建" }));
    let goes_on = cursor(&page).expect("more").to_owned();
    let id = ids(&page).remove(0);
    let path = id.split('#').next().expect("a path").to_owned();
    env.write("reports/new.txt", "述职报告\n\n新来的党建工作\n");
    until(|| client.text("search", json!({ "query": "新来的党建" })).starts_with("1 passage "));
    let refused = client.call("search", json!({ "query": "党建", "cursor": goes_on }));
    assert!(refused.is_error && refused.text.contains("the folder has changed"), "{}", refused.text);
    // A citation tells what became of its passage.
    let text = std::fs::read_to_string(env.path().join("reports").join(&path)).expect("a report");
    env.write(&format!("reports/{path}"), text.replace("述职报告\n", "述职报告\n\n开头\n"));
    until(|| client.text("fetch", json!({ "id": id })).contains("the file has changed since it was cited"));
    std::fs::remove_file(env.path().join("reports").join(&path)).expect("removed");
    until(|| {
        let answer = client.call("fetch", json!({ "id": id }));
        answer.is_error && answer.text.contains("gone")
    });
}

#[test]
fn only_what_lies_in_the_folder_that_was_named_is_given() {
    let env = TestEnv::new()
        .file("reports/inner/a.txt", "里面的党建")
        .file("reports/outer.txt", "外面的党建")
        .file("secret.txt", "不该看到的党建");
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    let mut whole = Client::begun(&env, &["reports"]);
    let page = whole.text("search", json!({ "query": "外面的党建" }));
    let id = ids(&page).remove(0);
    let mut client = Client::begun(&env, &["reports/inner"]);
    let page = client.text("search", json!({ "query": "党建" }));
    assert!(page.starts_with("1 passage ") && page.contains("里面"), "{page}");
    for id in [id.as_str(), "outer.txt", "reports/outer.txt", "../outer.txt", "../secret.txt", "secret.txt"] {
        for tool in ["fetch", "report"] {
            let answer = client.call(tool, json!({ "id": id }));
            assert!(answer.is_error && !answer.text.contains("面的党建"), "{tool} {id}: {}", answer.text);
        }
    }
}

#[track_caller]
fn until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < MAX_WAIT, "it never is so");
        std::thread::sleep(Duration::from_millis(50));
    }
}
