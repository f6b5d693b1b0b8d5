//! What users keep: saved by POST alone, bounded, and never lost.

use std::path::PathBuf;

use super::page::{between, decoded, encoded, text};
use super::server::Server;

fn list(server: &Server) -> Vec<String> {
    let page = server.get("/saved").text();
    between(&page, "<li>", "</li>")
        .into_iter()
        .map(|entry| {
            text(&format!("<{}", entry.split_once('<').expect("a link").1.split("</a>").next().expect("a link")))
        })
        .collect()
}

fn form(name: &str, search: &str) -> String {
    format!("name={}&search={}", encoded(name), encoded(search))
}

#[test]
fn searches_are_saved_found_again_taken_along_and_forgotten() {
    let server = Server::of_sample();
    assert!(list(&server).is_empty());
    let search = format!("/search?q={}&within=section", encoded("党建"));
    let page = server.get(&search).text();
    let kept = between(&page, "name=\"search\" value=\"", "\"").first().map(|kept| decoded(kept)).expect("a form");
    let saved = server.post("/saved", &form("党建<近年>", &kept));
    assert_eq!((saved.status, saved.header("location")), (303, Some("/saved")));
    assert_eq!(server.post("/saved/recent", &form("", &kept)).status, 204);
    assert_eq!(list(&server), ["党建<近年>", "党建"]);
    let page = server.get("/saved").text();
    let link = between(&page, "<li><a href=\"", "\"").first().map(|link| decoded(link)).expect("a link");
    assert!(server.get(&link).text().contains("<mark>党建</mark>"));
    let tag = server.get("/").header("etag").expect("a name").to_owned();
    assert!(between(&server.get("/").text(), "<ul class=\"list\">", "</ul>")[0].contains("党建&#60;近年&#62;"));
    let file = server.get("/saved.json");
    assert!(file.header("content-disposition").is_some_and(|is| is.starts_with("attachment")));
    assert!(file.text().contains("党建<近年>"));
    server.post("/saved/forget", &form("党建<近年>", ""));
    assert_eq!(list(&server), ["党建"]);
    assert_ne!(server.get("/").header("etag"), Some(tag.as_str()), "the first page names them, too");
    server.post("/saved/forget-all", "what=recent");
    assert!(list(&server).is_empty());
}

/// Searches for the same are told apart by their filters.
#[test]
fn searches_of_late_are_told_apart() {
    let server = Server::of_sample();
    for filters in ["", "&year=2020&format=docx", "&unknown=author"] {
        let search = format!("/search?q={}{filters}", encoded("党建"));
        assert_eq!(server.post("/saved/recent", &form("", &search)).status, 204);
    }
    for page in ["/saved?lang=en", "/search?lang=en"] {
        let shown = text(&server.get(page).text());
        for said in ["year: 2020 · format: docx · ", "unknown: author · "] {
            assert_eq!(shown.matches(said).count(), 1, "{page} {said}: {shown}");
        }
    }
}

#[test]
fn nothing_else_is_kept() {
    let server = Server::of_sample();
    for (name, search) in [
        ("", "/search?q=a"),
        ("a", "https://example.org/"),
        ("a", "//example.org"),
        ("a", "/report?report=a"),
        ("a", ""),
    ] {
        assert_eq!(server.post("/saved", &form(name, search)).status, 400, "{name} {search}");
    }
    let of_others = [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(server.ask("POST", "/saved", &of_others, &form("a", "/search?q=a")).status, 403);
    server.get(&format!("/saved?{}", form("a", "/search?q=a")));
    server.get("/search?q=a");
    assert!(list(&server).is_empty());
}

/// The file that holds them.
fn file(server: &Server) -> PathBuf {
    server.post("/saved", &form("甲", "/search?q=a"));
    let mut folders = vec![server.env().path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if std::fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"{\n  \"named\"")) => return path,
                false => {}
            }
        }
    }
    panic!("no file")
}

#[test]
fn a_damaged_file_is_said_and_kept_aside() {
    let server = Server::of_sample();
    let file = file(&server);
    std::fs::write(&file, "{\"named\":[").expect("a file");
    let page = server.get("/saved");
    assert!(page.status == 200 && page.text().contains("note wrong"));
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "{\"named\":[");
    server.post("/saved", &form("乙", "/search?q=b"));
    assert_eq!(list(&server), ["乙"]);
    let beside = file.with_extension("damaged-1");
    assert_eq!(std::fs::read_to_string(beside).expect("kept aside"), "{\"named\":[");
}

#[test]
fn building_anew_leaves_it() {
    let server = Server::of_sample();
    file(&server);
    for command in
        [&["index", "--rebuild", "corpus-sample"][..], &["compact", "corpus-sample"], &["verify", "corpus-sample"]]
    {
        let run = server.env().run(command);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(list(&server), ["甲"], "{command:?}");
    }
}
