//! Headers and footers of printed tables.

/// The texts of a header's left, middle and right (ECMA-376 part 1, 18.3.1.46): `&L`, `&C`, `&R` begin them; other codes
/// stand for numbers and the day, or say how what follows is written.
pub(super) fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            sections.last_mut().into_iter().for_each(|section| section.push(c));
            continue;
        }
        match chars.next() {
            Some('L' | 'C' | 'R' | 'l' | 'c' | 'r') => sections.push(String::new()),
            Some('&') => sections.last_mut().into_iter().for_each(|section| section.push('&')),
            Some('"') => while chars.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                // A colour: six digits, or a theme's number with what it is mixed with.
                for _ in 0..6 {
                    chars.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some(digit) if digit.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    let texts = sections.into_iter().map(|section| section.trim().to_owned());
    texts.filter(|text| !is_page_number(text)).collect()
}

/// Whether no more is left of a header than the words around a page's number, or nothing.
pub(super) fn is_page_number(text: &str) -> bool {
    let text = text.to_lowercase().replace("page", "").replace("of", "");
    !text.chars().any(|c| c.is_alphanumeric() && !matches!(c, '第' | '共' | '总' | '页' | '頁'))
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn headers_are_read_without_their_codes() {
        let code = "&L&\"宋体,Bold\"&14青山县统计局&C&K01+000第&P页 共&N页&R&D";
        assert_eq!(sections(code), ["青山县统计局"]);
        assert_eq!(sections("投入&&产出"), ["投入&产出"]);
    }
}
