//! Every file accounted for, citations that tell what became of them, folders within folders, and what the user knows.

use std::collections::BTreeMap;

use super::harness::TestEnv;
use super::refresh::changed;

#[test]
fn every_file_on_the_disk_is_accounted_for() {
    let env = TestEnv::new();
    for path in ["甲.txt", "乙.txt", "2020/丙.txt"] {
        changed(&env, path, &format!("党建 {path}"), 5);
    }
    changed(&env, "2020/丙的副本.txt", "党建 2020/丙.txt", 5);
    for (path, content) in [
        ("坏.docx", "PK\u{3}\u{4}坏"),
        ("~$甲.docx", "锁"),
        ("甲.txt.bak", "旧"),
        ("Thumbs.db", "图"),
        (".隐藏/一.txt", "隐"),
        (".隐藏/二.txt", "隐"),
        ("__MACOSX/._甲.txt", "系统"),
    ] {
        changed(&env, path, content, 5);
    }
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    changed(&env, "新.txt", "党建", 1);
    changed(&env, "乙.txt", "改过的党建", 1);
    std::fs::remove_file(env.path().join("reports/甲.txt")).expect("a file");
    let status: serde_json::Value =
        serde_json::from_str(&env.run(&["status", "reports", "--json"]).stdout).expect("a status");
    let disk = &status["on_disk"];
    let of = |key: &str| disk[key].as_u64().expect("a number") as usize;
    let there = std::process::Command::new("find").arg(env.path().join("reports")).args(["-type", "f"]).output();
    let there = String::from_utf8_lossy(&there.expect("find").stdout).lines().count();
    assert_eq!(of("files"), there);
    assert_eq!(of("read") + of("in_part") + of("unread") + of("not_indexed") + of("left_out"), there);
    assert_eq!((of("read"), of("unread"), of("not_indexed")), (3, 1, 1));
    assert_eq!((of("changed"), of("gone"), of("duplicates")), (1, 1, 1));
    let left: BTreeMap<String, u64> = serde_json::from_value(disk["left_out_for"].clone()).expect("counts");
    let expected = [("backup", 1), ("hidden", 2), ("office-lock", 1), ("system", 2)];
    assert!(expected.iter().all(|&(why, n)| left[why] == n), "{left:?}");
    let said = env.run(&["status", "reports"]).stdout;
    assert!(
        said.contains("甲.txt  gone") && said.contains("乙.txt  changed") && said.contains("新.txt  new"),
        "{said}"
    );
    assert!(said.contains("as 2020/丙.txt"), "{said}");
    // Strictly.
    for command in [&["search", "党建"][..], &["facets", "党建"], &["list"], &["status"]] {
        let run = env.run(&[command, &["reports", "--strict"]].concat());
        assert_eq!(run.code, 3, "{command:?}: {}", run.stderr);
    }
    std::fs::remove_file(env.path().join("reports/坏.docx")).expect("a file");
    env.run(&["index", "reports"]);
    assert_eq!(env.run(&["search", "党建", "reports", "--strict"]).code, 0);
    assert_eq!(env.run(&["search", "没有的", "reports", "--strict"]).code, 1);
}

#[test]
fn what_has_changed_since_an_earlier_status() {
    let env = TestEnv::new();
    for (path, text) in [("甲.txt", "一"), ("乙.txt", "二二"), ("丙.txt", "三三三"), ("丁.txt", "四四四四")]
    {
        changed(&env, path, text, 5);
    }
    env.run(&["index", "reports"]);
    for (format, file) in [("--json", "then.json"), ("--csv", "then.csv")] {
        let run = env.run(&["status", "reports", format]);
        env.write(file, run.stdout);
    }
    changed(&env, "乙.txt", "改", 3);
    changed(&env, "新.txt", "五五五五五", 3);
    let folder = env.path().join("reports");
    std::fs::rename(folder.join("丙.txt"), folder.join("丙改名.txt")).expect("a file");
    std::fs::remove_file(folder.join("丁.txt")).expect("a file");
    for file in ["then.json", "then.csv"] {
        let run = env.run(&["status", "reports", "--since", file, "--json"]);
        let expected = "{\"path\":\"新.txt\",\"change\":\"added\"}\n{\"path\":\"丁.txt\",\"change\":\"removed\"}\n\
            {\"path\":\"乙.txt\",\"change\":\"changed\"}\n{\"path\":\"丙改名.txt\",\"change\":\"moved\",\"before\":\"丙.txt\"}\n";
        assert_eq!(run.stdout, expected, "{file}: {}", run.stderr);
    }
    // In the other language, and indexed meanwhile, the same.
    env.run(&["index", "reports"]);
    let run = env.run(&["status", "reports", "--since", "then.csv", "--lang", "zh"]);
    assert!(run.stdout.contains("丙改名.txt  原先：丙.txt"), "{}", run.stdout);
    // What was gone then was not there; and of a folder within only what lies there differs.
    changed(&env, "2020/戊.txt", "戊", 3);
    std::fs::remove_file(folder.join("新.txt")).expect("a file");
    env.write("gone.csv", env.run(&["status", "reports", "--csv"]).stdout);
    assert_eq!(env.run(&["status", "reports", "--since", "gone.csv", "--json"]).stdout, "");
    assert_eq!(env.run(&["status", "reports/2020", "--since", "gone.csv", "--json"]).stdout, "");
    // A new date alone is no change.
    env.run(&["index", "reports"]);
    let text = std::fs::read(folder.join("乙.txt")).expect("a file");
    changed(&env, "乙.txt", &String::from_utf8_lossy(&text), 2);
    let status = env.run(&["status", "reports", "--json"]).stdout;
    assert!(status.contains("\"changed\":0"), "{status}");
    env.write("other.csv", "a,b\n1,2\n");
    assert_eq!(env.run(&["status", "reports", "--since", "other.csv"]).code, 2);
}

