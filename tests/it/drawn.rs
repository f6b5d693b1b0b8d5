//! What is read of pages by where things stand on them: each PDF is drawn here, for one kind of page.

use std::fmt::Write;
use std::path::PathBuf;

use baogao::extract::{ExtractOptions, Extractor, Place, Style};

use super::harness::{PROGRAM, TestEnv};

const LONG: &str = "过去一年，云岭县坚持把项目建设作为稳增长的硬支撑，全年新开工亿元以上项目二十六个，完成固定资产投资九十八亿元，\
                    同比增长百分之七点三，主要指标增速位居全市前列。";
const OTHER: &str = "民生保障持续加强，新建改扩建中小学校十二所，新增学位六千四百个，县人民医院新院区投入使用，城乡居民基本养老\
                     保险实现应保尽保，群众获得感不断提升。";

/// A page that is drawn; lengths in points, from its top left corner.
struct Sheet {
    width: f64,
    height: f64,
    content: String,
}

impl Sheet {
    fn new(width: f64, height: f64) -> Self {
        Self { width, height, content: String::new() }
    }

    fn a4() -> Self {
        Self::new(595.0, 842.0)
    }

    fn slide() -> Self {
        Self::new(720.0, 405.0)
    }

    /// Text from a point on, whose characters are turned counter-clockwise by an angle, in degrees.
    fn turned(mut self, (x, y): (f64, f64), size: f64, angle: f64, text: &str) -> Self {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let (sin, cos) = angle.to_radians().sin_cos();
        let y = self.height - y;
        writeln!(self.content, "BT /F {size} Tf {cos:.4} {sin:.4} {:.4} {cos:.4} {x} {y} Tm <{codes}> Tj ET", -sin)
            .expect("a string");
        self
    }

    fn text(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.turned((x, y), size, 0.0, text)
    }

    /// One line below the other, at a distance.
    fn lines(self, x: f64, y: f64, size: f64, step: f64, lines: &[&str]) -> Self {
        let placed = lines.iter().enumerate();
        placed.fold(self, |sheet, (at, line)| sheet.text(x, y + step * at as f64, size, line))
    }

    /// Each character below the one before.
    fn down(self, x: f64, y: f64, size: f64, pitch: f64, text: &str) -> Self {
        let mut bytes = [0; 4];
        let placed = text.chars().enumerate();
        placed.fold(self, |sheet, (at, c)| sheet.text(x, y + pitch * at as f64, size, c.encode_utf8(&mut bytes)))
    }

    /// A paragraph of 12-point characters, `most` on a line, whose first is indented.
    fn paragraph(self, x: f64, y: f64, most: usize, text: &str) -> Self {
        let lines = broken(&format!("　　{text}"), most);
        self.lines(x, y, 12.0, 20.0, &lines.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn rule(mut self, from: (f64, f64), to: (f64, f64)) -> Self {
        let (a, b) = (self.height - from.1, self.height - to.1);
        writeln!(self.content, "{} {a} m {} {b} l S", from.0, to.0).expect("a string");
        self
    }

    fn grid(self, xs: &[f64], ys: &[f64]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        let level = ys.iter().fold(self, |sheet, y| sheet.rule((left, *y), (right, *y)));
        xs.iter().fold(level, |sheet, x| sheet.rule((*x, top), (*x, bottom)))
    }
}

fn broken(text: &str, most: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(most).map(|line| line.iter().collect()).collect()
}

/// A PDF of pages; its only font is one that every reader has, by the codes of Unicode.
fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)\
         /Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>"
            .to_owned(),
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880\
         /Descent -120/CapHeight 880/StemV 93>>"
            .to_owned(),
    ];
    let mut kids = String::new();
    for sheet in sheets {
        let page = objects.len() + 1;
        write!(kids, "{page} 0 R ").expect("a string");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            sheet.width,
            sheet.height,
            page + 1
        ));
        objects.push(format!("<</Length {}>>stream\n{}\nendstream", sheet.content.len() + 1, sheet.content));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", sheets.len());
    let (mut out, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).expect("a string");
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("a string");
    for place in places {
        writeln!(out, "{place:010} 00000 n ").expect("a string");
    }
    write!(out, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).expect("a string");
    out.into_bytes()
}

