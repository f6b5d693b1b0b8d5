//! Lines that are a page's number, and no more.

/// With its blanks and lines, none is longer.
const MAX_CHARS: usize = 40;

/// — 12 —, 第3页, 第 3 页 共 10 页, 3/10, 12; but 2023/12/20 and 20231220 are dates.
pub(super) fn is_page_number(line: &str) -> bool {
    if line.chars().nth(MAX_CHARS).is_some() || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let numbers: Vec<&str> = line.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let is_date = match numbers[..] {
        [year, _, _] => year.len() == 4 && (year.starts_with("19") || year.starts_with("20")),
        [day] => day.len() == 8,
        _ => false,
    };
    if is_date {
        return false;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace() && !"-—–－·~".contains(*c)).collect();
    let rest = plain.replace("第", "").replace("共", "").replace(['页', '/', '，', ','], "");
    !rest.is_empty() && plain.chars().count() <= 12 && rest.chars().all(|c| c.is_ascii_digit())
}
