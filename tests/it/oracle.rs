//! Whole answers of the embedded engine against those of the plainest one: reports in memory, each passage judged by itself.
//! Totals, hits, marks, excerpts, citations, facet counts and lists are the same, on corpora and questions drawn at random;
//! scores aside, which only the embedded engine has.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex};

use baogao::analysis::PhraseForm;
use baogao::answer::{
    Answer, Detail, Engine, FacetField, FileState, Grouping, Memory, Question, ReportHits, Scope, Share, Sort, View,
    Vocabulary, Which, find_report, listed, unknown,
};
use baogao::error::Result;
use baogao::extract::{ExtractOptions, Extractor};
use baogao::ingest::{Ingested, Plan, ReadFile, Sink, Terms, Understanding, run};
use baogao::query::{
    Boilerplate, Filters, Gapped, Near, Node, Phrase, Query, Wanted, Within, YearFilter, formats_named,
};
use baogao::report::{FileRecord, Report, Year};
use baogao::schema::Schema;
use baogao::search::Embedded;
use baogao::source::{Given, LinkPolicy, walk};

use super::harness::{Silent, TestEnv, engine};
use super::refresh::Random;

/// Questions to each corpus.
const QUESTIONS: usize = 40;
/// Each thing that can be asked, or met in an answer, must have been so often.
const OFTEN: usize = 100;

/// How often each thing was asked or met.
type Seen = BTreeMap<&'static str, usize>;

/// What must have been asked or met.
const THINGS: [&str; 44] = [
    "all",
    "any",
    "apart",
    "author",
    "author unknown",
    "boilerplate found",
    "boilerplate left out",
    "by passage",
    "by section",
    "by year",
    "concordance",
    "context",
    "field",
    "format",
    "gapped",
    "limit",
    "literal",
    "near in a sentence",
    "near in characters",
    "near in order",
    "no query",
    "not",
    "offset",
    "oldest first",
    "org",
    "org unknown",
    "part",
    "part unknown",
    "path",
    "pattern",
    "phrase",
    "role",
    "role unknown",
    "section",
    "title",
    "title found",
    "topic",
    "topic unknown",
    "under",
    "within a report",
    "within a section",
    "without",
    "year",
    "year unknown",
];

static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::built_in);

/// Takes what a folder holds.
struct Collected(Mutex<BTreeMap<u64, Members>>);

/// What is known of a file, one record a report.
type Members = Vec<(FileRecord, Option<Report>)>;

impl Sink for Collected {
    fn clear(&self) -> Result<()> {
        Ok(())
    }

    fn remove(&self, _: u64) -> Result<()> {
        Ok(())
    }

    fn put(&self, file: ReadFile) -> Result<()> {
        self.0.lock().expect("no thread panics").insert(file.number, file.members);
        Ok(())
    }

    fn commit(&mut self, _: Ingested) -> Result<()> {
        Ok(())
    }

    fn roll_back(&mut self) -> Result<()> {
        Ok(())
    }
}

/// The folder's reports in memory, as the same collection.
fn memory(folder: &Path, like: &Embedded) -> Memory {
    let listing = walk(folder, LinkPolicy::Ignore).expect("a folder");
    let (extractor, schema, given) =
        (Extractor::new(ExtractOptions::default()), &*SCHEMA, Given::read(folder).expect("nothing given"));
    let understanding = Understanding { extractor: &extractor, schema, given: &given };
    let plan = Plan::new(None, &listing, &Default::default()).expect("all of it is new");
    let mut sink = Collected(Mutex::default());
    let (understood_by, given) = (String::new(), String::new());
    let terms = Terms { understood_by, given, listed_at: 0, links: LinkPolicy::Ignore, may_be_part: false };
    run(plan, &mut sink, understanding, terms, &Silent).expect("a folder that can be read");
    let about = (*like.about().expect("a collection")).clone();
    Memory::new(
        about,
        Vocabulary::new(Path::new("")),
        sink.0.into_inner().expect("no thread panics").into_values().flatten().collect(),
    )
}