/// Reads what is drawn: the text's blocks, white space left out, and what stands around it.
fn read(sheets: &[Sheet]) -> (Vec<String>, Vec<String>) {
    let env = TestEnv::new().file("drawn.pdf", pdf(sheets));
    let worker = Some(PathBuf::from(PROGRAM));
    let extractor = Extractor::new(ExtractOptions { worker, ..ExtractOptions::default() });
    let read = extractor.read(&env.path().join("drawn.pdf")).remove(0).outcome.expect("a document");
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert!(read.blocks.iter().all(|block| matches!(block.place, Place::Page(_))));
    let (around, own): (Vec<_>, Vec<_>) = read.blocks.iter().partition(|block| block.style == Style::Boilerplate);
    (own.iter().map(|block| bare(&block.text)).collect(), around.iter().map(|block| bare(&block.text)).collect())
}

#[track_caller]
fn check(sheets: &[Sheet], expected: &[&str]) {
    assert_eq!(read(sheets).0, expected);
}

#[test]
fn lines_that_are_not_full_stand_alone() {
    let works = ["南岭大桥竣工", "东沟隧道贯通", "西坪水厂通水", "北环路开工"];
    let sheet = Sheet::slide().text(50.0, 60.0, 32.0, "重点工程进展").lines(70.0, 130.0, 22.0, 45.0, &works);
    check(&[sheet], &[&["重点工程进展"][..], &works].concat());
    let wrapped = "新增市级以上龙头企业六家，建成高标准农田八万四千亩，粮食总产量连续五年稳定在二十万吨以上";
    let lines = broken(wrapped, 30);
    let sheet = Sheet::slide().text(60.0, 100.0, 20.0, "责任落实到位").text(60.0, 150.0, 20.0, &lines[0]);
    let sheet = sheet.text(60.0, 182.0, 20.0, &lines[1]).text(60.0, 232.0, 20.0, "作风持续好转");
    check(&[sheet], &["责任落实到位", wrapped, "作风持续好转"]);
    let names = ["王建国", "李文静", "张海涛", "陈玉兰"];
    let sheet = Sheet::a4().lines(72.0, 100.0, 12.0, 20.0, &names).paragraph(72.0, 200.0, 37, LONG);
    check(&[sheet], &[&names[..], &[LONG]].concat());
}

#[test]
fn full_lines_go_on_over_columns_and_pages() {
    let text = format!("{LONG}{OTHER}{LONG}");
    let lines = broken(&format!("　　{text}"), 37);
    let borrowed: Vec<&str> = lines.iter().map(String::as_str).collect();
    let first = Sheet::a4().lines(72.0, 720.0, 12.0, 20.0, &borrowed[..4]);
    let second = Sheet::a4().lines(72.0, 90.0, 12.0, 20.0, &borrowed[4..]).paragraph(72.0, 190.0, 37, OTHER);
    check(&[first, second], &[&text, OTHER]);
    let narrow = broken(&format!("　　{text}"), 17);
    let narrow: Vec<&str> = narrow.iter().map(String::as_str).collect();
    let sheet = Sheet::a4().text(240.0, 60.0, 24.0, "云岭通讯").lines(60.0, 120.0, 12.0, 18.0, &narrow[..6]);
    check(&[sheet.lines(310.0, 120.0, 12.0, 18.0, &narrow[6..])], &["云岭通讯", &text]);
}

