//! What there is without a query: values with their counts, and reading lists.

use super::page::{page, text};
use super::server::Server;

#[test]
fn values_are_those_that_are_counted() {
    let server = Server::of_sample();
    for by in ["author", "year", "org", "role", "format"] {
        let html = page(&server, "/browse", &[("by", by), ("lang", "en")]);
        let json = server.env().run(&["facets", "corpus-sample", "--by", by, "--json"]).stdout;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        for count in json["facets"][by].as_array().expect("values") {
            let value = count["value"].as_str().filter(|value| *value != "unknown").unwrap_or("unknown");
            let row = format!(">{value}</a></th><td class=\"num\">{}</td>", count["reports"]);
            assert!(html.contains(&row), "{by}: {row}: {html}");
        }
    }
    let found = page(&server, "/browse", &[("by", "author"), ("find", "林国"), ("lang", "en")]);
    assert!(found.contains("林国栋") && !found.contains("陈思远") && found.contains("1 value"), "{found}");
    let none = page(&server, "/browse", &[("by", "author"), ("find", "没有这人"), ("lang", "en")]);
    assert!(none.contains("Nothing is called so."));
}

#[test]
fn a_reading_list_is_the_list_with_its_texts() {
    let server = Server::of_sample();
    let pairs = [("author", "林国栋"), ("part", "存在不足")];
    let html = page(&server, "/read", &[&pairs[..], &[("lang", "en")]].concat());
    let lines = server
        .env()
        .run(&["list", "corpus-sample", "--author", "林国栋", "--part", "存在不足", "--text", "--json"])
        .stdout;
    let mut years = Vec::new();
    for line in lines.lines() {
        let report: serde_json::Value = serde_json::from_str(line).expect("JSON");
        years.push(report["year"].as_u64().expect("a year"));
        for section in report["sections"].as_array().expect("sections") {
            let text = section["text"].as_str().expect("a text");
            for paragraph in text.lines().skip(1) {
                assert!(html.contains(&format!("<p>{paragraph}</p>")), "{paragraph}: {html}");
            }
        }
    }
    assert!(years.len() > 1, "{lines}");
    years.sort_unstable();
    let places: Vec<usize> = years.iter().map(|year| html.find(&format!(">{year}</h2>")).expect("a year")).collect();
    assert!(places.is_sorted(), "the oldest first: {years:?} {places:?}");
    let newest = page(&server, "/read", &[&pairs[..], &[("order", "newest")]].concat());
    let places: Vec<usize> =
        years.iter().rev().map(|year| newest.find(&format!(">{year}</h2>")).expect("a year")).collect();
    assert!(places.is_sorted());
    assert!(
        html.contains("baogao list 'corpus-sample'") || html.contains("baogao list corpus-sample"),
        "its command line"
    );
    assert!(html.contains("/api/list.csv?"), "to be passed on");
    assert!(html.contains("searched 35 of 37 files"), "what it was drawn from: {html}");
}

#[test]
fn reports_that_lack_a_section_are_listed() {
    let server = Server::of_sample();
    let html = page(&server, "/read", &[("without-section", "廉洁自律"), ("lang", "en")]);
    let paths = server.env().run(&["list", "corpus-sample", "--without-section", "廉洁自律", "-l"]).stdout;
    let paths: Vec<&str> = paths.lines().filter_map(|line| line.strip_prefix("corpus-sample/")).collect();
    assert!(!paths.is_empty());
    assert_eq!(html.matches("<p class=\"path\">").count(), paths.len());
    for path in paths {
        assert!(html.contains(&format!("<p class=\"path\">{path}</p>")), "{path}");
    }
    let watermarked = page(&server, "/read", &[("path", "东湖园区党工委书记2020"), ("lang", "en")]);
    assert!(
        text(&watermarked).contains("仅供学习 禁止外传 用后删除 (boilerplate)"),
        "what others put there is told: {watermarked}"
    );
    let wrong = server.get("/read?no-such=1");
    assert_eq!(wrong.status, 400, "a name that is none");
}
