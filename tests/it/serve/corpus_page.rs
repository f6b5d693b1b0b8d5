//! The folder as a whole: what is indexed, and what became of every file.

use super::page::{between, decoded, page, text};
use super::server::Server;
use crate::harness::TestEnv;

#[test]
fn every_file_that_was_not_read_is_named() {
    let server = Server::of_sample();
    let status = server.env().run(&["status", "corpus-sample", "--json"]).stdout;
    let status: serde_json::Value = serde_json::from_str(&status).expect("JSON");
    let html = page(&server, "/problems", &[("kind", "unread"), ("lang", "en")]);
    let unread = status["unreadable"].as_array().expect("files");
    assert!(!unread.is_empty());
    assert_eq!(html.matches("<td class=\"path\">").count(), unread.len(), "{html}");
    for file in unread {
        let path = file["path"].as_str().expect("a path");
        assert!(html.contains(path), "{path}");
    }
    let found = page(&server, "/problems", &[("find", "没有这个")]);
    assert_eq!(found.matches("<td class=\"path\">").count(), 0);
    let chinese = page(&server, "/problems", &[("lang", "zh")]);
    assert!(chinese.contains("无法读取") || chinese.contains("不能读取") || chinese.contains("没有读取"), "{chinese}");
}

#[test]
fn what_is_newer_twice_there_or_left_out_is_told() {
    let text = "述职报告\n\n一、党建\n\n抓党建工作。\n";
    let env = TestEnv::new().file("a.txt", text).file("b.txt", text).file("~$a.docx", "x").file("坏.docx", "不是文件");
    let server = Server::start(env, &["."]).ready();
    let kinds = |kind: &str| page(&server, "/problems", &[("kind", kind), ("lang", "en")]);
    assert!(kinds("copy").contains(">b.txt</a>"), "{}", kinds("copy"));
    assert!(kinds("left-out").contains("~$a.docx"));
}

#[test]
fn counts_lead_to_what_is_counted() {
    let server = Server::of_sample();
    let html = page(&server, "/corpus", &[("lang", "en")]);
    assert!(html.contains("searched 35 of 37 files"), "{html}");
    let links = |html: &str| -> Vec<String> { between(html, "href=\"", "\"").into_iter().map(decoded).collect() };
    let home = page(&server, "/", &[("lang", "en")]);
    let (links, of_home) = (links(&html), links(&home));
    assert!(links.iter().any(|link| link.contains("unknown=author")), "{links:?}");
    for link in links.into_iter().chain(of_home).filter(|link| link.starts_with('/') && !link.starts_with("/assets")) {
        let answer = server.get(link.split('#').next().unwrap_or_default());
        assert_eq!(answer.status, 200, "{link}");
    }
    for (page, lang) in
        [("/", "zh"), ("/search?q=%E5%85%9A%E5%BB%BA", "en"), ("/corpus", "zh"), ("/help", "en"), ("/help", "zh")]
    {
        let seen = server.get(&format!("{page}{}lang={lang}", if page.contains('?') { "&" } else { "?" })).text();
        let seen = text(between(&seen, "<main", "</main>")[0]);
        // A page has links and fields where the command line has commands and options.
        assert!(!seen.contains("baogao status") && !seen.contains(" --"), "{page}: {seen}");
    }
    let chinese = page(&server, "/", &[("lang", "zh")]);
    assert!(text(&chinese).contains("作者:"), "{chinese}");
}

#[test]
fn a_page_that_is_still_the_same_is_not_sent_again() {
    let server = Server::of_sample();
    for path in [
        "/",
        "/browse?by=year",
        "/read?text=false",
        "/report?report=2021/%E6%9E%97%E5%9B%BD%E6%A0%8B_%E8%BF%B0%E8%81%8C%E6%8A%A5%E5%91%8A_2021.txt",
    ] {
        assert!(server.again(path).body.is_empty(), "{path}");
    }
}

#[test]
fn what_has_changed_since_an_earlier_table_is_told_file_by_file() {
    let server = Server::of_sample();
    let then = server.get("/api/status.csv?lang=zh").body;
    let folder = server.env().path().join("corpus-sample");
    std::fs::remove_file(folder.join("2018/林国栋_述职报告_2018.txt")).expect("a file");
    std::fs::rename(folder.join("清河县/2019.md"), folder.join("清河县/改名.md")).expect("a file");
    std::fs::write(folder.join("新.txt"), "述职报告\n党建\n").expect("a file");
    server.until("/problems?kind=newer", |answer| !answer.text().contains("2018/林国栋"));
    let wanted = [("新.txt", "added"), ("2018/林国栋_述职报告_2018.txt", "removed"), ("清河县/改名.md", "moved")];
    let told = server.post_form("/api/status?lang=en", &[], &then).text();
    let told: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<_> = told.iter().map(|file| (file["path"].as_str(), file["change"].as_str())).collect();
    assert_eq!(told, wanted.map(|(path, change)| (Some(path), Some(change))));
    let table = server.post_form("/api/status.csv?lang=en", &[], &then).text();
    assert!(table.starts_with("\u{FEFF}path,change,before\n新.txt,added,\n"), "{table}");
    let html = server.post_form("/since?lang=en", &[], &then).text();
    for (path, _) in wanted {
        assert!(html.contains(path), "{path}: {html}");
    }
    assert!(html.contains("moved or renamed</td><td class=\"path\">清河县/2019.md"), "{html}");
    assert!(html.contains("--since=files.csv") && html.contains("POST /api/status"), "{html}");
    for (file, said) in [(&b"a,b\n1,2\n"[..], "is not what baogao status"), (b"", "no file was chosen")] {
        let wrong = server.post_form("/since?lang=en", &[], file);
        assert!(wrong.status == 200 && wrong.text().contains(said), "{}", wrong.text());
    }
}
