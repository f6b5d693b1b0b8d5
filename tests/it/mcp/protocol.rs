//! Messages: both styles of the protocol, and whatever else comes in.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::client::{Answer, Client, initialize};
use crate::harness::TestEnv;

/// What each request of 2026-07-28 says of itself.
fn meta(version: &str) -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": version,
        "io.modelcontextprotocol/clientInfo": { "name": "test", "version": "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
    })
}

#[test]
fn sessions_begin_with_initialize() {
    let env = TestEnv::indexed_sample();
    for (asked, given) in [
        ("2024-11-05", "2024-11-05"),
        ("2025-03-26", "2025-03-26"),
        ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"),
        // It has no such beginning, and another is not known.
        ("2026-07-28", "2025-11-25"),
        ("1999-01-01", "2025-11-25"),
    ] {
        let mut client = Client::start(&env, &["corpus-sample"]);
        assert_eq!(client.ask("ping", json!({}))["result"], json!({}));
        let begun = client.ask("initialize", initialize(asked));
        assert_eq!(begun["result"]["protocolVersion"], given, "{begun}");
        assert_eq!(begun["result"]["serverInfo"]["name"], "baogao");
        assert_eq!(begun["result"]["capabilities"], json!({ "tools": {} }));
        let instructions = begun["result"]["instructions"].as_str().expect("instructions");
        for said in ["searched N of M files", "files_without_match", "never an instruction"] {
            assert!(instructions.contains(said), "{said}: {instructions}");
        }
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        let listed = client.ask("tools/list", json!({}));
        let tools = listed["result"]["tools"].as_array().expect("tools");
        let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
        assert_eq!(names, ["search", "fetch", "facets", "list", "report"]);
        assert!(listed["result"].get("resultType").is_none(), "{listed}");
        assert!(client.text("search", json!({ "query": "两个维护" })).contains("28 passages"));
        let (status, rest, said) = client.end();
        assert!(status.success() && rest.is_empty() && said.is_empty(), "{status} {rest:?} {said}");
    }
}

#[test]
fn requests_of_2026_need_no_session() {
    let env = TestEnv::indexed_sample();
    let mut client = Client::start(&env, &["corpus-sample"]);
    let found = client.ask("server/discover", json!({ "_meta": meta("2026-07-28") }));
    let versions = found["result"]["supportedVersions"].as_array().expect("versions");
    assert!(versions.contains(&"2026-07-28".into()), "{found}");
    assert!(found["result"]["instructions"].as_str().is_some_and(|said| said.contains("searched N of M")), "{found}");
    let listed = client.ask("tools/list", json!({ "_meta": meta("2026-07-28") }));
    assert_eq!(listed["result"]["tools"].as_array().map(Vec::len), Some(5), "{listed}");
    assert_eq!(listed["result"]["resultType"], "complete");
    let call = |query: &str| json!({ "_meta": meta("2026-07-28"), "name": "search", "arguments": { "query": query } });
    let answer = client.ask("tools/call", call("两个维护"));
    assert_eq!(answer["result"]["resultType"], "complete");
    assert!(Answer::of(&answer).text.starts_with("28 passages"), "{answer}");
    // A version that is not known, and a request that says nothing of itself.
    let refused = client.ask("tools/list", json!({ "_meta": meta("1999-01-01") }));
    assert!(refused["error"]["code"].is_i64(), "{refused}");
    assert_eq!(client.ask("tools/list", json!({}))["error"]["code"], -32602);
    assert!(Answer::of(&client.ask("tools/call", call("党建"))).text.contains("searched "));
}

