//! What step 1 of the matching form has beside NFKC: characters that are never seen, and those that look like others.

use super::table::{character, entries, entry};

const TABLE: &[u8] = include_bytes!("../../index-schema/radicals.txt");
const FIRST: u32 = 0x2E80;
const LAST: u32 = 0x2EFF;

/// The ideographs of U+2E80 to U+2EFF; NUL where there is none.
static RADICALS: [char; (LAST - FIRST + 1) as usize] = {
    let mut table = ['\0'; (LAST - FIRST + 1) as usize];
    let mut at = 0;
    while let Some((key, target, next)) = entry(TABLE, at) {
        table[(key - FIRST) as usize] = character(target);
        at = next;
    }
    table
};
const _: () =
    assert!(entries(TABLE) == 114, "all radicals but U+2E80, which no ideograph is like, and U+2E9A, which is none");

/// Whether a character is invisible by itself: variation selectors and fillers. They are Unicode's
/// `Default_Ignorable_Code_Point` (`DerivedCoreProperties.txt`) without those of category Cf, which are dropped like
/// blanks, but for the one (U+180E) among Mongolian selectors.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{34F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

/// The character that one looks like and is typed, or printed, for: radicals as ideographs, circles as the zero.
pub(super) fn equivalent(c: char) -> char {
    match c {
        '○' | '◯' => '〇',
        '\u{2E80}'..='\u{2EFF}' => match RADICALS[(u32::from(c) - FIRST) as usize] {
            '\0' => c,
            ideograph => ideograph,
        },
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::equivalent;

    #[test]
    fn radicals_are_the_ideographs_that_they_look_like() {
        let check = |from: &str, to: &str| assert_eq!(from.chars().map(equivalent).collect::<String>(), to);
        check("⻓⻔⻢⺠⻘⻄○◯〇●0零", "长门马民青西〇〇〇●0零");
        check("\u{2E80}\u{2E9A}", "\u{2E80}\u{2E9A}");
    }

    #[test]
    fn the_table_agrees_with_what_nfkc_knows() {
        for radical in '\u{2E80}'..='\u{2EFF}' {
            let normal: String = radical.to_string().nfkc().collect();
            assert!(normal == radical.to_string() || normal == equivalent(radical).to_string(), "{radical}");
        }
    }
}
