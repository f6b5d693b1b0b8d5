//! Lines that many files of a folder have alike at their edges: whatever became of the folder, and in whatever order, an index that
//! was refreshed says what a new one does.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use baogao::answer::{Detail, Engine, Share};
use baogao::extract::Problem;
use baogao::index::{BuildOptions, Location, Reader, build, verify};
use baogao::ingest::Progress;
use baogao::messages::Message;
use baogao::query::Filters;
use baogao::search::Embedded;
use baogao::source::SourceFile;

use super::harness::{Silent, TestEnv};
use super::refresh::{Random, answers, changed, index};

const STAMP: &str = "内部资料　注意保存";

/// The lines that are none of the report's, by path.
fn boilerplate(reader: &std::sync::Arc<Reader>) -> Vec<(String, Vec<String>)> {
    let engine = Embedded::new(std::sync::Arc::clone(reader));
    let all = Filters::default();
    let reports = engine.reports(&all, Detail::Texts, Share::ALL).expect("reports");
    let of = |view: baogao::answer::ReportView| {
        let marked = view.texts.into_iter().filter(|passage| passage.is_boilerplate);
        (view.path, marked.map(|passage| passage.text).collect())
    };
    reports.map(|view| of(view.expect("a report"))).collect()
}

fn report(stamp: &str, number: usize) -> String {
    format!(
        "{stamp}\n述职报告\n办公室主任 林国栋\n各位领导：\n一、工作情况\n第{number}项工作已经完成。\n谢谢大家！\n林国栋\n"
    )
}

/// How many reports have the stamp marked, and that nothing else is.
#[track_caller]
fn marked(reader: &std::sync::Arc<Reader>) -> usize {
    let all = boilerplate(reader);
    all.iter().flat_map(|(_, lines)| lines).for_each(|line| assert_eq!(line, STAMP));
    all.iter().filter(|(_, lines)| !lines.is_empty()).count()
}

#[test]
fn a_stamp_is_one_when_enough_files_have_it() {
    let env = TestEnv::new();
    for number in 0..4 {
        changed(&env, &format!("{number}.txt"), &report(STAMP, number), 9);
    }
    changed(&env, "无.txt", &report("云岭县", 9), 9);
    assert_eq!(marked(&index(&env, "index").0), 0);
    changed(&env, "4.txt", &report(STAMP, 4), 8);
    let (reader, summary) = index(&env, "index");
    assert_eq!(marked(&reader), 5);
    assert_eq!((summary.changes.new, summary.changes.changed, summary.changes.unchanged), (1, 0, 5));
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
    // All of it is found as before.
    assert_eq!(env.shell("baogao search 内部资料 reports --index index -l").stdout.lines().count(), 5);
    std::fs::remove_file(env.path().join("reports/2.txt")).expect("a file");
    assert_eq!(marked(&index(&env, "index").0), 0);
}

#[test]
fn a_refresh_gives_what_a_new_index_gives() {
    for seed in 0..4 {
        let mut random = Random::new(seed);
        let env = TestEnv::new();
        changed(&env, "始终.txt", "党", 50_000);
        for step in 0..8 {
            for _ in 0..=random.below(4) {
                let path = format!("{}.txt", random.below(9));
                let stamp = ["云岭县", STAMP, STAMP, "由笔耕文苑整理，更多资料请下载"][random.below(4)];
                match random.below(4) {
                    0 => drop(std::fs::remove_file(env.path().join("reports").join(path))),
                    _ => changed(&env, &path, &report(stamp, random.below(100)), 40_000 - 10 * step),
                }
            }
            let (reader, _) = index(&env, "index");
            let _ = std::fs::remove_dir_all(env.path().join("fresh"));
            let fresh = index(&env, "fresh").0;
            assert_eq!(boilerplate(&reader), boilerplate(&fresh), "seed {seed}");
            assert_eq!(answers(&reader), answers(&fresh), "seed {seed}");
            let location = Location::new(&env.path().join("reports"), Some(&env.path().join("index")), None);
            let verified = verify(&location, &BuildOptions::default(), &Silent).expect("a sound index");
            assert!(verified.is_sound() && verified.outdated.is_empty(), "seed {seed}: {verified:?}");
        }
    }
}

/// What is the report's stays it, however many files have it alike.
#[test]
fn what_reports_have_alike_is_theirs() {
    let env = TestEnv::new();
    let text = "2023年度述职报告\n清河县审计局\n姓名：林国栋\n单位：清河县审计局\n各位领导、同志们：\n一、加强资料整理\n按时整理资料。\n\
                做好信息发布\n特此报告。\n谢谢大家！\n清河县审计局\n2023年12月20日\n";
    for number in 0..8 {
        changed(&env, &format!("{number}.txt"), text, 9);
    }
    assert_eq!(marked(&index(&env, "index").0), 0);
}

/// Stops a run after so many files.
struct Stopping(AtomicUsize);

impl Progress for Stopping {
    fn listed(&self, _: usize, _: u64) {}
    fn read(&self, _: &SourceFile, _: Option<&Problem>) {
        let _ = self.0.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1));
    }
    fn warn(&self, _: &Message) {}
    fn committing(&self) {}
    fn is_stopped(&self) -> bool {
        self.0.load(Relaxed) == 0
    }
}

/// A run that is stopped keeps what it read, understood by what it knew; the next one puts that right.
#[test]
fn a_stopped_run_is_made_good() {
    for stopped_after in 1..10 {
        let env = TestEnv::new();
        let location = Location::new(&env.path().join("reports"), Some(&env.path().join("index")), None);
        for number in 0..3 {
            changed(&env, &format!("{number}.txt"), &report(STAMP, number), 9);
        }
        index(&env, "index");
        for number in 3..9 {
            changed(&env, &format!("{number}.txt"), &report(STAMP, number), 8);
        }
        let summary = build(&location, BuildOptions::default(), &Stopping(stopped_after.into())).expect("a part");
        assert!(summary.left > 0 || stopped_after > 6, "{summary:?}");
        let (reader, _) = index(&env, "index");
        assert_eq!(marked(&reader), 9, "stopped after {stopped_after}");
        assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
    }
}
