//! The steps that indexing and searching spend their time in, one by one: `cargo bench -p baogao-benches`, compiled as
//! what is handed out (`dist`).

use std::fs;
use std::path::{Path, PathBuf};

use baogao::analysis::{MatchingForm, pairs, phrase_terms, word_text};
use baogao::answer;
use baogao::extract::{Document, ExtractOptions, Extractor};
use baogao::index::tokenizer;
use baogao::query::Query;
use baogao::report::{AlikeLines, Outlined};
use baogao::schema::Schema;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use tantivy::tokenizer::TokenStream;

fn main() {
    divan::main();
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus-sample")
}

/// A report of the sample, some 3 kB, again and again until it is as long as real ones are.
fn text() -> String {
    let text = fs::read_to_string(sample().join("清河县/2023.md")).expect("the sample");
    text.repeat(20)
}

fn passages(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

#[divan::bench]
fn matching_form(bencher: Bencher<'_, '_>) {
    let text = text();
    let mut form = MatchingForm::default();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        passages(&text).iter().for_each(|passage| form.refill(black_box(passage)));
    });
}

#[divan::bench]
fn pairs_of_forms(bencher: Bencher<'_, '_>) {
    let text = text();
    let forms: Vec<String> = passages(&text).iter().map(|passage| MatchingForm::of(passage).text()).collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        forms.iter().flat_map(|form| pairs(form.chars())).fold(0, |sum, (_, pair)| sum ^ black_box(pair).code())
    });
}

#[divan::bench]
fn words(bencher: Bencher<'_, '_>) {
    let text = text();
    let schema = Schema::built_in();
    let mut tokenizer = tokenizer(&schema.words);
    let forms: Vec<String> =
        passages(&text).iter().map(|passage| word_text(passage, &MatchingForm::of(passage))).collect();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut words = 0;
        forms.iter().for_each(|form| tokenizer.token_stream(form).process(&mut |_| words += 1));
        words
    });
}

const REPORT: &str = "清河县/2023.md";

fn document() -> Document {
    let extracted = Extractor::new(ExtractOptions::default()).read(&sample().join(REPORT));
    extracted.into_iter().next().and_then(|file| file.outcome.ok()).expect("the sample")
}

fn report_bytes() -> BytesCount {
    BytesCount::new(fs::metadata(sample().join(REPORT)).expect("the sample").len())
}

#[divan::bench]
fn outline(bencher: Bencher<'_, '_>) {
    let (document, schema) = (document(), Schema::built_in());
    bencher.counter(report_bytes()).bench(|| Outlined::of(black_box(&document), &schema, &AlikeLines::default()));
}

#[divan::bench]
fn metadata(bencher: Bencher<'_, '_>) {
    let (document, schema) = (document(), Schema::built_in());
    let outlined = Outlined::of(&document, &schema, &AlikeLines::default());
    bencher.counter(report_bytes()).bench(|| outlined.metadata(black_box(&document), REPORT, &[], &schema));
}

const QUERIES: [&str; 3] =
    ["两个维护", "两个维护 AND (放管服改革 OR 营商环境) 年份:2019..2021", "\"高质量...发展\" -乡村"];

#[divan::bench(args = QUERIES)]
fn query_compiled(query: &str) -> Query {
    Query::parse(black_box(query)).expect("a query")
}

#[divan::bench]
fn terms_of_a_phrase(bencher: Bencher<'_, '_>) {
    let form = MatchingForm::of("坚持稳中求进工作总基调");
    bencher.bench(|| phrase_terms(black_box(form.chars())));
}

#[divan::bench]
fn excerpts_with_highlights(bencher: Bencher<'_, '_>) {
    let text = text();
    let query = Query::parse("发展 建设").expect("a query");
    let marks = query.root.marks();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        passages(&text).iter().map(|passage| answer::excerpt(passage, &marks, 150).text.len()).sum::<usize>()
    });
}
