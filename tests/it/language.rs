//! The query language: what each query must find, and must not, as a table; and random queries against the plainest
//! possible reading of what they mean.

use std::collections::BTreeSet;
use std::fs;

use baogao::analysis::{MatchingForm, PhraseForm};
use baogao::answer::{Engine, JudgedPassage, View};
use baogao::query::{Gapped, Near, Node, Phrase, Query, Within};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::harness::{TestEnv, answer, engine, found_by, project};
use super::reference;

/// The passages that a query finds, as the letter of their report and their number in it.
fn found(engine: &dyn Engine, query: &Query) -> BTreeSet<String> {
    let answer = answer(engine, query, &View { limit: None, passages: usize::MAX, ..View::default() });
    let letter = |path: &str| match path {
        p if p.starts_with("述职报告") => 'a',
        p if p.starts_with("工作总结") => 'b',
        _ => 'c',
    };
    let hits = answer
        .reports
        .iter()
        .flat_map(|report| report.hits.iter().map(move |hit| format!("{}{}", letter(&report.path), hit.passage)));
    let found: BTreeSet<String> = hits.collect();
    assert_eq!(answer.counted.total.passages as usize, found.len());
    found
}

#[test]
fn every_query_finds_what_the_table_says() {
    let env = TestEnv::new();
    let folder = project().join("tests/queries");
    let table = fs::read_to_string(folder.join("table.tsv")).expect("the table");
    for entry in fs::read_dir(&folder).expect("a folder").flatten().filter(|e| e.file_name() != "table.tsv") {
        env.write(&entry.file_name().to_string_lossy(), fs::read(entry.path()).expect("a report"));
    }
    let engine = env.engine();
    let mut wrong = Vec::new();
    let mut queries = 0;
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (query, expected) = line.split_once('\t').expect("query, tab, passages");
        queries += 1;
        let said = match Query::parse(query) {
            Ok(query) => found(&engine, &query).into_iter().collect::<Vec<_>>().join(" "),
            Err(error) => format!("error: {error}"),
        };
        // Of errors the table has the beginning.
        if said != expected && !(expected.starts_with("error") && said.starts_with(expected)) {
            wrong.push(format!("{query}\t{said}"));
        }
    }
    assert!(queries >= 120, "{queries} queries");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Texts of few characters, so that random phrases stand in them, with barriers, sentence ends and what is dropped.
const ALPHABET: [char; 9] = ['党', '建', '招', '着', '，', '。', '“', ' ', '著'];

fn passage() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&ALPHABET[..]), 1..25).prop_map(String::from_iter)
}

fn phrase() -> impl Strategy<Value = Phrase> {
    prop::collection::vec(prop::sample::select(&ALPHABET[..5]), 1..4).prop_filter_map("a phrase", |chars| {
        let text: String = chars.into_iter().collect();
        let chars = PhraseForm::of(&text);
        (!chars.is_empty()).then_some(Phrase { text, chars })
    })
}

/// A phrase without a barrier in it, as gaps don't cross one.
fn run() -> impl Strategy<Value = Phrase> {
    let part = |phrase: Phrase| Phrase { chars: PhraseForm::part(&phrase.text), text: phrase.text };
    phrase().prop_filter("no barrier", |phrase| !phrase.chars.contains(&reference::BARRIER)).prop_map(part)
}

fn tree() -> impl Strategy<Value = Node> {
    let within = prop_oneof![
        (0..6_u32).prop_map(Within::Chars),
        (0..6_u32).prop_map(|distance| Within::InOrder(vec![distance])),
        Just(Within::Sentence),
    ];
    let near = (phrase(), phrase(), within).prop_map(|(a, b, within)| Node::Near(Near { phrases: vec![a, b], within }));
    let gapped = (run(), run(), 0..3_usize, 0..4_usize).prop_map(|(a, b, fewest, more)| {
        Node::Gapped(Gapped { text: String::new(), pieces: vec![a, b], gaps: vec![(fewest, fewest + more)] })
    });
    let literal = phrase().prop_map(Node::Literal);
    let leaf = prop_oneof![3 => phrase().prop_map(Node::Phrase), 1 => near, 1 => gapped, 1 => literal];
    leaf.prop_recursive(4, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Node::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Node::Any),
            inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    })
}

