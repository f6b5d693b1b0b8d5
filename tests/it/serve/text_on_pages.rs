//! Whatever stands in a report, or in an address, is text on a page, and nothing else.

use super::page::{between, encoded, text};
use super::server::Server;
use crate::harness::TestEnv;

const SCRIPT: &str = "<script>alert(1)</script>";

fn server() -> Server {
    let env = TestEnv::new()
        .file("材料/\"onx=&甲.txt", format!("述职报告\n\n党建{SCRIPT}</title>工作，\u{202e}颠倒了{{{{7*7}}}}。\n"))
        .file("材料/乙.txt", "述职报告\n\n一、</p><b>党建\n\n&lt;党建&gt;工作扎实。\n");
    let run = env.run(&["index", "材料"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    Server::start(env, &["材料"])
}

#[test]
fn reports_are_text() {
    let server = server();
    for rest in ["", "&kwic=20", "&files-with-matches=1", "&count=1", "&context=2&explain=1&full=1"] {
        for query in ["党建", "党建 -作者:\"<script>\"", SCRIPT, "\"><script>alert(2)</script>"] {
            let page = server.get(&format!("/search?q={}{rest}", encoded(query)));
            let page = page.text();
            assert_eq!(page.matches("<script").count(), 1, "{query}{rest}: {page}");
            assert!(!page.contains(['\u{202e}', '\u{0}']) && !page.contains(" onx="), "{query}{rest}");
            assert!(
                !page.contains("</p><b>") && !page.contains(" style=") && page.matches("</title>").count() <= 1 + 200
            );
        }
    }
    let page = server.get(&format!("/search?q={}", encoded("党建"))).text();
    let passages: Vec<String> =
        between(&page, "<p class=\"passage\" lang=\"zh\">", "</p>").into_iter().map(text).collect();
    assert!(
        passages.iter().any(|passage| passage.contains("<script>alert(1)</script></title>工作， 颠倒了{{7*7}}")),
        "{passages:?}"
    );
    assert!(passages.iter().any(|passage| passage.contains("&lt;党建&gt;工作扎实")), "{passages:?}");
}

#[test]
fn addresses_are_text() {
    let server = server();
    for address in [
        format!("/search?q={}&year={}", encoded("党建"), encoded("\"><script>")),
        format!("/search?q={}&{}=1", encoded("党建"), encoded("<script>")),
        format!("/search?q={}&sort={}", encoded("党建"), encoded("<script>")),
        format!("/search?q={}&folder={}", encoded("党建"), encoded("<script>")),
        format!("/help?lang=zh&x={}", encoded("\"><script>")),
        format!("/saved?lang=zh&x={}", encoded("\"><script>")),
    ] {
        let page = server.get(&address).text();
        assert!(page.matches("<script").count() <= 1 && !page.contains("><script>"), "{address}: {page}");
    }
}
