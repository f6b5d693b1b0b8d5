//! A server that runs for one test, and what it answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{PROGRAM, TestEnv};

/// Nothing that is asked here takes so long.
const MAX_WAIT: Duration = Duration::from_secs(30);

/// Addresses of pages and of the API, and some that are none.
pub(crate) const PATHS: [&str; 25] = [
    "/",
    "/search",
    "/count",
    "/since",
    "/citations",
    "/api/search",
    "/api/list",
    "/api/facets",
    "/api/report",
    "/api/status",
    "/report",
    "/original",
    "/correct",
    "/compare",
    "/browse",
    "/read",
    "/corpus",
    "/problems",
    "/help",
    "/saved",
    "/history",
    "/api/openapi.json",
    "/index",
    "/assets/",
    "/nothing",
];

/// A server over a folder, stopped when it is dropped.
pub(crate) struct Server {
    child: Child,
    /// As it was printed.
    pub(crate) address: String,
    pub(crate) port: u16,
    env: TestEnv,
}

/// What it answers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Over a copy of the sample, indexed before it is started.
    pub(crate) fn of_sample() -> Self {
        Self::start(TestEnv::indexed_sample(), &["corpus-sample"])
    }

    /// In a folder of reports, with arguments of `baogao serve`.
    pub(crate) fn start(env: TestEnv, arguments: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(env.path())
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a server");
        let mut said = BufReader::new(child.stderr.take().expect("standard error"));
        let mut lines = String::new();
        let address = loop {
            let mut line = String::new();
            let read = said.read_line(&mut line).expect("a line");
            lines.push_str(&line);
            assert!(read > 0, "it ended: {lines}");
            if let Some(rest) = line.strip_prefix("serving ") {
                break rest.split(' ').next().expect("an address").trim().to_owned();
            }
        };
        // What it says later is read away, or it would wait.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let port = address.rsplit_once(':').expect("a port").1;
        let port = port.split('/').next().expect("a port").parse().expect("a number");
        Self { child, address, port, env }
    }

    /// Once its first folder is indexed.
    pub(crate) fn ready(self) -> Self {
        self.until("/", |answer| answer.status == 200);
        self
    }

    pub(crate) fn env(&self) -> &TestEnv {
        &self.env
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(MAX_WAIT)).expect("a limit");
        stream
    }

    /// What it answers to a page's address.
    pub(crate) fn get(&self, address: &str) -> Answer {
        self.ask("GET", address, &[], "")
    }

    /// Its first answer to an address that satisfies `is_it`.
    pub(crate) fn until(&self, address: &str, is_it: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(address);
            if is_it(&answer) {
                return answer;
            }
            assert!(started.elapsed() < MAX_WAIT, "{address}: {answer:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What it answers to a page's address if it is asked again by who has its page: while it looks at the folder, what pages
    /// say of that changes.
    pub(crate) fn again(&self, address: &str) -> Answer {
        let asked_again = || {
            let page = self.get(address);
            let tag = page.header("etag").unwrap_or_else(|| panic!("{address}: {}", page.text()));
            self.ask("GET", address, &[("if-none-match", tag)], "")
        };
        let same = std::iter::repeat_with(asked_again).take(100).find(|answer| answer.status == 304);
        same.unwrap_or_else(|| panic!("{address}: what is known is sent again"))
    }

    /// Sends it a signal, and waits until it ended: with which exit code.
    pub(crate) fn stop(&mut self, signal: &str) -> Option<i32> {
        let sent = Command::new("kill").args(["-s", signal, &self.process().to_string()]).status();
        assert!(sent.expect("kill").success());
        self.child.wait().expect("its end").code()
    }

    /// What it answers to a form of one of its own pages.
    pub(crate) fn post(&self, address: &str, form: &str) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
        self.ask("POST", address, &headers, form)
    }

    /// What it answers to a form that has a place for a file, in which there is one unless it is empty.
    pub(crate) fn post_form(&self, address: &str, pairs: &[(&str, &str)], file: &[u8]) -> Answer {
        const HEAD: &str = "--line\r\nContent-Disposition: form-data; name=";
        let name = if file.is_empty() { "" } else { "文件.txt" };
        let typed: String = pairs.iter().map(|(name, value)| format!("{HEAD}\"{name}\"\r\n\r\n{value}\r\n")).collect();
        let head = format!("{HEAD}\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n");
        let body = [typed.as_bytes(), head.as_bytes(), file, b"\r\n--line--\r\n"].concat();
        let head = format!(
            "POST {address} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
             content-type: multipart/form-data; boundary=line\r\ncontent-length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        self.send(&[head.as_bytes(), &body].concat())
    }

    /// What it answers to a list of queries.
    pub(crate) fn post_text(&self, address: &str, text: &str) -> Answer {
        self.ask("POST", address, &[("sec-fetch-site", "same-origin"), ("content-type", "text/plain")], text)
    }

    /// What it answers to a request with these headers besides its host.
    pub(crate) fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request =
            format!("{method} {address} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\n", self.port);
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        if !body.is_empty() {
            request.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        self.send(format!("{request}\r\n{body}").as_bytes())
    }

    /// What it answers to such bytes, until it closes the connection.
    pub(crate) fn send(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).expect("a request");
        Answer::read(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// Reads an answer to its end.
    pub(crate) fn read(stream: TcpStream) -> Self {
        let mut stream = BufReader::new(stream);
        let mut line = || {
            let mut line = String::new();
            stream.read_line(&mut line).expect("a line of the head");
            line.trim_end().to_owned()
        };
        let status = line();
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let head = std::iter::from_fn(|| Some(line()).filter(|line| !line.is_empty()));
        let headers: Vec<(String, String)> = head
            .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned())))
            .collect();
        let mut body = Vec::new();
        // A body that is cut off is one, too.
        let _ = stream.read_to_end(&mut body);
        let mut answer = Self { status, headers, body };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = whole(&answer.body);
        }
        answer
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// Its body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }
}

/// A body that came in chunks, put together; up to where it is cut off.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&chunks[..end]).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size.filter(|size| *size > 0 && end + 2 + size <= chunks.len()) else { break };
        body.extend_from_slice(&chunks[end + 2..end + 2 + size]);
        chunks = chunks.get(end + 4 + size..).unwrap_or_default();
    }
    body
}
