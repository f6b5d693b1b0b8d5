//! What goes wrong gets a clear message with a hint and exit code 2, and nothing is lost.

use std::fs::File;
use std::os::unix::fs::PermissionsExt;

use super::harness::{Run, TestEnv};

/// What a failed run must say: its message, and its hint.
#[track_caller]
fn failed(run: &Run, message: &str, hint: &str) {
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(message), "not \"{message}\" but {}", run.stderr);
    assert!(run.stderr.contains(&format!("hint: {hint}")), "not \"hint: {hint}\" but {}", run.stderr);
    assert_eq!(run.stdout, "");
}

#[test]
fn folders_that_cannot_be_indexed() {
    let env = TestEnv::new().file("a.txt", "党建").file("empty/.hidden", "党建");
    failed(&env.run(&["search", "党建", "./nowhere"]), "no such folder: \"./nowhere\"", "check the spelling\n");
    failed(&env.run(&["search", "党建", "招商"]), "no such folder: \"招商\"", "check the spelling; several words");
    failed(&env.run(&["index", "a.txt"]), "not a folder: \"a.txt\"", "give the folder it lies in: \".\"");
    failed(&env.run(&["index", "empty"]), "no files in \"empty\"", "give a folder that holds reports");
    failed(&env.run(&["list", "empty"]), "not an index: \"empty/.baogao/index\"", "build it: baogao index \"empty\"");
    failed(
        &env.run(&["list", ".", "--index", "no"]),
        "not an index: \"no\"",
        "build it: baogao index FOLDER --index \"no\"",
    );
    failed(&env.run(&["search", "党建", ".", "--schema", "none"]), "no such folder: \"none\"", "check the spelling");
}

#[test]
fn queries_that_say_nothing() {
    let env = TestEnv::new().file("a.txt", "党建");
    failed(&env.run(&["search", " ", "."]), "nothing to search for: \" \"", "a word needs at least one letter");
    failed(
        &env.run(&["search", "党建 ，", "."]),
        "nothing to search for in this word: \"党建 ，\"",
        "here; baogao help query explains the language\n  党建 ，\n       ^",
    );
    let long = "党".repeat(10_001);
    failed(&env.run(&["search", &long, "."]), "query longer than 10000 characters", "search for a phrase of it");
    failed(&env.run(&["search", &"党 ".repeat(101), "."]), "query of more than 100 words", "search for a phrase of it");
    assert_eq!(env.run(&["search", "党建", ".", "--year", "去年"]).code, 2);
    assert_eq!(env.run(&["search"]).code, 2);
    assert!(!env.path().join(".baogao").exists(), "a query that can't be answered must not index");
}

#[test]
fn files_that_cannot_be_read_are_on_record_and_the_others_are_read() {
    let env = TestEnv::new()
        .file("good.txt", "党建工作")
        .file("gbk.txt", b"\xB5\xB3\xBD\xA8")
        .file("zero.md", b"\x7FELF\0\0\x01\x02\0")
        .file("empty.txt", " \n")
        .file("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF")
        .file("cut.docx", b"PK\x03\x04 and no more")
        .file("secret.txt", "党建")
        .file("nothing", "党建");
    std::os::unix::fs::symlink("/etc/hostname", env.path().join("out.txt")).expect("a link");
    std::os::unix::fs::symlink("good.txt", env.path().join("again.txt")).expect("a link");
    std::os::unix::fs::symlink(".", env.path().join("loop")).expect("a link");
    std::fs::set_permissions(env.path().join("secret.txt"), PermissionsExt::from_mode(0o000)).expect("permissions");
    let as_root = File::open(env.path().join("secret.txt")).is_ok();
    let run = env.run(&["search", "党建", "."]);
    assert_eq!(run.code, 0);
    let status = env.run(&["status", "."]);
    for (path, reason) in [
        ("zero.md", "program: not read"),
        ("empty.txt", "no text in it"),
        ("photo.jpg", "picture (JPEG): needs OCR (--ocr)"),
        ("cut.docx", "damaged: cut off"),
        ("out.txt", "symbolic link; --follow reads it"),
        ("secret.txt", if as_root { "" } else { "Permission denied" }),
    ] {
        let line = status.stdout.lines().find(|line| line.contains(path));
        assert!(as_root && reason.is_empty() || line.is_some_and(|l| l.contains(reason)), "{path}: {}", status.stdout);
    }
    assert!(!status.stdout.contains("again.txt"), "a link to a file inside is that file");
    // What a file is, its content says: GBK and names without an ending are read.
    let files = if as_root { 4 } else { 3 };
    assert!(run.stdout.contains(&format!("searched {files} of 9 files, {} not readable", 9 - files)), "{}", run.stdout);
    let followed = env.run(&["index", ".", "--follow", "--json"]);
    assert!(followed.stdout.contains("\"unreadable\":"), "{}", followed.stderr);
    assert!(env.run(&["status", "."]).stdout.contains("link to a folder above it"));
}

