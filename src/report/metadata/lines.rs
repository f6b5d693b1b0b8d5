//! The lines at a report's head and end, each beside its neighbours: who signs, whom labels and forms name, where and when.
//!
//! A name that stands alone is the writer's where one signs: above or below a date, or right below the title. Whom a label
//! names as something else (审核, 主持, 抄送) is not the writer, and what stands below such a label at the end is theirs.

use super::labels::{self, Label, Labelled};
use super::signature::{self, Expected, Signature};
use super::signers::{self, Named};
use super::trust::{HEAD_BLOCKS, MAX_ROLES, TITLE, UNIT, claim_role, evidence};
use super::{covered, dates, forms, persons, posts, units, years};
use crate::analysis::ByteRange;
use crate::report::outline::Outline;
use crate::report::{Confidence, Date, Evidence, Metadata, Passage, PassageKind, Role, Source};
use crate::schema::Schema;

/// The writer, by a label that says so.
const LABEL: Confidence = Confidence(96);
const SIGNATURE: Confidence = Confidence(95);
/// A unit's name alone, where one signs.
const UNIT_LINE: Confidence = Confidence(88);
/// Signatures are looked for in this many blocks at the end.
const TAIL_BLOCKS: usize = 4;
/// Forms are looked for in this many blocks from the start.
const FORM_BLOCKS: usize = 60;
/// A post that nothing but its label says to be one is no longer.
const MAX_ROLE_CHARS: usize = 10;
/// Shorter lines above a name may be names, too.
const MIN_TEXT_CHARS: usize = 12;
/// A line of signature is no longer.
const MAX_LINE_CHARS: usize = 60;

/// Claims what the lines say. `is_to_assembly`: the report is given to delegates.
pub(super) fn claim(metadata: &mut Metadata, outline: &Outline, is_to_assembly: bool, schema: &Schema) {
    let title = metadata.title.claims().first().and_then(|claim| claim.evidence.span);
    let mut reading = Reading { metadata, outline, schema, is_to_assembly, title, of_others: false, is_named: false };
    reading.forms();
    let last = outline.passages.len().saturating_sub(TAIL_BLOCKS).max(HEAD_BLOCKS);
    for number in (0..outline.passages.len().min(HEAD_BLOCKS)).chain(last..outline.passages.len()) {
        if number == last {
            reading.of_others = false;
        }
        // In the midst of a report a name is anybody's.
        if outline.passages[number].kind == PassageKind::Text {
            reading.line(number, number >= HEAD_BLOCKS || outline.passages.len() - number <= TAIL_BLOCKS);
        }
    }
}

struct Reading<'a> {
    metadata: &'a mut Metadata,
    outline: &'a Outline,
    schema: &'a Schema,
    is_to_assembly: bool,
    /// Where the title stands.
    title: Option<ByteRange>,
    /// Whether a label before named others: what follows is theirs.
    of_others: bool,
    /// Whether the writer is named by a line: later ones name others.
    is_named: bool,
}

