//! The page of results: complete without script, and each of its links does what it says.

use super::page::{between, decoded, encoded, heading, numbers, text};
use super::server::Server;

/// A value to click: its field, its name, how many reports it says there are, where it leads, and where it is left out.
#[derive(Debug)]
struct Choice {
    field: String,
    name: String,
    reports: u64,
    address: String,
    without: Option<String>,
}

fn choices(page: &str) -> Vec<Choice> {
    let mut choices = Vec::new();
    for field in page.split("<section class=\"field ").skip(1) {
        let name = field.split('"').next().unwrap_or_default();
        for value in field.split("<li class=\"depth-").skip(1) {
            let value = value.split("</li>").next().unwrap_or_default();
            let addresses = between(value, "href=\"", "\"");
            choices.push(Choice {
                field: name.to_owned(),
                name: text(between(value, "<span class=\"name\"", "</span>")[0].split_once('>').expect("a tag").1),
                reports: numbers(between(value, "class=\"count\">", "</span>")[0])[0],
                address: decoded(addresses[0]),
                without: addresses.get(1).map(|address| decoded(address)),
            });
        }
    }
    choices
}

/// The reports that a page says there are: the last number of its heading, but the first of those that lack something.
fn reports(page: &str) -> u64 {
    let heading = heading(page);
    let numbers = numbers(&heading);
    let of = if heading.contains("without") { numbers.first() } else { numbers.last() };
    of.copied().unwrap_or(0)
}

fn search(query: &str, rest: &str) -> String {
    format!("/search?q={}{rest}", encoded(query))
}

#[test]
fn a_count_that_is_clicked_gives_so_many_reports() {
    let server = Server::of_sample();
    let views = [
        ("党建", ""),
        ("党建 OR 招商", "&within=report"),
        ("两个维护", "&files-without-match=1"),
        ("问题", "&kwic=20"),
        ("", ""),
    ];
    let mut clicked = 0;
    for (query, rest) in views {
        let page = server.get(&search(query, rest)).text();
        for choice in choices(&page) {
            let narrowed = server.get(&choice.address);
            assert_eq!(narrowed.status, 200, "{choice:?}");
            assert_eq!(reports(&narrowed.text()), choice.reports, "{query}{rest} {choice:?}");
            clicked += 1;
        }
    }
    assert!(clicked > 60, "{clicked}");
}

#[test]
fn what_is_chosen_is_taken_away_again_and_several_widen() {
    let server = Server::of_sample();
    let page = server.get(&search("党建", "")).text();
    for field in ["year", "author", "org", "format"] {
        let choices: Vec<Choice> = choices(&page).into_iter().filter(|choice| choice.field == field).collect();
        let [first, second, ..] = choices.as_slice() else { panic!("{field}: {choices:?}") };
        let narrowed = server.get(&first.address).text();
        let chips = between(&narrowed, "<ul class=\"chips\"", "</ul>");
        let back = decoded(between(chips[0], "href=\"", "\"")[0]);
        assert_eq!(heading(&server.get(&back).text()), heading(&page), "{field}");
        // Values that could be added are there with the same counts as before.
        let again = self::choices(&narrowed);
        let added =
            again.iter().find(|choice| choice.field == field && choice.name == second.name).expect("the second");
        assert_eq!(added.reports, second.reports, "{field}");
        let both = reports(&server.get(&added.address).text());
        assert!(both >= first.reports.max(second.reports) && both <= first.reports + second.reports, "{field} {both}");
    }
}

#[test]
fn what_is_left_out_is_the_rest() {
    let server = Server::of_sample();
    for query in ["党建", "党建 OR 招商"] {
        let page = server.get(&search(query, "")).text();
        let passages = |page: &str| numbers(&heading(page)).first().copied().unwrap_or(0);
        for choice in choices(&page)
            .iter()
            .filter(|choice| ["author", "topic", "role", "format"].contains(&choice.field.as_str()))
        {
            let with = passages(&server.get(&choice.address).text());
            let without = server.get(choice.without.as_deref().expect("left out")).text();
            assert_eq!(with + passages(&without), passages(&page), "{query} {choice:?}");
            let chips = between(&without, "<ul class=\"chips\"", "</ul>");
            let back = decoded(between(chips[0], "href=\"", "\"")[0]);
            assert_eq!(heading(&server.get(&back).text()), heading(&page), "{choice:?}");
        }
    }
    // An expression says nothing of fields.
    let page = server.get(&search("党.", "&regex=1")).text();
    assert!(!choices(&page).is_empty() && choices(&page).iter().all(|choice| choice.without.is_none()));
}

/// A bare name is a switch, as for programs; what a form left empty is not.
#[test]
fn switches_are_on_without_a_value() {
    let server = Server::of_sample();
    let head = |rest: &str| heading(&server.get(&search("[0-9]+个村", rest)).text());
    let (on, off) = (head("&regex=true"), head(""));
    assert!(on != off && head("&regex") == on && head("&regex&year=") == on);
    assert!(head("&regex=") == off && head("&regex=false") == off);
    let counted = |rest: &str| server.get(&format!("/count?queries=%5B0-9%5D%2B%E4%B8%AA%E6%9D%91{rest}")).text();
    let figures = |page: String| between(&page, "<tbody>", "</tbody>")[0].matches("<a href").count();
    assert_eq!(figures(counted("&regex")), figures(counted("&regex=true")));
    assert!(figures(counted("&regex")) > figures(counted("&regex=")));
}

