//! Quotations as a Word document: a heading for each year or author, below it each quotation with its source.
//!
//! The document is the smallest that Word, WPS and LibreOffice open without a question: its text and its styles
//! (ECMA-376, part 1). Libraries that write it bring a second copy of what reads zip and XML here.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use quick_xml::escape::escape;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::source::source;
use crate::answer::{Hit, ReportHits};
use crate::message;
use crate::messages::{Lang, Message};

/// What quotations stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    /// The years of their reports.
    Year,
    /// Their authors.
    Author,
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const RELATIONS_OF_TEXT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Typefaces of Chinese official documents, where they are there; sizes in half points, indents in twentieths of one.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="28"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="40"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="120"/><w:ind w:firstLine="560"/></w:pPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Source"><w:name w:val="Source"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/><w:jc w:val="right"/></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="21"/></w:rPr></w:style></w:styles>"#;
const BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
const END: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// Quotations that become a Word document: those of a heading together, in the order in which the first of each comes. Until
/// then they wait in a temporary file, not in memory.
pub struct Quotations {
    by: Headings,
    lang: Lang,
    waiting: BufWriter<File>,
    /// The heading of each report, and the bytes of its quotations.
    reports: Vec<(String, u64)>,
}

impl Quotations {
    /// None yet.
    ///
    /// # Errors
    /// If there can be no temporary file.
    pub fn new(by: Headings, lang: Lang) -> io::Result<Self> {
        Ok(Self { by, lang, waiting: BufWriter::new(tempfile::tempfile()?), reports: Vec::new() })
    }

    /// Adds the hits of a report.
    ///
    /// # Errors
    /// If they can't be written.
    pub fn add(&mut self, report: &ReportHits) -> io::Result<()> {
        let mut written = Vec::new();
        for hit in &report.hits {
            quotation(&mut written, hit)?;
            paragraph(&mut written, "Source", &[(&format!("—— {}", source(report, hit)), false)])?;
            paragraph(&mut written, "Source", &[(&hit.citation.to_string(), false)])?;
        }
        self.waiting.write_all(&written)?;
        self.reports.push((heading(report, self.by, self.lang), written.len() as u64));
        Ok(())
    }

    /// Writes the document: a title, what it was drawn from, and the quotations.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(self, out: impl Write + Seek, title: &str, drawn_from: &Message) -> io::Result<()> {
        let mut waiting = self.waiting.into_inner()?;
        let mut zip = ZipWriter::new(out);
        let fixed = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/_rels/document.xml.rels", RELATIONS_OF_TEXT),
            ("word/styles.xml", STYLES),
        ];
        for (name, text) in fixed {
            zip.start_file(name, SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        zip.start_file("word/document.xml", SimpleFileOptions::default())?;
        zip.write_all(BEGIN.as_bytes())?;
        paragraph(&mut zip, "Title", &[(title, false)])?;
        paragraph(&mut zip, "Source", &[(&drawn_from.say(self.lang), false)])?;
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places = Vec::new();
        let mut start = 0;
        for (at, (heading, length)) in self.reports.iter().enumerate() {
            first.entry(heading).or_insert(at);
            places.push((heading.as_str(), start, *length));
            start += length;
        }
        places.sort_by_key(|(heading, ..)| first.get(heading).copied());
        let mut above = None;
        for (heading, start, length) in places {
            if above != Some(heading) {
                paragraph(&mut zip, "Heading1", &[(heading, false)])?;
                above = Some(heading);
            }
            waiting.seek(SeekFrom::Start(start))?;
            io::copy(&mut (&mut waiting).take(length), &mut zip)?;
        }
        zip.write_all(END.as_bytes())?;
        zip.finish()?;
        Ok(())
    }
}

fn heading(report: &ReportHits, by: Headings, lang: Lang) -> String {
    let metadata = &report.metadata;
    let known = match by {
        Headings::Year => metadata.year.value().map(|year| message!("year-heading", year = year.to_string()).say(lang)),
        Headings::Author => metadata.author.value().cloned(),
    };
    known.unwrap_or_else(|| {
        match by {
            Headings::Year => message!("year-unknown"),
            Headings::Author => message!("author-unknown"),
        }
        .say(lang)
    })
}

/// A passage, its matches in bold.
fn quotation(out: &mut impl Write, hit: &Hit) -> io::Result<()> {
    let chars: Vec<char> = hit.excerpt.text.chars().collect();
    let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let (mut runs, mut end) = (Vec::new(), 0);
    for highlight in &hit.excerpt.highlights {
        runs.push((part(end, highlight.start), false));
        runs.push((part(highlight.start, highlight.end), true));
        end = highlight.end;
    }
    runs.push((part(end, chars.len()), false));
    let runs: Vec<(&str, bool)> = runs.iter().map(|(text, is_bold)| (text.as_str(), *is_bold)).collect();
    paragraph(out, "Quote", &runs)
}

/// A paragraph of a style, some of its text in bold.
fn paragraph(out: &mut impl Write, style: &str, runs: &[(&str, bool)]) -> io::Result<()> {
    write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#)?;
    for (text, is_bold) in runs.iter().filter(|(text, _)| !text.is_empty()) {
        let bold = if *is_bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let text: String = text.chars().map(|c| if is_xml(c) { c } else { ' ' }).collect();
        write!(out, r#"<w:r>{bold}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text.as_str()))?;
    }
    write!(out, "</w:p>")
}

/// Whether XML may hold a character at all.
fn is_xml(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
