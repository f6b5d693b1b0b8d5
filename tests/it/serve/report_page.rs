//! A report's page: opened at its hits, with what is known of it, to be corrected; its versions, compared.

use super::page::{address, between, page, text};
use super::server::Server;
use crate::harness::TestEnv;

/// The texts of the marked passages of a report's page: each with what is marked in it.
fn lit(html: &str) -> Vec<Vec<String>> {
    let passages = between(html, "<div class=\"para lit", "</div>");
    let marks = |passage: &&str| {
        between(passage, "<mark", "</mark>").iter().map(|mark| text(&format!("<mark{mark}"))).collect()
    };
    passages.iter().map(marks).collect()
}

#[test]
fn what_is_lit_is_what_a_search_finds() {
    let server = Server::of_sample();
    let asked: [&[(&str, &str)]; 8] = [
        &[("q", "党建")],
        &[("q", "两个维护 OR 四个意识")],
        &[("q", "党建 工作"), ("within", "section")],
        &[("q", "[0-9]+个"), ("regex", "true")],
        &[("q", "“四个意识”"), ("literal", "true")],
        &[("q", "抓党建促乡村振兴"), ("loose", "true")],
        &[("q", "党风廉政建设"), ("expand", "true")],
        &[("q", "工作 -党建"), ("part", "存在不足")],
    ];
    let mut hits_in_all = 0;
    for pairs in asked {
        let options = pairs[1..].iter().map(|(name, value)| format!("--{name}={value}").replace("=true", ""));
        let arguments: Vec<String> = ["search", "corpus-sample", "--jsonl"]
            .map(str::to_owned)
            .into_iter()
            .chain(options)
            .chain(["--".to_owned(), pairs[0].1.to_owned()])
            .collect();
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        arguments.remove(1);
        arguments.push("corpus-sample");
        let run = server.env().run(&arguments);
        let hits: Vec<serde_json::Value> =
            run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(!hits.is_empty(), "{pairs:?}: {}", run.stderr);
        let mut paths: Vec<&str> = hits.iter().filter_map(|hit| hit["path"].as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            let mut of_report: Vec<&serde_json::Value> =
                hits.iter().filter(|hit| hit["path"] == path && hit["passage"] != 0).collect();
            of_report.sort_by_key(|hit| hit["passage"].as_u64());
            let wanted: Vec<Vec<String>> = of_report
                .iter()
                .map(|hit| {
                    let chars: Vec<char> = hit["text"].as_str().expect("a text").chars().collect();
                    let range = |range: &serde_json::Value| {
                        let at = |end: usize| range[end].as_u64().expect("a place") as usize;
                        chars[at(0)..at(1)].iter().collect::<String>()
                    };
                    hit["highlights"].as_array().expect("highlights").iter().map(range).collect()
                })
                .collect();
            let with_report = [pairs, &[("report", path), ("hit", "1")]].concat();
            let html = page(&server, "/report", &with_report);
            assert_eq!(lit(&html), wanted, "{pairs:?} in {path}");
            hits_in_all += wanted.len();
        }
    }
    assert!(hits_in_all > 40, "{hits_in_all}");
}

/// A report of so many paragraphs, each third with 党建.
fn long(paragraphs: usize) -> String {
    let line = |n: usize| {
        if n.is_multiple_of(3) { format!("第{n}项抓好党建。") } else { format!("第{n}项其他工作。") }
    };
    format!("工作报告\n\n{}\n", (1..=paragraphs).map(line).collect::<Vec<_>>().join("\n\n"))
}