#[test]
fn paragraphs_among_many_short_lines_end_where_they_do() {
    // More lines are indented than not; the first paragraph's last line is full.
    let items = ["一、抓项目", "二、抓民生", "三、抓作风", "四、抓安全", "五、抓队伍"];
    let text = format!("{}，群众有获得感。", &OTHER[..OTHER.char_indices().nth(64).expect("a long text").0]);
    let sheet = Sheet::a4().lines(96.0, 90.0, 12.0, 20.0, &items);
    let sheet = sheet.paragraph(72.0, 190.0, 37, &text).paragraph(72.0, 230.0, 37, LONG);
    check(&[sheet], &[&items[..], &[&text, LONG]].concat());
    // A line that begins with a number goes on.
    let text = "全年完成投资一百二十亿元，其中工业技改投资达到了六十亿元，农业农村方面完成了";
    let sheet = Sheet::a4().lines(72.0, 90.0, 12.0, 20.0, &[text, "18.6亿元，超过计划。"]);
    check(&[sheet], &[&format!("{text}18.6亿元，超过计划。")]);
    // A title in the middle of a wide page, with nothing below it but the page's number.
    let sheet = Sheet::new(842.0, 595.0).text(250.0, 90.0, 22.0, "云岭县水利局年度工作情况报告");
    let sheet =
        sheet.lines(100.0, 140.0, 12.0, 20.0, &["新建泵站九座", "改造渠道四十公里"]).text(418.0, 550.0, 9.0, "1");
    check(&[sheet], &["云岭县水利局年度工作情况报告", "新建泵站九座", "改造渠道四十公里"]);
}

#[test]
fn what_stands_once_is_text_on_pages_of_few_lines() {
    let years = [(2021, "新建泵站九座"), (2022, "改造渠道四十公里"), (2023, "治理河道三条")];
    let sheets: Vec<Sheet> = years
        .iter()
        .enumerate()
        .map(|(at, (year, text))| {
            let sheet = Sheet::slide().text(60.0, 60.0, 30.0, &format!("{year}年亮点")).text(60.0, 180.0, 22.0, text);
            sheet.text(40.0, 390.0, 10.0, "云岭县水利局").text(660.0, 390.0, 10.0, &(at + 1).to_string())
        })
        .collect();
    let (own, around) = read(&sheets);
    let expected = ["2021年亮点", "新建泵站九座", "2022年亮点", "改造渠道四十公里", "2023年亮点", "治理河道三条"];
    assert_eq!(own, expected);
    assert_eq!(around.len(), 6, "{around:?}");
    let signed = Sheet::a4().paragraph(72.0, 90.0, 37, LONG).text(420.0, 700.0, 12.0, "云岭县水利局");
    check(&[signed.text(420.0, 730.0, 12.0, "2023/12/20")], &[LONG, "云岭县水利局", "2023/12/20"]);
}

#[test]
fn watermarks_stand_in_no_line() {
    let text = |sheet: Sheet| sheet.paragraph(72.0, 90.0, 37, LONG).paragraph(72.0, 150.0, 37, OTHER);
    let before = text(Sheet::a4().turned((150.0, 500.0), 80.0, 45.0, "内部资料"));
    let after = text(Sheet::a4()).turned((150.0, 500.0), 80.0, 30.0, "内部资料");
    let level = text(Sheet::a4().text(120.0, 150.0, 90.0, "内部资料"));
    let stair = "内部资料".chars().enumerate().fold(text(Sheet::a4()), |sheet, (at, c)| {
        sheet.text(120.0 + 80.0 * at as f64, 190.0 - 30.0 * at as f64, 54.0, &c.to_string())
    });
    for sheet in [before, after, level, stair] {
        let (own, around) = read(&[sheet]);
        assert_eq!(own, [LONG, OTHER]);
        assert_eq!(around, ["内部资料"]);
    }
    // A large first character is of the text, and a title is no watermark.
    let large = Sheet::a4().text(140.0, 100.0, 60.0, "云岭日报").paragraph(72.0, 150.0, 37, LONG);
    check(&[large], &["云岭日报", LONG]);
}

