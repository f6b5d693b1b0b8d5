//! The characters of a line to its text; and what texts of lines say of whether one goes on in the next.

use unicode_normalization::UnicodeNormalization;

use super::page::Glyph;

/// A gap this wide parts words, as a part of the size.
const BLANK: f64 = 0.3;
/// The same character drawn again so near is a way to draw it bold, as a part of the size.
const REDRAWN: f64 = 0.3;
/// No more characters stand together: even then some program would break them.
const MAX_UNBREAKABLE: usize = 12;
/// What a sentence ends with.
pub(super) const ENDS: [char; 11] = ['。', '！', '？', '；', '：', '.', '!', '?', ';', ':', '…'];

/// Characters that are spread out stand no further apart, likewise, and are so many at least.
const SPREAD: f64 = 1.3;
const MIN_SPREAD: usize = 4;

/// The text of characters that stand on one line, from left to right.
pub(super) fn of(chars: &[&Glyph]) -> String {
    let mut text = String::with_capacity(3 * chars.len());
    let spacing = spacing(chars);
    let mut last: Option<&Glyph> = None;
    for &c in chars {
        if let Some(last) = last {
            if c.text == last.text && (c.left - last.left).abs() < REDRAWN * c.size() {
                continue;
            }
            if c.left - last.right > BLANK * c.size() + spacing {
                text.push(' ');
            }
        }
        last = Some(c);
        push_folded(&c.text, &mut text);
    }
    text
}

/// How far apart the characters of a line stand that is spread out evenly; 0 for others.
pub(super) fn spacing(chars: &[&Glyph]) -> f64 {
    let apart = chars.windows(2).filter(|pair| pair[1].left - pair[0].right > BLANK * pair[1].size()).count();
    if chars.len() < MIN_SPREAD || apart * 3 < chars.len() {
        return 0.0;
    }
    let is_chinese = |c: &Glyph| c.text.starts_with(|c: char| ('\u{3400}'..='\u{9FFF}').contains(&c));
    let pairs = chars.windows(2).filter(|pair| is_chinese(pair[0]) && is_chinese(pair[1]));
    let mut gaps: Vec<f64> = pairs.map(|pair| (pair[1].left - pair[0].right) / pair[1].size()).collect();
    gaps.sort_by(f64::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    if (BLANK..SPREAD).contains(&usual) { usual * chars[0].size() } else { 0.0 }
}

/// Characters as people write them: fonts made from others, and the older tables for Chinese fonts, give radicals for
/// characters and a mathematical sign for dots; fonts for vertical writing have punctuation of their own.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

fn push_folded(text: &str, to: &mut String) {
    /// Radicals that Unicode doesn't decompose, and the characters that look the same.
    const RADICALS: &str =
        "⺠民⺟母⺝月⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    /// Punctuation of vertical writing (U+FE10–FE19, U+FE30–FE44), and what it is in level writing.
    const VERTICAL: &str = "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰‥︱—︲–︳_︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』";
    let of_pair = |pairs: &str, c: char| pairs.chars().skip_while(|first| *first != c).nth(1).unwrap_or(c);
    let fold = |c: char| match c {
        '\u{2F00}'..='\u{2FDF}' => c.nfkc().next().unwrap_or(c),
        '\u{2E80}'..='\u{2EFF}' => of_pair(RADICALS, c),
        '\u{FE10}'..='\u{FE44}' => of_pair(VERTICAL, c),
        '\u{22EF}' => '…',
        c => c,
    };
    to.extend(text.chars().map(fold).filter(|c| !c.is_control()));
}

/// Two lines as one text: letters of two words don't meet.
pub(super) fn joined(mut text: String, next: &str) -> String {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if is_letter(text.chars().last()) && is_letter(next.chars().next()) {
        text.push(' ');
    }
    text + next
}

/// Whether a line is an entry of a table of contents.
pub(super) fn is_whole(text: &str) -> bool {
    let has_leaders = ["....", "……", "····"].iter().any(|leaders| text.contains(leaders));
    has_leaders && text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a line begins as items of lists do: 1. 2、 （三） 四、 ① •
pub(super) fn begins_item(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(is_number);
    text.starts_with(|c| ('①'..='⑳').contains(&c) || "•·●○■□◆◇▪▶➢✓√-–—*".contains(c))
        || after.len() < rest.len() && after.starts_with(['.', '．', '、', '）', ')']) && rest.len() - after.len() <= 6
}

/// Whether a line begins with a number that has a point: 18.6亿元, and 1.2 as the number of a heading, too.
pub(super) fn begins_decimal(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let fraction = text.trim_start_matches(is_digit).strip_prefix('.');
    text.starts_with(is_digit) && fraction.is_some_and(|fraction| fraction.starts_with(is_digit))
}

/// How many characters at the start of a line stand together: many programs break no line beside a quotation mark.
pub(super) fn unbreakable(text: &str) -> usize {
    let is_glue = |c: char| "“”‘’\"'（）()《》、，。；：！？%".contains(c) || c.is_ascii_alphanumeric();
    let chars: Vec<char> = text.chars().take(MAX_UNBREAKABLE).collect();
    let breaks = |pair: &[char]| !is_glue(pair[0]) && !is_glue(pair[1]);
    chars.windows(2).position(breaks).map_or(chars.len(), |at| at + 1)
}
