//! The numbers that headings and items have: 第一部分, 第一章, 一、, （一）, 1., （1）, ①, A., 1.1, 第一，, 一是, and what only looks
//! like one. Of a line only its beginning is looked at.

/// More digits are a year or an amount, none of a heading's number.
const MAX_DIGITS: usize = 2;
const YEAR_DIGITS: usize = 4;
/// What is counted (第一张网，, 第三件事：) has no more characters.
const MAX_COUNTED_CHARS: usize = 3;
/// What amounts are counted in: 2.5亿元 is none of a heading's numbers.
const AMOUNTS: &str = "亿万千百元吨公平个米亩倍斤克升度小级分折";
/// 1.1.1.1 is the deepest that is a number.
const MAX_DECIMALS: u8 = 4;

/// How a heading is marked, the conventional ones from the widest on: such a one can stand under those before it, never
/// above. Where the others stand is told by where a report uses them first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A heading by its format (`# `), without a number.
    Markdown(u8),
    /// A part without a number: see [`super::outline`].
    Unnumbered,
    /// 第一部分, 第一编
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 壹、
    Formal,
    /// 一、
    Han,
    /// （一）
    HanInParentheses,
    /// 1. or 1、
    Arabic,
    /// 1.1 has the depth 2.
    Decimal(u8),
    /// 1）
    ArabicBracket,
    /// （1）
    ArabicInParentheses,
    /// ①
    Circled,
    /// All of the line is bold, without a number.
    Bold,
    /// 一是
    Item,
    /// 第一，
    Ordinal,
    /// 第一张网，
    Counted,
    /// 其一，
    Each,
    /// Ⅰ.
    Roman,
    /// 甲、
    Stem,
    /// A.
    Letter,
    /// 【…】: its opening bracket.
    Bracketed(char),
    /// A short line without a number, as others of its report.
    Plain,
    /// A word before a colon, as in the paragraphs beside it.
    Label,
}

/// A line's number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered<'a> {
    pub(super) mark: Mark,
    /// Its value; of 1.2 it is 2.
    pub(super) ordinal: u32,
    /// As written.
    pub(super) number: &'a str,
    /// What follows it.
    pub(super) rest: &'a str,
    /// Whether it is written as only numbers of headings and items are; 1 and 一 before a blank are not.
    pub(super) is_plain: bool,
}

impl Numbered<'_> {
    /// Whether a line that begins so is an item or a heading, without a look at others.
    pub(super) fn is_certain(&self) -> bool {
        self.is_plain || matches!(self.mark, Mark::Ordinal | Mark::Each | Mark::Letter)
    }
}

/// Mark and number at the start of a line, and the rest of it.
pub(super) fn numbered(text: &str) -> Option<Numbered<'_>> {
    let first = text.chars().next()?;
    let found = match first {
        '第' => ordered(text),
        '头' => counted(text, 0, "头一"),
        '其' | '之' => each(text),
        '（' | '(' | '{' | '｛' | '【' | '〔' => bracketed(text, first),
        '㈠'..='㈩' => sign(text, first, '㈠', Mark::HanInParentheses),
        '①'..='⑳' => sign(text, first, '①', Mark::Circled),
        '⑴'..='⒇' => sign(text, first, '⑴', Mark::ArabicInParentheses),
        '⒈'..='⒛' => sign(text, first, '⒈', Mark::Arabic),
        'Ⅰ'..='Ⅻ' => after(text, first.len_utf8(), Mark::Roman, first as u32 - 'Ⅰ' as u32 + 1),
        'A'..='Z' | 'a'..='z' => letter(text, first),
        _ if digit(first).is_some() => arabic(text),
        _ if formal_digit(first).is_some() => {
            after(text, first.len_utf8(), Mark::Formal, formal_digit(first).unwrap_or_default())
        }
        _ if is_han_digit(first) => han(text),
        _ => after(text, first.len_utf8(), Mark::Stem, stem(first)?),
    }?;
    (!goes_on(&found)).then_some(found)
}

/// The number of `text` up to byte `end`.
fn number(text: &str, end: usize, mark: Mark, ordinal: u32) -> Numbered<'_> {
    Numbered { mark, ordinal, number: &text[..end], rest: &text[end..], is_plain: true }
}

