//! Files that hold several reports: each is one everywhere, and files are counted as files.

use std::sync::Arc;

use baogao::index::{BuildOptions, Location, verify};

use super::harness::{Silent, TestEnv};
use super::refresh::{answers, changed, index};

/// Reports of several people, one after the other.
fn reports(people: &[(&str, &str)]) -> String {
    let one = |(name, done): &(&str, &str)| {
        format!(
            "述职报告\n办公室主任 {name}\n各位领导：\n现将履职情况报告如下。\n一、工作情况\n抓党建，{done}。\n二、存在不足\n\
             学习不够。\n谢谢大家！\n"
        )
    };
    people.iter().map(one).collect()
}

const THREE: [(&str, &str); 3] = [("林国栋", "抓招商"), ("王建军", "抓窗口"), ("赵文静", "抓预算")];

fn env() -> TestEnv {
    let env = TestEnv::new();
    changed(&env, "汇编.txt", &reports(&THREE), 5);
    changed(&env, "总结.txt", "工作总结\n抓党建，抓招商。\n", 5);
    env
}

#[track_caller]
fn prints(env: &TestEnv, line: &str, expected: &[&str]) -> String {
    let run = env.shell(line);
    let all = format!("{}{}", run.stdout, run.stderr);
    for expected in expected {
        assert!(all.contains(expected), "{line} lacks {expected}:\n{all}");
    }
    run.stdout
}

#[test]
fn each_is_a_report_in_every_form() {
    let env = env();
    env.run(&["index", "reports"]);
    let lines = |line: &str| -> Vec<String> {
        prints(&env, line, &[]).lines().map(|line| line.trim_start_matches("reports/").to_owned()).collect()
    };
    assert_eq!(lines("baogao search 抓党建 reports -l"), ["总结.txt", "汇编.txt", "汇编.txt#2", "汇编.txt#3"]);
    assert_eq!(lines("baogao search 抓招商 reports -c"), ["总结.txt:1", "汇编.txt:1"]);
    assert_eq!(lines("baogao search 抓招商 reports -L"), ["汇编.txt#2", "汇编.txt#3"]);
    assert_eq!(lines("baogao search 抓窗口 reports -l"), ["汇编.txt#2"]);
    assert_eq!(lines("baogao search 抓党建 reports -l --path 汇编.txt#2"), ["汇编.txt#2"]);
    assert_eq!(lines("baogao search 'author:王建军 抓党建' reports -l"), ["汇编.txt#2"]);
    prints(&env, "baogao search 抓党建 reports", &["汇编.txt#2", "searched 2 of 2 files", "4 reports"]);
    prints(&env, "baogao search -L 抓招商 reports", &["2 reports", "searched 2 of 2 files"]);
    prints(&env, "cd reports; baogao list --author 赵文静", &["汇编.txt#3"]);
    prints(&env, "baogao list reports --json", &["\"path\":\"汇编.txt\"", "\"path\":\"汇编.txt#2\""]);
    prints(&env, "baogao search 抓窗口 reports --csv", &["汇编.txt#2"]);
    prints(&env, "baogao search 抓窗口 reports --markdown", &["王建军"]);
    prints(&env, "baogao facets reports --by author", &["王建军", "赵文静", "林国栋"]);
    let facets = prints(&env, "baogao facets reports --by author --json", &[]);
    assert!(facets.contains("\"value\":\"王建军\",\"reports\":1"), "{facets}");
    let shown = prints(&env, "baogao show 汇编.txt#2 reports", &["王建军", "抓窗口"]);
    assert!(!shown.contains("抓招商"), "{shown}");
    let shown = prints(&env, "baogao show 汇编.txt reports", &["林国栋", "抓招商"]);
    assert!(!shown.contains("抓窗口"), "{shown}");
    assert_eq!(prints(&env, "baogao show 汇编.txt#1 reports", &[]), shown);
    // A part of the path means all three.
    prints(&env, "baogao show 汇编 reports", &["汇编.txt#2", "汇编.txt#3"]);
    // Files are counted as files.
    prints(&env, "baogao status reports", &["2 of 2 files"]);
    let status = prints(&env, "baogao status reports --json", &["\"files\":2", "\"read\":2"]);
    assert!(!status.contains("汇编.txt#2"), "{status}");
    assert_eq!(env.shell("baogao status reports --csv").stdout.matches(".txt").count(), 2);
    assert_eq!(
        env.shell("baogao status reports --json > s.json; baogao status reports --since s.json --json").stdout,
        ""
    );
}