#[test]
fn a_citation_tells_what_became_of_it() {
    let env = TestEnv::new();
    changed(&env, "甲.txt", "述职报告\n抓党建工作。\n抓招商。\n", 5);
    env.run(&["index", "reports"]);
    let jsonl = env.run(&["search", "党建", "reports", "--jsonl"]).stdout;
    let hit: serde_json::Value = serde_json::from_str(jsonl.trim()).expect("a hit");
    let citation = hit["citation"].as_str().expect("a citation").to_owned();
    let states = |text: Option<&str>, code: i32, state: &str, said: &str| {
        if let Some(text) = text {
            changed(&env, "甲.txt", text, 3);
        }
        // Whether the index knows of it or not.
        for _ in 0..2 {
            let run = env.run(&["show", &citation, "reports", "--json"]);
            assert_eq!(run.code, code, "{state}: {}{}", run.stdout, run.stderr);
            assert!(run.stdout.contains(&format!("\"state\":\"{state}\"")), "{}", run.stdout);
            assert!(run.stderr.contains(said), "{}", run.stderr);
            env.run(&["index", "reports"]);
        }
    };
    states(None, 0, "as-cited", "as cited");
    states(Some("述职报告\n抓党建工作。\n抓招商引资。\n"), 1, "changed", "the passage is the same");
    states(Some("述职报告\n一年来：\n抓党建工作。\n"), 1, "moved", "stands at 3 now");
    states(Some("述职报告\n抓好党建工作。\n"), 3, "gone", "no longer holds the passage");
    std::fs::remove_file(env.path().join("reports/甲.txt")).expect("a file");
    changed(&env, "乙.txt", "党建", 3);
    states(None, 3, "gone", "the file that was cited is gone");
    // One of before, without the text: nothing tells.
    let old = citation.rsplit_once('.').expect("two hashes").0.to_owned();
    changed(&env, "甲.txt", "述职报告\n抓好党建工作。\n", 3);
    assert_eq!(env.run(&["show", &old, "reports"]).code, 2);
    assert_eq!(env.run(&["show", "../甲.txt#1:0-1@0123456789ab.01234567", "reports"]).code, 3);
}

