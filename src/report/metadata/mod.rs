//! What is known of a report: in goes its text with its outline, the file's path and what the user says; out come title, year
//! or period, date, author, roles and unit, each with the claims of all sources and their evidence.
//!
//! 1. [`dates`], [`persons`], [`units`], [`posts`]: what a few characters are, in whatever source they stand.
//! 2. [`years`], [`title`], [`labels`], [`forms`], [`signature`], [`signers`], [`introduction`], [`statements`]: what one source says.
//! 3. [`lines`]: the lines at head and end, each seen beside its neighbours; here, all sources brought together.
//!
//! The confidences are ranks of trust between these sources: what the author wrote at the head of the file beats all,
//! a signature beats a title, what the text says beats what the file is called, and the nearer name beats the farther.

mod dates;
mod persons;
mod units;
mod posts;
mod years;
mod title;
mod labels;
mod forms;
mod signature;
mod signers;
mod introduction;
mod statements;
mod lines;
mod covered;

pub(super) use dates::date;
pub(super) use persons::is_person;

use super::clean::Cleaned;
use super::model::{Confidence, Evidence, Field, Metadata, PassageKind, Role, Source, Year};
use super::names::is_report;
use super::outline::Outline;
use crate::analysis::ByteRange;
use crate::extract::Document;
use crate::schema::{Key, Schema};
use crate::source::is_unknown;

const FRONT_MATTER: Confidence = Confidence(98);
const TITLE: Confidence = Confidence(90);
/// Who introduces himself.
const INTRODUCTION: Confidence = Confidence(93);
/// What a sentence says of the report, or of its writer.
const STATEMENT: Confidence = Confidence(86);
const FILE_NAME: Confidence = Confidence(84);
const FOLDER_NAME: Confidence = Confidence(80);
const HEADINGS: Confidence = Confidence(75);
/// Shown, but not enough to be known: the last year that a text speaks of, a name that no text confirms.
const GUESS: Confidence = Confidence(50);
/// A date of delivery in the front matter: of the year less surely than a year.
const PROPERTY_DATE: Confidence = Confidence(90);

