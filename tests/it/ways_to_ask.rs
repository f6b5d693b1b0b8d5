//! Ways to ask beside the language: other names, and why a hit stands where it does.

use super::harness::TestEnv;

fn reports() -> TestEnv {
    let own = "发改局 = 发展和改革局\n平安建设 = 综治工作\n";
    TestEnv::new()
        .file(
            "发改局.txt",
            "述职报告\n一、履职情况\n推进生产总值增长8%，抓好廉政建设。\n二、廉政建设\n廉政建设常抓不懈。\n",
        )
        .file("纪委.txt", "述职报告\n一、工作情况\n党风廉政建设和经济工作一起抓，地区生产总值增长7%。\n")
        .file("政法委.txt", "述职报告\n一、工作情况\n综治工作得到加强。\n")
        .file(".baogao/synonyms.txt", own)
}

#[test]
fn other_names_are_looked_for_only_when_asked() {
    let env = reports();
    let paths = |arguments: &[&str]| env.run(&[&["search", "-l"], arguments].concat()).stdout;
    assert_eq!(paths(&["党风廉政建设", "."]), "纪委.txt\n");
    assert_eq!(paths(&["党风廉政建设", ".", "--expand"]), "发改局.txt\n纪委.txt\n");
    assert_eq!(paths(&["GDP", ".", "--expand"]), "发改局.txt\n纪委.txt\n");
    assert_eq!(paths(&["GDP -党风", ".", "--expand"]), "发改局.txt\n");
    // The folder's own list.
    assert_eq!(paths(&["平安建设", ".", "--expand"]), "政法委.txt\n");
}