#[test]
fn hits_are_numbered_and_gone_to_one_by_one() {
    let env = TestEnv::new().file("长报告.txt", long(21));
    let server = Server::start(env, &["."]).ready();
    let at =
        |hit: &str| page(&server, "/report", &[("report", "长报告.txt"), ("q", "党建"), ("hit", hit), ("lang", "en")]);
    for (hit, said, is_first, is_last) in [
        ("1", "hit 1 of 7", true, false),
        ("3", "hit 3 of 7", false, false),
        ("7", "hit 7 of 7", false, true),
        ("99", "hit 7 of 7", false, true),
    ] {
        let html = at(hit);
        assert!(html.contains(said), "{hit}: {html}");
        assert_eq!(html.contains("rel=\"prev\""), !is_first, "{hit}");
        assert_eq!(html.contains("rel=\"next\""), !is_last, "{hit}");
        let number = said.split(' ').nth(1).expect("a number");
        let number: usize = number.parse().expect("digits");
        assert_eq!(html.matches("id=\"here\"").count(), 1, "one is gone to: {html}");
        let opened = between(&html, "<div class=\"para lit", "</div>")[number - 1];
        assert!(opened.contains("<mark id=\"here\" tabindex=\"-1\">党建</mark>"), "{hit}: {opened}");
    }
    assert!(at("3").contains("hit=4#here") && at("3").contains("hit=2#here"));
    // An address that names no place leads to the first hit.
    let led = server.get(&address("/report", &[("report", "长报告.txt"), ("q", "党建")]));
    let location = led.header("location").unwrap_or_default();
    assert!(led.status == 303 && location.ends_with("&hit=1#here"), "{location}");
    // A passage that is a hit is known by its number; one between has the next after it.
    let of_passage = |passage: &str| {
        page(&server, "/report", &[("report", "长报告.txt"), ("q", "党建"), ("passage", passage), ("lang", "en")])
    };
    let hits: Vec<String> = between(&at("2"), "<div class=\"para lit", "data-citation")
        .iter()
        .map(|part| part.split_once("id=\"p").and_then(|(_, id)| id.split_once('"')).expect("an id").0.to_owned())
        .collect();
    assert!(of_passage(&hits[1]).contains("hit 2 of 7"));
    let between_hits = (hits[1].parse::<u32>().expect("a number") + 1).to_string();
    let html = of_passage(&between_hits);
    assert!(html.contains("7 hits") && html.contains("hit=3#here") && html.contains("hit=2#here"), "{html}");
    // Without a query there are none, and with one that finds nothing it says so.
    assert!(!page(&server, "/report", &[("report", "长报告.txt")]).contains("hit-ways"));
    let none = page(&server, "/report", &[("report", "长报告.txt"), ("q", "招商"), ("lang", "en")]);
    assert!(none.contains("no hit in this report"));
}

#[test]
fn a_very_long_report_is_shown_in_parts() {
    let env = TestEnv::new().file("很长.txt", long(2_600));
    let server = Server::start(env, &["."]).ready();
    let first = page(&server, "/report", &[("report", "很长.txt"), ("lang", "en")]);
    assert!(first.contains("passages 1 to 1000 of 26"), "says what is shown");
    assert_eq!(between(&first, "<div class=\"para", "data-citation").len(), 1_000);
    let hit = page(&server, "/report", &[("report", "很长.txt"), ("q", "党建"), ("hit", "500"), ("lang", "en")]);
    assert!(hit.contains("hit 500 of 866") && hit.contains("<mark id=\"here\""), "the part that holds the hit");
    let last = page(&server, "/report", &[("report", "很长.txt"), ("passage", "2600")]);
    assert!(last.contains("id=\"p2600\"") && !last.contains("id=\"p1000\""));
}

