//! Rules of the code that no compiler holds.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use super::arrows::{Arrows, Code, Sources, between_rooms, circles, stage};
use super::harness::{project, said};

/// The stages in the order in which data meets them, the earlier ones that each may name, and why no others.
const STAGES: [(&str, &str, &str); 18] = [
    ("messages", "", "what is said to people is said of anything"),
    ("error", "messages", ""),
    ("analysis", "messages error", "text is compared by nothing but itself"),
    ("schema", "messages error analysis", ""),
    ("source", "messages error schema", "a folder is walked without a look into its files"),
    ("extract", "messages error analysis schema source", ""),
    ("report", "messages error analysis schema source extract", ""),
    ("ingest", "messages error analysis schema source extract report", "an engine is what it puts reports into"),
    (
        "query",
        "messages error analysis schema extract report",
        "what is asked is the same wherever reports come from and lie",
    ),
    ("answer", "messages error analysis schema extract report query", "what engines give back knows none of them"),
    (
        "index",
        "messages error analysis schema source extract report ingest answer",
        "what lies on disk doesn't depend on what is asked; of answers it knows what a collection is",
    ),
    (
        "search",
        "messages error analysis schema extract report query answer index",
        "it asks the index, never the folder",
    ),
    (
        "cluster",
        "messages error analysis schema source extract report ingest query answer",
        "an engine knows no other engine",
    ),
    ("study", "messages error analysis schema report query answer", "a study asks any engine"),
    ("request", "messages error analysis schema report query answer study", "what is asked names no engine"),
    (
        "output",
        "messages error analysis schema source extract report ingest query answer index study request",
        "an answer looks the same whatever engine it comes from",
    ),
    (
        "serve",
        "messages error analysis schema source extract report ingest query answer study request output",
        "it is given an engine, and opens none",
    ),
    (
        "cli",
        "messages error analysis schema source extract report ingest query answer index search cluster study request \
         output serve",
        "",
    ),
];

/// Of a stage, files (or folders in it) that alone may name another stage.
const ONLY: [(&str, &str, &[&str], &str); 4] = [
    ("query", "extract", &["filter"], "of reading it knows the names of formats"),
    ("output", "index", &["index"], "what was indexed or verified is said of this engine"),
    (
        "cli",
        "index",
        &["open", "index", "verify", "compact", "status", "watch", "served"],
        "other commands have an engine",
    ),
    ("cli", "search", &["open"], "other commands have an engine"),
];

/// Rooms that are offered with all that their own `mod.rs` offers, since the same name stands in each of them.
const ROOMS: [&str; 4] = ["output::json", "output::terminal", "output::export", "output::forms"];

/// Other crates (and those whose names go on with `_`) and the stages that may know them.
const OUTSIDE: [(&str, &[&str]); 10] = [
    ("tantivy", &["index", "search"]),
    ("clap", &["request", "cli"]),
    ("anstyle", &["output", "cli"]),
    ("anstream", &["output", "cli"]),
    ("indicatif", &["output", "cli"]),
    ("axum", &["serve"]),
    ("hyper", &["serve"]),
    ("tokio", &["serve"]),
    ("askama", &["serve"]),
    ("rmcp", &["serve"]),
];

/// Longer files hold two ideas.
const MAX_LINES: usize = 400;

/// Of a folder, beside its `mod.rs`: more of them want rooms.
const MAX_FILES: usize = 15;

static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let mut sources = Sources::new();
    add_sources(&project().join("src"), "", &mut sources);
    sources
});

static CODE: LazyLock<Code> = LazyLock::new(|| Code::read(&SOURCES));

fn add_sources(folder: &Path, prefix: &str, sources: &mut Sources) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add_sources(&entry.path(), &format!("{name}/"), sources);
        } else if name.ends_with(".rs") {
            sources.insert(name, std::fs::read_to_string(entry.path()).expect("a source file"));
        }
    }
}

