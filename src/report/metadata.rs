//! What all sources say of a report, brought together: the user, front matter, signature, title, statements, headings, names.
//!
//! The confidences are ranks of trust between these sources: what the author wrote at the head of the file beats all,
//! a signature beats a title, what the text says beats what the file is called, and the nearer name beats the farther.

use super::clean::{Cleaned, without_watermark};
use super::model::{Confidence, Evidence, Field, Metadata, PassageKind, Role, Source, Year};
use super::outline::Outline;
use super::signature::{Expected, Signature, is_named_org};
use super::{dates, names, signature, statements};
use crate::analysis::ByteRange;
use crate::extract::{Document, Style};
use crate::schema::{Key, Schema};
use crate::source::is_unknown;

const FRONT_MATTER: Confidence = Confidence(98);
const SIGNATURE: Confidence = Confidence(95);
const TITLE: Confidence = Confidence(90);
/// The year of delivery: a report handed in in January is of the year before, where its title says so.
const DELIVERED: Confidence = Confidence(88);
const STATEMENT: Confidence = Confidence(86);
const FILE_NAME: Confidence = Confidence(84);
const FOLDER_NAME: Confidence = Confidence(80);
const HEADINGS: Confidence = Confidence(75);
/// Shown, but not enough to be known: the last year that a text speaks of, a name that no text confirms.
const GUESS: Confidence = Confidence(50);
/// The last year is looked for in so much of a text: more than any report has.
const LAST_YEAR_BYTES: usize = 1 << 20;
/// A date of delivery in the front matter: of the year less surely than a year.
const PROPERTY_DATE: Confidence = Confidence(90);

/// A title, and signatures, are looked for in this many blocks from the start.
const HEAD_BLOCKS: usize = 12;
/// Signatures are looked for in this many blocks at the end.
const TAIL_BLOCKS: usize = 3;
/// Nobody has more roles than this.
const MAX_ROLES: usize = 20;
/// Titles are shorter than this, in characters.
const MAX_TITLE_CHARS: usize = 50;

/// Gathers what is known of a report whose file lies at `path` within the indexed folder.
/// `given` is what the user says of it.
pub(crate) fn gather(
    cleaned: &Cleaned,
    document: &Document,
    given: &[(Key, String)],
    outline: &Outline,
    path: &str,
    schema: &Schema,
) -> Metadata {
    let mut gathering = Gathering { metadata: Metadata::default(), schema };
    gathering.given(given);
    for (key, value) in &document.front_matter {
        if let Some(key) = Key::parse(key) {
            gathering.property(key, value, Source::FrontMatter, FRONT_MATTER);
        }
    }
    if let Some((title, span)) = title(cleaned) {
        let by = evidence(Source::Title, &title, Some(span), TITLE);
        gathering.metadata.title.claim(title, by);
    }
    if let Some(title) = gathering.metadata.title.claims().first().cloned() {
        gathering.title(&title.value, title.evidence.span);
    }
    gathering.signatures(outline);
    gathering.statements(outline);
    let mut folders: Vec<&str> = path.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    gathering.name(stem, outline, Source::FileName, FILE_NAME);
    for folder in folders.into_iter().rev() {
        gathering.name(folder, outline, Source::FolderName, FOLDER_NAME);
    }
    gathering.properties(&document.properties);
    gathering.years(outline);
    gathering.metadata
}

/// What the user says of a report, and nothing else.
pub(super) fn given_alone(given: &[(Key, String)], schema: &Schema) -> Metadata {
    let mut gathering = Gathering { metadata: Metadata::default(), schema };
    gathering.given(given);
    gathering.metadata
}

struct Gathering<'a> {
    metadata: Metadata,
    schema: &'a Schema,
}

