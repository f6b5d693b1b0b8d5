//! What is shown of a passage, and what is marked in it.

use baogao::answer::{Excerpt, excerpt};
use baogao::query::Query;

fn shown(passage: &str, query: &str, max_chars: usize) -> String {
    let query = Query::parse(query).expect("a query");
    let Excerpt { text, highlights } = excerpt(passage, &query.root.marks(), max_chars);
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        if highlights.iter().any(|h| h.start == i) {
            out.push('<');
        }
        out.push(c);
        if highlights.iter().any(|h| h.end == i + 1) {
            out.push('>');
        }
    }
    out
}

#[test]
fn highlights_cover_the_original_characters() {
    assert_eq!(shown("深化“放管服”改革。", "放管服改革", 50), "深化“<放管服”改革>。");
    assert_eq!(shown("工 作 报 告（ＧＤＰ）", "工作报告 gdp", 50), "<工 作 报 告>（<ＧＤＰ>）");
    assert_eq!(shown("增強“四個意識”、堅定自信", "四个意识，坚定", 50), "增強“<四個意識”、堅定>自信");
    assert_eq!(shown("看著“放管服”、乾淨的2—3处", "看着放管服，干净 2-3", 50), "<看著“放管服”、乾淨>的<2—3>处");
    assert_eq!(shown("葛\u{E0100}国栋⻓期在岗", "葛国栋 长期", 50), "<葛\u{E0100}国栋><⻓期>在岗");
    assert_eq!(shown("人人人人人", "人人", 50), "<人人><人人>人");
    assert_eq!(shown("高质量发展", "高质量 质量发展", 50), "<高质量发展>");
}

#[test]
fn long_passages_are_cut_at_sentence_ends() {
    let passage = "第一句话在这里。第二句说两个维护。第三句没有什么。第四句也没有。";
    assert_eq!(shown(passage, "两个维护", 18), "第一句话在这里。第二句说<两个维护>。…");
    assert_eq!(shown(passage, "两个维护", 9), "…第二句说<两个维护>。…");
    assert_eq!(shown(passage, "第一句 第四句", 9), "<第一句>话在这里。…<第四句>也没有。");
    assert_eq!(shown(passage, "两个维护。第三", 9), "…<两个维护。第三>句…");
    assert_eq!(shown("没有标点的很长很长的一句话里有党建两个字", "党建", 8), "…一句话里有<党建>两…");
}