/// （一）至（三）项, 一、二、三产业: an enumeration goes on with a number.
fn goes_on(found: &Numbered<'_>) -> bool {
    let Numbered { mark, rest, .. } = *found;
    let next = rest.strip_prefix(['至', '到', '和', '、', '，']);
    let is_next = |next: &str| next.starts_with(['（', '(']) || next.starts_with(is_han_digit);
    let digits = match mark {
        Mark::Han => span(rest, is_han_digit),
        Mark::Arabic => span(rest, |c| digit(c).is_some()),
        _ => 0,
    };
    next.is_some_and(is_next) || digits > 0 && rest[digits..].starts_with('、')
}

/// One sign that is a whole number.
fn sign(text: &str, sign: char, first: char, mark: Mark) -> Option<Numbered<'_>> {
    let mut end = sign.len_utf8();
    end += delimiter(&text[end..], &['、', '.', '．']);
    Some(number(text, end, mark, sign as u32 - first as u32 + 1))
}

/// A number that ends at byte `end`, but for the mark or the blank that has to follow it.
fn after(text: &str, end: usize, mark: Mark, ordinal: u32) -> Option<Numbered<'_>> {
    let gap = span(&text[end..], char::is_whitespace);
    let rest = &text[end + gap..];
    let sure = delimiter(rest, &['、', '．', '.']);
    let plain = delimiter(rest, &['：', ':', '，', ',']);
    // 8:30, 3.5: what goes on with a digit is an amount or a time.
    let goes_on = |at: usize| {
        let next = &rest[at..];
        next.starts_with(|c| digit(c).is_some() || is_han_digit(c) && mark == Mark::Han) && !starts_with_year(next)
    };
    match (sure, plain, gap) {
        (1.., ..) if rest.starts_with('、') || !goes_on(sure) => Some(number(text, end + gap + sure, mark, ordinal)),
        (0, 1.., _) if !goes_on(plain) => {
            Some(Numbered { is_plain: false, ..number(text, end + gap + plain, mark, ordinal) })
        }
        (0, 0, 1..) if !rest.starts_with(|c| digit(c).is_some()) || starts_with_year(rest) => {
            Some(Numbered { is_plain: false, ..number(text, end + gap, mark, ordinal) })
        }
        _ => None,
    }
}

/// 2017年工作思路, 2025目标. 2018年3月 is a date, 2000元 an amount.
fn starts_with_year(text: &str) -> bool {
    let (year, rest) = text.split_at(span(text, |c| c.is_ascii_digit()));
    let is_amount = !year.starts_with("20") || rest.starts_with(|c| AMOUNTS.contains(c));
    let after = rest.strip_prefix('年').unwrap_or(if is_amount { "" } else { rest });
    year.len() == YEAR_DIGITS && after.starts_with(char::is_alphabetic)
}

/// 第一部分, 第一章, 第一节, 第一，, 第一张网，
fn ordered(text: &str) -> Option<Numbered<'_>> {
    let inside = &text['第'.len_utf8()..];
    let (digits, ordinal) = any_digits(inside)?;
    let end = '第'.len_utf8() + digits;
    let unit = UNITS.iter().find(|(unit, _)| text[end..].starts_with(unit));
    let Some((unit, mark)) = unit else {
        let ordinal_mark = after(text, end, Mark::Ordinal, ordinal).filter(|_| inside.starts_with(is_han_digit));
        return ordinal_mark
            .map(|found| Numbered { is_plain: false, ..found })
            .or_else(|| counted(text, ordinal, &text[..end]));
    };
    let end = end + unit.len();
    let rest = &text[end..];
    let gap = delimiter(rest, &['、', '，', '：', ':', '.', '．']);
    // Blanks get lost: the chapters after it tell.
    if rest.starts_with('程') {
        return None;
    }
    let is_plain = gap > 0 || rest.starts_with(char::is_whitespace);
    Some(Numbered { is_plain, ..number(text, end + gap, *mark, ordinal) })
}

const UNITS: [(&str, Mark); 4] =
    [("部分", Mark::Part), ("编", Mark::Part), ("章", Mark::Chapter), ("节", Mark::Section)];

/// 第一张网，安全网; 头一桩，水。: what is counted, up to the mark that ends it.
fn counted<'a>(text: &'a str, ordinal: u32, start: &str) -> Option<Numbered<'a>> {
    let rest = text.strip_prefix(start)?;
    let unit = rest.find(|c: char| !('\u{4E00}'..='\u{9FFF}').contains(&c))?;
    let chars = rest[..unit].chars().count();
    let gap = delimiter(&rest[unit..], &['，', '：', '、', '。', ':', ' ', '　']);
    let end = start.len() + unit + gap;
    // 第一是抓党建，: a sentence.
    ((1..=MAX_COUNTED_CHARS).contains(&chars) && gap > 0 && !rest.starts_with(['是', '要']))
        .then(|| Numbered { is_plain: false, ..number(text, end, Mark::Counted, ordinal.max(1)) })
}