impl Gathering<'_> {
    /// What the user says.
    fn given(&mut self, given: &[(Key, String)]) {
        for (key, value) in given.iter().filter(|(_, value)| !is_unknown(value)) {
            self.property(*key, value, Source::Given, Confidence::GIVEN);
        }
    }

    fn property(&mut self, key: Key, value: &str, source: Source, confidence: Confidence) {
        let by = |quote: &str| evidence(source, quote, None, confidence);
        let metadata = &mut self.metadata;
        match key {
            Key::Title => metadata.title.claim(value.to_owned(), by(value)),
            Key::Author => metadata.author.claim(value.to_owned(), by(value)),
            Key::Org => metadata.org.claim(value.to_owned(), by(value)),
            Key::Year => claim(&mut metadata.year, names::year(value), by(value)),
            Key::Date => {
                if let Some((date, _)) = dates::date(value) {
                    metadata.date.claim(date, by(value));
                    let confidence = confidence.min(PROPERTY_DATE);
                    metadata.year.claim(date.year, evidence(source, value, None, confidence));
                }
            }
            Key::Role => {
                let names = value.trim_matches(['[', ']']).split(['、', ',', '，', ';', '；']).map(str::trim);
                for name in names.filter(|name| !name.is_empty()).take(MAX_ROLES) {
                    let path = self.schema.roles.find(name).cloned();
                    metadata.roles.claim(Role { name: name.to_owned(), path }, by(name));
                }
            }
        }
    }

    /// What a program stored with the document. It names templates and who saved a file as often as what the report
    /// is: shown, and no more than that where the text doesn't say the same.
    fn properties(&mut self, properties: &[(String, String)]) {
        for (key, value) in properties {
            let confidence = GUESS;
            match Key::parse(key) {
                Some(Key::Author) if !names::is_person(value) => {}
                Some(key @ (Key::Title | Key::Author | Key::Date)) => {
                    self.property(key, value, Source::Properties, confidence);
                }
                _ => {}
            }
        }
    }

    /// What a title says: 园区党工委书记2020年度述职报告, 七台河市政府工作报告（2016年1月8日 马志勇）.
    fn title(&mut self, title: &str, span: Option<ByteRange>) {
        let by = |quote: &str| evidence(Source::Title, quote, span, TITLE);
        let metadata = &mut self.metadata;
        let signature = title.rsplit_once(['（', '(']).and_then(|(_, s)| s.strip_suffix(['）', ')']));
        if let Some((date, taken)) = signature.and_then(dates::date)
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
            claim(&mut metadata.org, is_named_org(place).then(|| place.to_owned()), by(title));
        } else if let Some((org, _)) = title.split_once(|c: char| c.is_ascii_digit()) {
            // 清河县审计局2021年工作总结
            claim(&mut metadata.org, is_named_org(org).then(|| org.to_owned()), by(title));
        }
    }

    /// What lines at the head and the end say of who speaks, where and when.
    fn signatures(&mut self, outline: &Outline) {
        let passages = &outline.passages;
        let last = passages.len().saturating_sub(TAIL_BLOCKS);
        for (number, passage) in passages.iter().enumerate() {
            // In the midst of a report a name is anybody's.
            if passage.kind != PassageKind::Text || number >= HEAD_BLOCKS && number < last {
                continue;
            }
            let line = passage.range.of(&outline.text);
            let next = passages.get(number + 1).map_or("", |next| next.range.of(&outline.text));
            let expected = if next.starts_with("各位") { Expected::Name } else { Expected::Nothing };
            let Some(found) = signature::read(line, &self.schema.roles, expected) else { continue };
            let Signature { date, author, roles, org } = found;
            let by = |confidence| evidence(Source::Signature, line, Some(passage.range), confidence);
            let metadata = &mut self.metadata;
            claim(&mut metadata.year, date.map(|date| date.year), by(DELIVERED));
            claim(&mut metadata.date, date, by(SIGNATURE));
            claim(&mut metadata.org, org, by(SIGNATURE));
            // Who speaks is named once; later lines name others.
            if metadata.author.claims().iter().all(|c| c.evidence.source != Source::Signature) {
                claim(&mut metadata.author, author, by(SIGNATURE));
                roles.into_iter().for_each(|role| metadata.roles.claim(role, by(SIGNATURE)));
            }
        }
    }

    /// What the report's sentences say of roles, organisation and period.
    fn statements(&mut self, outline: &Outline) {
        let text = &outline.text;
        let span = |range: std::ops::Range<usize>| Some(ByteRange::new(range.start, range.end));
        let metadata = &mut self.metadata;
        // A report whose title or signature names a role may name others at its head; further on, roles are told of
        // where nothing else names one.
        let head = outline.passages.get(HEAD_BLOCKS).map_or(text.len(), |next| next.range.start as usize);
        let told_until = if metadata.roles.value().is_some() { head } else { text.len() };
        for role in statements::roles(&text[..told_until], &self.schema.roles).into_iter().take(MAX_ROLES) {
            let by = evidence(Source::Statement, role.name, span(role.range), STATEMENT);
            metadata.roles.claim(Role { name: role.name.to_owned(), path: Some(role.path.clone()) }, by);
        }
        if let Some((org, range)) = statements::represented(text) {
            metadata.org.claim(org.to_owned(), evidence(Source::Statement, org, span(range), STATEMENT));
        }
        if metadata.org.value().is_none()
            && let Some((org, range)) = statements::spoken_of(text)
        {
            metadata.org.claim(org.to_owned(), evidence(Source::Statement, org, span(range), HEADINGS));
        }
        // The opening speaks of the report as a whole.
        let opening = outline.passages.iter().take(HEAD_BLOCKS).take_while(|p| p.section.0 == 0);
        for passage in opening {
            let paragraph = passage.range.of(text);
            if let Some((year, range)) = statements::leading_year(paragraph) {
                let at = passage.range.start as usize;
                let by = evidence(
                    Source::Statement,
                    &paragraph[range.clone()],
                    span(at + range.start..at + range.end),
                    FOLDER_NAME,
                );
                metadata.year.claim(year, by);
                break;
            }
        }
    }

    /// Years that follow from others: from the main headings, from the text as a whole; and the period that the report
    /// speaks for.
    fn years(&mut self, outline: &Outline) {
        let metadata = &mut self.metadata;
        // Delegates are told of the year that is over by its successor's report.
        let to_delegates = outline.text.contains("各位代表");
        let main = || outline.sections.iter().filter(|section| section.level == 1);
        for section in main() {
            let Some((mention, _)) = dates::mentions(&section.heading).pop() else { continue };
            let looks_back = ["回顾", "总结", "完成情况", "成就"].iter().any(|word| section.heading.contains(word));
            let year = match (to_delegates, looks_back) {
                (true, true) => mention.year.0 + 1,
                (false, false) => mention.year.0 - 1,
                _ => mention.year.0,
            };
            let span = ByteRange::new(section.range.start as usize, section.range.start as usize);
            metadata.year.claim(Year(year), evidence(Source::Headings, &section.heading, Some(span), HEADINGS));
            break;
        }
        if let Some((mention, range)) =
            dates::mentions(statements::head(&outline.text, LAST_YEAR_BYTES)).into_iter().max_by_key(|(m, _)| m.year)
        {
            let span = ByteRange::new(range.start, range.end);
            metadata.year.claim(mention.year, evidence(Source::Statement, span.of(&outline.text), Some(span), GUESS));
        }
        // Of a guessed year a period is no more than a guess.
        let (known, guessed) = (metadata.year.value(), metadata.year.claims().first());
        let known = known.map(|&year| (year, STATEMENT));
        let Some((year, confidence)) = known.or_else(|| Some((guessed?.value, GUESS))) else { return };
        let opening = outline.sections.first().map_or("", |opening| opening.range.of(&outline.text));
        let texts = metadata.title.value().map(String::as_str).into_iter().chain([opening]);
        let texts = texts.chain(main().map(|section| section.heading.as_str()));
        let found = texts.filter_map(|text| Some((statements::period(text, year)?, text))).next();
        if let Some(((period, range), text)) = found {
            let quote = &text[range];
            metadata.period.claim(period, evidence(Source::Statement, quote, None, confidence));
        }
    }

    /// What the name of a file or a folder says. Words look like names (党建, 成都, 范文): as an author it counts if the
    /// text knows it too, or if it is a file's and the rest of the name is that of a report.
    fn name(&mut self, name: &str, outline: &Outline, source: Source, confidence: Confidence) {
        let metadata = &mut self.metadata;
        let by = |confidence| evidence(source, name, None, confidence);
        claim(&mut metadata.year, names::year(name), by(confidence));
        let parts: Vec<&str> = names::parts(name).collect();
        let is_reports = source == Source::FileName && parts.iter().any(|part| names::is_report(part));
        for part in &parts {
            if names::is_org(part) {
                metadata.org.claim((*part).to_owned(), by(confidence));
            } else if names::is_person(part) {
                let known = is_reports || outline.text.contains(part);
                metadata.author.claim((*part).to_owned(), by(if known { confidence } else { GUESS }));
            }
            // A title in a name names roles, too; but 书记 alone may be a folder of many.
            if source == Source::FileName {
                for role in names::roles(part, &self.schema.roles) {
                    metadata.roles.claim(role, by(confidence));
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
fn title(cleaned: &Cleaned) -> Option<(String, ByteRange)> {
    let mut start = 0;
    let mut own = 0;
    for (block, &boilerplate) in cleaned.blocks.iter().zip(&cleaned.boilerplate) {
        let range = ByteRange::new(start, start + block.text.len());
        start += block.text.len() + 1;
        if boilerplate {
            continue;
        }
        own += 1;
        if own > HEAD_BLOCKS {
            break;
        }
        let text = without_watermark(&block.text, &cleaned.sites)
            .trim_matches(|c: char| matches!(c, '#' | '*') || c.is_whitespace());
        let text = without_spaces(text);
        let title_like = !text.ends_with(['。', '；', '，', '：', '！'])
            && (matches!(block.style, Style::Title | Style::Heading(1))
                || names::is_report(&text) && !text.contains(['。', '，']));
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

    /// The roles, each place in the hierarchy once, as the most trusted source names it.
    pub fn distinct_roles(&self) -> Vec<&Role> {
        let mut roles: Vec<&Role> = Vec::new();
        for role in self.roles.values() {
            if !roles.iter().any(|r| r.path.is_some() && r.path == role.path) {
                roles.push(role);
            }
        }
        roles
    }

    /// The title where it stands outside the text: in the front matter, or in what the user says.
    pub fn title_apart(&self) -> Option<&String> {
        let apart = [Source::Given, Source::FrontMatter];
        self.title.claims().iter().find(|c| apart.contains(&c.evidence.source)).map(|c| &c.value)
    }
}