impl Random {
    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn text(&mut self, from: &[&str], most: usize) -> String {
        (0..=self.below(most)).map(|_| self.one_of(from)).collect()
    }
}

const CHARS: [&str; 11] = ["党", "建", "招", "商", "着", "黨", "，", "。", "“", " ", "著"];
const HEADINGS: [&str; 5] = ["党的建设", "存在不足", "招商引资情况", "党建", "下一步打算"];
const AUTHORS: [&str; 3] = ["王小明", "李红梅", "欧阳建国"];
const ROLES: [&str; 4] = ["党工委书记", "副局长", "书记", "建设办的人"];
const ORGS: [&str; 3] = ["清河县", "云岭市", "清河县招商局"];

/// A report: front matter or not, headings or not, lists with lead-ins, a line that stands on every page.
fn report(random: &mut Random) -> String {
    let mut text = String::new();
    if random.chance(2) {
        text += "---\n";
        let title = random.text(&["党建", "招商", "报告", "（2021年）"], 3);
        for (key, value) in [
            ("title", title.as_str()),
            ("author", random.one_of(&AUTHORS)),
            ("role", random.one_of(&ROLES)),
            ("org", random.one_of(&ORGS)),
            ("year", random.one_of(&["2019", "2020", "2021", "2022"])),
        ] {
            if !random.chance(3) {
                text += &format!("{key}: {value}\n");
            }
        }
        text += "---\n\n";
    }
    let is_paged = random.chance(3);
    for number in 0..random.below(5) {
        if number > 0 {
            let number = ["一", "二", "三", "四", "五"][number];
            text += &format!("{number}、{}\n", random.one_of(&HEADINGS));
        }
        for _ in 0..=random.below(3) {
            match random.below(6) {
                0 => text += &format!("（一）{}\n", random.one_of(&HEADINGS)),
                1 => {
                    text += &format!("{}。抓好以下{}：\n", random.text(&CHARS, 9), random.text(&CHARS[..5], 3));
                    text += &format!("1. {}\n2. {}\n", random.text(&CHARS, 9), random.text(&CHARS, 9));
                }
                2 => text += &format!("{}\n", random.text(&CHARS, 200)),
                _ => text += &format!("{}\n", random.text(&CHARS, 25)),
            }
        }
        if is_paged {
            text += "党建招商公报\n";
        }
    }
    text
}

/// Reports of several people, one after the other.
fn several(random: &mut Random) -> String {
    let one = |random: &mut Random| {
        let (role, author) = (random.one_of(&ROLES), random.one_of(&AUTHORS));
        format!("述职报告\n{role} {author}\n各位领导：\n{}抓党建。\n谢谢大家！\n", report(random))
    };
    (0..2 + random.below(2)).map(|_| one(random)).collect()
}

fn corpus(random: &mut Random) -> TestEnv {
    let env = TestEnv::new();
    for number in 0..2 + random.below(6) {
        let content = if random.chance(16) { several(random) } else { report(random) };
        let folder = random.one_of(&["", "2021/", "2021/清河/", "2022/", "党建/"]);
        let ending = random.one_of(&["txt", "md"]);
        env.write(&format!("reports/{folder}{number}{}.{ending}", random.one_of(&["报告", "党建", "报告B"])), content);
    }
    env
}

fn phrase(random: &mut Random, from: &[&str]) -> Phrase {
    loop {
        let text = random.text(from, 3);
        let chars = PhraseForm::of(&text);
        if !chars.is_empty() {
            return Phrase { text, chars };
        }
    }
}

