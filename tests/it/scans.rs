//! Pictures and scanned pages: recognised by a program, here a line of shell that says how often it was started.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::harness::{PROGRAM, TestEnv, project, skipped};

/// A program that notes each start, and prints a text.
const ENGINE: &str = "#!/bin/sh\necho \"$1\" >> \"$(dirname \"$0\")/starts\"\necho 抓党建促发展\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

/// A folder `reports` with such a program beside it.
fn env() -> TestEnv {
    let env = TestEnv::new().file("engine", ENGINE);
    assert_eq!(env.shell("chmod +x engine").code, 0);
    env
}

fn engine(env: &TestEnv) -> String {
    env.path().join("engine").display().to_string()
}

/// The names of the pictures that the program was given.
fn starts(env: &TestEnv) -> Vec<String> {
    let noted = std::fs::read_to_string(env.path().join("starts")).unwrap_or_default();
    noted.lines().map(|line| line.rsplit('/').next().unwrap_or(line).to_owned()).collect()
}

fn finds(env: &TestEnv, query: &str) -> usize {
    env.run(&["search", query, "reports", "-l"]).stdout.lines().count()
}

/// A PDF whose pages draw this: `text` is shown, `picture` a picture of so many grey pixels a side over all of the page.
fn pdf(pages: &[(&str, Option<u8>)]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![Vec::new(), Vec::new()];
    let font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec();
    objects.push(font);
    let mut kids = String::new();
    for (text, picture) in pages {
        let mut content = String::new();
        let mut resources = "/Font<</F 3 0 R>>".to_owned();
        if let Some(side) = picture {
            let pixels = vec![0x55; usize::from(*side) * usize::from(*side)];
            let head = format!(
                "<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {}>>\nstream\n",
                pixels.len()
            );
            objects.push([head.as_bytes(), &pixels, b"\nendstream"].concat());
            resources += &format!("/XObject<</I {} 0 R>>", objects.len());
            content += "q 595 0 0 842 0 0 cm /I Do Q\n";
        }
        if !text.is_empty() {
            content += &format!("BT /F 12 Tf 70 700 Td ({text}) Tj ET\n");
        }
        objects.push(format!("<</Length {}>>\nstream\n{content}endstream", content.len()).into_bytes());
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents {} 0 R>>",
            objects.len()
        );
        objects.push(page.into_bytes());
        kids += &format!("{} 0 R ", objects.len());
    }
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes();
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").as_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").as_bytes()));
    file.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).as_bytes());
    file
}

/// A TIFF of pages of one black row each.
fn tiff(pages: u32) -> Vec<u8> {
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    for page in 0..pages {
        let start = file.len() as u32;
        let entries: [(u16, u32); 7] =
            [(256, 8), (257, 1), (258, 1), (259, 1), (262, 0), (273, start + 2 + 7 * 12 + 4), (279, 1)];
        file.extend(7_u16.to_le_bytes());
        for (tag, value) in entries {
            file.extend([tag.to_le_bytes(), 4_u16.to_le_bytes()].concat());
            file.extend([1_u32.to_le_bytes(), value.to_le_bytes()].concat());
        }
        let next = if page + 1 < pages { start + 2 + 7 * 12 + 4 + 2 } else { 0 };
        file.extend(next.to_le_bytes());
        // Pages differ: what is the same is recognised once.
        file.extend([page as u8, 0]);
    }
    file
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip file").into_inner()
}

#[test]
fn what_recognises_is_kept_and_a_page_is_recognised_once() {
    let env = env().file("reports/a.png", PNG).file("reports/b.txt", "工作报告");
    assert_eq!(env.run(&["index", "reports", "--ocr", &engine(&env)]).code, 0);
    assert_eq!((finds(&env, "抓党建"), starts(&env).len()), (1, 1));
    assert!(env.run(&["status", "reports"]).stdout.contains("--ocr none"));
    // Later runs say nothing of it.
    env.write("reports/c.txt", "另一篇");
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    assert_eq!(finds(&env, "抓党建"), 1);
    assert_eq!(env.run(&["index", "reports", "--rebuild"]).code, 0);
    assert_eq!(env.run(&["verify", "reports"]).code, 0);
    assert_eq!(env.run(&["compact", "reports"]).code, 0);
    // Nor where a file has another name.
    assert_eq!(env.shell("mv reports/a.png reports/d.png").code, 0);
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    assert_eq!((finds(&env, "抓党建"), starts(&env).len()), (1, 1));
    assert_eq!(env.run(&["index", "reports", "--ocr", "none"]).code, 0);
    assert_eq!(finds(&env, "抓党建"), 0);
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    assert!(env.run(&["status", "reports", "--problems"]).stdout.contains("needs OCR"));
}

