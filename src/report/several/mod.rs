//! A document to its reports: in goes what was read of a file, out comes one document a report. Most files hold one.
//!
//! A file holds several only if that is certain: under a further title a report begins (its numbers begin anew, or a salutation, a
//! name follows), and before it one ends (thanks, a date, a signature), or something else says as much ([`begins_anew`]).
//! Parts of one report under titles of their own, its annexes, its cover, its contents and its running headers stay in it: a
//! report that is cut is worse than two that are not.
//!
//! [`titles`]: lines that may be the title of a report. [`lines`]: what else a line is by itself.

mod lines;
mod titles;

use std::collections::HashMap;
use std::ops::Range;

use self::lines::{Head, Number, head, is_annex, is_closing, is_explained, is_name, is_speaker, number, plain};
use self::titles::{Title, is_collection, title};
use crate::extract::{Block, Document, Style};

/// So many lines after a title are looked at for who speaks and to whom: date, place and name stand before that.
const HEAD_LINES: usize = 4;
/// So many lines before a title are looked at for the end of a report: thanks, unit, name and date.
const END_LINES: usize = 5;
/// A name alone ends a report so close before the next title.
const NAME_LINES: usize = 2;
/// A line such as 附件1 stands so close before the title of an annex.
const ANNEX_LINES: usize = 2;
/// A collection says that it is one so early.
const COLLECTION_LINES: usize = 5;
/// A numbering of so many goes through a report.
const MIN_NUMBERS: usize = 2;
/// More reports than these no file holds: it is a list that looks like them.
const MAX_REPORTS: usize = 500;

/// The reports of a document, in its order, if there may be so many. What stands before the first title, and what the file says
/// of itself, is the first one's.
pub fn split(mut document: Document, may_be: impl Fn(u32) -> bool) -> Vec<Document> {
    let starts = beginnings(&document.blocks);
    if starts.is_empty() || starts.len() >= MAX_REPORTS || !may_be(starts.len() as u32 + 1) {
        return vec![document];
    }
    let mut further: Vec<Document> = Vec::new();
    for start in starts.into_iter().rev() {
        let blocks = document.blocks.split_off(start);
        further.push(Document { blocks, reading: document.reading.clone(), ..Document::default() });
    }
    further.push(document);
    further.reverse();
    further
}

/// A title and what stands under it.
struct Titled {
    title: Title,
    style: Style,
    /// Blocks from the title on, it included.
    range: Range<usize>,
    /// Paragraphs that hold a sentence, those with which reports end aside.
    sentences: usize,
    /// The first number at the beginning of a line, and how many of its kind there are.
    first: Option<Number>,
    of_first: usize,
    /// Who speaks, in a line of the head.
    speaker: Option<String>,
    /// Whether nothing but what is not the text's stands before it.
    leads: bool,
}

impl Titled {
    fn of(blocks: &[Block], title: Title, range: Range<usize>, leads: bool) -> Self {
        let under = &blocks[range.clone()][title.lines..];
        let is_sentence = |block: &&Block| block.text.contains('。') && !is_closing(&block.text);
        let sentences = under.iter().filter(is_sentence).count();
        let mut numbers = under.iter().filter_map(|block| number(&block.text));
        let first = numbers.next();
        let of_first = first.map_or(0, |first| 1 + numbers.filter(|number| number.mark == first.mark).count());
        let style = blocks[range.start + title.lines - 1].style;
        let speaker = heads(under).find(|line| is_speaker(line)).map(plain);
        Self { title, style, range, sentences, first, of_first, speaker, leads }
    }

    /// Goes on with what stands under a title that begins no report.
    fn go_on(&mut self, other: Self) {
        self.range.end = other.range.end;
        self.sentences += other.sentences;
        match (self.first, other.first) {
            (None, first) => (self.first, self.of_first) = (first, other.of_first),
            (Some(mine), Some(first)) if mine.mark == first.mark => self.of_first += other.of_first,
            _ => {}
        }
    }
}

/// The lines under a title that may say who speaks and to whom.
fn heads(under: &[Block]) -> impl Iterator<Item = &str> {
    under.iter().map(|block| block.text.as_str()).take(HEAD_LINES).take_while(|line| number(line).is_none())
}

/// What is known of a document as a whole.
#[derive(Clone, Copy)]
struct Whole {
    /// It calls itself a collection.
    is_collection: bool,
    /// A title stands over those that have a text.
    is_covered: bool,
}

