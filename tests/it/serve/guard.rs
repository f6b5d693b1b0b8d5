//! Who is let in, and what every answer says to browsers.

use std::io::Write;
use std::net::{TcpListener, TcpStream};

use super::server::{Answer, Server};
use crate::harness::{TestEnv, skipped};

/// What every answer says to browsers.
const HARDENING: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Over one report, which says this,
const SAID: &str = "坚持两个维护";
/// asked for so.
const SEARCH: &str = "/search?q=%E4%B8%A4%E4%B8%AA%E7%BB%B4%E6%8A%A4";

fn env() -> TestEnv {
    let env = TestEnv::new().file("reports/2021.txt", format!("述职报告\n2021年，{SAID}。\n"));
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    env
}

fn server(arguments: &[&str]) -> Server {
    Server::start(env(), &[&["reports"], arguments].concat())
}

/// What is answered to a request with these lines of a head.
fn sent(server: &Server, lines: &[&str]) -> Answer {
    server.send(format!("{}\r\nconnection: close\r\n\r\n", lines.join("\r\n")).as_bytes())
}

#[track_caller]
fn hardened(answer: &Answer) {
    for (name, value) in HARDENING {
        assert_eq!(answer.header(name), Some(value), "{answer:?}");
    }
    let told = |name: &str| name.starts_with("access-control") || name == "server";
    assert!(!answer.headers.iter().any(|(name, _)| told(name)), "{answer:?}");
}

#[test]
fn it_is_asked_by_names_of_this_machine_alone() {
    let server = server(&["--allow-host", "Reports.example"]);
    let paths = [
        ("/", 200),
        (SEARCH, 200),
        ("/api/search?q=%E7%BB%B4%E6%8A%A4", 200),
        ("/nothing", 404),
        ("/assets/x.css", 404),
    ];
    let port = server.port;
    for (path, status) in paths {
        let get = format!("GET {path} HTTP/1.1");
        for host in
            ["localhost", "LOCALHOST:7", "localhost.", "127.0.0.1", "[::1]", "reports.example:80", "REPORTS.EXAMPLE."]
        {
            let answer = sent(&server, &[&get, &format!("host: {host}")]);
            assert_eq!(answer.status, status, "{host} {path}");
            hardened(&answer);
        }
        let foreign = [
            "evil.example",
            "127.0.0.1.nip.io",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "localhost@evil",
            "0.0.0.0",
            "[::]",
            "",
            "10.0.0.1",
            "localhost, evil",
        ];
        for host in foreign {
            let answer = sent(&server, &[&get, &format!("host: {host}")]);
            assert_eq!(answer.status, 403, "{host} {path}");
            hardened(&answer);
            let text = answer.text();
            assert!(text.contains("--allow-host") && !text.contains("维护"), "{text}");
        }
        let own = format!("host: 127.0.0.1:{port}");
        let (old, absolute) = (format!("GET {path} HTTP/1.0"), format!("GET http://evil.example{path} HTTP/1.1"));
        let with_user = format!("GET http://localhost@evil.example{path} HTTP/1.1");
        for lines in [
            vec![get.as_str()],
            vec![&old],
            vec![&get, &own, "host: evil.example"],
            vec![&get, &own, &own],
            vec![&absolute, &own],
            vec![&absolute, "host: evil.example"],
            vec![&with_user, &own],
        ] {
            let answer = sent(&server, &lines);
            assert!([400, 403].contains(&answer.status) && !answer.text().contains("维护"), "{lines:?} {answer:?}");
        }
        assert_eq!(sent(&server, &[&old, &own]).status, status);
        assert_eq!(sent(&server, &[&format!("GET http://localhost:{port}{path} HTTP/1.1"), &own]).status, status);
    }
}

#[test]
fn every_answer_is_hardened() {
    let server = server(&[]);
    let style = server.get(SEARCH).text();
    let style = style.split('"').find(|word| word.starts_with("/assets/") && word.ends_with(".css")).expect("a style");
    let answers = [
        (server.again(SEARCH), 304),
        (server.get(style), 200),
        (server.get("/search?q="), 200),
        (server.get("/search?q=a&folder=other"), 404),
        (server.get("/api/search?q=%22"), 400),
        (server.get("/api/nothing"), 404),
        (server.ask("GET", "/", &[], "body"), 400),
        (server.ask("POST", "/", &[], ""), 403),
        (server.post("/search", ""), 405),
        (server.post("/index", ""), 303),
        (server.ask("GET", &format!("/search?q={}", "a".repeat(20_000)), &[], ""), 431),
    ];
    for (answer, status) in answers {
        assert_eq!(answer.status, status, "{answer:?}");
        hardened(&answer);
    }
    // What is no request at all the library answers, with a status and nothing that a browser could show.
    for no_request in
        ["GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nhost localhost\r\n\r\n", "\0\0\0\0\r\n\r\n"]
    {
        let answer = server.send(no_request.as_bytes());
        assert!(answer.status == 400 && answer.body.is_empty(), "{answer:?}");
        let plain = ["connection", "content-length", "date"];
        assert!(answer.headers.iter().all(|(name, _)| plain.contains(&name.as_str())), "{answer:?}");
    }
}

