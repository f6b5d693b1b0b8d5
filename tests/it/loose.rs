//! Loose searches: questions and pasted texts, of which some may be missing.

use std::collections::{HashMap, HashSet};
use std::fs;

use baogao::answer::{Engine, View};
use baogao::query::Query;

use super::harness::{TestEnv, answer, engine, said, shared};

/// The best reports for a text, the best first.
fn best(engine: &dyn Engine, text: &str) -> Vec<String> {
    let query = Query::loose(text).expect("a query");
    let answer = answer(engine, &query, &View::default());
    answer.reports.into_iter().map(|report| report.path).collect()
}

fn reports() -> TestEnv {
    let dyke = "2021年，我带队加固清水河堤防12公里，汛期连续值守48天，沿线群众无一伤亡。";
    let park = "园区全年签约项目37个，新引进装备制造企业6家，到位资金21亿元。";
    let party = "坚持把政治建设摆在首位，带头做到两个维护，全年开展专题学习14次。";
    TestEnv::new().file("水利局.txt", dyke).file("开发区.txt", park).file("党建办.txt", party)
}

#[test]
fn a_question_finds_what_answers_it() {
    let engine = reports().engine();
    assert_eq!(best(&engine, "哪些堤防得到了加固？汛期值守了多少天？").first().map(String::as_str), Some("水利局.txt"));
    assert_eq!(
        best(&engine, "园区去年引进了多少家装备制造企业，资金到位多少").first().map(String::as_str),
        Some("开发区.txt")
    );
    assert_eq!(best(&engine, "怎样带头做到“兩個維護”").first().map(String::as_str), Some("党建办.txt"));
    assert!(best(&engine, "航天员太空行走").is_empty());
}

#[test]
fn a_pasted_paragraph_finds_where_it_was_taken_from() {
    let pasted = "2021年，我带队加固了清水河堤防，一共12公里；汛期值守48天，群众无一伤亡。".repeat(30);
    assert_eq!(best(&reports().engine(), &pasted).first().map(String::as_str), Some("水利局.txt"));
}

#[test]
fn what_is_there_of_the_text_is_marked() {
    let run = reports().run(&["search", "--loose", "如何加固堤防和水库？", ".", "--json"]);
    assert!(run.stdout.contains("\"text\":\"2021年，我带队加固清水河堤防12公里"), "{}", run.stdout);
    assert!(run.stdout.contains("\"highlights\":[[9,11],[14,16]]"), "{}", run.stdout);
}

#[test]
fn an_exact_search_without_an_answer_names_the_loose_one() {
    let env = reports();
    let run = env.run(&["search", "加固堤防水库", "."]);
    assert!(run.code == 1 && run.stdout.contains("--loose"), "{}", run.stdout);
    let none = env.run(&["search", "航天员太空行走", "."]);
    assert!(none.code == 1 && !none.stdout.contains("--loose"), "{}", none.stdout);
}

/// Mean reciprocal rank of the first right document among ten, over questions with labelled documents.
#[test]
fn questions_find_their_documents_among_the_first() {
    const WANTED: f64 = 0.90;
    let Some(folder) = shared("relevance/policy") else { return };
    let index = TestEnv::new();
    let engine = engine(&folder.join("docs"), &index.path().join("index"));
    let rows = |file: &str| {
        let text = fs::read_to_string(folder.join(file)).expect("a table");
        let rows = text.lines().skip(1).filter_map(|line| line.split_once('\t'));
        rows.map(|(id, rest)| (id.to_owned(), rest.split('\t').next().unwrap_or(rest).to_owned())).collect::<Vec<_>>()
    };
    let mut right: HashMap<String, HashSet<String>> = HashMap::new();
    for (question, document) in rows("qrels.tsv") {
        right.entry(question).or_default().insert(format!("{document}.txt"));
    }
    let questions = rows("queries.tsv");
    let reciprocal = |(id, question): &(String, String)| {
        let rank =
            best(&engine, question).iter().position(|path| right.get(id).is_some_and(|docs| docs.contains(path)));
        rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64)
    };
    let mean = questions.iter().map(reciprocal).sum::<f64>() / questions.len() as f64;
    said(&format!("loose: MRR@10 {mean:.4} over {} questions", questions.len()));
    assert!(mean >= WANTED, "MRR@10 {mean:.4}");
}