/// The blocks with which further reports begin.
fn beginnings(blocks: &[Block]) -> Vec<usize> {
    let titles: Vec<(usize, Title)> = (0..blocks.len()).filter_map(|at| title(blocks, at)).collect();
    if titles.len() < 2 {
        return Vec::new();
    }
    let mut often: HashMap<String, usize> = HashMap::new();
    titles.iter().for_each(|(_, title)| *often.entry(title.text.clone()).or_default() += 1);
    let is_collection = blocks.iter().take(COLLECTION_LINES).any(|block| is_collection(&block.text));
    let mut whole = Whole { is_collection, is_covered: false };
    let first_line = blocks.iter().position(|block| block.style != Style::Boilerplate);
    let ends: Vec<usize> = titles.iter().skip(1).map(|&(at, _)| at).chain([blocks.len()]).collect();
    let mut open: Option<Titled> = None;
    let mut starts = Vec::new();
    for ((at, title), end) in titles.into_iter().zip(ends) {
        let titled = Titled::of(blocks, title, at..end, first_line == Some(at));
        match &mut open {
            None if titled.sentences == 0 => {
                // One that stands again is a line of the contents, or of the cover.
                whole.is_covered |= often.get(&titled.title.text) == Some(&1);
            }
            None => open = Some(titled),
            Some(before) if begins_anew(blocks, before, &titled, whole) => {
                starts.push(at);
                open = Some(titled);
            }
            Some(before) => before.go_on(titled),
        }
    }
    starts
}

/// Whether a report begins with a title, after all that stands in the one `before`.
fn begins_anew(blocks: &[Block], before: &Titled, titled: &Titled, whole: Whole) -> bool {
    let Titled { title, range, .. } = titled;
    let under = &blocks[range.clone()][title.lines..];
    let above = &blocks[before.range.start + before.title.lines..range.start];
    let last = |lines: usize| {
        let own = above.iter().rev().filter(|block| block.style != Style::Boilerplate);
        own.map(|block| block.text.as_str()).take(lines)
    };
    let is_part = titled.sentences == 0
        || titled.first.is_some_and(|number| !number.is_one)
        || under.first().is_some_and(|block| is_explained(&block.text))
        || last(ANNEX_LINES).any(is_annex)
        || before.title.sends_another();
    if is_part {
        return false;
    }
    let same_mark = |number: Number| before.first.is_some_and(|first| first.mark == number.mark);
    let counts_anew = titled.first.is_some_and(|number| number.is_main() || same_mark(number));
    let is_headed = heads(under).any(|line| head(line) == Head::Clear);
    let begins = counts_anew || is_headed || heads(under).any(|line| head(line) == Head::Likely);
    // A header that names the speaker is the same on each page.
    let has_speaker =
        titled.speaker.is_some() && (&titled.speaker, &title.text) != (&before.speaker, &before.title.text);
    // A letter that sends a report has one paragraph, and its report no salutation.
    let has_ended =
        (last(END_LINES).any(is_closing) || last(NAME_LINES).any(is_name)) && (before.sentences > 1 || is_headed);
    let is_next = before.title.number.is_some_and(|number| title.number == Some(number + 1));
    let was_whole = counts_anew && before.of_first >= MIN_NUMBERS;
    let is_highest = matches!(titled.style, Style::Title | Style::Heading(1)) && titled.style == before.style;
    let stand_alike = before.leads && !whole.is_covered && (is_highest || before.title.is_alike(title));
    begins && (has_ended || has_speaker || is_next || whole.is_collection || was_whole && (is_headed || stand_alike))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::extract::{Block, Document, Place, Style};

    fn document(lines: &[&str]) -> Document {
        let block = |(text, at): (&&str, u32)| {
            let (text, style) = text.strip_prefix("# ").map_or((*text, Style::Plain), |text| (text, Style::Heading(1)));
            Block { text: text.to_owned(), style, place: Place::Line(at) }
        };
        let front_matter = vec![("title".to_owned(), "汇编".to_owned())];
        Document { blocks: lines.iter().zip(1..).map(block).collect(), front_matter, ..Document::default() }
    }

    #[test]
    fn nothing_is_lost_and_the_first_has_what_the_file_says() {
        let lines =
            ["述职报告", "各位领导：", "抓学习。", "谢谢大家！", "述职报告", "各位领导：", "抓落实。", "谢谢大家！"];
        let whole = document(&lines);
        let parts = split(whole.clone(), |_| true);
        assert_eq!(parts.iter().map(|part| part.blocks.len()).collect::<Vec<_>>(), [4, 4]);
        assert_eq!(parts[0].front_matter, whole.front_matter);
        assert!(parts[1].front_matter.is_empty());
        let blocks: Vec<Block> = parts.into_iter().flat_map(|part| part.blocks).collect();
        assert_eq!(blocks, whole.blocks);
        assert_eq!(split(whole, |of| of < 2).len(), 1);
    }

    #[test]
    fn a_list_of_titles_is_no_collection() {
        let lines: Vec<&str> =
            std::iter::repeat_n(["述职报告", "各位：", "好。", "谢谢大家！"], 600).flatten().collect();
        assert_eq!(split(document(&lines), |_| true).len(), 1);
    }
}