#[test]
fn pages_are_read_and_only_own_pages_change_anything() {
    let server = server(&[]);
    let own = format!("127.0.0.1:{}", server.port);
    let head = server.ask("HEAD", SEARCH, &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"] {
        let answer = server.ask(method, "/search", &[("origin", "http://evil.example")], "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET,HEAD")), "{method}");
    }
    assert_eq!(sent(&server, &["CONNECT evil.example:80 HTTP/1.1", &format!("host: {own}")]).status, 403);
    assert_eq!(sent(&server, &["OPTIONS * HTTP/1.1", &format!("host: {own}")]).status, 404);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let here = format!("http://{own}");
    let others: [&[(&str, &str)]; 9] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", "cross-site"), ("origin", &here)],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", &format!("https://{own}"))],
        &[("origin", "http://127.0.0.1:1")],
    ];
    for headers in others {
        assert_eq!(server.ask("POST", "/index", &[headers, &[form]].concat(), "").status, 403, "{headers:?}");
    }
    let own: [&[(&str, &str)]; 2] = [&[("sec-fetch-site", "same-origin")], &[("origin", &here)]];
    for headers in own {
        assert_eq!(server.ask("POST", "/index", &[headers, &[form]].concat(), "").status, 303, "{headers:?}");
        assert_eq!(server.ask("GET", "/index", headers, "").status, 405);
    }
}

#[test]
fn others_than_this_machine_need_the_token() {
    let server = server(&["--host", "0.0.0.0"]);
    let (_, token) = server.address.split_once("?token=").expect("an address with a token");
    assert!(token.len() >= 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "128 bits");
    assert!(!server.address.contains("0.0.0.0"), "an address that can be opened: {}", server.address);
    let wrong = token.chars().map(|c| if c == '0' { '1' } else { '0' }).collect::<String>();
    let name = format!("baogao-{}", server.port);
    for path in ["/", SEARCH, "/api/search?q=a", "/nothing", "/assets/x.css"] {
        let and = if path.contains('?') { '&' } else { '?' };
        let (wrong_path, half) = (format!("{path}{and}token={wrong}"), format!("{path}{and}token={}", &token[1..]));
        let cookies = [format!("{name}={wrong}"), format!("other={token}"), format!("{name}="), token.to_owned()];
        let mut refused = vec![server.get(path), server.get(&wrong_path), server.get(&half), server.post(path, "")];
        refused.extend(cookies.iter().map(|cookie| server.ask("GET", path, &[("cookie", cookie)], "")));
        for answer in refused {
            assert_eq!(answer.status, 403, "{path}");
            hardened(&answer);
            assert!(!answer.text().contains(token) && !answer.text().contains(&wrong) && !answer.text().contains(SAID));
        }
        let given = server.get(&format!("{path}{and}token={token}&lang=zh"));
        assert_eq!(given.status, 303);
        let to = given.header("location").expect("a place");
        assert!(
            to.starts_with(path.split('?').next().expect("a path")) && to.ends_with("lang=zh") && !to.contains(token),
            "{to}"
        );
        let cookie = given.header("set-cookie").expect("a cookie");
        let (pair, rest) = cookie.split_once("; ").expect("how it is kept");
        assert_eq!((pair, rest), (format!("{name}={token}").as_str(), "HttpOnly; SameSite=Strict; Path=/"));
        hardened(&given);
        let with = format!("a=b; {pair}");
        assert_ne!(server.ask("GET", path, &[("cookie", &with)], "").status, 403);
    }
    let page = server.ask("GET", SEARCH, &[("cookie", &format!("{name}={token}"))], "");
    assert!(page.text().contains("<mark>两个维护</mark>") && !page.text().contains(token));
    assert_eq!(
        sent(&server, &["GET / HTTP/1.1", "host: evil.example", &format!("cookie: {name}={token}")]).status,
        403
    );
}

#[test]
fn it_listens_where_it_is_told() {
    let own = server(&[]);
    let is_heard = |host: &str| TcpStream::connect((host, own.port)).is_ok();
    assert!(is_heard("127.0.0.1") && !is_heard("127.0.0.2"), "one address alone, and ::1 where there is that");
    assert_eq!(is_heard("::1"), TcpListener::bind("[::1]:0").is_ok());
    let run = env().run(&["serve", "reports", "--host", "localhost"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("--host"), "{}", run.stderr);
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let run = env().run(&["serve", "reports", "--port", &port]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(&format!("port {port} is taken; --port 0 finds a free one")), "{}", run.stderr);
    for host in ["127.0.0.2", "::1"] {
        if TcpListener::bind((host, 0)).is_err() {
            skipped(&format!("this machine has no {host}"));
            continue;
        }
        let server = Server::start(env(), &["reports", "--host", host]);
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        assert_eq!(
            server.address,
            format!("http://{host}:{}/", server.port),
            "this machine alone asks there: no token"
        );
        let mut stream = TcpStream::connect((host.trim_matches(['[', ']']), server.port)).expect("a connection");
        let request = format!("GET / HTTP/1.1\r\nhost: {host}:{}\r\nconnection: close\r\n\r\n", server.port);
        stream.write_all(request.as_bytes()).expect("a request");
        assert_eq!(Answer::read(stream).status, 200);
    }
}
