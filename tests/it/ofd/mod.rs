//! OFD documents: what is read of them, whole, unusual, damaged and hostile.

mod packages;
mod sample;
mod writer;

use baogao::extract::{Document, ExtractOptions, Extracted, Extractor, Format, Problem, ProblemKind, Style};

use super::harness::{PROGRAM, TestEnv};
use writer::{Ofd, line, on_template, paragraphs, set, styled, text};

/// Paragraphs of an invented report, long enough to go over lines.
const FIRST: &str = "一年来，青石镇坚持以项目建设为抓手，全年签约项目十二个，完成固定资产投资三亿六千万元，同比增长百分之十一点二，镇村面貌持续改善，群众获得感不断增强。";
const SECOND: &str = "在民生保障方面，新建村级养老服务站五处，改造农村危房三十七户，硬化通组道路十八公里，全镇四千二百名老人实现了就近就餐。";
const THIRD: &str = "下一步，我镇将继续盯住短板弱项，在产业提质、乡村治理、作风建设上持续用力。";

/// What is to come of a sample.
enum Want {
    /// These paragraphs of running text, and nothing on record.
    Whole(Vec<&'static str>),
    /// These, and this on record.
    Part(Vec<&'static str>, &'static str),
    /// Nothing but a reason.
    Not(ProblemKind),
}

use Want::{Not, Part, Whole};

/// Reads a file, and those within it.
fn extracted(name: &str, bytes: &[u8]) -> Vec<Extracted> {
    let env = TestEnv::new().file(name, bytes);
    let worker = Some(PROGRAM.into());
    Extractor::new(ExtractOptions { worker, ..ExtractOptions::default() }).read(&env.path().join(name))
}

fn read(bytes: &[u8]) -> Result<Document, Problem> {
    extracted("a.ofd", bytes).pop().expect("the file").outcome
}

/// Its blocks, white space left out; those of the running text, and the others.
fn texts(document: &Document) -> (Vec<String>, Vec<String>) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (aside, own): (Vec<_>, Vec<_>) = document.blocks.iter().partition(|block| block.style == Style::Boilerplate);
    let texts = |blocks: Vec<&baogao::extract::Block>| blocks.iter().map(|block| bare(&block.text)).collect();
    (texts(own), texts(aside))
}

