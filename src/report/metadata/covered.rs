//! The year that a report is of, or its period, from all that says something of it.
//!
//! What the title says; else what the opening says that is reported on; else, of a report handed in in January or February, the
//! year before, of others the year of handing in. A report to an assembly is of the year that it was given in. A period is
//! the years that title or opening name; 近三年来 counts back from the year only where no title names one.

use super::told::statements;
use super::trust::{GUESS, HEAD_BLOCKS, HEADINGS, STATEMENT, TITLE, evidence};
use super::years::Covered;
use super::{dates, years};
use crate::analysis::ByteRange;
use crate::report::outline::Outline;
use crate::report::{Confidence, Date, Evidence, Metadata, PassageKind, Period, Source, Year};

/// The year of delivery of a report to an assembly.
pub(super) const DELIVERED: Confidence = Confidence(88);
/// What a line below the title says: （2019—2020学年）.
pub(super) const SUBTITLE: Confidence = Confidence(89);
/// The year with which the opening begins.
const LEADING: Confidence = Confidence(83);
/// The year with which the opening of a report to an assembly begins is the one before its own as often.
const LEADING_OF_ASSEMBLY: Confidence = Confidence(80);
/// The year that follows from the day of handing in.
pub(super) const HANDED_IN: Confidence = Confidence(82);
/// The last year is looked for in so much of a text: more than most reports have.
const LAST_YEAR_BYTES: usize = 1 << 16;
/// What a report is of is said at the start of a paragraph.
const OPENING_BYTES: usize = 1_500;
/// Lines below a title are no longer.
const MAX_SUBTITLE_CHARS: usize = 28;

/// Whether a report is given to the delegates of an assembly: they are told of the year that is over by its successor's
/// report.
pub(super) fn is_to_assembly(outline: &Outline) -> bool {
    outline.text.contains("各位代表")
}

/// The year that a report is of by the day of handing in: in January and February it is about the year that is over.
pub(super) fn of_handing_in(date: Date) -> Year {
    if date.month <= 2 { Year(date.year.0 - 1) } else { date.year }
}

/// Claims what a title says, or a line below it.
pub(super) fn claim_of_title(metadata: &mut Metadata, title: &str, by: &Evidence) {
    if let Some((covered, _)) = years::of_title(title) {
        claim_covered(metadata, covered, by);
    } else if let Some((period, _)) = years::plan(title) {
        claim_covered(metadata, Covered::Period(period), by);
    }
}

/// Claims years, as the one or the period that the report is of.
pub(super) fn claim_covered(metadata: &mut Metadata, covered: Covered, by: &Evidence) {
    let is_first = metadata.year.claims().first().is_none_or(|first| first.evidence.confidence < by.confidence);
    metadata.year.claim(covered.year(), by.clone());
    if let Covered::Period(period) = covered
        && is_first
    {
        metadata.period.claim(period, by.clone());
    }
}

/// Whether a line says which year the title means: （2021年度）, 2023—2024学年第二学期.
pub(super) fn is_subtitle(line: &str) -> bool {
    let is_in_brackets = line.starts_with(['（', '(']) && line.ends_with(['）', ')']);
    let is_plain =
        |c: char| c.is_ascii_digit() || "年度学期第一二三四上下半春秋季至—-－–（）() 〇○零五六七八九".contains(c);
    line.chars().count() <= MAX_SUBTITLE_CHARS
        && ["年度", "学年", "学期", "季度", "半年"].iter().any(|word| line.contains(word))
        && (is_in_brackets || line.chars().all(is_plain))
}

/// Claims what opening, headings and the text as a whole say; the title and the lines have been heard.
pub(super) fn claim(metadata: &mut Metadata, outline: &Outline, is_to_assembly: bool) {
    of_opening(metadata, outline, is_to_assembly);
    of_headings(metadata, outline, is_to_assembly);
    let text = statements::head(&outline.text, LAST_YEAR_BYTES);
    if let Some((mention, range)) = dates::mentions(text).into_iter().max_by_key(|(m, _)| m.year) {
        let span = ByteRange::new(range.start, range.end);
        metadata.year.claim(mention.year, evidence(Source::Statement, span.of(&outline.text), Some(span), GUESS));
    }
    counted_back(metadata, outline);
}

