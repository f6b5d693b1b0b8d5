//! The API gives the bytes of the command line, in every form; what does not go together is refused, and nothing is ignored.

use std::io::Read;

use serde_json::Value;

use super::page::address;
use super::server::{Answer, Server};
use crate::harness::{Run, TestEnv};

/// An answer of a search says how long that took.
pub(super) fn untimed(json: &str) -> String {
    let parts = json.split("\"took_us\":").map(|part| part.trim_start_matches(char::is_numeric));
    parts.collect::<Vec<_>>().join("\"took_us\":")
}

/// The same pairs on the command line; `of_form`: what asks for the form there.
fn run(env: &TestEnv, command: &str, pairs: &[(&str, &str)], of_form: &[&str]) -> Run {
    let mut line = vec![command.to_owned()];
    line.extend(of_form.iter().map(|option| (*option).to_owned()));
    let mut names = Vec::new();
    for &(name, value) in pairs {
        match (name, value) {
            ("q" | "query" | "report", _) => names.push(value.to_owned()),
            (_, "false") => {}
            (_, "true" | "") => line.push(format!("--{name}")),
            _ => line.push(format!("--{name}={value}")),
        }
    }
    line.push("--".to_owned());
    line.extend(names);
    line.push("corpus-sample".to_owned());
    env.run(&line.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Ending of an address, what asks for the form on the command line, and the file that it writes, if it does.
const FORMS: [(&str, &[&str], Option<&str>); 7] = [
    ("", &["--json"], None),
    (".jsonl", &["--jsonl"], None),
    (".csv", &["--csv"], None),
    (".xlsx", &["--xlsx=out.xlsx"], Some("out.xlsx")),
    (".md", &["--markdown"], None),
    (".docx", &["--docx=out.docx"], Some("out.docx")),
    (".txt", &[], None),
];

fn form(ending: &str) -> (&'static [&'static str], Option<&'static str>) {
    let (_, option, file) = FORMS.into_iter().find(|(of, ..)| *of == ending).expect("a form");
    (option, file)
}

/// What is in a package, but for when it was made.
fn package(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a part");
        let mut part = Vec::new();
        file.read_to_end(&mut part).expect("its bytes");
        parts.push((file.name().expect("a name").into_owned(), part));
    }
    parts.retain(|(name, _)| name != "docProps/core.xml");
    parts
}

/// Fails unless the API answers as the command line does: with the same bytes, or refuses as it does. Whether it answered.
#[track_caller]
fn same(server: &Server, command: &str, ending: &str, pairs: &[(&str, &str)]) -> bool {
    let of_command = if command == "show" { "report" } else { command };
    let asked = address(&format!("/api/{of_command}{ending}"), pairs);
    let answer = server.get(&asked);
    let (option, file) = form(ending);
    let line = run(server.env(), command, pairs, option);
    if line.code == 2 {
        assert_eq!(answer.status / 100, 4, "{asked}: {}\n{}", answer.text(), line.stderr);
        assert_error(&answer, &asked);
        return false;
    }
    assert_eq!(answer.status, 200, "{asked}: {}\n{}", String::from_utf8_lossy(&answer.body), line.stderr);
    match file {
        Some(file) => {
            let written = std::fs::read(server.env().path().join(file)).expect("a file");
            assert!(package(&answer.body) == package(&written), "{asked}");
        }
        None => assert_eq!(untimed(&answer.text()), untimed(&line.stdout), "{asked}"),
    }
    true
}

/// Fails unless an answer is an error of the one shape.
#[track_caller]
pub(super) fn assert_error(answer: &Answer, asked: &str) {
    let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let said = json.pointer("/error/message").and_then(Value::as_str).unwrap_or_default();
    let kind = json.pointer("/error/kind").and_then(Value::as_str).unwrap_or_default();
    assert!(!said.is_empty() && !kind.is_empty(), "{asked}: {}", String::from_utf8_lossy(&answer.body));
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"), "{asked}");
}

