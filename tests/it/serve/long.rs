//! What takes long to try: slow connections, floods, wrong requests, hours of use. Each says what it measured; `SERVE_SECONDS`
//! is how long those run that have no end of their own.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::connection::Connection;
use super::server::{PATHS, Server};
use crate::harness::{TestEnv, gov_reports, said, shared};
use crate::refresh::Random;

/// How long what has no end of its own runs.
fn run_time() -> Duration {
    Duration::from_secs(std::env::var("SERVE_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(20))
}

fn small() -> Server {
    let env = TestEnv::new().file("reports/2021.txt", "述职报告\n2021年，坚持两个维护。\n");
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    Server::start(env, &["reports"])
}

/// Over the 1,750 real reports; none where they are not.
fn large() -> Option<Server> {
    let corpus = gov_reports()?;
    let (folder, index) = (corpus.folder.display().to_string(), corpus.index.display().to_string());
    let server = Server::start(TestEnv::new(), &[&folder, "--index", &index]);
    server.until("/", |answer| answer.text().contains("Changes in the folder are taken up"));
    Some(server)
}

/// How long each of some requests took, sorted, while something else goes on.
fn took(server: &Server, address: &str, number: usize) -> Vec<Duration> {
    let mut took: Vec<Duration> = (0..number)
        .map(|_| {
            let started = Instant::now();
            assert_eq!(server.get(address).status, 200, "{address}");
            started.elapsed()
        })
        .collect();
    took.sort_unstable();
    took
}

/// Whether the other end closed a connection; what it said before is read away.
fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).expect("a socket");
    let mut said = [0; 4_096];
    loop {
        match stream.read(&mut said) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != std::io::ErrorKind::WouldBlock,
        }
    }
}

#[test]
#[ignore = "takes 15 s"]
fn slow_connections_are_closed_and_others_answered_meanwhile() {
    let server = small();
    // Of those that do speak, a third in a head, a third in a body; and those that were answered and ask nothing more.
    let begin = |number: usize| match number % 3 {
        0 => "",
        1 => "GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
        _ => {
            "POST /index HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ncontent-length: 1000\r\n\
             content-type: application/x-www-form-urlencoded\r\n\r\n"
        }
    };
    let started = Instant::now();
    let mut slow: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut stream = server.connect();
            stream.write_all(begin(number).as_bytes()).expect("a beginning");
            stream
        })
        .collect();
    let mut silent: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    for stream in &mut silent[..50] {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").expect("a request");
    }
    let (mut all, mut slept) = (Vec::new(), Duration::ZERO);
    while started.elapsed() < Duration::from_secs(14) {
        all.extend(took(&server, "/search?q=%E7%BB%B4%E6%8A%A4", 10));
        if started.elapsed() - slept >= Duration::from_secs(5) {
            slept = started.elapsed();
            // Nobody cares whether it went.
            slow.iter_mut().for_each(|stream| drop(stream.write(b"a")));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    all.sort_unstable();
    let open = slow.iter_mut().chain(&mut silent).filter_map(|stream| (!is_closed(stream)).then_some(())).count();
    let after = started.elapsed();
    said(&format!(
        "400 slow connections: {open} open after {after:?}; {} others, the slowest {:?}",
        all.len(),
        all[all.len() - 1]
    ));
    assert!(open == 0 && after < Duration::from_secs(15));
    assert!(all[all.len() * 9 / 10] < Duration::from_millis(100), "{all:?}");
}

#[test]
#[ignore = "takes 40 s"]
fn readers_that_never_read_keep_nothing() {
    let Some(server) = large() else { return };
    let before = memory(&server);
    let mut streams: Vec<TcpStream> = (0..100).map(|_| server.connect()).collect();
    for stream in &mut streams {
        let request = "GET /search?q=%E5%8F%91%E5%B1%95&limit=500 HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(20);
        stream.write_all(request.as_bytes()).expect("requests");
    }
    std::thread::sleep(Duration::from_secs(5));
    let during = took(&server, "/help", 20);
    assert!(during[10] < Duration::from_secs(1), "{during:?}");
    // Each is closed some seconds after its first answer was not read; the last answers take the longest to be made.
    let began = Instant::now();
    let open = || std::fs::read_dir(format!("/proc/{}/fd", server.process())).map_or(0, Iterator::count);
    while open() >= 50 && began.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_secs(1));
    }
    let (files, after) = (open(), began.elapsed());
    said(&format!("100 that never read: {files} files open after {after:?}, memory {before} → {} kB", memory(&server)));
    assert!(files < 50, "they were closed");
}