#[test]
fn a_level_mark_at_one_place_on_each_page_is_a_watermark() {
    let page =
        |text: &str, mark: f64| Sheet::a4().paragraph(72.0, 90.0, 37, text).text(170.0, mark, 26.0, "水利局内部资料");
    let third = "巡察反馈的十四个问题整改到位，修订制度二十一项，作风建设常抓不懈，干部队伍面貌一新，上下齐心谋发展的氛围日益浓厚。";
    let (own, around) = read(&[page(LONG, 600.0), page(OTHER, 600.0), page(third, 600.0)]);
    assert_eq!((own, around.len()), ([LONG, OTHER, third].map(str::to_owned).to_vec(), 3));
    // Headings stand where the text before them ends.
    let (own, _) = read(&[page(LONG, 400.0), page(OTHER, 460.0), page(third, 520.0)]);
    assert_eq!(own.iter().filter(|text| *text == "水利局内部资料").count(), 3);
}

#[test]
fn the_ring_of_a_seal_is_no_text() {
    let ring = [("云", 40.0), ("岭", 20.0), ("水", 0.0), ("利", -20.0), ("局", -40.0)];
    let sheet = ring.iter().enumerate().fold(Sheet::a4().paragraph(72.0, 90.0, 37, LONG), |sheet, (at, (c, angle))| {
        let place = (400.0 + 18.0 * at as f64, 300.0 + 3.0 * (at as f64 - 2.0).powi(2));
        sheet.turned(place, 14.0, *angle, c)
    });
    check(&[sheet.text(400.0, 345.0, 12.0, "2023年12月20日")], &[LONG, "2023年12月20日"]);
}

#[test]
fn what_stands_beside_text_breaks_no_line() {
    // Remarks in the margin.
    let lines = broken(&format!("　　{LONG}"), 26);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let sheet = Sheet::a4().lines(60.0, 90.0, 12.0, 24.0, &lines);
    let sheet = sheet.text(420.0, 114.0, 8.0, "批注：请核对").text(420.0, 90.0 + 24.0 * 3.0, 8.0, "批注：补充案例");
    let (own, _) = read(&[sheet]);
    assert!(own.contains(&LONG.to_owned()), "{own:?}");
    // A stamp beside a caption, in another size, a little higher.
    let sheet = Sheet::a4().text(72.0, 304.5, 11.0, "二维码").text(300.0, 300.0, 14.0, "登记专用章");
    check(&[sheet], &["二维码", "登记专用章"]);
    // A label spread as wide as the longest.
    let sheet = Sheet::a4().text(72.0, 100.0, 14.0, "姓").text(128.0, 100.0, 14.0, "名：王建国");
    check(&[sheet.text(72.0, 130.0, 14.0, "工作单位：云岭县水利局")], &["姓名：王建国", "工作单位：云岭县水利局"]);
}

#[test]
fn a_cell_is_one_text_and_a_row_one_paragraph() {
    let (xs, ys) = ([72.0, 152.0, 262.0, 520.0], [100.0, 130.0, 180.0, 230.0]);
    let cells = |sheet: Sheet| {
        sheet
            .lines(78.0, 120.0, 12.0, 16.0, &["事项"])
            .text(158.0, 120.0, 12.0, "单位")
            .text(268.0, 120.0, 12.0, "结果")
            .lines(78.0, 150.0, 12.0, 16.0, &["柳溪流域", "综合治理"])
            .text(158.0, 158.0, 12.0, "水利局")
            .text(268.0, 158.0, 12.0, "已完成")
            .text(78.0, 208.0, 12.0, "山洪预警")
            .text(158.0, 208.0, 12.0, "应急管理局")
            .text(268.0, 208.0, 12.0, "在建")
    };
    let rows = ["事项|单位|结果", "柳溪流域综合治理|水利局|已完成", "山洪预警|应急管理局|在建"];
    check(&[cells(Sheet::a4().grid(&xs, &ys))], &rows);
    check(&[cells(Sheet::a4()).grid(&xs, &ys)], &rows);
    // Rows without upright lines; and a border around text, which is no table.
    check(&[ys.iter().fold(cells(Sheet::a4()), |sheet, y| sheet.rule((72.0, *y), (520.0, *y)))], &rows);
    // The last row's longest cell ends below the others.
    let last = ys.iter().fold(Sheet::a4(), |sheet, y| sheet.rule((72.0, *y), (520.0, *y)));
    let last = cells(last).lines(268.0, 200.0, 12.0, 16.0, &["，全年排查隐患", "三十一处"]);
    let last = read(&[last]).0;
    assert!(last.iter().all(|row| row.contains('|')), "{last:?}");
    let framed = Sheet::a4().grid(&[60.0, 535.0], &[60.0, 780.0]);
    check(&[framed.paragraph(72.0, 90.0, 37, LONG).paragraph(72.0, 150.0, 37, OTHER)], &[LONG, OTHER]);
    let rows = [["地区", "投资", "增速"], ["青岚镇", "12800", "8.5%"], ["白石乡", "9600", "7.2%"]];
    let sheet = rows.iter().enumerate().fold(Sheet::a4(), |sheet, (at, row)| {
        let cells = row.iter().zip([72.0, 220.0, 360.0]);
        cells.fold(sheet, |sheet, (cell, x)| sheet.text(x, 200.0 + 20.0 * at as f64, 12.0, cell))
    });
    let sheet = sheet.paragraph(72.0, 90.0, 37, LONG).paragraph(72.0, 300.0, 37, OTHER);
    check(&[sheet], &[LONG, "地区|投资|增速", "青岚镇|12800|8.5%", "白石乡|9600|7.2%", OTHER]);
}

