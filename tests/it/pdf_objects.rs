//! What PDFs hold beside the text of their pages: fields, annotations, attached files, layers; and codes of fonts that
//! mean nothing.

use baogao::extract::{Document, Style};

use super::formats::extractor;
use super::harness::TestEnv;

/// A text as a string of a PDF, and as codes of the font `F`.
fn wide(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

fn string(text: &str) -> String {
    format!("<FEFF{}>", wide(text))
}

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// A drawing of a size of 200 by 20 that shows a text.
fn drawing(text: &str) -> String {
    let content = format!("BT /F 12 Tf 2 5 Td <{}> Tj ET", wide(text));
    stream("/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>", &content)
}

/// What stands on each page, and where: two lines, and below them sentences with room for more at 500.
const LINES: [(u32, &str); 8] = [
    (760, "年度考核登记表"),
    (700, "姓名："),
    (660, "围绕中心工作推进各项任务。"),
    (620, "完成高标准农田建设三千亩。"),
    (580, "新修机耕路十二公里。"),
    (540, "带动村集体增收。"),
    (440, "群众满意度稳步提升。"),
    (400, "以上情况属实。"),
];

/// A page that says [`LINES`] and what `operators` show. `catalog` and `page` are entries of theirs; further objects are
/// numbered from 8.
fn file(catalog: &str, page: &str, operators: &str, more: &[String]) -> Vec<u8> {
    let line = |(y, text): (u32, &str)| format!("BT /F 12 Tf 72 {y} Td <{}> Tj ET ", wide(text));
    let content = LINES.map(line).concat() + operators;
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R/G 8 0 R>>/Properties<</L 8 0 R>>>>/Contents 4 0 R{page}>>"),
        stream("", &content),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000>>".to_owned(),
        "null".to_owned(),
    ];
    objects.extend_from_slice(more);
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend_from_slice(format!("{number} 0 obj{object}endobj\n").as_bytes());
    }
    let end = format!("{table}trailer<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.len() + 1, bytes.len());
    bytes.extend_from_slice(end.as_bytes());
    bytes
}

/// A page with one annotation beside 姓名：, object 8.
fn with_annotation(form: &str, annotation: &str, more: &[String]) -> Vec<u8> {
    let annotation = format!("<</Type/Annot/Rect[110 695 310 715]{annotation}>>");
    file(&format!("/AcroForm<<{form}>>"), "/Annots[8 0 R]", "", &[&[annotation], more].concat())
}

fn read(bytes: Vec<u8>) -> Document {
    let env = TestEnv::new().file("a.pdf", bytes);
    let mut extracted = extractor().read(&env.path().join("a.pdf"));
    extracted.pop().expect("a file").outcome.unwrap_or_else(|problem| panic!("{}", problem.reason))
}

/// The running text, without blanks.
fn text(document: &Document) -> String {
    let own = document.blocks.iter().filter(|block| block.style != Style::Boilerplate);
    own.flat_map(|block| block.text.chars().chain(['\n'])).filter(|c| *c != ' ').collect()
}

/// What the running text says beside [`LINES`], without blanks and ends of lines.
fn others(document: &Document) -> String {
    let text = text(document).replace('\n', "");
    LINES.iter().fold(text, |text, (_, known)| text.replacen(known, "", 1))
}

