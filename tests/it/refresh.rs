//! Refreshing an index: only what changed is read, and the answers are those of an index built afresh.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use baogao::answer::{Detail, Engine, FacetField, FileState, Question, Share, listed};
use baogao::index::{BuildOptions, Location, Reader, build};
use baogao::ingest::{Changes, Summary};
use baogao::query::{Filters, Query};
use baogao::search::Embedded;

use super::harness::{Silent, TestEnv, found, question};

/// Builds or refreshes the index of a folder, at a place within it.
pub(crate) fn index(env: &TestEnv, place: &str) -> (Arc<Reader>, Summary) {
    let location = Location::new(&env.path().join("reports"), Some(&env.path().join(place)), None);
    let summary = build(&location, BuildOptions::default(), &Silent).expect("an index");
    (Arc::new(Reader::open(&location).expect("an index that opens")), summary)
}

/// Writes a file that was last changed so many hours ago: what is newer than the index is read again in any case.
pub(crate) fn changed(env: &TestEnv, path: &str, content: &str, hours: u64) {
    let path = format!("reports/{path}");
    env.write(&path, content);
    touch(env, &path, hours);
}

fn touch(env: &TestEnv, path: &str, hours: u64) {
    let file = File::options().write(true).open(env.path().join(path)).expect("a file");
    file.set_modified(SystemTime::now() - Duration::from_secs(3600 * hours)).expect("a time");
}

fn changes(new: usize, changed: usize, gone: usize, unchanged: usize) -> Changes {
    Changes { new, changed, moved: 0, gone, unchanged }
}

/// All that can be asked of an index, but for the scores: they count what was deleted until segments are merged.
pub(crate) fn answers(reader: &Arc<Reader>) -> Vec<String> {
    let mut answers = Vec::new();
    let engine = Embedded::new(Arc::clone(reader));
    for query in ["党建", "招商", "两个维护", "党", "党建 招商", "党建 OR 招商", "-党建", "year:2021 党", "没有的"]
    {
        let question = question(&Query::parse(query).expect("a query"));
        let matching: Vec<_> = engine.matching(&question).expect("reports").1.flatten().collect();
        answers.push(format!("{matching:?}"));
    }
    let everything = Filters::default();
    for view in engine.reports(&everything, Detail::Texts, Share::ALL).expect("reports") {
        let listed = listed(view.expect("a report"), &everything);
        answers.push(format!("{} {:?} {:?}", listed.path, listed.metadata, listed.sections));
    }
    let (counted, counts) = engine.facets(&Question::default(), &FacetField::ALL, usize::MAX).expect("counts");
    answers.push(format!("{:?} {counts:?}", counted.total));
    for state in [FileState::Unread, FileState::InPart] {
        answers.push(format!("{:?}", engine.files(state).expect("files").flatten().collect::<Vec<_>>()));
    }
    let commit = reader.commit();
    answers.push(format!("{} {} {} {}", commit.reports, commit.problems, commit.passages, commit.bytes));
    answers
}

#[test]
fn only_what_changed_is_read() {
    let env = TestEnv::new();
    changed(&env, "a.txt", "抓党建", 5);
    changed(&env, "b.txt", "抓招商", 5);
    changed(&env, "c.txt", "", 5);
    assert_eq!(index(&env, "index").1.changes, changes(3, 0, 0, 0));
    let (reader, summary) = index(&env, "index");
    assert_eq!((summary.changes, summary.reports, summary.problems), (changes(0, 0, 0, 3), 2, 1));
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
    changed(&env, "b.txt", "也抓党建", 3);
    changed(&env, "d.txt", "两个维护", 3);
    std::fs::remove_file(env.path().join("reports/a.txt")).expect("a file");
    let (reader, summary) = index(&env, "index");
    assert_eq!(summary.changes, changes(1, 1, 1, 1));
    std::fs::remove_dir_all(env.path().join("fresh")).expect("an index");
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
    // What the user says of a report is its matter alone.
    changed(&env, "metadata.csv", "path,year\nd.txt,2021\n", 3);
    assert_eq!(index(&env, "index").1.changes, changes(0, 1, 0, 2));
    assert_eq!(index(&env, "index").1.changes, changes(0, 0, 0, 3));
    // A file that was written in the same moment as the index may change again, and its date and size not tell.
    changed(&env, "b.txt", "抓招商", 0);
    index(&env, "index");
    assert_eq!(index(&env, "index").1.changes.changed, 0);
    let modified = std::fs::metadata(env.path().join("reports/b.txt")).and_then(|m| m.modified()).expect("a time");
    env.write("reports/b.txt", "抓党建");
    let file = File::options().write(true).open(env.path().join("reports/b.txt")).expect("a file");
    file.set_modified(modified).expect("a time");
    assert_eq!(index(&env, "index").1.changes.changed, 1);
}