#[test]
fn the_bytes_are_those_of_the_command_line() {
    let server = Server::of_sample();
    let q = ("q", "党建");
    for (command, ending, pairs) in [
        ("search", "", &[q][..]),
        ("search", "", &[("q", "两个维护 四个意识"), ("year", "2020..2023"), ("limit", "2"), ("offset", "1")]),
        ("search", "", &[("q", "党建"), ("作者", "林国栋"), ("within", "report"), ("explain", "true")]),
        ("search", "", &[("q", "脱贫"), ("expand", "true"), ("group", "section"), ("passages", "1")]),
        ("search", "", &[("q", "\"党建"), ("sort", "year")]),
        ("search", "", &[("q", "没有这样的话")]),
        ("search", "", &[("q", "[0-9]+个村"), ("regex", "true"), ("full", "true")]),
        ("search", ".jsonl", &[q]),
        ("search", ".jsonl", &[q, ("kwic", "8"), ("kwic-sort", "left")]),
        ("search", ".csv", &[q, ("year", "2020,2021")]),
        ("search", ".csv", &[q, ("files-without-match", "")]),
        ("search", ".csv", &[q, ("count", "true"), ("sort", "year")]),
        ("search", ".csv", &[q, ("kwic", "")]),
        ("search", ".xlsx", &[q]),
        ("search", ".xlsx", &[q, ("kwic", "5"), ("kwic-sort", "right")]),
        ("search", ".md", &[q, ("limit", "3")]),
        ("search", ".docx", &[q]),
        ("search", ".docx", &[q, ("docx-by", "author")]),
        ("search", ".txt", &[q, ("files-with-matches", "")]),
        ("search", ".txt", &[q, ("without", "true"), ("limit", "2")]),
        ("search", ".txt", &[q, ("count", "true"), ("sort", "year")]),
        ("list", "", &[("author", "林国栋")]),
        ("list", "", &[("section", "廉洁自律"), ("text", "true")]),
        ("list", "", &[("author", "没有此人")]),
        ("list", ".csv", &[("year", "2021"), ("text", "true")]),
        ("list", ".xlsx", &[("without-section", "廉洁自律")]),
        ("list", ".txt", &[("paths", "true"), ("without-part", "存在不足")]),
        ("facets", "", &[]),
        ("facets", "", &[q, ("by", "year,role"), ("sort", "oldest")]),
        ("facets", "", &[q, ("by", "org"), ("by", "year"), ("cross", "true"), ("without", "true")]),
        ("facets", ".csv", &[q, ("limit", "3")]),
        ("facets", ".csv", &[("by", "year,role"), ("cross", "true")]),
        ("facets", ".xlsx", &[q, ("by", "topic")]),
        ("status", ".csv", &[]),
        ("status", ".xlsx", &[]),
        ("show", "", &[("report", "述职")]),
        ("show", "", &[("report", "2021"), ("folder", "corpus-sample")]),
    ] {
        if pairs.iter().any(|(name, _)| *name == "folder") {
            continue;
        }
        same(&server, command, ending, pairs);
    }
}

#[test]
fn a_report_and_what_was_cited_are_shown() {
    let server = Server::of_sample();
    let hits = server.get("/api/search?q=%E5%85%9A%E5%BB%BA&limit=1&passages=1").text();
    let hits: Value = serde_json::from_str(&hits).expect("JSON");
    let (path, citation) = (&hits["hits"][0]["path"], &hits["hits"][0]["citation"]);
    for name in [path, citation] {
        assert!(same(&server, "show", "", &[("report", name.as_str().expect("a text"))]), "{name}");
    }
    let answer = server.get(&address("/api/report", &[("report", citation.as_str().expect("a text"))]));
    assert!(answer.header("etag").is_none() && notes(&answer).contains("as cited"), "{}", notes(&answer));
    // The file changes: no state of the index tells.
    let file = server.env().path().join("corpus-sample").join(path.as_str().expect("a text"));
    std::fs::remove_file(file).expect("removed");
    let gone = server.get(&address("/api/report", &[("report", citation.as_str().expect("a text"))]));
    let gone: Value = serde_json::from_slice(&gone.body).expect("JSON");
    assert_eq!((&gone["state"], &gone["unchanged"]), (&"gone".into(), &false.into()));
}

