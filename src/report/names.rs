//! What titles of reports are called: 述职报告, 工作总结.

use crate::analysis::folded_in_place;

/// What a report's kind is called at the end of its title.
const REPORT_WORDS: [&str; 12] = [
    "述职述廉述学报告",
    "述职述廉报告",
    "述责述廉报告",
    "述职报告",
    "政府工作报告",
    "工作报告",
    "工作总结",
    "工作汇报",
    "情况报告",
    "情况汇报",
    "总结",
    "报告",
];

/// Whether a title says that it is a report's.
pub(super) fn is_report(title: &str) -> bool {
    let title = folded_in_place(title);
    REPORT_WORDS.iter().any(|word| title.contains(word))
}