/// A text, and its form as characters: as a whole, and sentence by sentence.
struct Said {
    text: String,
    form: Vec<char>,
    sentences: Vec<Vec<char>>,
}

impl Said {
    fn of(text: &str) -> Self {
        let form = |text: &str| reference::form(text).chars().collect();
        Self { text: text.to_owned(), form: form(text), sentences: text.split('。').map(form).collect() }
    }
}

/// Where a phrase stands in a form.
fn places(form: &[char], phrase: &Phrase) -> Vec<usize> {
    places_of(form, reference::forms(&phrase.text))
}

/// Where one of a phrase's forms stands in a form.
fn places_of(form: &[char], forms: Vec<String>) -> Vec<usize> {
    let forms: Vec<Vec<char>> = forms.iter().map(|form| form.chars().collect()).collect();
    (0..form.len()).filter(|&at| forms.iter().any(|phrase| form[at..].starts_with(phrase))).collect()
}

/// What a tree means, by the words of its documentation.
fn is_true(node: &Node, said: &Said) -> bool {
    let form = &said.form;
    match node {
        Node::Phrase(phrase) => !places(form, phrase).is_empty(),
        Node::All(nodes) => nodes.iter().all(|node| is_true(node, said)),
        Node::Any(nodes) => nodes.iter().any(|node| is_true(node, said)),
        Node::Not(node) => !is_true(node, said),
        Node::Gapped(Gapped { pieces, gaps, .. }) => {
            let [first, second] = &pieces[..] else { panic!("two pieces") };
            let places = |piece: &Phrase| places_of(form, reference::forms_of_part(&piece.text));
            let second = places(second);
            places(first).iter().any(|a| {
                second.iter().any(|b| {
                    let end = a + first.chars.len();
                    end <= *b
                        && (gaps[0].0..=gaps[0].1).contains(&(b - end))
                        && !form[end..*b].contains(&reference::BARRIER)
                })
            })
        }
        Node::Near(Near { phrases, within }) => {
            let [first, second] = &phrases[..] else { panic!("two phrases") };
            let both = |is_near: &dyn Fn(usize, usize) -> bool| {
                let b = places(form, second);
                places(form, first).iter().any(|a| b.iter().any(|b| is_near(*a, *b)))
            };
            let (one, other) = (first.chars.len(), second.chars.len());
            match within {
                Within::Sentence => {
                    let stands = |sentence: &[char], phrase| !places(sentence, phrase).is_empty();
                    said.sentences.iter().any(|sentence| phrases.iter().all(|phrase| stands(sentence, phrase)))
                }
                Within::Chars(most) => both(&|a, b| {
                    let (from, to) = (a.min(b), (a + one).max(b + other));
                    (to - from).saturating_sub(one + other) <= *most as usize
                }),
                Within::InOrder(distances) => both(&|a, b| a + one <= b && b - (a + one) <= distances[0] as usize),
            }
        }
        Node::Literal(phrase) => said.text.contains(&phrase.text),
        Node::Field(_) | Node::Pattern(_) | Node::Loose(_) => unreachable!("none is drawn"),
    }
}

/// Judges so many random trees on random passages, by what engines share and by the words of the documentation.
pub(crate) fn judged(trees: usize) {
    let mut runner = TestRunner::deterministic();
    let mut is_any_true = 0;
    for _ in 0..trees {
        let text = passage().new_tree(&mut runner).expect("a passage").current();
        let tree = tree().new_tree(&mut runner).expect("a tree").current();
        let form = MatchingForm::of(&text);
        let judged = JudgedPassage { text: &text, form: &form, is_let_through: &|_| true };
        let expected = is_true(&tree, &Said::of(&text));
        assert_eq!(baogao::answer::is_true(&tree, &judged).expect("no loose text"), expected, "{tree:?} in {text}");
        is_any_true += usize::from(expected);
    }
    assert!((trees / 5..trees * 4 / 5).contains(&is_any_true), "{is_any_true} of {trees} are true: that tells little");
}

