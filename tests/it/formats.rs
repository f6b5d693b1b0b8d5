//! Files of every format: what is read of them, whole, damaged and hostile.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baogao::extract::{Document, ExtractOptions, Extractor, Format, ProblemKind, Style};

use super::harness::{PROGRAM, TestEnv, project, shared};

/// The report that lies beside this in every format, made once by office programs.
const FORMATS: [&str; 8] = ["txt", "docx", "doc", "wps", "rtf", "odt", "html", "pdf"];

/// Reads in processes of the program, as it does itself.
pub(super) fn extractor() -> Extractor<'static> {
    let worker = Some(PathBuf::from(PROGRAM));
    Extractor::new(ExtractOptions { worker, ..ExtractOptions::default() })
}

pub(super) fn read(path: &Path) -> Document {
    read_with(&extractor(), path)
}

fn read_with(extractor: &Extractor<'_>, path: &Path) -> Document {
    let mut extracted = extractor.read(path);
    assert_eq!(extracted.len(), 1, "{}", path.display());
    extracted.remove(0).outcome.unwrap_or_else(|problem| panic!("{}: {}", path.display(), problem.reason))
}

/// The blocks of the running text, white space left out.
fn texts(document: &Document) -> Vec<String> {
    let own = document.blocks.iter().filter(|block| block.style != Style::Boilerplate);
    own.map(|block| bare(&block.text)).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Length of the longest common subsequence, in characters: row by row, a bit a character (Hyyrö 2004).
fn common(a: &[char], b: &[char]) -> usize {
    let words = a.len().div_ceil(64);
    let mut places: std::collections::HashMap<char, Vec<u64>> = std::collections::HashMap::new();
    for (at, c) in a.iter().enumerate() {
        places.entry(*c).or_insert_with(|| vec![0; words])[at / 64] |= 1 << (at % 64);
    }
    let mut row = vec![u64::MAX; words];
    for c in b {
        let Some(places) = places.get(c) else { continue };
        let mut carry = false;
        for (word, &here) in row.iter_mut().zip(places) {
            let matched = *word & here;
            let (sum, first) = word.overflowing_add(matched);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *word = sum | (*word & !here);
        }
    }
    (0..a.len()).filter(|at| row[at / 64] >> (at % 64) & 1 == 0).count()
}

/// How much of a text was read, and how much of what was read is its own.
fn recall_and_precision(wanted: &str, got: &str) -> (f64, f64) {
    let (wanted, got): (Vec<char>, Vec<char>) = (wanted.chars().collect(), got.chars().collect());
    let common = common(&wanted, &got) as f64;
    (common / wanted.len().max(1) as f64, common / got.len().max(1) as f64)
}

#[test]
fn one_report_is_the_same_in_every_format() {
    let env = TestEnv::new();
    for ending in FORMATS {
        let from = project().join(format!("tests/formats/report.{ending}"));
        env.write(&format!("{ending}/report.{ending}"), fs::read(from).expect("a fixture"));
    }
    assert_eq!(env.run(&["index", "."]).code, 0);
    let listed = |ending: &str| {
        let path = format!("{ending}/report.{ending}");
        let all = env.run(&["list", ".", "--json"]).stdout;
        let line = all.lines().find(|line| line.contains(&path)).unwrap_or_else(|| panic!("{path} in {all}"));
        let mut value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        value["path"] = serde_json::Value::Null;
        assert!(value["format"].take().is_string());
        // Tables of a PDF are rows, those of the others cells; blanks between characters aren't counted.
        for section in value["sections"].as_array_mut().expect("sections") {
            section["chars"] = serde_json::Value::Null;
        }
        value.to_string()
    };
    let wanted = listed("txt");
    for wanted in ["宋清源", "2023", "云岭县农业农村局", "局长", "一、", "（二）", "守牢粮食安全底线"]
    {
        assert!(listed("txt").contains(wanted), "{wanted} in {}", listed("txt"));
    }
    for ending in FORMATS {
        assert_eq!(listed(ending), wanted, "{ending}");
    }
    let all: Vec<String> = FORMATS.iter().map(|ending| format!("{ending}/report.{ending}")).collect();
    let found = |phrase: &str| {
        let mut found: Vec<String> =
            env.run(&["search", phrase, ".", "-l"]).stdout.lines().map(str::to_owned).collect();
        found.iter_mut().for_each(|path| *path = path.trim_start_matches("./").to_owned());
        found.sort();
        found
    };
    let mut sorted = all.clone();
    sorted.sort();
    for phrase in [
        "两个维护",
        "放管服改革",
        "党政同责，全县粮食",
        "一、强化理论武装",
        "（二）推进乡村全面振兴",
        "粮食安全责任制考核办法",
        "粮食总产量（万吨）",
        "19 980",
        "六十三家",
    ] {
        assert_eq!(found(phrase), sorted, "{phrase}");
    }
    // Deleted and hidden text, and words of two cells.
    for phrase in ["这句话已经删去", "此处内容不对外", "指标2022年"] {
        assert_eq!(found(phrase), Vec::<String>::new(), "{phrase}");
    }
}

#[test]
fn headers_and_footers_are_boilerplate() {
    for ending in ["docx", "doc", "rtf", "odt", "html", "pdf"] {
        let document = read(&project().join(format!("tests/formats/report.{ending}")));
        let header = document.blocks.iter().find(|block| bare(&block.text) == "云岭县人民政府办公室");
        assert_eq!(header.map(|block| block.style), Some(Style::Boilerplate), "{ending}");
    }
}

#[test]
fn styles_are_read() {
    for (ending, format) in [("docx", Format::Docx), ("doc", Format::Doc), ("rtf", Format::Rtf), ("odt", Format::Odf)] {
        let document = read(&project().join(format!("tests/formats/report.{ending}")));
        assert_eq!(document.reading.format, format);
        assert!(document.reading.is_whole(), "{ending}: {:?}", document.reading);
        let headings = document.blocks.iter().filter_map(|block| match block.style {
            Style::Title => Some((0, block.text.as_str())),
            Style::Heading(level) => Some((level, block.text.as_str())),
            _ => None,
        });
        let expected = [
            (0, "2023年度述职述廉报告"),
            (1, "一、强化理论武装，筑牢政治忠诚"),
            (1, "二、履职尽责，推动农业农村高质量发展"),
            (2, "（一）守牢粮食安全底线"),
            (2, "（二）推进乡村全面振兴"),
            (1, "三、严守纪律规矩，做到廉洁自律"),
            (1, "四、存在的不足和下一步打算"),
        ];
        assert_eq!(headings.collect::<Vec<_>>(), expected, "{ending}");
        let properties: Vec<(&str, &str)> =
            document.properties.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert!(properties.contains(&("author", "宋清源")), "{ending}: {properties:?}");
    }
}

/// Files made of known texts: how much of the text comes out, and how much comes out that is none of it.
#[test]
fn made_files_are_read_whole() {
    let Some(folder) = shared("formats/made") else { return };
    let truths = shared("formats/made_text").expect("beside them");
    let extractor = extractor();
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert!(files.len() > 30);
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let truth = fs::read_to_string(truths.join(format!("{}.txt", &name[..2]))).expect("a text");
        let headings = fs::read_to_string(truths.join(format!("{}.headings", &name[..2]))).expect("headings");
        let document = read_with(&extractor, &file);
        let got = texts(&document);
        let (recall, precision) = recall_and_precision(&bare(&truth), &got.concat());
        let lines: Vec<String> = truth.lines().map(bare).filter(|line| !line.is_empty()).collect();
        let whole = lines.iter().filter(|line| got.contains(line)).count() as f64 / lines.len() as f64;
        let (needed, needed_whole) = if name.ends_with(".pdf") { (0.995, 0.85) } else { (0.999, 0.99) };
        assert!(
            recall >= needed && precision >= needed && whole >= needed_whole,
            "{name}: recall {recall:.4}, precision {precision:.4}, paragraphs {whole:.3}"
        );
        // The plain names are those of files with styles.
        if name.len() <= 7 && !name.ends_with(".html") {
            let is_heading = |text: &str| {
                let styles = document.blocks.iter().filter(|block| bare(&block.text) == text).map(|block| block.style);
                styles.into_iter().any(|style| matches!(style, Style::Title | Style::Heading(_)))
            };
            for heading in headings.lines().filter_map(|line| line.split_once('\t')) {
                assert!(is_heading(&bare(heading.1)), "{name}: {} is no heading", heading.1);
            }
        }
    }
}

