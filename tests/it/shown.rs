//! What a page, a sheet or a screen shows is what is read: changes that were tracked, fields, forms, numbers in their
//! formats, lines that flow, text that a style sheet hides.

use std::io::Write;

use rust_xlsxwriter::{Format, Workbook};

use super::harness::{TestEnv, project};

/// The lines that `extract` prints of a file.
fn lines(name: &str, bytes: &[u8]) -> Vec<String> {
    let env = TestEnv::new().file(name, bytes);
    let run = env.run(&["extract", name]);
    assert!(run.code <= 1, "{name}: {}", run.stderr);
    run.stdout.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(lines(name, bytes.as_ref()), expected, "{name}");
}

/// A Word document with this body.
fn docx(body: &str) -> Vec<u8> {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{MAIN}\"/></Types>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{OFFICE}\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(part.as_bytes()).expect("written");
    }
    writer.finish().expect("a zip file").into_inner()
}

fn paragraph(mark: &str, runs: &[String]) -> String {
    format!("<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{}</w:p>", runs.concat())
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn field(data: &str, code: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

/// What all of these show, whatever the format.
const CHANGES: [&str; 4] = ["全面推进放管服改革措施。", "深入实施乡村振兴战略。", "厂房竣工", "东湖整治完成。"];
const FIELDS: [&str; 3] = ["完成工作交接清单", "③密级材料1/2以上", "见第二章"];
const FORMS: [&str; 4] = ["等次：称职（章）", "拟定：基本称职", "姓名：林国栋", "☒是☐否"];

#[test]
fn deleted_marks_join_paragraphs() {
    let body = |deleted: &str, inserted: &str, text: &str| {
        [
            paragraph(deleted, &[run("全面推进放管服")]),
            paragraph("", &[run("改革措施。")]),
            paragraph(deleted, &[run("深入实施"), text.to_owned()]),
            paragraph(deleted, &[text.to_owned()]),
            paragraph("", &[run("乡村振兴战略。")]),
            paragraph(inserted, &[run("厂房竣工")]),
            paragraph("", &[run("东湖整治完成。")]),
        ]
        .concat()
    };
    let text = "<w:del><w:r><w:delText>旧话</w:delText></w:r></w:del>";
    check("a.docx", docx(&body("<w:del/>", "<w:ins/>", text)), &CHANGES);
    check("moved.docx", docx(&body("<w:moveFrom/>", "<w:moveTo/>", &text.replace("w:del>", "w:moveFrom>"))), &CHANGES);
    let of_2003 = |kind: &str, inner: &str| format!("<aml:annotation w:type=\"Word.{kind}\">{inner}</aml:annotation>");
    let deleted = of_2003("Deletion", "<aml:content><w:r><w:delText>旧话</w:delText></w:r></aml:content>");
    let comment = of_2003("Comment", "<aml:content><w:p><w:r><w:t>批注</w:t></w:r></w:p></aml:content>");
    let body_of_2003 = body(&of_2003("Deletion", ""), &of_2003("Insertion", ""), &(deleted + &comment));
    check(
        "a.xml",
        format!("<?xml version=\"1.0\"?><w:wordDocument><w:body>{body_of_2003}</w:body></w:wordDocument>"),
        &CHANGES,
    );
    let rtf = r"{\rtf1\ansi\ansicpg936 {全面推进放管服}{\deleted \par }{改革措施。\par }{深入实施}{\deleted 旧话\par 旧话\par }\
        {乡村振兴战略。\par }{厂房竣工}{\revised \par }{东湖整治完成。\par }}"
        .replace("\\\n        ", "");
    check("a.rtf", encoding_rs::GB18030.encode(&rtf).0, &CHANGES);
    let odt = "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body>\
        <office:text><text:tracked-changes><text:changed-region xml:id=\"d\"><text:deletion><text:p>旧</text:p></text:deletion>\
        </text:changed-region><text:changed-region xml:id=\"i\"><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:p>全面推进放管服<text:change-start text:change-id=\"d\"/></text:p><text:p><text:change-end text:change-id=\"d\"/>改革措施。</text:p>\
        <text:p>深入实施<text:change-start text:change-id=\"d\"/>旧话</text:p><text:p>旧话</text:p><text:p><text:change-end text:change-id=\"d\"/>乡村振兴战略。</text:p>\
        <text:p>厂房竣工<text:change-start text:change-id=\"i\"/></text:p><text:p><text:change-end text:change-id=\"i\"/>东湖整治完成。</text:p>\
        </office:text></office:body></office:document>";
    check("a.fodt", odt, &CHANGES);
    // A cell's last paragraph, and the text's, has none to go on in.
    let cell = |paragraphs: &[String]| format!("<w:tc>{}</w:tc>", paragraphs.concat());
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&[paragraph("<w:del/>", &[run("河长制")]), paragraph("", &[run("落实")])]),
        cell(&[paragraph("<w:del/>", &[run("末尾")])])
    );
    let ends = table + &paragraph("<w:del/>", &[run("完")]);
    check("ends.docx", docx(&ends), &["河长制落实", "末尾", "完"]);
}

