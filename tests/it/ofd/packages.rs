//! Packages: their files, encodings and paths; broken and hostile ones; what is attached.

use baogao::extract::{Place, ProblemKind};
use encoding_rs::GB18030;

use super::Want::{Not, Part, Whole};
use super::writer::{Files, Ofd, line, page, paragraphs, text, xml, zip};
use super::{FIRST, SECOND, check, extracted, one, read};
use crate::harness::TestEnv;

/// A package of two pages.
fn two() -> Ofd {
    one(paragraphs(&[FIRST], 40.0)).page(paragraphs(&[SECOND], 40.0))
}

/// That package with all its files changed.
fn changed(change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) -> Vec<u8> {
    zip(&two().files().into_iter().map(|(path, bytes)| change(&path, bytes)).collect::<Files>())
}

/// That package with the text of its files changed.
fn rewritten(change: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    changed(|path, bytes| (path.to_owned(), change(&String::from_utf8(bytes).expect("UTF-8"))))
}

#[test]
fn encodings_names_and_paths() {
    let both = || Whole(vec![FIRST, SECOND]);
    let declared = |text: &str, encoding: &str| text.replace("UTF-8", encoding);
    let gb = |text: &str| GB18030.encode(text).0.into_owned();
    let wide = |text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        [mark, &declared(text, "UTF-16").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()].concat()
    };
    // Few characters and rare ones, after much that is ASCII.
    let far = |text: &str| text.replacen("<ofd:Layer", &format!("<!--{}--><ofd:Layer", "-x".repeat(40_000)), 1);
    let rare = zip(&one(line(30.0, 40.0, 5.5, "鄞州甬昇"))
        .files()
        .into_iter()
        .map(|(path, bytes)| (path, gb(&far(&declared(&String::from_utf8(bytes).expect("UTF-8"), "GBK")))))
        .collect::<Files>());
    let paths = |change: fn(&str) -> String| {
        let files = two().files().into_iter().map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let changed = text.split("BaseLoc=\"").enumerate().map(|(at, piece)| match piece.split_once('"') {
                Some((path, rest)) if at > 0 => format!("BaseLoc=\"{}\"{rest}", change(path)),
                _ => piece.to_owned(),
            });
            (path, changed.collect::<String>().into_bytes())
        });
        zip(&files.collect::<Files>())
    };
    let beside = |from: &str, to: &str| rewritten(|text| text.replace(from, to).into_bytes());
    check(vec![
        ("GB18030", rewritten(|text| gb(&declared(text, "GB18030"))), both()),
        ("GB18030 that says it is UTF-8", rewritten(gb), both()),
        ("UTF-8 that says it is GBK", rewritten(|text| declared(text, "GBK").into_bytes()), both()),
        ("nothing said", rewritten(|text| gb(&text.replace(r#" encoding="UTF-8""#, ""))), both()),
        ("few characters of GBK", rare, Whole(vec!["鄞州甬昇"])),
        ("UTF-16LE", rewritten(|text| wide(text, b"\xFF\xFE", u16::to_le_bytes)), both()),
        ("UTF-16BE", rewritten(|text| wide(text, b"\xFE\xFF", u16::to_be_bytes)), both()),
        ("UTF-16 without a mark", rewritten(|text| wide(text, b"", u16::to_le_bytes)), both()),
        ("with a byte order mark", rewritten(|text| format!("\u{FEFF}{text}").into_bytes()), both()),
        ("another prefix", beside("ofd:", "x:"), both()),
        ("no prefix", rewritten(|text| text.replace("ofd:", "").replace("xmlns:ofd", "xmlns").into_bytes()), both()),
        ("another namespace", beside("http://www.ofdspec.org/2016", "http://www.ofdspec.org"), both()),
        ("backslashes", paths(|path| path.replace('/', "\\")), both()),
        ("backslashes in the package", changed(|path, bytes| (path.replace('/', "\\"), bytes)), both()),
        ("another case", changed(|path, bytes| (path.to_uppercase(), bytes)), both()),
        ("from the root", paths(|path| format!("/Doc_0/{path}")), both()),
        ("from the root without a slash", paths(|path| format!("Doc_0/{path}")), both()),
        ("with detours", paths(|path| format!("./../Doc_0//Res/.././{path}")), both()),
        (
            "a folder with a Chinese name",
            changed(|path, bytes| {
                let text = String::from_utf8(bytes).expect("UTF-8");
                (path.replace("Doc_0", "文档"), text.replace("Doc_0", "文档").into_bytes())
            }),
            both(),
        ),
        (
            "an entity of its own",
            rewritten(|text| {
                let entity = "?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
                text.replacen("?>", entity, 1).replacen("一年来", "一年来&b;", 1).into_bytes()
            }),
            both(),
        ),
        (
            "a file of the system",
            rewritten(|text| {
                let entity = "?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
                text.replacen("?>", entity, 1).replacen("一年来", "一年来&a;", 1).into_bytes()
            }),
            both(),
        ),
    ]);
}

#[test]
fn several_documents_and_versions() {
    let second = r#"<ofd:DocBody><ofd:DocInfo><ofd:Title>附表</ofd:Title></ofd:DocInfo><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;
    let document = |path: &str| {
        xml("Document", "", &format!(r#"<ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="{path}"/></ofd:Pages>"#))
    };
    let both = zip(&two()
        .with("Doc_1/Document.xml", document("Page_0.xml"))
        .with("Doc_1/Page_0.xml", page(&paragraphs(&[FIRST], 40.0)))
        .files()
        .into_iter()
        .map(|(path, bytes)| match path.as_str() {
            "OFD.xml" => (path, String::from_utf8(bytes).expect("UTF-8").replace("</ofd:OFD>", second).into_bytes()),
            _ => (path, bytes),
        })
        .collect::<Files>());
    let pages: Vec<Place> = read(&both).expect("a document").blocks.iter().map(|block| block.place).collect();
    assert_eq!(pages, [Place::Page(1), Place::Page(2), Place::Page(3)]);
    let old = one(paragraphs(&[FIRST], 40.0))
        .with("Doc_0/Version_1/Document_v1.xml", document("Page_old.xml"))
        .with("Doc_0/Version_1/Page_old.xml", page(&paragraphs(&[SECOND], 40.0)));
    check(vec![
        ("two documents", both, Whole(vec![FIRST, SECOND, FIRST])),
        ("an older version", old.bytes(), Whole(vec![FIRST])),
    ]);
}

#[test]
fn characters_without_a_meaning_are_on_record() {
    let private = "\u{E0A1}\u{E0A2}\u{E0A3}\u{E0A4}";
    let among = one(paragraphs(&[FIRST], 40.0)).page(line(30.0, 40.0, 5.5, private));
    let between = line(30.0, 40.0, 5.5, "收文登记\u{E0A1}发文编号");
    let sign = |c: &str| line(38.0, 40.0, 5.5, c).replace(r#"Font="3""#, r#"Font="5""#);
    let bullet = |c: &str| one(sign(c) + &line(44.0, 40.0, 5.5, "强化责任落实")).bytes();
    check(vec![
        ("on one page", among.bytes(), Part(vec![FIRST], "2")),
        ("on all", one(line(30.0, 40.0, 5.5, private)).bytes(), Not(ProblemKind::Garbled)),
        ("between others", one(between).bytes(), Part(vec!["收文登记\u{FFFD}发文编号"], "1")),
        ("a bullet", bullet("\u{F06C}"), Whole(vec!["\u{F06C}强化责任落实"])),
        ("a bullet that looks like a letter", bullet("l"), Whole(vec!["\u{F06C}强化责任落实"])),
    ]);
}

#[test]
fn what_is_broken_costs_only_itself() {
    let without = |missing: &[&str]| {
        let is_left = |path: &str| !missing.iter().any(|part| path.contains(part));
        zip(&two().files().into_iter().filter(|(path, _)| is_left(path)).collect::<Files>())
    };
    let cut = |part: &str, at: f64| {
        changed(|path, mut bytes| {
            if path.contains(part) {
                bytes.truncate((bytes.len() as f64 * at) as usize);
            }
            (path.to_owned(), bytes)
        })
    };
    let broken = |number: &str| Part(if number == "1" { vec![SECOND] } else { vec![FIRST] }, "broken pages");
    let whole = two().bytes();
    // What is left of a package is no folder of files.
    assert_eq!(extracted("a.ofd", &whole[..whole.len() * 2 / 3]).len(), 1);
    // Of a page that is cut off there is what stands before the cut.
    let before_cut: &'static str = FIRST.char_indices().nth(26).map(|(at, _)| &FIRST[..at]).expect("a line");
    let first_line = changed(|path, bytes| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let end = text.find("</ofd:TextObject>").map_or(text.len(), |at| at + 40);
        (path.to_owned(), if path.contains("Page_0/") { text[..end].into() } else { text.into_bytes() })
    });
    let unit = |number: u32, inner: &str| {
        format!(
            r#"<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="{number}" Width="9" Height="9"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"#
        )
    };
    let used = |number: u32| format!(r#"<ofd:CompositeObject ID="9" ResourceID="{number}" Boundary="0 0 9 9"/>"#);
    let bomb = (0..9).fold(
        one(used(28)).page(paragraphs(&[SECOND], 40.0)).resources(&unit(20, &line(9.0, 9.0, 5.0, "弹"))),
        |ofd, level| ofd.resources(&unit(21 + level, &used(20 + level).repeat(12))),
    );
    let empty_bomb = (0..9)
        .fold(one(used(28)).page(paragraphs(&[SECOND], 40.0)).resources(&unit(20, "")), |ofd, level| {
            ofd.resources(&unit(21 + level, &used(20 + level).repeat(12)))
        });
    let circle = two()
        .page(used(20) + &line(30.0, 40.0, 5.5, "循环之外"))
        .resources(&unit(20, &(used(20) + &line(30.0, 60.0, 5.5, "循环之内"))));
    let in_itself = xml("Page", "", r#"<ofd:Template TemplateID="50"/><ofd:Content/>"#);
    let template = two()
        .page(super::on_template(50, &line(30.0, 40.0, 5.5, "模板之外")))
        .template(50, "")
        .files()
        .into_iter()
        .map(
            |(path, bytes)| {
                if path.contains("Tpl_50") { (path, in_itself.clone().into_bytes()) } else { (path, bytes) }
            },
        );
    let steps = text(r#"Boundary="30 40 99 9""#, r#"X="0" Y="5" DeltaX="g 999999999999 5 g 999999999 5""#, "步进适度");
    let far = text(r#"Boundary="30 40 99 9""#, r#"X="0" Y="5" DeltaX="1e300 1e300 NaN""#, "到此为止");
    let deep = format!("{}{}", "<ofd:PageBlock>".repeat(200_000), line(30.0, 40.0, 5.5, "层层嵌套"));
    let escape = rewritten(|text| text.replace("Pages/Page_0", "../../../../etc/passwd").into_bytes());
    let large = changed(|path, bytes| {
        let blanks = || vec![b' '; 140 << 20];
        (path.to_owned(), if path.contains("Page_0/") { blanks() } else { bytes })
    });
    let password = two().with("Encryptions.xml", xml("Encryptions", "", "")).bytes();
    check(vec![
        ("a page is missing", without(&["Page_0/"]), broken("1")),
        ("all pages are missing", without(&["Pages/"]), Not(ProblemKind::Damaged)),
        ("the document is missing", without(&["Document.xml"]), Not(ProblemKind::Damaged)),
        ("the fonts are missing", without(&["PublicRes.xml"]), Whole(vec![FIRST, SECOND])),
        (
            "a page is no XML",
            changed(|path, bytes| (path.to_owned(), if path.contains("Page_1") { b"PNG".to_vec() } else { bytes })),
            broken("2"),
        ),
        ("a page is cut off at once", cut("Page_1/", 0.05), broken("2")),
        ("a page is cut off", first_line, Part(vec![before_cut, SECOND], "broken pages: 1")),
        ("the list of pages is cut off", cut("Document.xml", 0.9), Part(vec![FIRST], "cut off")),
        ("the file is cut off", whole[..whole.len() * 2 / 3].to_vec(), Not(ProblemKind::Damaged)),
        ("encrypted", password, Not(ProblemKind::Encrypted)),
        ("units that hold many", bomb.bytes(), Part(vec![SECOND], "too large: 1")),
        ("and draw nothing", empty_bomb.bytes(), Part(vec![SECOND], "too large: 1")),
        ("a unit in itself", circle.bytes(), Part(vec![FIRST, SECOND, "循环之外", "循环之内"], "broken pages: 3")),
        ("a template on itself", zip(&template.collect()), Whole(vec![FIRST, SECOND, "模板之外"])),
        ("a billion steps", one(steps).bytes(), Whole(vec!["步进适度"])),
        ("steps out of the world", one(far).bytes(), Whole(vec!["到"])),
        ("deep blocks", one(deep).bytes(), Part(vec!["层层嵌套"], "broken pages")),
        ("a path out of the package", escape, broken("1")),
        ("a page of nothing but blanks", large, Part(vec![SECOND], "too large: 1")),
    ]);
}

#[test]
fn what_is_attached_is_a_file_of_its_own() {
    let attachment = |name: &str, path: &str, more: &str| {
        format!(r#"<ofd:Attachment ID="1" Name="{name}" {more}><ofd:FileLoc>{path}</ofd:FileLoc></ofd:Attachment>"#)
    };
    let list = attachment("整改台账.txt", "a.dat", "")
        + &attachment("../../越界.txt", "/Doc_0/Attachs/a.dat", "")
        + &attachment("", r"..\Attachs\清单.csv", "")
        + &attachment("缺失.docx", "nowhere.docx", "")
        + &attachment("原始数据.xml", "a.dat", r#"Visible="false""#);
    let ofd = one(paragraphs(&[FIRST], 40.0))
        .document("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")
        .with("Doc_0/Attachs/Attachments.xml", xml("Attachments", "", &list))
        .with("Doc_0/Attachs/a.dat", GB18030.encode("台账记录整改事项二十一条").0)
        .with("Doc_0/Attachs/清单.csv", "序号,事项\n1,补齐档案");
    let got: Vec<(String, Result<String, ProblemKind>)> = extracted("公文.ofd", &ofd.bytes())
        .into_iter()
        .map(|one| (one.inner, one.outcome.map(|d| d.blocks[0].text.clone()).map_err(|problem| problem.kind)))
        .collect();
    let text = |inner: &str, text: &str| (inner.to_owned(), Ok(text.to_owned()));
    let expected = [
        text("整改台账.txt", "台账记录整改事项二十一条"),
        text(".._.._越界.txt", "台账记录整改事项二十一条"),
        text("清单.csv", "序号,事项"),
        ("缺失.docx".to_owned(), Err(ProblemKind::Damaged)),
        text("", FIRST),
    ];
    assert_eq!(got, expected);
    let env = TestEnv::new().file("来文/公文.ofd", ofd.bytes());
    assert_eq!(env.run(&["search", "整改事项二十一条", ".", "-l"]).stdout.lines().count(), 2);
    assert!(env.run(&["search", "整改事项二十一条", ".", "-l"]).stdout.contains("来文/公文.ofd/整改台账.txt"));
}
