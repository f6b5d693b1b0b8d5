//! Archives: what is read of them, and what is on record; files that are left out, in folders and in archives.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use baogao::extract::{ExtractOptions, Extracted, Extractor};

use super::harness::{PROGRAM, TestEnv, project};

/// The files of the archives that lie in `tests/formats/archives`, and of those that are made here.
const FILES: [(&str, &str); 3] = [
    ("综合/2021年度工作总结.txt", "2021年度工作总结\n\n全年建成冷链仓储中心三座，带动脱贫户二百一十户增收。\n"),
    ("综合/2022年述职报告.txt", "2022年述职报告\n\n牵头整治黑臭水体十四处，完成雨污分流改造二十一公里。\n"),
    ("党建/主题教育汇报.txt", "主题教育情况汇报\n\n组织红色研学十八批次，撰写调研文章四十六篇。\n"),
];
/// What each of them says.
const PHRASES: [&str; 3] = ["冷链仓储中心三座", "黑臭水体十四处", "红色研学十八批次"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(project().join("tests/formats/archives").join(name)).expect("a fixture")
}

/// Reads in a process of the program, as it does itself.
fn read(path: &Path) -> Vec<Extracted> {
    let worker = Some(PathBuf::from(PROGRAM));
    Extractor::new(ExtractOptions { worker, ..ExtractOptions::default() }).read(path)
}

/// What became of an archive's files, by path: what is read begins with `=`, of others the kind of problem.
fn told(path: &Path) -> Vec<(String, String)> {
    let mut told: Vec<_> = read(path)
        .into_iter()
        .map(|Extracted { inner, outcome }| match outcome {
            Ok(document) => {
                let text: String = document.blocks.iter().map(|block| block.text.as_str()).collect();
                let phrase = PHRASES.iter().find(|phrase| text.contains(**phrase));
                (inner, format!("={}", phrase.copied().unwrap_or(&text)))
            }
            Err(problem) => (inner, problem.kind.as_str().to_owned()),
        })
        .collect();
    told.sort();
    told
}

/// Writes an archive, and checks what becomes of its files.
fn check(name: &str, bytes: &[u8], expected: &[(&str, &str)]) {
    let env = TestEnv::new();
    env.write(name, bytes);
    let mut expected: Vec<_> = expected.iter().map(|(path, what)| ((*path).to_owned(), (*what).to_owned())).collect();
    expected.sort();
    assert_eq!(told(&env.path().join(name)), expected, "{name}");
}

/// The three files, with what becomes of each.
fn all(outcomes: [&'static str; 3]) -> Vec<(&'static str, &'static str)> {
    FILES.iter().map(|(path, _)| *path).zip(outcomes).collect()
}

const READ: [&str; 3] = ["=冷链仓储中心三座", "=黑臭水体十四处", "=红色研学十八批次"];

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // As it is given: the library refuses what leads out.
        let name = &mut header.as_gnu_mut().expect("a header of GNU").name;
        name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).expect("a tar");
    }
    builder.into_inner().expect("a tar")
}