fn tree(random: &mut Random, depth: usize, seen: &mut Seen) -> Node {
    let mut count = |thing| *seen.entry(thing).or_default() += 1;
    let kinds = if depth == 0 { 8 } else { 14 };
    match random.below(kinds) {
        0 => {
            count("gapped");
            let pieces = vec![phrase(random, &CHARS[..5]), phrase(random, &CHARS[..5])];
            let fewest = random.below(3);
            let gaps = vec![(fewest, fewest + random.below(4))];
            Node::Gapped(Gapped { text: String::new(), pieces, gaps })
        }
        1 => {
            count("literal");
            Node::Literal(phrase(random, &CHARS[..7]))
        }
        2 => {
            count("pattern");
            let patterns = ["党.{0,2}建", "[招商]{2}", "建|商", "商党?建", "。$", "^招", "(党建|招商)+"];
            Query::regex(random.one_of(&patterns)).expect("a pattern").root
        }
        3 => {
            let (within, thing) = match random.below(3) {
                0 => (Within::Chars(random.below(6) as u32), "near in characters"),
                1 => (Within::InOrder(vec![random.below(6) as u32]), "near in order"),
                _ => (Within::Sentence, "near in a sentence"),
            };
            count(thing);
            Node::Near(Near { phrases: vec![phrase(random, &CHARS[..7]), phrase(random, &CHARS[..5])], within })
        }
        4 => {
            count("field");
            let mut filters = Filters::default();
            while filters == Filters::default()
                || filters.boilerplate == Boilerplate::LeftOut
                || filters.under.is_some()
            {
                filters = Filters::default();
                filter(random, &mut filters, seen);
            }
            Node::Field(Box::new(filters))
        }
        5..8 => {
            count("phrase");
            Node::Phrase(phrase(random, &CHARS[..7]))
        }
        8 | 9 => {
            count("all");
            Node::All((0..=random.below(3)).map(|_| tree(random, depth - 1, seen)).collect())
        }
        10 | 11 => {
            count("any");
            Node::Any((0..=random.below(3)).map(|_| tree(random, depth - 1, seen)).collect())
        }
        12 => {
            count("all");
            let words = (0..2 + random.below(2)).map(|_| Node::Phrase(phrase(random, &CHARS[..5]))).collect();
            Node::All(words)
        }
        _ => {
            count("not");
            Node::Not(Box::new(tree(random, depth - 1, seen)))
        }
    }
}

/// What can be counted by.
const ALL_FIELDS: [FacetField; 8] = {
    let [year, role, section, topic, author, org, format] = FacetField::ALL;
    [year, role, section, topic, author, org, format, FacetField::Part]
};

/// Adds a filter.
fn filter(random: &mut Random, filters: &mut Filters, seen: &mut Seen) {
    let mut count = |thing| *seen.entry(thing).or_default() += 1;
    let wanted = |text: &str| Wanted::parse(text).expect("a value");
    let (which, is_unknown) = (random.below(12), random.chance(3));
    match which {
        0 if is_unknown => (filters.years.push(YearFilter::Unknown), count("year unknown")).1,
        0 => {
            count("year");
            let first = 2019 + random.below(3) as u16;
            filters.years.push(YearFilter::Range(Year(first), Year(first + random.below(2) as u16)));
        }
        1 if is_unknown => (filters.authors.push(Wanted::Unknown), count("author unknown")).1,
        1 => (filters.authors.push(wanted(random.one_of(&["王小明", "李紅梅", "小明"]))), count("author")).1,
        2 if is_unknown => (filters.roles.push(Wanted::Unknown), count("role unknown")).1,
        2 => (filters.roles.push(wanted(random.one_of(&["党工委书记", "书记", "党工委", "副局长"]))), count("role")).1,
        3 if is_unknown => (filters.orgs.push(Wanted::Unknown), count("org unknown")).1,
        3 => (filters.orgs.push(wanted(random.one_of(&["清河", "招商局", "雲嶺市"]))), count("org")).1,
        4 => {
            count("section");
            let heading = random.one_of(&["党的建设", "一、党建", "招商", "存在不足", "设"]);
            filters.sections.push(Wanted::heading(heading).expect("a heading"));
        }
        5 => (filters.titles.push(wanted(random.one_of(&["党建", "报告", "招商", "2021"]))), count("title")).1,
        6 => (filters.paths.push(wanted(random.one_of(&["党建", "2021", "报告b", "MD"]))), count("path")).1,
        7 => {
            count("under");
            filters.under = Some(random.one_of(&["2021", "2021/清河", "202", "党建"]).to_owned());
        }
        8 if is_unknown => (filters.parts.push(Wanted::Unknown), count("part unknown")).1,
        8 => (filters.parts.push(wanted(random.one_of(&["存在不足", "工作", "不足"]))), count("part")).1,
        9 if is_unknown => (filters.topics.push(Wanted::Unknown), count("topic unknown")).1,
        9 => (filters.topics.push(wanted(random.one_of(&["党的建设", "发展", "建设"]))), count("topic")).1,
        10 => {
            count("format");
            let name = random.one_of(&["text", "md", ".HTML", "文本", "pdf"]);
            filters.formats.extend(formats_named(name).expect("a format"));
        }
        _ => (filters.boilerplate = Boilerplate::LeftOut, count("boilerplate left out")).1,
    }
}