fn of_opening(metadata: &mut Metadata, outline: &Outline, is_to_assembly: bool) {
    let opening = outline.passages.iter().take(HEAD_BLOCKS).take_while(|p| p.section.0 == 0);
    for passage in opening.filter(|p| p.kind != PassageKind::Boilerplate) {
        let paragraph = statements::head(passage.range.of(&outline.text), OPENING_BYTES);
        let mut at = 0;
        let mut found = None;
        for sentence in paragraph.split_inclusive('。') {
            if let Some((covered, range, is_outright)) = years::of_sentence(sentence)
                && (is_outright || at == 0)
            {
                // 2005年起我任会计。现将2011年的工作报告如下: what is said outright counts; an assembly's first year does.
                if found.is_none() || is_outright && !is_to_assembly {
                    found = Some((covered, at + range.start..at + range.end, is_outright));
                }
                if is_outright {
                    break;
                }
            }
            at += sentence.len();
        }
        if let Some((covered, range, is_outright)) = found {
            let confidence = match (is_outright && !is_to_assembly, is_to_assembly) {
                (true, _) => STATEMENT,
                (_, true) => LEADING_OF_ASSEMBLY,
                _ => LEADING,
            };
            let from = passage.range.start as usize;
            let span = ByteRange::new(from + range.start, from + range.end);
            let by = evidence(Source::Statement, &paragraph[range], Some(span), confidence);
            claim_covered(metadata, covered, &by);
            return;
        }
    }
}

/// Years that follow from the main headings: 2018年工作回顾, 2019年工作打算.
fn of_headings(metadata: &mut Metadata, outline: &Outline, is_to_assembly: bool) {
    for section in outline.sections.iter().filter(|section| section.level == 1) {
        // 2018要做的
        let is_plan = ["要做", "计划", "打算", "设想", "目标", "想做", "规划", "思路"]
            .iter()
            .any(|word| section.heading.contains(word));
        let bare = || dates::years(&section.heading).pop().filter(|_| is_plan).map(|(year, _)| year);
        let mention = dates::mentions(&section.heading).pop().map(|(mention, _)| mention.year).or_else(bare);
        let Some(mention) = mention else { continue };
        let looks_back = ["回顾", "总结", "完成情况", "成就"].iter().any(|word| section.heading.contains(word));
        let year = match (is_to_assembly, looks_back) {
            (true, true) => mention.0 + 1,
            (false, false) => mention.0 - 1,
            _ => mention.0,
        };
        let span = ByteRange::new(section.range.start as usize, section.range.start as usize);
        metadata.year.claim(Year(year), evidence(Source::Headings, &section.heading, Some(span), HEADINGS));
        return;
    }
}

/// The years of which a report says only how many they are, up to its own: 三年聘期述职报告, 现将近三年来的工作报告如下.
fn counted_back(metadata: &mut Metadata, outline: &Outline) {
    let Some(year) = metadata.year.claims().first().filter(|claim| claim.evidence.confidence >= Confidence::NEEDED)
    else {
        return;
    };
    let names_year = year.evidence.confidence >= SUBTITLE;
    if names_year || metadata.period.value().is_some() {
        return;
    }
    let year = year.value;
    let title = metadata.title.value().cloned();
    let of_title = title.as_deref().and_then(|title| Some((years::counted_back(title)?, title.to_owned(), TITLE)));
    let found = of_title.or_else(|| {
        let opening = outline.passages.iter().take(HEAD_BLOCKS).take_while(|p| p.section.0 == 0);
        let paragraphs = opening.map(|passage| statements::head(passage.range.of(&outline.text), OPENING_BYTES));
        let mut sentences = paragraphs.flat_map(|paragraph| paragraph.split('。'));
        let told = sentences.find_map(|sentence| {
            let is_told =
                sentence.contains("现将") && ["如下", "报告", "汇报"].iter().any(|word| sentence.contains(word));
            Some((years::counted_back(sentence).filter(|_| is_told)?, sentence.to_owned()))
        });
        told.map(|(found, quote)| (found, quote, STATEMENT))
    });
    if let Some(((n, range), quote, confidence)) = found {
        let period = Period { first: Year(year.0 - n + 1), last: year };
        metadata.period.claim(period, evidence(Source::Statement, &quote[range], None, confidence));
    }
}