#[test]
fn pages_of_results_are_all_of_them() {
    let server = Server::of_sample();
    for rest in [
        "&limit=2",
        "&limit=3&group=section",
        "&limit=3&group=none",
        "&limit=3&count=1",
        "&limit=2&files-without-match=1",
    ] {
        let mut address = search("党建", rest);
        let (mut seen, mut pages) = (Vec::new(), 0);
        loop {
            let page = server.get(&address).text();
            seen.extend(between(&page, "class=\"path\" lang=\"zh\">", "</p>").iter().map(|path| text(path)));
            pages += 1;
            match between(&page, "rel=\"next\" href=\"", "\"").first() {
                Some(next) => address = decoded(next),
                None => break,
            }
        }
        let page = server.get(&search("党建", rest)).text();
        let of = numbers(&heading(&page));
        let all = match rest {
            rest if rest.contains("section") => of[1],
            rest if rest.contains("none") => of[0],
            _ => reports(&page),
        };
        assert!(pages > 1, "{rest}");
        assert_eq!(seen.len() as u64, all, "{rest}");
    }
}

#[test]
fn every_view_is_whole_and_says_what_it_was_drawn_from() {
    let server = Server::of_sample();
    let page = server.get(&search("党建", "")).text();
    let tabs = between(&page, "<nav class=\"tabs\"", "</nav>");
    let views: Vec<String> = between(tabs[0], "href=\"", "\"").into_iter().map(decoded).collect();
    assert_eq!(views.len(), 5);
    for view in &views {
        let page = server.get(view).text();
        assert!(text(&page).contains("searched "), "{view}");
        for address in between(&page, "href=\"", "\"").into_iter().map(decoded) {
            // What other pages there are is their matter; what is of this one answers.
            if address.starts_with("/search") {
                assert_eq!(server.get(&address).status, 200, "{view}: {address}");
            }
        }
        let on_line = between(&page, "<code>", "</code>").first().map(|line| text(line)).expect("a command line");
        assert!(on_line.starts_with("baogao search 党建 corpus-sample"), "{on_line}");
    }
}

#[test]
fn lines_stand_in_the_order_that_was_asked_for() {
    let server = Server::of_sample();
    let sides = |order: &str, side: &str| -> Vec<String> {
        let page = server.get(&search("党", &format!("&kwic=10&kwic-sort={order}"))).text();
        between(&page, &format!("<td class=\"{side}\">"), "</td>").into_iter().map(text).collect()
    };
    let right = sides("right", "right");
    assert!(right.len() == 100 && right.is_sorted(), "{right:?}");
    let left: Vec<String> = sides("left", "left").iter().map(|left| left.chars().rev().collect()).collect();
    assert!(left.len() == 100 && left.is_sorted(), "{left:?}");
    assert!(left.iter().chain(&right).all(|side| side.chars().count() <= 10));
}

#[test]
fn marks_stand_where_they_do_for_programs() {
    let server = Server::of_sample();
    let page = server.get(&search("党建 招商", "&within=report&limit=50")).text();
    let marked: Vec<String> = between(&page, "<p class=\"passage\" lang=\"zh\">", "</p>")
        .into_iter()
        .map(|passage| {
            let passage = passage.split_once("</a>").map_or(passage, |(_, passage)| passage);
            text(&passage.replace("<mark>", "［").replace("</mark>", "］"))
        })
        .collect();
    let json = server.get(&format!("/api{}", search("党建 招商", "&within=report&limit=50"))).text();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let mut wanted = Vec::new();
    for hit in json["hits"].as_array().expect("hits") {
        let chars: Vec<char> = hit["text"].as_str().expect("a text").chars().collect();
        let at = |place: usize| {
            let is = |end: usize| {
                let ranges = hit["highlights"].as_array().expect("highlights").iter();
                ranges.filter(|range| range[end].as_u64() == Some(place as u64)).count()
            };
            "］".repeat(is(1)) + &"［".repeat(is(0))
        };
        let text: String = chars.iter().enumerate().map(|(place, c)| format!("{}{c}", at(place))).collect();
        wanted.push(text + &at(chars.len()));
    }
    assert!(wanted.len() > 2);
    assert_eq!(marked, wanted);
}

#[test]
fn what_is_wrong_is_said_where_it_was_typed() {
    let server = Server::of_sample();
    for (address, said) in [
        (search("(党建", ""), "bracket"),
        (search("党建", "&year=abc"), "abc"),
        (search("党建", "&sort=nothing"), "nothing"),
        (search("党建", "&literal=1&regex=1"), "regex"),
        (search("党(", "&regex=1"), "党("),
    ] {
        let page = server.get(&address);
        assert_eq!(page.status, 200, "half a query is nothing that failed: {address}");
        let wrong = between(&page.text(), "<div class=\"note wrong\">", "</div>")
            .first()
            .map(|note| text(note))
            .unwrap_or_default();
        assert!(wrong.contains(said), "{address}: {wrong}");
        assert!(page.text().contains("id=\"q\""));
    }
    // Names that nobody has, words that stand apart, what is found loosely.
    let page = server.get(&search("党建", &format!("&author={}", encoded("林国东")))).text();
    assert!(text(&page).contains("林国栋"), "{page}");
}

#[test]
fn names_of_arguments_are_those_of_the_command_line_in_either_language() {
    let server = Server::of_sample();
    let of = |rest: &str| heading(&server.get(&search("党建", rest)).text());
    let english = of("&year=2021&role=%E4%B9%A6%E8%AE%B0");
    assert_eq!(of(&format!("&{}=2021&{}=%E4%B9%A6%E8%AE%B0", encoded("年份"), encoded("职务"))), english);
    assert_eq!(of("&without=1"), of("&files_without_match=true"));
    assert_eq!(of("&mode=literal"), of("&literal=1"));
}
