//! Names and addresses of sites in the midst of lines, as who copies a text brings them along.

use super::advertisements::ADDRESSES;

/// Site names before an address are no longer.
const MAX_SITE_CHARS: usize = 8;

/// A line without the watermarks of sites in it: a site's name and address, which stand anywhere, also glued to a
/// heading (营造良好政治生态笔杆网www.example.cn). `names` are those of [`site_names`].
pub(in crate::report) fn without_watermark<'a>(line: &'a str, names: &[String]) -> &'a str {
    let Some(at) = address(line) else { return line };
    let before = &line[..at];
    let name = names.iter().find(|name| before.ends_with(name.as_str())).map_or(0, String::len);
    line[..at - name].trim_end()
}

/// Where an address begins. Few lines have a letter that one could begin with.
fn address(line: &str) -> Option<usize> {
    let from = memchr::memchr2(b'h', b'w', line.as_bytes())?;
    ADDRESSES.iter().filter_map(|start| line[from..].find(start)).min().map(|at| from + at)
}

/// The names of sites that stand before addresses in the lines of a report: what the texts before all of them end with
/// alike; or, before a single one, the last few characters of a name that ends as those of sites do.
pub(super) fn site_names(lines: &[&str]) -> Vec<String> {
    let before = |line: &str| {
        let at = address(line)?;
        let name: String = line[..at].chars().rev().take_while(|c| c.is_alphanumeric()).take(MAX_SITE_CHARS).collect();
        Some(name)
    };
    // Reversed, so that what they end with alike is what they begin with alike.
    let names: Vec<String> = lines.iter().filter_map(|line| before(line)).filter(|name| !name.is_empty()).collect();
    let Some((first, others)) = names.split_first() else { return Vec::new() };
    let common = others.iter().filter(|other| *other != first).fold(first.as_str(), |common, other| {
        let same = common.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b).last();
        same.map_or("", |((at, c), _)| &common[..at + c.len_utf8()])
    });
    let name: String = common.chars().rev().collect();
    if name.ends_with(['网', '站', '库', '社']) { vec![name] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{site_names, without_watermark};

    #[test]
    fn watermarks_in_the_midst_of_lines() {
        let lines = ["增添了新鲜血液。笔杆儿网www.example.cn", "营造良好政治生态笔杆儿网www.example.cn", "别的"];
        let names = site_names(&lines);
        assert_eq!(names, ["笔杆儿网"]);
        let cleaned: Vec<&str> = lines.iter().map(|line| without_watermark(line, &names)).collect();
        assert_eq!(cleaned, ["增添了新鲜血液。", "营造良好政治生态", "别的"]);
    }
}