#[test]
fn a_new_date_alone_is_no_change() {
    let env = TestEnv::new();
    changed(&env, "a.txt", "抓党建", 5);
    changed(&env, "b.txt", "抓招商", 5);
    index(&env, "index");
    touch(&env, "reports/a.txt", 4);
    assert_eq!(index(&env, "index").1.changes, changes(0, 0, 0, 2));
    let (reader, summary) = index(&env, "index");
    assert_eq!(summary.changes, changes(0, 0, 0, 2));
    assert_eq!(reader.commit().restamped.len(), 1);
    // Read again for another reason, it is forgotten.
    changed(&env, "a.txt", "抓党建，抓招商", 3);
    assert_eq!(index(&env, "index").1.changes, changes(0, 1, 0, 1));
    let (reader, _) = index(&env, "index");
    assert!(reader.commit().restamped.is_empty());
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
}

#[test]
fn a_moved_file_is_the_same_file() {
    let env = TestEnv::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        changed(&env, &format!("2020/{name}"), &format!("抓党建 {name}"), 5);
    }
    index(&env, "index");
    let folder = env.path().join("reports");
    std::fs::rename(folder.join("2020"), folder.join("2021")).expect("a folder");
    std::fs::remove_file(folder.join("2021/c.txt")).expect("a file");
    let (reader, summary) = index(&env, "index");
    assert_eq!(summary.changes, Changes { moved: 2, gone: 1, ..changes(0, 0, 0, 0) });
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
    // The year in the path is the new one.
    assert_eq!(found(&Embedded::new(reader), "year:2021 党建").len(), 2);
}

#[test]
fn archives_are_refreshed_whole() {
    let env = TestEnv::new();
    let zip = |names: &[&str]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
            std::io::Write::write_all(&mut writer, "抓党建".as_bytes()).expect("bytes");
        }
        writer.finish().expect("a zip file").into_inner()
    };
    env.write("reports/a.zip", zip(&["1.txt", "2.txt"]));
    touch(&env, "reports/a.zip", 5);
    assert_eq!(index(&env, "index").1.reports, 2);
    assert_eq!(index(&env, "index").1.changes, changes(0, 0, 0, 1));
    env.write("reports/a.zip", zip(&["2.txt", "3.txt", "4.txt"]));
    touch(&env, "reports/a.zip", 4);
    let (reader, summary) = index(&env, "index");
    assert_eq!((summary.changes, summary.reports), (changes(0, 1, 0, 0), 3));
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
}

/// Numbers that look random, and are the same for a seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A seed that is another one each time.
    pub(crate) fn any_seed() -> u64 {
        u64::from(SystemTime::UNIX_EPOCH.elapsed().expect("after 1970").subsec_nanos())
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// A folder that changes at random, and a naive model that says what is there.
pub(crate) struct Sequence<'a> {
    env: &'a TestEnv,
    model: BTreeMap<String, &'static str>,
    hours: u64,
    renamed: usize,
}

