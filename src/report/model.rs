//! The types of a report: metadata with evidence, sections, passages.
//!
//! They are stored in the index as they are (in [`super::FileRecord`]): changing one changes the format, and
//! `index-schema/VERSION` must be raised.

use serde::{Deserialize, Serialize};

use crate::analysis::ByteRange;
use crate::schema::{Label, RolePath};

/// A report: one file, read and understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What it is, of when and whose.
    pub metadata: Metadata,
    /// The outline in reading order. The first section is the opening, level 0: all that stands before the first
    /// heading. The ranges of sections nest, and together cover the text.
    pub sections: Vec<Section>,
    /// The paragraphs in reading order; each lies in one section.
    pub passages: Vec<Passage>,
    /// The passages' texts, joined with line ends.
    pub text: String,
    /// Where pages begin: the number of the first passage on each, from 1, and the page's; empty for formats without
    /// pages.
    pub pages: Vec<(u32, u32)>,
}

/// What is known of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title.
    pub title: Field<String>,
    /// The year it is of.
    pub year: Field<Year>,
    /// The years it speaks for, where they are more than its own.
    pub period: Field<Period>,
    /// When it was delivered.
    pub date: Field<Date>,
    /// Who speaks in it.
    pub author: Field<String>,
    /// In which roles; several can be true at once.
    pub roles: Field<Role>,
    /// Of which organisation or place.
    pub org: Field<String>,
}

/// What the sources say of one thing, the most trusted claim first. Nothing said, or nothing trusted: unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field<T> {
    claims: Vec<Claim<T>>,
}

/// A value and why it is believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim<T> {
    /// What is claimed.
    pub value: T,
    /// By whom.
    pub evidence: Evidence,
}

/// Where a value was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The kind of place.
    pub source: Source,
    /// The words that say it.
    pub quote: String,
    /// Where they stand in the report's text, if they do.
    pub span: Option<ByteRange>,
    /// How far they are to be trusted.
    pub confidence: Confidence,
}

/// The kinds of places where metadata is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// What the user says of the file, in `metadata.csv` or `baogao.toml`.
    Given,
    /// Keys and values at the file's head.
    FrontMatter,
    /// A line that says who speaks, where and when.
    Signature,
    /// The report's title.
    Title,
    /// What the report's own sentences say.
    Statement,
    /// The report's main headings.
    Headings,
    /// The file's name.
    FileName,
    /// A folder's name.
    FolderName,
    /// What a program stored with the document: often a template's, or of who saved it.
    Properties,
}

impl Source {
    /// Its name for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::FrontMatter => "front matter",
            Self::Signature => "signature",
            Self::Title => "title",
            Self::Statement => "text",
            Self::Headings => "headings",
            Self::FileName => "file name",
            Self::FolderName => "folder name",
            Self::Properties => "document properties",
        }
    }
}

/// How far evidence is to be trusted, in per cent: of a hundred such claims so many are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Confidence(pub u8);

impl Confidence {
    /// Claims below this don't make a value known: a wrong value is worse than none.
    pub const NEEDED: Self = Self(70);
    /// What the user says: beside it nothing else counts.
    pub const GIVEN: Self = Self(100);
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { claims: Vec::new() }
    }
}

impl<T: PartialEq> Field<T> {
    /// Adds a claim. Of claims equally trusted the first made stays first.
    pub fn claim(&mut self, value: T, evidence: Evidence) {
        let at = self.claims.partition_point(|c| c.evidence.confidence >= evidence.confidence);
        self.claims.insert(at, Claim { value, evidence });
    }

    /// No claim counts any more: it is known that nothing is known.
    pub(crate) fn distrust(&mut self) {
        self.claims.iter_mut().for_each(|claim| claim.evidence.confidence = Confidence(0));
    }

    /// The claims of a kind of place; and whether none of all claims counts, if there are any.
    pub(crate) fn said_by(&self, source: Source) -> (Vec<&T>, Option<bool>) {
        let of_source = self.claims.iter().filter(|claim| claim.evidence.source == source);
        let is_distrusted = self.claims.iter().all(|claim| claim.evidence.confidence == Confidence(0));
        (of_source.map(|claim| &claim.value).collect(), (!self.claims.is_empty()).then_some(is_distrusted))
    }