/// 其一，, 之一：
fn each(text: &str) -> Option<Numbered<'_>> {
    let start = text.chars().next()?.len_utf8();
    let (digits, ordinal) = han_digits(&text[start..])?;
    let end = start + digits;
    let gap = delimiter(&text[end..], &['，', '：', '、', ':', '.', '．', ' ', '　']);
    (gap > 0).then(|| Numbered { is_plain: false, ..number(text, end + gap, Mark::Each, ordinal) })
}

/// （一）, (1), {一}, 【二】, （A）
fn bracketed(text: &str, open: char) -> Option<Numbered<'_>> {
    let inside = &text[open.len_utf8()..];
    let (mark, digits, ordinal) = match han_digits(inside) {
        Some((digits, ordinal)) => (Mark::HanInParentheses, digits, ordinal),
        None => {
            let (digits, ordinal) = digits(inside)?;
            (Mark::ArabicInParentheses, digits, ordinal)
        }
    };
    let close = inside[digits..].chars().next()?;
    if !matches!(close, '）' | ')' | '}' | '｝' | '】' | '〕') {
        return None;
    }
    Some(number(text, open.len_utf8() + digits + close.len_utf8(), mark, ordinal))
}

/// A., B、, c)
fn letter(text: &str, first: char) -> Option<Numbered<'_>> {
    let end = 1 + delimiter(&text[1..], &['.', '．', '、', ')', '）']);
    let ordinal = first.to_ascii_uppercase() as u32 - 'A' as u32 + 1;
    // U.S., A.I.: a letter follows.
    let is_word = text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (end > 1 && !is_word).then(|| Numbered { is_plain: false, ..number(text, end, Mark::Letter, ordinal) })
}

/// 1., 1、, 1）, 1.1, and 1 before a blank
fn arabic(text: &str) -> Option<Numbered<'_>> {
    let (mut end, mut ordinal) = digits(text)?;
    let mut depth = 1;
    // 1.1 is a number, 2.5亿元 and 2020.01 are amounts and dates: what follows the digits tells, or else the others.
    while depth < MAX_DECIMALS
        && let Some(rest) = text[end..].strip_prefix(['.', '．'])
        && let Some((more, value)) = digits(rest)
    {
        end = text.len() - rest.len() + more;
        (depth, ordinal) = (depth + 1, value);
    }
    if depth > 1 {
        let gap = delimiter(&text[end..], &['、', '.', '．', ' ', '　']);
        let starts = |c: char| c.is_alphanumeric() && digit(c).is_none() || c.is_whitespace() || "“《".contains(c);
        let rest = &text[end + gap..];
        let is_amount = gap == 0 && rest.starts_with(|c| AMOUNTS.contains(c));
        return (!is_amount && rest.starts_with(starts))
            .then(|| Numbered { is_plain: gap > 0, ..number(text, end + gap, Mark::Decimal(depth), ordinal) });
    }
    let close = delimiter(&text[end..], &[')', '）']);
    if close > 0 {
        return Some(number(text, end + close, Mark::ArabicBracket, ordinal));
    }
    after(text, end, Mark::Arabic, ordinal)
}

/// 一、, 一）, 一是, and 一 before a blank
fn han(text: &str) -> Option<Numbered<'_>> {
    if let Some(at) = ITEMS.iter().position(|item| text.starts_with(item)) {
        return Some(number(text, ITEMS[at].len(), Mark::Item, at as u32 + 1));
    }
    let (digits, ordinal) = han_digits(text)?;
    // 三 是: blanks get in.
    let gap = span(&text[digits..], char::is_whitespace);
    if (1..=ITEMS.len() as u32).contains(&ordinal) && text[digits + gap..].starts_with('是') {
        return Some(number(text, digits + gap + '是'.len_utf8(), Mark::Item, ordinal));
    }
    let close = delimiter(&text[digits..], &[')', '）']);
    if close > 0 {
        return Some(number(text, digits + close, Mark::HanInParentheses, ordinal));
    }
    after(text, digits, Mark::Han, ordinal)
}