/// Fails if something breaks a rule, and says what.
#[track_caller]
fn none(rule: &str, broken: impl IntoIterator<Item = String>) {
    let broken = Vec::from_iter(broken);
    assert!(broken.is_empty(), "{rule}; {} against it:\n{}", broken.len(), broken.join("\n"));
}

fn each(arrows: Arrows) -> impl Iterator<Item = (String, String, String)> {
    arrows.into_iter().flat_map(|((from, to), names)| names.into_iter().map(move |n| (from.clone(), to.clone(), n)))
}

#[test]
fn the_map_names_the_stages_in_order() {
    let declared = SOURCES["lib.rs"].lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let exists = |name: &&str| SOURCES.keys().any(|file| stage(file) == *name);
    let stages = STAGES.iter().map(|(name, ..)| *name).filter(exists);
    assert_eq!(Vec::from_iter(declared), Vec::from_iter(stages), "lib.rs is the map");
    let not_earlier = STAGES.iter().enumerate().flat_map(|(number, (name, may, _))| {
        let is_earlier = move |other: &&str| STAGES[..number].iter().any(|(name, ..)| name == other);
        may.split_whitespace().filter(move |other| !is_earlier(other)).map(move |other| format!("{name} → {other}"))
    });
    none("stages know earlier ones", not_earlier);
}

#[test]
fn a_stage_names_only_stages_that_it_may_know() {
    let broken = CODE.stages().into_iter().filter_map(|((file, to), paths)| {
        let (_, may, why) = STAGES.iter().find(|(name, ..)| *name == stage(&file))?;
        let only = ONLY.iter().find(|(from, other, ..)| *from == stage(&file) && *other == to);
        let is_one = |files: &[&str]| file.split('/').any(|part| files.contains(&part.trim_end_matches(".rs")));
        let why = match only {
            _ if !may.split(' ').any(|name| name == to) => (*why).to_owned(),
            Some((.., files, why)) if !is_one(files) => format!("only {} may: {why}", files.join(", ")),
            _ => return None,
        };
        Some(format!("{file} names {}: {why}", Vec::from_iter(paths).join(", ")))
    });
    none("a stage names only stages that it may know", broken);
}

#[test]
fn other_crates_are_known_where_they_belong() {
    let broken = CODE.outside().into_iter().filter_map(|(file, other)| {
        let is_of = |name| other.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
        let (name, stages) = OUTSIDE.iter().find(|(name, _)| is_of(name))?;
        (!stages.contains(&stage(file))).then(|| format!("{file} knows {other}: only {stages:?} know {name}"))
    });
    none("the engine, the arguments and the terminal are known where they belong", broken);
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    none("files name each other in no circle", circles(&CODE.arrows()));
}

#[test]
fn another_stage_is_named_by_its_face() {
    let deep = each(CODE.deep(&ROOMS)).map(|(file, _, path)| format!("{file} names {path}"));
    none("of another stage is named what its mod.rs offers", deep);
}

#[test]
fn each_file_is_one_of_the_crate() {
    let unread = SOURCES.keys().filter(|file| *file != "main.rs" && !CODE.files().contains(file));
    none("lib.rs leads to each file, not for tests alone", unread.cloned());
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let unsaid = SOURCES.iter().filter(|(_, code)| !code.starts_with("//!")).map(|(file, _)| file.clone());
    none("files begin by saying what they are for", unsaid);
    let lines = SOURCES.iter().map(|(file, code)| (file, code.lines().count()));
    let long = lines.filter(|(_, lines)| *lines > MAX_LINES).map(|(file, lines)| format!("{file}: {lines}"));
    none(&format!("files have at most {MAX_LINES} lines"), long);
}

