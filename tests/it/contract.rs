//! The exactness contract: as cases that people can read, and as laws on random text.

use baogao::analysis::MatchingForm;
use proptest::prelude::*;

use super::harness::{TestEnv, found, found_by};
use super::reference;
use baogao::query::Query;

/// Text of one passage, query, and whether the query must find it.
const CASES: &[(&str, &str, bool)] = &[
    ("深化“放管服”改革。", "放管服改革", true),
    ("深化放管服改革。", "“放管服”改革", true),
    ("工 作 报 告", "工作报告", true),
    ("全市ＧＤＰ增长", "GDP", true),
    ("全市GDP增长", "ｇｄｐ", true),
    ("做到两个。维护大局", "两个维护", false),
    ("做到两个维护", "个维", true),
    ("稳定，性能良好", "稳定性", false),
    ("稳定、性能良好", "稳定，性能", true),
    ("“四个意识”、坚定“四个自信”", "四个意识，坚定", true),
    ("四个意识坚定", "四个意识，坚定", false),
    ("四个意识，一，坚定", "四个意识，坚定", false),
    ("四个意识，，坚定", "四个意识。坚定", true),
    ("各项事业，坚持到底", "事业，坚", true),
    ("各项事业坚持到底", "事业，坚", false),
    ("甲，乙，丙", "甲，乙，丙", true),
    ("甲，乙，丙", "甲，丙", false),
    ("甲乙，丙", "甲，丙", false),
    ("堅定「兩個維護」", "两个维护", true),
    ("坚定两个维护", "兩個維護", true),
    ("用於民生", "用于民生", true),
    ("著作权", "着作", true),
    ("着重", "著重", false),
    ("乾坤", "干坤", true),
    ("干预", "乾预", false),
    ("增长2.5%左右", "2.5%", true),
    ("增长25%左右", "2.5%", false),
    ("增长2.5%左右", "5%", true),
    ("见www.a.cn网站", "www.a.cn", true),
    ("见www。a。cn网站", "www.a.cn", false),
    ("“互联网＋政务服务”", "互联网+政务", true),
    ("**一、**工作回顾", "一、工作", true),
    ("“十四五”·规划", "十四五规划", true),
    ("第⑩条，㎡为单位", "10条", true),
    ("第⑩条，㎡为单位", "m2为", true),
    ("党建", "党", true),
    ("党建", "建", true),
    ("党建", "健", false),
    ("党建|业务", "党建业务", false),
    ("党\u{200B}建", "党建", true),
    ("党建。", "党建。", true),
    ("党建", "、党建，", true),
    ("𠮷祥", "𠮷祥", true),
    ("Ⅱ类水质", "ii类", true),
    ("café", "cafe\u{301}", true),
    ("cafe\u{301}", "CAFÉ", true),
    ("葛\u{E0100}国栋同志", "葛国栋", true),
    ("葛国栋同志", "葛\u{E0101}国栋", true),
    ("caf\u{65}\u{FE0F}\u{301}", "café", true),
    ("统一\u{3164}战线", "统一战线", true),
    ("⻓江大保护", "长江", true),
    ("长江大保护", "⻓江", true),
    ("⻑期", "长期", true),
    ("二○二三年", "二〇二三年", true),
    ("二〇二三年", "二◯二三年", true),
    ("二零二三年", "二〇二三年", false),
    ("1—6月", "1-6月", true),
    ("1-6月", "1～6月", true),
    ("1——6月", "1−6月", true),
    ("1—6月", "16月", false),
    ("1 — 6月", "1-6月", false),
    ("1—\u{200B}6月", "1-6月", false),
    ("1\u{FE0E}—\u{FE0E}6月", "1-6月", true),
    ("1……6月", "1-6月", false),
    ("抓好——抓实", "抓好抓实", false),
    ("抓好——抓实", "抓好，抓实", true),
    ("抓好∼抓实", "抓好抓实", false),
    ("会议10∶40开始", "10:40", true),
    ("会议10：40开始", "10∶40", true),
    ("会议10∶40开始", "1040", false),
    ("目标∶两项", "目标两项", false),
    ("〔2023〕12号", "（2023）12号", true),
    ("[2023]12号", "〔2023〕12号", true),
    ("〔2023〕12号", "202312号", false),
    ("〔2023〕12号", "〔2023〕13号", false),
    ("看著辦", "看着办", true),
    ("看着办", "看著办", false),
    ("看著辦", "着", false),
    ("名著", "着", false),
    ("徵求意見", "征求意见", true),
    ("乾淨、著力", "干净，着力", true),
    ("了，瞭", "了，了", true),
    ("遠征", "远徵", false),
];