#[test]
fn status_is_that_of_the_command_line() {
    let server = Server::of_sample();
    for pairs in [&[][..], &[("problems", "true")]] {
        let mut of_api: Value = serde_json::from_slice(&server.get(&address("/api/status", pairs)).body).expect("JSON");
        let mut of_line: Value =
            serde_json::from_str(&run(server.env(), "status", pairs, &["--json"]).stdout).expect("JSON");
        // The server's is a way from elsewhere.
        for json in [&mut of_api, &mut of_line] {
            // While it is refreshed, the index has more files for a moment.
            json["files"].as_array_mut().expect("files").retain(|file| file["reason"] != "index");
            json["on_disk"] = json["on_disk"]["read"].clone();
            json["index"] = json["index"].as_str().and_then(|path| path.rsplit('/').next()).into();
        }
        assert_eq!(of_api, of_line);
    }
    let folders: Value = serde_json::from_slice(&server.get("/api/folders").body).expect("JSON");
    let folder = &folders["folders"][0];
    assert_eq!((&folder["name"], &folder["folder"]), (&"corpus-sample".into(), &"corpus-sample".into()));
    assert!(folder["state"] == "ready" && folder["reports"].as_u64() > Some(20), "{folder}");
}

/// What the API says beside an answer.
fn notes(answer: &Answer) -> String {
    let notes = answer.header("baogao-note").unwrap_or("[]");
    serde_json::from_str::<Vec<String>>(notes).expect("an array of texts").join("\n")
}

/// What the command line says on standard error stands in headers.
#[test]
fn what_is_said_beside_an_answer_stands_in_its_head() {
    let server = Server::of_sample();
    for (ending, pairs) in [
        (".csv", &[("q", "党建")][..]),
        (".csv", &[("q", "党建"), ("limit", "1")]),
        (".md", &[("q", "党建"), ("author", "林国东")]),
        (".txt", &[("q", "党建"), ("without", "true")]),
        (".jsonl", &[("q", "没有这样的话")]),
    ] {
        let answer = server.get(&address(&format!("/api/search{ending}"), pairs));
        let said = notes(&answer);
        for line in run(server.env(), "search", pairs, form(ending).0).stderr.lines() {
            assert!(said.contains(line), "{pairs:?}: {line}\n{said}");
        }
        let total: Value = serde_json::from_str(answer.header("baogao-total").expect("a total")).expect("JSON");
        let searched: Value = serde_json::from_str(answer.header("baogao-searched").expect("a sum")).expect("JSON");
        assert!(total["passages"].is_u64() && searched["files"].as_u64() > Some(20), "{total} {searched}");
    }
    let zh = server.get(&address("/api/list.csv", &[("author", "没有此人"), ("lang", "zh")]));
    assert!(notes(&zh).contains("没有符合条件的报告") && zh.text().contains("路径"), "{}", notes(&zh));
    let named = server.get(&address("/api/search.csv", &[("q", "党建/\"../招商\"")]));
    let name = "attachment; filename=\"_______.csv\"; filename*=UTF-8''%E5%85%9A%E5%BB%BA_%E6%8B%9B%E5%95%86.csv";
    assert!(
        named
            .header("content-disposition")
            .is_some_and(|header| header.ends_with(name.rsplit("''").next().expect("a name")))
    );
}

