//! The original file of a report: only what is indexed, as it was indexed.

use super::page::address;
use super::server::Server;
use crate::harness::TestEnv;

const TEXT: &str = "述职报告\n\n一、党建\n\n抓党建工作。\n";

#[test]
fn a_file_goes_out_as_it_was_indexed() {
    let env = TestEnv::new().file("2020/述职 报告.txt", TEXT).file("b.txt", format!("{TEXT}另一份。\n"));
    let server = Server::start(env, &["."]).ready();
    let get = |path: &str| server.get(&address("/original", &[("report", path)]));
    let file = get("2020/述职 报告.txt");
    assert_eq!((file.status, file.body.as_slice()), (200, TEXT.as_bytes()));
    assert_eq!(file.header("content-type"), Some("application/octet-stream"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let kept = file.header("content-disposition").expect("it is kept");
    assert!(
        kept.starts_with("attachment; ") && kept.ends_with("%E8%BF%B0%E8%81%8C%20%E6%8A%A5%E5%91%8A.txt"),
        "{kept}"
    );
    let run = server.env().run(&["search", "党建", ".", "-l"]);
    assert_eq!(run.code, 0);
    // Another file than was indexed is none, as long as it is not indexed itself.
    assert_eq!(get("b.txt").status, 200);
}

#[test]
fn no_address_leads_out() {
    let env = TestEnv::new().file("folder/a.txt", TEXT).file("secret.txt", "秘密\n").file("folder/.hidden/b.txt", TEXT);
    let outside = env.path().join("secret.txt").display().to_string();
    let server = Server::start(env, &["folder"]).ready();
    let encoded = |raw: &str| server.get(&format!("/original?report={raw}")).status;
    assert_eq!(encoded("a.txt"), 200);
    for raw in [
        "..%2Fsecret.txt",
        "../secret.txt",
        "%2e%2e%2fsecret.txt",
        "..%5csecret.txt",
        "a.txt%00",
        "%00",
        "//a.txt",
        "/a.txt",
        "./a.txt",
        "a.txt/",
        "a.txt/..",
        "folder/a.txt",
        "sub/../a.txt",
        ".hidden/b.txt",
        ".baogao/index/meta.json",
        "metadata.csv",
        "A.TXT",
    ] {
        assert_eq!(encoded(raw), 404, "{raw}");
        assert_eq!(server.get(&format!("/report?report={raw}")).status, 404, "{raw}");
    }
    assert_eq!(server.get(&address("/original", &[("report", &outside)])).status, 404, "a whole path");
    for path in ["/original/../../secret.txt", "/..%2f..%2fsecret.txt", "/original/a.txt"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/original").status, 404);
}

#[cfg(unix)]
#[test]
fn what_was_replaced_after_indexing_does_not_go_out() {
    use std::os::unix::fs::symlink;

    let env = TestEnv::new()
        .file("folder/a.txt", TEXT)
        .file("folder/b.txt", TEXT)
        .file("folder/c/d.txt", TEXT)
        .file("folder/e.txt", TEXT);
    let env = env.file("secret.txt", "秘密\n").file("same.txt", TEXT).file("other/d.txt", TEXT);
    assert_eq!(env.run(&["index", "folder"]).code, 0);
    let folder = env.path().join("folder");
    let server = Server::start(env, &["folder"]).ready();
    let status = |path: &str| server.get(&address("/original", &[("report", path)])).status;
    assert_eq!(["a.txt", "b.txt", "c/d.txt", "e.txt"].map(status), [200; 4]);
    let replace = |path: &str, target: &std::path::Path| {
        let path = folder.join(path);
        if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) }.expect("it is there");
        symlink(target, &path).expect("a link");
    };
    let out = folder.parent().expect("the folder above");
    replace("a.txt", &out.join("secret.txt"));
    replace("b.txt", &out.join("same.txt"));
    replace("c", &out.join("other"));
    std::fs::write(folder.join("e.txt"), "不同的内容\n").expect("a file");
    // Whether the index knows it already or not.
    for path in ["a.txt", "b.txt", "c/d.txt"] {
        assert_eq!(status(path), 404, "{path}: a link out");
    }
    let changed = server.get(&address("/original", &[("report", "e.txt")]));
    assert!(changed.status == 404 || changed.body == "不同的内容\n".as_bytes(), "never one that is not indexed");
}

#[test]
fn of_one_in_an_archive_the_archive_goes_out() {
    let server = Server::of_sample();
    let listed = server.env().run(&["list", "corpus-sample", "--path", "历年材料.zip", "-l"]).stdout;
    let member = listed.lines().find_map(|line| line.split_once("corpus-sample/")).expect("a report in it").1;
    let file = server.get(&address("/original", &[("report", member)]));
    let archive = std::fs::read(server.env().path().join("corpus-sample/历年材料.zip")).expect("the archive");
    assert!(file.status == 200 && file.body == archive, "{member}: {}", file.status);
    assert!(file.header("content-disposition").is_some_and(|kept| kept.ends_with(".zip")));
}
