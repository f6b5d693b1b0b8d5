//! A server answers pages and programs.

use super::server::Server;

#[test]
fn pages_and_programs_are_answered() {
    let server = Server::of_sample();
    let page = server.get("/search?q=%E5%85%9A%E5%BB%BA");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("<mark>党建</mark>"), "{}", page.text());
    let of_api = server.get("/api/search?q=%E5%85%9A%E5%BB%BA").text();
    let of_line = server.env().run(&["search", "党建", "corpus-sample", "--json"]).stdout;
    let took_off = |json: &str| {
        json.split("\"took_us\":").map(|part| part.trim_start_matches(char::is_numeric).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(took_off(&of_api), took_off(&of_line));
}

/// Whoever mistypes an address has a box to ask in, and the ways to all else.
#[test]
fn an_address_of_nothing_leads_on() {
    let server = Server::of_sample();
    let page = server.get("/serch?q=%E5%85%9A%E5%BB%BA&lang=en");
    let html = page.text();
    assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
    for part in ["nothing at this address", "name=\"q\"", "href=\"/corpus?lang=en\""] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert_eq!(server.get("/api/serch").header("content-type"), Some("application/json; charset=utf-8"));
}