#[test]
fn characters_of_field_codes_are_read() {
    let reading = |base: &str| format!(r#" EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(a),{base})"#);
    let body = [
        paragraph("", &[run("完成"), field("", &reading("工"), ""), field("", &reading("作"), ""), run("交接清单")]),
        paragraph(
            "",
            &[
                field("", r"EQ \o\ac(○,3)", ""),
                "<w:fldSimple w:instr=\" EQ \\o\\ac(○,密)\"/>".to_owned(),
                run("级材料"),
                field("", r" eq \f(1,2) ", ""),
                run("以上"),
            ],
        ),
        paragraph("", &[run("见"), field("", " REF a \\h ", &run("第二章"))]),
    ]
    .concat();
    check("a.docx", docx(&body), &FIELDS);
    check("a.xml", format!("<?xml version=\"1.0\"?><w:wordDocument><w:body>{body}</w:body></w:wordDocument>"), &FIELDS);
    let field = |code: &str, result: &str| {
        format!("{{\\field{{\\*\\fldinst {{{}}}}}{{\\fldrslt {result}}}}}", code.replace('\\', "\\\\"))
    };
    let rtf = format!(
        "{{\\rtf1\\ansi\\ansicpg936 完成{}{}交接清单\\par {}{}级材料{}以上\\par 见{}\\par}}",
        field(&reading("工"), ""),
        field(&reading("作"), ""),
        field(r"EQ \o\ac(○,3)", ""),
        field(r"EQ \o\ac(○,密)", ""),
        field(r"EQ \f(1,2)", ""),
        field(r" REF a \h ", "{第二章}")
    );
    check("a.rtf", encoding_rs::GB18030.encode(&rtf).0, &FIELDS);
}

#[test]
fn what_was_chosen_in_a_form_is_read() {
    let list = |chosen: &str| {
        let entries = ["优秀", "称职", "基本称职"].map(|entry| format!("<w:listEntry w:val=\"{entry}\"/>")).concat();
        format!("<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>")
    };
    let tick =
        |checked: &str| format!("<w:ffData><w:checkBox><w:default w:val=\"0\"/>{checked}</w:checkBox></w:ffData>");
    let body = [
        paragraph("", &[run("等次："), field(&list("<w:result w:val=\"1\"/>"), " FORMDROPDOWN ", ""), run("（章）")]),
        paragraph("", &[run("拟定："), field(&list("<w:default w:val=\"2\"/>"), " FORMDROPDOWN ", "")]),
        paragraph("", &[run("姓名："), field("", " FORMTEXT ", &run("林国栋"))]),
        paragraph(
            "",
            &[
                field(&tick("<w:checked/>"), "FORMCHECKBOX", ""),
                run("是"),
                field(&tick(""), "FORMCHECKBOX", ""),
                run("否"),
            ],
        ),
    ]
    .concat();
    check("a.docx", docx(&body), &FORMS);
    let rtf = r"{\rtf1\ansi\ansicpg936 等次：{\field{\*\fldinst { FORMDROPDOWN {\*\formfield{\fftype2\ffres1\ffdefres0{\*\ffname a}L}}}}{\fldrslt }}（章）\par 拟定：{\field{\*\fldinst {FORMDROPDOWN {\*\formfield{\fftype2\ffres25\ffdefres2L}}}}{\fldrslt }}\par 姓名：{\field{\*\fldinst {FORMTEXT {\*\formfield{\fftype0{\*\ffdeftext 在此填写}}}}}{\fldrslt {林国栋}}}\par {\field{\*\fldinst {FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}}{\fldrslt }}是{\field{\*\fldinst {FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}}{\fldrslt }}否\par}"
        .replace('L', r"{\*\ffl 优秀}{\*\ffl 称职}{\*\ffl 基本称职}");
    check("a.rtf", encoding_rs::GB18030.encode(&rtf).0, &FORMS);
    let mark = |kind: &str, parameters: &str| {
        format!("<field:fieldmark field:type=\"vnd.oasis.opendocument.field.{kind}\">{parameters}</field:fieldmark>")
    };
    let parameter = |name: &str, value: &str| format!("<field:param field:name=\"{name}\" field:value=\"{value}\"/>");
    let entries = ["优秀", "称职", "基本称职"].map(|entry| parameter("Dropdown_ListEntry", entry)).concat();
    let odt = format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:text>\
         <office:forms><form:form><form:textarea form:id=\"t\" form:current-value=\"林国栋\"/></form:form></office:forms>\
         <text:p>等次：{}（章）</text:p><text:p>拟定：<text:drop-down><text:label text:value=\"优秀\"/>基本称职</text:drop-down></text:p>\
         <text:p>姓名：<draw:control draw:control=\"t\"/></text:p><text:p>{}是{}否</text:p></office:text></office:body></office:document>",
        mark("FORMDROPDOWN", &(entries + &parameter("Dropdown_Selected", "1"))),
        mark("FORMCHECKBOX", &parameter("Checkbox_Checked", "true")),
        mark("FORMCHECKBOX", ""),
    );
    check("a.fodt", odt, &FORMS);
    // The words that ask for text are none of who fills in the form.
    let control = |properties: &str, text: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run(text))
    };
    let asked = paragraph("", &[run("备注："), control("<w:showingPlcHdr/>", "单击此处输入"), control("", "（已阅）")]);
    check("asked.docx", docx(&asked), &["备注：（已阅）"]);
}