#[test]
fn the_folder_may_say_what_recognises() {
    let env = env().file("reports/a.png", PNG);
    env.write("reports/baogao.toml", format!("ocr = \"{}\"\n", engine(&env)));
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    assert_eq!(finds(&env, "抓党建"), 1);
}

#[test]
fn recognised_passages_are_marked_and_can_be_left_out() {
    let env = env().file("reports/a.png", PNG).file("reports/b.txt", "我们抓党建。");
    assert_eq!(env.run(&["index", "reports", "--ocr", &engine(&env)]).code, 0);
    let search = |options: &[&str]| env.run(&[&["search", "抓党建", "reports"], options].concat());
    let check = |options: &[&str], mark: &str| {
        let said = search(options).stdout;
        assert_eq!(said.matches(mark).count(), 1, "{options:?}: {said}");
    };
    check(&[], "(recognised)");
    check(&["--json"], "\"recognised\":true");
    check(&["--jsonl"], "\"recognised\":true");
    check(&["--kwic"], "(recognised)");
    check(&["--kwic", "--jsonl"], "\"recognised\":true");
    check(&["--markdown"], "（识别文字）");
    let table = search(&["--csv"]).stdout;
    let mut rows = table.lines();
    let head: Vec<&str> = rows.next().expect("a head").split(',').collect();
    let at = head.iter().position(|head| *head == "recognised").expect("a column");
    let marks: Vec<&str> = rows.filter_map(|row| row.split(',').nth(at)).collect();
    assert_eq!(marks.iter().filter(|mark| **mark == "1").count(), 1, "{table}");
    let listed = |options: &[&str]| env.run(&[&["list", "reports", "--text"], options].concat()).stdout;
    assert_eq!(listed(&[]).matches("(recognised)").count(), 1);
    assert_eq!(listed(&["--json"]).matches("\"recognised\":[1]").count(), 1);
    let shown = env.run(&["show", "a.png", "reports"]).stdout;
    assert!(shown.contains("抓党建促发展 (recognised)"), "{shown}");
    // Beside what was found, too.
    env.write("reports/half.pdf", pdf(&[("A first page with words enough to be read as text", None), ("", Some(40))]));
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    let beside =
        |options: &[&str]| env.run(&[&["search", "first page", "reports", "-C", "1"], options].concat()).stdout;
    assert_eq!(beside(&[]).matches("抓党建促发展 (recognised)").count(), 1);
    assert_eq!(beside(&["--json"]).matches("\"context_recognised\":[2]").count(), 1);
    std::fs::remove_file(env.path().join("reports/half.pdf")).expect("a file");
    assert_eq!(env.run(&["index", "reports"]).code, 0);
    // Left out.
    assert_eq!(search(&["--no-ocr-text", "-l"]).stdout.lines().count(), 1);
    assert_eq!(search(&["--no-ocr-text", "--loose", "-l"]).stdout.matches("a.png").count(), 0);
    assert!(!listed(&["--no-ocr-text"]).contains("促发展"));
    assert_eq!(env.run(&["list", "reports", "--no-ocr-text"]).code, 2);
}

#[test]
fn each_scanned_page_is_given_alone_and_stands_in_its_place() {
    let env = env();
    env.write(
        "reports/half.pdf",
        pdf(&[("A first page with words enough to be read as text", None), ("", Some(40)), ("3", Some(41))]),
    );
    env.write("reports/pages.tif", tiff(3));
    env.write("reports/one.zip", zip(&[("x.png", PNG)]));
    // Without a program all of it is on record.
    env.run(&["index", "reports"]);
    let status = env.run(&["status", "reports", "--json"]).stdout;
    assert!(status.contains("2, 3") && status.matches("needs-ocr").count() == 2, "{status}");
    let read = |name: &str| env.run(&["extract", &format!("reports/{name}"), "--json", "--ocr", &engine(&env)]).stdout;
    let half = read("half.pdf");
    let places = |text: &str| text.matches("\"recognised\":true").count();
    assert!(places(&half) == 2 && half.contains("\"number\":2,\"recognised\":true"), "{half}");
    assert!(half.find("first page") < half.find("抓党建"), "{half}");
    assert!(starts(&env).iter().all(|name| name.ends_with(".png")), "{:?}", starts(&env));
    let pages = read("pages.tif");
    assert!(places(&pages) == 3 && pages.contains("\"number\":3,\"recognised\":true"), "{pages}");
    assert_eq!(places(&read("one.zip")), 1);
    assert_eq!(starts(&env).iter().filter(|name| name.ends_with(".tif")).count(), 3);
}