fn question(random: &mut Random, vocabulary: &Vocabulary, seen: &mut Seen) -> Question {
    let query = if random.chance(12) {
        *seen.entry("no query").or_default() += 1;
        None
    } else if random.chance(3) {
        // Words that seldom stand in one passage.
        let pairs = ["党建", "招商", "建招", "商党", "党招", "建商", "商建", "招党", "建着", "着商"];
        let word = |text: &str| Node::Phrase(Phrase { text: text.to_owned(), chars: PhraseForm::of(text) });
        let words = (0..5).map(|_| word(random.one_of(&pairs))).collect();
        Some(Query::new("", Node::All(words)))
    } else {
        Some(Query::new("", tree(random, 3, seen)))
    };
    let mut filters = Filters::default();
    while random.chance(2) {
        filter(random, &mut filters, seen);
    }
    let within = match random.below(5) {
        0 => Scope::Section,
        1 => Scope::Report,
        _ => Scope::Passage,
    };
    match within {
        Scope::Section => *seen.entry("within a section").or_default() += 1,
        Scope::Report => *seen.entry("within a report").or_default() += 1,
        Scope::Passage => {}
    }
    let question = Question::new(query, filters, vocabulary).expect("the built-in tables");
    Question { within, occurrences: random.chance(2), ..question }
}

fn view(random: &mut Random, seen: &mut Seen) -> View {
    let mut count = |thing| *seen.entry(thing).or_default() += 1;
    let group = match random.below(4) {
        0 => (Grouping::Section, count("by section")).0,
        1 => (Grouping::None, count("by passage")).0,
        _ => Grouping::Report,
    };
    let mut view = View { order: Sort::Path, group, limit: None, passages: usize::MAX, ..View::default() };
    view.whole = random.chance(3);
    match random.below(5) {
        // The embedded engine orders reports of a year by their scores: all of them, then, and put in order here.
        0 => (view.order = Sort::Year, count("by year")).1,
        4 => (view.order = Sort::Oldest, count("oldest first")).1,
        1 => (view.offset = 1 + random.below(3), count("offset")).1,
        2 => (view.limit = Some(random.below(4)), count("limit")).1,
        _ => {}
    }
    match random.below(4) {
        0 => (view.context = 1 + random.below(3) as u32, count("context")).1,
        1 => (view.concordance = Some(random.below(8)), count("concordance")).1,
        _ => {}
    }
    view
}

/// What an engine says: compared as it is, and written out only where two differ.
trait Said: Debug {
    fn as_any(&self) -> &dyn Any;
    fn is(&self, other: &dyn Said) -> bool;
}

impl<T: Debug + PartialEq + 'static> Said for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is(&self, other: &dyn Said) -> bool {
        other.as_any().downcast_ref() == Some(self)
    }
}

