//! A passage to the part that is shown, with its highlights.
//!
//! Highlights come from the passage's own matching form, so they cover the original characters, dropped ones inside a
//! match included. A long passage is cut at sentence ends, around the matches; a cut never falls into a match.

use std::ops::Range;

use crate::analysis::{ByteRange, MatchingForm};
use crate::query::Phrase;

/// Stands in an excerpt for what is left out.
const ELISION: char = '…';
const SENTENCE_ENDS: [char; 7] = ['。', '！', '？', '；', '!', '?', ';'];
const CLAUSE_ENDS: [char; 5] = ['，', '、', '：', ',', ' '];

/// The part of a passage that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Its text; `…` stands for what is left out.
    pub text: String,
    /// The matches, as ranges of characters of `text`, ascending, none overlapping another.
    pub highlights: Vec<Range<usize>>,
}

/// Cuts the part of a passage that shows its matches best, of about `max_chars` characters: one window, and more pieces
/// for phrases that stand outside it.
pub fn excerpt(passage: &str, phrases: &[&Phrase], max_chars: usize) -> Excerpt {
    let matches = Matches::of(passage, phrases);
    let pieces = Pieces::of(passage, &matches, max_chars);
    let mut shown = pieces.best_window(&matches, max_chars);
    for phrase in 0..phrases.len() {
        let places = matches.of_phrase(phrase);
        if places.iter().all(|place| !shown.iter().any(|&piece| pieces.holds(piece, *place)))
            && let Some(first) = places.first()
        {
            shown.extend((0..pieces.ranges.len()).filter(|&piece| pieces.holds(piece, *first)));
        }
    }
    shown.sort_unstable();
    assemble(passage, &pieces, &shown, &matches.merged())
}

/// Where phrases stand in a passage.
struct Matches {
    /// Phrase and bytes; of one phrase's overlapping places only the first.
    places: Vec<(usize, ByteRange)>,
}

impl Matches {
    fn of(passage: &str, phrases: &[&Phrase]) -> Self {
        let form = MatchingForm::of(passage);
        let mut places = Vec::new();
        for (number, phrase) in phrases.iter().enumerate() {
            let mut free = 0;
            for chars in form.find(&phrase.chars) {
                if chars.start >= free {
                    free = chars.end;
                    places.push((number, form.bytes(chars)));
                }
            }
        }
        Self { places }
    }

    fn of_phrase(&self, phrase: usize) -> Vec<ByteRange> {
        self.places.iter().filter(|(p, _)| *p == phrase).map(|&(_, range)| range).collect()
    }

    /// The places of all phrases, overlapping ones joined, ascending.
    fn merged(&self) -> Vec<ByteRange> {
        let mut ranges: Vec<ByteRange> = self.places.iter().map(|&(_, range)| range).collect();
        ranges.sort_unstable();
        let mut merged: Vec<ByteRange> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start < last.end => *last = last.join(range),
                _ => merged.push(range),
            }
        }
        merged
    }
}

/// A passage cut into pieces that can be shown or left out.
struct Pieces {
    /// Bytes of the passage, end to end.
    ranges: Vec<ByteRange>,
    /// How many characters each has.
    chars: Vec<usize>,
}

impl Pieces {
    /// The passage as one piece if it is short enough; else its sentences, and of longer sentences the clauses, and of
    /// longer clauses so many characters.
    fn of(passage: &str, matches: &Matches, max_chars: usize) -> Self {
        let whole = ByteRange::new(0, passage.len());
        let merged = matches.merged();
        let may_cut = |at: usize| !merged.iter().any(|m| (m.start as usize) < at && at < m.end as usize);
        let mut ranges = vec![whole];
        let is_end = |ends: &'static [char]| move |_: usize, c: char| ends.contains(&c);
        split(passage, &mut ranges, max_chars, &may_cut, is_end(&SENTENCE_ENDS));
        split(passage, &mut ranges, max_chars, &may_cut, is_end(&CLAUSE_ENDS));
        split(passage, &mut ranges, max_chars, &may_cut, |n, _| n % (max_chars / 4).max(1) == 0);
        let chars = ranges.iter().map(|range| range.of(passage).chars().count()).collect();
        Self { ranges, chars }
    }

    fn holds(&self, piece: usize, place: ByteRange) -> bool {
        self.ranges[piece].start < place.end && place.start < self.ranges[piece].end
    }