#[test]
#[ignore = "takes 10 s"]
fn who_is_idle_for_the_longest_time_makes_room() {
    let server = small();
    let mut idle: Vec<Connection> = (0..700)
        .map(|_| {
            let mut connection = Connection::new(&server);
            // Some are closed before they ask.
            let _ = connection.get("/");
            connection
        })
        .collect();
    let first = idle[..150].iter_mut().filter_map(|connection| connection.get("/")).count();
    assert_eq!(first, 0, "those that were idle for the longest time are gone");
    assert_eq!(server.get("/").status, 200);
    let last = idle[600..].iter_mut().filter_map(|connection| connection.get("/")).count();
    assert_eq!(last, 100, "those that asked last are there");
}

#[test]
#[ignore = "takes 30 s"]
fn long_searches_are_cut_and_keep_no_page_waiting() {
    let Some(server) = large() else { return };
    // (.{1,70}[的是在和].{1,70}[发工建作].{1,70}){2}[^一-龥]{9}: each passage is read, and in each there are many ways to begin.
    let long = "/search?regex&q=%28.%7B1%2C70%7D%5B%E7%9A%84%E6%98%AF%E5%9C%A8%E5%92%8C%5D.%7B1%2C70%7D%5B%E5%8F%91%E5%B7%A5%E5%BB%BA%E4%BD%9C%5D.%7B1%2C70%7D%29%7B2%7D%5B%5E%E4%B8%80-%E9%BE%A5%5D%7B9%7D";
    let is_over = AtomicBool::new(false);
    let statuses = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| {
                let answer = server.get(long);
                statuses.lock().expect("no panic").push(answer.status);
                let text = answer.text();
                assert!(answer.status == 200 || text.contains("took longer than 10 s"), "{text}");
            });
        }
        let pages = scope.spawn(|| {
            let mut all = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                all.extend(took(&server, "/", 1));
                std::thread::sleep(Duration::from_millis(50));
            }
            all.sort_unstable();
            all
        });
        let started = Instant::now();
        while statuses.lock().expect("no panic").len() < 64 {
            assert!(started.elapsed() < Duration::from_secs(25), "each is answered or cut");
            std::thread::sleep(Duration::from_millis(50));
        }
        let all_after = started.elapsed();
        is_over.store(true, Ordering::Relaxed);
        let pages = pages.join().expect("pages");
        let cut = statuses.lock().expect("no panic").iter().filter(|status| **status == 503).count();
        let slowest = pages[pages.len() - 1];
        said(&format!(
            "64 long searches: {cut} cut, all over after {all_after:?}; {} first pages meanwhile, the slowest {slowest:?}",
            pages.len()
        ));
        assert!(cut > 0, "none was long");
        assert!(slowest < Duration::from_secs(1), "{pages:?}");
    });
    // Whoever goes away leaves its place: what is asked now waits for none of those.
    for _ in 0..64 {
        let mut stream = server.connect();
        stream.write_all(format!("GET {long} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).expect("a request");
    }
    std::thread::sleep(Duration::from_millis(500));
    let next = took(&server, "/search?q=%E5%8F%91%E5%B1%95", 1);
    said(&format!("a search after 64 long ones were left: {next:?}"));
    // One after the other they would take minutes.
    assert!(next[0] < Duration::from_secs(10));
}

/// Requests that are wrong in all ways: never a panic, and the server goes on.
#[test]
#[ignore = "takes as long as it is told"]
fn wrong_requests_are_answered_as_such() {
    let server = Server::of_sample();
    let seed = Random::any_seed();
    let (asked, statuses) = (AtomicUsize::new(0), Mutex::new(std::collections::BTreeMap::<u16, usize>::new()));
    let ending = Instant::now() + run_time();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (server, asked, statuses) = (&server, &asked, &statuses);
            scope.spawn(move || {
                let mut random = Random::new(seed + thread);
                while Instant::now() < ending {
                    let request = if random.below(3) == 0 { raw(&mut random) } else { address(&mut random) };
                    let mut connection = Connection::new(server);
                    let went = connection.write(&request);
                    connection.ends();
                    let answer = connection.answer();
                    let text = String::from_utf8_lossy(&request).into_owned();
                    assert!(
                        !went || answer.as_ref().is_none_or(|answer| answer.status != 500),
                        "seed {seed}: {text:?} {answer:?}"
                    );
                    *statuses.lock().expect("no panic").entry(answer.map_or(0, |answer| answer.status)).or_default() +=
                        1;
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    said(&format!(
        "{} wrong requests, seed {seed}: {:?} (0: closed)",
        asked.load(Ordering::Relaxed),
        statuses.lock().expect("no panic")
    ));
    assert_eq!(server.get("/").status, 200);
}

/// A request with wrong bytes in it.
fn raw(random: &mut Random) -> Vec<u8> {
    const SEEDS: [&str; 5] = [
        "GET /search?q=%E5%85%9A%E5%BB%BA&year=2020.. HTTP/1.1\r\nhost: localhost\r\naccept-language: zh-CN,zh;q=0.9\r\nif-none-match: \"a\"\r\n\r\n",
        "GET http://localhost/api/search?q=a HTTP/1.1\r\nhost: localhost\r\ncookie: a=b; c=d\r\nrange: bytes=0-1\r\n\r\n",
        "POST /index HTTP/1.1\r\nhost: localhost\r\norigin: http://localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 7\r\n\r\na=b&c=d",
        "POST /saved HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n",
        "HEAD / HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\nExpect: 100-continue\r\nUpgrade: h2c\r\n\r\n",
    ];
    let mut bytes = SEEDS[random.below(SEEDS.len())].as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let (at, len) = (random.below(bytes.len() + 1), bytes.len());
        match random.below(5) {
            0 => bytes.insert(at, random.below(256) as u8),
            1 if at < len => bytes[at] = random.below(256) as u8,
            2 if at < len => drop(bytes.remove(at)),
            3 => bytes.truncate(at.max(1)),
            _ => {
                let piece: Vec<u8> = bytes[at..(at + random.below(40)).min(len)].to_vec();
                let to = random.below(len + 1);
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

/// A well-formed request for an address that is not.
fn address(random: &mut Random) -> Vec<u8> {
    const NAMES: [&str; 32] = [
        "q",
        "year",
        "author",
        "role",
        "org",
        "section",
        "part",
        "topic",
        "limit",
        "offset",
        "passages",
        "sort",
        "group",
        "within",
        "loose",
        "regex",
        "literal",
        "kwic",
        "kwic-sort",
        "context",
        "full",
        "folder",
        "lang",
        "without",
        "by",
        "report",
        "path",
        "format",
        "with",
        "hit",
        "page",
        "of",
    ];
    const PIECES: [&str; 34] = [
        "党建",
        "两个维护",
        "(",
        ")",
        "\"",
        " OR ",
        " AND ",
        "NOT ",
        " NEAR/3 ",
        "author:",
        "年份：",
        "2018..2022",
        "..",
        "-1",
        "0",
        "1",
        "99999999999999999999",
        "true",
        "\0",
        "\r\n",
        "%",
        "%E4%B8",
        "<script>",
        "'",
        "/",
        "\\",
        "#1",
        "@",
        "*",
        ".*",
        "[",
        "\u{202E}",
        "𠀀",
        "-",
    ];
    let piece = |random: &mut Random| -> String {
        (0..random.below(5))
            .map(|_| match random.below(6) {
                0 => char::from_u32(random.below(0x11_0000) as u32).map(String::from).unwrap_or_default(),
                _ => PIECES[random.below(PIECES.len())].to_owned(),
            })
            .collect()
    };
    let path = PATHS[random.below(PATHS.len())];
    let tail = if random.below(5) == 0 { format!("/{}", encoded(&piece(random), random)) } else { String::new() };
    let pairs: Vec<String> = (0..random.below(6))
        .map(|_| format!("{}={}", NAMES[random.below(NAMES.len())], encoded(&piece(random), random)))
        .collect();
    format!("GET {path}{tail}?{} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n", pairs.join("&"))
        .into_bytes()
}

/// As an address has it; at times wrongly.
fn encoded(text: &str, random: &mut Random) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(byte.into()),
            b'%' | b'+' | b'/' if random.below(2) == 0 => encoded.push(byte.into()),
            _ if random.below(50) == 0 => encoded.push_str("%G"),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Answers after which all that fills at first is full.
const WARM: usize = 4_000;

/// Sixteen connections ask all kinds of things, at first until it is warm, then as long as it is told: no error, and the memory
/// stays as it is.
#[test]
#[ignore = "takes as long as it is told"]
#[cfg(target_os = "linux")]
fn memory_stays_flat_in_use() {
    let Some(server) = large() else { return };
    let Some(phrases) = shared("corpus/phrases.tsv") else { return };
    let phrases = std::fs::read_to_string(phrases).expect("phrases");
    let phrases: Vec<&str> = phrases.lines().filter_map(|line| line.split('\t').next()).take(184).collect();
    let (is_over, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    let mut samples = Vec::new();
    std::thread::scope(|scope| {
        for thread in 0..16 {
            let (server, phrases, answers, is_over) = (&server, &phrases, &answers, &is_over);
            scope.spawn(move || {
                let mut random = Random::new(thread + 1);
                let mut connection = Connection::new(server);
                while !is_over.load(Ordering::Relaxed) {
                    let query: String =
                        phrases[random.below(phrases.len())].bytes().map(|byte| format!("%{byte:02X}")).collect();
                    let address = match random.below(12) {
                        0 => "/".to_owned(),
                        1 => "/help".to_owned(),
                        2 => format!("/api/search?q={query}&limit=20"),
                        3 => format!("/search?q={query}&year=2015.."),
                        4 => format!("/search?q={query}&within=section"),
                        5 => format!("/search?q={query}&loose"),
                        6 => format!("/search?q={query}&sort=year&limit=50"),
                        7 => format!("/search?q={query}&group=none"),
                        _ => format!("/search?q={query}"),
                    };
                    let answer = connection.get(&address).expect("an answer");
                    assert_eq!(answer.status, 200, "{address} {}", answer.text());
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let at_most = Instant::now() + Duration::from_secs(300);
        while answers.load(Ordering::Relaxed) < WARM && Instant::now() < at_most {
            std::thread::sleep(Duration::from_millis(100));
        }
        let ending = Instant::now() + run_time();
        while Instant::now() < ending {
            std::thread::sleep(Duration::from_millis(200));
            samples.push(memory(&server));
        }
        is_over.store(true, Ordering::Relaxed);
    });
    // What is in use at a moment goes up and down with what is asked, from 65 to 155 MB within a second: halves tell what
    // stays, and those of a short run differ by an eighth.
    let mean = |samples: &[u64]| samples.iter().sum::<u64>() / samples.len().max(1) as u64;
    let (first, last) = samples.split_at(samples.len() / 2);
    let (first, last) = (mean(first), mean(last));
    let number = answers.load(Ordering::Relaxed).saturating_sub(WARM);
    let all: Vec<u64> = samples.iter().step_by((samples.len() / 10).max(1)).copied().collect();
    said(&format!("{number} answers in {:?}; memory of its own {first} → {last} kB, over time {all:?}", run_time()));
    assert!(last <= first + first / 4, "{samples:?}");
}

/// Memory of a server's own, in kB: without what the index shares with the disk.
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}