/// An answer without what only one engine has: scores, and the order that they make.
fn comparable(answer: Answer, view: &View) -> Box<dyn Said> {
    let mut reports = answer.reports;
    for report in &mut reports {
        report.hits.sort_by_key(|hit| hit.passage);
        for hit in &mut report.hits {
            hit.score = 0.0;
            hit.contributions.clear();
        }
    }
    if view.order != Sort::Path {
        // The years stand as the engine put them.
        let year = |report: &ReportHits| report.metadata.year.value().map_or(0, |year| year.0);
        let first = |report: &ReportHits| report.hits.first().map(|hit| hit.passage);
        for same in reports.chunk_by_mut(|a, b| year(a) == year(b)) {
            same.sort_by(|a, b| (&a.path, first(a)).cmp(&(&b.path, first(b))));
        }
    }
    Box::new((answer.counted, answer.apart, reports))
}

fn hits(engine: &dyn Engine, question: &Question, view: &View) -> Answer {
    engine.hits(question, view).and_then(|hits| hits.answer(question)).expect("an answer")
}

/// What an engine says of a question, each kind of answer for itself.
fn answers(engine: &dyn Engine, question: &Question, view: &View, most: usize, seen: &mut Seen) -> Vec<Box<dyn Said>> {
    let answer = hits(engine, question, view);
    let all = || answer.reports.iter().flat_map(|report| &report.hits);
    *seen.entry("boilerplate found").or_default() += usize::from(all().any(|hit| hit.boilerplate));
    *seen.entry("title found").or_default() += usize::from(all().any(|hit| hit.passage == 0));
    *seen.entry("apart").or_default() += usize::from(answer.apart.is_some_and(|apart| apart.reports > 0));
    let mut said: Vec<Box<dyn Said>> =
        vec![Box::new(engine.count(question).expect("a count")), comparable(answer, view)];
    for which in [Which::With, Which::Without] {
        let question = Question { which, ..question.clone() };
        let (counted, reports) = engine.matching(&question).expect("reports");
        let reports: Vec<_> = reports.map(|row| row.expect("a row")).collect();
        said.push(Box::new(counted));
        *seen.entry("without").or_default() += usize::from(which == Which::Without && !reports.is_empty());
        said.push(Box::new(reports));
        if which == Which::Without {
            said.push(Box::new(engine.count(&question).expect("a count")));
            said.push(Box::new(engine.facets(&question, &ALL_FIELDS, most).expect("counts")));
            said.push(comparable(hits(engine, &question, view), view));
        }
    }
    said.push(Box::new(engine.facets(question, &ALL_FIELDS, most).expect("counts")));
    if question.query.is_none() || question.occurrences {
        said.extend(lists(engine, question));
    }
    said
}

/// The reports that a question's filters let through, in each detail, by shares, and one by one.
fn lists(engine: &dyn Engine, question: &Question) -> Vec<Box<dyn Said>> {
    let mut said: Vec<Box<dyn Said>> = Vec::new();
    for detail in [Detail::Outline, Detail::Texts, Detail::Passage(2)] {
        let rows =
            |share| engine.reports(&question.filters, detail, share).expect("reports").map(|row| row.expect("a row"));
        let all: Vec<_> = rows(Share::ALL).collect();
        let mut shares: Vec<_> = Share::split(2).flat_map(rows).collect();
        shares.sort_by_key(|view| all.iter().position(|other| other.path == view.path));
        assert_eq!(shares, all, "two shares are all of it");
        for view in all {
            let one = engine.report(&view.path, detail).expect("an answer").expect("it is there");
            said.push(Box::new((view.clone(), one)));
            said.push(Box::new(listed(view, &question.filters)));
        }
    }
    said
}

