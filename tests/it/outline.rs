//! What always holds of a report, whatever the text: laws on random cuts, joins and orders of real ones.

use baogao::extract::{Block, Document, Place, Style};
use baogao::report::{AlikeLines, Report, SectionId, understand};
use baogao::schema::Schema;
use proptest::prelude::*;

use super::harness::project;
use super::reference;

/// All lines of the sample.
fn lines() -> Vec<String> {
    fn read(folder: &std::path::Path, lines: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                read(&entry.path(), lines);
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                lines.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
            }
        }
    }
    let mut all = Vec::new();
    read(&project().join("corpus-sample"), &mut all);
    all.sort();
    all
}

/// Lines in any order, some of them cut in two.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let lines = lines();
    let line = (0..lines.len(), prop::option::weighted(0.2, 1..30usize)).prop_map(move |(line, cut)| {
        let line = &lines[line];
        match cut.and_then(|cut| line.char_indices().nth(cut)) {
            Some((at, _)) => vec![line[..at].to_owned(), line[at..].trim().to_owned()],
            None => vec![line.clone()],
        }
    });
    prop::collection::vec(line, 1..40)
        .prop_map(|lines| lines.concat().into_iter().filter(|line| !line.trim().is_empty()).collect())
}

fn report(lines: &[String]) -> Report {
    let styles = [Style::Plain, Style::Plain, Style::Plain, Style::Bold, Style::Heading(2)];
    let blocks = lines.iter().enumerate().map(|(number, line)| Block {
        text: line.trim().to_owned(),
        style: styles[line.len() % styles.len()],
        place: Place::Line(number as u32 + 1),
    });
    let document = Document { blocks: blocks.collect(), ..Document::default() };
    understand(&document, "报告.txt", &[], &Schema::built_in(), &AlikeLines::default())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn sections_nest_and_cover_the_text(lines in texts()) {
        let report = report(&lines);
        let text = report.text.len() as u32;
        prop_assert_eq!(report.sections[0].range.start, 0);
        let main: Vec<_> = report.sections.iter().filter(|s| s.parent.is_none()).collect();
        prop_assert!(main.windows(2).all(|w| w[0].range.end == w[1].range.start));
        prop_assert_eq!(main.last().map(|s| s.range.end), Some(text));
        for (id, section) in report.sections.iter().enumerate() {
            if let Some(SectionId(parent)) = section.parent {
                let parent_section = &report.sections[parent as usize];
                prop_assert!((parent as usize) < id && parent_section.level + 1 == section.level);
                prop_assert!(parent_section.range.start <= section.range.start);
                prop_assert!(section.range.end <= parent_section.range.end);
                prop_assert!(parent_section.chars >= section.chars);
            }
            prop_assert_eq!(section.level == 0, id == 0);
        }
    }

    #[test]
    fn every_passage_lies_in_one_section(lines in texts()) {
        let report = report(&lines);
        for (number, passage) in (1..).zip(&report.passages) {
            let section = &report.sections[passage.section.0 as usize];
            prop_assert!(section.range.start <= passage.range.start && passage.range.end <= section.range.end);
            prop_assert!((section.passages.0..section.passages.1).contains(&number));
            let innermost = report.sections.iter().rposition(|s| (s.passages.0..s.passages.1).contains(&number));
            prop_assert_eq!(innermost, Some(passage.section.0 as usize));
        }
    }

    /// Nothing is lost: what can be found in a line can be found in a passage.
    #[test]
    fn the_whole_text_stays_searchable(lines in texts()) {
        let report = report(&lines);
        let forms: Vec<String> = report.passages.iter().map(|p| reference::form(p.range.of(&report.text))).collect();
        for line in &lines {
            let wanted = reference::form(line);
            prop_assert!(forms.iter().any(|form| form.contains(&wanted)), "{} is in none of {:?}", line, forms);
        }
    }
}

/// Level, number and heading of each section, as people would write them down. `**line**` is bold.
fn outline(text: &str) -> String {
    let block = |line: &str| {
        let style = if line.starts_with("**") { Style::Bold } else { Style::Plain };
        Block { text: line.trim().to_owned(), style, place: Place::Line(1) }
    };
    let blocks = text.lines().filter(|line| !line.trim().is_empty()).map(block);
    let document = Document { blocks: blocks.collect(), ..Document::default() };
    let report = understand(&document, "报告.txt", &[], &Schema::built_in(), &AlikeLines::default());
    let shown = report
        .sections
        .iter()
        .filter(|s| s.level > 0)
        .map(|s| format!("{}{}", "  ".repeat(usize::from(s.level) - 1), s.title()));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_table_of_contents_is_no_outline() {
    let text = "政府工作报告\n目  录\n一、2018年工作回顾……1\n二、2019年工作安排……8\n一、2018年工作回顾\n成绩很好。\n二、2019年工作安排\n安排很好。";
    assert_eq!(outline(text), "一、2018年工作回顾\n二、2019年工作安排");
}

#[test]
fn numbering_that_begins_anew_has_parts_above_it() {
    let text = "2018年工作回顾\n过去一年很好。\n一、抓项目\n好。\n二、抓招商\n好。\n2019年工作安排\n新的一年更好。\n一、抓落实\n好。";
    let expected = "2018年工作回顾\n  一、抓项目\n  二、抓招商\n2019年工作安排\n  一、抓落实";
    assert_eq!(outline(text), expected);
    let one = "2018年工作回顾\n过去一年很好。\n一、抓项目\n好。\n二、抓招商\n好。";
    assert_eq!(outline(one).lines().count(), 2);
}

#[test]
fn a_first_number_may_be_lost() {
    let text = "2023年工作总结\n林国栋\n2022年工作回顾\n成绩很好。\n二、2023年工作安排\n安排很好。";
    assert_eq!(outline(text), "2022年工作回顾\n二、2023年工作安排");
}

#[test]
fn bold_lines_are_headings_where_there_are_several() {
    let text = "**述职报告**\n**林国栋**\n现报告如下：\n**理论学习情况**\n学了。\n（一）学原文\n好。\n**廉洁自律情况**\n廉洁。";
    let expected = "理论学习情况\n  （一）学原文\n廉洁自律情况";
    assert_eq!(outline(text), expected);
    let below = "一、履职情况\n做了。\n**抓项目建设**\n好。\n**抓招商引资**\n好。\n二、廉洁自律\n好。";
    let expected = "一、履职情况\n  抓项目建设\n  抓招商引资\n二、廉洁自律";
    assert_eq!(outline(below), expected);
    assert_eq!(outline("一、履职情况\n做了。\n**重要的一句话**\n好。"), "一、履职情况");
}

#[test]
fn items_are_sections_below_a_heading() {
    let text = "工作总结如下：\n一是总的好。\n一、重点工作\n抓了三件事：\n一是招商引资。引进十个。\n二是项目建设。开工五个。\n二、下一步打算\n一是学习；二是工作。";
    let expected = "一、重点工作\n  一是招商引资\n  二是项目建设\n二、下一步打算";
    assert_eq!(outline(text), expected);
}
