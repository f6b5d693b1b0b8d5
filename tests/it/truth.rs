//! The index is true whatever happens: processes are killed, disks are full, several write at once, files have any names.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use baogao::index::{BuildOptions, Location, Reader, build, compact, verify};

use super::harness::{PROGRAM, Silent, TestEnv, said};
use super::refresh::{Random, Sequence, answers, changed};

/// Starts the program in a test's folder.
fn start(env: &TestEnv, arguments: &[&str]) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(env.path()).env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
}

fn location(env: &TestEnv) -> Location {
    Location::new(&env.path().join("reports"), Some(&env.path().join("index")), None)
}

/// The index, opened.
fn index_of(env: &TestEnv) -> Arc<Reader> {
    Arc::new(Reader::open(&location(env)).expect("an index"))
}

/// As commands do, the tests wait for the right to write: a run that is killed while it starts a process leaves its lock to
/// that until it runs its own program, a moment that is longer on a busy machine.
fn patient() -> BuildOptions {
    BuildOptions { wait: Duration::from_secs(10), ..BuildOptions::default() }
}

/// What is answered of the folder as it is, by an index built afresh.
fn fresh(env: &TestEnv) -> Vec<String> {
    let _ = std::fs::remove_dir_all(env.path().join("fresh"));
    answers(&super::refresh::index(env, "fresh").0)
}

/// The lines of answers that differ, in pairs.
fn differences(left: &[String], right: &[String]) -> String {
    let differs = left.iter().zip(right).filter(|(left, right)| left != right);
    let mut lines: Vec<String> = differs.map(|(left, right)| format!("\n< {left}\n> {right}")).collect();
    if left.len() != right.len() {
        lines.push(format!("\n{} and {} answers", left.len(), right.len()));
    }
    lines.concat()
}

/// Kills so many runs at random moments. After each the index is whole, and that of the folder as it was before, or as
/// it is now; the next run brings it level.
fn kills(rounds: u64) {
    let env = TestEnv::new();
    let seed = Random::any_seed();
    let mut random = Random::new(seed);
    let mut sequence = Sequence::new(&env);
    for _ in 0..120 {
        sequence.change(&mut random);
    }
    build(&location(&env), patient(), &Silent).expect("an index");
    let mut before = fresh(&env);
    let (mut as_before, mut as_after) = (0, 0);
    for round in 0..rounds {
        for _ in 0..=random.below(40) {
            sequence.change(&mut random);
        }
        let after = fresh(&env);
        let mut run = start(&env, &["index", "reports", "--index", "index"]);
        std::thread::sleep(Duration::from_micros(random.below(500_000) as u64));
        run.kill().expect("it can be killed");
        run.wait().expect("it ends");
        let reader =
            Reader::open(&location(&env)).map(Arc::new).unwrap_or_else(|e| panic!("seed {seed}, round {round}: {e}"));
        let answered = answers(&reader);
        assert!(answered == before || answered == after, "seed {seed}, round {round}: neither state");
        as_before += usize::from(answered == before);
        as_after += usize::from(answered == after);
        let found = verify(&location(&env), &patient(), &Silent).expect("it can be verified");
        assert!(found.is_sound(), "seed {seed}, round {round}: {found:?}");
        build(&location(&env), patient(), &Silent).expect("the next run");
        let reader = index_of(&env);
        let differs = differences(&answers(&reader), &after);
        assert!(differs.is_empty(), "seed {seed}, round {round}: not level (left the index, right afresh): {differs}");
        before = after;
    }
    said(&format!("{rounds} kills, seed {seed}: {as_before} left the state before, {as_after} the one after"));
}

#[test]
fn a_killed_run_leaves_a_true_index() {
    kills(8);
}

/// `cargo test --release -- --ignored two_hundred`
#[test]
#[ignore = "takes minutes"]
fn two_hundred_killed_runs() {
    kills(200);
}