    /// The most trusted value, if it is trusted enough.
    pub fn value(&self) -> Option<&T> {
        self.values().next()
    }

    /// All values trusted enough, each once, the most trusted first.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        let trusted = self.trusted();
        let first = |i: usize| trusted[..i].iter().all(|earlier| earlier.value != trusted[i].value);
        (0..trusted.len()).filter(move |&i| first(i)).map(|i| &trusted[i].value)
    }

    /// Whether trusted sources disagree.
    pub fn is_disputed(&self) -> bool {
        self.values().nth(1).is_some()
    }

    /// All claims, the most trusted first, those not trusted enough included.
    pub fn claims(&self) -> &[Claim<T>] {
        &self.claims
    }

    fn trusted(&self) -> &[Claim<T>] {
        let is_given = self.claims.first().is_some_and(|c| c.evidence.confidence == Confidence::GIVEN);
        let needed = if is_given { Confidence::GIVEN } else { Confidence::NEEDED };
        let n = self.claims.partition_point(|c| c.evidence.confidence >= needed);
        &self.claims[..n]
    }
}

/// A calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Year(pub u16);

impl Year {
    /// The year that a number is, if reports can be of it: 1949 to 2100.
    pub fn plausible(number: u32) -> Option<Self> {
        (1949..=2100).contains(&number).then_some(Self(number as u16))
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A run of years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first year.
    pub first: Year,
    /// The last year.
    pub last: Year,
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

/// A date, to the day if known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year.
    pub year: Year,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31, if known.
    pub day: Option<u8>,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A role as the report names it, and where it stands in the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Role {
    /// As the report names it.
    pub name: String,
    /// Where it stands; none for a role that the schema doesn't know.
    pub path: Option<RolePath>,
}

/// Number of a section in its report's outline, from 0, the opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SectionId(pub u32);

/// A part of a report under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Depth in the outline: 0 for the opening, 1 for the main headings.
    pub level: u8,
    /// The numbering as it is written, 一、 or （三） or 第二章; empty if there is none.
    pub number: String,
    /// The heading without its numbering; empty for the opening.
    pub heading: String,
    /// What it does in the report.
    pub part: Option<Label>,
    /// What it is about.
    pub topic: Option<Label>,
    /// The section that holds it.
    pub parent: Option<SectionId>,
    /// The bytes of the report's text that it covers, heading and sub-sections included.
    pub range: ByteRange,
    /// The passages that it covers, likewise, counted from 1: from the first to before the second.
    pub passages: (u32, u32),
    /// How many characters it has, likewise, white space not counted.
    pub chars: u32,
}

/// A paragraph: the unit that is searched and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The bytes of the report's text that it covers.
    pub range: ByteRange,
    /// The innermost section that holds it.
    pub section: SectionId,
    /// What it is.
    pub kind: PassageKind,
    /// Whether it was recognised in a picture, and may be wrong.
    pub is_recognised: bool,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassageKind {
    /// Text of the report.
    Text,
    /// Its section's heading, or a paragraph that begins with it.
    Heading,
    /// Not the report's: a watermark, an advertisement, a page number, a running header. It is searched like all others,
    /// and ranked after them.
    Boilerplate,
}

impl Section {
    /// The heading with its numbering; empty for the opening.
    pub fn title(&self) -> String {
        // 一、 （一） and 一是 stand close to the heading, 1. and 第一章 don't.
        let close = self.number.is_empty() || self.number.ends_with(['、', '）', ')', '．', '是']);
        format!("{}{}{}", self.number, if close { "" } else { " " }, self.heading)
    }
}

/// The headings on the way to a section, the widest first, numbering included; none for the opening.
pub fn heading_path(sections: &[Section], id: SectionId) -> Vec<String> {
    let mut path: Vec<String> = ancestors(sections, id).filter(|s| s.level > 0).map(Section::title).collect();
    path.reverse();
    path
}

/// A section and those that hold it, the innermost first.
pub fn ancestors(sections: &[Section], id: SectionId) -> impl Iterator<Item = &Section> {
    std::iter::successors(sections.get(id.0 as usize), |s| sections.get(s.parent?.0 as usize))
}
