//! How much is taken of whoever asks.

use super::connection::Connection;
use super::server::Server;
use crate::harness::TestEnv;

/// What every form says it is.
const FORM: &str = "application/x-www-form-urlencoded";

fn server() -> Server {
    let env = TestEnv::new().file("reports/2021.txt", "述职报告\n2021年，坚持两个维护。\n");
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    Server::start(env, &["reports"])
}

#[test]
fn what_is_too_long_is_refused_and_told() {
    let server = server();
    let chars = |number: usize| format!("/search?q={}", "a".repeat(number));
    assert_eq!(server.get(&chars(4_096)).status, 200);
    // As in the API, which says so in its own form.
    for path in ["/search", "/api/search"] {
        let answer = server.get(&format!("{path}?q={}", "a".repeat(4_097)));
        assert_eq!(answer.status, 400);
        assert!(answer.text().contains("4,096") || answer.text().contains("4096"), "{}", answer.text());
        assert_eq!(answer.text().starts_with('{'), path.starts_with("/api/"));
    }
    let header = |bytes: usize| server.ask("GET", "/", &[("x-any", &"a".repeat(bytes))], "");
    assert_eq!(header(15 << 10).status, 200);
    let long = header(17 << 10);
    assert!(long.status == 431 && long.text().contains("16 kB"), "{long:?}");
    // What is longer than is read at all gets a bare status, or an end.
    let mut connection = Connection::new(&server);
    connection.write(format!("GET / HTTP/1.1\r\nhost: localhost\r\nx-any: {}", "a".repeat(1 << 20)).as_bytes());
    assert!(connection.answer().is_none_or(|answer| answer.status == 431 && answer.body.is_empty()));
    for (address, status) in [("limit=500", 200), ("limit=501", 400), ("passages=500", 200), ("passages=501", 400)] {
        assert_eq!(server.get(&format!("/search?q=a&{address}")).status, status, "{address}");
        assert_eq!(server.get(&format!("/api/search?q=a&{address}")).status, 200, "{address}");
    }
}

#[test]
fn what_is_sent_is_bounded() {
    let server = server();
    let head = |more: &str| {
        format!(
            "POST /index HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncontent-type: {FORM}\r\n{more}\r\n"
        )
    };
    let asked = |kind: &str, body: &str| {
        server.ask("POST", "/index", &[("sec-fetch-site", "same-origin"), ("content-type", kind)], body)
    };
    assert_eq!(server.post("/index", &format!("a={}", "a".repeat(5_000))).status, 400, "a value longer than a query");
    assert_eq!(server.post("/index", &"a=b&".repeat(1 << 18)).status, 303, "as much as is taken");
    for kind in ["", "text/plain", "multipart/form-data; boundary=a", "application/json"] {
        assert_eq!(asked(kind, "a=b").status, 415, "{kind}");
    }
    assert_eq!(asked("Application/X-WWW-form-urlencoded; charset=UTF-8", "a=b").status, 303);
    // By what is said of it, before any of it is read; and by what comes.
    assert_eq!(server.send(head("content-length: 1048577\r\n").as_bytes()).status, 413);
    assert_eq!(server.send(head("content-length: 99999999999999\r\n").as_bytes()).status, 413);
    let mut connection = Connection::new(&server);
    assert!(connection.write(head("transfer-encoding: chunked\r\n").as_bytes()));
    let chunk = format!("10000\r\n{}\r\n", "a=b&".repeat(1 << 14));
    // It says so before all of it came, and reads no more.
    let taken = (0..1_000).take_while(|_| connection.write(chunk.as_bytes())).count();
    assert!((16..900).contains(&taken), "{taken} chunks of 64 kB were taken");
    for wrong in [
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: -1\r\n",
        "transfer-encoding: gzip\r\n",
        "transfer-encoding: chunked, identity\r\n",
    ] {
        let answer = server.send(format!("{}a=b", head(wrong)).as_bytes());
        assert_eq!((answer.status, answer.body.len()), (400, 0), "{wrong}");
    }
    // What could be meant in two ways ends the connection: nothing that stands in a body is taken for a request.
    let smuggled = format!(
        "{}0\r\n\r\nGET /nothing HTTP/1.1\r\nhost: localhost\r\n\r\n",
        head("content-length: 4\r\ntransfer-encoding: chunked\r\n")
    );
    let mut connection = Connection::new(&server);
    assert!(connection.write(smuggled.as_bytes()));
    let answers: Vec<u16> = std::iter::from_fn(|| connection.answer()).map(|answer| answer.status).collect();
    assert!(answers.len() == 1, "{answers:?}");
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_connection_is_asked_many_things_one_after_the_other() {
    let server = server();
    let mut connection = Connection::new(&server);
    let address = |number: usize| match number % 4 {
        0 => ("/", 200),
        1 => ("/nothing", 404),
        2 => ("/api/search?q=%E7%BB%B4%E6%8A%A4", 200),
        _ => ("/search?q=%E7%BB%B4%E6%8A%A4", 200),
    };
    let request = |number| format!("GET {} HTTP/1.1\r\nhost: localhost\r\n\r\n", address(number).0);
    // All are sent before one answer is read.
    assert!(connection.write((0..100).map(request).collect::<String>().as_bytes()));
    for number in 0..100 {
        assert_eq!(connection.answer().map(|answer| answer.status), Some(address(number).1), "{number}");
    }
}