/// Checks samples one by one, and says of all that fail what they gave.
#[track_caller]
fn check(samples: Vec<(&str, Vec<u8>, Want)>) {
    let count = samples.len();
    let failed = samples.into_iter().filter_map(|(name, bytes, want)| {
        let got = read(&bytes);
        let is_right = match (&want, &got) {
            (Whole(wanted), Ok(document)) => {
                document.reading.gaps.is_empty()
                    && texts(document).0 == *wanted
                    && document.reading.format == Format::Ofd
            }
            (Part(wanted, gap), Ok(document)) => {
                let gaps: Vec<String> = document.reading.gaps.iter().map(ToString::to_string).collect();
                gaps.len() == 1 && gaps[0].contains(gap) && texts(document).0 == *wanted
            }
            (Not(kind), Err(problem)) => problem.kind == *kind,
            _ => false,
        };
        let said = || match got {
            Ok(document) => format!("{:#?}, gaps {:?}", document.blocks, document.reading.gaps),
            Err(problem) => format!("{:?}: {}", problem.kind, problem.reason),
        };
        (!is_right).then(|| format!("{name}: {}", said()))
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{} of {count} failed:\n{}", failed.len(), failed.join("\n"));
}

/// A document of one page.
fn one(body: impl Into<String>) -> Ofd {
    Ofd::default().page(body)
}

#[test]
fn pages_are_read_as_they_are_drawn() {
    let mut reversed: Vec<String> =
        set(&[FIRST, SECOND], 40.0).0.iter().map(|(left, foot, text)| line(*left, *foot, 5.5, text)).collect();
    reversed.reverse();
    let (lines, _) = set(&[FIRST], 40.0);
    let single = |(left, foot, text): &(f64, f64, String)| -> String {
        text.chars().enumerate().map(|(at, c)| line(left + 5.5 * at as f64, *foot, 5.5, &c.to_string())).collect()
    };
    // The same page drawn by other means.
    let scaled: String = lines
        .iter()
        .map(|(left, foot, said)| {
            let steps = format!(r#"X="0" Y="2" DeltaX="g {} 1""#, said.chars().count() - 1);
            let (top, ctm) = (foot - 11.0, "5.5 0 0 5.5 0 0");
            text(&format!(r#"Size="1" Boundary="{left} {top} 160 12" CTM="{ctm}""#), &steps, said)
                .replace(r#"Size="5" "#, "")
        })
        .collect();
    let bold: String = lines
        .iter()
        .map(|(left, foot, text)| line(*left, *foot, 5.5, text) + &line(left + 0.25, *foot, 5.5, text))
        .collect();
    // Columns of twelve characters of 5 mm.
    let column = |left: f64, text: &str| -> String {
        let chars: Vec<char> = "　　".chars().chain(text.chars()).collect();
        let lines = chars.chunks(15).enumerate();
        lines.map(|(at, part)| line(left, 50.0 + 8.0 * at as f64, 5.0, &part.iter().collect::<String>())).collect()
    };
    let two_columns = line(60.0, 30.0, 8.0, "青石镇工作简报")
        + &column(25.0, &[FIRST, SECOND].concat())
        + &column(110.0, &[SECOND, FIRST].concat());
    let (all, _) = set(&[FIRST, SECOND, THIRD], 40.0);
    let (before, after) = all.split_at(4);
    let drawn = |lines: &[(f64, f64, String)], up: f64| -> String {
        lines.iter().map(|(left, foot, text)| line(*left, foot - up, 5.5, text)).collect()
    };
    let over_pages = Ofd::default()
        .page(drawn(before, 0.0) + &line(100.0, 285.0, 4.0, "—1—"))
        .page(drawn(after, 38.0) + &line(100.0, 285.0, 4.0, "—2—"));
    let rows = [["项目", "上年", "本年"], ["养老服务站", "两处", "五处"], ["危房改造", "二十户", "三十七户"]];
    let mut table = String::new();
    for (row, cells) in rows.iter().enumerate() {
        let foot = 60.0 + 10.0 * row as f64;
        for (column, cell) in cells.iter().enumerate() {
            table += &line(32.0 + 50.0 * column as f64, foot, 5.0, cell);
        }
    }
    for at in 0..4 {
        let (x, y) = (30.0 + 50.0 * f64::from(at), 53.0 + 10.0 * f64::from(at));
        table += &format!(
            r#"<ofd:PathObject ID="8" Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>M 30 {y} L 180 {y} M {x} 53 L {x} 83</ofd:AbbreviatedData></ofd:PathObject>"#
        );
    }
    check(vec![
        ("lines", one(paragraphs(&[FIRST, SECOND], 40.0)).bytes(), Whole(vec![FIRST, SECOND])),
        ("objects out of order", one(reversed.concat()).bytes(), Whole(vec![FIRST, SECOND])),
        ("an object a character", one(lines.iter().map(single).collect::<String>()).bytes(), Whole(vec![FIRST])),
        ("scaled by its matrix", one(scaled).bytes(), Whole(vec![FIRST])),
        ("drawn twice to be bold", one(bold).bytes(), Whole(vec![FIRST])),
        ("over pages", over_pages.bytes(), Whole(vec![FIRST, SECOND, THIRD])),
        (
            "two columns",
            one(two_columns).bytes(),
            Whole(vec!["青石镇工作简报", leak([FIRST, SECOND].concat()), leak([SECOND, FIRST].concat())]),
        ),
        (
            "a ruled table",
            one(table).bytes(),
            Whole(vec!["项目|上年|本年", "养老服务站|两处|五处", "危房改造|二十户|三十七户"]),
        ),
    ]);
}

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

#[test]
fn characters_stand_where_they_are_said_to_stand() {
    let latin = text(r#"Boundary="30 40 150 10""#, r#"X="0" Y="5" DeltaX="5 5 g 3 2.5 5 g 2 5""#, "投资2023年度完成");
    // Columns of twenty characters, from right to left; the first one of a paragraph begins two lower.
    let columns = |attributes: &str, steps: &dyn Fn(usize) -> String| -> String {
        let mut rest = FIRST.chars();
        let column = |(at, indent): (usize, usize)| {
            let said: String = rest.by_ref().take(20 - indent).collect();
            let place = format!(r#"{attributes} Boundary="{} {} 8 120""#, 150 - 9 * at, 30 + 5 * indent);
            text(&place, &format!(r#"X="0" Y="5" {}"#, steps(said.chars().count())), &said)
        };
        [2, 0, 0, 0].into_iter().enumerate().map(column).collect()
    };
    let upright = columns("", &|count| format!(r#"DeltaY="g {} 5""#, count - 1));
    let by_reading = columns(r#"ReadDirection="90""#, &|_| String::new());
    let turned = text(
        r#"ReadDirection="90" CharDirection="90" Boundary="60 40 8 200""#,
        r#"X="0" Y="5" DeltaY="g 9 5""#,
        "安全生产责任状已签订",
    );
    let by_matrix =
        text(r#"CTM="0 1 -1 0 20 0" Boundary="60 40 30 200""#, r#"X="0" Y="5" DeltaX="g 9 5""#, "安全生产责任状已签订");
    let back = text(r#"ReadDirection="180" Boundary="30 40 150 10""#, r#"X="60" Y="5" DeltaX="g 3 -8""#, "勤政爱民");
    let twice = text(r#"Boundary="30 40 150 10""#, r#"X="0" Y="5" DeltaX="2.5 2.5 5 5""#, "𬭎昌公司");
    let lines = r#"<ofd:TextObject ID="7" Boundary="30 40 150 40" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 3 5">脱贫成果</ofd:TextCode><ofd:TextCode X="20" DeltaX="g 3 5">持续巩固</ofd:TextCode><ofd:TextCode Y="25" X="0" DeltaX="g 3 5">另起一段</ofd:TextCode></ofd:TextObject>"#.to_owned();
    let pretty = text(r#"Boundary="30 40 150 10""#, r#"X="0" Y="5" DeltaX="g 3 5""#, "\n        党建引领\n      ");
    let words = text(r#"Boundary="30 40 150 10""#, r#"X="0" Y="5" DeltaX="3 2.5 1.5 1.4 2.6 2.7 2.6""#, "GB/T 331");
    check(vec![
        ("distances of each kind", one(latin).bytes(), Whole(vec!["投资2023年度完成"])),
        ("upright", one(upright).bytes(), Whole(vec![FIRST])),
        ("upright by its reading direction", one(by_reading).bytes(), Whole(vec![FIRST])),
        ("turned characters", one(turned).bytes(), Whole(vec!["安全生产责任状已签订"])),
        ("turned by the matrix", one(by_matrix).bytes(), Whole(vec!["安全生产责任状已签订"])),
        ("from right to left", one(back).bytes(), Whole(vec!["勤政爱民"])),
        ("characters counted twice", one(twice).bytes(), Whole(vec!["𬭎昌公司"])),
        ("several pieces in one object", one(lines).bytes(), Whole(vec!["脱贫成果持续巩固", "另起一段"])),
        ("written for people", one(pretty).bytes(), Whole(vec!["党建引领"])),
        ("Latin letters", one(words).bytes(), Whole(vec!["GB/T331"])),
    ]);
}

#[test]
fn drawings_within_drawings_are_read() {
    let unit = |number: u32, inner: &str| {
        format!(
            r#"<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="{number}" Width="150" Height="10"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"#
        )
    };
    let used =
        |number: u32, at: &str| format!(r#"<ofd:CompositeObject ID="9" ResourceID="{number}" Boundary="{at}"/>"#);
    let nested = Ofd::default()
        .resources(&unit(20, &line(0.0, 6.0, 5.5, "办理群众来信来访六十件")))
        .resources(&unit(21, &(used(20, "20 0 150 10") + &line(0.0, 6.0, 5.5, "全年："))))
        .page(used(21, "30 40 150 10") + &used(20, "30 80 150 10"));
    let blocks = (0..40).fold(line(30.0, 40.0, 5.5, "坚持问题导向"), |inner, _| {
        format!(r#"<ofd:PageBlock ID="9">{inner}</ofd:PageBlock>"#)
    });
    let header = line(80.0, 15.0, 4.0, "青石镇人民政府");
    let with_header = Ofd::default()
        .template(50, &header)
        .page(on_template(50, &paragraphs(&[FIRST], 40.0)))
        .page(on_template(50, &paragraphs(&[SECOND], 40.0)))
        .page(on_template(50, &paragraphs(&[THIRD], 40.0)));
    let form = Ofd::default()
        .template(50, &(line(30.0, 40.0, 5.5, "填报单位：") + &line(30.0, 60.0, 5.5, "负责人：")))
        .page(on_template(50, &(line(57.5, 40.0, 5.5, "青石镇财政所") + &line(52.0, 60.0, 5.5, "孟繁星"))));
    let aside = concat!(
        r#"<ofd:TextObject ID="7" Boundary="30 40 99 9" Font="3" Size="5"><ofd:FillColor><ofd:Pattern><ofd:CellContent>"#,
        r#"<ofd:TextObject ID="8" Boundary="0 0 9 9" Font="3" Size="5"><ofd:TextCode X="0" Y="5">纹</ofd:TextCode></ofd:TextObject>"#,
        r#"</ofd:CellContent></ofd:Pattern></ofd:FillColor><ofd:Clips><ofd:Clip><ofd:Area><ofd:Text Boundary="0 0 9 9" Font="3" Size="5">"#,
        r#"<ofd:TextCode X="0" Y="5">裁</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip></ofd:Clips>"#,
        r#"<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>18</ofd:Glyphs></ofd:CGTransform>"#,
        r#"<ofd:TextCode X="0" Y="5" DeltaX="g 5 5">正文只有这些</ofd:TextCode></ofd:TextObject>"#
    );
    check(vec![
        ("units", nested.bytes(), Whole(vec!["全年：办理群众来信来访六十件", "办理群众来信来访六十件"])),
        ("blocks in blocks", one(blocks).bytes(), Whole(vec!["坚持问题导向"])),
        ("a header on all pages", with_header.bytes(), Whole(vec![FIRST, SECOND, THIRD])),
        ("a form and what was filled in", form.bytes(), Whole(vec!["填报单位：青石镇财政所", "负责人：孟繁星"])),
        ("patterns, clips and glyphs", one(aside).bytes(), Whole(vec!["正文只有这些"])),
    ]);
}

#[test]
fn what_is_laid_over_pages() {
    let annotation = |attributes: &str, remark: &str, said: &str| {
        format!(
            r#"<ofd:Annot ID="70" {attributes} Creator="x" LastModDate="2024-03-01"><ofd:Remark>{remark}</ofd:Remark><ofd:Appearance Boundary="30 120 150 20">{}</ofd:Appearance></ofd:Annot>"#,
            line(0.0, 6.0, 5.5, said)
        )
    };
    let all = annotation(r#"Type="Watermark""#, "由系统添加", "内部资料")
        + &annotation(r#"Type="Stamp""#, "", "青石镇财务专用章")
        + &annotation(r#"Type="Highlight" Visible="false""#, "", "看不见的批注")
        + &annotation(r#"Type="Path" Subtype="Pencil""#, "请办公室核实", "此处数字有误");
    let ofd = one(paragraphs(&[FIRST], 40.0))
        .document("<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>")
        .with(
            "Doc_0/Annots/Annotations.xml",
            writer::xml(
                "Annotations",
                "",
                r#"<ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>"#,
            ),
        )
        .with("Doc_0/Annots/Page_0/Annotation.xml", writer::xml("PageAnnot", "", &all));
    let (own, aside) = texts(&read(&ofd.bytes()).expect("a document"));
    assert_eq!(own, [FIRST, "此处数字有误"]);
    assert_eq!(aside, ["内部资料", "青石镇财务专用章", "请办公室核实"]);
}

#[test]
fn what_cannot_be_seen_is_not_there() {
    let seen = || line(30.0, 40.0, 5.5, "看得见的文字");
    let hidden = |attributes: &str| one(seen() + &styled(30.0, 60.0, 5.5, "看不见的文字", attributes)).bytes();
    let unpainted = styled(30.0, 60.0, 5.5, "看不见的文字", "")
        .replace("<ofd:TextCode", r#"<ofd:FillColor Value="0 0 0" Alpha="0"/><ofd:TextCode"#);
    let outside = line(30.0, 330.0, 5.5, "页外的文字") + &line(-80.0, 60.0, 5.5, "页外的文字");
    let picture = r#"<ofd:ImageObject ID="6" Boundary="0 0 210 297" ResourceID="30" CTM="210 0 0 297 0 0"/>"#;
    let recognised = picture.to_owned() + &styled(30.0, 60.0, 5.5, "识别出的文字", r#" Alpha="0""#);
    check(vec![
        ("invisible", hidden(r#" Visible="false""#), Whole(vec!["看得见的文字"])),
        ("of no opacity", hidden(r#" Alpha="0""#), Whole(vec!["看得见的文字"])),
        ("neither filled nor stroked", hidden(r#" Fill="false""#), Whole(vec!["看得见的文字"])),
        ("stroked", hidden(r#" Fill="false" Stroke="true""#), Whole(vec!["看得见的文字", "看不见的文字"])),
        ("of a colour of no opacity", one(seen() + &unpainted).bytes(), Whole(vec!["看得见的文字"])),
        ("outside the page", one(seen() + &outside).bytes(), Whole(vec!["看得见的文字"])),
        ("what was recognised in a picture", one(recognised).bytes(), Whole(vec!["识别出的文字"])),
        ("a picture", one(picture).bytes(), Not(ProblemKind::NeedsOcr)),
        ("a blank page", one("").bytes(), Not(ProblemKind::Empty)),
        (
            "a picture among pages",
            one(seen()).page(picture).page("").bytes(),
            Part(vec!["看得见的文字"], "pages without text, empty or scanned: 2"),
        ),
        (
            "a picture on a template",
            Ofd::default().template(50, &seen()).page(on_template(50, picture)).bytes(),
            Part(vec!["看得见的文字"], "pages without text, empty or scanned: 1"),
        ),
    ]);
}