/// What is longer than is kept in memory goes out while it is written, and is the same.
#[test]
fn long_answers_are_whole() {
    let line = |number: usize| format!("第{number}项工作：抓党建促发展，{}。\n", "认真落实各项任务".repeat(20));
    let mut env = TestEnv::new();
    for file in 0..40 {
        let text: String = (0..60).map(|number| line(file * 60 + number)).collect();
        env = env.file(&format!("corpus-sample/{file}.txt"), format!("工作报告\n\n{text}"));
    }
    env.run(&["index", "corpus-sample"]);
    let server = Server::start(env, &["corpus-sample"]);
    for (command, ending, pairs) in [
        ("search", ".csv", &[("q", "党建")][..]),
        ("search", ".jsonl", &[("q", "党建")]),
        ("search", ".md", &[("q", "党建")]),
        ("search", ".xlsx", &[("q", "党建")]),
        ("search", ".docx", &[("q", "党建")]),
        ("search", "", &[("q", "党建"), ("full", "true")]),
        ("list", "", &[("text", "true")]),
    ] {
        assert!(same(&server, command, ending, pairs));
        let answer = server.get(&address(&format!("/api/{command}{ending}"), pairs));
        assert!(answer.body.len() > 64 << 10 || ending.ends_with('x'), "{}", answer.body.len());
        assert!(answer.header("baogao-searched").is_some_and(|searched| searched.contains("\"files\":40")));
    }
    let part = server.get(&address("/api/search.csv", &[("q", "党建"), ("limit", "30")]));
    assert!(notes(&part).contains("a part of: 2400 passages"), "{}", notes(&part));
    // Who reads only its beginning harms nobody.
    drop(server.connect());
    let mut stream = server.connect();
    std::io::Write::write_all(&mut stream, b"GET /api/search.csv?q=%E5%85%9A HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .expect("a request");
    let mut some = [0; 100];
    stream.read_exact(&mut some).expect("a beginning");
    drop(stream);
    assert!(server.get("/api/folders").status == 200);
}

#[test]
fn many_queries_are_answered_at_once() {
    let server = Server::of_sample();
    let queries = "# 提法\n甲\t党建\n两个维护\n招商 引资\n";
    server.env().write("queries.txt", queries);
    for (pairs, ending, option) in [
        (&[("by", "year")][..], "", "--json"),
        (&[("by", "year,role")], "", "--json"),
        (&[("by", "org")], ".csv", "--csv"),
    ] {
        let answer = server.post_text(&address(&format!("/api/facets{ending}"), pairs), queries);
        let by = format!("--by={}", pairs[0].1);
        let line = server.env().run(&["facets", "-f", "queries.txt", "corpus-sample", &by, option]);
        assert_eq!((answer.status, answer.text()), (200, line.stdout), "{}", line.stderr);
    }
    let lines = "1\t党建\n\n两个维护\nx\t(党建\n";
    server.env().write("lines.txt", lines);
    let answer = server.post_text("/api/search?limit=2&year=2020..", lines);
    let line = server.env().run(&["search", "--batch", "lines.txt", "corpus-sample", "--limit=2", "--year=2020.."]);
    assert_eq!((answer.status, untimed(&answer.text())), (200, untimed(&line.stdout)), "{}", line.stderr);
    assert!(notes(&answer).contains("a query could not be understood"), "{}", notes(&answer));
    // What it can't be.
    let many = "党建\n".repeat(1_001);
    for (address, body, said) in [
        ("/api/search?q=a", "党建", "body of a request"),
        ("/api/facets?q=a", "党建", "body of a request"),
        ("/api/facets", "党建\n(", "request body:2:"),
        ("/api/facets", "# nothing\n", "no query"),
        ("/api/search", many.as_str(), "at most 1000 queries"),
        ("/api/facets.csv?by=year,role", "党建", "one field"),
        ("/api/search?kwic=3", "党建", "--kwic"),
    ] {
        let answer = server.post_text(address, body);
        assert_eq!(answer.status, 400, "{address}: {}", answer.text());
        assert!(answer.text().contains(said), "{address}: {}", answer.text());
    }
    // What is too long is refused before it is sent.
    let long = [("sec-fetch-site", "same-origin"), ("content-type", "text/plain"), ("content-length", "1200000")];
    assert_eq!(server.ask("POST", "/api/search", &long, "").status, 413);
    // A page of another server may not even ask.
    let headers = [("sec-fetch-site", "cross-site"), ("content-type", "text/plain")];
    assert_eq!(server.ask("POST", "/api/search", &headers, "党建").status, 403);
    assert_eq!(server.post_text("/api/list", "党建").status, 405);
}

#[test]
fn what_is_wrong_is_said_in_one_shape() {
    let server = Server::of_sample();
    for (address, status, kind, said) in [
        ("/api/nothing", 404, "missing", "nothing at this address"),
        ("/api/", 404, "missing", "nothing at this address"),
        ("/api/search", 400, "wrong", "<QUERY>"),
        ("/api/search?q=", 400, "wrong", ""),
        ("/api/search?q=a&colour=red", 400, "wrong", "no parameter \"colour\""),
        ("/api/search?q=a&index=/tmp", 400, "wrong", "no parameter \"index\""),
        ("/api/search?q=a&strict=1", 400, "wrong", "no parameter \"strict\""),
        ("/api/search?q=a&csv=true", 400, "wrong", "/api/search.csv"),
        ("/api/search.csv?q=a&json=true", 400, "wrong", "\"json\" is said by the address: /api/search"),
        ("/api/search?q=a&docx=x", 400, "wrong", "/api/search.docx"),
        ("/api/facets?markdown=1", 400, "wrong", "no parameter \"markdown\""),
        ("/api/search.docx?q=a&kwic=3", 400, "wrong", "--kwic"),
        ("/api/search?q=a&files-without-match=1", 400, "wrong", "--files-without-match"),
        ("/api/search.txt?q=a", 400, "wrong", "files-without-match"),
        ("/api/list.txt", 400, "wrong", "paths"),
        ("/api/list?no-ocr-text=true", 400, "wrong", "--no-ocr-text"),
        ("/api/search?q=a&author=@/etc/passwd", 400, "wrong", "author"),
        ("/api/search?q=a&folder=other", 404, "missing", "other"),
        ("/api/search?q=(a", 400, "wrong", ""),
        ("/api/report?report=no-such", 404, "missing", "no-such"),
        ("/api/report", 400, "wrong", "<REPORT>"),
        ("/api/facets?by=colour", 400, "wrong", "colour"),
        ("/api/facets?without=true", 400, "wrong", ""),
        ("/api/facets.csv?q=a&by=year,role,org&cross=1", 400, "wrong", "--cross"),
        ("/api/status?since=x", 400, "wrong", "no parameter \"since\""),
        ("/api/folders?x=1", 400, "wrong", "no parameter \"x\""),
        ("/api/openapi.json?x=1", 400, "wrong", "no parameter \"x\""),
    ] {
        let answer = server.get(address);
        assert_error(&answer, address);
        let json: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert_eq!((answer.status, &json["error"]["kind"]), (status, &kind.into()), "{address}: {json}");
        assert!(json["error"]["message"].as_str().is_some_and(|message| message.contains(said)), "{address}: {json}");
        assert_eq!(server.ask("HEAD", address, &[], "").status, status, "{address}");
    }
    let with_body = server.ask("GET", "/api/search?q=a", &[], "党建");
    assert_eq!(with_body.status, 400);
    assert_error(&with_body, "a body");
    let put = server.ask("PUT", "/api/search?q=a", &[], "");
    assert_eq!((put.status, put.header("allow")), (405, Some("GET,HEAD,POST")));
    assert_error(&put, "another method");
    let zh = server.get("/api/search?q=a&colour=red&lang=zh");
    assert!(zh.text().contains("没有“colour”这个参数"), "{}", zh.text());
}

/// An answer is the same as long as the folder is: who has it is told so. It is asked for anew when anything changed.
#[test]
fn what_is_known_is_not_sent_again() {
    let server = Server::of_sample();
    for address in ["/api/search?q=%E5%85%9A%E5%BB%BA", "/api/list.csv", "/api/facets"] {
        let answer = server.get(address);
        let tag = answer.header("etag").expect("a name").to_owned();
        let ask = |tag: &str| server.ask("GET", address, &[("if-none-match", tag)], "");
        for tag in [tag.as_str(), tag.trim_start_matches("W/"), &format!("\"x\", {tag}")] {
            let again = ask(tag);
            assert_eq!((again.status, again.body.len(), again.header("etag").is_some()), (304, 0, true), "{address}");
        }
        assert_eq!(ask("\"x\"").status, 200);
        assert_ne!(
            server.get(&format!("{address}{}lang=zh", if address.contains('?') { "&" } else { "?" })).header("etag"),
            Some(tag.as_str())
        );
        let head = server.ask("HEAD", address, &[], "");
        assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, Some(tag.as_str())));
    }
    // Other names may change without the folder.
    assert_eq!(server.get("/api/search?q=%E5%85%9A%E5%BB%BA&expand=1").header("etag"), None);
}