#[test]
fn what_a_report_holds_is_text() {
    let hostile = "<script>alert(1)</script>\n\n一、\"onx=1 </title> {{7*7}} \u{202E}工作\n\n抓党建<b>\u{0}述职</b>\n";
    let paths = ["<script>alert(1)</script>.txt", "b/\"onx=.txt", "\u{202E}c/\u{202E}txt.exe.txt"];
    let env = paths.iter().fold(TestEnv::new(), |env, path| env.file(path, hostile));
    let server = Server::start(env, &["."]).ready();
    for path in paths {
        for (at, pairs) in [
            ("/report", vec![("report", path), ("q", "党建"), ("hit", "1")]),
            ("/correct", vec![("report", path)]),
            ("/compare", vec![("a", path), ("b", path)]),
            ("/read", vec![]),
            ("/browse", vec![("find", "<script>\"onx=")]),
            ("/problems", vec![("find", "<script>\"onx=")]),
            ("/corpus", vec![]),
            ("/", vec![]),
        ] {
            let answer = server.get(&address(at, &pairs));
            let html = answer.text();
            assert_eq!(answer.status, 200, "{at}: {html}");
            assert!(!html.contains("<script>") && !html.contains("\"onx=") && !html.contains("<b>"), "{at}: {html}");
            // Where a path is to be copied, it is as it is, within an element that keeps what it does to itself.
            let seen = between(&html, "<main", "</main>").join("");
            assert!(!text(&seen).contains(['\u{202E}', '\u{0}']), "{at} turns or ends the text");
            let title = between(&html, "<title>", "</title>").join("");
            assert!(!title.contains('\u{202E}'), "{at} turns its title");
        }
    }
}

#[test]
fn one_of_several_in_a_file_and_what_is_gone() {
    let one = |name: &str, done: &str| {
        format!(
            "述职报告\n办公室主任 {name}\n各位领导：\n现将履职情况报告如下。\n一、工作情况\n抓党建，{done}。\n二、存在不足\n\
             学习不够。\n谢谢大家！\n"
        )
    };
    let several = ["林国栋", "王建军", "赵文静"].map(|name| one(name, &format!("{name}抓窗口"))).concat();
    let server = Server::start(TestEnv::new().file("汇编.txt", several), &["."]).ready();
    let several = page(&server, "/report", &[("report", "汇编.txt#2")]);
    assert!(several.contains("王建军抓窗口"), "{several}");
    let first = page(&server, "/report", &[("report", "汇编.txt#1")]);
    assert_ne!(between(&several, "<div class=\"text\"", "</div>"), between(&first, "<div class=\"text\"", "</div>"));
    for gone in ["没有.txt", "汇编.tx", "../a/汇编.txt", "汇编.txt#9"] {
        let answer = server.get(&address("/report", &[("report", gone), ("lang", "en")]));
        assert_eq!(answer.status, 404, "{gone}");
        assert!(answer.text().contains("no report"), "{gone}: {}", answer.text());
    }
}

#[test]
fn what_was_cited_says_how_it_stands() {
    let text = |second: &str| format!("述职报告\n\n一、工作\n\n抓党建工作。\n\n{second}\n");
    let env = TestEnv::new().file("a.txt", text("抓招商。"));
    assert_eq!(env.run(&["index", "."]).code, 0);
    let found = env.run(&["search", "党建", ".", "--jsonl"]).stdout;
    let hit: serde_json::Value = serde_json::from_str(found.lines().next().expect("a hit")).expect("JSON");
    let citation = hit["citation"].as_str().expect("a citation").to_owned();
    let server = Server::start(env, &["."]).ready();
    let at = |citation: &str| {
        let answer = server.get(&address("/report", &[("report", citation), ("lang", "en")]));
        // It leads to the passage, where that is still there.
        let to = answer.header("location").map(str::to_owned);
        let answer = to.map_or(answer, |to| server.get(to.strip_suffix("#here").expect("a place")));
        (answer.status, answer.text())
    };
    let (status, html) = at(&citation);
    assert!(status == 200 && html.contains("role=\"status\"") && html.contains("id=\"here\""), "{html}");
    let as_cited = between(&html, "role=\"status\"><p>", "</p>")[0].to_owned();
    server.env().write("a.txt", text("抓招商引资。"));
    let changed = between(&at(&citation).1, "role=\"status\"><p>", "</p>")[0].to_owned();
    assert_ne!(as_cited, changed, "the file has changed since");
    std::fs::remove_file(server.env().path().join("a.txt")).expect("it is there");
    let (_, gone) = at(&citation);
    assert!(gone.contains("role=\"status\"") && !gone.contains(&changed), "{gone}");
    assert_eq!(at("a.txt#1:0-1@0123").0, 404, "no citation");
}