/// What an engine says of its collection.
fn collection(engine: &dyn Engine) -> Vec<Box<dyn Said>> {
    let files = [FileState::Read, FileState::InPart, FileState::Unread].map(|state| {
        let files: Vec<_> = engine.files(state).expect("files").map(|file| file.expect("a file")).collect();
        format!("{files:?}")
    });
    let found = ["党建", "0报告", "2021/清河", "没有"].map(|name| format!("{:?}", find_report(engine, name)));
    let of_all = [format!("{:?}", unknown(engine, &Filters::default())), format!("{:?}", engine.about())];
    files.into_iter().chain(found).chain(of_all).map(|said| Box::new(said) as Box<dyn Said>).collect()
}

/// Asks both engines of a corpus, and says where they differ.
fn differences(seed: u64) -> (Seen, Vec<String>) {
    let (mut random, mut seen) = (Random::new(seed), Seen::new());
    let env = corpus(&mut random);
    let folder = env.path().join("reports");
    let embedded = engine(&folder, &env.path().join("index"));
    let memory = memory(&folder, &embedded);
    let mut differ = Vec::new();
    let mut same = |of: &dyn Fn() -> String, embedded: Vec<Box<dyn Said>>, memory: Vec<Box<dyn Said>>| {
        for at in 0..embedded.len().max(memory.len()) {
            let (embedded, memory) = (embedded.get(at), memory.get(at));
            if !embedded.zip(memory).is_some_and(|(embedded, memory)| embedded.is(memory.as_ref())) {
                differ.push(format!("seed {seed}: {}\nembedded: {embedded:?}\nmemory: {memory:?}", of()));
            }
        }
    };
    same(&|| "the collection".to_owned(), collection(&embedded), collection(&memory));
    let vocabulary = embedded.vocabulary().expect("the built-in tables");
    for _ in 0..QUESTIONS {
        let question = question(&mut random, &vocabulary, &mut seen);
        let (view, most) = (view(&mut random, &mut seen), 1 + random.below(4));
        let of_memory = answers(&memory, &question, &view, most, &mut seen);
        let of_embedded = answers(&embedded, &question, &view, most, &mut Seen::new());
        same(&|| format!("{question:?} {view:?} {most}"), of_embedded, of_memory);
    }
    (seen, differ)
}

/// Corpora that are indexed and asked side by side: more than there are processors, since writing an index is waiting, too.
const AT_ONCE: usize = 8;

/// Asks so many corpora, by their seeds from one on.
fn check(first: u64, corpora: u64) {
    let (next, found) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|threads| {
        for _ in 0..AT_ONCE {
            threads.spawn(|| {
                while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&number| number < corpora) {
                    let differences = differences(first + number);
                    found.lock().expect("no thread panics while it adds").push(differences);
                }
            });
        }
    });
    let found: Vec<(Seen, Vec<String>)> = found.into_inner().expect("as above");
    assert_eq!(found.len() as u64, corpora);
    let differ: Vec<&String> = found.iter().flat_map(|(_, differ)| differ).collect();
    assert!(differ.is_empty(), "{} answers differ; the first: {}", differ.len(), differ[0]);
    let mut seen = Seen::new();
    found.into_iter().flat_map(|(seen, _)| seen).for_each(|(thing, count)| *seen.entry(thing).or_default() += count);
    for thing in THINGS {
        let count = seen.get(thing).copied().unwrap_or(0);
        assert!(count >= OFTEN, "{thing}: only {count} times");
    }
    assert_eq!(seen.len(), THINGS.len(), "something is not named: {:?}", seen.keys());
}

#[test]
fn the_embedded_engine_answers_as_the_plainest() {
    check(0, 150);
}

#[test]
#[ignore = "takes minutes"]
fn five_thousand_corpora_are_answered_as_by_the_plainest() {
    let from = Random::any_seed();
    super::harness::said(&format!("5,000 corpora from seed {from} on"));
    check(from, 5_000);
}

/// What engines are held to is itself held to what the documentation says, by an evaluator that shares no code with it.
#[test]
fn the_judge_judges_as_the_documentation_says() {
    super::language::judged(20_000);
}