/// Laws and rulings as they were published, against their text in Markdown.
#[test]
fn published_word_files_are_read_whole() {
    let extractor = extractor();
    let mut read = 0;
    for folder in ["law_doc", "law_docx"] {
        let Some(folder) = shared(&format!("formats/{folder}")) else { return };
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let truth = shared(&format!("formats/law_text/{name}.txt")).expect("its text");
            let truth = without_markup(&fs::read_to_string(truth).expect("a text"));
            let document = read_with(&extractor, &entry.path());
            let got: String = texts(&document).concat().chars().filter(|c| c.is_alphabetic()).collect();
            let (recall, precision) = recall_and_precision(&truth, &got);
            assert!(recall >= 0.99 && precision >= 0.99, "{name}: recall {recall:.4}, precision {precision:.4}");
            read += 1;
        }
    }
    assert!(read > 80);
}

/// Letters of the text of a Markdown file: without the names of pictures, notes, and the marks of lists and tables.
fn without_markup(text: &str) -> String {
    let is_text = |line: &&str| !line.trim_start().starts_with("[^") && !line.contains("![](");
    let lines: Vec<&str> = text.lines().filter(is_text).collect();
    lines.join("\n").chars().filter(|c| c.is_alphabetic()).collect()
}

#[test]
fn real_texts_pages_and_forms_are_read() {
    let extractor = extractor();
    for (folder, format) in [("gbk_txt", Some(Format::Text)), ("html", Some(Format::Html)), ("forms", None)] {
        let Some(folder) = shared(&format!("formats/{folder}")) else { return };
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // An office program's lock on a file, not a file.
            if name.starts_with("~$") {
                continue;
            }
            let document = read_with(&extractor, &entry.path());
            assert!(format.is_none_or(|format| document.reading.format == format), "{name}");
            let share = f64::from(document.reading.undecodable) / f64::from(document.reading.chars);
            assert!(share <= 0.001, "{name}: {share}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let Some(folder) = shared("formats/broken") else { return };
    let extractor = extractor();
    let kind = |name: &str| extractor.read(&folder.join(name)).remove(0).outcome.err().map(|problem| problem.kind);
    let expected = [
        ("deep.rtf", None),
        ("deepnest.docx", None),
        ("encrypted-flag.doc", Some(ProblemKind::Encrypted)),
        ("garbage.docx", Some(ProblemKind::UnsupportedFormat)),
        ("r0-noToUnicode.pdf", Some(ProblemKind::Garbled)),
        ("scanned.pdf", Some(ProblemKind::NeedsOcr)),
        ("userpw-aes256.pdf", Some(ProblemKind::Encrypted)),
        ("xmlentity.docx", None),
        ("zero.docx", Some(ProblemKind::Empty)),
        ("zipbomb.docx", Some(ProblemKind::TooLarge)),
    ];
    for (name, expected) in expected {
        assert_eq!(kind(name), expected, "{name}");
    }
}

#[test]
fn a_file_that_takes_too_long_is_on_record() {
    // Any program that reads its input and says nothing is a reader that hangs.
    let env = TestEnv::new().file("hang", "#!/bin/sh\nexec sleep 60\n").file("a.rtf", "{\\rtf1 text}");
    env.shell("chmod +x hang");
    let options = ExtractOptions {
        worker: Some(env.path().join("hang")),
        time: Duration::from_millis(200),
        ..ExtractOptions::default()
    };
    let extractor = Extractor::new(options);
    let started = Instant::now();
    let problem = extractor.read(&env.path().join("a.rtf")).remove(0).outcome.expect_err("no answer");
    assert_eq!(problem.kind, ProblemKind::TimedOut);
    assert!(started.elapsed() < Duration::from_secs(30));
    // And a reader that dies.
    env.write("hang", "#!/bin/sh\nkill -ABRT $$\n");
    let problem = extractor.read(&env.path().join("a.rtf")).remove(0).outcome.expect_err("no answer");
    assert_eq!(problem.kind, ProblemKind::Failed);
}

#[test]
fn an_outside_program_may_recognise_what_is_scanned() {
    let env = TestEnv::sample();
    let indexed = |ocr: &[&str]| {
        env.run(&[&["index", "corpus-sample", "--json"], ocr].concat());
        env.run(&["search", "会议决定", "corpus-sample", "-l"]).stdout
    };
    assert_eq!(indexed(&[]), "");
    assert_eq!(indexed(&["--ocr", "echo 会议决定："]).lines().count(), 1);
    let status = env.run(&["status", "corpus-sample"]).stdout;
    assert!(status.contains("by echo 会议决定："), "{status}");
}

/// A zip file of such entries.
pub(super) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut writer, bytes).expect("its bytes");
    }
    writer.finish().expect("a zip file").into_inner()
}

