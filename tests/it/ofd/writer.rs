//! Writes OFD documents (GB/T 33190), as programs do and as they shouldn't.

use std::io::{Cursor, Write};

/// A document while it is put together: the body of each page, and what stands beside pages.
#[derive(Clone, Default)]
pub(crate) struct Ofd {
    pages: Vec<String>,
    /// Elements of the document after its pages: annotations, attachments, an outline.
    document: String,
    /// Elements of its common data: templates.
    common: String,
    /// Elements of its resources.
    resources: String,
    /// Other files of the package.
    files: Vec<(String, Vec<u8>)>,
    info: String,
}

/// A package: paths and what lies there.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// The namespace that the standard gives.
const NAMESPACE: &str = "http://www.ofdspec.org/2016";

impl Ofd {
    pub(crate) fn page(mut self, body: impl Into<String>) -> Self {
        self.pages.push(body.into());
        self
    }

    pub(crate) fn document(mut self, elements: &str) -> Self {
        self.document += elements;
        self
    }

    pub(crate) fn resources(mut self, elements: &str) -> Self {
        self.resources += elements;
        self
    }

    pub(crate) fn info(mut self, elements: &str) -> Self {
        self.info += elements;
        self
    }

    /// A template, with the number by which pages name it.
    pub(crate) fn template(mut self, number: u32, body: &str) -> Self {
        self.common += &format!(r#"<ofd:TemplatePage ID="{number}" BaseLoc="Tpls/Tpl_{number}/Content.xml"/>"#);
        self.with(&format!("Doc_0/Tpls/Tpl_{number}/Content.xml"), page(body))
    }

    /// Another file of the package.
    pub(crate) fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.push((path.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// The package's files.
    pub(crate) fn files(&self) -> Files {
        let mut list = String::new();
        let mut files: Files = Vec::new();
        for (number, body) in self.pages.iter().enumerate() {
            list += &format!(r#"<ofd:Page ID="{}" BaseLoc="Pages/Page_{number}/Content.xml"/>"#, number + 1);
            files.push((format!("Doc_0/Pages/Page_{number}/Content.xml"), page(body).into_bytes()));
        }
        let root = format!(
            r#"<ofd:DocBody><ofd:DocInfo><ofd:DocID>5e1f</ofd:DocID>{}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"#,
            self.info
        );
        let document = format!(
            "<ofd:CommonData><ofd:MaxUnitID>900</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
             <ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{}</ofd:CommonData><ofd:Pages>{list}</ofd:Pages>{}",
            self.common, self.document
        );
        let fonts = r#"<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/><ofd:Font ID="4" FontName="黑体" Bold="true"/><ofd:Font ID="5" FontName="Wingdings"/></ofd:Fonts>"#;
        files.push(("OFD.xml".to_owned(), xml("OFD", r#" Version="1.0" DocType="OFD""#, &root).into_bytes()));
        files.push(("Doc_0/Document.xml".to_owned(), xml("Document", "", &document).into_bytes()));
        let resources = format!("{fonts}{}", self.resources);
        files.push(("Doc_0/PublicRes.xml".to_owned(), xml("Res", r#" BaseLoc="Res""#, &resources).into_bytes()));
        files.extend(self.files.iter().cloned());
        files
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        zip(&self.files())
    }
}

/// A zip file of such files.
pub(crate) fn zip(files: &Files) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(path.as_str(), zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip file").into_inner()
}

/// A file of a package: its first element and what is in that.
pub(crate) fn xml(name: &str, attributes: &str, elements: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{NAMESPACE}"{attributes}>{elements}</ofd:{name}>"#
    )
}

/// The file of a page of one layer.
pub(crate) fn page(body: &str) -> String {
    let (before, layer) = body.split_once("<!-- layer -->").unwrap_or(("", body));
    xml(
        "Page",
        "",
        &format!("{before}<ofd:Content><ofd:Layer Type=\"Body\" ID=\"2\">{layer}</ofd:Layer></ofd:Content>"),
    )
}

/// What a page stands on, and its own text.
pub(crate) fn on_template(number: u32, layer: &str) -> String {
    format!(r#"<ofd:Template TemplateID="{number}" ZOrder="Background"/><!-- layer -->{layer}"#)
}

/// A line of text whose first character's left foot is there, in millimetres; each character takes its size.
pub(crate) fn line(left: f64, foot: f64, size: f64, text: &str) -> String {
    styled(left, foot, size, text, "")
}

/// Such a line with attributes of its own; letters and digits take half as much room.
pub(crate) fn styled(left: f64, foot: f64, size: f64, text: &str, attributes: &str) -> String {
    let widths: Vec<f64> = text.chars().map(|c| if c.is_ascii() { size / 2.0 } else { size }).collect();
    let steps = match widths.split_last() {
        Some((last, all)) if all.len() > 1 && all.iter().all(|width| width == last) => {
            format!("g {} {last}", all.len())
        }
        Some((_, all)) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        None => String::new(),
    };
    let (top, width, height) = (foot - size, widths.iter().sum::<f64>(), size * 1.2);
    format!(
        r#"<ofd:TextObject ID="7" Boundary="{left} {top:.3} {width} {height:.3}" Font="3" Size="{size}"{attributes}><ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>"#
    )
}

/// A text object with one piece of text, attributes as given.
pub(crate) fn text(object: &str, code: &str, text: &str) -> String {
    format!(
        r#"<ofd:TextObject ID="7" Font="3" Size="5" {object}><ofd:TextCode {code}>{text}</ofd:TextCode></ofd:TextObject>"#
    )
}

/// Lines of a text set like an official document's: 28 characters of 5.5 mm each, the first line of each paragraph
/// indented by two; `from` is the foot of the first one. And the foot of the line after the last.
pub(crate) fn set(paragraphs: &[&str], from: f64) -> (Vec<(f64, f64, String)>, f64) {
    let (mut lines, mut foot) = (Vec::new(), from);
    for paragraph in paragraphs {
        let mut chars = paragraph.chars().peekable();
        let mut indent = 2;
        while chars.peek().is_some() {
            let mut line: String = chars.by_ref().take(28 - indent).collect();
            // A mark doesn't begin a line.
            while let Some(mark) = chars.next_if(|c| "，。；：、”》".contains(*c)) {
                line.push(mark);
            }
            lines.push((28.0 + 5.5 * indent as f64, foot, line));
            (indent, foot) = (0, foot + 9.5);
        }
    }
    (lines, foot)
}

/// Those lines as objects of a page.
pub(crate) fn paragraphs(paragraphs: &[&str], from: f64) -> String {
    set(paragraphs, from).0.iter().map(|(left, foot, text)| line(*left, *foot, 5.5, text)).collect()
}