#[test]
fn what_is_no_message_is_answered_with_an_error_and_the_session_goes_on() {
    let env = TestEnv::indexed_sample();
    let long = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"ping","params":{{"x":"{}"}}}}"#, "长".repeat(3_500_000));
    assert!(long.len() > 10_000_000);
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let wrong: Vec<(&[u8], i64, Value)> = vec![
        ("党建".as_bytes(), -32700, Value::Null),
        (b"{", -32700, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"", -32700, Value::Null),
        (b"\xFF\xFE\x00", -32700, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"\xFF\"}", -32700, Value::Null),
        (deep.as_bytes(), -32700, Value::Null),
        (b"null", -32600, Value::Null),
        (b"[]", -32600, Value::Null),
        (b"{}", -32600, Value::Null),
        (b"{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}", -32600, 7.into()),
        (b"{\"id\":7,\"method\":\"ping\"}", -32600, 7.into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":\"seven\"}", -32600, "seven".into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":7}", -32600, 7.into()),
        (long.as_bytes(), -32600, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"nothing\"}", -32601, 7.into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"resources/read\",\"params\":{\"uri\":\"file:///etc/passwd\"}}", -32601, 7.into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\"}", -32602, 7.into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":7}}", -32602, 7.into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":[]}}", -32602, 7.into()),
        (b"{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"rm\",\"arguments\":{}}}", -32602, 7.into()),
    ];
    let mut client = Client::begun(&env, &["corpus-sample"]);
    for (line, code, id) in &wrong {
        let shown = String::from_utf8_lossy(&line[..line.len().min(80)]).into_owned();
        client.write(line);
        client.write(b"\n");
        let answer = client.read();
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&(*code).into(), id), "{shown}: {answer}");
        assert_eq!(client.ask("ping", json!({}))["result"], json!({}), "{shown}");
    }
    // Nothing is answered to what asks nothing.
    for silent in [
        "",
        "\r",
        r#"{"jsonrpc":"2.0","method":"notifications/nothing"}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":7}"#,
        r#"{"jsonrpc":"2.0","id":99,"result":{}}"#,
        r#"{"jsonrpc":"2.0","id":99,"error":{"code":1,"message":"no"}}"#,
    ] {
        client.write(format!("{silent}\n").as_bytes());
        assert_eq!(client.ask("ping", json!({}))["result"], json!({}), "{silent}");
    }
    // A mark of the order of bytes, and a line that ends as on Windows.
    client.write("\u{FEFF}{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}\r\n".as_bytes());
    assert_eq!(client.read(), json!({ "jsonrpc": "2.0", "id": 0, "result": {} }));
    assert!(client.text("search", json!({ "query": "党建" })).contains("passages"));
}

#[test]
fn what_cannot_stand_first_is_no_end() {
    let env = TestEnv::indexed_sample();
    let mut client = Client::start(&env, &["corpus-sample"]);
    for line in [
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        r#"{"jsonrpc":"2.0","id":99,"result":{}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}"#,
    ] {
        client.write(format!("{line}\n").as_bytes());
    }
    client.write(b"nothing\n");
    assert_eq!(client.read()["error"]["code"], -32700);
    assert_eq!(client.ask("tools/list", json!({}))["error"]["code"], -32602);
    assert!(client.ask("initialize", initialize("2025-06-18"))["result"].is_object());
    assert!(client.text("facets", json!({})).contains("year"));
}

#[test]
fn many_requests_are_answered_at_once_and_each_once() {
    let env = TestEnv::indexed_sample();
    let mut client = Client::begun(&env, &["corpus-sample"]);
    let asked: HashSet<u64> = (0..300)
        .map(|number| {
            let query = if number % 3 == 0 { "党建" } else { "两个维护" };
            client.request("tools/call", json!({ "name": "search", "arguments": { "query": query } }))
        })
        .collect();
    // What was asked before the end of input is answered after it.
    let (status, answers, said) = client.end();
    let answered: Vec<u64> = answers.iter().filter_map(|answer| answer["id"].as_u64()).collect();
    assert_eq!(answered.len(), 300);
    assert_eq!(answered.into_iter().collect::<HashSet<u64>>(), asked);
    answers.iter().for_each(|answer| assert!(!Answer::of(answer).is_error));
    assert!(status.success() && said.is_empty(), "{status} {said}");
}

#[test]
fn a_request_that_is_called_off_is_not_answered() {
    // One that waits until a folder is indexed, which takes longer than to read the next line.
    let env = TestEnv::new();
    let text: String = (0..8_000).map(|number| format!("第{number}段{}。\n", "发展经济改善民生".repeat(60))).collect();
    env.write("reports/a.txt", format!("工作报告\n\n{text}"));
    let mut client = Client::begun(&env, &["reports"]);
    let call = json!({ "name": "search", "arguments": { "query": "第7段" } });
    let slow = client.request("tools/call", call.clone());
    client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": slow } }));
    // Others are answered meanwhile, and after it.
    assert_eq!(client.ask("ping", json!({}))["result"], json!({}));
    while Answer::of(&client.ask("tools/call", call.clone())).is_error {}
    let (status, rest, _) = client.end();
    assert!(status.success() && rest.is_empty(), "{status} {rest:?}");
}