/// The head of a report: a title, signatures and introductions are looked for in this many passages from the start.
const HEAD_BLOCKS: usize = 12;
/// Who introduces himself does so at the start of a paragraph.
const INTRODUCTION_BYTES: usize = 1_200;
/// Titles and addresses are no longer.
const MAX_ADDRESS_CHARS: usize = 30;
/// The unit of a post that a sentence names.
const UNIT: Confidence = Confidence(85);
/// Nobody has more roles than this.
const MAX_ROLES: usize = 20;

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
    if let Some((title, span)) = title::find(cleaned) {
        let by = evidence(Source::Title, &title, Some(span), TITLE);
        gathering.metadata.title.claim(title, by);
    }
    let is_of_assembly = covered::is_to_assembly(outline);
    if let Some(title) = gathering.metadata.title.claims().first().cloned() {
        gathering.title(&title.value, title.evidence.span, is_of_assembly);
    }
    lines::claim(&mut gathering.metadata, outline, is_of_assembly, schema);
    gathering.introduction(outline);
    gathering.statements(outline);
    let mut folders: Vec<&str> = path.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    gathering.name(stem, outline, Source::FileName, FILE_NAME);
    for folder in folders.into_iter().rev() {
        gathering.name(folder, outline, Source::FolderName, FOLDER_NAME);
    }
    gathering.properties(&document.properties);
    covered::claim(&mut gathering.metadata, outline, is_of_assembly);
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
            Key::Year => claim(&mut metadata.year, years::bare_year(value), by(value)),
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
                Some(Key::Author) if !persons::is_person(value) => {}
                Some(key @ (Key::Title | Key::Author | Key::Date)) => {
                    self.property(key, value, Source::Properties, confidence);
                }
                _ => {}
            }
        }
    }

    /// What a title says: 园区党工委书记2020年度述职报告, 七台河市政府工作报告（2016年1月8日 马志勇）.
    fn title(&mut self, title: &str, span: Option<ByteRange>, is_to_assembly: bool) {
        let by = |quote: &str| evidence(Source::Title, quote, span, TITLE);
        let metadata = &mut self.metadata;
        let signature = title.rsplit_once(['（', '(']).and_then(|(_, s)| s.strip_suffix(['）', ')']));
        if let Some((date, taken)) = signature.and_then(dates::date)
            && let Some(signature) = signature
        {
            metadata.date.claim(date, by(signature));
            if is_to_assembly || title.contains("政府工作报告") {
                metadata.year.claim(date.year, by(signature));
            } else {
                let by = evidence(Source::Title, signature, span, covered::HANDED_IN);
                metadata.year.claim(covered::of_handing_in(date), by);
            }
            let signer = signature[taken.end..].trim();
            if persons::can_be_person(signer) {
                metadata.author.claim(signer.to_owned(), by(signature));
            }
        } else {
            covered::claim_of_title(metadata, title, &by(title));
        }
        let named = title::named(title, &self.schema.roles);
        claim(&mut metadata.author, named.author, by(title));
        let is_of_person = ["述职", "述责", "述廉", "履职", "政府工作报告"].iter().any(|word| title.contains(word));
        let mentioned = self.schema.roles.mentions(title).filter(|_| is_of_person && named.roles.is_empty());
        let mentioned: Vec<Role> =
            mentioned.map(|m| Role { name: title[m.range].to_owned(), path: Some(m.path.clone()) }).collect();
        named.roles.into_iter().chain(mentioned).for_each(|role| metadata.roles.claim(role, by(title)));
        if let Some((place, _)) = title.split_once("政府工作报告") {
            let place = place.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年').trim();
            let place = place.trim_end_matches("人民");
            claim(&mut metadata.org, units::is_named_place(place).then(|| place.to_owned()), by(title));
        } else {
            claim(&mut metadata.org, named.org, by(title));
        }
    }

    /// Who the writer says he is, where he says so.
    fn introduction(&mut self, outline: &Outline) {
        let metadata = &mut self.metadata;
        let opening = outline.passages.iter().take(HEAD_BLOCKS).filter(|p| p.kind != PassageKind::Boilerplate);
        let mut is_first = true;
        for passage in opening {
            let paragraph = passage.range.of(&outline.text);
            let paragraph = statements::head(paragraph, INTRODUCTION_BYTES);
            if let Some(found) = introduction::read(paragraph, is_first, &self.schema.roles) {
                let at = passage.range.start as usize;
                let span = ByteRange::new(at + found.range.start, at + found.range.end);
                let by = evidence(Source::Statement, &paragraph[found.range.clone()], Some(span), INTRODUCTION);
                metadata.author.claim(found.name.to_owned(), by.clone());
                claim(&mut metadata.org, found.unit, Evidence { confidence: UNIT, ..by.clone() });
                for role in found.roles.into_iter().take(MAX_ROLES) {
                    metadata.roles.claim(role, Evidence { confidence: STATEMENT, ..by.clone() });
                }
                return;
            }
            is_first &= paragraph.chars().count() <= MAX_ADDRESS_CHARS;
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
        for stated in statements::roles(&text[..told_until], &self.schema.roles).into_iter().take(MAX_ROLES) {
            let by = evidence(Source::Statement, stated.name, span(stated.range), STATEMENT);
            claim(&mut metadata.org, stated.unit, Evidence { confidence: UNIT, ..by.clone() });
            metadata.roles.claim(stated.role, by);
        }
        if let Some((org, range)) = statements::represented(text) {
            metadata.org.claim(org.to_owned(), evidence(Source::Statement, org, span(range), STATEMENT));
        }
        if metadata.org.value().is_none()
            && let Some((org, range)) = statements::spoken_of(text)
        {
            metadata.org.claim(org.to_owned(), evidence(Source::Statement, org, span(range), HEADINGS));
        }
    }

    /// What the name of a file or a folder says. As an author a name counts if it is nothing else, and if the text knows it, or
    /// if it is a file's and the rest of the name is that of a report.
    fn name(&mut self, name: &str, outline: &Outline, source: Source, confidence: Confidence) {
        let metadata = &mut self.metadata;
        let by = |confidence| evidence(source, name, None, confidence);
        claim(&mut metadata.year, years::bare_year(name), by(confidence));
        let parts: Vec<&str> = parts(name).collect();
        let is_of_file = source == Source::FileName;
        let is_reports = is_of_file && parts.iter().any(|part| is_report(part) || part.contains("述职"));
        for part in &parts {
            if units::is_place(part) || is_of_file && units::is_unit(part) {
                metadata.org.claim((*part).to_owned(), by(confidence));
            } else if persons::is_person(part) {
                let known = is_reports || outline.text.contains(part);
                metadata.author.claim((*part).to_owned(), by(if known { confidence } else { GUESS }));
            } else if is_of_file {
                // A title in a name names whom titles name; but 书记 alone may be a folder of many.
                let named = title::named(part, &self.schema.roles);
                claim(&mut metadata.author, named.author, by(confidence));
                claim(&mut metadata.org, named.org, by(confidence));
                let of_part = posts::posts(part, &self.schema.roles).into_iter().map(|post| post.role);
                let mentioned = self.schema.roles.mentions(part).filter(|_| part.contains("述职"));
                let mentioned = mentioned.map(|m| Role { name: part[m.range].to_owned(), path: Some(m.path.clone()) });
                let roles: Vec<Role> = named.roles.into_iter().chain(of_part).chain(mentioned).collect();
                roles.into_iter().for_each(|role| metadata.roles.claim(role, by(confidence)));
            }
        }
    }
}

/// The parts of a name, parted by white space, dashes, underscores and brackets.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || "_-－—–~、，,.（）()【】[]《》".contains(c))
        .filter(|part| !part.is_empty())
}

fn claim<T: PartialEq>(field: &mut Field<T>, value: Option<T>, evidence: Evidence) {
    if let Some(value) = value {
        field.claim(value, evidence);
    }
}

fn evidence(source: Source, quote: &str, span: Option<ByteRange>, confidence: Confidence) -> Evidence {
    Evidence { source, quote: quote.to_owned(), span, confidence }
}

impl Metadata {
    /// The years that the report is of: those of its period, if it has one, or else its own.
    pub fn years_covered(&self) -> Vec<Year> {
        match self.period.value() {
            Some(period) => (period.first.0..=period.last.0).map(Year).collect(),
            None => self.year.value().copied().into_iter().collect(),
        }
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
