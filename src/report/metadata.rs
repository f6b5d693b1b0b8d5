//! What all sources say of a report, brought together: front matter, title, file name, folder names.
//!
//! The confidences are ranks of trust between these sources: what the author wrote at the head of the file beats its
//! title, the title beats names, and the nearer name beats the farther.

use super::model::{Confidence, Date, Evidence, Field, Metadata, Role, Source, Year};
use super::names;
use crate::analysis::ByteRange;
use crate::extract::{Document, Style};
use crate::schema::Schema;

const FRONT_MATTER: Confidence = Confidence(98);
const TITLE: Confidence = Confidence(90);
const FILE_NAME: Confidence = Confidence(85);
const FOLDER_NAME: Confidence = Confidence(80);
/// A title is looked for in this many blocks from the start.
const TITLE_WITHIN: usize = 12;
/// Titles are shorter than this, in characters.
const MAX_TITLE_CHARS: usize = 50;

/// Gathers what is known of a report whose file lies at `path` within the indexed folder.
pub(crate) fn gather(document: &Document, path: &str, schema: &Schema) -> Metadata {
    let mut gathering = Gathering { metadata: Metadata::default(), schema };
    for (key, value) in &document.properties {
        gathering.property(key, value);
    }
    if let Some((title, span)) = title(document) {
        let by = evidence(Source::Title, &title, Some(span), TITLE);
        gathering.metadata.title.claim(title, by);
    }
    if let Some(title) = gathering.metadata.title.claims().first().cloned() {
        gathering.title(&title.value, title.evidence.span);
    }
    let mut folders: Vec<&str> = path.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    gathering.name(stem, Source::FileName, FILE_NAME);
    for folder in folders.into_iter().rev() {
        gathering.name(folder, Source::FolderName, FOLDER_NAME);
    }
    gathering.metadata
}

struct Gathering<'a> {
    metadata: Metadata,
    schema: &'a Schema,
}

impl Gathering<'_> {
    fn property(&mut self, key: &str, value: &str) {
        let by = || evidence(Source::FrontMatter, value, None, FRONT_MATTER);
        let metadata = &mut self.metadata;
        match key {
            "title" | "标题" | "题目" => metadata.title.claim(value.to_owned(), by()),
            "author" | "作者" | "述职人" | "报告人" => metadata.author.claim(value.to_owned(), by()),
            "org" | "organisation" | "organization" | "单位" | "部门" | "place" | "地区" => {
                metadata.org.claim(value.to_owned(), by());
            }
            "year" | "年份" | "年度" => claim(&mut metadata.year, names::year(value), by()),
            "date" | "日期" | "时间" => {
                if let Some((date, _)) = names::date(value) {
                    metadata.date.claim(date, by());
                    metadata.year.claim(date.year, evidence(Source::FrontMatter, value, None, TITLE));
                }
            }
            "role" | "职务" | "岗位" => {
                for name in value.trim_matches(['[', ']']).split(['、', ',', '，', ';', '；']).map(str::trim) {
                    if !name.is_empty() {
                        let path = self.schema.roles.find(name).cloned();
                        metadata.roles.claim(Role { name: name.to_owned(), path }, by());
                    }
                }
            }
            _ => {}
        }
    }

    /// What a title says: 园区党工委书记2020年度述职报告, 七台河市政府工作报告（2016年1月8日 马志勇）.
    fn title(&mut self, title: &str, span: Option<ByteRange>) {
        let by = |quote: &str| evidence(Source::Title, quote, span, TITLE);
        let metadata = &mut self.metadata;
        let signature = title.rsplit_once(['（', '(']).and_then(|(_, s)| s.strip_suffix(['）', ')']));
        if let Some((date, taken)) = signature.and_then(names::date)
            && let Some(signature) = signature
        {
            metadata.date.claim(date, by(signature));
            metadata.year.claim(date.year, by(signature));
            let signer = signature[taken.end..].trim();
            if names::is_person(signer) {
                metadata.author.claim(signer.to_owned(), by(signature));
            }
        } else {
            claim(&mut metadata.year, names::year(title), by(title));
        }
        for role in names::roles(title, &self.schema.roles) {
            metadata.roles.claim(role, by(title));
        }
        if let Some((place, _)) = title.split_once("政府工作报告") {
            let place = place.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年').trim();
            claim(&mut metadata.org, names::is_org(place).then(|| place.to_owned()), by(title));
        }
    }

    fn name(&mut self, name: &str, source: Source, confidence: Confidence) {
        let by = || evidence(source, name, None, confidence);
        let metadata = &mut self.metadata;
        claim(&mut metadata.year, names::year(name), by());
        for part in names::parts(name) {
            if names::is_org(part) {
                metadata.org.claim(part.to_owned(), by());
            } else if names::is_person(part) {
                metadata.author.claim(part.to_owned(), by());
            }
            // A title in a name names roles, too; but 书记 alone may be a folder of many.
            if source == Source::FileName {
                for role in names::roles(part, &self.schema.roles) {
                    metadata.roles.claim(role, by());
                }
            }
        }
    }
}

fn claim<T: PartialEq>(field: &mut Field<T>, value: Option<T>, evidence: Evidence) {
    if let Some(value) = value {
        field.claim(value, evidence);
    }
}

fn evidence(source: Source, quote: &str, span: Option<ByteRange>, confidence: Confidence) -> Evidence {
    Evidence { source, quote: quote.to_owned(), span, confidence }
}

/// The title in the text and where it stands: a heading of level 1, or a short line near the start that ends as titles
/// of reports do.
fn title(document: &Document) -> Option<(String, ByteRange)> {
    let mut start = 0;
    for block in document.blocks.iter().take(TITLE_WITHIN) {
        let range = ByteRange::new(start, start + block.text.len());
        start += block.text.len() + 1;
        let text = block.text.trim_matches(|c: char| matches!(c, '#' | '*') || c.is_whitespace());
        let text = without_spaces(text);
        let title_like = !text.ends_with(['。', '；', '，', '：', '！'])
            && (block.style == Style::Heading(1) || names::is_report(&text) && !text.contains(['。', '，']));
        if title_like && (3..=MAX_TITLE_CHARS).contains(&text.chars().count()) {
            return Some((text, range));
        }
    }
    None
}

/// Titles are spaced out to fill a line (述 职 报 告): blanks beside a Chinese character say nothing.
fn without_spaces(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let beside_han = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
        if !c.is_whitespace() || !(beside_han(out.chars().last().as_ref()) || beside_han(chars.peek())) {
            out.push(c);
        }
    }
    out
}

impl Metadata {
    /// The years that the report is of or speaks for, each once, the report's own first.
    pub fn years_covered(&self) -> Vec<Year> {
        let mut years: Vec<Year> = self.year.value().copied().into_iter().collect();
        if let Some(period) = self.period.value() {
            years.extend((period.first.0..=period.last.0).map(Year).filter(|y| Some(y) != self.year.value()));
        }
        years
    }

    /// The title where it stands outside the text, in the front matter.
    pub fn title_apart(&self) -> Option<&String> {
        self.title.claims().iter().find(|c| c.evidence.source == Source::FrontMatter).map(|c| &c.value)
    }

    /// The date it was delivered, or failing that its year, for people.
    pub fn when(&self) -> Option<String> {
        self.date.value().map(Date::to_string).or_else(|| self.year.value().map(Year::to_string))
    }
}