/// Where other machines can ask, they are told nothing of this one's places.
#[test]
fn others_are_told_no_places() {
    let env = TestEnv::indexed_sample();
    let at = env.path().join("corpus-sample").display().to_string();
    let server = Server::start(env, &["--host", "0.0.0.0", &at]);
    let token = server.address.split_once("token=").expect("a token").1.to_owned();
    let cookie = format!("baogao-{}={token}", server.port);
    let home = server.env().path().display().to_string();
    for address in [
        "/api/status",
        "/api/folders",
        "/api/search.txt?q=%E5%85%9A&count=1",
        "/api/list.txt?paths=1",
        "/api/search?q=%E5%85%9A",
    ] {
        let answer = server.ask("GET", address, &[("cookie", &cookie)], "");
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.text().contains(&home), "{address}: {}", answer.text());
    }
    let index = server.env().path().join("corpus-sample/.baogao/index");
    for _ in 0..100 {
        // Again and again: what is compared with its folder at this moment may write it once more.
        let _ = std::fs::remove_dir_all(&index);
        let answer = server.ask("GET", "/api/search?q=%E5%85%9A", &[("cookie", &cookie)], "");
        assert!(!answer.text().contains(&home), "{}", answer.text());
        if answer.status == 503 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("it answers without an index");
}