#[test]
fn no_index_is_built_over_other_files_or_another_folders_index() {
    let env =
        TestEnv::new().file("reports/a.txt", "党建").file("other/b.txt", "党建").file("precious/thesis.txt", "党建");
    let refused = "not an index, and not empty: \"precious\"";
    failed(&env.run(&["search", "党建", "reports", "--index", "precious"]), refused, "name a folder that is empty");
    failed(&env.run(&["index", "reports", "--index", "precious", "--rebuild"]), refused, "name a folder that is empty");
    failed(&env.run(&["index", "reports", "--index", "."]), "not an index, and not empty", "name a folder");
    assert!(env.path().join("precious/thesis.txt").exists());
    assert_eq!(env.run(&["index", "reports", "--index", "place"]).code, 0);
    for command in [&["search", "党建", "other"] as &[&str], &["index", "other"], &["list", "other"]] {
        let run = env.run(&[command, &["--index", "place"]].concat());
        failed(&run, "index of another folder: \"place\" is of", "search \"");
    }
    assert_eq!(env.run(&["search", "党建", "reports", "--index", "place"]).code, 0);
    // An index inside its folder moves with it.
    assert_eq!(env.run(&["index", "other"]).code, 0);
    assert_eq!(env.shell("mv other moved && baogao search 党建 moved -l").stdout, "moved/b.txt\n");
}

#[test]
fn links_to_hidden_files_and_broken_links_are_on_record() {
    let env = TestEnv::new().file("a.txt", "党建").file(".hidden/real.txt", "党建");
    std::os::unix::fs::symlink(".hidden/real.txt", env.path().join("link.txt")).expect("a link");
    std::os::unix::fs::symlink("gone.txt", env.path().join("broken.txt")).expect("a link");
    env.run(&["index", "."]);
    let status = env.run(&["status", "."]).stdout;
    assert!(status.contains("link.txt  symbolic link; --follow reads it"), "{status}");
    assert!(status.contains("broken.txt  broken link: No such file"), "{status}");
    let run = env.run(&["show", "broken", "."]);
    failed(&run, "not readable: \"broken.txt\": broken link", "baogao status shows all files");
    let run = env.run(&["search", "党建", ".", "-l"]);
    assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("a.txt\n", 1), "{}", run.stderr);
}