/// Old Word's own files, made by LibreOffice of the same text.
#[test]
fn old_word_files_show_the_same() {
    let read = |name: &str| std::fs::read(project().join("tests/formats").join(name)).expect("a fixture");
    check("changes.doc", read("changes.doc"), &CHANGES);
    check("forms.doc", read("forms.doc"), &["完成工作交接清单", "等次：称职（章）", "姓名：林国栋", "☒是☐否"]);
}

/// A workbook, and what its rows show.
fn workbook() -> Vec<u8> {
    let cells: [(&str, f64, &str); 9] = [
        ("增速", 0.085, "0.0%"),
        ("完成日期", 45280.0, r#"yyyy"年"m"月"d"日""#),
        ("生产总值", 123_456_789.5, "#,##0.00"),
        ("财政收入", 123_456_789.5, r#"0!.0,"万元""#),
        ("亏损", -2500.0, "#,##0;(#,##0)"),
        ("占比", 0.75, "# ?/?"),
        ("开会", 45280.0, "[$-804]aaaa;@"),
        ("看不见", 777.0, ";;;"),
        ("人数", 12_345.0, "General"),
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("主要指标").expect("a name");
    for (row, (label, value, code)) in (2..).zip(cells) {
        sheet.write(row, 0, label).expect("a cell");
        sheet.write_with_format(row, 1, value, &Format::new().set_num_format(code)).expect("a cell");
    }
    sheet.write(12, 0, "说明\n两行").expect("a cell");
    sheet.write(14, 0, "藏起的行").expect("a cell");
    sheet.set_row_hidden(14).expect("a row");
    sheet.write(2, 5, "藏起的列").expect("a cell");
    sheet.set_column_hidden(5).expect("a column");
    let second = workbook.add_worksheet();
    second.set_name("汇总").expect("a name");
    second.write(4, 1, "两项合计").expect("a cell");
    let hidden = workbook.add_worksheet();
    hidden.write(0, 0, "藏起的表").expect("a cell");
    hidden.set_hidden(true);
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn tables_are_read_as_they_are_shown() {
    let shown = [
        "主要指标",
        "增速 | 8.5%",
        "完成日期 | 2023年12月20日",
        "生产总值 | 123,456,789.50",
        "财政收入 | 12345.7万元",
        "亏损 | (2,500)",
        "占比 | 3/4",
        "开会 | 星期三",
        "看不见",
        "人数 | 12345",
        "说明 两行",
        "汇总",
        "两项合计",
    ];
    check("a.xlsx", workbook(), &shown);
    let old = std::fs::read(project().join("tests/formats/shown.xls")).expect("a fixture");
    check("a.xls", old, &shown);
    let ods = "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" \
        xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:automatic-styles><style:style style:name=\"h\">\
        <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>\
        <table:table table:name=\"指标\"><table:table-column/><table:table-column table:visibility=\"collapse\"/>\
        <table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"0.085\"><text:p>8.5%</text:p></table:table-cell>\
        <table:table-cell><text:p>藏</text:p></table:table-cell><table:table-cell><text:p>两</text:p><text:p>行</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"37\"/><table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell></table:table-row>\
        </table:table><table:table table:name=\"藏\" table:style-name=\"h\"><table:table-row><table:table-cell><text:p>藏</text:p></table:table-cell></table:table-row></table:table>\
        </office:spreadsheet></office:body></office:document>";
    check("a.fods", ods, &["指标", "8.5% | 两 行", "37"]);
}

#[test]
fn hits_in_tables_say_sheet_and_row() {
    let env = TestEnv::new().file("表.xlsx", workbook());
    assert_eq!(env.run(&["index", "."]).code, 0);
    let hit = |query: &str| {
        let run = env.run(&["search", query, ".", "--json"]);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        (answer["hits"][0]["sheet"].clone(), answer["hits"][0]["row"].clone())
    };
    assert_eq!(hit("8.5%"), ("主要指标".into(), 3.into()));
    assert_eq!(hit("12345"), ("主要指标".into(), 11.into()));
    assert_eq!(hit("两项合计"), ("汇总".into(), 5.into()));
    let said = |arguments: &[&str]| env.run(&[&["search", "两项合计", "."], arguments].concat()).stdout;
    assert!(said(&[]).contains("sheet “汇总”, row 5"), "{}", said(&[]));
    assert!(said(&["--lang", "zh"]).contains("工作表“汇总”第 5 行"));
    assert!(said(&["--csv"]).contains(",汇总,5,"), "{}", said(&["--csv"]));
    let problems = env.run(&["status", ".", "--problems"]).stdout;
    assert!(problems.contains("1 hidden sheet, 1 hidden row, 1 hidden column not read"), "{problems}");
}

#[test]
fn lines_of_mails_that_flow_are_paragraphs() {
    let mail = |kind: &str, body: &str| {
        format!(
            "From: a@example.cn\r\nSubject: report\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8{kind}\r\n\r\n{body}"
        )
    };
    let body = "推进放管 \r\n服改革，\r\n厂房竣工。\r\n> 收到 \r\n> 来函\r\n-- \r\n林国栋\r\n";
    let flowed = ["report", "推进放管服改革，", "厂房竣工。", "> 收到来函", "--", "林国栋"];
    check("a.eml", mail("; format=flowed", body), &flowed);
    check("b.eml", mail("; format=flowed; delsp=yes", body), &flowed);
    check(
        "c.eml",
        mail("", body),
        &["report", "推进放管", "服改革，", "厂房竣工。", "> 收到", "> 来函", "--", "林国栋"],
    );
}

#[test]
fn pages_are_read_as_they_are_seen() {
    let page = |head: &str, body: &str| format!("<!doctype html><html><head>{head}</head><body>{body}</body></html>");
    let hidden = "<p>放管<span class=\"x9\">干扰</span>服改革</p><p>河长<i>!</i>制</p><p id=\"no\">藏</p>\
        <p style=\"font-size:0\">藏<span style=\"font-size:12px\">见</span></p>";
    let sheet = "<style>/* a */ .x9, #no { display: none } p > i { visibility:hidden }</style>";
    check("a.html", page(sheet, hidden), &["放管服改革", "河长制", "见"]);
    // For paper, in some windows, undone by another rule or a script: what may be seen is text.
    for sheet in [
        "<style media=print>.x9{display:none}</style>",
        "<style>@media (max-width: 9px) {.x9{display:none}}</style>",
        "<style>.x9{display:none} .x9.on{display:inline}</style>",
        "<style>.x9{display:none}</style><script>show('.x9')</script>",
        "<!-- <style>.x9{display:none}</style> -->",
    ] {
        check("b.html", page(sheet, "<p>放管<span class=\"x9\">可见</span>服</p>"), &["放管可见服"]);
    }
    let title = "清河县2023年政府工作报告";
    let styles = |class: &str| {
        let body = format!("<div class=\"{class}\"><h1>{title}</h1></div><p>各位代表：</p>");
        let env = TestEnv::new().file("a.html", page("", &body));
        let run = env.run(&["extract", "a.html", "--json"]);
        let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        document["blocks"][0]["style"].as_str().map(str::to_owned)
    };
    for class in ["article-header", "content-header", "news_header", "detail-header", "title"] {
        assert_eq!(styles(class).as_deref(), Some("heading"), "{class}");
    }
    for class in ["header", "site-header", "article-nav", "content-footer", "top-header"] {
        assert_eq!(styles(class).as_deref(), Some("boilerplate"), "{class}");
    }
}

#[test]
fn letters_in_fonts_of_signs_are_signs() {
    let set = "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings 2\"/></w:rPr><w:t>R</w:t></w:r>".to_owned();
    let sign = "<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"F0A3\"/></w:r>".to_owned();
    check("a.docx", docx(&paragraph("", &[set, run("是"), sign, run("否")])), &["☑是☐否"]);
    let rtf = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset2 Wingdings 2;}}\f0 {\f1 R}是{\f1\'a3}否{\f1\u-4013 ?}甲\par}";
    check("a.rtf", encoding_rs::GB18030.encode(rtf).0, &["☑是☐否☒甲"]);
    let odt = "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\
        <office:font-face-decls><style:font-face style:name=\"W21\" svg:font-family=\"'Wingdings 2'\"/></office:font-face-decls>\
        <office:automatic-styles><style:style style:name=\"T1\"><style:text-properties style:font-name=\"W21\"/></style:style></office:automatic-styles>\
        <office:body><office:text><text:p><text:span text:style-name=\"T1\">R</text:span>是</text:p></office:text></office:body></office:document>";
    check("a.fodt", odt, &["☑是"]);
}
