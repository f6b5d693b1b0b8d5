//! What becomes of folders and their indexes while they are served.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::connection::Connection;
use super::server::{PATHS, Server};
use crate::harness::{PROGRAM, TestEnv, project, said, skipped};

/// A report in which a word stands.
fn report(year: u32, word: &str) -> String {
    format!("述职报告\n{year}年，{word}。\n")
}

fn indexed(files: &[(&str, &str)]) -> TestEnv {
    let env = TestEnv::new();
    for (path, word) in files {
        env.write(path, report(2021, word));
    }
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    env
}

/// How many reports hold a word, of how many; none while nothing answers.
fn found(server: &Server, word: &str, more: &str) -> Option<(u64, u64)> {
    let answer = server.get(&format!("/api/search?q={word}{more}"));
    let json: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    (answer.status == 200).then(|| {
        (json["total"]["reports"].as_u64().expect("a total"), json["searched"]["files"].as_u64().expect("a number"))
    })
}

/// Waits until what is found is this.
#[track_caller]
fn finds(server: &Server, word: &str, more: &str, wanted: (u64, u64)) {
    let started = Instant::now();
    while found(server, word, more) != Some(wanted) {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "{word}{more}: {:?}, not {wanted:?}",
            found(server, word, more)
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn several_folders_are_served_each_by_its_name() {
    let env = TestEnv::new();
    for (path, word) in [("a/x/1.txt", "alpha"), ("a/x/2.txt", "beta"), ("a/y/1.txt", "gamma"), ("b/x/1.txt", "delta")]
    {
        env.write(path, report(2021, word));
    }
    assert_eq!(env.run(&["index", "a"]).code, 0);
    assert_eq!(env.run(&["index", "b/x"]).code, 0);
    // Of one indexed folder all, and what lies in one within it; another one called so; and what was given already.
    let server = Server::start(env, &["a", "a/x", "b/x", "a/y/../x", "./a"]);
    let home = server.get("/").text();
    for name in ["a", "x", "x-2"] {
        assert!(home.contains(&format!("folder={name}\"")), "{name}: {home}");
    }
    assert!(!home.contains("folder=x-3") && !home.contains("folder=a-2"), "given twice, served once: {home}");
    for (folder, words) in
        [("a", ["alpha", "beta", "gamma"].as_slice()), ("x", &["alpha", "beta"]), ("x-2", &["delta"])]
    {
        for word in ["alpha", "beta", "gamma", "delta"] {
            let number = u64::from(words.contains(&word));
            finds(&server, word, &format!("&folder={folder}"), (number, words.len() as u64));
        }
    }
    assert_eq!(
        found(&server, "alpha", ""),
        found(&server, "alpha", "&folder=a"),
        "the first is meant where none is named"
    );
    assert_eq!(server.get("/?folder=c").status, 404);
    assert!(server.get("/search?q=alpha&folder=x").text().contains(" a/x"), "its command line names what was served");
    server.env().write("a/x/3.txt", report(2022, "alpha"));
    finds(&server, "alpha", "&folder=x", (2, 3));
    finds(&server, "alpha", "&folder=a", (2, 4));
}

#[test]
fn what_can_not_be_served_is_told_at_once() {
    let env = TestEnv::new().file("a/1.txt", report(2021, "alpha")).file("b/1.txt", report(2021, "beta"));
    for (arguments, said) in [
        (["serve", "nothing"].as_slice(), "no such folder"),
        (&["serve", "a/1.txt"], "not a folder"),
        (&["serve", "/"], "root of a drive"),
        (&["serve", "a", "b", "--index", "c"], "--index"),
        (&["serve", "a", "--port", "65536"], "--port"),
    ] {
        let run = env.run(arguments);
        assert!(run.code == 2 && run.stderr.contains(said), "{arguments:?} {}", run.stderr);
    }
}

#[test]
fn a_small_folder_is_indexed_at_once_and_one_without_files_when_there_are_some() {
    let env = TestEnv::new().file("reports/1.txt", report(2021, "alpha"));
    std::fs::create_dir(env.path().join("empty")).expect("a folder");
    let server = Server::start(env, &["reports", "empty"]);
    finds(&server, "alpha", "", (1, 1));
    let page = server.until("/?folder=empty", |answer| answer.text().contains("no files in"));
    assert_eq!(page.status, 503);
    server.env().write("empty/1.txt", report(2021, "alpha"));
    finds(&server, "alpha", "&folder=empty", (1, 1));
}

#[test]
fn a_large_folder_is_indexed_after_a_yes_and_says_how_far_it_is() {
    /// One more than is indexed unasked.
    const FILES: u64 = 2_001;
    let env = TestEnv::new();
    (0..FILES).for_each(|number| env.write(&format!("reports/{number}.txt"), report(2021, &format!("第{number}项"))));
    let mut server = Server::start(env, &["reports"]);
    let asks =
        server.until("/search?q=alpha&lang=zh", |answer| answer.text().contains("<button>现在建立索引</button>"));
    let text = asks.text();
    assert!(
        asks.status == 503 && text.contains(r#"<form method="post" action="/index?folder=reports&#38;lang=zh">"#),
        "{text}"
    );
    assert!(!text.contains("http-equiv"), "nothing happens before a yes");
    let of_api = server.get("/api/search?q=alpha");
    assert_eq!((of_api.status, of_api.header("retry-after")), (503, Some("2")));
    assert!(
        of_api.text().contains(r#""kind":"unavailable""#) && of_api.text().contains("baogao index"),
        "{}",
        of_api.text()
    );
    // Nobody says yes by a link, or from elsewhere.
    assert_eq!(server.get("/index").status, 405);
    assert_eq!(server.ask("POST", "/index", &[("origin", "http://evil.example")], "").status, 403);
    assert!(!server.env().path().join("reports/.baogao").exists(), "asking writes nothing");
    let yes = server.post("/index?folder=reports&lang=zh", "");
    assert_eq!((yes.status, yes.header("location")), (303, Some("/?folder=reports&lang=zh")));
    assert_eq!(server.post("/index", "").status, 303, "twice is once");
    let shows = server.until("/", |answer| answer.text().contains("<progress"));
    let text = shows.text();
    assert!(shows.status == 503 && text.contains(r#"<meta http-equiv="refresh" content="1">"#), "{text}");
    assert!(text.contains(&format!("of {FILES} files read")) || text.contains("of 2,001 files read"), "{text}");
    // Whoever ends it now leaves nothing behind that works, and nothing that would be taken for an index.
    let workers = children(server.process());
    assert_eq!(server.stop("INT"), Some(130));
    ended(&workers);
    let run = server.env().run(&["search", "第7项", "reports", "-l"]);
    assert!(run.code == 2 && run.stderr.contains("no index"), "{}", run.stderr);
}

#[test]
fn an_index_that_can_not_be_read_is_told_with_what_can_be_done() {
    let files = [("reports/1.txt", "alpha")];
    let meta = "reports/.baogao/index/meta.json";
    let unavailable = |env: TestEnv, arguments: &[&str], said: &str, hint: &str| {
        let server = Server::start(env, arguments);
        for path in ["/", "/search?q=alpha", "/api/search?q=alpha"] {
            let answer = server.until(path, |answer| !answer.text().contains("http-equiv"));
            let text = answer.text();
            assert_eq!((answer.status, answer.header("retry-after")), (503, Some("2")), "{path} {text}");
            assert!(text.contains(said) && text.contains(hint), "{path} {text}");
        }
        server
    };
    let env = indexed(&files);
    env.write(meta, "{");
    let server = unavailable(env, &["reports"], "damaged index", "index --rebuild");
    // Another process builds it again.
    assert_eq!(server.env().run(&["index", "--rebuild", "reports"]).code, 0);
    finds(&server, "alpha", "", (1, 1));
    let env = indexed(&files);
    let text = std::fs::read_to_string(env.path().join(meta)).expect("a file");
    let at = text.find("schema_version").expect("a version");
    let (before, after) = text.split_at(at + "schema_version".len() + 5);
    env.write(meta, format!("{before}{}{}", '0', &after[1..]));
    // The page can do so itself.
    let server = unavailable(env, &["reports"], "of another version", "index --rebuild");
    let page = server.get("/search?q=alpha").text();
    assert!(page.contains("<form method=\"post\" action=\"/index?folder=reports"), "{page}");
    assert_eq!(server.post("/index", "").status, 303);
    finds(&server, "alpha", "", (1, 1));
    let env = indexed(&files).file("other/1.txt", report(2021, "beta"));
    assert_eq!(env.run(&["index", "reports", "--index", "elsewhere"]).code, 0);
    unavailable(env, &["other", "--index", "elsewhere"], "index of another folder", "another place with --index");
}

#[test]
fn answers_are_of_one_state_while_an_index_is_replaced_and_none_when_it_is_gone() {
    let env = indexed(&[("reports/1.txt", "alpha"), ("reports/2.txt", "alpha")]);
    let server = Server::start(env, &["reports"]);
    let states = [(2, 2), (3, 3), (4, 4), (5, 5)];
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut seen = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let answer = found(&server, "alpha", "").expect("an answer: there is always an index");
                assert!(states.contains(&answer), "of no state: {answer:?}");
                seen.push(answer);
            }
            seen
        });
        server.env().write("reports/3.txt", report(2022, "alpha"));
        finds(&server, "alpha", "", (3, 3));
        for _ in 0..3 {
            assert_eq!(server.env().run(&["index", "--rebuild", "reports"]).code, 0);
        }
        server.env().write("reports/4.txt", report(2022, "alpha"));
        server.env().write("reports/5.txt", report(2022, "alpha"));
        finds(&server, "alpha", "", (5, 5));
        is_over.store(true, Ordering::Relaxed);
        let seen = asking.join().expect("its answers");
        assert!(seen.is_sorted(), "what was newer once is not older later");
    });
    // It may be compared with its folder at this moment.
    let home = server.env().path().join("reports/.baogao");
    while home.exists() {
        let _ = std::fs::remove_dir_all(&home);
    }
    let gone = server.until("/search?q=alpha", |answer| answer.status == 503).text();
    assert!(gone.contains("baogao index"), "{gone}");
    // It is its user's to build again: a folder that changes is no wish.
    server.env().write("reports/6.txt", report(2022, "alpha"));
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(server.get("/").status, 503);
    assert_eq!(server.env().run(&["index", "reports"]).code, 0);
    finds(&server, "alpha", "", (6, 6));
}

#[test]
fn pages_say_how_fresh_they_are_and_browsers_know_when_that_is_another() {
    let env = indexed(&[("reports/1.txt", "alpha")]);
    let server = Server::start(env, &["reports"]);
    let fresh = server.until("/search?q=alpha", |answer| answer.text().contains("Changes in the folder are taken up"));
    assert!(server.again("/search?q=alpha").body.is_empty());
    // What is wrong in a file of the user's is said on each page.
    server.env().write("reports/metadata.csv", "file,wrong\n1.txt,x\n");
    let stale = server.until("/search?q=alpha", |answer| answer.text().contains("Not up to date"));
    assert_ne!(stale.header("etag"), fresh.header("etag"));
}

#[test]
fn ctrl_c_ends_it_at_once_whoever_is_connected() {
    let mut server = Server::start(indexed(&[("reports/1.txt", "alpha")]), &["reports"]);
    let mut connections: Vec<Connection> = (0..20).map(|_| Connection::new(&server)).collect();
    for connection in &mut connections[..10] {
        assert_eq!(connection.get("/").map(|answer| answer.status), Some(200));
    }
    assert!(connections[10].write(b"GET / HT"));
    let started = Instant::now();
    assert_eq!(server.stop("INT"), Some(130));
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_thousand_questions_change_nothing_on_the_disk() {
    let server = Server::of_sample();
    server.until("/", |answer| answer.text().contains("Changes in the folder are taken up"));
    let before = content(server.env().path());
    let words = ["党建", "两个维护", "a", "(", "author:林国栋", "NOT 党建", "x OR y", "%22", "..", "%00", "<script>"];
    let pairs = [
        "",
        "&limit=3",
        "&year=2020..",
        "&sort=year",
        "&group=none",
        "&kwic=10",
        "&within=report",
        "&loose",
        "&regex",
        "&lang=zh",
        "&refresh",
        "&xlsx=a.xlsx",
    ];
    let mut connection = Connection::new(&server);
    for number in 0..1_000usize {
        let (path, word, pair) =
            (PATHS[number % PATHS.len()], words[number % words.len()], pairs[number / 7 % pairs.len()]);
        let answer = connection.get(&format!("{path}?q={word}{pair}"));
        let answer = answer.unwrap_or_else(|| {
            connection = Connection::new(&server);
            connection.get("/").expect("a new connection")
        });
        assert_ne!(answer.status, 500, "{path}?q={word}{pair} {}", answer.text());
    }
    let after = content(server.env().path());
    assert!(
        before == after,
        "changed: {:?}",
        before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes)).map(|(path, _)| path).collect::<Vec<_>>()
    );
}