#[test]
fn rows_go_on_over_pages() {
    let xs = [72.0, 112.0, 242.0, 520.0];
    let first = Sheet::a4().grid(&xs, &[700.0, 780.0]).text(78.0, 716.0, 12.0, "1").text(248.0, 716.0, 12.0, "水利局");
    let first =
        first.lines(118.0, 716.0, 12.0, 18.0, &["推进柳溪流域综合治", "理和水生态修复工程", "建设，严格落实河湖"]);
    let second = Sheet::a4().grid(&xs, &[72.0, 120.0]).lines(118.0, 90.0, 12.0, 18.0, &["长制，水质稳定达标"]);
    let whole = "推进柳溪流域综合治理和水生态修复工程建设，严格落实河湖长制，水质稳定达标";
    check(&[first, second], &[&format!("1|{whole}|水利局")]);
}

#[test]
fn vertical_writing_is_read_from_right_to_left() {
    let lines = broken(&format!("　　{LONG}"), 30);
    let placed = lines.iter().enumerate();
    let sheet = placed.fold(Sheet::a4(), |sheet, (at, line)| {
        let indent = line.chars().take_while(|c| *c == '　').count() as f64;
        sheet.down(500.0 - 24.0 * at as f64, 90.0 + 14.0 * indent, 14.0, 14.0, line.trim())
    });
    check(&[sheet], &[LONG]);
    // A label beside lines of text, in a table and without one.
    let lines = broken(LONG, 32);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let label = |sheet: Sheet| sheet.down(85.0, 126.0, 12.0, 18.0, "工作成效").lines(118.0, 126.0, 12.0, 18.0, &lines);
    check(&[label(Sheet::a4().grid(&[72.0, 110.0, 520.0], &[100.0, 200.0]))], &[&format!("工作成效|{LONG}")]);
    check(&[label(Sheet::a4())], &["工作成效", LONG]);
}

#[test]
fn turned_pages_are_read_as_they_are_held() {
    let lines = broken(&format!("　　{LONG}"), 56);
    let placed = lines.iter().enumerate();
    let sheet =
        placed.fold(Sheet::a4(), |sheet, (at, line)| sheet.turned((90.0 + 20.0 * at as f64, 760.0), 12.0, 90.0, line));
    check(&[sheet], &[LONG]);
}

#[test]
fn a_title_of_two_lines_is_one() {
    let sheet = Sheet::a4().text(143.5, 90.0, 22.0, "云岭县人民政府办公室关于加强").text(
        176.5,
        122.0,
        22.0,
        "安全生产工作的情况报告",
    );
    let title = "云岭县人民政府办公室关于加强安全生产工作的情况报告";
    let sheet = sheet.paragraph(72.0, 180.0, 37, LONG).paragraph(72.0, 240.0, 37, OTHER);
    check(&[sheet], &[title, LONG, OTHER]);
}
