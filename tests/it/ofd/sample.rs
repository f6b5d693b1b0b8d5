//! The OFD report of `corpus-sample`: as an office would hand it in, with a header, a table, a watermark, a seal and a list
//! that is attached.

use std::fs;

use baogao::extract::{Format, Style};

use super::writer::{Ofd, line, on_template, set, styled, xml};
use super::{read, texts};
use crate::harness::{TestEnv, project};

const PATH: &str = "corpus-sample/2024/沙河镇_唐立群_镇长述职报告_2024.ofd";

const SECTIONS: [(&str, &[&str]); 3] = [
    (
        "一、主要工作",
        &[
            "（一）抓产业，稳增长。全年实现地区生产总值十八亿四千万元，比上年增长百分之六点三。建成冷链物流园一期，引进预制菜企业四家，带动就业六百余人。沙河大桥改造工程于九月通车，镇区至县城的车程缩短二十分钟。",
            "（二）惠民生，补短板。投入财政资金二千一百万元，新建幼儿园一所、村级卫生室六处。办理群众来信来访一百一十三件，办结率百分之九十八。民生实事完成情况见下表。",
        ],
    ),
    (
        "二、存在问题",
        &[
            "一是产业链条不长，农产品深加工比重偏低；二是集镇停车难、排水不畅的问题还没有根本解决；三是自己深入村组调查研究不够，对个别信访积案的化解跟得不紧。",
        ],
    ),
    (
        "三、下一步打算",
        &[
            "围绕建设农产品加工强镇的目标，二〇二五年重点抓好冷链物流园二期、集镇雨污分流和老旧小区改造三件事，把每一笔惠民资金都用在群众看得见、摸得着的地方。",
            "以上报告，请予评议。",
        ],
    ),
];
const ROWS: [[&str; 3]; 4] = [
    ["民生实事", "计划数", "完成数"],
    ["村级卫生室（处）", "6", "6"],
    ["户厕改造（户）", "400", "412"],
    ["通组公路（公里）", "25", "25"],
];