/// Each parameter with each form: what the description names is answered as the command line does, what it does not is refused.
#[test]
fn each_parameter_with_each_form() {
    let server = Server::of_sample();
    let api: Value = serde_json::from_slice(&server.get("/api/openapi.json").body).expect("JSON");
    for (command, always) in [("search", &[("q", "党建")][..]), ("list", &[]), ("facets", &[("q", "党建")])] {
        let of =
            |ending: &str| api["paths"][format!("/api/{command}{ending}")]["get"]["parameters"].as_array().cloned();
        let endings: Vec<&str> =
            FORMS.iter().map(|(ending, ..)| *ending).filter(|ending| of(ending).is_some()).collect();
        let mut all: Vec<Value> = Vec::new();
        for parameter in endings.iter().flat_map(|ending| of(ending).expect("parameters")) {
            if !all.iter().any(|known| known["name"] == parameter["name"]) {
                all.push(parameter);
            }
        }
        assert!(all.len() > 15, "{}", all.len());
        let help = server.env().run(&[command, "--help"]).stdout;
        let filters = help.split("Filters").nth(1).expect("filters");
        for parameter in &all {
            let name = parameter["name"].as_str().expect("a name");
            if ["q", "folder", "lang"].contains(&name) {
                continue;
            }
            // Filters are the same in all forms.
            let is_filter = filters.contains(&format!("--{name} "));
            for ending in endings.iter().filter(|ending| !is_filter || ["", ".txt"].contains(*ending)) {
                let mut pairs = always.to_vec();
                pairs.push((name, value(parameter)));
                match name {
                    "kwic-sort" => pairs.push(("kwic", "4")),
                    "cross" => pairs.push(("by", "year,role")),
                    _ => {}
                }
                if *ending == ".txt" && !["files-with-matches", "files-without-match", "count", "paths"].contains(&name)
                {
                    pairs.push((if command == "list" { "paths" } else { "count" }, "true"));
                }
                let is_named = of(ending).expect("parameters").iter().any(|of_form| of_form["name"] == name);
                let is_answered = same(&server, command, ending, &pairs);
                assert!(is_named || !is_answered, "/api/{command}{ending} is not said to take {name}");
                assert!(
                    is_answered || !is_named || ["no-boilerplate", "no-ocr-text"].contains(&name),
                    "/api/{command}{ending} is said to take {name}"
                );
            }
        }
    }
}

/// A value that a parameter may have.
fn value(parameter: &Value) -> &str {
    let schema =
        if parameter["schema"]["type"] == "array" { &parameter["schema"]["items"] } else { &parameter["schema"] };
    match (schema["type"].as_str(), parameter["name"].as_str()) {
        (Some("boolean"), _) => "true",
        (Some("integer"), _) => "2",
        (_, Some("year")) => "2021",
        (_, Some("format")) => "text",
        _ => schema["enum"].as_array().and_then(|values| values.last()?.as_str()).unwrap_or("林国栋"),
    }
}