/// The numbers of items.
pub(super) const ITEMS: [&str; 11] =
    ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "十一是"];

fn any_digits(text: &str) -> Option<(usize, u32)> {
    han_digits(text).or_else(|| digits(text))
}

/// Length in bytes and value of the digits at the start, if they are few.
fn digits(text: &str) -> Option<(usize, u32)> {
    let length = span(text, |c| digit(c).is_some());
    let values = text[..length].chars().filter_map(digit);
    let (count, value) = values.fold((0, 0), |(count, value), digit| (count + 1, (value * 10 + digit) % 1000));
    (1..=MAX_DIGITS).contains(&count).then_some((length, value))
}

/// The same of 十二; of what is no number of a heading (二〇二三) the value means nothing.
fn han_digits(text: &str) -> Option<(usize, u32)> {
    let length = span(text, is_han_digit);
    let mut value = 0;
    let mut last = None;
    for c in text[..length].chars() {
        match "〇一二三四五六七八九".chars().position(|digit| digit == c) {
            Some(digit) => last = Some(digit as u32),
            None if c == '十' => (value, last) = ((value + last.unwrap_or(1) * 10) % 1000, None),
            None => {}
        }
    }
    (length > 0).then_some((length, value + last.unwrap_or(0)))
}

fn digit(c: char) -> Option<u32> {
    let zero = if c.is_ascii() { '0' } else { '０' };
    (c as u32).checked_sub(zero as u32).filter(|&digit| digit < 10)
}

fn formal_digit(c: char) -> Option<u32> {
    "壹贰叁肆伍陆柒捌玖拾".chars().position(|digit| digit == c).map(|at| at as u32 + 1)
}

/// The heavenly stems count to ten.
fn stem(c: char) -> Option<u32> {
    "甲乙丙丁戊己庚辛壬癸".chars().position(|stem| stem == c).map(|at| at as u32 + 1)
}

fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十百零〇".contains(c)
}

/// Length in bytes of the characters at the start that are `wanted`.
fn span(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// Length in bytes of the first character, if it is one of these.
fn delimiter(text: &str, wanted: &[char]) -> usize {
    text.chars().next().filter(|c| wanted.contains(c)).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_as_people_write_them() {
        let check = |line: &str, expected: &str| {
            let found = numbered(line).map(|n| format!("{:?} {} {}|{}", n.mark, n.ordinal, n.number, n.rest));
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{line}");
        };
        check("１．学籍管理", "Arabic 1 １．|学籍管理");
        check("（１）考试", "ArabicInParentheses 1 （１）|考试");
        check("⒉工作", "Arabic 2 ⒉|工作");
        check("㈡ 工作", "HanInParentheses 2 ㈡| 工作");
        check("十二、工作", "Han 12 十二、|工作");
        check("二 日常管理", "Han 2 二 |日常管理");
        check("一：学习", "Han 1 一：|学习");
        check("叁、问题", "Formal 3 叁、|问题");
        check("二）技改", "HanInParentheses 2 二）|技改");
        check("三 是改造网点", "Item 3 三 是|改造网点");
        check("六：2017年思路", "Han 6 六：|2017年思路");
        check("6  2019年计划", "Arabic 6 6  |2019年计划");
        check("6 2025目标", "Arabic 6 6 |2025目标");
        check("1）客户", "ArabicBracket 1 1）|客户");
        check("1.2 成本", "Decimal(2) 2 1.2 |成本");
        check("1.2.3成本", "Decimal(3) 3 1.2.3|成本");
        check("3 结论", "Arabic 3 3 |结论");
        check("第二节 经费", "Section 2 第二节| 经费");
        check("第三、作风", "Ordinal 3 第三、|作风");
        check("第二张网，治安网", "Counted 2 第二张网，|治安网");
        check("头一桩，水。", "Counted 1 头一桩，|水。");
        check("其二，群众", "Each 2 其二，|群众");
        check("B.后台", "Letter 2 B.|后台");
        check("{一}学习", "HanInParentheses 1 {一}|学习");
        for line in [
            "2020.01.05",
            "8:30开会",
            "12 2018年3月",
            "2.5",
            "3 2000元",
            "一、二、三产业",
            "1、2、3号楼",
            "（一）至（三）项",
            "第一时间响应群众诉求",
            "第一是抓党建",
            "一季度",
            "三名网格员",
            "100户居民",
            "A.I.技术",
            "10000、",
        ] {
            check(line, "none");
        }
    }
}