/// The report, page by page.
fn report() -> Ofd {
    let mut pages =
        vec![heading(61.0, 50.0, 7.8, "镇长2024年度述职报告") + &line(77.0, 62.0, 5.6, "沙河镇人民政府　唐立群")];
    let mut foot = 80.0;
    for (title, paragraphs) in SECTIONS {
        pages.last_mut().expect("a page").push_str(&heading(39.0, foot, 5.5, title));
        foot += 9.5;
        for paragraph in paragraphs {
            for (left, _, said) in set(&[paragraph], foot).0 {
                // A page ends above its number.
                if foot > 262.0 {
                    pages.push(String::new());
                    foot = 40.0;
                }
                pages.last_mut().expect("a page").push_str(&line(left, foot, 5.5, &said));
                foot += 9.5;
            }
        }
        if title.starts_with('一') {
            if foot > 210.0 {
                pages.push(String::new());
                foot = 40.0;
            }
            pages.last_mut().expect("a page").push_str(&table(foot - 4.0));
            foot += 10.0 * ROWS.len() as f64 + 6.0;
        }
    }
    let last = pages.last_mut().expect("a page");
    *last += &line(138.0, foot + 9.5, 5.5, "唐立群");
    *last += &line(121.5, foot + 19.0, 5.5, "2025年1月10日");
    let count = pages.len();
    let mark = format!(
        r#"<ofd:Annot ID="301" Type="Watermark" Creator="沙河镇党政办" LastModDate="2025-01-10"><ofd:Appearance Boundary="40 120 130 60">{}</ofd:Appearance></ofd:Annot>"#,
        styled(0.0, 40.0, 12.0, "沙河镇存档", r#" Alpha="60" CTM="0.866 -0.5 0.5 0.866 0 30""#)
    );
    let annotated: String = (1..=count)
        .map(|page| format!(r#"<ofd:Page PageID="{page}"><ofd:FileLoc>Watermark.xml</ofd:FileLoc></ofd:Page>"#))
        .collect();
    let outline: String = SECTIONS.iter().map(|(title, _)| format!(r#"<ofd:OutlineElem Title="{title}"/>"#)).collect();
    let ofd = Ofd::default()
        .info("<ofd:Title>沙河镇镇长2024年度述职报告</ofd:Title><ofd:Author>唐立群</ofd:Author><ofd:CreationDate>2025-01-10</ofd:CreationDate><ofd:Creator>版式办公套件</ofd:Creator>")
        .template(50, &(line(82.5, 20.0, 4.2, "沙河镇人民政府文件") + &rule(28.0, 24.0, 182.0)))
        .document(&format!("<ofd:Outlines>{outline}</ofd:Outlines>"))
        .document("<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")
        .with("Doc_0/Annots/Annotations.xml", xml("Annotations", "", &annotated))
        .with("Doc_0/Annots/Watermark.xml", xml("PageAnnot", "", &mark))
        .with(
            "Doc_0/Attachs/Attachments.xml",
            xml("Attachments", "", r#"<ofd:Attachment ID="401" Name="信访积案清单.txt" Format="txt" CreationDate="2025-01-10"><ofd:FileLoc>list.txt</ofd:FileLoc></ofd:Attachment>"#),
        )
        .with("Doc_0/Attachs/list.txt", "沙河镇信访积案清单\n1. 东街排水沟堵塞，责任单位：村镇办。\n2. 原供销社职工社保补缴，责任单位：社保所。\n");
    pages.iter().enumerate().fold(ofd, |ofd, (number, body)| {
        let foot = line(100.0, 280.0, 4.2, &format!("－{}－", number + 1));
        ofd.page(on_template(50, &(body.clone() + &foot)))
    })
}

/// A line in the second font, which is bold.
fn heading(left: f64, foot: f64, size: f64, text: &str) -> String {
    line(left, foot, size, text).replace(r#"Font="3""#, r#"Font="4""#)
}

/// A level line, and an upright one.
fn rule(from: f64, y: f64, to: f64) -> String {
    path(&format!("M {from} {y} L {to} {y}"))
}

fn path(data: &str) -> String {
    format!(
        r#"<ofd:PathObject ID="8" Boundary="0 0 210 297" LineWidth="0.25"><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"#
    )
}

/// The table, from its upper line.
fn table(top: f64) -> String {
    let edges = [28.0, 98.0, 140.0, 182.0];
    let bottom = top + 10.0 * ROWS.len() as f64;
    let mut drawn: String = edges.iter().map(|x| path(&format!("M {x} {top} L {x} {bottom}"))).collect();
    for at in 0..=ROWS.len() {
        drawn += &rule(edges[0], top + 10.0 * at as f64, edges[3]);
    }
    for (row, cells) in ROWS.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            drawn += &line(edges[column] + 4.0, top + 10.0 * row as f64 + 6.8, 4.9, cell);
        }
    }
    drawn
}

/// The sample is what this writes; `BLESS=1` writes it anew.
#[test]
fn the_sample_is_read_whole() {
    let (path, bytes) = (project().join(PATH), report().bytes());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &bytes).expect("a file");
    }
    assert!(fs::read(&path).expect("the sample") == bytes, "{PATH} is another; BLESS=1 writes it anew");
    let document = read(&bytes).expect("a document");
    assert!(document.reading.is_whole() && document.reading.format == Format::Ofd, "{:?}", document.reading);
    let mut expected = vec!["镇长2024年度述职报告", "沙河镇人民政府唐立群"];
    let rows: Vec<String> = ROWS.iter().map(|cells| cells.join("|")).collect();
    for (title, paragraphs) in SECTIONS {
        expected.push(title);
        expected.extend(paragraphs);
        if title.starts_with('一') {
            expected.extend(rows.iter().map(String::as_str));
        }
    }
    expected.extend(["唐立群", "2025年1月10日"]);
    let (own, aside) = texts(&document);
    assert_eq!(own, expected);
    for said in ["沙河镇存档", "沙河镇人民政府文件", "－1－"] {
        assert!(aside.iter().any(|text| text == said), "{said} in {aside:?}");
    }
    let style = |text: &str| document.blocks.iter().find(|block| block.text == text).map(|block| block.style);
    assert_eq!(style("镇长2024年度述职报告"), Some(Style::Title));
    assert_eq!(style("二、存在问题"), Some(Style::Heading(1)));
    let property = |key: &str, value: &str| document.properties.contains(&(key.to_owned(), value.to_owned()));
    assert!(property("title", "沙河镇镇长2024年度述职报告") && property("author", "唐立群"));
    assert!(property("date", "2025-01-10") && property("program", "版式办公套件"), "{:?}", document.properties);
}

#[test]
fn its_name_says_nothing() {
    let env = TestEnv::new().file("述职.doc", report().bytes());
    assert_eq!(env.run(&["index", "."]).code, 0);
    let shown = env.run(&["search", "把每一笔惠民资金都用在群众看得见", ".", "--json"]).stdout;
    assert!(shown.contains("述职.doc"), "{shown}");
    let shown = env.run(&["extract", "述职.doc", "--json"]).stdout;
    assert!(shown.contains("\"ofd\"") && shown.contains("唐立群"), "{shown}");
    // What is attached is a file of its own.
    assert!(!env.run(&["extract", "述职.doc"]).stdout.contains("东街排水沟"));
    assert!(env.run(&["extract", "述职.doc", "--attached"]).stdout.contains("东街排水沟"));
    assert_eq!(env.run(&["search", "东街排水沟", ".", "-l"]).stdout, "述职.doc/信访积案清单.txt\n");
    // Words of two cells.
    assert_eq!(env.run(&["search", "计划数完成数", "."]).code, 1);
}
