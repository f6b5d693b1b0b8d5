//! Files with bytes flipped, cut and spliced: each ends in a document or a reason, in the user's words, and costs nothing
//! but itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use baogao::extract::ProblemKind;
use baogao::messages::Message;
use serde_json::Value;

use super::formats::extractor;
use super::harness::{TestEnv, project, said, shared};

/// A linear congruential generator: the same mutations on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Files of each format that lies in the project or beside it, by the endings of their names: a new one is among them.
fn seeds() -> Vec<Vec<PathBuf>> {
    let mut by_format: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut folders = vec![project().join("tests/formats"), project().join("corpus-sample")];
    let beside = ["made", "forms", "broken", "ofd", "ppt", "archives"];
    folders.extend(beside.iter().filter_map(|folder| shared(&format!("formats/{folder}"))));
    folders.extend(shared("cases"));
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.metadata().is_ok_and(|metadata| (1..400_000).contains(&metadata.len())) {
                let ending = entry.path().extension().unwrap_or_default().to_string_lossy().to_lowercase();
                by_format.entry(ending).or_default().push(entry.path());
            }
        }
    }
    by_format
        .into_values()
        .map(|mut paths| {
            paths.sort();
            paths
        })
        .collect()
}

/// A reason or gap consists of this program's own words: a text handed into it names something in the file, and is never
/// what a library or the system said.
fn is_in_own_words(message: &Value) -> bool {
    let names = ["part", "name", "kind", "encoding", "program", "status"];
    let is_own = |arg: &Value| match (&arg[0], &arg[1]) {
        (name, Value::Object(value)) => match (value.get("Text"), value.get("Message")) {
            (Some(_), _) => names.iter().any(|one| name == one),
            (_, Some(message)) => is_in_own_words(message),
            _ => true,
        },
        _ => false,
    };
    let args = message["args"].as_array().expect("values");
    match message["id"].as_str().expect("an id") {
        "library-error" | "system-error" => false,
        // Numbers of pages.
        "quoted" => args.iter().all(|arg| arg[1]["Text"].as_str().is_some_and(is_list)),
        "pages-and-more" => args.iter().all(|arg| arg[1]["Text"].as_str().is_none_or(is_list)),
        _ => args.iter().all(is_own),
    }
}

fn is_list(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' '))
}

fn mutate(count: usize, seed: u64) {
    let seeds = seeds();
    let env = TestEnv::new();
    let mut random = Random(seed);
    let extractor = extractor();
    let (mut slowest, mut failed) = (Duration::ZERO, 0);
    for number in 0..count {
        let format = random.one_of(&seeds);
        let path = random.one_of(format);
        let mut bytes = fs::read(path).expect("a file");
        match number % 4 {
            0 => (0..=random.below(20)).for_each(|_| {
                let place = random.below(bytes.len());
                bytes[place] = random.below(256) as u8;
            }),
            1 => bytes.truncate(random.below(bytes.len())),
            2 => {
                let format = random.one_of(&seeds);
                let other = fs::read(random.one_of(format)).expect("a file");
                let (from, to) = (random.below(bytes.len()), random.below(other.len()));
                bytes.truncate(from);
                bytes.extend_from_slice(&other[to..]);
            }
            _ => {
                let (from, length) = (random.below(bytes.len()), random.below(2000));
                let piece: Vec<u8> = bytes[from..(from + length).min(bytes.len())].to_vec();
                let place = random.below(bytes.len());
                bytes.splice(place..place, piece);
            }
        }
        env.write("mutant", &bytes);
        let started = Instant::now();
        let extracted = extractor.read(&env.path().join("mutant"));
        slowest = slowest.max(started.elapsed());
        assert!(!extracted.is_empty());
        let own = |message: &Message| {
            let tree = serde_json::to_value(message).expect("a message");
            assert!(is_in_own_words(&tree), "mutant {number} of {}: {message}", path.display());
        };
        for one in &extracted {
            match &one.outcome {
                Ok(document) => document.reading.gaps.iter().for_each(own),
                Err(problem) => {
                    assert!(!problem.reason.to_string().is_empty());
                    own(&problem.reason);
                    // A crash is caught, but should not be needed.
                    failed += usize::from(problem.kind == ProblemKind::Failed);
                    let path = path.display();
                    assert!(problem.kind != ProblemKind::TimedOut, "mutant {number} of {path}: {}", problem.reason);
                }
            }
        }
    }
    assert!(slowest < Duration::from_secs(60), "{slowest:?}");
    said(&format!("{count} damaged files: slowest {slowest:?}; a reader failed on {failed}"));
}

#[test]
fn damaged_files_cost_nothing_but_themselves() {
    mutate(1_000, 1);
}

/// `cargo test --release -- --ignored twenty_thousand --nocapture`
#[test]
#[ignore = "takes minutes"]
fn twenty_thousand_damaged_files() {
    mutate(20_000, 2);
}