#[test]
fn the_contract_in_cases() {
    let mut env = TestEnv::new();
    for (number, (text, ..)) in CASES.iter().enumerate() {
        env = env.file(&format!("{number:03}.txt"), text);
    }
    let engine = env.engine();
    for (number, &(text, query, expected)) in CASES.iter().enumerate() {
        let hit = found(&engine, query).contains(&format!("{number:03}.txt"));
        assert_eq!(hit, expected, "{query} in {text}");
    }
}

#[test]
fn a_paragraph_ends_a_phrase() {
    let engine = TestEnv::new().file("a.txt", "做到两个\n维护大局").file("b.txt", "做到两个维护\n大局").engine();
    assert_eq!(found(&engine, "两个维护"), ["b.txt"]);
    assert_eq!(found(&engine, "维护大局"), ["a.txt"]);
}

#[test]
fn all_words_must_stand_in_one_passage() {
    let engine = TestEnv::new().file("a.txt", "党建工作\n招商工作").file("b.txt", "招商，也抓党建").engine();
    assert_eq!(found(&engine, "党建 招商"), ["b.txt"]);
    assert_eq!(found(&engine, "党建　招商"), ["b.txt"]);
    assert_eq!(found(&engine, "工作"), ["a.txt"]);
}

/// Characters that meet every rule of the contract, the frequent ones often.
fn text(max: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => "[两个维护意识坚定]",
        3 => "[，。、；：！？…—,.:;-]",
        2 => "[-‐‑‒–—―－−~〜～∼⸺─:∶︰]",
        3 => "[“”‘’「」（）《》()\\[\\]〔〕【】·*_#`'\"]",
        2 => "[ \u{3000}\t\u{200B}\u{FEFF}]",
        4 => "[a-cA-C0-3ａＢ１]",
        1 => "[兩個維護識堅於後]",
        2 => "[着著了瞭干乾]",
        1 => "[⻓⻔⺠⺟⻳⺀○◯〇￮]",
        2 => "[\u{FE00}\u{FE0F}\u{E0100}\u{E01EF}\u{34F}\u{115F}\u{3164}\u{FFA0}\u{180B}\u{180E}\u{2065}]",
        1 => "[%‰+＋|｜℃㎡⑩㈠Ⅱ½㍿…]",
        1 => "[e\u{301}\u{308}かがハﾊﾞﾟ가\u{1100}\u{1161}\u{11A8}İΣς]",
        1 => "[𠮷\u{2F00}\u{FA11}\u{E000}\u{AD}]",
    ];
    prop::collection::vec(piece, 0..max).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn the_matching_form_is_that_of_the_reference(text in text(40)) {
        prop_assert_eq!(MatchingForm::of(&text).to_string(), reference::form(&text));
    }

    #[test]
    fn the_matching_form_of_any_text_is_that_of_the_reference(text in any::<String>()) {
        // Line ends are between passages, never in one; a final sigma has no form of its own here.
        prop_assert_eq!(MatchingForm::of(&text).to_string(), reference::form(&text));
    }

    #[test]
    fn spans_ascend_and_hold_what_they_say(text in text(40)) {
        let form = MatchingForm::of(&text);
        for (i, span) in form.spans().iter().enumerate() {
            prop_assert!(text.get(span.usize()).is_some_and(|s| !s.is_empty()));
            prop_assert!(i == 0 || form.spans()[i - 1].start <= span.start && form.spans()[i - 1].end <= span.end);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    /// The contract itself: what is found is what a scan of the forms finds.
    #[test]
    fn hits_are_those_of_a_naive_scan(
        passages in prop::collection::vec(text(30), 20..60),
        queries in prop::collection::vec((text(8), any::<prop::sample::Index>(), 0..20usize, 1..9usize), 30..60),
    ) {
        let mut env = TestEnv::new();
        for (number, passage) in passages.iter().enumerate() {
            // With a mark: of few characters not even a reader can tell the encoding.
            env = env.file(&format!("{number:03}.txt"), format!("\u{FEFF}{passage}"));
        }
        let engine = env.engine();
        for (random, passage, start, length) in queries {
            // Half of the queries are taken from a passage, so that there is something to find.
            let taken: String = passage.get(&passages).chars().skip(start).take(length).collect();
            for query in [random, taken] {
                // Random characters are anything in the query language: here they are a phrase.
                let wanted = reference::forms(&query);
                let Some(exactly) = Query::exactly(&query) else {
                    prop_assert_eq!(wanted, [""]);
                    continue;
                };
                let expected: Vec<String> = passages
                    .iter()
                    .enumerate()
                    .filter(|(_, passage)| {
                        let form = reference::form(passage.trim());
                        wanted.iter().any(|wanted| form.contains(wanted))
                    })
                    .map(|(number, _)| format!("{number:03}.txt"))
                    .collect();
                prop_assert_eq!(found_by(&engine, &exactly), expected, "{:?} in {:?}", query, passages);
            }
        }
    }
}
