//! What is read out of real reports, against the truth, where both lie beside the project.

use std::path::Path;
use std::process::Command;

use super::harness::{TestEnv, gov_reports, project, same_or_blessed, shared};

/// Scores what is listed of an indexed corpus: for each field the accuracy, and the share that is wrong.
fn scores(corpus: &str, folder: &Path, index: &Path) -> Option<Vec<(String, f64, f64)>> {
    let truth = shared(&format!("corpus/{corpus}-truth.tsv"))?;
    let scorer = shared("tools/score_metadata.py")?;
    let env = TestEnv::new();
    let (folder, index) = (folder.display().to_string(), index.display().to_string());
    env.write("listing.jsonl", env.run(&["list", &folder, "--index", &index, "--json"]).stdout);
    let run = Command::new("python3").arg(scorer).arg(truth).arg(env.path().join("listing.jsonl")).output();
    let Ok(run) = run else {
        // The scorer is a script; where nothing runs it, nothing can be scored.
        super::harness::skipped("python3 is not here");
        return None;
    };
    let output = String::from_utf8(run.stdout).expect("UTF-8");
    let lines = output.lines().filter(|line| line.contains("\taccuracy "));
    let score = |line: &str| {
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [right, wrong, unknown, accuracy] = numbers[..] else { panic!("four numbers: {line}") };
        (line.split('\t').next().unwrap_or_default().to_owned(), accuracy, wrong / (right + wrong + unknown))
    };
    Some(lines.map(score).collect())
}

fn check(corpus: &str, folder: &Path, index: &Path, needed: &[(&str, f64)]) {
    let Some(scores) = scores(corpus, folder, index) else { return };
    assert_eq!(scores.len(), needed.len());
    for ((field, accuracy, wrong), (expected, needed)) in scores.iter().zip(needed) {
        assert_eq!(field, expected);
        assert!(accuracy >= needed && *wrong <= 0.01, "{corpus}: {field} {accuracy}, wrong {wrong}");
    }
}

#[test]
fn reports_with_names_that_say_something() {
    let Some(corpus) = gov_reports() else { return };
    let needed = [("year", 0.99), ("author", 0.99), ("role", 0.97), ("place", 0.99), ("headings", 0.97)];
    check("gov-reports", &corpus.folder, &corpus.index, &needed);
}

#[test]
fn reports_of_which_only_the_text_says_anything() {
    let Some(folder) = shared("corpus/plain-reports") else { return };
    let folder = folder.canonicalize().expect("a folder");
    let env = TestEnv::new();
    let index = env.path().join("index");
    let run = env.run(&["index", &folder.display().to_string(), "--index", &index.display().to_string()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let needed = [("year", 0.99), ("author", 0.97), ("role", 0.97), ("place", 0.97), ("headings", 0.97)];
    check("plain-reports", &folder, &index, &needed);
}

/// Reports as people pass them on (no title, watermarks, names taken out, headings run into their paragraphs): what is
/// understood of them is what a person would write down. `BLESS=1` writes it anew.
#[test]
fn reports_as_people_pass_them_on() {
    let env = TestEnv::new();
    let reports = project().join("tests/reports");
    let mut shown = String::new();
    for name in ["run_in_headings", "watermarks", "lost_first_number"] {
        let file = format!("{name}.txt");
        env.write(&file, std::fs::read(reports.join(&file)).expect("a report"));
    }
    assert_eq!(env.run(&["index", "."]).code, 0);
    for name in ["run_in_headings", "watermarks", "lost_first_number"] {
        let run = env.run(&["show", name, "."]);
        let path = env.path().display().to_string();
        let lines = run.stdout.lines().filter(|line| !line.contains(&path));
        // The passages are the text itself.
        let is_passage =
            |line: &&str| line.trim_start().starts_with(|c: char| c.is_ascii_digit()) && line.starts_with(' ');
        let lines = lines.take_while(|line| !is_passage(line)).map(str::trim_end);
        shown += &format!("{}\n\n", lines.collect::<Vec<_>>().join("\n").trim_end());
    }
    same_or_blessed(&reports.join("understood.txt"), &shown);
}