#[test]
fn random_queries_find_what_they_mean() {
    let mut texts = TestRunner::deterministic();
    for _ in 0..10 {
        let passages: Vec<String> = (0..60)
            .map(|_| passage().new_tree(&mut texts).expect("a passage").current())
            .filter(|text| !reference::form(text).is_empty())
            // What reads as a heading or as boilerplate is a passage all the same.
            .collect();
        let env = TestEnv::new();
        for (number, passage) in passages.iter().enumerate() {
            env.write(&format!("{number}.txt"), passage.as_bytes());
        }
        let engine = engine(env.path(), &env.path().join(".index"));
        let said: Vec<Said> = passages.iter().map(|passage| Said::of(passage)).collect();
        let config = Config { failure_persistence: None, ..Config::with_cases(1_000) };
        let checked = TestRunner::new_with_rng(config, texts.new_rng()).run(&tree(), |root| {
            let query = Query::new("", root);
            let paths = found_by(&engine, &query);
            let found: BTreeSet<usize> =
                paths.iter().map(|path| path.trim_end_matches(".txt").parse().expect("a number")).collect();
            let expected: BTreeSet<usize> = (0..said.len()).filter(|&n| is_true(&query.root, &said[n])).collect();
            prop_assert_eq!(found, expected);
            Ok(())
        });
        if let Err(error) = checked {
            panic!("{error}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(5_000) })]

    /// Whatever is typed is understood or refused; it is never a panic.
    #[test]
    fn any_text_is_a_query_or_an_error(
        text in prop::collection::vec(prop::sample::select(vec![
            "党建", "招商", "(", ")", "（", "）", "\"", "“", "”", "~", "~5", "～句", "->3", "－>", "OR", "或", "|", "｜", "-", "－",
            "NOT", "非", "author:", "年份：2020", "year:x", "…", "*", "?", " ", "　", "，", "a", "1", "section:一、",
        ]), 0..30)
    ) {
        let text: String = text.concat();
        if let Err(error) = Query::parse(&text) {
            prop_assert!(!error.to_string().is_empty());
            let _ = error.hint();
        }
    }
}

/// Texts of the language's own signs, of any characters, and of both, to every way of understanding them. More than the
/// usual number with `FUZZ=20000000`.
#[test]
#[ignore = "takes a minute"]
fn random_texts_are_queries_or_errors() {
    const SIGNS: [&str; 40] = [
        "(",
        ")",
        "（",
        "）",
        "\"",
        "“",
        "”",
        "「",
        "」",
        "~",
        "~5",
        "~s",
        "～句",
        "->",
        "->3",
        "－＞9",
        "OR",
        "或",
        "|",
        "｜",
        "-",
        "－",
        "NOT",
        "非",
        "AND",
        "且",
        "author:",
        "年份：",
        "2018..2022",
        "year:x",
        "section:",
        "…",
        "*",
        "?",
        " ",
        "　",
        "，",
        "党建",
        "招商",
        "二十大",
    ];
    let texts: u64 = std::env::var("FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(300_000);
    let synonyms = baogao::schema::Synonyms::load(std::path::Path::new("")).expect("the built-in list");
    let seed = std::time::UNIX_EPOCH.elapsed().expect("after 1970").subsec_nanos();
    super::harness::said(&format!("{texts} texts, seed {seed}"));
    let mut state = u64::from(seed) | 1;
    let mut random = |below: u64| {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut understood = 0u64;
    for _ in 0..texts {
        let mut text = String::new();
        for _ in 0..random(16) {
            match random(4) {
                0 => text.extend(char::from_u32(random(0x11_0000) as u32)),
                1 => text.extend(char::from_u32(random(0x80) as u32)),
                _ => text += SIGNS[random(SIGNS.len() as u64) as usize],
            }
        }
        for query in [Query::parse(&text), Query::parse_literal(&text), Query::loose(&text), Query::regex(&text)] {
            match query {
                Ok(query) => {
                    understood += 1;
                    let query = query.expand(&synonyms);
                    let _ = (query.root.marks(), query.root.phrases());
                }
                Err(error) => assert!(!error.to_string().is_empty() && error.hint().is_some(), "{text:?}"),
            }
        }
    }
    assert!(understood > texts, "{understood}");
}

#[test]
fn huge_queries_are_refused_at_once() {
    let started = std::time::Instant::now();
    for (query, reason) in [
        ("党".repeat(100_000), "query longer than 10000 characters"),
        ("(".repeat(9_999), "brackets nested too deep"),
        ("党 ".repeat(4_999), "query of more than 100 words"),
        ("(".repeat(60) + "党建" + &")".repeat(60), "brackets nested too deep"),
    ] {
        let error = Query::parse(&query).expect_err("refused");
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(started.elapsed() < std::time::Duration::from_secs(1));
}

#[test]
fn every_example_of_the_help_is_understood() {
    let env = TestEnv::indexed_sample();
    for lang in ["en", "zh"] {
        let help = env.run(&["help", "query", "--lang", lang]).stdout;
        // Examples are indented, and what they mean stands in a column of its own.
        let examples =
            help.lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  ")).map(|(query, _)| query);
        let examples: Vec<&str> = examples.filter(|query| !query.is_empty()).collect();
        assert!(examples.len() > 15, "{examples:?}");
        for query in examples {
            let run = env.run(&["search", query, "corpus-sample"]);
            assert!(run.code < 2, "{query}: {}", run.stderr);
        }
    }
    assert_eq!(env.run(&["help", "无此"]).code, 2);
    assert!(env.run(&["help", "search"]).stdout.contains("--limit"));
    let wrong = env.run(&["search", "党建 (招商", "corpus-sample"]);
    assert!(
        wrong.stderr.contains("this bracket is never closed") && wrong.stderr.contains("\n  党建 (招商\n       ^"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn literal_and_regular_expressions() {
    let env = TestEnv::new().file("a.txt", "深化“放管服”改革，增长8.5%。\n深化放管服改革，增长12%。\nGDP 与gdp");
    env.run(&["index", "."]);
    let count = |arguments: &[&str]| {
        let run = env.run(&[&["search"], arguments, &[".", "--json"]].concat());
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
        let highlights: Vec<String> = answer["hits"]
            .as_array()
            .expect("hits")
            .iter()
            .map(|hit| {
                let chars: Vec<char> = hit["text"].as_str().expect("text").chars().collect();
                let place = |n: usize| hit["highlights"][0][n].as_u64().expect("a place") as usize;
                chars[place(0)..place(1)].iter().collect()
            })
            .collect();
        highlights.join(" ")
    };
    assert_eq!(count(&["放管服改革", "--sort", "path"]).split(' ').count(), 2);
    assert_eq!(count(&["放管服改革", "--literal"]), "放管服改革");
    assert_eq!(count(&["“放管服”改革，增长", "--literal"]), "“放管服”改革，增长");
    assert_eq!(count(&["gdp", "--literal"]), "gdp");
    assert_eq!(count(&["增长[0-9]+%", "--regex"]), "增长12%");
    assert_eq!(count(&["[A-Z]{3}", "--regex"]), "GDP");
    assert_eq!(count(&["“.+?”改革", "--regex"]), "“放管服”改革");
    let scan = env.run(&["search", "[A-Z]{3}", ".", "--regex"]);
    assert!(scan.stderr.contains("every passage is read"), "{}", scan.stderr);
    let wrong = env.run(&["search", "(", ".", "--regex"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("not a regular expression"), "{}", wrong.stderr);
}
