//! Requests as pairs of names and values, as an address or a tool call has them: they mean what the same command line means,
//! and what is wrong with them is refused.

use baogao::answer::{Engine, FacetField, Grouping, Question, Scope, Sort, View};
use baogao::error::Error;
use baogao::query::Filters;
use baogao::request::{Facets, Form, List, Search, from_pairs};
use baogao::search::Embedded;
use clap::{Args, Command, FromArgMatches};

use super::harness::TestEnv;

fn engine() -> Embedded {
    TestEnv::new().file("a.txt", "抓党建").engine()
}

/// A request from a command line.
fn from_line<R: Args + FromArgMatches>(line: &[&str]) -> R {
    let command = R::augment_args(Command::new("request").no_binary_name(true));
    R::from_arg_matches(&command.try_get_matches_from(line).expect("a command line")).expect("a request")
}

fn asked(request: &Search, engine: &dyn Engine) -> (String, View, Form) {
    let query = request.understood.understood(request.query.as_deref().unwrap_or_default()).expect("a query");
    let filters = request.filters.filters().expect("filters");
    let Question { query, filters, within, .. } = request.question(query, &filters, engine).expect("a question");
    (format!("{query:?} {filters:?} {within:?}"), request.view(), request.form())
}

#[test]
fn pairs_ask_what_the_command_line_asks() {
    let engine = engine();
    for (pairs, line) in [
        (vec![("query", "两个维护")], vec!["两个维护"]),
        (vec![("query", "-党建 招商")], vec!["--", "-党建 招商"]),
        (
            vec![("query", "党建"), ("year", "2020..2023"), ("limit", "3")],
            vec!["党建", "--year=2020..2023", "--limit=3"],
        ),
        (
            vec![("年份", "2020"), ("query", "党建"), ("作者", "林国栋、王小明")],
            vec!["党建", "--year=2020", "--author=林国栋、王小明"],
        ),
        (vec![("query", "党建"), ("year", "2020"), ("year", "2022")], vec!["党建", "--year=2020,2022"]),
        (
            vec![("query", "党建"), ("role", "党工委书记"), ("unknown", "org")],
            vec!["党建", "--role=党工委书记", "--unknown=org"],
        ),
        (vec![("query", "党建"), ("literal", "true"), ("json", "")], vec!["党建", "--literal", "--json"]),
        (vec![("query", "党建"), ("literal", "false"), ("loose", "0")], vec!["党建"]),
        (vec![("query", "党.建"), ("regex", "1"), ("within", "report")], vec!["党.建", "--regex", "--within=report"]),
        (
            vec![("query", "党建"), ("sort", "year"), ("group", "section")],
            vec!["党建", "--sort=year", "--group=section"],
        ),
        (vec![("query", "党建"), ("kwic", "12"), ("kwic-sort", "left")], vec!["党建", "--kwic=12", "--kwic-sort=left"]),
        (vec![("query", "党建"), ("kwic", "")], vec!["党建", "--kwic"]),
        (vec![("query", "脱贫"), ("expand", "true"), ("offset", "5")], vec!["脱贫", "--expand", "--offset=5"]),
    ] {
        let of_pairs: Search = from_pairs(&pairs).unwrap_or_else(|error| panic!("{pairs:?}: {error}"));
        let of_line: Search = from_line(&line);
        assert_eq!(asked(&of_pairs, &engine), asked(&of_line, &engine), "{pairs:?}");
    }
}

#[test]
fn each_kind_of_request_comes_from_pairs() {
    let facets: Facets = from_pairs(&[("query", "党建"), ("by", "year,role"), ("limit", "3")]).expect("a request");
    assert_eq!((facets.fields(), facets.most()), (vec![FacetField::Year, FacetField::Role], 3));
    let list: List = from_pairs(&[("section", "一、廉洁自律"), ("text", "true")]).expect("a request");
    assert!(list.text && list.filters.filters().expect("filters") != Filters::default());
    let search: Search = from_pairs(&[("query", "党建"), ("group", "none"), ("within", "section")]).expect("a request");
    assert_eq!((search.view().group, search.view().order), (Grouping::None, Sort::Score));
    let engine = engine();
    let query = search.understood.understood("党建").expect("a query");
    assert_eq!(search.question(query, &Filters::default(), &engine).expect("a question").within, Scope::Section);
}

/// Unknown names, wrong values, names that can't stand together; and what only who sits at the machine may say.
#[test]
fn what_is_wrong_is_refused() {
    for (pairs, said) in [
        (vec![("query", "党建"), ("colour", "red")], "there is no parameter \"colour\""),
        (vec![("query", "党建"), ("folder", "/etc")], "there is no parameter \"folder\""),
        (vec![("query", "党建"), ("index", "/tmp")], "there is no parameter \"index\""),
        (vec![("query", "党建"), ("schema", "/tmp")], "there is no parameter \"schema\""),
        (vec![("batch", "/etc/passwd")], "there is no parameter \"batch\""),
        (vec![("query", "党建"), ("refresh", "true")], "there is no parameter \"refresh\""),
        (vec![("query", "党建"), ("literal", "maybe")], "\"literal\" is true or false, not \"maybe\""),
        (vec![("query", "党建"), ("limit", "many")], "many"),
        (vec![("query", "党建"), ("sort", "size")], "size"),
        (vec![("query", "党建"), ("json", "true"), ("csv", "true")], "can't be used with"),
        (vec![("query", "党建"), ("literal", "1"), ("regex", "1")], "can't be used with"),
        (vec![("query", "党建"), ("query", "招商")], "\"query\" stands twice"),
        (vec![("limit", "3")], "missing: <QUERY>"),
    ] {
        match from_pairs::<Search>(&pairs) {
            Err(error @ Error::Request(_)) => assert!(error.to_string().contains(said), "{pairs:?}: {error}"),
            other => panic!("{pairs:?}: {other:?}"),
        }
    }
}