impl Reading<'_> {
    fn text(&self, number: usize) -> &str {
        self.outline.passages.get(number).map_or("", |passage| passage.range.of(&self.outline.text))
    }

    fn by(&self, number: usize, confidence: Confidence) -> Evidence {
        let range = self.outline.passages[number].range;
        evidence(Source::Signature, range.of(&self.outline.text), Some(range), confidence)
    }

    fn forms(&mut self) {
        let passages = &self.outline.passages;
        let tail = passages.len().saturating_sub(TAIL_BLOCKS).max(FORM_BLOCKS);
        let numbers: Vec<usize> = (0..passages.len().min(FORM_BLOCKS)).chain(tail..passages.len()).collect();
        let numbers: Vec<usize> = numbers.into_iter().filter(|&number| is_cell(&passages[number])).collect();
        let lines: Vec<&str> = numbers.iter().map(|&number| passages[number].range.of(&self.outline.text)).collect();
        for found in forms::read(&lines, &self.schema.roles) {
            let number = numbers[found.line];
            self.labelled(number, found.label, &found.value);
        }
    }

    fn line(&mut self, number: usize, is_tail: bool) {
        let line = self.text(number).to_owned();
        let pairs = labels::of_line(&line);
        if let Some(first) = pairs.first() {
            if !matches!(first.label, Label::Other | Label::Head) {
                self.pairs(number, &pairs);
                return;
            }
            let is_signed = !is_tail || !self.of_others && self.is_where_one_signs(number, is_tail);
            let is_post = self.is_post(first, is_tail) || units::is_unit(first.name) && persons::is_person(first.value);
            if !is_post || !is_signed || signature::names_others(&line) {
                self.of_others |= is_tail && !is_sentence(line.trim_end());
                self.pairs(number, &pairs);
                return;
            }
        }
        if let Some(value) = labels::after_author(&line) {
            self.labelled(number, Label::Author, value);
            return;
        }
        let next = self.text(number + 1).to_owned();
        let expected = if next.starts_with("各位") { Expected::Name } else { Expected::Nothing };
        // 请大家多监督。
        let is_others = signature::names_others(&line) && !line.trim_end().ends_with(['。', '！']);
        self.of_others |= is_others && is_tail && line.chars().count() <= MAX_LINE_CHARS;
        let mut found = signature::read(&line, &self.schema.roles, expected).unwrap_or_default();
        if found.author.is_none() && line.chars().count() <= MAX_LINE_CHARS && !is_sentence(&line) {
            let named = if self.is_where_one_signs(number, is_tail) { Named::Likely } else { Named::Unsaid };
            if let Some(signer) = signers::read(&line, &self.schema.roles, named) {
                let date = found.date.take().or(signer.date);
                found = Signature { date, org: found.org.take().or(signer.org), ..signer };
            }
        }
        if found.author.is_none()
            && number < 3
            && let Some(byline) = signers::byline(&line, &self.schema.roles)
        {
            let by = self.by(number, TITLE);
            found.org = found.org.take().or(byline.org);
            found.author = byline.author;
            self.roles(byline.roles, &by);
        }
        if is_others || self.of_others {
            found = Signature { date: found.date, ..Signature::default() };
        }
        let line = line.trim();
        if found.org.is_none() && self.is_unit_line(number, line, is_tail) && !self.of_others {
            let by = self.by(number, UNIT_LINE);
            self.metadata.org.claim(line.to_owned(), by);
        }
        if covered::is_subtitle(line) && number < HEAD_BLOCKS {
            let by = self.by(number, covered::SUBTITLE);
            covered::claim_of_title(self.metadata, line, &by);
        }
        let is_assembly = ["会议上", "大会上", "代表大会"].iter().any(|words| line.contains(words));
        self.signature(number, found, SIGNATURE, is_assembly);
    }

    fn signature(&mut self, number: usize, found: Signature, confidence: Confidence, is_assembly: bool) {
        let by = self.by(number, confidence);
        if let Some(date) = found.date {
            self.date(number, date, is_assembly);
        }
        if let Some(org) = found.org {
            // 县人民法院 below the title of 南坡县人民法院's report.
            let full = self.metadata.org.values().find(|full| full.ends_with(&org) && full.len() > org.len());
            let org = full.cloned().unwrap_or(org);
            // The place of an assembly is no more than where the court or the society of the title is.
            let is_of_title = |other: &String| other.starts_with(&org) && *other != org && !other.ends_with("政府");
            let is_place_alone = is_assembly && found.author.is_none() && self.metadata.org.values().any(is_of_title);
            // A unit beside a date is the one that writes, not always the one that reports.
            let confidence = if is_place_alone {
                UNIT
            } else if found.author.is_some() || is_assembly {
                confidence
            } else {
                UNIT_LINE
            };
            self.metadata.org.claim(org, Evidence { confidence, ..by.clone() });
        }
        if self.is_named {
            return;
        }
        if let Some(author) = found.author {
            self.is_named = true;
            self.metadata.author.claim(author, by.clone());
            self.roles(found.roles, &by);
        }
    }

    fn roles(&mut self, roles: Vec<Role>, by: &Evidence) {
        roles.into_iter().take(MAX_ROLES).for_each(|role| claim_role(self.metadata, role, by.clone()));
    }

    fn date(&mut self, number: usize, date: Date, is_assembly: bool) {
        let by = self.by(number, SIGNATURE);
        let (year, confidence) = if is_assembly || self.is_to_assembly {
            (date.year, covered::DELIVERED)
        } else {
            (covered::of_handing_in(date), covered::HANDED_IN)
        };
        self.metadata.year.claim(year, Evidence { confidence, ..by.clone() });
        self.metadata.date.claim(date, by);
    }

    fn pairs(&mut self, number: usize, pairs: &[Labelled<'_>]) {
        for pair in pairs {
            // 述职人：, and the name on the next line.
            let value = if pair.value.is_empty() && pairs.len() == 1 && pair.label == Label::Author {
                Some(self.text(number + 1).trim().to_owned())
                    .filter(|next| persons::is_person(next))
                    .unwrap_or_default()
            } else {
                pair.value.to_owned()
            };
            if !value.is_empty() {
                self.labelled(number, pair.label, &value);
            }
            // 实习生：林国栋
            if pair.label == Label::Author && pair.name.starts_with("实习") && persons::is_expected_name(&value) {
                let by = self.by(number, SIGNATURE);
                self.roles(vec![Role { name: "实习生".to_owned(), path: None }], &by);
            }
        }
    }

    /// Claims what stands beside a label.
    fn labelled(&mut self, number: usize, label: Label, value: &str) {
        let roles = &self.schema.roles;
        match label {
            Label::Author | Label::Name => {
                if let Some(found) = signers::read(value, roles, Named::Asked) {
                    self.signature(number, Signature { date: None, ..found }, LABEL, false);
                }
            }
            Label::Org => {
                let unit: String = value.split("  ").next().unwrap_or_default().to_owned();
                let unit: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
                let is_name = unit.chars().count() <= MAX_UNIT_CHARS
                    && unit.chars().count() >= 2
                    && unit.chars().all(|c| c.is_alphanumeric() || "×*○·（）()“”".contains(c));
                let is_plain = unit.chars().any(|c| !c.is_ascii_digit()) && labels::label(&unit).is_none();
                if is_name && is_plain {
                    let confidence = if units::is_unit(&unit) { SIGNATURE } else { TITLE };
                    let by = self.by(number, confidence);
                    self.metadata.org.claim(unit, by);
                }
            }
            Label::Role | Label::OrgAndRole => {
                let of_posts = posts::posts(value, roles);
                let by = self.by(number, SIGNATURE);
                if let Some(unit) = of_posts.first().and_then(|post| post.unit.clone()) {
                    self.metadata.org.claim(unit, Evidence { confidence: TITLE, ..by.clone() });
                }
                let is_plain = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
                if of_posts.is_empty()
                    && label == Label::Role
                    && (2..=MAX_ROLE_CHARS).contains(&value.chars().count())
                    && value.chars().all(is_plain)
                    && labels::label(value).is_none_or(|label| label == Label::Head)
                    && !units::is_unit(value)
                {
                    self.roles(vec![Role { name: value.to_owned(), path: None }], &by);
                }
                self.roles(of_posts.into_iter().map(|post| post.role).collect(), &by);
            }
            Label::Year => {
                if let Some((covered, _)) = years::of_title(value) {
                    let by = self.by(number, TITLE);
                    covered::claim_covered(self.metadata, covered, &by);
                }
            }
            Label::Date => {
                if let Some((date, _)) = dates::date(value) {
                    self.date(number, date, false);
                }
            }
            Label::Other | Label::Head => {}
        }
    }

    /// Whether a label is a post, and its value the name of who has it: 县财政局局长：林国栋.
    fn is_post(&self, pair: &Labelled<'_>, is_tail: bool) -> bool {
        let is_known = |post: posts::Post| post.role.path.is_some() || is_tail && persons::is_person(pair.value);
        posts::post(&pair.name.replace([' ', '　'], ""), &self.schema.roles).is_some_and(is_known)
    }

    /// Whether one signs there: beside a date, right below the title, before the address, at the very end.
    fn is_where_one_signs(&self, number: usize, is_tail: bool) -> bool {
        let (previous, next) = (number.checked_sub(1).map_or("", |before| self.text(before)), self.text(number + 1));
        let is_below_title =
            number > 0 && self.title.is_some_and(|title| self.outline.passages[number - 1].range.start == title.start);
        let is_text = previous.ends_with(['。', '！']) || previous.chars().count() >= MIN_TEXT_CHARS;
        let is_last = is_tail && number + 1 == self.outline.passages.len() && is_text;
        let is_address = ["各位", "尊敬", "同志们", "领导"].iter().any(|word| next.starts_with(word));
        is_date(previous) || is_date(next) || is_below_title || is_address || is_last
    }

    /// Whether a line is the name of the unit that reports: beside its date, or right above or below the title.
    fn is_unit_line(&self, number: usize, line: &str, is_tail: bool) -> bool {
        if !units::is_unit(line) || line.chars().count() < 3 {
            return false;
        }
        let is_title =
            |number: usize| self.title.is_some_and(|title| self.outline.passages[number].range.start == title.start);
        let above = number > 0 && is_title(number - 1);
        let below = number + 1 < self.outline.passages.len() && is_title(number + 1);
        let dated = (1..=2).any(|away| is_date(self.text(number + away)));
        let dated = dated || number > 0 && is_date(self.text(number - 1));
        above || below || dated && (is_tail || number < HEAD_BLOCKS)
    }
}