#[test]
fn archives_are_folders() {
    let inner = zip(&[("内.txt", "抓党建".as_bytes()), ("__MACOSX/x", b"x"), ("空.txt", b"")]);
    let deep = (0..6).fold("抓党建".as_bytes().to_vec(), |bytes, n| {
        zip(&[(&*format!("{n}.{}", if n == 0 { "txt" } else { "zip" }), &bytes)])
    });
    let outer = zip(&[("2020/报告.txt", "也抓党建".as_bytes()), ("包.zip", &inner), ("深.zip", &deep)]);
    let env = TestEnv::new().file("资料.zip", outer);
    assert_eq!(env.run(&["index", "."]).code, 0);
    let found = env.run(&["search", "抓党建", ".", "-l"]).stdout;
    assert_eq!(found, "资料.zip/2020/报告.txt\n资料.zip/包.zip/内.txt\n");
    let status = env.run(&["status", ".", "--problems"]).stdout;
    assert!(status.contains("资料.zip/包.zip/空.txt") && status.contains("empty file"), "{status}");
    assert!(status.contains("archives nested deeper than 4"), "{status}");
    assert_eq!(env.run(&["show", "内.txt", "."]).code, 0);
}

/// A reader whose memory runs out is ended by its own abort; the next file gets a new one.
#[cfg(unix)]
#[test]
fn a_reader_that_runs_out_of_memory_costs_only_its_file() {
    use std::os::unix::fs::PermissionsExt;

    let program = PROGRAM;
    let script = format!(
        "#!/bin/sh\n[ -e \"$0.once\" ] && exec {program} \"$@\"\ntouch \"$0.once\"\nulimit -c 0\nkill -ABRT $$\n"
    );
    let env = TestEnv::new().file("reader.sh", script);
    let worker = env.path().join("reader.sh");
    std::fs::set_permissions(&worker, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let extractor = Extractor::new(ExtractOptions { worker: Some(worker), ..ExtractOptions::default() });
    let docx = project().join("corpus-sample/2023/宋清源_述职报告_2023.docx");
    let problem = extractor.read(&docx).remove(0).outcome.expect_err("it broke off");
    assert_eq!(problem.kind, ProblemKind::Failed);
    assert!(problem.reason.to_string().contains("out of memory"), "{}", problem.reason);
    assert!(extractor.read(&docx).remove(0).outcome.is_ok());
}

/// A table whose two cells lie a million rows and sixteen thousand columns apart: what lies between takes no memory.
#[test]
fn cells_far_apart_are_read() {
    let sheet = |cells: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData></worksheet>"
        )
    };
    let cell = |row: u32, name: &str| {
        format!("<row r=\"{row}\"><c r=\"{name}\" t=\"inlineStr\"><is><t>抓党建</t></is></c></row>")
    };
    let wide = sheet(&(cell(1, "A1") + &cell(1_048_576, "XFD1048576")));
    let workbook = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = |sheet: &str| {
        zip(&[
            ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"),
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    };
    let env = TestEnv::new().file("wide.xlsx", book(&wide)).file("good.xlsx", book(&sheet(&cell(1, "A1"))));
    assert_eq!(env.run(&["search", "抓党建", ".", "-l"]).stdout, "good.xlsx\nwide.xlsx\n");
    let hits = env.run(&["search", "抓党建", ".", "--csv"]).stdout;
    assert!(hits.contains(",a,1,") && hits.contains(",a,1048576,"), "{hits}");
}

#[test]
fn columns_are_read_one_after_the_other() {
    let texts = texts(&read(&project().join("tests/formats/columns.pdf")));
    let begins: Vec<String> = texts.iter().map(|text| text.chars().take(4).collect()).collect();
    let expected = ["云岭年鉴", "2021", "产业发展", "改革开放", "民生福祉", "2021", "产业发展", "改革开放", "民生福祉"];
    assert_eq!(begins, expected, "{texts:#?}");
    assert!(texts[2].ends_with("带动农民增收三亿六千万元。") && texts[2] == texts[6]);
}

/// What Word writes and office programs seldom export: numbers of styles and overrides, deleted items, second forms.
#[test]
fn numbers_and_changes_of_word_documents() {
    let part = |body: &str| {
        format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:v=\"v\"><w:body>{body}</w:body></w:document>"
        )
    };
    let paragraph = |properties: &str, runs: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let listed = |list: u32, level: u32, text: &str| {
        let numbered = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        paragraph(&numbered, &run(text))
    };
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels = level(0, "chineseCountingThousand", "%1、") + &level(1, "chineseCountingThousand", "（%2）");
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\">{levels}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\"><w:styleLink w:val=\"Chapters\"/>{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"3\"><w:numStyleLink w:val=\"Chapters\"/></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>",
        level(0, "decimal", "第%1章")
    );
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let body = [
        paragraph("<w:pStyle w:val=\"1\"/>", &run("甲")),
        paragraph("<w:pStyle w:val=\"2\"/>", &run("乙")),
        // Deleted, with its mark: no item.
        "<w:p><w:pPr><w:pStyle w:val=\"2\"/><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>".to_owned(),
        paragraph("<w:pStyle w:val=\"2\"/>", &format!("{}<w:ins>{}</w:ins>", run("丙"), run("丁"))),
        listed(2, 1, "戊"),
        listed(1, 0, "己"),
        listed(3, 0, "庚"),
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{1}</w:p>",
            paragraph("", &run("框")),
            run("辛")
        ),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>壬</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>".to_owned(),
    ];
    let relation = |id: u32, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &str| format!("<Relationships>{all}</Relationships>");
    let bytes = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations(&relation(1, "officeDocument", "word/document.xml")).as_bytes()),
        ("word/document.xml", part(&body.concat()).as_bytes()),
        (
            "word/_rels/document.xml.rels",
            relations(
                &(relation(1, "styles", "styles.xml")
                    + &relation(2, "numbering", "numbering.xml")
                    + &relation(3, "aFChunk", "chunk.html")),
            )
            .as_bytes(),
        ),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ]);
    let env = TestEnv::new().file("a.docx", bytes);
    let document = read(&env.path().join("a.docx"));
    let got: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(got, ["一、甲", "（一）乙", "（二）丙丁", "（五）戊", "二、己", "第1章庚", "辛", "框", "壬"]);
    assert_eq!(document.reading.gaps.len(), 1);
    assert_eq!(document.reading.gaps[0].to_string(), "1 inserted file not read");
}