#[test]
fn what_names_a_place_in_one_of_them_finds_it_again() {
    let env = env();
    env.run(&["index", "reports"]);
    let hits = prints(&env, "baogao search 抓党建 reports --jsonl", &[]);
    for hit in hits.lines() {
        let hit: serde_json::Value = serde_json::from_str(hit).expect("a hit");
        let (citation, text) = (hit["citation"].as_str().expect("one"), hit["text"].as_str().expect("one"));
        let shown = prints(&env, &format!("baogao show '{citation}' reports --json"), &["\"as-cited\""]);
        assert!(shown.contains(text), "{citation}: {shown}");
    }
    // As matches in a column are named, the path whole or cut.
    let column = prints(&env, "baogao search 抓党建 reports --kwic", &["汇编.txt#1#6", "汇编.txt#2#6", "总结.txt#2"]);
    for (name, done) in
        [("汇编.txt#1#6", "抓招商"), ("汇编.txt#2#6", "抓窗口"), ("汇…txt#1#6", "抓招商"), ("汇…txt#3#6", "抓预算")]
    {
        prints(&env, &format!("baogao show '{name}' reports"), &[done]);
    }
    assert_eq!(column.lines().filter(|line| line.contains('#')).count(), 4);
    // What was cited of the second is gone with it.
    let hit: serde_json::Value =
        serde_json::from_str(&env.shell("baogao search 抓窗口 reports --jsonl").stdout).expect("a hit");
    let citation = hit["citation"].as_str().expect("one").to_owned();
    changed(&env, "汇编.txt", &reports(&THREE[..1]), 3);
    env.run(&["index", "reports"]);
    prints(&env, &format!("baogao show '{citation}' reports --json"), &["\"gone\""]);
}

#[test]
fn what_is_said_of_one_is_said_of_no_other() {
    let env = env();
    env.run(&["index", "reports"]);
    prints(&env, "baogao set 汇编.txt#2 reports --year 2019", &[]);
    let years = || {
        let rows = prints(&env, "baogao list reports --json", &[]);
        let row = |line: &str| -> (String, Option<u64>) {
            let row: serde_json::Value = serde_json::from_str(line).expect("a report");
            (row["path"].as_str().expect("a path").to_owned(), row["year"].as_u64())
        };
        let mut years: Vec<_> = rows.lines().map(row).filter_map(|(path, year)| Some((path, year?))).collect();
        years.sort();
        years
    };
    assert_eq!(years(), [("汇编.txt#2".to_owned(), 2019)]);
    // Of a file by its own path the first; by a pattern all of it.
    env.write("reports/metadata.csv", "path,year\n汇编.txt,2018\n汇编.txt#2,2019\n汇*.txt,2017\n");
    let run = env.run(&["index", "reports"]);
    assert!(!run.stderr.contains("metadata.csv names"), "{}", run.stderr);
    let expected = [("汇编.txt", 2018), ("汇编.txt#2", 2019), ("汇编.txt#3", 2017)];
    assert_eq!(years(), expected.map(|(path, year)| (path.to_owned(), year)));
}

#[test]
fn a_refresh_gives_what_a_new_index_gives() {
    let env = env();
    let same = |expected: &[&str]| {
        let (reader, _) = index(&env, "index");
        let _ = std::fs::remove_dir_all(env.path().join("fresh"));
        assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
        let found = env.shell("baogao search 抓党建 reports --index index -l").stdout;
        assert_eq!(found.lines().map(|line| line.trim_start_matches("reports/")).collect::<Vec<_>>(), expected);
        let location = Location::new(&env.path().join("reports"), Some(&env.path().join("index")), None);
        let verified = verify(&location, &BuildOptions::default(), &Silent).expect("a sound index");
        assert!(verified.is_sound() && verified.outdated.is_empty(), "{verified:?}");
        Arc::clone(&reader)
    };
    let reader = same(&["总结.txt", "汇编.txt", "汇编.txt#2", "汇编.txt#3"]);
    assert_eq!((reader.commit().reports, reader.commit().further), (2, 2));
    changed(&env, "汇编.txt", &reports(&THREE[1..]), 4);
    same(&["总结.txt", "汇编.txt", "汇编.txt#2"]);
    assert_eq!(env.shell("baogao compact reports --index index").code, 0);
    same(&["总结.txt", "汇编.txt", "汇编.txt#2"]);
    changed(&env, "汇编.txt", &reports(&THREE[..1]), 3);
    same(&["总结.txt", "汇编.txt"]);
    changed(&env, "汇编.txt", &reports(&THREE), 2);
    std::fs::rename(env.path().join("reports/汇编.txt"), env.path().join("reports/述职.txt")).expect("a file");
    same(&["总结.txt", "述职.txt", "述职.txt#2", "述职.txt#3"]);
    std::fs::remove_file(env.path().join("reports/述职.txt")).expect("a file");
    let reader = same(&["总结.txt"]);
    assert_eq!((reader.commit().reports, reader.commit().further), (1, 0));
}

/// No two reports have one path: a file whose own name is that of a further report has it.
#[test]
fn a_file_may_be_called_as_a_further_report_of_another() {
    let env = env();
    let found = || {
        let (reader, _) = index(&env, "index");
        let _ = std::fs::remove_dir_all(env.path().join("fresh"));
        assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
        prints(&env, "baogao search 抓党建 reports --index index -l --path 汇编", &[])
    };
    assert_eq!(found().lines().count(), 3);
    changed(&env, "汇编.txt#2", "抓党建", 3);
    assert_eq!(found(), "reports/汇编.txt\nreports/汇编.txt#2\n");
    prints(&env, "baogao show 汇编.txt#2 reports --index index", &["抓党建"]);
    std::fs::remove_file(env.path().join("reports/汇编.txt#2")).expect("a file");
    assert_eq!(found().lines().count(), 3);
}
