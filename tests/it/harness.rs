//! A folder of reports that is made for one test, and the program run on it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use baogao::answer::{Answer, Engine, Question, View, Vocabulary};
use baogao::index::{BuildOptions, Location, Reader, build};
use baogao::ingest::Progress;
use baogao::query::{Filters, Query};
use baogao::search::Embedded;
use tempfile::TempDir;

/// The program, as cargo built it.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_baogao");

/// The project's folder.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of the real corpora that lie beside the project where it is developed; without them the test that
/// asks says so, and passes.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = project().join("../shared").join(path);
    if !found.exists() {
        skipped(&format!("../shared/{path} is not here"));
        return None;
    }
    Some(found)
}

/// Says that a test was skipped.
pub(crate) fn skipped(why: &str) {
    said(&format!("skipped: {why}"));
}

/// Says something past the test runner, which keeps to itself what a passing test prints.
pub(crate) fn said(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// A temporary folder of reports.
pub(crate) struct TestEnv {
    folder: TempDir,
}

/// What a run of the program did.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl TestEnv {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A copy of the sample.
    pub(crate) fn sample() -> Self {
        let env = Self::new();
        copy(&project().join("corpus-sample"), &env.path().join("corpus-sample"), Copied::DayOld);
        env
    }

    /// A copy of the sample and of its index, which the command builds once for all tests: most of the time that it takes is
    /// that of loading the dictionary of words.
    pub(crate) fn indexed_sample() -> Self {
        static INDEXED: LazyLock<PathBuf> = LazyLock::new(|| {
            // Statics are never dropped: a temporary folder would stay.
            let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
            let _ = std::fs::remove_dir_all(&home);
            let folder = home.join("corpus-sample");
            copy(&project().join("corpus-sample"), &folder, Copied::DayOld);
            let run = TestEnv::new().run(&["index", &folder.display().to_string()]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            folder
        });
        let env = Self::new();
        copy(&INDEXED, &env.path().join("corpus-sample"), Copied::Whole);
        env
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    /// Runs the program here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.finish(Command::new(PROGRAM).args(arguments))
    }

    /// Runs a line of shell here, with the program on its path.
    pub(crate) fn shell(&self, line: &str) -> Run {
        let folder = Path::new(PROGRAM).parent().expect("a folder").display().to_string();
        let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
        // By its whole path: else, as PATH is set, all memory of the tests is prepared to be copied for each run (fork
        // instead of posix_spawn), most of the time that they take.
        self.finish(Command::new("/usr/bin/env").args(["bash", "-c", line]).env("PATH", path))
    }

    fn finish(&self, command: &mut Command) -> Run {
        let output = command
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .env("COLUMNS", "100")
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        let text = |bytes| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(!text.contains("{$"), "a message without a value of its own: {text}");
            text
        };
        Run { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Builds the index of this folder and opens it, without the command line.
    pub(crate) fn engine(&self) -> Embedded {
        engine(self.path(), &self.path().join(".baogao/index"))
    }
}

/// The 1,750 real reports that lie beside the project where it is developed, indexed by the command, once for all tests.
pub(crate) struct Corpus {
    pub(crate) folder: PathBuf,
    pub(crate) index: PathBuf,
    pub(crate) engine: Embedded,
}

/// None, and said so, where they are not.
pub(crate) fn gov_reports() -> Option<&'static Corpus> {
    static CORPUS: LazyLock<Option<Corpus>> = LazyLock::new(|| {
        let folder = shared("corpus/gov-reports")?.canonicalize().expect("a folder");
        // Statics are never dropped: a temporary folder would stay. This one is the next run's, if the same program made it.
        let index = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gov-reports");
        let program = blake3::hash(&std::fs::read(PROGRAM).expect("the program")).to_string();
        let stamp = index.with_extension("program");
        if std::fs::read_to_string(&stamp).ok().as_ref() != Some(&program) {
            let _ = std::fs::remove_dir_all(&index);
        }
        let (at, to) = (folder.display().to_string(), index.display().to_string());
        let run = TestEnv::new().run(&["index", &at, "--index", &to]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        std::fs::write(&stamp, program).expect("a file");
        let engine = opened(&Location::new(&folder, Some(&index), None));
        Some(Corpus { folder, index, engine })
    });
    CORPUS.as_ref()
}

/// Builds an index and opens it.
pub(crate) fn engine(folder: &Path, index: &Path) -> Embedded {
    let location = Location::new(folder, Some(index), None);
    build(&location, BuildOptions::default(), &Silent).expect("an index");
    opened(&location)
}

/// The engine of an index that is there.
pub(crate) fn opened(location: &Location) -> Embedded {
    Embedded::new(Arc::new(Reader::open(location).expect("an index that opens")))
}

/// A question without filters of its own.
pub(crate) fn question(query: &Query) -> Question {
    Question::new(Some(query.clone()), Filters::default(), &Vocabulary::new(Path::new("")))
        .expect("the built-in tables")
}

/// The paths of the reports that a query finds, sorted.
pub(crate) fn found(engine: &dyn Engine, query: &str) -> Vec<String> {
    found_by(engine, &Query::parse(query).expect("a query"))
}

/// As [`found`].
pub(crate) fn found_by(engine: &dyn Engine, query: &Query) -> Vec<String> {
    let question = question(query);
    let reports = engine.matching(&question).expect("an answer").1;
    reports.map(|report| report.expect("a report").path).collect()
}

/// The answer to a query.
pub(crate) fn answer(engine: &dyn Engine, query: &Query, view: &View) -> Answer {
    let question = question(query);
    engine.hits(&question, view).and_then(|hits| hits.answer(&question)).expect("an answer")
}

pub(crate) struct Silent;

impl Progress for Silent {
    fn listed(&self, _: usize, _: u64) {}
    fn read(&self, _: &baogao::source::SourceFile, _: Option<&baogao::extract::Problem>) {}
    fn warn(&self, _: &baogao::messages::Message) {}
    fn committing(&self) {}
}

/// How a folder is copied.
#[derive(Clone, Copy)]
enum Copied {
    /// Without hidden files, and a day old: what is as new as its index is read again.
    DayOld,
    /// All that is there, with its times.
    Whole,
}

fn copy(from: &Path, to: &Path, how: Copied) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if matches!(how, Copied::DayOld) && entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if from.is_dir() {
            copy(&from, &to, how);
        } else {
            std::fs::copy(&from, &to).expect("a file");
            let time = match how {
                Copied::DayOld => std::time::SystemTime::now() - std::time::Duration::from_secs(86_400),
                Copied::Whole => entry.metadata().and_then(|file| file.modified()).expect("a time"),
            };
            let file = std::fs::File::options().write(true).open(&to).expect("a file");
            file.set_modified(time).expect("a time");
        }
    }
}

/// Compares a file that shows what is printed with what is printed now; `BLESS=1` writes it anew.
#[track_caller]
pub(crate) fn same_or_blessed(path: &Path, now: &str) {
    let before = std::fs::read_to_string(path).unwrap_or_default();
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, now).expect("a file");
        return;
    }
    let (before, now): (Vec<_>, Vec<_>) = (before.lines().map(steady).collect(), now.lines().map(steady).collect());
    for (before, now) in before.iter().zip(&now) {
        assert_eq!(before, now, "{} says otherwise; BLESS=1 writes it anew", path.display());
    }
    assert_eq!(before.len(), now.len(), "{} is longer or shorter", path.display());
}

/// A line without what differs from run to run and from machine to machine: times, and the size of the index.
fn steady(line: &str) -> String {
    let line = line.split_once(" kB in ").map_or(line, |(before, _)| before);
    let line =
        if line.starts_with("  index  ") { line.rsplit_once(", ").map_or(line, |(before, _)| before) } else { line };
    match line.split_once("\"took_us\":") {
        Some((before, after)) => format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => line.to_owned(),
    }
}