#[test]
fn a_folder_that_may_only_be_read_can_be_searched() {
    let env = TestEnv::new().file("a.txt", "党建");
    assert_eq!(env.run(&["index", "."]).code, 0);
    let run = env.shell(
        "chmod -R a-w,a+rX .baogao; chmod a-r .baogao/index/.managed.json .baogao/index/.*.lock
        as_another() { if [ $(id -u) = 0 ]; then setpriv --reuid 65534 --clear-groups \"$@\"; else \"$@\"; fi; }
        chmod a+rx .; as_another baogao search 党建 . -l; chmod -R u+rw .baogao",
    );
    assert!(run.stdout == "a.txt\n" || run.stderr.contains("setpriv"), "{}{}", run.stdout, run.stderr);
}

/// A file that is large in every way takes no more than its share of time.
#[test]
fn long_lines_and_many_sections_take_linear_time() {
    let mut outline = String::new();
    for section in 0..40_000 {
        outline += &format!("（一）{}\n", if section % 2 == 0 { "甲" } else { "乙" });
    }
    let env = TestEnv::new()
        .file("line.txt", "党建，".repeat(200_000))
        .file("outline.txt", &outline)
        .file("roles.txt", "作为市长".repeat(300_000))
        .file("plans.txt", "“十五".repeat(300_000) + "\n目录\n" + &"目录\n".repeat(50_000))
        .file("many.txt", "党\n".repeat(100_001));
    let started = std::time::Instant::now();
    assert_eq!(env.run(&["search", "党建", "."]).code, 0);
    assert_eq!(env.run(&["search", "甲 乙", "."]).code, 1);
    assert!(env.run(&["status", "."]).stdout.contains("100001 paragraphs; files with more than 100000 are not read"));
    // Not a timing: the quadratic way took many minutes.
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn a_second_writer_is_told_and_readers_go_on() {
    let env = TestEnv::new().file("a.txt", "党建");
    assert_eq!(env.run(&["index", "."]).code, 0);
    let lock = File::create(env.path().join(".baogao/index.lock")).expect("the lock");
    lock.lock().expect("the lock");
    failed(&env.run(&["index", "."]), "index in use: another process is writing", "wait until it is done");
    assert_eq!(env.run(&["search", "党建", "."]).code, 0);
    drop(lock);
    assert_eq!(env.run(&["index", "."]).code, 0);
}

#[test]
fn a_damaged_index_says_so_and_can_be_built_again() {
    let env = TestEnv::new().file("a.txt", "党建");
    assert_eq!(env.run(&["index", "."]).code, 0);
    let index = env.path().join(".baogao/index");
    let again = "build it again: baogao index --rebuild \".\"";
    let meta = std::fs::read_to_string(index.join("meta.json")).expect("meta.json");

    env.write(".baogao/index/meta.json", "{");
    failed(&env.run(&["search", "党建", "."]), "damaged index: \"./.baogao/index\"", again);
    failed(&env.run(&["index", "."]), "damaged index: \"./.baogao/index\"", again);

    env.write(".baogao/index/meta.json", meta.replace("schema_version\\\":\\\"", "schema_version\\\":\\\"0."));
    failed(&env.run(&["search", "党建", "."]), "index of another version", again);

    env.write(".baogao/index/meta.json", &meta);
    for entry in std::fs::read_dir(&index).expect("the index").flatten() {
        if entry.path().extension().is_some_and(|e| e == "store") {
            std::fs::write(entry.path(), "").expect("a file");
        }
    }
    failed(&env.run(&["search", "党建", "."]), "damaged index", again);
    assert_eq!(env.run(&["index", ".", "--rebuild"]).code, 0);
    // Where the engine doesn't see the damage before it stops, the program still says what to do.
    for entry in std::fs::read_dir(&index).expect("the index").flatten() {
        if entry.path().extension().is_some_and(|e| e == "store") {
            let size = entry.metadata().expect("a size").len() as usize;
            std::fs::write(entry.path(), vec![0; size]).expect("a file");
        }
    }
    failed(&env.run(&["search", "党建", "."]), "", "");
    assert_eq!(env.run(&["index", ".", "--rebuild"]).code, 0);
    assert_eq!(env.run(&["search", "党建", "."]).code, 0);
}

#[test]
fn a_failed_build_leaves_the_old_index() {
    let env = TestEnv::new().file("a.txt", "党建");
    assert_eq!(env.run(&["index", "."]).code, 0);
    env.write(".baogao/roles.txt", "党委/书记 书记");
    failed(&env.run(&["index", "."]), "./.baogao/roles.txt:1: no \"=\" in", "index-schema/README.md");
    assert_eq!(env.run(&["search", "党建", "."]).code, 0);
}

#[test]
fn wrong_schema_entries_are_named_with_file_and_line() {
    for (file, text, message) in [
        ("roles.txt", "# mine\n\n校/ = 校长", "roles.txt:3: an empty part in the path \"校/\""),
        ("roles.txt", "校/校长 = 校长\n校/校长 = 园长", "roles.txt:2: \"校/校长\" stands in line 1 already"),
        ("sections.txt", "= 党建", "sections.txt:1: nothing before \"=\""),
        ("sections.txt", "甲 = ，", "sections.txt:1: a cue without letters: \"，\""),
        ("dictionary.txt", "党建 many", "dictionary.txt:1: not a frequency: \"many\""),
        ("dictionary.txt", "党", "dictionary.txt:1: not a word of two or more characters: \"党\""),
        ("dictionary.txt", "党建\n抓党建\n党建", "dictionary.txt:3: \"党建\" stands in line 1 already"),
        ("dictionary.txt", "党建 3 n 党", "dictionary.txt:1: more than word, frequency and part of speech"),
    ] {
        let env = TestEnv::new().file("a.txt", "党建").file(&format!("mine/{file}"), text);
        failed(&env.run(&["index", ".", "--schema", "mine"]), &format!("mine/{message}"), "index-schema/README.md");
    }
}

#[test]
fn wrong_metadata_is_named_with_file_and_line() {
    for (file, text, message) in [
        ("metadata.csv", "path,color\na.txt,red", "metadata.csv:1: no such column: \"color\""),
        ("metadata.csv", "author\n张三", "metadata.csv:1: no column \"path\""),
        ("metadata.csv", "path,year\na.txt,2020\na.txt,去年", "metadata.csv:3: no year in \"去年\""),
        ("metadata.csv", "path,year\na.txt,2020,3", "metadata.csv:2: "),
        ("baogao.toml", "[[report]]\nauthor = \"张三\"", "baogao.toml:1: a report without its path"),
        ("baogao.toml", "[[report]]\npath = \"a.txt\"\n[[report]\n", "baogao.toml:3: "),
    ] {
        let env = TestEnv::new().file("a.txt", "党建").file(file, text);
        failed(&env.run(&["index", "."]), message, "index-schema/README.md");
    }
    let env = TestEnv::new().file("a.txt", "党建").file("metadata.csv", b"path,author\na.txt,\xFF\xFF");
    failed(&env.run(&["index", "."]), "metadata.csv:2: not UTF-8; save it as \"CSV UTF-8\"", "index-schema/README.md");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let run = TestEnv::sample().shell(
        "baogao list corpus-sample >/dev/null 2>&1; baogao index corpus-sample 2>/dev/null
        baogao list corpus-sample --text | head -1; echo ${PIPESTATUS[0]}",
    );
    assert_eq!(run.stdout.lines().last(), Some("0"), "{}", run.stderr);
}
