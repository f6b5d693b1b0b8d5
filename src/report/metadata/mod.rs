//! What is known of a report: in goes its text with its outline, the file's path and what the user says; out come title, year
//! or period, date, author, roles and unit, each with the claims of all sources and their evidence.
//!
//! 1. [`trust`]: how far each source is trusted. [`dates`], [`persons`], [`units`], [`posts`]: what a few characters are, in whatever source they stand.
//! 2. [`years`], [`title`], [`labels`], [`forms`], [`signature`], [`signers`], [`introduction`], [`told`]: what one source says.
//! 3. [`lines`]: the lines at head and end, each seen beside its neighbours; here, all sources brought together.
//!
//! The confidences are ranks of trust between these sources: what the author wrote at the head of the file beats all,
//! a signature beats a title, what the text says beats what the file is called, and the nearer name beats the farther.

mod trust;
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
mod told;
mod lines;
mod covered;

pub(super) use dates::date;
pub(super) use persons::is_person;
use told::{statements, workplaces};
use trust::{
    FILE_NAME, FOLDER_NAME, FRONT_MATTER, GUESS, HEAD_BLOCKS, HEADINGS, INTRODUCTION, INTRODUCTION_BYTES,
    MAX_ADDRESS_CHARS, MAX_ROLES, PROPERTY_DATE, STATEMENT, TITLE, UNIT, claim, claim_role, evidence,
};

use super::clean::Cleaned;
use super::model::{Confidence, Evidence, Metadata, PassageKind, Role, Source, Year};
use super::names::is_report;
use super::outline::Outline;
use crate::analysis::ByteRange;
use crate::extract::Document;
use crate::schema::{Key, Schema};
use crate::source::is_unknown;

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
    gathering.duties(outline);
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

/// Where an opening says that its writer works: less sure than what it is called elsewhere.
const WORKPLACE: Confidence = Confidence(76);
/// A writer says where he works so near the start.
const OPENING_BYTES: usize = 3_000;
/// A post that a clause is, unit and all.
const MAX_POST_CHARS: usize = 14;

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
        named.roles.into_iter().chain(mentioned).for_each(|role| claim_role(metadata, role, by(title)));
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
            let paragraph = statements::head(passage.range.of(&outline.text), INTRODUCTION_BYTES);
            let is_marked = paragraph.contains("**");
            let paragraph = &paragraph.replace("**", "");
            if let Some(found) = introduction::read(paragraph, is_first, &self.schema.roles) {
                let at = passage.range.start as usize;
                let span = ByteRange::new(at + found.range.start, at + found.range.end);
                let span = if is_marked { passage.range } else { span };
                let by = evidence(Source::Statement, &paragraph[found.range.clone()], Some(span), INTRODUCTION);
                metadata.author.claim(found.name.to_owned(), by.clone());
                claim(&mut metadata.org, found.unit, Evidence { confidence: UNIT, ..by.clone() });
                for role in found.roles.into_iter().take(MAX_ROLES) {
                    claim_role(metadata, role, Evidence { confidence: STATEMENT, ..by.clone() });
                }
                return;
            }
            is_first &= paragraph.chars().count() <= MAX_ADDRESS_CHARS;
        }
    }

    /// The post with which a section on somebody's duties begins: 岗位职责 / 专职安全员，负责……
    fn duties(&mut self, outline: &Outline) {
        let is_of_duties = |heading: &str| {
            ["岗位职责", "岗位情况", "岗位说明", "工作岗位", "本职岗位"].iter().any(|word| heading.contains(word))
        };
        for section in outline.sections.iter().filter(|section| is_of_duties(&section.heading)).take(1) {
            // Counted from 1: the first is the heading.
            let Some(passage) = outline.passages.get(section.passages.0 as usize) else { continue };
            let text = passage.range.of(&outline.text);
            let clause = text.split(['，', '。', '；', '：']).next().unwrap_or_default();
            // 项目经理，负责……；安全员，负责…… are the duties of all.
            let first_of = |part: &str| {
                part.split('，').next().is_some_and(|clause| posts::post(clause.trim(), &self.schema.roles).is_some())
            };
            let is_of_one = !text.split(['；', '。']).skip(1).any(first_of);
            if is_of_one
                && clause.chars().count() <= MAX_POST_CHARS
                && let Some(post) = posts::post(clause.trim(), &self.schema.roles)
            {
                let by = evidence(Source::Statement, clause, Some(passage.range), STATEMENT);
                claim(&mut self.metadata.org, post.unit, Evidence { confidence: UNIT, ..by.clone() });
                claim_role(&mut self.metadata, post.role, by);
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
        let schema = self.schema;
        let sent = workplaces::sent(&text[..head], &schema.roles);
        let stated = statements::roles(&text[..told_until], &schema.roles);
        let stated: Vec<_> = sent.into_iter().chain(stated).take(MAX_ROLES).collect();
        // Who has posts in several units is of none of them more than of the others.
        let units: Vec<&String> = stated.iter().filter_map(|stated| stated.unit.as_ref()).collect();
        let is_of_one = units.iter().all(|unit| unit.contains(units[0]) || units[0].contains(unit.as_str()));
        for (number, stated) in stated.into_iter().enumerate() {
            let by = evidence(Source::Statement, stated.name, span(stated.range), STATEMENT);
            let unit = stated.unit.filter(|_| is_of_one || number == 0);
            claim(&mut metadata.org, unit, Evidence { confidence: UNIT, ..by.clone() });
            claim_role(metadata, stated.role, by);
        }
        let opening = statements::head(&text[..head], OPENING_BYTES);
        if let Some((org, range)) = workplaces::of_opening(opening) {
            metadata.org.claim(org.to_owned(), evidence(Source::Statement, org, span(range), WORKPLACE));
        }
        if metadata.roles.value().is_none()
            && let Some((role, range)) = workplaces::taught(opening)
        {
            let by = evidence(Source::Statement, &text[range.clone()], span(range), WORKPLACE);
            metadata.roles.claim(role, by);
        }
        if let Some((org, range)) = workplaces::represented(text) {
            metadata.org.claim(org.to_owned(), evidence(Source::Statement, org, span(range), STATEMENT));
        }
        if metadata.org.value().is_none()
            && let Some((org, range)) = workplaces::spoken_of(text)
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
            if units::is_named_place(part) || is_of_file && units::is_unit(part) {
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
                roles.into_iter().for_each(|role| claim_role(metadata, role, by(confidence)));
            }
        }
    }
}

/// The parts of a name, parted by white space, dashes, underscores and brackets.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || "_-－—–~、，,.（）()【】[]《》".contains(c))
        .filter(|part| !part.is_empty())
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

    /// The names of the roles, as one text; none where there is none.
    pub fn role_names(&self) -> Option<String> {
        let names: Vec<&str> = self.distinct_roles().into_iter().map(|role| role.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join("、"))
    }

    /// The title where it stands outside the text: in the front matter, or in what the user says.
    pub fn title_apart(&self) -> Option<&String> {
        let apart = [Source::Given, Source::FrontMatter];
        self.title.claims().iter().find(|c| apart.contains(&c.evidence.source)).map(|c| &c.value)
    }
}