fn our_tar() -> Vec<u8> {
    tar(&FILES.map(|(path, text)| (path, text.as_bytes())))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("written")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(*path, zip::write::SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}

fn our_zip() -> Vec<u8> {
    zip(&FILES.map(|(path, text)| (path, text.as_bytes())))
}

/// Bytes with one of them another one, at the first place where `text` stands.
fn overwritten(mut bytes: Vec<u8>, text: &str) -> Vec<u8> {
    let at = memchr::memmem::find(&bytes, text.as_bytes()).expect("it stands there");
    bytes[at] ^= 1;
    bytes
}

#[test]
fn archives_are_folders() {
    for name in ["材料.rar", "旧版.rar", "固实.rar", "存储.rar", "材料.7z", "存储.7z", "不固实.7z"] {
        check(name, &fixture(name), &all(READ));
        // Whatever they are called.
        check("改名.doc", &fixture(name), &all(READ));
    }
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(&our_tar()).expect("written");
    check("a.tar", &our_tar(), &all(READ));
    check("a.tar.gz", &gzip(&our_tar()), &all(READ));
    check("a.tgz", &gzip(&our_tar()), &all(READ));
    check("a.tar.bz2", &bzip2.finish().expect("written"), &all(READ));
    check("a.tar.zst", &zstd::encode_all(our_tar().as_slice(), 1).expect("written"), &all(READ));
    check("a.zip", &our_zip(), &all(READ));
    // One file is below the archive's name, without what says how it is packed.
    check("总结.txt.gz", &gzip(FILES[0].1.as_bytes()), &[("总结.txt", READ[0])]);
}

#[test]
fn archives_in_archives() {
    let inner = zip(&[("年报.rar", &fixture("固实.rar")), ("年报.tar.gz", &gzip(&our_tar()))]);
    let paths: Vec<String> =
        ["年报.rar", "年报.tar.gz"].iter().flat_map(|a| FILES.map(|(path, _)| format!("b.zip/{a}/{path}"))).collect();
    let expected: Vec<_> = paths.iter().map(String::as_str).zip([READ, READ].concat()).collect();
    check("a.tar.gz", &gzip(&tar(&[("b.zip", &inner)])), &expected);
    let deep = (0..8).fold(b"text".to_vec(), |bytes, _| gzip(&bytes));
    check("八层.gz", &deep, &[("八层/八层/八层/八层/八层", "too-large")]);
}

#[test]
fn names_are_what_they_say_and_lead_nowhere() {
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    // In a tar the name stands first, in a hundred bytes.
    let mut bytes = tar(&[("n", FILES[0].1.as_bytes())]);
    let name = gbk("综合/述职报告.txt");
    bytes[..name.len()].copy_from_slice(&name);
    bytes[148..156].copy_from_slice(b"        ");
    let sum: u32 = bytes[..512].iter().map(|b| u32::from(*b)).sum();
    bytes[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    check("国标.tar", &bytes, &[("综合/述职报告.txt", READ[0])]);
    let text = FILES[0].1.as_bytes();
    let out: [(&str, &[u8]); 3] = [("../../a.txt", text), ("/etc/b.txt", text), ("C:/c.txt", text)];
    let expected = [("a.txt", READ[0]), ("etc/b.txt", READ[0]), ("c.txt", READ[0])];
    check("a.tar", &tar(&out), &expected);
    // Nothing is lost where two are called the same.
    check(
        "b.tar",
        &tar(&[("a.txt", text), ("x/../a.txt", FILES[1].1.as_bytes()), ("a.txt", FILES[2].1.as_bytes())]),
        &[("a.txt", READ[0]), ("x/a.txt", READ[1]), ("a (2).txt", READ[2])],
    );
    let mut links = tar::Builder::new(Vec::new());
    for (path, target, kind) in [
        ("in.txt", "a.txt", tar::EntryType::Symlink),
        ("out.txt", "../../etc/passwd", tar::EntryType::Symlink),
        ("hard.txt", "/etc/passwd", tar::EntryType::Link),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        links.append_link(&mut header, path, target).expect("a link");
    }
    let links = links.into_inner().expect("a tar");
    let expected = [("hard.txt", "unsupported-format"), ("in.txt", "left-out"), ("out.txt", "unsupported-format")];
    check("links.tar", &links, &expected);
}

#[test]
fn what_is_wrong_with_one_file_is_no_concern_of_the_others() {
    let broken = ["damaged", READ[1], READ[2]];
    for name in ["存储.rar", "存储.7z"] {
        check(name, &overwritten(fixture(name), PHRASES[0]), &all(broken));
    }
    for name in ["密码.rar", "密码.7z"] {
        check(name, &fixture(name), &all(["encrypted"; 3]));
    }
    for name in ["密码连名字.rar", "密码连名字.7z"] {
        check(name, &fixture(name), &[("", "encrypted")]);
    }
    // Cut off in the midst of the last file: what is before it is read.
    let cut = |mut bytes: Vec<u8>, at: usize| {
        bytes.truncate(at);
        bytes
    };
    let last = |bytes: &[u8]| memchr::memmem::find(bytes, PHRASES[2].as_bytes()).expect("it stands there");
    let mut expected = all([READ[0], READ[1], "damaged"]);
    expected.push(("", "damaged"));
    for (name, bytes) in [("存储.rar", fixture("存储.rar")), ("a.tar", our_tar())] {
        let at = last(&bytes);
        check(name, &cut(bytes, at), &expected);
    }
    let bytes = our_zip();
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a table of contents");
    check("a.zip", &cut(bytes.clone(), directory - 20), &expected);
    check("b.zip", &cut(bytes, directory), &[all(READ), vec![("", "damaged")]].concat());
    // The list of a 7z's files stands at its end.
    let bytes = fixture("材料.7z");
    check("材料.7z", &bytes[..bytes.len() - 20], &[("", "damaged")]);
}

#[test]
fn what_is_whole_of_a_packed_file_that_is_cut_off_is_read() {
    // As each packs some hundred kilobytes at once, of text that hardly packs.
    let number = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
    let text = (0..40_000).fold(format!("{}。\n", PHRASES[0]), |text, n| text + &format!("{}\n", number(n)));
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(text.as_bytes()).expect("written");
    let zstd = zstd::encode_all(text.as_bytes(), 1).expect("written");
    let packed = [
        ("gz", gzip(text.as_bytes())),
        ("bz2", bzip2.finish().expect("written")),
        ("zst", zstd),
        ("xz", fixture("总结.txt.xz")),
    ];
    for (ending, bytes) in packed {
        let name = format!("总结.txt.{ending}");
        check(&name, &bytes, &[("总结.txt", READ[0])]);
        for cut in [bytes.len() * 7 / 10, bytes.len() - 1] {
            check(&name, &bytes[..cut], &[("", "damaged"), ("总结.txt", READ[0])]);
        }
        check(&name, &bytes[..10], &[("", "damaged")]);
    }
}

#[test]
fn bombs_are_refused_and_what_lies_beside_them_is_read() {
    let zeros = vec![0; (128 << 20) + 1];
    let bomb = tar(&[("bomb.txt", &zeros), ("a.txt", FILES[0].1.as_bytes())]);
    check("a.tar.gz", &gzip(&bomb), &[("a.txt", READ[0]), ("bomb.txt", "too-large")]);
    check("bomb.gz", &gzip(&zeros), &[("bomb", "too-large")]);
}

#[test]
fn volumes_are_one_archive() {
    let env = TestEnv::new();
    let (first, second) = (fixture("分卷.part01.rar"), fixture("分卷.part02.rar"));
    env.write("a/分卷.part01.rar", &first);
    env.write("a/分卷.part02.rar", &second);
    let seven = fixture("材料.7z");
    let (one, two) = seven.split_at(300);
    env.write("a/材料.7z.001", one);
    env.write("a/材料.7z.002", two);
    // Without what comes before or after.
    env.write("b/分卷.part01.rar", &first);
    env.write("c/分卷.part02.rar", &second);
    env.write("b/材料.7z.001", one);
    env.write("c/材料.7z.002", two);
    assert_eq!(env.run(&["index", "."]).code, 0);
    let files = |phrase: &str| {
        let found = env.run(&["search", phrase, ".", "-l"]).stdout;
        let mut found: Vec<String> = found.lines().map(|line| line.trim_start_matches("./").to_owned()).collect();
        found.sort();
        found
    };
    assert_eq!(files("提案办理清单"), ["a/分卷.part01.rar/提案办理清单.txt"]);
    assert_eq!(
        files(PHRASES[2]),
        [
            "a/分卷.part01.rar/党建/主题教育汇报.txt",
            "a/材料.7z.001/党建/主题教育汇报.txt",
            "c/分卷.part02.rar/党建/主题教育汇报.txt"
        ]
    );
    let status: serde_json::Value =
        serde_json::from_str(&env.run(&["status", ".", "--json"]).stdout).expect("JSON of the status");
    let unread: Vec<(&str, &str)> = status["unreadable"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["path"].as_str().expect("a path"), one["kind"].as_str().expect("a kind")))
        .collect();
    assert_eq!(
        unread,
        [
            ("b/分卷.part01.rar", "damaged"),
            ("b/分卷.part01.rar/提案办理清单.txt", "damaged"),
            ("b/材料.7z.001", "damaged"),
            ("c/分卷.part02.rar", "damaged"),
            ("c/分卷.part02.rar/提案办理清单.txt", "damaged"),
            ("c/材料.7z.002", "damaged"),
        ]
    );
    assert_eq!(status["on_disk"]["left_out_for"]["volume"], 2, "{}", status["on_disk"]);
    // A volume that changes is noticed, also where it becomes an older one of the same size.
    let changed = |bytes: &[u8], days: u64| {
        env.write("a/材料.7z.002", bytes);
        let file = fs::File::options().write(true).open(env.path().join("a/材料.7z.002")).expect("a file");
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).expect("a date");
        env.run(&["index", "."]);
        files(PHRASES[2]).len()
    };
    assert_eq!(changed(&vec![b'x'; two.len()], 3), 2);
    assert_eq!(changed(two, 9), 3);
    // One that comes is read with the others.
    env.write("b/材料.7z.002", two);
    env.run(&["index", "."]);
    assert_eq!(files(PHRASES[2]).len(), 4);
}

