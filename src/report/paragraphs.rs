//! Hard-wrapped lines back to paragraphs: a text that was broken at a column, also inside words.

use super::outline;
use crate::extract::{Block, Document, Style};

/// A line that was broken is at least this long, in characters: no page is narrower.
const MIN_WRAPPED_CHARS: usize = 20;
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
        let apart = is_boilerplate[number] || block.style != Style::Plain || outline::begins_heading(&block.text);
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
        let chars = block.text.chars().count();
        open = !is_boilerplate[number]
            && block.style == Style::Plain
            && width.is_some_and(|width| chars + 2 >= width)
            && chars >= MIN_WRAPPED_CHARS
            && !block.text.trim_end_matches(['”', '’', '）', ')', '」']).ends_with(ENDS);
    }
    joined
}

/// The column at which a text was broken, in characters: the length that its unfinished lines share. None where lines
/// are paragraphs.
fn wrap_width(blocks: &[Block]) -> Option<usize> {
    let unfinished = |block: &&Block| block.style == Style::Plain && !block.text.ends_with(ENDS);
    let mut lengths: Vec<usize> = blocks.iter().filter(unfinished).map(|b| b.text.chars().count()).collect();
    lengths.retain(|&n| n >= MIN_WRAPPED_CHARS);
    lengths.sort_unstable();
    // Full-width and half-width characters make lines of the same width differ by some characters.
    let near = |width: usize| lengths.iter().filter(|&&n| n + 4 >= width && n <= width + 2).count();
    let width = lengths.iter().copied().max_by_key(|&width| near(width))?;
    let longest = blocks.iter().map(|b| b.text.chars().count()).max()?;
    // In a wrapped text no line is much longer than that, and the unfinished ones are many.
    (near(width) >= 3 && longest <= width + 6).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::extract::{Block, Document, Place, Style};

    fn joined(text: &str) -> Vec<String> {
        let block = |line: &str| Block { text: line.to_owned(), style: Style::Plain, place: Place::Line(1) };
        let document = Document { blocks: text.lines().map(block).collect(), properties: Vec::new() };
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
        assert_eq!(joined(text), [
            "一、2020年工作回顾",
            "一年来，我们坚持稳中求进工作总基调，统筹推进疫情防控和经济社会发展，扎实做好各项工作，深化放管服改革取得新成效，\
             全市地区生产总值增长五点二个百分点以上并超额完成全年任务。",
            "二、存在的问题",
        ]);
    }

    #[test]
    fn paragraphs_stay_as_they_are() {
        let text = "述职报告\n青石镇党委书记  林国栋\n各位领导，现将一年来的工作情况报告如下，请予评议\n一年来，\
            我们坚持稳中求进工作总基调，统筹推进疫情防控和经济社会发展，扎实做好各项工作，成效明显，群众满意。";
        assert_eq!(joined(text).len(), 4);
    }
}