/// Names of units are no longer.
const MAX_UNIT_CHARS: usize = 30;

/// Whether a passage may be a form's cell: a year in one looks like a page's number.
fn is_cell(passage: &Passage) -> bool {
    let bytes = passage.range.end - passage.range.start;
    passage.kind != PassageKind::Boilerplate || bytes <= MAX_NUMBER_BYTES
}

/// Numbers in cells are no longer.
const MAX_NUMBER_BYTES: u32 = 10;

/// Whether a line is a date, and nothing else.
fn is_date(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    // 2024.12.30 夜, 03年12月31日
    let is_rest = |rest: &str| rest.chars().count() <= 4 && rest.chars().all(|c| c.is_whitespace() || is_when(c));
    let is_whole =
        |line: &str| dates::date(line).is_some_and(|(_, range)| range.start == 0 && is_rest(&line[range.end..]));
    let is_short = || line.starts_with(|c: char| c.is_ascii_digit()) && is_whole(&format!("20{line}"));
    line.chars().count() <= 20 && (is_whole(line) || is_short())
}

/// Whether a character tells when on a day: 夜, 星期五, 晚.
fn is_when(c: char) -> bool {
    "夜晚早晨上下中午星期周一二三四五六日".contains(c)
}

fn is_sentence(line: &str) -> bool {
    line.ends_with(['。', '！', '？', '；', '：', ':'])
}
