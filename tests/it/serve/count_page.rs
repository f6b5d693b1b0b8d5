//! How much there is: figures are those of the command line, whether they are asked for by an address or a form.

use serde_json::Value;

use super::page::{address, between, decoded, page, text};
use super::server::Server;

/// The rows of a page's table, its head first.
fn rows(html: &str) -> Vec<Vec<String>> {
    let table = between(html, "<table class=\"figures\">", "</table>")[0];
    let cells = |row: &str| -> Vec<String> {
        let row = row.replace("<th scope=\"row\">", "<td>").replace("<th scope=\"col\" class=\"num\">", "<td>");
        let row = row.replace("<th scope=\"col\">", "<td>").replace("<td class=\"num\">", "<td>");
        row.split("<td>").skip(1).map(text).collect()
    };
    between(table, "<tr>", "</tr>").into_iter().map(cells).collect()
}

/// What the command line counts of a query, by the values of its fields.
fn cells(server: &Server, arguments: &[&str]) -> Value {
    let run = server.env().run(&[&["facets", "-f", "q.txt", "corpus-sample", "--json"], arguments].concat());
    let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    lines.into()
}

#[test]
fn figures_of_one_query_are_those_of_the_command_line() {
    let server = Server::of_sample();
    server.env().write("q.txt", "两个维护\n");
    let pairs =
        [("queries", "两个维护"), ("by", "org,year"), ("cross", "true"), ("without", "true"), ("year", "2018..")];
    let html = page(&server, "/count", &[&pairs[..], &[("lang", "en")]].concat());
    let line = &cells(&server, &["--by=org,year", "--cross", "--without", "--year=2018.."])[0];
    let shown = rows(&html);
    assert_eq!(shown[0], ["org", "year", "all", "reports", "share"]);
    assert_eq!(shown[1][3], line["total"]["reports"].to_string(), "{shown:?}");
    let of_line = line["cells"].as_array().expect("cells");
    assert!(of_line.len() > 10 && shown.len() == of_line.len() + 2, "{shown:?}");
    for (row, cell) in shown[2..].iter().zip(of_line) {
        let (reports, of) = (cell["reports"].as_u64().expect("n"), cell["of"].as_u64().expect("n"));
        assert_eq!(row[0], cell["values"][0].as_str().expect("a value"));
        assert_eq!(row[1], cell["values"][1].as_str().expect("a value"));
        assert_eq!(
            row[2..],
            [of.to_string(), reports.to_string(), format!("{:.1}%", reports as f64 * 100.0 / of as f64)]
        );
    }
    // A figure leads to what it counts.
    let way = between(&html, "<a href=\"/search?", "\"")
        .into_iter()
        .map(decoded)
        .find(|way| way.contains("year=2022") && way.contains("q="));
    let found = server.get(&format!("/search?{}", way.expect("a way"))).text();
    assert!(found.contains("without a match"), "{found}");
    for said in ["baogao facets 两个维护", "--by=org,year", " --cross", "/api/facets.csv?", "searched 35 of 37 files"]
    {
        assert!(decoded(&html).contains(said), "{said}: {html}");
    }
    // Years of none are there.
    let years = rows(&page(&server, "/count", &[("q", "放管服"), ("lang", "en")]));
    assert_eq!(years[0], ["year", "all", "reports", "share", "passages"]);
    assert!(years.iter().any(|row| row[0] == "2016" && row[1..] == ["1", "0", "0.0%", "0"]), "{years:?}");
    let all = rows(&page(&server, "/count", &[("lang", "en")]));
    assert_eq!((all[0].len(), all[1][1].as_str()), (2, "35"), "without a query all reports: {all:?}");
}

