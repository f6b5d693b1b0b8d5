//! What lies in documents beside their running text: charts, text boxes, diagrams, objects of other programs.

use baogao::extract::{Document, Style};

use super::formats::{read, zip};
use super::harness::TestEnv;

/// What stands at the head of a part: names of its elements are read without their prefixes.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// What kinds of relationships are called.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part: its path, its text, and the parts that it refers to: identifier, kind, path.
type Part<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str, &'a str)]);

/// A package of parts.
fn package(parts: &[Part<'_>]) -> Vec<u8> {
    let mut files: Vec<(String, String)> = vec![("[Content_Types].xml".to_owned(), "<Types/>".to_owned())];
    for (path, text, relations) in parts {
        if !text.is_empty() {
            files.push(((*path).to_owned(), format!("{HEAD}{text}")));
        }
        let relation = |(id, kind, target): &(&str, &str, &str)| {
            let slash = if path.is_empty() { "" } else { "/" };
            format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{slash}{target}\"/>")
        };
        let relations = relations.iter().map(relation).collect::<String>();
        let (folder, name) = path.rsplit_once('/').map_or((String::new(), *path), |(f, n)| (format!("{f}/"), n));
        files.push((format!("{folder}_rels/{name}.rels"), format!("<Relationships>{relations}</Relationships>")));
    }
    zip(&files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

fn of(name: &str, bytes: Vec<u8>) -> Document {
    let env = TestEnv::new().file(name, bytes);
    read(&env.path().join(name))
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn gaps(document: &Document) -> Vec<String> {
    document.reading.gaps.iter().map(ToString::to_string).collect()
}

/// A chart of one series with its values beside it.
fn chart() -> String {
    let cache = |values: &[&str]| {
        let points = values.iter().enumerate().map(|(n, v)| format!("<c:pt idx=\"{n}\"><c:v>{v}</c:v></c:pt>"));
        format!("<c:strCache>{}</c:strCache>", points.collect::<String>())
    };
    format!(
        "<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>到位资金</a:t></a:r></a:p></c:rich></c:tx></c:title>\
         <c:plotArea><c:barChart><c:ser><c:tx><c:strRef>{}</c:strRef></c:tx><c:dLbls><c:showVal val=\"1\"/></c:dLbls>\
         <c:cat><c:strRef>{}</c:strRef></c:cat><c:val><c:numRef>{}</c:numRef></c:val></c:ser></c:barChart></c:plotArea>\
         </c:chart></c:chartSpace>",
        cache(&["省外资金"]),
        cache(&["上半年", "下半年"]),
        cache(&["12", "30"])
    )
}

const CHART: [&str; 3] = ["到位资金", "上半年 | 下半年", "省外资金 | 12 | 30"];

fn shape(place: &str, top: u32, text: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"{top}\"/>\
         <a:ext cx=\"9\" cy=\"9\"/></a:xfrm></p:spPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

fn frame(top: u32, content: &str) -> String {
    format!(
        "<p:graphicFrame><p:xfrm><a:off x=\"0\" y=\"{top}\"/><a:ext cx=\"9\" cy=\"9\"/></p:xfrm><a:graphic>{content}\
         </a:graphic></p:graphicFrame>"
    )
}

#[test]
fn slides_are_read_in_order_with_charts_tables_and_what_is_behind_them() {
    let cell = |text: &str| format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>");
    let row = |cells: &[&str]| format!("<a:tr>{}</a:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = format!("<a:tbl>{}{}</a:tbl>", row(&["乡镇", "公里"]), row(&["石桥镇", "九"]));
    let slide = [
        shape("", 90, "说明在下"),
        shape("", 30, "说明在上"),
        frame(50, &table),
        frame(70, "<c:chart r:id=\"c\"/>"),
        frame(80, "<p:oleObj progId=\"Equation.3\" r:id=\"o\"/>"),
        frame(81, "<c:chart r:id=\"gone\"/>"),
        shape("<p:ph type=\"title\"/>", 60, "标题"),
        shape("<p:ph type=\"sldNum\"/>", 99, "1"),
        shape("", 95, "看不见").replace("<p:cNvPr/>", "<p:cNvPr hidden=\"1\"/>"),
        format!("<p:grpSp><p:grpSpPr/>{}</p:grpSp>", shape("", 97, "组合")),
    ];
    let behind = shape("<p:ph type=\"body\"/>", 0, "单击此处编辑") + &shape("", 0, "清河县水利局");
    let presentation = "<p:presentation><p:sldIdLst><p:sldId id=\"256\" r:id=\"s\"/></p:sldIdLst></p:presentation>";
    let document = of(
        "a.pptx",
        package(&[
            ("", "", &[("d", "officeDocument", "ppt/presentation.xml")]),
            ("ppt/presentation.xml", presentation, &[("s", "slide", "ppt/slides/s.xml")]),
            (
                "ppt/slides/s.xml",
                &format!("<p:sld><p:spTree>{}</p:spTree></p:sld>", slide.concat()),
                &[("c", "chart", "ppt/c.xml"), ("n", "notesSlide", "ppt/n.xml"), ("l", "slideLayout", "ppt/l.xml")],
            ),
            ("ppt/c.xml", &chart(), &[]),
            ("ppt/n.xml", &format!("<p:notes>{}</p:notes>", shape("<p:ph type=\"body\"/>", 0, "备注")), &[]),
            ("ppt/l.xml", &format!("<p:sldLayout>{behind}</p:sldLayout>"), &[]),
        ]),
    );
    let slide = ["标题", "组合", "说明在上", "乡镇 | 公里", "石桥镇 | 九", CHART[0], CHART[1], CHART[2], "说明在下"];
    assert_eq!(texts(&document), [&slide[..], &["备注", "清河县水利局"]].concat());
    assert_eq!(document.blocks.last().map(|block| block.style), Some(Style::Boilerplate));
    assert_eq!(gaps(&document), ["1 chart, 1 formula not read"]);
}

#[test]
fn charts_text_boxes_and_diagrams_stand_where_they_are_anchored() {
    let run = |content: &str| format!("<w:p><w:r>{content}</w:r></w:p>");
    let text = |text: &str| run(&format!("<w:t>{text}</w:t>"));
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", text("框内"));
    let body = [
        text("如图："),
        run("<w:drawing><c:chart r:id=\"c\"/></w:drawing>"),
        run(&format!(
            "<mc:AlternateContent><mc:Choice>{text_box}</mc:Choice><mc:Fallback>{text_box}</mc:Fallback>\
             </mc:AlternateContent>"
        )),
        run("<w:drawing><dgm:relIds r:dm=\"m\"/></w:drawing>"),
        run("<w:object><o:OLEObject ProgID=\"Excel.Sheet.12\" r:id=\"x\"/></w:object>"),
        run("<w:object><o:OLEObject ProgID=\"Word.Document.12\" r:id=\"y\"/></w:object>"),
        run("<w:drawing><c:chart r:id=\"gone\"/></w:drawing>"),
        text("完"),
    ];
    let diagram = "<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>领导</a:t></a:r><a:r><a:t>小组</a:t></a:r></a:p></dgm:t>\
                   </dgm:pt></dgm:dataModel>";
    let document = of(
        "a.docx",
        package(&[
            ("", "", &[("d", "officeDocument", "word/document.xml")]),
            (
                "word/document.xml",
                &format!("<w:document><w:body>{}</w:body></w:document>", body.concat()),
                &[("c", "chart", "word/c.xml"), ("m", "diagramData", "word/m.xml"), ("x", "package", "word/x.xlsx")],
            ),
            ("word/c.xml", &chart(), &[]),
            ("word/m.xml", diagram, &[]),
        ]),
    );
    assert_eq!(texts(&document), ["如图：", CHART[0], CHART[1], CHART[2], "框内", "领导小组", "完"]);
    assert_eq!(gaps(&document), ["1 chart, 2 embedded objects not read"]);
}

#[test]
fn what_lies_over_the_cells_of_a_table_follows_them() {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\">{}{}</row></sheetData><headerFooter><oddHeader>&amp;C清河县统计局</oddHeader>\
         <oddFooter>第&amp;P页</oddFooter></headerFooter><legacyDrawing r:id=\"v\"/></worksheet>",
        cell("乡镇"),
        cell("金额")
    );
    let drawing = format!(
        "<xdr:wsDr>{}{}</xdr:wsDr>",
        shape("", 0, "本表由党政办报送").replace("p:", "xdr:"),
        frame(0, "<c:chart r:id=\"c\"/>").replace("p:", "xdr:")
    );
    let note = |row: u32, visible: &str| {
        format!(
            "<v:shape><x:ClientData ObjectType=\"Note\">{visible}<x:Row>{row}</x:Row><x:Column>1</x:Column></x:ClientData>\
             </v:shape>"
        )
    };
    let comment =
        |cell: &str, text: &str| format!("<comment ref=\"{cell}\"><text><r><t>{text}</t></r></text></comment>");
    let workbook = "<workbook><sheets><sheet name=\"经费\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>";
    let document = of(
        "a.xlsx",
        package(&[
            ("", "", &[("d", "officeDocument", "xl/workbook.xml")]),
            ("xl/workbook.xml", workbook, &[("s", "worksheet", "xl/worksheets/sheet1.xml")]),
            (
                "xl/worksheets/sheet1.xml",
                &sheet,
                &[("d", "drawing", "xl/d.xml"), ("v", "vmlDrawing", "xl/v.vml"), ("k", "comments", "xl/comments1.xml")],
            ),
            ("xl/d.xml", &drawing, &[("c", "chart", "xl/c.xml")]),
            ("xl/c.xml", &chart(), &[]),
            ("xl/v.vml", &format!("<xml>{}{}</xml>", note(0, "<x:Visible/>"), note(1, "")), &[]),
            (
                "xl/comments1.xml",
                &format!("<comments>{}{}</comments>", comment("B1", "单位：万元"), comment("B2", "看不见")),
                &[],
            ),
        ]),
    );
    let over = ["本表由党政办报送", CHART[0], CHART[1], CHART[2], "单位：万元", "清河县统计局"];
    assert_eq!(texts(&document), [&["经费", "乡镇 | 金额"][..], &over].concat());
    assert!(document.reading.is_whole(), "{:?}", gaps(&document));
}

#[test]
fn charts_of_open_documents_are_objects_of_their_own() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    let chart = format!(
        "{HEAD}<office:document-content><style:style style:name=\"c1\"><style:chart-properties chart:data-label-number=\
         \"value\"/></style:style><office:chart><chart:chart><chart:title><text:p>到位资金</text:p></chart:title>\
         <chart:series chart:style-name=\"c1\"/><table:table>{}{}{}</table:table></chart:chart></office:chart>\
         </office:document-content>",
        row(&["", "省外资金"]),
        row(&["上半年", "12"]),
        row(&["下半年", "30"])
    );
    let object = |name: &str| format!("<draw:frame><draw:object xlink:href=\"./{name}\"/></draw:frame>");
    let text_box = "<draw:custom-shape><text:p>框内</text:p></draw:custom-shape>";
    let math = format!("{HEAD}<math:math><math:mi>x</math:mi></math:math>");
    let file = |kind: &str, body: &str| {
        let content =
            format!("{HEAD}<office:document-content><office:body>{body}</office:body></office:document-content>");
        zip(&[
            ("mimetype", format!("application/vnd.oasis.opendocument.{kind}").as_bytes()),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            ("content.xml", content.as_bytes()),
            ("Object 1/content.xml", chart.as_bytes()),
            ("Object 2/content.xml", math.as_bytes()),
        ])
    };
    let objects = object("Object 1") + &object("Object 2") + &object("Object 3");
    let text =
        of("a.odt", file("text", &format!("<office:text><text:p>如图：{objects}{text_box}</text:p></office:text>")));
    assert_eq!(texts(&text), ["如图：", CHART[0], CHART[1], CHART[2], "框内"]);
    assert_eq!(gaps(&text), ["1 embedded object, 1 formula not read"]);
    let table = format!(
        "<office:spreadsheet><table:table table:name=\"经费\"><table:table-row><table:table-cell office:value-type=\"string\">\
         <text:p>乡镇</text:p></table:table-cell><table:table-cell>{text_box}{objects}</table:table-cell></table:table-row>\
         </table:table></office:spreadsheet>"
    );
    let table = of("a.ods", file("spreadsheet", &table));
    assert_eq!(texts(&table), ["经费", "乡镇", "框内", CHART[0], CHART[1], CHART[2]]);
    assert_eq!(gaps(&table), ["1 embedded object, 1 formula not read"]);
}

#[test]
fn text_boxes_charts_and_shown_comments_of_old_tables_follow_their_cells() {
    let record = |kind: u16, body: &[&[u8]]| {
        let body = body.concat();
        [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), &body].concat()
    };
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let count = |text: &str| text.encode_utf16().count() as u8;
    let begin = |kind: u16| record(0x0809, &[&[0, 6], &kind.to_le_bytes(), &[0; 12]]);
    let end = || record(0x000A, &[]);
    let object = |kind: u8, number: u8| record(0x005D, &[&[0x15, 0, 0x12, 0, kind, 0, number, 0], &[0; 14]]);
    // A text's record says how long it is; the text itself stands in the next one.
    let text = |text: &str| {
        let said = record(0x01B6, &[&[0; 10], &[count(text), 0, 16, 0], &[0; 4]]);
        [said, record(0x003C, &[&[1], &wide(text)])].concat()
    };
    let label =
        |row: u8, column: u8, text: &str| record(0x0204, &[&[row, 0, column, 0, 0, 0, count(text), 0, 1], &wide(text)]);
    let number = |row: u8, value: f64| record(0x0203, &[&[row, 0, 0, 0, 0, 0], &value.to_le_bytes()]);
    let chart_text = |text: &str| record(0x100D, &[&[0, 0, count(text), 1], &wide(text)]);
    let chart = [
        begin(0x20),
        chart_text("到位资金"),
        record(0x100C, &[&[1, 0]]),
        chart_text("省外资金"),
        record(0x1065, &[&[1, 0]]),
        number(0, 12.0),
        number(1, 30.5),
        record(0x1065, &[&[2, 0]]),
        label(0, 0, "上半年"),
        label(1, 0, "下半年"),
        end(),
    ];
    let sheet = [
        begin(0x10),
        record(0x0014, &[&[9, 0, 1], &wide("&C清河县统计局")]),
        label(0, 0, "乡镇"),
        [object(5, 1), chart.concat()].concat(),
        [object(6, 2), text("本表由党政办报送")].concat(),
        [object(0x19, 3), text("单位：万元")].concat(),
        [object(0x19, 4), text("看不见")].concat(),
        record(0x001C, &[&[0, 0, 1, 0, 2, 0, 3, 0]]),
        record(0x001C, &[&[1, 0, 1, 0, 0, 0, 4, 0]]),
        end(),
    ];
    let globals = |at: u32| {
        let listed = record(0x0085, &[&at.to_le_bytes(), &[0, 0, count("经费"), 1], &wide("经费")]);
        [begin(5), listed, end()].concat()
    };
    let at = globals(0).len() as u32;
    let stream = [globals(at), sheet.concat()].concat();
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a container");
    file.create_stream("/Workbook")
        .and_then(|mut workbook| std::io::Write::write_all(&mut workbook, &stream))
        .expect("a stream");
    let document = of("a.xls", file.into_inner().into_inner());
    let chart = ["到位资金", "省外资金", "上半年 | 下半年", "12 | 30.5"];
    assert_eq!(
        texts(&document),
        [&["经费", "乡镇"], &chart[..], &["本表由党政办报送", "单位：万元", "清河县统计局"]].concat()
    );
}

#[test]
fn what_is_drawn_in_rtf_is_read_or_counted() {
    let rtf = r"{\rtf1\ansi\ansicpg936{\header{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt 页眉框\par}}}\par}\
        上文{\shp{\*\shpinst\shpleft9{\sp{\sn shapeType}{\sv 202}}{\shptxt 文本框\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext 文本框\par}}}}接着\par\
        {\*\do\dobxcolumn\dptxbx{\dptxbxtext 旧文本框\par}\dpx9}下文\par\
        {\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv 艺术字}}{\sp{\sn pib}{\sv {\pict\wmetafile8 0909}}}}}图\par\
        {\object\objemb{\*\objclass Excel.Chart.8}{\*\objdata 0105}{\result{\pict 09}}}\
        {\object\objemb{\*\objclass Excel.Sheet.12}{\*\objdata 0105}{\result{\pict 09}}}\
        {\object\objemb{\*\objclass Equation.3}{\result{\pict 09}}}\
        {\object\objocx{\*\objclass Forms.TextBox.1}{\result{\pict 09}}}\
        {\object\objlink{\*\objclass Word.Document.8}{\result 连来的文字}}\par\
        {\mmath{\*\moMath{\mf{\mnum{\mr 1}}{\mden{\mr 2}}}}}末\par}"
        .replace("\\\n", "");
    let document = of("a.rtf", encoding_rs::GB18030.encode(&rtf).0.into_owned());
    let expected = ["上文接着", "文本框", "下文", "旧文本框", "图", "艺术字", "连来的文字", "末", "页眉框"];
    assert_eq!(texts(&document), expected);
    assert_eq!(document.blocks.last().map(|block| block.style), Some(Style::Boilerplate));
    assert_eq!(gaps(&document), ["1 chart, 1 embedded object, 1 form field, 2 formulas not read"]);
}
