//! Lines that are a page's number, and no more.

/// With its blanks and lines, none is longer.
const MAX_CHARS: usize = 40;

/// — 12 —, 第3页, 第 3 页 共 10 页, 3/10, 12
pub(super) fn is_page_number(line: &str) -> bool {
    if line.chars().nth(MAX_CHARS).is_some() || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace() && !"-—–－·~".contains(*c)).collect();
    let rest = plain.replace("第", "").replace("共", "").replace(['页', '/', '，', ','], "");
    !rest.is_empty() && plain.chars().count() <= 12 && rest.chars().all(|c| c.is_ascii_digit())
}
