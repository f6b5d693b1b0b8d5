//! What names of files say of versions: 述职报告v2.docx, 述职报告（定稿）.docx and 述职报告-最终稿(1).pdf are versions of one text.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// What names add for a version, in the order in which versions follow each other; in lower case, half-width. What says
/// nothing of the order has none.
const MARKERS: [(Option<u8>, &str); 9] = [
    (Some(1), r"初稿|草稿|(?-u:\b)draft(?-u:\b)"),
    (
        Some(2),
        r"(?-u:\b|_)v(?:er)?[. ]?\d{1,3}(?:\.\d{1,3})*|第?[一二三四五六七八九十\d]{1,3}[稿版]|(?-u:\b)rev[. ]?\d{0,3}",
    ),
    (Some(3), r"讨论稿|征求意见稿|送审稿|报审稿"),
    (Some(4), r"修改稿|修订稿|修改版|修订版|修改|修订"),
    (Some(5), r"定稿版|定稿|定版|正式稿|正式版"),
    (Some(6), r"最终稿|最终版|最终|终稿|终版|(?-u:\b|_)final(?-u:\b)"),
    (None, r"最新版|最新|新版|旧版|打印版|打印稿|副本|拷贝|备份|(?-u:\b)copy(?: of)?(?-u:\b)|(?-u:\b)backup(?-u:\b)"),
    (None, r"[\(\[]\d{1,2}[\)\]]"),
    (None, DATES),
];

/// Whole dates: a year alone tells one year's report from another's.
const DATES: &str = r"(?:19|20)\d\d(?:[-_./年](?:0?[1-9]|1[0-2])[-_./月](?:[12]\d|3[01]|0?[1-9])日?|(?:0[1-9]|1[0-2])(?:[12]\d|3[01]|0[1-9]))";

static MARKED: LazyLock<Vec<(Option<u8>, Regex)>> = LazyLock::new(|| {
    let compiled = MARKERS.iter().filter_map(|(order, marker)| Some((*order, Regex::new(marker).ok()?)));
    compiled.collect()
});

/// A name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VersionName {
    /// What versions have in common: without ending, markers, blanks and what parts words; empty if nothing is left.
    pub(super) stem: String,
    /// How late in the order of versions it is by its name, and by the number in that.
    pub(super) order: (u8, u32),
}

/// The folder of a path.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Takes the name of a file apart.
pub(super) fn version_name(path: &str) -> VersionName {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut stem = name.nfkc().collect::<String>().to_lowercase();
    if let Some((before, ending)) = stem.rsplit_once('.')
        && !before.is_empty()
        && ending.chars().all(|c| c.is_ascii_alphanumeric())
        && ending.len() <= 5
    {
        stem.truncate(before.len());
    }
    let mut order = (0, 0);
    for (of, marker) in MARKED.iter() {
        if let (Some(of), Some(found)) = (of, marker.find_iter(&stem).last()) {
            order = order.max((*of, number(found.as_str())));
        }
        // Half a blank each, so that what stood beside it does not become one word.
        stem = marker.replace_all(&stem, " ").into_owned();
    }
    stem.retain(char::is_alphanumeric);
    VersionName { stem, order }
}

/// The number in a marker: v2.1 comes after v2, 第十稿 after 二稿.
fn number(marker: &str) -> u32 {
    let mut digits = marker.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<u32>().ok());
    if let Some(first) = digits.next() {
        return first * 1_000 + digits.next().unwrap_or(0);
    }
    let of_han = |c: char| "一二三四五六七八九十".chars().position(|digit| digit == c).map(|at| at as u32 + 1);
    1_000
        * marker
            .chars()
            .filter_map(of_han)
            .fold(0, |sum, digit| if digit == 10 { sum.max(1) * 10 } else { sum + digit })
}

#[cfg(test)]
mod tests {
    use super::version_name;

    #[test]
    fn versions_have_a_stem_in_common() {
        let ordered = [
            "述职报告.docx",
            "述职报告（草稿）.docx",
            "述职报告v1.docx",
            "述职报告_V2.docx",
            "述职报告 v2.1.docx",
            "述职报告第三稿.docx",
            "述职报告-第十二稿.docx",
            "述职报告征求意见稿.docx",
            "述职报告（修改稿）(1).docx",
            "述职报告 定稿.docx",
            "2021/述职报告－最终稿.pdf",
        ];
        let names = ordered.map(version_name);
        assert!(names.iter().all(|name| name.stem == "述职报告"), "{names:?}");
        assert!(names.is_sorted_by(|a, b| a.order < b.order), "{names:?}");
        for same in
            ["述职报告 - 副本 (2).docx", "述职报告2023-01-05.docx", "述职报告_20230105(1).doc", "Copy of 述职报告.wps"]
        {
            assert_eq!((version_name(same).stem.as_str(), version_name(same).order), ("述职报告", (0, 0)), "{same}");
        }
    }

    #[test]
    fn what_tells_reports_apart_stays() {
        for (a, b) in [
            ("述职报告2019.docx", "述职报告2020.docx"),
            ("林国栋_述职报告.txt", "陈思远_述职报告.txt"),
            ("简报201811.doc", "简报201812.doc"),
            ("改革方案.doc", "方案.doc"),
            ("dev2总结.doc", "de总结.doc"),
        ] {
            assert_ne!(version_name(a).stem, version_name(b).stem, "{a}, {b}");
        }
        assert_eq!(version_name("v2.docx").stem, "", "nothing is left: nothing is in common");
    }
}