fn gaps(document: &Document) -> Vec<String> {
    document.reading.gaps.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_filled_into_fields_stands_where_it_is_seen() {
    let value = |text: &str| format!("/V{}", string(text));
    let field = |kind: &str, rest: &str| format!("/Subtype/Widget/FT/{kind}/T(a){rest}");
    let fields = "/Fields[8 0 R]";
    let cases: [(&str, Vec<u8>, &str); 14] = [
        ("a value", with_annotation(fields, &field("Tx", &value("林国栋")), &[]), "姓名：林国栋"),
        ("rare characters", with_annotation(fields, &field("Tx", &value("林𬭚")), &[]), "姓名：林𬭚"),
        (
            "its drawing, which formats it",
            with_annotation(fields, &field("Tx", &(value("1234") + "/AP<</N 9 0 R>>")), &[drawing("一千二百")]),
            "姓名：一千二百",
        ),
        (
            "a drawing that is out of date",
            with_annotation(
                "/NeedAppearances true/Fields[8 0 R]",
                &field("Tx", &(value("林国栋") + "/AP<</N 9 0 R>>")),
                &[drawing("周")],
            ),
            "姓名：林国栋",
        ),
        (
            "a drawing by a program without Chinese",
            with_annotation(fields, &field("Tx", &(value("林国栋") + "/AP<</N 9 0 R>>")), &[drawing("???")]),
            "姓名：林国栋",
        ),
        (
            "a value of the field above",
            with_annotation(
                "/Fields[9 0 R]",
                "/Subtype/Widget/Parent 9 0 R",
                &[format!("<</FT/Tx/T(b)/Kids[8 0 R]{}>>", value("林国栋"))],
            ),
            "姓名：林国栋",
        ),
        (
            "fields in a circle",
            with_annotation("/Fields[8 0 R]", "/Subtype/Widget/Parent 8 0 R/Kids[8 0 R]", &[]),
            "姓名：",
        ),
        (
            "a choice by its text",
            with_annotation(
                fields,
                &field("Ch", &format!("/Ff 131072/V(A)/Opt[[(A){}][(B){}]]", string("优秀"), string("称职"))),
                &[],
            ),
            "姓名：优秀",
        ),
        ("a box that is marked", with_annotation(fields, &field("Btn", "/V/On/AS/On"), &[]), "姓名：☑"),
        ("a box that is not", with_annotation(fields, &field("Btn", "/V/Off/AS/Off"), &[]), "姓名："),
        ("a hidden field", with_annotation(fields, &field("Tx", &(value("林国栋") + "/F 2")), &[]), "姓名："),
        ("a password", with_annotation(fields, &field("Tx", &(value("林国栋") + "/Ff 8192")), &[]), "姓名："),
        (
            "a text set upon the page",
            with_annotation("", &format!("/Subtype/FreeText/Contents{}", string("已更正")), &[]),
            "姓名：已更正",
        ),
        (
            "what stands on the page, too",
            with_annotation(
                fields,
                &(field("Tx", &(value("姓名：") + "/AP<</N 9 0 R>>")).replace("/T(a)", "/T(a)/Rect[72 695 272 715]")),
                &[drawing("姓名：")],
            ),
            "姓名：",
        ),
    ];
    for (what, bytes, expected) in cases {
        let document = read(bytes);
        let text = text(&document);
        assert!(text.contains(expected), "{what}: {text:?}");
        assert_eq!(Some(&*others(&document)), expected.strip_prefix("姓名："), "{what}");
        assert_eq!(gaps(&document), [""; 0], "{what}");
    }
}

#[test]
fn stamps_are_no_text_of_the_page_and_remarks_follow_it() {
    let document = read(with_annotation("", "/Subtype/Stamp/AP<</N 9 0 R>>", &[drawing("同意上报")]));
    assert!(document.blocks.iter().any(|block| block.text == "同意上报" && block.style == Style::Boilerplate));
    assert!(text(&document).contains("年度考核登记表"));
    for kind in ["Text", "Highlight"] {
        let remark = with_annotation("", &format!("/Subtype/{kind}/Contents{}", string("请再核对")), &[]);
        assert_eq!(others(&read(remark)), "请再核对", "{kind}");
    }
    let hidden = with_annotation("", &format!("/Subtype/Text/F 2/Contents{}", string("请再核对")), &[]);
    assert_eq!(others(&read(hidden)), "");
}

#[test]
fn what_is_not_read_of_forms_is_on_record() {
    let foreign = file("/AcroForm<</XFA 8 0 R/Fields[]>>", "", "", &[stream("", "<xdp/>")]);
    assert_eq!(gaps(&read(foreign)), ["a form that only its maker's program shows (XFA)"]);
    let attached = file("/Names<</EmbeddedFiles<</Names[(a)<</F(a.txt)/EF<</F 99 0 R>>>>]>>>>", "", "", &[]);
    assert_eq!(gaps(&read(attached)), ["1 attachment not read"]);
}

#[test]
fn attached_files_are_files_of_their_own() {
    let specification = |name: &str, id: u32| format!("<</Type/Filespec/UF{}/EF<</F {id} 0 R>>>>", string(name));
    let more = [
        "<</Names[(a) 9 0 R]/Kids[8 0 R]>>".to_owned(),
        specification("会议/纪要.txt", 10),
        stream("/Type/EmbeddedFile", "防火值班安排"),
        stream("/Type/EmbeddedFile", "采购沙袋四百个"),
    ];
    let pinned = format!("/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS{}>>]", specification("明细.txt", 11));
    let bytes = file("/Names<</EmbeddedFiles 8 0 R>>", &pinned, "", &more);
    let env = TestEnv::new().file("表.pdf", bytes);
    assert_eq!(env.run(&["search", "防火值班", ".", "-l"]).stdout, "表.pdf/纪要.txt\n");
    assert_eq!(env.run(&["search", "沙袋", ".", "-l"]).stdout, "表.pdf/明细.txt\n");
    assert_eq!(env.run(&["search", "考核登记", ".", "-l"]).stdout, "表.pdf\n");
}

#[test]
fn layers_that_are_off_are_not_seen() {
    let shown = |group: &str| {
        let operators = format!("/OC /L BDC BT /F 12 Tf 72 500 Td <{}> Tj ET EMC", wide("旧稿"));
        let catalog = format!("/OCProperties<</OCGs[8 0 R]/D<<{group}>>>>");
        text(&read(file(&catalog, "", &operators, &["<</Type/OCG/Name(x)>>".to_owned()])))
    };
    assert!(shown("").contains("旧稿"));
    assert!(!shown("/OFF[8 0 R]").contains("旧稿"));
    assert!(!shown("/BaseState/OFF").contains("旧稿"));
    assert!(shown("/BaseState/OFF/ON[8 0 R]").contains("旧稿"));
}

/// A second font `G`, object 8, with its descendant and its map, and a line in it.
fn with_font(font: &str, map: &str, codes: &str) -> Document {
    with_named_font("SimSun", font, map, codes)
}

fn with_named_font(name: &str, font: &str, map: &str, codes: &str) -> Document {
    let font = format!("<</Type/Font/BaseFont/ABCDEF+{name}{font}>>");
    let descendant = format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+{name}/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    );
    let map = stream("", &format!("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {map} endcmap"));
    let operators = format!("BT /G 12 Tf 72 500 Td <{codes}> Tj ET");
    read(file("", "", &operators, &[font, descendant, map]))
}