#[test]
fn a_folder_within_an_indexed_one_narrows_it() {
    let env = TestEnv::new();
    for path in ["2016/甲.txt", "2016/县/乙.txt", "2017/丙.txt", "20/丁.txt"] {
        changed(&env, path, "党建", 5);
    }
    changed(&env, "2017/空.txt", "", 5);
    env.run(&["index", "reports"]);
    let run = env.run(&["search", "党建", "reports/2016", "-l"]);
    assert_eq!(run.stdout, "reports/2016/县/乙.txt\nreports/2016/甲.txt\n");
    // What is not there was not searched.
    let run = env.run(&["search", "党建", "reports/2016", "--json"]);
    assert!(run.stdout.contains("\"searched\":{\"files\":2,\"in_part\":0,\"unreadable\":0}"), "{}", run.stdout);
    assert_eq!(env.run(&["list", "reports/2017", "-l"]).stdout, "reports/2017/丙.txt\n");
    assert!(env.run(&["facets", "党建", "reports/2016", "--json"]).stdout.contains("\"reports\":2"));
    assert_eq!(env.shell("cd reports/2016 && baogao search 党建 -l").stdout.lines().count(), 4);
    assert_eq!(env.shell("cd reports/2016 && baogao search 党建 . -l").stdout.lines().count(), 2);
    assert!(!env.path().join("reports/2016/.baogao").exists());
    // One that is to be indexed by itself is.
    assert_eq!(env.run(&["index", "reports/2017"]).code, 0);
    assert!(env.path().join("reports/2017/.baogao/index").exists());
    // A whole path is meant as one: nothing else that ends so, and nothing elsewhere.
    changed(&env, "甲.txt", "党建", 5);
    env.run(&["index", "reports"]);
    assert_eq!(env.run(&["show", "2018/甲.txt", "reports"]).code, 2);
    assert!(env.run(&["show", "reports/甲.txt", "reports"]).stdout.contains("reports/甲.txt"));
    assert!(env.run(&["show", "甲.txt", "reports/2016", "--json"]).stdout.contains("\"path\":\"2016/甲.txt\""));
    // A link to a folder within one is that folder.
    #[cfg(unix)]
    {
        std::fs::create_dir_all(env.path().join("desk")).expect("a folder");
        std::os::unix::fs::symlink(env.path().join("reports/2016"), env.path().join("desk/2016")).expect("a link");
        assert_eq!(env.run(&["search", "党建", "desk/2016", "-l"]).stdout.lines().count(), 2);
        assert!(!env.path().join("desk/.baogao").exists() && !env.path().join("reports/2016/.baogao").exists());
    }
    // An index elsewhere narrows, too.
    env.run(&["index", "reports", "--index", "elsewhere"]);
    let run = env.run(&["search", "党建", "reports/2016", "--index", "elsewhere", "-c"]);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stderr);
}

#[test]
fn no_large_folder_is_indexed_by_accident() {
    let env = TestEnv::new();
    for number in 0..2_001 {
        env.write(&format!("large/{number}.txt"), "党建");
    }
    let run = env.run(&["search", "党建", "large"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("has no index yet, and is large") && run.stderr.contains("baogao index"),
        "{}",
        run.stderr
    );
    assert!(!env.path().join("large/.baogao").exists());
    std::fs::remove_file(env.path().join("large/0.txt")).expect("a file");
    assert_eq!(env.run(&["search", "党建", "large", "-l"]).code, 0);
    let run = env.run(&["search", "党建", "/"]);
    assert!(run.code == 2 && run.stderr.contains("is the root of a drive"), "{}", run.stderr);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let home = std::fs::metadata(env.path().join("large/.baogao")).expect("a folder");
        assert_eq!(home.permissions().mode() & 0o777, 0o700);
    }
    for command in ["verify", "status", "list"] {
        std::fs::create_dir_all(env.path().join("empty")).expect("a folder");
        assert_eq!(env.run(&[command, "empty"]).code, 2, "{command}");
        assert!(!env.path().join("empty/.baogao").exists(), "{command}");
    }
}

