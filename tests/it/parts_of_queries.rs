//! How the parts of a query are understood: patterns, years, loose texts, other names.

use std::path::Path;

use baogao::query::{Node, Query, YearFilter};
use baogao::report::Year;
use baogao::schema::Synonyms;

#[test]
fn what_a_match_must_hold() {
    let needs = |pattern: &str| match Query::regex(pattern).expect("a pattern").root {
        Node::Pattern(pattern) => pattern.needs.into_iter().map(|phrase| phrase.text).collect::<Vec<_>>().join(" "),
        _ => unreachable!("it is one"),
    };
    assert_eq!(needs("增长[0-9.]+%"), "增长");
    assert_eq!(needs("(第[一二三]届).{0,5}人民代表大会"), "第 届 人民代表大会");
    assert_eq!(needs("党建|招商"), "");
    assert_eq!(needs("(党建)?招商+引资*"), "招 商 引");
    assert_eq!(needs("“放管服”改革，"), "放管服");
    assert_eq!(needs("[0-9]+"), "");
    assert!(Query::regex("(").is_err());
    assert!(Query::regex("(?:.{1000}){1000}").is_err());
}

#[test]
fn years_as_people_type_them() {
    let range = |a, b| Some(YearFilter::Range(Year(a), Year(b)));
    let cases = [
        ("2020", range(2020, 2020)),
        ("2020年", range(2020, 2020)),
        ("２０２０年度", range(2020, 2020)),
        ("2018..2022", range(2018, 2022)),
        ("2018－2022", range(2018, 2022)),
        ("2018年至2022年", range(2018, 2022)),
        ("2018 - 2022", range(2018, 2022)),
        ("2018..", range(2018, 2100)),
        ("..2018", range(1949, 2018)),
        ("未知", Some(YearFilter::Unknown)),
        ("2022..2018", None),
        ("1066", None),
        ("..", None),
        ("去年", None),
        ("", None),
    ];
    for (typed, expected) in cases {
        assert_eq!(YearFilter::parse(typed).ok(), expected, "{typed}");
    }
}

fn runs(text: &str) -> String {
    match Query::loose(text).expect("a query").root {
        Node::Loose(loose) => loose.runs().map(|run| run.iter().collect::<String>()).collect::<Vec<_>>().join(" "),
        _ => unreachable!("it is loose"),
    }
}

#[test]
fn what_asks_is_left_out() {
    assert_eq!(runs("去年党建工作有哪些不足？"), "去年党建工作 不足");
    assert_eq!(runs("如何抓好（招商引资），怎么写"), "抓好招商引资 写");
    assert_eq!(runs("year:2020 OR 防汛"), "year:2020or防汛");
    assert!(Query::loose("哪些？").is_err());
    assert!(Query::loose("").is_err());
}

#[test]
fn other_names_are_added_where_they_find_more() {
    let synonyms = Synonyms::load(Path::new("")).expect("the built-in list");
    let used = |text: &str| {
        let query = Query::parse(text).expect("a query").expand(&synonyms);
        let used = query.expanded.iter().map(|e| format!("{}: {}", e.phrase, e.others.join(" ")));
        used.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(used("党风廉政建设"), "党风廉政建设: 廉政建设");
    assert_eq!(used("廉政建设"), "");
    assert_eq!(used("学习党的二十大精神"), "学习党的二十大精神: 学习二十大精神 学习中国共产党第二十次全国代表大会精神");
    assert_eq!(used("gdp OR -低保"), "gdp: 国内生产总值 地区生产总值 生产总值; 低保: 最低生活保障");
    assert_eq!(used("\"党建 招商\"~20"), "党建: 党的建设");
    assert_eq!(used("两个维护"), "");
}
