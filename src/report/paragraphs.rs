//! Hard-wrapped lines back to paragraphs: a text that was broken at a column, also inside words.

use super::headings::begins_heading;
use crate::extract::{Block, Document, Style};

/// A line that was broken is at least this wide, in columns: no page is narrower.
const MIN_WRAPPED: usize = 40;
/// Broken lines differ by so many columns at most: marks that may not begin a line go down or up with a character.
const RAGGED: usize = 8;
/// What a paragraph ends with.
const ENDS: [char; 14] = ['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':', '》', '】', '|'];

/// The document with broken lines joined. A line goes on in the next one where it stops in the midst of a sentence, is
/// as long as the lines of its text are, and the next one begins nothing of its own. Nothing is lost: characters that
/// stood on two lines stand on one.
pub(crate) fn join(document: &Document, is_boilerplate: &[bool]) -> Vec<Block> {
    let blocks = &document.blocks;
    let width = wrap_width(blocks);
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut open = false;
    for (number, block) in blocks.iter().enumerate() {
        // What was recognised is said of a whole paragraph.
        let is_other = |last: &Block| last.place.is_recognised() != block.place.is_recognised();
        let apart = is_boilerplate[number] || block.style != Style::Plain || begins_heading(&block.text);
        let apart = apart || joined.last().is_some_and(is_other);
        match joined.last_mut() {
            Some(last) if open && !apart => {
                let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if letters(last.text.chars().last()) && letters(block.text.chars().next()) {
                    last.text.push(' ');
                }
                last.text += &block.text;
            }
            _ => joined.push(block.clone()),
        }
        open = !is_boilerplate[number]
            && block.style == Style::Plain
            && width.is_some_and(|width| columns(&block.text) + RAGGED >= width)
            && !block.text.trim_end_matches(['”', '’', '）', ')', '」']).ends_with(ENDS);
    }
    joined
}

/// The column at which a text was broken: the width that its unfinished lines share. None where lines are paragraphs.
fn wrap_width(blocks: &[Block]) -> Option<usize> {
    let unfinished = |block: &&Block| block.style == Style::Plain && !block.text.ends_with(ENDS);
    let mut widths: Vec<usize> = blocks.iter().filter(unfinished).map(|block| columns(&block.text)).collect();
    widths.retain(|&n| n >= MIN_WRAPPED);
    widths.sort_unstable();
    let upto = |width: usize| widths.partition_point(|&n| n <= width);
    let near = |width: usize| upto(width + RAGGED / 2) - upto(width - RAGGED / 2 - 1);
    let width = widths.iter().copied().max_by_key(|&width| near(width))?;
    let widest = blocks.iter().map(|block| columns(&block.text)).max()?;
    // In a wrapped text no line is much wider than that, and unfinished ones are many.
    (near(width) >= 3 && widest <= width + RAGGED).then_some(width)
}

/// How many columns a line takes on a page: a character that isn't ASCII takes two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::extract::{Block, Document, Place, Style};

    fn joined(text: &str) -> Vec<String> {
        let block = |line: &str| Block { text: line.to_owned(), style: Style::Plain, place: Place::Line(1) };
        let document = Document { blocks: text.lines().map(block).collect(), ..Document::default() };
        let none = vec![false; document.blocks.len()];
        join(&document, &none).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let text = "一、2020年工作回顾\n\
            一年来，我们坚持稳中求进工作总基调，统筹推进疫情防\n\
            控和经济社会发展，扎实做好各项工作，深化放管服改革\n\
            取得新成效，全市地区生产总值增长五点二个百分点以上\n\
            并超额完成全年任务。\n\
            二、存在的问题";
        assert_eq!(
            joined(text),
            [
                "一、2020年工作回顾",
                "一年来，我们坚持稳中求进工作总基调，统筹推进疫情防控和经济社会发展，扎实做好各项工作，深化放管服改革取得新成效，\
             全市地区生产总值增长五点二个百分点以上并超额完成全年任务。",
                "二、存在的问题",
            ]
        );
    }

    #[test]
    fn paragraphs_stay_as_they_are() {
        let text = "述职报告\n青石镇党委书记  林国栋\n各位领导，现将一年来的工作情况报告如下，请予评议\n一年来，\
            我们坚持稳中求进工作总基调，统筹推进疫情防控和经济社会发展，扎实做好各项工作，成效明显，群众满意。";
        assert_eq!(joined(text).len(), 4);
    }
}