#[test]
fn folders_are_small() {
    let mut folders = BTreeMap::<&str, usize>::new();
    for (folder, file) in SOURCES.keys().filter_map(|file| file.rsplit_once('/')) {
        *folders.entry(folder).or_default() += usize::from(file != "mod.rs");
    }
    let large = folders.into_iter().filter(|(_, files)| *files > MAX_FILES);
    let rule = format!("folders have at most {MAX_FILES} files beside their mod.rs");
    none(&rule, large.map(|(folder, files)| format!("{folder}: {files}")));
}

/// From stage to stage, how many arrows go from a file of the one to a file of the other.
fn arrows_between_stages(arrows: &Arrows) -> BTreeMap<(&str, &str), usize> {
    let mut between = BTreeMap::new();
    for (from, to) in arrows.keys().map(|(from, to)| (stage(from), stage(to))).filter(|(from, to)| from != to) {
        *between.entry((from, to)).or_default() += 1;
    }
    between
}

/// How much the code hangs together, in figures, and the rooms that do so in a circle though no files of theirs do:
/// `cargo test --release --test it arrows_between_stages -- --ignored`.
#[test]
#[ignore = "shows, and checks nothing"]
fn arrows_between_stages_are_shown() {
    let arrows = CODE.arrows();
    let between = arrows_between_stages(&arrows);
    let head: String = (1..=STAGES.len()).map(|number| format!("{number:>4}")).collect();
    let rows = STAGES.iter().zip(1..).map(|((from, ..), number)| {
        let cells = STAGES.iter().map(|(to, ..)| between.get(&(*from, *to)).map_or(".".to_owned(), usize::to_string));
        format!("{number:2} {from:<9}{}\n", cells.map(|cell| format!("{cell:>4}")).collect::<String>())
    });
    let rooms = circles(&between_rooms(&arrows));
    said(&format!(
        "\nfrom, to    {head}\n{}{} files, {} lines\n\
         {} arrows between files, {} of them between stages: {} pairs of stages\n\
         {} circles of files, {} paths behind a face\n{} circles of files and rooms\n{}",
        rows.collect::<String>(),
        SOURCES.len(),
        SOURCES.values().map(|code| code.lines().count()).sum::<usize>(),
        arrows.len(),
        between.values().sum::<usize>(),
        between.len(),
        circles(&arrows).len(),
        each(CODE.deep(&ROOMS)).count(),
        rooms.len(),
        Vec::from_iter(rooms).join("\n"),
    ));
}
#[test]
fn the_built_in_schema_is_right() {
    let schema = baogao::schema::Schema::built_in();
    assert!(schema.words.len() >= 300, "{} words", schema.words.len());
    for word in ["两个维护", "两个确立", "四个意识", "三重一大", "一岗双责", "放管服"] {
        assert!(schema.words.iter().any(|w| w.text == word), "{word}");
    }
    let role = schema.roles.find("园区党工委副书记").map(|path| path.0.join("/"));
    assert_eq!(role.as_deref(), Some("党委/党工委/副书记"));
    let names =
        |labels: Vec<&baogao::schema::Label>| labels.into_iter().map(|label| label.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(schema.labels.parts.all_of_heading("存在的问题和下一步打算")), ["存在不足", "下一步打算"]);
    assert_eq!(names(schema.labels.topics.all_of_heading("廉洁自律情况")), ["廉洁自律"]);
    assert!(schema.labels.parts.all_of_heading("没有线索的标题").is_empty());
    let fields = baogao::schema::fields();
    assert!(fields.iter().any(|field| field.name == "exact"));
}

/// Nothing of the machine on which the project is made stands in it.
#[test]
fn top_level_is_what_the_design_names() {
    let allowed = [
        ".cargo",
        ".ci",
        ".git",
        ".gitignore",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "README.zh.md",
        "askama.toml",
        "benches",
        "build.rs",
        "corpus-sample",
        "deny.toml",
        "docs",
        "fuzz",
        "index-schema",
        "rustfmt.toml",
        "src",
        "target",
        "tests",
    ];
    for entry in std::fs::read_dir(project()).expect("the project").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(allowed.contains(&name.as_str()), "{name} lies at the top");
    }
}