#[test]
fn what_the_user_knows_is_written_and_wins() {
    let env = TestEnv::indexed_sample();
    let path = "2022/县数据局办公室主任个人工作总结.txt";
    let run = env.run(&["set", "数据局办公室主任", "corpus-sample", "--author", "李静", "--year", "2021"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("(0 new, 1 changed"), "{}", run.stderr);
    let authors = || env.run(&["facets", "corpus-sample", "--by", "author,year", "--json"]).stdout;
    assert!(authors().contains("\"value\":\"李静\""), "{}", authors());
    let written = std::fs::read_to_string(env.path().join("corpus-sample/metadata.csv")).expect("a table");
    assert_eq!(written, format!("\u{FEFF}path,author,year\n{path},李静,2021\n"));
    // Several, by a query; and what is not known.
    let run = env.run(&["set", "--where", "author:林国栋", "corpus-sample", "--author", "unknown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!authors().contains("林国栋") && authors().contains("李静"));
    assert_eq!(env.run(&["set", "--where", "author:unknown", "corpus-sample", "--author", ""]).code, 0);
    assert!(authors().contains("林国栋"));
    // What can't be understood changes nothing.
    let before = std::fs::read(env.path().join("corpus-sample/metadata.csv")).expect("a table");
    assert_eq!(env.run(&["set", path, "corpus-sample", "--year", "去年"]).code, 2);
    assert_eq!(env.run(&["set", path, "corpus-sample"]).code, 2);
    assert_eq!(env.run(&["set", "没有的报告", "corpus-sample", "--author", "甲"]).code, 2);
    assert_eq!(std::fs::read(env.path().join("corpus-sample/metadata.csv")).expect("a table"), before);
    // Full-width commas, other heads, wild cards, and what Excel saves.
    let text = "文件名，姓名，年度\n2018/*，王五，2018\n2018/林国栋_述职报告_2018.txt，林国栋，2018\n";
    env.write("corpus-sample/metadata.csv", encoding_rs::GB18030.encode(text).0);
    let run = env.run(&["search", "党", "corpus-sample", "-l"]);
    assert!(run.stderr.contains("newer than the index"), "{}", run.stderr);
    env.run(&["index", "corpus-sample"]);
    let listed = |author: &str| env.run(&["list", "corpus-sample", "-l", "--author", author]).stdout;
    assert!(listed("王五").lines().count() >= 1 && !listed("王五").contains("林国栋"), "{}", listed("王五"));
    assert!(listed("林国栋").contains("2018/林国栋"));
}

#[test]
fn no_line_is_lost_when_many_write() {
    let env = TestEnv::new();
    for number in 0..12 {
        changed(&env, &format!("{number}.txt"), "党建", 5);
    }
    env.run(&["index", "reports"]);
    let all: String = (0..12).map(|n| format!("baogao set {n}.txt reports --author 作者{n} & ")).collect();
    // Two of them are killed: these may be lost, and nothing else.
    env.shell(&format!(
        "{all} baogao set 3.txt reports --year 2020 & sleep 0.02; kill -9 $!; baogao set 4.txt reports --org 甲县 & sleep 0.05; kill -9 $!; wait"
    ));
    let text = std::fs::read_to_string(env.path().join("reports/metadata.csv")).expect("a table");
    // In what order columns stand, who came first decides: one that was to be killed may have been.
    for number in 0..12 {
        let (path, author) = (format!("{number}.txt"), format!("作者{number}"));
        let is_line = |cells: &[&str]| cells[0] == path && cells[1..].contains(&author.as_str());
        assert!(text.lines().any(|line| is_line(&line.split(',').collect::<Vec<_>>())), "{number}: {text}");
    }
    // And the index knows of all of them, whoever brought it up to date.
    let authors: Vec<String> = (0..12).map(|n| format!("作者{n}")).collect();
    let run = env.run(&["list", "reports", "-l", "--author", &authors.join(",")]);
    assert_eq!(run.stdout.lines().count(), 12, "{}{}", run.stdout, run.stderr);
    // What a killed one left is cleared by the next.
    env.run(&["set", "0.txt", "reports", "--year", "2020"]);
    let left = std::fs::read_dir(env.path().join("reports")).expect("a folder").flatten();
    assert!(left.map(|e| e.file_name()).all(|name| !name.to_string_lossy().starts_with(".metadata-")));
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_opens_in_the_systems_program() {
    let env = TestEnv::new().file("bin/xdg-open", "#!/bin/sh\necho \"$1\" >> \"$OPENED\"\n");
    changed(&env, "2020/甲.txt", "党建", 5);
    env.run(&["index", "reports"]);
    let open = |what: &str| {
        let run = env.shell(&format!(
            "chmod +x bin/xdg-open; export OPENED=$PWD/opened; PATH=$PWD/bin:$PATH baogao open '{what}' reports; for i in 1 2 3 4 5 6 7 8 9 10; do [ -s opened ] && break; sleep 0.1; done; cat opened; rm -f opened"
        ));
        run.stdout
    };
    for what in ["2020/甲.txt", "甲", "甲.txt#1", "2020/甲.txt#1:0-2@0123456789ab"] {
        assert!(open(what).ends_with("reports/2020/甲.txt\n"), "{what}: {}", open(what));
    }
    assert_eq!(env.run(&["open", "没有", "reports"]).code, 2);
}

#[test]
#[cfg(target_os = "linux")]
fn who_sits_at_a_terminal_is_asked_first() {
    let env = TestEnv::new();
    for number in 0..2_001 {
        env.write(&format!("large/{number}.txt"), "党建");
    }
    let asked = |answer: &str| {
        let line = "baogao search 党建 large -l --limit 1";
        env.shell(&format!("printf '{answer}\\n' | script --quiet --return --command '{line}' /dev/null"))
    };
    let run = asked("n");
    assert!(run.stdout.contains("index it now?"), "{}{}", run.stdout, run.stderr);
    assert!(!env.path().join("large/.baogao").exists());
    let run = asked("y");
    assert!(run.stdout.contains("large/0.txt"), "{}{}", run.stdout, run.stderr);
}

#[test]
#[cfg(unix)]
fn a_file_that_changes_meanwhile_is_told_as_such() {
    let env = TestEnv::new();
    for number in 0..300 {
        changed(&env, &format!("{number}.txt"), "党建", 5);
    }
    env.run(&["index", "reports"]);
    let run = env.shell(
        "(while [ ! -e done ]; do echo 党建 >> reports/7.txt; done) &
        for i in $(seq 40); do baogao status reports --json | grep -q '\"now\":\"changing\"' && echo seen && break; done
        touch done; wait",
    );
    assert_eq!(run.stdout, "seen\n", "{}", run.stderr);
}