#[test]
fn what_is_no_report_is_left_out_and_counted_in_folders_and_archives() {
    let text = FILES[0].1.as_bytes();
    let names = [
        "Thumbs.db",
        "~$总结.docx",
        ".~lock.总结.odt#",
        "总结.txt~",
        "总结.bak",
        "总结.tmp",
        "__MACOSX/总结.txt",
        ".DS_Store",
    ];
    let env = TestEnv::new().file("总结.txt", text);
    names.iter().for_each(|name| env.write(name, text));
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, text)).collect();
    files.push(("总结.txt", text));
    env.write("a.zip", zip(&files));
    let expected = serde_json::json!({ "backup": 4, "office-lock": 4, "system": 6, "temporary": 2 });
    let done: serde_json::Value =
        serde_json::from_str(&env.run(&["index", ".", "--json"]).stdout).expect("JSON of what was done");
    assert_eq!((&done["left_out_for"], &done["left_out"]), (&expected, &serde_json::json!(16)));
    let said = env.run(&["index", ".", "--rebuild"]).stderr;
    assert!(said.contains("left out: beside open documents 4, backups 4, temporary or being downloaded 2"), "{said}");
    let status: serde_json::Value =
        serde_json::from_str(&env.run(&["status", ".", "--json"]).stdout).expect("JSON of the status");
    let mut left = status["on_disk"]["left_out_for"].clone();
    left.as_object_mut().expect("counts").remove("index");
    assert_eq!(left, expected);
    assert_eq!(env.run(&["search", PHRASES[0], ".", "-l"]).stdout.lines().count(), 2);
    // Whoever names one has it read.
    assert!(env.run(&["extract", "总结.bak"]).stdout.contains(PHRASES[0]));
}