#[test]
fn a_code_without_meaning_is_no_other_character() {
    let mapped = "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[9 0 R]/ToUnicode 10 0 R";
    let unmapped = "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[9 0 R]";
    let simple = "/Subtype/TrueType/FontDescriptor<</Flags 4>>/ToUnicode 10 0 R";
    let names = "/Subtype/Type3/Encoding<</Differences[65/a0/uni653F/g7]>>/CharProcs<<>>/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 67/Widths[1000 1000 1000]";
    let three = "3 beginbfchar <0010> <6539> <0011> <9769> <0012> <4EB6> endbfchar";
    let range = "1 beginbfrange <0010> <0011> [<6539> <9769>] endbfrange";
    let bytes = "2 beginbfchar <41> <6539> <42> <9769> endbfchar";
    let cases = [
        (mapped, three, "00100011", "改革", 0),
        // The code's number is another character, or (of a font that lacks others, too) one that stands there, or a letter.
        (mapped, three, "00104EB50011", "改�革", 1),
        (mapped, three, "00104EB64EB700110012", "改��革亶", 2),
        (mapped, three, "001000410011", "改�革", 1),
        (mapped, range, "001000120011", "改�革", 1),
        // What only its font knows; a bullet of a symbol font is a sign.
        (mapped, "2 beginbfchar <0010> <6539> <0011> <E123> endbfchar", "00100011", "改�", 1),
        (mapped, "2 beginbfchar <0010> <6539> <0011> <F0B7> endbfchar", "00110010", "\u{F0B7}改", 0),
        (mapped, "2 beginbfchar <0010> <6539> <0011> <0000> endbfchar", "00100011", "改�", 1),
        // Nothing is known: it is left out.
        (unmapped, "", "5A005A015A02", "", 3),
        (simple, bytes, "414342", "改�革", 1),
        (names, "", "41424342", "�政�政", 2),
    ];
    for (font, map, codes, expected, unknown) in cases {
        let document = with_font(font, map, codes);
        assert_eq!(others(&document), expected, "{codes}");
        let said = match unknown {
            0 => Vec::new(),
            1 => vec!["1 character whose meaning its font doesn't say".to_owned()],
            n => vec![format!("{n} characters whose meaning their fonts don't say")],
        };
        assert_eq!(gaps(&document), said, "{codes}");
    }
}

/// Codes that are Unicode say what they are, whether or not the font's collection has a sign for it.
#[test]
fn codes_that_are_unicode_say_what_they_are() {
    let operators = format!("BT /F 12 Tf 72 500 Td <{}> Tj ET", wide("•改革➢创新▪㑇"));
    let document = read(file("", "", &operators, &["null".to_owned()]));
    assert_eq!(others(&document), "•改革➢创新▪㑇");
    assert_eq!(gaps(&document), [""; 0]);
}

#[test]
fn the_file_says_its_title_and_author_as_their_writer_meant_them() {
    let (title, author) = (string("年度工作总结"), "<C1D6B9FAB6B0>");
    let said = format!("<</Title{title}/Author{author}/CreationDate(D:20231220093000+08'00')>>");
    // The first title that stands in it is a bookmark's.
    let bookmarks = format!("/Outlines<</First<</Title{}>>>>", string("第一章"));
    let bytes = file(&bookmarks, "", "", &[said]);
    let at = bytes.windows(7).rposition(|window| window == b"trailer").expect("a trailer");
    let trailer = String::from_utf8_lossy(&bytes[at..]).replace("/Root", "/Info 8 0 R/Root");
    let document = read([&bytes[..at], trailer.as_bytes()].concat());
    let expected = [("title", "年度工作总结"), ("author", "林国栋"), ("date", "2023-12-20")];
    assert_eq!(document.properties, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
}

#[test]
fn signs_of_known_fonts_are_the_characters_that_look_alike() {
    let mapped = "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[9 0 R]/ToUnicode 10 0 R";
    for (name, codes, expected) in [
        ("Wingdings2", "<0001> <F052> <0002> <F0A3>", "☑☐"),
        ("Wingdings-Regular", "<0001> <006C> <0002> <00FC>", "●✓"),
        // What says nothing is no letter.
        ("Wingdings-Regular", "<0001> <F0E0> <0002> <004A>", "→"),
        ("SymbolMT", "<0001> <0061> <0002> <00B3>", "α≥"),
        ("SimSun", "<0001> <006C> <0002> <00B3>", "l³"),
    ] {
        let map = format!("2 beginbfchar {codes} endbfchar");
        assert_eq!(others(&with_named_font(name, mapped, &map, "00010002")), expected, "{name} {codes}");
    }
}
