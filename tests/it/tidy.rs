//! Rules of the code that no compiler holds.

use std::path::{Path, PathBuf};

use super::harness::project;

/// The stages in the order in which data meets them; each uses only those before it.
const STAGES: [&str; 12] = [
    "messages", "error", "analysis", "schema", "source", "extract", "report", "index", "query", "search", "output",
    "cli",
];

/// Longer files hold two ideas.
const MAX_LINES: usize = 400;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let all = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a source file")
}

#[test]
fn a_stage_uses_only_earlier_ones() {
    let src = project().join("src");
    let map = read(&src.join("lib.rs"));
    let declared: Vec<&str> = map.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, STAGES, "lib.rs is the map");
    for (number, stage) in STAGES.iter().enumerate() {
        let files =
            if src.join(stage).is_dir() { sources(&src.join(stage)) } else { vec![src.join(format!("{stage}.rs"))] };
        for file in files {
            for later in &STAGES[number + 1..] {
                let uses = format!("crate::{later}::");
                let code: String = read(&file).lines().filter(|l| !l.trim_start().starts_with("//")).collect();
                assert!(!code.contains(&uses), "{} uses {uses}", file.display());
            }
        }
    }
}

#[test]
fn the_engine_and_the_terminal_stay_where_they_belong() {
    for file in sources(&project().join("src")) {
        let path = file.strip_prefix(project().join("src")).expect("a path").to_string_lossy().into_owned();
        let code = read(&file);
        let stage = path.split('/').next().unwrap_or_default();
        if ["source", "extract", "report", "query", "output", "cli"].contains(&stage) {
            assert!(!code.contains("tantivy::"), "{path} must not know the engine");
        }
        if !["output", "cli"].contains(&stage) {
            assert!(!code.contains("anstyle::") && !code.contains("clap::"), "{path} must not know the terminal");
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for file in sources(&project().join("src")) {
        let code = read(&file);
        assert!(code.starts_with("//!"), "{} begins without saying what it is for", file.display());
        assert!(code.lines().count() <= MAX_LINES, "{} is longer than {MAX_LINES} lines", file.display());
    }
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
    let kind = |heading| schema.kinds.of_heading(heading).map(|kind| kind.0.clone());
    assert_eq!(kind("落实“一岗双责”，廉洁自律情况").as_deref(), Some("廉洁自律"));
    assert_eq!(kind("没有线索的标题"), None);
    let fields = baogao::schema::fields::fields();
    assert!(fields.iter().any(|field| field.name == "exact"));
}

/// Nothing of the machine on which the project is made stands in it.
#[test]
fn top_level_is_what_the_design_names() {
    let allowed = [
        ".ci",
        ".git",
        ".gitignore",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
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