/// Random sequences of changes, runs, killed runs and compactions; after each run the answers are those of an index
/// built afresh. `SEQUENCES=1000` for more.
#[test]
#[ignore = "takes minutes"]
fn sequences_of_all_that_happens() {
    let sequences = std::env::var("SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(60u64);
    let seed = Random::any_seed();
    let mut runs = 0;
    for number in 0..sequences {
        let mut random = Random::new(seed + number);
        let env = TestEnv::new();
        let mut sequence = Sequence::new(&env);
        for _ in 0..8 {
            for _ in 0..=random.below(4) {
                sequence.change(&mut random);
            }
            let has_index = location(&env).has_index();
            match random.below(6) {
                0 => {
                    let mut run = start(&env, &["index", "reports", "--index", "index"]);
                    std::thread::sleep(Duration::from_micros(random.below(250_000) as u64));
                    run.kill().expect("it can be killed");
                    run.wait().expect("it ends");
                    continue;
                }
                1 if has_index => {
                    compact(&location(&env), &patient(), &Silent).expect("compacted");
                    let left = verify(&location(&env), &patient(), &Silent).expect("verified");
                    assert!(left.is_sound() && left.orphans.is_empty(), "seed {}: {left:?}", seed + number);
                    continue;
                }
                _ => {}
            }
            let summary = build(&location(&env), patient(), &Silent).expect("an index");
            assert_eq!(summary.reports, sequence.reports(), "seed {}", seed + number);
            let reader = index_of(&env);
            assert_eq!(answers(&reader), fresh(&env), "seed {}", seed + number);
            runs += 1;
        }
    }
    said(&format!("{sequences} sequences, seed {seed}: {runs} runs gave the answers of a fresh index"));
}

/// Files may grow to so many kilobytes only, as on a disk that is full: whichever file it hits first, the run fails
/// with a reason, and the index is as it was.
#[test]
#[cfg(target_os = "linux")]
fn a_run_that_cannot_write_leaves_the_old_index() {
    let env = TestEnv::new();
    let mut random = Random::new(7);
    let mut sequence = Sequence::new(&env);
    for _ in 0..60 {
        sequence.change(&mut random);
    }
    build(&location(&env), BuildOptions::default(), &Silent).expect("an index");
    let before = answers(&index_of(&env));
    env.write("reports/new.txt", "新的报告".repeat(20_000));
    let mut failed = 0;
    for kilobytes in [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128] {
        let run = env.shell(&format!("trap '' XFSZ; ulimit -f {kilobytes}; exec baogao index reports --index index"));
        if run.code == 0 {
            break;
        }
        failed += 1;
        assert!(run.code == 2 && run.stderr.contains("File too large"), "{kilobytes} kB: {}", run.stderr);
        let reader = Reader::open(&location(&env)).map(Arc::new).unwrap_or_else(|e| panic!("{kilobytes} kB: {e}"));
        assert_eq!(answers(&reader), before, "{kilobytes} kB");
        let found = verify(&location(&env), &BuildOptions::default(), &Silent).expect("it can be verified");
        assert!(found.is_sound(), "{kilobytes} kB: {found:?}");
    }
    assert!(failed > 3, "{failed} runs failed");
    build(&location(&env), BuildOptions::default(), &Silent).expect("an index");
    assert_eq!(answers(&index_of(&env)), fresh(&env));
}

#[test]
fn a_second_writer_waits_and_says_for_whom() {
    let env = TestEnv::new().file("reports/a.png", b"\x89PNG\r\n\x1a\n0000").file("reports/b.txt", "抓党建");
    let ocr = "sleep 2; cat";
    let mut first = start(&env, &["index", "reports", "--index", "index", "--ocr", ocr]);
    std::thread::sleep(Duration::from_millis(700));
    let holder = format!("process {}", first.id());
    let refused = env.run(&["index", "reports", "--index", "index", "--wait", "0"]);
    assert!(refused.code == 2 && refused.stderr.contains(&holder), "{}", refused.stderr);
    assert!(refused.stderr.contains("--wait"), "{}", refused.stderr);
    let waited = env.run(&["index", "reports", "--index", "index", "--ocr", ocr]);
    assert!(waited.code == 0 && waited.stderr.contains(&format!("{holder} is writing")), "{}", waited.stderr);
    first.wait().expect("it ends");
    // What a dead process held is free.
    let mut killed = start(&env, &["index", "reports", "--index", "index", "--ocr", "sleep 3; cat", "--rebuild"]);
    std::thread::sleep(Duration::from_millis(500));
    killed.kill().expect("it can be killed");
    killed.wait().expect("it ends");
    assert_eq!(env.run(&["index", "reports", "--index", "index", "--wait", "0"]).code, 0);
}

#[test]
#[cfg(unix)]
fn a_run_that_is_asked_to_stop_keeps_what_it_has_read() {
    let env = TestEnv::new();
    for number in 0..40_u8 {
        // Each another one: what is the same is recognised once.
        env.write(&format!("reports/{number}.png"), [b"\x89PNG\r\n\x1a\n000", &[number][..]].concat());
    }
    let ocr = "sleep 0.2; printf '抓党建 %s\\n'";
    let stop = |child: &Child| assert_eq!(env.shell(&format!("kill -INT {}", child.id())).code, 0);
    let mut run = start(&env, &["index", "reports", "--index", "index", "--ocr", ocr]);
    std::thread::sleep(Duration::from_millis(1_500));
    // Twice at once is one wish, as `timeout` sends it.
    assert_eq!(env.shell(&format!("kill -INT {0}; kill -INT {0}", run.id())).code, 0);
    let mut told = String::new();
    std::io::Read::read_to_string(run.stderr.as_mut().expect("its messages"), &mut told).expect("text");
    assert_eq!(run.wait().expect("it ends").code(), Some(130), "{told}");
    assert!(told.contains("stopping;") && told.contains("left for the next run"), "{told}");
    let found = env.run(&["search", "抓党建", "reports", "--index", "index", "-l"]).stdout.lines().count();
    assert!((1..40).contains(&found), "{found}");
    // A rebuild replaces all or nothing.
    let other = "sleep 0.3; printf '抓党建 %s\\n'";
    let mut run = start(&env, &["index", "reports", "--index", "index", "--ocr", other, "--rebuild"]);
    std::thread::sleep(Duration::from_millis(1_000));
    stop(&run);
    assert_eq!(run.wait().expect("it ends").code(), Some(130));
    let after = env.run(&["search", "抓党建", "reports", "--index", "index", "-l"]).stdout.lines().count();
    assert_eq!(after, found);
    // Whatever is being recognised is given up; a second wish changes nothing.
    let mut run = start(&env, &["index", "reports", "--index", "index", "--ocr", "sleep 20; cat", "--rebuild"]);
    std::thread::sleep(Duration::from_millis(700));
    let started = Instant::now();
    stop(&run);
    std::thread::sleep(Duration::from_millis(200));
    stop(&run);
    assert_eq!(run.wait().expect("it ends").code(), Some(130));
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(env.run(&["index", "reports", "--index", "index", "--ocr", ocr]).code, 0);
    let found = env.run(&["search", "抓党建", "reports", "--index", "index", "-l"]).stdout.lines().count();
    assert_eq!(found, 40);
}

#[test]
fn a_search_tells_of_changes_and_refreshes_when_asked() {
    let env = TestEnv::new();
    for name in ["a", "b"] {
        changed(&env, &format!("{name}.txt"), "抓党建", 5);
    }
    let search = |options: &[&str]| env.run(&[&["search", "抓党建", "reports", "-l"], options].concat());
    assert_eq!(search(&[]).stdout.lines().count(), 2);
    assert!(!search(&[]).stderr.contains("newer"));
    changed(&env, "c.txt", "也抓党建", 4);
    std::fs::remove_file(env.path().join("reports/b.txt")).expect("a file");
    let run = search(&[]);
    assert!(
        run.stdout.contains("b.txt") && run.stderr.contains("2 files newer than the index or gone"),
        "{}",
        run.stderr
    );
    let run = search(&["--refresh"]);
    assert!(run.stdout.contains("c.txt") && !run.stdout.contains("b.txt"), "{}", run.stdout);
    assert!(run.stderr.contains("1 new, 0 changed, 0 moved, 1 gone"), "{}", run.stderr);
    env.write("reports/baogao.toml", "auto_refresh = true\n");
    search(&["--refresh"]);
    changed(&env, "d.txt", "抓党建", 3);
    assert!(search(&[]).stdout.contains("d.txt"));
}

#[test]
fn a_glance_sees_what_is_likely_and_status_all() {
    let env = TestEnv::new();
    // The first is the oldest: 100 others were changed after it.
    for number in 0..101 {
        changed(&env, &format!("{}/{number}.txt", number % 3), "抓党建", 1000 - number);
    }
    let newer = |args: &[&str]| env.run(&[args, &["reports"]].concat()).stderr.contains("newer than the index or gone");
    let search = ["search", "抓党建", "-c"];
    assert!(!newer(&search) && !newer(&["status"]));
    changed(&env, "0/0.txt", "也抓党建", 2000);
    assert!(!newer(&search) && newer(&["status"]));
    changed(&env, "1/1.txt", "也抓党建", 998);
    assert!(newer(&search));
    env.run(&["index", "reports"]);
    assert!(!newer(&search) && !newer(&["status"]));
    std::fs::rename(env.path().join("reports/2/2.txt"), env.path().join("reports/1/2.txt")).expect("a file");
    assert!(newer(&search));
}

#[test]
fn a_damaged_or_false_index_is_found_and_repaired() {
    let env = TestEnv::sample();
    let verify = |options: &[&str]| env.run(&[&["verify", "corpus-sample"], options].concat());
    assert_eq!(env.run(&["index", "corpus-sample"]).code, 0);
    let sound = verify(&[]);
    assert!(sound.code == 0 && sound.stdout.starts_with("sound: "), "{}{}", sound.stdout, sound.stderr);
    // The file is another one, though its size and date say otherwise.
    let path = env.path().join("corpus-sample/2018/林国栋_述职报告_2018.txt");
    let (text, modified) = (std::fs::read(&path).expect("bytes"), std::fs::metadata(&path).and_then(|m| m.modified()));
    std::fs::write(&path, String::from_utf8_lossy(&text).replace("石材", "木材")).expect("a file");
    let file = File::options().write(true).open(&path).expect("a file");
    file.set_modified(modified.expect("a time")).expect("a time");
    let outdated = verify(&["--json"]);
    assert!(outdated.stdout.contains(r#""outdated":["2018/林国栋_述职报告_2018.txt"]"#), "{}", outdated.stdout);
    // Bytes of the index are wrong.
    let store = std::fs::read_dir(env.path().join("corpus-sample/.baogao/index")).expect("an index").flatten();
    let store = store.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|e| e == "texts"));
    let store = store.expect("a part of the index");
    let mut bytes = std::fs::read(&store).expect("bytes");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&store, bytes).expect("a file");
    std::fs::write(store.with_extension("idx.gone"), "").expect("no part of an index");
    let damaged = verify(&[]);
    assert!(damaged.code == 1 && damaged.stdout.contains("1 part of the index is damaged"), "{}", damaged.stdout);
    let repaired = verify(&["--repair"]);
    assert_eq!(repaired.code, 0, "{}", repaired.stderr);
    let sound = verify(&["--json"]);
    assert!(sound.stdout.contains(r#""sound":true"#) && sound.stdout.contains(r#""outdated":[]"#), "{}", sound.stdout);
}

#[test]
fn compacting_leaves_one_piece_and_nothing_beside_it() {
    let env = TestEnv::sample();
    let reports = |of: &str| env.run(&["search", of, "corpus-sample", "-l"]).stdout;
    env.run(&["index", "corpus-sample"]);
    for round in 0..3 {
        env.write(&format!("corpus-sample/{round}.txt"), "新的一年抓党建");
        env.run(&["index", "corpus-sample"]);
    }
    let index = env.path().join("corpus-sample/.baogao/index");
    std::fs::write(index.join("0123456789abcdef0123456789abcdef.idx"), "left").expect("a file");
    let before = (reports("党建"), reports("两个维护"));
    let verified = env.run(&["verify", "corpus-sample"]);
    assert!(verified.code == 0 && verified.stdout.contains("left by killed processes"), "{}", verified.stdout);
    let run = env.run(&["compact", "corpus-sample"]);
    assert!(run.code == 0 && run.stderr.contains("segments are now one"), "{}", run.stderr);
    assert_eq!((reports("党建"), reports("两个维护")), before);
    let stores = std::fs::read_dir(&index).expect("an index").flatten();
    let names: Vec<String> = stores.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.ends_with(".store")).count(), 1, "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("0123456789abcdef")), "{names:?}");
}

#[test]
#[cfg(unix)]
fn any_folder_can_be_indexed() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let env = TestEnv::new();
    let folder = env.path().join("reports");
    for name in ["a b.txt", "换\n行.txt", "表情😀.txt", "引'号\".txt", "-l.txt", "100%.txt", "a/b.txt"] {
        env.write(&format!("reports/{name}"), "抓党建");
    }
    let gbk = encoding_rs::GB18030.encode("年度总结.txt").0.into_owned();
    std::fs::write(folder.join(OsString::from_vec(gbk)), "抓党建").expect("a file");
    std::fs::write(folder.join(OsString::from_vec(b"\xFF\xFE.txt".to_vec())), "抓党建").expect("a file");
    std::os::unix::fs::symlink(&folder, folder.join("loop")).expect("a link");
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket")).expect("a socket");
    let deep: std::path::PathBuf = std::iter::repeat_n("d", 140).collect();
    std::fs::create_dir_all(folder.join(&deep)).expect("folders");
    std::fs::write(folder.join(&deep).join("deep.txt"), "抓党建").expect("a file");
    File::create(folder.join("large.txt")).and_then(|file| file.set_len(2 << 30)).expect("a large file");
    let run = env.run(&["index", "reports", "--follow"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let found = env.run(&["search", "抓党建", "reports", "--json", "--limit", "99"]).stdout;
    let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    let mut paths: Vec<&str> =
        found["hits"].as_array().expect("hits").iter().filter_map(|hit| hit["path"].as_str()).collect();
    paths.sort_unstable();
    let expected = [
        "-l.txt",
        "100%.txt",
        "\\xFF\\xFE.txt",
        "a b.txt",
        "a/b.txt",
        "年度总结.txt",
        "引'号\".txt",
        "换\n行.txt",
        "表情😀.txt",
    ];
    assert_eq!(paths, expected);
    let status = env.run(&["status", "reports", "--problems"]).stdout;
    for words in ["loop", "socket", "not a regular file", "nested deeper than 128", "files over 256 MiB are not read"] {
        assert!(status.contains(words), "{words}: {status}");
    }
    // Each of them is known again.
    let again = env.run(&["index", "reports", "--follow"]).stderr;
    assert!(again.contains("nothing has changed") || again.contains("0 new, 0 changed, 0 moved, 0 gone"), "{again}");
}

/// `cargo test --release -- --ignored hundred_thousand`
#[test]
#[ignore = "takes a minute"]
fn a_hundred_thousand_empty_files() {
    let env = TestEnv::new();
    for folder in 0..100 {
        let folder = env.path().join(format!("reports/{folder}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        for number in 0..1_000 {
            File::create(folder.join(format!("{number}.txt"))).expect("a file");
        }
    }
    env.write("reports/one.txt", "抓党建");
    let run = env.run(&["index", "reports"]);
    assert!(run.code == 0 && run.stderr.contains("indexed 1 of 100001 files"), "{}", run.stderr);
    let run = env.run(&["search", "抓党建", "reports"]);
    assert!(run.stdout.contains("searched 1 of 100001 files, 100000 not readable"), "{}", run.stdout);
}

/// The memory of a process, in kilobytes.
#[cfg(target_os = "linux")]
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

/// Waits until a search finds what it should.
#[cfg(target_os = "linux")]
fn wait_for(env: &TestEnv, words: &str, is_there: bool) -> Duration {
    let started = Instant::now();
    loop {
        let run = env.run(&["search", words, "reports", "--index", "index", "-l"]);
        assert!(run.code < 2, "{}", run.stderr);
        if (run.code == 0) == is_there {
            return started.elapsed();
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{words}: still {}", run.code);
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_watched_folder_is_kept_fresh() {
    let env = TestEnv::new().file("reports/a.txt", "抓党建");
    let mut watcher = start(&env, &["index", "reports", "--index", "index", "--watch"]);
    let mut told = BufReader::new(watcher.stderr.take().expect("its messages")).lines();
    assert!(told.any(|line| line.is_ok_and(|line| line.starts_with("watching"))));
    // Told again and again; a pipe that nobody reads would stop it.
    std::thread::spawn(move || told.for_each(drop));
    env.write("reports/b.txt", "抓招商");
    wait_for(&env, "抓招商", true);
    // Saved as editors do.
    env.write("reports/.b.txt.swp", "抓项目");
    std::fs::rename(env.path().join("reports/.b.txt.swp"), env.path().join("reports/b.txt")).expect("a file");
    wait_for(&env, "抓项目", true);
    wait_for(&env, "抓招商", false);
    // A folder comes in whole, and goes.
    env.write("elsewhere/c/d.txt", "抓落实");
    std::fs::rename(env.path().join("elsewhere/c"), env.path().join("reports/c")).expect("a folder");
    wait_for(&env, "抓落实", true);
    env.write("reports/c/e.txt", "抓作风");
    wait_for(&env, "抓作风", true);
    std::fs::remove_dir_all(env.path().join("reports/c")).expect("a folder");
    wait_for(&env, "抓落实", false);
    assert_eq!(env.shell(&format!("kill -INT {}", watcher.id())).code, 0);
    assert_eq!(watcher.wait().expect("it ends").code(), Some(130));
}

/// One watcher, one writer and four searchers on a folder that changes all the time, for half a minute, or `SOAK=600`
/// seconds. What a refresh that began after a change announces is found; the watcher's memory stays flat.
#[test]
#[ignore = "takes minutes"]
#[cfg(target_os = "linux")]
fn soak() {
    let seconds = std::env::var("SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(30);
    let env = TestEnv::new();
    let seed = Random::any_seed();
    let mut random = Random::new(seed);
    let mut sequence = Sequence::new(&env);
    for _ in 0..200 {
        sequence.change(&mut random);
    }
    let mut watcher = start(&env, &["index", "reports", "--index", "index", "--watch"]);
    let process = watcher.id();
    let (sender, announced) = mpsc::channel();
    let lines = BufReader::new(watcher.stderr.take().expect("its messages")).lines();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            assert!(!line.contains("error") && !line.contains("not refreshed"), "{line}");
            // When the refresh that this line tells of began.
            if let Some(took) = line.split(" in ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<f64>().ok()) {
                let _ = sender.send(Instant::now().checked_sub(Duration::from_secs_f64(took + 0.1)));
            }
        }
    });
    wait_for(&env, "党", true);
    let stop = AtomicBool::new(false);
    let searches = Mutex::new(0u64);
    let (mut markers, mut samples, mut slowest) = (0, Vec::new(), Duration::ZERO);
    std::thread::scope(|scope| {
        for searcher in 0..4 {
            let (env, stop, searches) = (&env, &stop, &searches);
            scope.spawn(move || {
                let queries = ["党建", "两个维护 OR 招商", "年度总结", "党"];
                while !stop.load(Ordering::Relaxed) {
                    let run = env.run(&["search", queries[searcher], "reports", "--index", "index", "--json"]);
                    assert!(run.code < 2, "{}", run.stderr);
                    *searches.lock().expect("no searcher panics") += 1;
                }
            });
        }
        let ending = Instant::now() + Duration::from_secs(seconds);
        while Instant::now() < ending {
            for _ in 0..=random.below(20) {
                sequence.change(&mut random);
            }
            markers += 1;
            let marker = format!("标记{markers}号");
            env.write("reports/标记.txt", format!("{marker}，党"));
            let written = Instant::now();
            // The first refresh that began after the change.
            let began_after = |began: &Option<Instant>| began.is_some_and(|began| began > written);
            let found = announced.iter().find(began_after);
            assert!(found.is_some(), "seed {seed}: the watcher ended");
            let run = env.run(&["search", &marker, "reports", "--index", "index", "-l"]);
            assert_eq!(run.code, 0, "seed {seed}: {marker} is not found after the refresh: {}", run.stderr);
            slowest = slowest.max(written.elapsed());
            samples.extend(memory(process));
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert_eq!(env.shell(&format!("kill -INT {process}")).code, 0);
    assert_eq!(watcher.wait().expect("it ends").code(), Some(130));
    build(&location(&env), BuildOptions::default(), &Silent).expect("level");
    assert_eq!(answers(&index_of(&env)), fresh(&env));
    let half = samples.len() / 2;
    let most = |of: &[u64]| of.iter().copied().max().unwrap_or(0);
    let (early, late) = (most(&samples[..half]), most(&samples[half..]));
    let searches = searches.into_inner().expect("no searcher panics");
    said(&format!(
        "soak of {seconds} s, seed {seed}: {searches} searches, {markers} changes, the slowest found after {} ms; \
         the watcher's memory {} MB at most in the first half, {} MB in the second",
        slowest.as_millis(),
        early / 1024,
        late / 1024
    ));
    // What the allocator keeps differs from run to run; what grows with each change would be many times as much.
    assert!(late < early + early / 2, "{early} kB grew to {late} kB");
}

#[test]
#[cfg(unix)]
fn an_index_is_repaired_as_it_was_built() {
    let env = TestEnv::new().file("reports/a.txt", "抓党建").file("elsewhere/b.txt", "抓党建，抓招商");
    let zip = {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in [("1.png", b"\x89PNG\r\n\x1a\n0000".as_slice()), ("2.txt", "抓党建".as_bytes())] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
            std::io::Write::write_all(&mut writer, bytes).expect("bytes");
        }
        writer.finish().expect("a zip file").into_inner()
    };
    env.write("reports/c.zip", &zip);
    std::os::unix::fs::symlink(env.path().join("elsewhere"), env.path().join("reports/link")).expect("a link");
    let found = || env.run(&["search", "抓党建", "reports", "-l"]).stdout;
    assert_eq!(env.run(&["index", "reports", "--follow"]).code, 0);
    let all = found();
    assert_eq!(all, "reports/a.txt\nreports/c.zip/2.txt\nreports/link/b.txt\n");
    // An archive of which a part can't be read is as it was read.
    let sound = env.run(&["verify", "reports"]);
    assert!(sound.code == 0 && sound.stdout.contains("sound: "), "{}", sound.stdout);
    assert!(env.run(&["status", "reports", "--json"]).stdout.contains(&format!("{}", zip.len() + 30)));
    // What is changed under the same date and size is brought in.
    let path = env.path().join("reports/a.txt");
    let modified = std::fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
    std::fs::write(&path, "抓招商").expect("a file");
    File::options().write(true).open(&path).and_then(|file| file.set_modified(modified)).expect("a time");
    assert_eq!(env.run(&["verify", "reports", "--repair"]).code, 0);
    assert_eq!(found(), "reports/c.zip/2.txt\nreports/link/b.txt\n");
    // A list of the parts that can't be read is damage, too.
    let meta = env.path().join("reports/.baogao/index/meta.json");
    std::fs::write(&meta, "{\"segments\": [\n".repeat(500)).expect("a file");
    let damaged = env.run(&["verify", "reports"]);
    assert!(damaged.code == 1 && damaged.stdout.contains("meta.json"), "{}{}", damaged.stdout, damaged.stderr);
    let refused = env.run(&["verify", "reports", "--repair"]);
    assert!(refused.code == 2 && refused.stderr.contains("--rebuild"), "{}", refused.stderr);
    assert!(refused.stderr.lines().count() < 8, "{}", refused.stderr);
    assert_eq!(env.run(&["index", "reports", "--rebuild", "--follow"]).code, 0);
    assert_eq!(env.run(&["verify", "reports"]).code, 0);
}

#[test]
fn nothing_but_an_index_is_ever_removed() {
    let env = TestEnv::new().file("reports/a.txt", "抓党建").file("index.old/note.txt", "mine");
    assert_eq!(env.run(&["index", "reports", "--index", "index"]).code, 2);
    std::fs::rename(env.path().join("index.old"), env.path().join("mine")).expect("a folder");
    assert_eq!(env.run(&["index", "reports", "--index", "index"]).code, 0);
    std::fs::rename(env.path().join("mine"), env.path().join("index.old")).expect("a folder");
    let refused = env.run(&["compact", "reports", "--index", "index"]);
    assert!(refused.code == 2 && refused.stderr.contains("not an index, and not empty"), "{}", refused.stderr);
    assert!(env.path().join("index.old/note.txt").exists());
}