    /// The run of neighbouring pieces within `max_chars` that holds the most phrases, then the most matches, then comes
    /// first.
    fn best_window(&self, matches: &Matches, max_chars: usize) -> Vec<usize> {
        let mut best = (0, 0, 0..1.min(self.ranges.len()));
        for start in 0..self.ranges.len() {
            let mut chars = 0;
            let fits = |&piece: &usize| {
                chars += self.chars[piece];
                piece == start || chars <= max_chars
            };
            let end = (start..self.ranges.len()).take_while(fits).last().map_or(start, |last| last + 1);
            let inside = |place: &ByteRange| (start..end).any(|piece| self.holds(piece, *place));
            let found: Vec<usize> = matches.places.iter().filter(|(_, p)| inside(p)).map(|&(n, _)| n).collect();
            let mut distinct = found.clone();
            distinct.sort_unstable();
            distinct.dedup();
            if (distinct.len(), found.len()) > (best.0, best.1) {
                best = (distinct.len(), found.len(), start..end);
            }
        }
        best.2.collect()
    }
}

/// Cuts those ranges that are longer than `max_chars` after each character that ends a piece, where a cut may be.
fn split(
    passage: &str,
    ranges: &mut Vec<ByteRange>,
    max_chars: usize,
    may_cut: &impl Fn(usize) -> bool,
    ends: impl Fn(usize, char) -> bool,
) {
    let mut out = Vec::with_capacity(ranges.len());
    for &range in ranges.iter() {
        if range.of(passage).chars().nth(max_chars).is_none() {
            out.push(range);
            continue;
        }
        let mut start = range.start as usize;
        for (number, (at, c)) in (1..).zip(range.of(passage).char_indices()) {
            let end = range.start as usize + at + c.len_utf8();
            // Quotation marks and brackets that close stay with what they close.
            let closes = passage[end..].starts_with(['”', '’', '」', '』', '）', '》']);
            if ends(number, c) && end < range.end as usize && !closes && may_cut(end) {
                out.push(ByteRange::new(start, end));
                start = end;
            }
        }
        out.push(ByteRange::new(start, range.end as usize));
    }
    *ranges = out;
}

fn assemble(passage: &str, pieces: &Pieces, shown: &[usize], highlights: &[ByteRange]) -> Excerpt {
    let mut excerpt = Excerpt { text: String::new(), highlights: Vec::new() };
    let mut chars = 0;
    let mut end = 0;
    for &piece in shown {
        let range = pieces.ranges[piece];
        if range.start as usize != end {
            excerpt.text.push(ELISION);
            chars += 1;
        }
        for highlight in highlights.iter().filter(|h| range.start <= h.start && h.end <= range.end) {
            let count = |from: u32, to: u32| passage[from as usize..to as usize].chars().count();
            let start = chars + count(range.start, highlight.start);
            excerpt.highlights.push(start..start + count(highlight.start, highlight.end));
        }
        excerpt.text += range.of(passage);
        chars += pieces.chars[piece];
        end = range.end as usize;
    }
    if end != passage.len() {
        excerpt.text.push(ELISION);
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, excerpt};
    use crate::query::Query;

    fn shown(passage: &str, query: &str, max_chars: usize) -> String {
        let query = Query::parse(query).expect("a query");
        let Excerpt { text, highlights } = excerpt(passage, &query.root.phrases(), max_chars);
        let mut out = String::new();
        for (i, c) in text.chars().enumerate() {
            if highlights.iter().any(|h| h.start == i) {
                out.push('<');
            }
            out.push(c);
            if highlights.iter().any(|h| h.end == i + 1) {
                out.push('>');
            }
        }
        out
    }

    #[test]
    fn highlights_cover_the_original_characters() {
        assert_eq!(shown("深化“放管服”改革。", "放管服改革", 50), "深化“<放管服”改革>。");
        assert_eq!(shown("工 作 报 告（ＧＤＰ）", "工作报告 gdp", 50), "<工 作 报 告>（<ＧＤＰ>）");
        assert_eq!(shown("增強“四個意識”、堅定自信", "四个意识，坚定", 50), "增強“<四個意識”、堅定>自信");
        assert_eq!(shown("人人人人人", "人人", 50), "<人人><人人>人");
        assert_eq!(shown("高质量发展", "高质量 质量发展", 50), "<高质量发展>");
    }

    #[test]
    fn long_passages_are_cut_at_sentence_ends() {
        let passage = "第一句话在这里。第二句说两个维护。第三句没有什么。第四句也没有。";
        assert_eq!(shown(passage, "两个维护", 18), "第一句话在这里。第二句说<两个维护>。…");
        assert_eq!(shown(passage, "两个维护", 9), "…第二句说<两个维护>。…");
        assert_eq!(shown(passage, "第一句 第四句", 9), "<第一句>话在这里。…<第四句>也没有。");
        assert_eq!(shown(passage, "两个维护。第三", 9), "…<两个维护。第三>句…");
        assert_eq!(shown("没有标点的很长很长的一句话里有党建两个字", "党建", 8), "…一句话里有<党建>两…");
    }
}