#[test]
fn an_answer_says_which_names_were_used() {
    let env = reports();
    let run = env.run(&["search", "GDP", ".", "--expand"]);
    assert!(run.stdout.contains("GDP was also looked for as 国内生产总值、地区生产总值、生产总值"), "{}", run.stdout);
    let run = env.run(&["search", "党风廉政建设", ".", "--expand", "--json"]);
    assert!(run.stdout.contains(r#""expanded":[{"phrase":"党风廉政建设","others":["廉政建设"]}]"#), "{}", run.stdout);
    let run = env.run(&["search", "两个维护", ".", "--expand", "--json"]);
    assert!(!run.stdout.contains("expanded"), "{}", run.stdout);
    env.write(".baogao/synonyms.txt", "党 = 共产党\n");
    let run = env.run(&["search", "党建", ".", "--expand"]);
    assert!(run.code == 2 && run.stderr.contains("synonyms.txt:1: not a name"), "{}", run.stderr);
}

#[derive(serde::Deserialize)]
struct Answer {
    hits: Vec<Hit>,
}

#[derive(serde::Deserialize)]
struct Hit {
    score: f64,
    #[serde(default)]
    explanation: Vec<Part>,
}

#[derive(serde::Deserialize)]
struct Part {
    part: String,
    score: f64,
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let env = TestEnv::sample();
    // Each part of a loose score is rounded by itself.
    let cases = [
        ("责任 落实", vec![], 0.006),
        ("党建 OR 招商 year:2018..", vec![], 0.006),
        ("如何抓好党建工作", vec!["--loose"], 0.02),
    ];
    for (query, options, tolerance) in cases {
        let arguments = ["search", query, "corpus-sample", "--json", "--explain", "--passages", "9"];
        let run = env.run(&[arguments.as_slice(), &options].concat());
        let answer: Answer = serde_json::from_str(&run.stdout).expect("JSON");
        assert!(!answer.hits.is_empty(), "{query}");
        for hit in answer.hits {
            let sum: f64 = hit.explanation.iter().map(|part| part.score).sum();
            assert!((sum - hit.score).abs() <= tolerance, "{query}: {sum} of {}", hit.score);
        }
    }
    let run = env.run(&["search", "廉洁自律", "corpus-sample", "--json", "--explain"]);
    let answer: Answer = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(answer.hits[0].explanation[0].part, "phrase");
    let shown = env.run(&["search", "廉洁自律", "corpus-sample", "--explain"]).stdout;
    assert!(shown.contains(" = phrase 廉洁自律 × 1: "), "{shown}");
}

#[test]
fn shells_complete_options_and_values_from_the_index() {
    let env = TestEnv::indexed_sample();
    let complete = |words: &str, at: usize| {
        // As the script for zsh asks.
        let line = format!("_CLAP_COMPLETE_INDEX={at} COMPLETE=zsh baogao -- {words}");
        env.shell(&line).stdout
    };
    assert!(complete("baogao search 党建 --kw", 3).contains("--kwic"));
    assert!(complete("baogao search 党建 corpus-sample --author 林", 5).contains("林国栋"));
    assert!(complete("baogao list corpus-sample --role 党工委", 4).contains("党工委"));
    assert!(complete("baogao list corpus-sample --year 2018,202", 4).contains("2018,2021"));
    // Without an index there is nothing to complete, and nothing is said.
    assert_eq!(complete("baogao list --author 林", 3), "");
}

/// A line of shell run on a terminal of 12 lines.
#[cfg(target_os = "linux")]
fn on_a_terminal(env: &TestEnv, line: &str) -> String {
    let line = format!("stty rows 12 cols 80; unset COLUMNS; {line}");
    env.shell(&format!("script --quiet --return --command '{line}' /dev/null")).stdout
}

#[test]
#[cfg(target_os = "linux")]
fn long_output_goes_to_a_pager_where_a_person_reads() {
    let env = TestEnv::indexed_sample();
    if env.shell("command -v script").code != 0 {
        return super::harness::skipped("there is no program \"script\" to make a terminal with");
    }
    let list = "baogao list corpus-sample --year 2018..2021";
    let paged = |line: &str, pager: &str| {
        let shown = on_a_terminal(&env, &format!("PAGER=\"{pager}\" {line}"));
        (shown, std::fs::read_to_string(env.path().join("paged")).unwrap_or_default())
    };
    let (shown, seen) = paged(list, "cat >paged");
    assert!(!shown.contains("林国栋") && seen.contains("林国栋") && seen.lines().count() > 12, "{shown}");
    env.write("paged", "");
    // Whoever leaves the pager at once ends the command without an error.
    assert!(!paged(list, "true").0.contains("error"));
    for (line, pager) in [
        ("baogao search 党建 corpus-sample --limit 1 --passages 1", "cat >paged"),
        (&format!("{list} --no-pager"), "cat >paged"),
        (&format!("{list} --json"), "cat >paged"),
        (list, "cat"),
        (list, ""),
    ] {
        let (shown, seen) = paged(line, pager);
        assert!(shown.contains("searched") && shown.contains("述职") && seen.is_empty(), "{line} {pager}: {shown}");
    }
}

#[test]
fn a_word_stands_for_kept_characters_wherever_it_is_asked_for() {
    let env = TestEnv::new()
        .file("a.txt", "工作總結\n一、瞭解情況\n看著問題改，看著成效評。\n")
        .file("b.txt", "工作总结\n一、了解情况\n看着问题改。\n")
        .file("c.txt", "读书总结\n一、名著\n看见问题改。\n")
        .file(".baogao/synonyms.txt", "盯住问题 = 看着问题\n")
        .file(".baogao/queries.tsv", "1\t看着 -情况\n2\t看著\n");
    let said = |arguments: &[&str]| env.run(&[&["search"], arguments].concat()).stdout;
    assert_eq!(said(&["-l", "看着", "."]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-c", "看着", "."]), "a.txt:1\nb.txt:1\n");
    assert_eq!(said(&["-L", "看着", "."]), "c.txt\n");
    assert_eq!(said(&["-l", "看著", "."]), "a.txt\n");
    assert_eq!(said(&["-l", "着", "."]), "b.txt\n");
    assert_eq!(said(&["-l", "着问", "."]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "看…改", "."]), "a.txt\nb.txt\nc.txt\n");
    assert_eq!(said(&["-l", "看?问题", "."]), "a.txt\nb.txt\nc.txt\n");
    assert_eq!(said(&["-l", "着?题", "."]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "看着 ->6 成效", "."]), "a.txt\n");
    assert_eq!(said(&["-l", "\"看着 问题\"~s", "."]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "问题改 -看着", "."]), "c.txt\n");
    assert_eq!(said(&["-l", "章节：了解 看", "."]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "问题", ".", "--section", "了解情况"]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "问题", ".", "--section", "瞭解"]), "a.txt\n");
    assert_eq!(said(&["-l", "盯住问题", ".", "--expand"]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "了解 看着", ".", "--within", "report"]), "a.txt\nb.txt\n");
    assert_eq!(said(&["-l", "看着", ".", "--literal"]), "b.txt\n");
    assert_eq!(said(&["-l", "看着", ".", "--regex"]), "b.txt\n");
    assert_eq!(said(&["-l", "看[着著]", ".", "--regex"]), "a.txt\nb.txt\n");
    assert!(said(&["看着", ".", "--kwic"]).contains("3 matches shown"));
    assert!(said(&["看着成效", ".", "--json"]).contains(r#""highlights":[[6,10]]"#));
    let batch = said(&["--batch", ".baogao/queries.tsv", "."]);
    let totals: Vec<&str> = batch.split("\"total\":").skip(1).map(|rest| &rest[..13]).collect();
    assert_eq!(totals, [r#"{"reports":2,"#, r#"{"reports":1,"#], "{batch}");
    let counts = env.run(&["facets", "看着", ".", "--by", "section", "--json"]).stdout;
    assert!(counts.contains(r#""reports":2"#), "{counts}");
}