/// Every file below a folder, and its bytes.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(all.insert(path.display().to_string(), std::fs::read(path).expect("a file"))),
            }
        }
    }
    all
}

#[test]
fn it_works_where_there_is_no_network() {
    let lone = ["--user", "--map-root-user", "--net"];
    let may = Command::new("unshare").args(lone).args(["sh", "-c", "ip link set lo up"]).stderr(Stdio::null()).status();
    if !may.is_ok_and(|status| status.success()) {
        return skipped("a network of its own can't be made here");
    }
    let env = indexed(&[("reports/1.txt", "alpha")]);
    let program = PROGRAM;
    let script = project().join("tests/it/serve/without_network.py");
    let line = format!("ip link set lo up && exec python3 '{}' '{program}'", script.display());
    let run =
        Command::new("unshare").args(lone).args(["sh", "-c", &line]).current_dir(env.path()).output().expect("it runs");
    let output = String::from_utf8_lossy(&run.stdout);
    assert_eq!(output, "200 True\n", "{}", String::from_utf8_lossy(&run.stderr));
}

/// The processes that a process started.
fn children(process: u32) -> Vec<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let of_task = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    of_task
        .flat_map(|all| all.split_whitespace().filter_map(|number| number.parse().ok()).collect::<Vec<_>>())
        .collect()
}

/// Waits until processes are gone.
fn ended(processes: &[u32]) {
    said(&format!("{} processes read files", processes.len()));
    let started = Instant::now();
    let is_there = |process: &u32| Path::new(&format!("/proc/{process}")).exists();
    while processes.iter().any(is_there) {
        assert!(started.elapsed() < Duration::from_secs(5), "a process that reads files goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
}