#[test]
fn a_program_that_fails_is_heard() {
    let env = TestEnv::new().file("reports/a.png", PNG);
    let run = env.run(&["index", "reports", "--ocr", "echo 'no such model' >&2; exit 3; :"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let status = env.run(&["status", "reports", "--problems"]).stdout;
    assert!(status.contains("no such model"), "{status}");
    // What is too large is given to none.
    let huge = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x01\0\0\0\0";
    env.write("reports/huge.png", huge);
    let run = env.run(&["extract", "reports/huge.png", "--ocr", "echo 文字"]);
    assert!(run.code == 1 && run.stderr.contains("60000"), "{}", run.stderr);
}

#[test]
fn what_is_not_installed_is_said_with_the_line_that_installs_it() {
    let env = TestEnv::new().file("reports/a.png", PNG);
    for (engine, line) in [("tesseract", "tesseract"), ("rapidocr", "pip install rapidocr-onnxruntime")] {
        let run = env.shell(&format!("at=$(command -v baogao); PATH=/nowhere exec $at index reports --ocr {engine}"));
        assert!(run.code == 2 && run.stderr.contains(line), "{}", run.stderr);
    }
}

#[test]
fn what_was_not_installed_is_tried_again() {
    let env = TestEnv::new().file("reports/baogao.toml", "ocr = \"tesseract\"\n").file("reports/whole.png", PNG);
    env.write("reports/part.pdf", pdf(&[("A first page with words enough to be read as text", None), ("", Some(40))]));
    env.write("reports/read.txt", "工作报告");
    let index = |path: &str| env.shell(&format!("at=$(command -v baogao); PATH={path} exec $at index reports"));
    let run = index("/nowhere");
    assert_eq!((run.code, finds(&env, "抓党建")), (0, 0), "{}", run.stderr);
    // As it prints what it recognised: words, and where they stand.
    let word = "5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t90\\t20\\t95\\t抓党建促发展\\n";
    env.write("bin/tesseract", format!("#!/bin/sh\n[ $1 = --list-langs ] && echo chi_sim || printf '{word}'\n"));
    assert_eq!(env.shell("chmod +x bin/tesseract").code, 0);
    let run = index("bin:$PATH");
    assert_eq!((run.code, finds(&env, "抓党建")), (0, 2), "{}", run.stderr);
    // And not once more.
    let run = index("bin:$PATH");
    assert!(run.code == 0 && run.stderr.contains("nothing has changed"), "{}", run.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn a_wish_to_stop_ends_all_that_was_started() {
    let env = TestEnv::new().file("reports/a.png", PNG);
    env.write("slow", "#!/bin/sh\nsleep 300 &\necho $! > \"$(dirname \"$0\")/child\"\nwait\n");
    assert_eq!(env.shell("chmod +x slow").code, 0);
    let slow = env.path().join("slow").display().to_string();
    let mut run = Command::new(PROGRAM)
        .args(["index", "reports", "--ocr", &slow])
        .current_dir(env.path())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let child = env.path().join("child");
    let began = Instant::now();
    while std::fs::read_to_string(&child).unwrap_or_default().trim().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(60), "the program is started");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(env.shell(&format!("kill -INT {}", run.id())).code, 0);
    assert_eq!(run.wait().expect("it ends").code(), Some(130));
    // One that has ended may wait to be noticed.
    let goes_on = env.shell("grep -s State /proc/$(cat child)/status").stdout;
    assert!(goes_on.is_empty() || goes_on.contains("zombie"), "{goes_on}");
}

#[test]
fn tesseract_reads_a_phrase_over_the_end_of_a_line() {
    let has = Command::new("tesseract").arg("--list-langs").output();
    if !has.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains("chi_sim")) {
        return skipped("tesseract with chi_sim is not installed");
    }
    let env = TestEnv::new();
    for name in ["upright.png", "turned.png"] {
        let path = project().join("tests/scans").join(name);
        let run = env.run(&["extract", &path.display().to_string(), "--ocr", "tesseract"]);
        assert!(run.stdout.contains("工程建设，新建集中供水"), "{name}: {}{}", run.stdout, run.stderr);
    }
    // The sample's page: a fax of one bit a pixel within a PDF, a little askew.
    let env = TestEnv::sample();
    assert_eq!(env.run(&["index", "corpus-sample", "--ocr", "tesseract"]).code, 0);
    let found = env.run(&["search", "整改清单，由镇纪委跟踪督办", "corpus-sample", "-l"]).stdout;
    assert!(found.ends_with("2022/会议记录扫描件.pdf\n"), "{found}");
}
