//! Step 2 of the matching form: traditional characters folded to simplified ones, one character to one character.
//!
//! Never a phrase converter: it would give a fragment of a text another answer than the whole.

use super::table::entry;

const TABLE: &[u8] = include_bytes!("../../index-schema/traditional.txt");
const FIRST_HAN: u32 = 0x4E00;
const LAST_HAN: u32 = 0x9FFF;

/// Simplified forms of U+4E00 to U+9FFF, all of which lie in the basic plane or map to themselves here.
static HAN: [u16; (LAST_HAN - FIRST_HAN + 1) as usize] = han_table();
/// The other keys (rare characters of the extensions), sorted.
static RARE: [(u32, u32); count(false)] = rare_table();

/// Whether a character lies in the main block of Han, as nearly all of a report do.
pub fn is_han(c: char) -> bool {
    (FIRST_HAN..=LAST_HAN).contains(&(c as u32))
}

/// The simplified form of a character, or the character itself.
#[inline]
pub fn simplified(c: char) -> char {
    let code = c as u32;
    if (FIRST_HAN..=LAST_HAN).contains(&code)
        && let Some(folded) = char::from_u32(u32::from(HAN[(code - FIRST_HAN) as usize]))
        && folded != '\0'
    {
        return folded;
    }
    if code < 0x3400 {
        return c;
    }
    match RARE.binary_search_by_key(&code, |&(key, _)| key) {
        Ok(at) => char::from_u32(RARE[at].1).unwrap_or(c),
        Err(_) => c,
    }
}

/// A text with its traditional characters folded and ASCII in lower case, every character at the byte where it was:
/// for look-ups of names, whose places in the text count.
pub fn folded_in_place(text: &str) -> String {
    let fold = |c: char| {
        let folded = simplified(c).to_ascii_lowercase();
        if folded.len_utf8() == c.len_utf8() { folded } else { c }
    };
    text.chars().map(fold).collect()
}

/// Whether the fast table can hold the entry: key in the main block, target in the basic plane.
const fn is_common(key: u32, target: u32) -> bool {
    key >= FIRST_HAN && key <= LAST_HAN && target <= 0xFFFF
}

const fn count(common: bool) -> usize {
    let (mut at, mut n) = (0, 0);
    while let Some((key, target, next)) = entry(TABLE, at) {
        if is_common(key, target) == common {
            n += 1;
        }
        at = next;
    }
    n
}

#[allow(long_running_const_eval, reason = "some 30 KB of table, read once by the compiler")]
const fn han_table() -> [u16; (LAST_HAN - FIRST_HAN + 1) as usize] {
    let mut table = [0; (LAST_HAN - FIRST_HAN + 1) as usize];
    let mut code = FIRST_HAN;
    while code <= LAST_HAN {
        table[(code - FIRST_HAN) as usize] = code as u16;
        code += 1;
    }
    let mut at = 0;
    while let Some((key, target, next)) = entry(TABLE, at) {
        if is_common(key, target) {
            table[(key - FIRST_HAN) as usize] = target as u16;
        } else if key >= FIRST_HAN && key <= LAST_HAN {
            // 0 sends the look-up on to the table of rare characters.
            table[(key - FIRST_HAN) as usize] = 0;
        }
        at = next;
    }
    table
}

#[allow(long_running_const_eval, reason = "as above")]
const fn rare_table() -> [(u32, u32); count(false)] {
    let mut table = [(0, 0); count(false)];
    let (mut at, mut n) = (0, 0);
    while let Some((key, target, next)) = entry(TABLE, at) {
        if !is_common(key, target) {
            assert!(n == 0 || table[n - 1].0 < key, "traditional.txt must be sorted by code point");
            table[n] = (key, target);
            n += 1;
        }
        at = next;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::simplified;

    #[test]
    fn folds_one_to_one() {
        let check = |from: &str, to: &str| assert_eq!(from.chars().map(simplified).collect::<String>(), to);
        check("兩個維護、改革開放與經濟發展", "两个维护、改革开放与经济发展");
        check("關於今後工作", "关于今后工作");
        check("著作 乾坤 什么 好像 答覆 慰藉 沈阳", "著作 乾坤 什么 好像 答覆 慰藉 沈阳");
        check("𠀾𪘀", "𠀾𪘀".chars().map(simplified).collect::<String>().as_str());
        check("㑯㑳", "㑔㑇");
        check("GDP 2.5%", "GDP 2.5%");
    }

    #[test]
    fn every_line_of_the_table_is_compiled() {
        let text = include_str!("../../index-schema/traditional.txt");
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let (key, target) = line.split_once('\t').expect("a tab");
            assert_eq!(key.chars().map(simplified).collect::<String>(), target);
        }
    }
}