#[test]
fn many_queries_stand_side_by_side() {
    let server = Server::of_sample();
    let queries = "两个维护\n# none\n放管\t放管服 OR 营商环境\n";
    server.env().write("q.txt", queries);
    let line = cells(&server, &["--by=year", "--sort=oldest"]);
    let pairs = [("queries", queries), ("by", "year"), ("sort", "oldest"), ("lang", "en")];
    let shown = rows(&page(&server, "/count", &pairs));
    assert_eq!(shown[0], ["year", "all", "两个维护", "放管"]);
    for (number, row) in shown[2..].iter().enumerate() {
        let of = |query: usize| line[query]["cells"][number]["reports"].to_string();
        assert_eq!(row[2..], [of(0), of(1)], "{row:?}");
    }
    // The longer side runs down.
    let many: String = (0..247).map(|number| format!("第{number}条\t党建 OR 第{number}项\n")).collect();
    server.env().write("q.txt", &many);
    let line = cells(&server, &["--by=year"]);
    let sent =
        server.post_form("/count?lang=en", &[("by", "year"), ("figure", "passages"), ("queries", "")], many.as_bytes());
    assert_eq!(sent.status, 200, "{}", sent.text());
    let shown = rows(&sent.text());
    assert_eq!(shown.len(), 249);
    assert_eq!(shown[0][..3], ["query", "in all", "2024"]);
    for (number, row) in shown[2..].iter().enumerate() {
        let cells = line[number]["cells"].as_array().expect("cells").iter();
        assert_eq!(row[0], format!("第{number}条"));
        assert_eq!(row[1], line[number]["total"]["passages"].to_string());
        assert_eq!(row[2..], cells.map(|cell| cell["passages"].to_string()).collect::<Vec<_>>());
    }
    let html = decoded(&sent.text());
    assert!(html.contains("--queries=queries.txt") && html.contains("POST /api/facets?"), "{html}");
    // What is sent on gives the bytes of the command line.
    let again = server.post_form("/api/facets.csv?by=year&lang=en", &[("queries", &many)], b"");
    let table = server.env().run(&["facets", "-f", "q.txt", "corpus-sample", "--by=year", "--csv"]).stdout;
    assert_eq!((again.status, again.text()), (200, table));
}

#[test]
fn a_short_list_has_an_address_and_a_wrong_query_is_named() {
    let server = Server::of_sample();
    // As a Chinese editor saves it.
    let (bytes, _, _) = encoding_rs::GB18030.encode("两个维护\r\n放管服\r\n");
    let sent = server.post_form("/count", &[("by", "org"), ("and", "year"), ("mode", "literal"), ("path", "")], &bytes);
    let location = sent.header("location").expect("an address");
    assert_eq!(sent.status, 303);
    for pair in ["cross=true", "literal=true", "by=org%2Cyear", "queries=%E4%B8%A4%E4%B8%AA%E7%BB%B4%E6%8A%A4%0D%0A"] {
        assert!(location.contains(pair), "{location}");
    }
    assert_eq!(server.get(location).status, 200);
    for (queries, said) in [("党建\n(党建", "queries.txt:2"), ("# 无", "no query"), ("党建\n党建 OR", "queries.txt:2")]
    {
        let wrong = server.get(&address("/count", &[("queries", queries), ("lang", "en")]));
        let html = decoded(&wrong.text());
        // What is half typed is nothing that failed.
        assert_eq!(wrong.status, 200);
        assert!(html.contains(said) && html.contains(&format!("{queries}</textarea>")), "{said}: {html}");
    }
    let many = "党建\n".repeat(1_001);
    assert!(server.post_form("/count?lang=en", &[], many.as_bytes()).text().contains("at most 1000 queries"));
    let neither = server.post_form("/count?lang=en", &[], b"\xFF\xFF\n");
    assert!(neither.status == 200 && neither.text().contains("UTF-8"), "{}", neither.text());
    // Nobody else's page may ask.
    let headers = [("sec-fetch-site", "cross-site"), ("content-type", "multipart/form-data; boundary=x")];
    assert_eq!(server.ask("POST", "/count", &headers, "--x--\r\n").status, 403);
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    assert_eq!(server.ask("POST", "/count", &headers, "--x\r\nno").status, 400);
}