impl<'a> Sequence<'a> {
    const TEXTS: [&'static str; 6] = [
        "抓党建",
        "抓招商，也抓党建",
        "2021年工作总结\n一、党建\n两个维护",
        "招商\n党",
        "",
        // Two reports.
        "述职报告\n各位领导：\n抓党建。\n谢谢大家！\n述职报告\n各位领导：\n抓招商。\n谢谢大家！",
    ];

    pub(crate) fn new(env: &'a TestEnv) -> Self {
        changed(env, "始终.txt", "党", 50_000);
        Self { env, model: BTreeMap::new(), hours: 50_000, renamed: 0 }
    }

    /// How many reports there are.
    pub(crate) fn reports(&self) -> usize {
        self.model.values().filter(|text| !text.is_empty()).count() + 1
    }

    /// Adds, changes, renames, touches or deletes a file.
    pub(crate) fn change(&mut self, random: &mut Random) {
        self.hours -= 1;
        let folder = self.env.path().join("reports");
        let name = format!("{}/{}.txt", random.below(3), random.below(12));
        let text = Self::TEXTS[random.below(Self::TEXTS.len())];
        match (random.below(6), self.model.contains_key(&name)) {
            (0, true) => {
                std::fs::remove_file(folder.join(&name)).expect("a file");
                self.model.remove(&name);
            }
            (1, true) => {
                self.renamed += 1;
                let to = format!("{}/renamed{}.txt", random.below(2), self.renamed % 20);
                changed(self.env, &to, "", self.hours);
                std::fs::rename(folder.join(&name), folder.join(&to)).expect("a file");
                let text = self.model.remove(&name).expect("it is there");
                self.model.insert(to, text);
            }
            (2, true) => touch(self.env, &format!("reports/{name}"), self.hours),
            _ => {
                changed(self.env, &name, text, self.hours);
                self.model.insert(name, text);
            }
        }
    }
}

/// Random sequences of changes to a folder, its index refreshed after each few.
fn random_sequences(sequences: u64) {
    for seed in 0..sequences {
        let mut random = Random::new(seed);
        let env = TestEnv::new();
        let mut sequence = Sequence::new(&env);
        for _ in 0..6 {
            for _ in 0..=random.below(3) {
                sequence.change(&mut random);
            }
            let (reader, summary) = index(&env, "index");
            assert_eq!(summary.reports, sequence.reports(), "seed {seed}");
            let _ = std::fs::remove_dir_all(env.path().join("fresh"));
            assert_eq!(answers(&reader), answers(&index(&env, "fresh").0), "seed {seed}");
        }
    }
}

#[test]
fn refreshed_answers_are_fresh_ones() {
    random_sequences(6);
}

/// A process that is killed leaves files half written; the index is the last commit, and the next run goes on from it.
#[test]
fn a_killed_run_leaves_the_last_commit() {
    let env = TestEnv::new();
    for number in 0..200 {
        changed(&env, &format!("{number}.txt"), "抓党建", 5);
    }
    index(&env, "index");
    env.write("index/.tmpAb3xYz", "half a list of segments");
    for round in 0..8 {
        for number in 0..200 {
            changed(&env, &format!("{number}.txt"), if round % 2 == 0 { "抓招商" } else { "抓党建" }, 4 - (round % 2));
        }
        let milliseconds = 15 * round + 5;
        env.shell(&format!("baogao index reports --index index & sleep 0.{milliseconds:03}; kill -9 $!; wait"));
        // Either the state before or the one after, whole.
        let counts = ["抓党建", "抓招商"]
            .map(|query| env.run(&["search", query, "reports", "--index", "index", "-l"]).stdout.lines().count());
        assert!(counts == [200, 0] || counts == [0, 200], "round {round}: {counts:?}");
    }
    let (reader, summary) = index(&env, "index");
    assert_eq!(summary.reports, 200);
    assert_eq!(answers(&reader), answers(&index(&env, "fresh").0));
    assert!(!env.path().join("index/.tmpAb3xYz").exists());
}