#[test]
fn a_correction_is_written_and_counted() {
    let env = TestEnv::new()
        .file("2020/总结.txt", "工作总结\n\n一、党建\n\n抓党建工作。\n")
        .file("2020/其他.txt", "工作总结\n\n一、党建\n\n抓党建工作，抓招商。\n");
    let server = Server::start(env, &["."]).ready();
    let authors = || page(&server, "/browse", &[("by", "author"), ("lang", "en")]);
    assert!(!authors().contains("李亚平"));
    let form = page(&server, "/report", &[("report", "2020/总结.txt")]);
    assert!(form.contains("action=\"/correct\"") && form.contains("name=\"author\" value=\"\""), "{form}");
    let pairs = |values: &[(&str, &str)]| {
        let whole = address("", &[&[("report", "2020/总结.txt")], values].concat());
        whole.trim_start_matches('?').to_owned()
    };
    let same = server.post(
        "/correct?lang=en",
        &pairs(&[("author", ""), ("was-author", ""), ("year", "2020"), ("was-year", "2020")]),
    );
    assert!(same.status == 200 && same.text().contains("nothing was changed"), "{}", same.text());
    assert!(!server.env().path().join("metadata.csv").exists(), "what is not changed is not written");
    let done = server.post(
        "/correct?lang=en",
        &pairs(&[("author", "李亚平"), ("was-author", ""), ("year", "2019"), ("was-year", "2020")]),
    );
    let html = done.text();
    assert!(
        done.status == 200
            && html.contains("<ins>李亚平</ins>")
            && html.contains("<del>2020</del>")
            && html.contains("<ins>2019</ins>"),
        "{html}"
    );
    assert!(authors().contains("李亚平"));
    assert!(page(&server, "/browse", &[("by", "year")]).contains(">2019</a>"));
    let known = page(&server, "/report", &[("report", "2020/总结.txt"), ("lang", "en")]);
    assert!(known.contains("name=\"author\" value=\"李亚平\""), "{known}");
    // What makes no sense is told in the form, and nothing is written.
    let before = std::fs::read(server.env().path().join("metadata.csv")).expect("it was written");
    let wrong = server.post("/correct?lang=en", &pairs(&[("year", "去年"), ("was-year", "2019")]));
    assert!(
        wrong.status == 400 && wrong.text().contains("role=\"alert\"") && wrong.text().contains("value=\"去年\""),
        "{}",
        wrong.text()
    );
    assert_eq!(std::fs::read(server.env().path().join("metadata.csv")).expect("it is there"), before);
    // As it is read, from now on; and not known, whatever it says.
    let read = server.post(
        "/correct",
        &pairs(&[("year", ""), ("was-year", "2019"), ("author", "unknown"), ("was-author", "李亚平")]),
    );
    assert!(read.text().contains("<ins>2020</ins>"), "{}", read.text());
    assert!(!authors().contains("李亚平"));
    // Only pages of this server may, and only of what is indexed.
    let foreign = [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(server.ask("POST", "/correct", &foreign, &pairs(&[("author", "甲某"), ("was-author", "")])).status, 403);
    let outside = address("", &[("report", "../x.txt"), ("author", "甲某"), ("was-author", "")]);
    assert_eq!(server.post("/correct", outside.trim_start_matches('?')).status, 404);
}

#[test]
fn versions_are_listed_and_compared() {
    let text = |cases: &str, end: &str| {
        format!(
            "述职报告\n\n一、工作回顾\n\n全年接待群众来访{cases}批次，办结率98%。\n\n二、存在不足\n\n学习不够深入。\n{end}"
        )
    };
    let env = TestEnv::new()
        .file("材料/述职报告v1.txt", text("120", ""))
        .file("材料/述职报告v2.txt", text("126", ""))
        .file("材料/述职报告（定稿）.txt", text("126", "\n三、下一步打算\n\n继续努力。\n"))
        .file("材料/述职报告（定稿） - 副本.txt", text("126", "\n三、下一步打算\n\n继续努力。\n"))
        .file("材料/工作计划.txt", "工作计划\n\n一、招商\n\n引进项目。\n");
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    for (name, later) in [
        ("述职报告v1.txt", 0),
        ("述职报告v2.txt", 60),
        ("述职报告（定稿）.txt", 120),
        ("述职报告（定稿） - 副本.txt", 120),
    ] {
        let file = std::fs::File::options().write(true).open(env.path().join("材料").join(name)).expect("a file");
        file.set_modified(old + std::time::Duration::from_secs(later)).expect("a time");
    }
    let server = Server::start(env, &["."]).ready();
    let html = page(&server, "/report", &[("report", "材料/述职报告（定稿）.txt"), ("lang", "en")]);
    assert!(html.contains("3 copies and other versions"), "{html}");
    let table = between(&html, "<details class=\"versions\"", "</details>")[0];
    let place = |path: &str| table.find(&format!(">{path}<")).unwrap_or_else(|| panic!("{path}: {table}"));
    assert!(place("材料/述职报告（定稿）.txt") < place("材料/述职报告v2.txt"), "the newest first: {table}");
    assert!(place("材料/述职报告v2.txt") < place("材料/述职报告v1.txt"));
    assert!(table.contains("copy: the same file") && !table.contains("工作计划"));
    let compared =
        page(&server, "/compare", &[("a", "材料/述职报告v1.txt"), ("b", "材料/述职报告（定稿）.txt"), ("lang", "en")]);
    assert!(compared.contains("1 changed, 2 new, 0 gone"), "{compared}");
    assert!(compared.contains("12<del>0</del>批次") && compared.contains("12<ins>6</ins>批次"), "{compared}");
    let same = page(&server, "/compare", &[("a", "材料/述职报告v2.txt"), ("b", "材料/述职报告v2.txt"), ("lang", "en")]);
    assert!(same.contains("the same:"));
    assert_eq!(server.get(&address("/compare", &[("a", "没有.txt"), ("b", "材料/述职报告v2.txt")])).status, 404);
    assert_eq!(server.get("/compare").status, 200, "asks which");
}

#[test]
fn citations_are_looked_at_together() {
    let server = Server::of_sample();
    let table = server.get(&address("/api/search.csv", &[("q", "容缺办理 OR 石材产业园")])).body;
    let file = server.env().path().join("corpus-sample/2019/韩立新_交通运输局工作总结_2019.doc");
    let count = |html: &str, said: &str| html.matches(&format!("<td>{said}</td>")).count();
    let before = server.post_form("/citations?lang=en", &[("citations", "")], &table).text();
    let all = count(&before, "as cited");
    assert!(all > 1 && all == before.matches("<td class=\"path\">").count(), "{before}");
    std::fs::remove_file(file).expect("a file");
    // What was found stands there, to be sent again.
    let citations =
        text(between(&before, "<textarea id=\"citations\"", "</textarea>")[0].split_once('>').expect("a text").1);
    let after = server.post_form("/citations?lang=en", &[("citations", &citations)], b"").text();
    assert_eq!(count(&after, "as cited"), all - 1, "{after}");
    assert!(after.contains("the file that was cited is gone") && after.contains("baogao show"), "{after}");
    assert!(server.post_form("/citations?lang=en", &[("citations", "党建")], b"").text().contains("no citation"));
    let many = format!("{}\n", citations.lines().next().expect("a citation")).repeat(501);
    assert_eq!(server.post_form("/citations", &[("citations", &many)], b"").status, 400);
}
