//! Labels and what stands beside them: 述职人（签名）：林国栋, 单位：县财政局 姓名：林国栋 职务：局长, | 姓名 | 林国栋 |.

use crate::report::names::is_report;

/// What a label asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The one who reports.
    Author,
    /// The one whom a form is about, whatever he does.
    Name,
    Org,
    Role,
    /// 单位及职务
    OrgAndRole,
    Year,
    Date,
    /// Who heads the unit that a form is of: its writer, if the form asks for nobody else.
    Head,
    /// Anything else that a form asks for, and anybody else.
    Other,
}

/// Labels as they are written, without what stands in brackets.
const LABELS: [(Label, &str); 9] = [
    (
        Label::Author,
        "述职人 报告人 汇报人 述廉人 述学人 述德人 述责人 述法人 发言人 总结人 \
         小结人 撰写人 撰稿 撰稿人 作者 述职者 汇报者 演讲人 宣讲人 实习生 \
         述职人姓名 述职者姓名 报告人姓名 汇报人姓名 述职人签名 述职人签字 报告人签名 \
         本人签名 本人签字 述职干部 述职教师 履职人 述职述廉人 述职对象 被考核人 \
         考核对象 总结人签名 个人签名 自评人 陈述人 实习学生 \
         实习人 述职人员 汇报人员 述职同志 总结者 演讲者 作者姓名 我的姓名 \
         填写人姓名 执笔 执笔人 本人确认 确认人 申请人 自述人 口述 口述人 自评者",
    ),
    (
        Label::Name,
        "姓名 学生姓名 教师姓名 员工姓名 职工姓名 实习生姓名 被考核人姓名 干部姓名 \
         名字",
    ),
    (
        Label::Org,
        "单位 工作单位 所在单位 单位名称 部门 所在部门 所属部门 工作部门 部门名称 \
         科室 所在科室 所属科室 汇报单位 报告单位 填报单位 述职单位 学校 所在学校 \
         任教学校 工作学校 公司 所在公司 所属公司 实习单位 任职单位 服务单位 项目 \
         项目部 所在党支部 所属党支部 党支部 所在支部 院系 所在院系 学院 班组 车间 \
         所在班组 所属单位 述职部门 汇报部门 填报部门 部门科室 单位部门 村居 所在村 \
         网点 所在网点 所在机构 机构名称 部室 所在部室 支教学校 挂职单位 派驻单位 受援单位 \
         所在社区 所在站点 所在中心 现工作单位 现任职单位 申报单位 总结单位",
    ),
    (
        Label::Role,
        "职务 岗位 现任职务 职位 岗位名称 工作岗位 行政职务 法律职务 任职岗位 \
         担任职务 实习岗位 所任职务 党内职务 职务岗位 岗位职务 所在岗位 现任岗位 \
         现岗位 现职务 述职岗位 职务名称",
    ),
    (
        Label::OrgAndRole,
        "单位及职务 单位职务 工作单位及职务 所在单位及职务 单位和职务 现任单位及职务 \
         部门及职务 部门职务 单位及岗位 部门岗位 部门及岗位 职级 单位职级 现任职务及职级 \
         工作单位及职称 单位和岗位 所在部门及岗位 现工作单位及职务",
    ),
    (
        Label::Year,
        "年度 述职年度 考核年度 年份 总结年度 报告年度 考核期 考核周期 考核时段 \
         述职期间 学年 学年度 任职年度 述职时段 述职期 报告期 总结期间 考核时间 \
         述职周期 报告期间 汇报周期 试用期 试用期限 实习时间 实习期 实习期间 聘期 任期 \
         考评周期 统计周期 周期 汇报期间 起止时间 汇报时段 试用时间 见习期",
    ),
    (
        Label::Date,
        "日期 时间 汇报时间 述职时间 报告时间 填表日期 填表时间 提交日期 提交时间 \
         填报时间 填报日期 述职日期 汇报日期 报告日期 签名日期 签字日期 完成日期 \
         撰写时间 撰写日期 总结时间 总结日期 写作时间",
    ),
    (Label::Head, "负责人 单位负责人 部门负责人 主要负责人 单位主要负责人"),
    (
        Label::Other,
        "性别 民族 出生年月 出生日期 出生 籍贯 政治面貌 学历 文化程度 学位 职称 \
         专业技术职务 参加工作时间 工作时间 入党时间 入职时间 入职日期 任职时间 \
         任现职时间 入额时间 年龄 工号 学号 班级 专业 学科 指导老师 指导教师 \
         直接上级 上级 分管领导 主管领导 联系领导 联系电话 联系方式 电话 手机 序号 \
         编号 备注 项目名称 内容 分管工作 个人总结 工作总结 履职情况 存在不足 \
         自评等次 考核等次 审核人 审批人 签发人 联系人 主持人 记录人 填表人 \
         填报人 校对 审核 签字 签名 身份证号 毕业院校 所学专业 岗位等级 级别 \
         任教学科 任教班级 检查人 完成情况 奖项 成绩 得分",
    ),
];
/// These ask for the writer where a colon stands after them; in a cell they are values.
const BEFORE_COLON: [&str; 4] = ["教师", "任课教师", "学生", "员工"];
/// A longer text is no label.
const MAX_LABEL_CHARS: usize = 12;
/// Lines with labels are no longer.
const MAX_LINE_CHARS: usize = 90;

/// The label that a text is, colon or not: 姓  名, 述职人（签名）：.
pub(super) fn label(text: &str) -> Option<Label> {
    let bare = bare(text)?;
    LABELS.iter().find(|(_, names)| names.split(' ').any(|name| name == bare)).map(|(label, _)| *label)
}

/// A label without blanks, marks and brackets.
fn bare(text: &str) -> Option<String> {
    let mut depth = 0;
    let mut bare = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ if depth > 0 || !c.is_alphanumeric() => {}
            _ => bare.push(c),
        }
        if bare.chars().count() > MAX_LABEL_CHARS {
            return None;
        }
    }
    Some(bare)
}

/// What stands after a label for the writer that has no colon: 述职人  林国栋.
pub(super) fn after_author(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (first, rest) = line.split_once([' ', '　', '\t'])?;
    (label(first) == Some(Label::Author) && first.ends_with('人')).then(|| rest.trim())
}

/// A label and the value beside it, as bytes of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) label: Label,
    /// As it is written.
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

/// The labels with colons of a line that begins with one, and their values; nothing if the line is anything else.
pub(super) fn of_line(line: &str) -> Vec<Labelled<'_>> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    if line.chars().count() > MAX_LINE_CHARS
        || line.trim_end().ends_with(['。', '！', '？', '；']) && line.contains('，')
    {
        return Vec::new();
    }
    let mut pairs: Vec<Labelled<'_>> = Vec::new();
    let mut value_from = 0;
    for (at, colon) in line.match_indices(['：', ':', '∶']) {
        let before = line[value_from..at].trim_end_matches(['*', ' ', '　']);
        // 10:30 is no label.
        if before.ends_with(|c: char| c.is_ascii_digit()) && pairs.is_empty() {
            return pairs;
        }
        let label_at = if pairs.is_empty() { 0 } else { label_start(before) };
        let name = before[label_at..].trim();
        let known = label(name).or_else(|| BEFORE_COLON.contains(&name).then_some(Label::Author));
        if pairs.is_empty() {
            let chars = name.chars().filter(|c| !c.is_whitespace()).count();
            if chars == 0
                || chars > MAX_LABEL_CHARS
                || name.contains(['，', '。', '；'])
                || is_report(name) && known.is_none()
            {
                return pairs;
            }
        } else if known.is_none() && (label_at == 0 || name.is_empty()) {
            // A colon within a value.
            continue;
        }
        if let Some(last) = pairs.last_mut() {
            last.value = value(&before[..label_at]);
        }
        value_from = at + colon.len();
        pairs.push(Labelled { label: known.unwrap_or(Label::Other), name, value: value(&line[value_from..]) });
    }
    pairs
}

fn value(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "*|_—；;，,。".contains(c))
}

/// Where the label begins with which a text before a colon ends: at the last blank, blanks within a label not counted
/// (林国栋  职  务).
fn label_start(text: &str) -> usize {
    let words: Vec<(usize, &str)> = words(text).collect();
    let mut first = words.len().saturating_sub(1);
    while first > 0
        && words[first..].iter().all(|(_, word)| word.chars().count() == 1)
        && words[first - 1].1.chars().count() == 1
    {
        first -= 1;
    }
    words.get(first).map_or(0, |(at, _)| *at)
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split([' ', '　', '\t', '|', '，', '；', ';', '、'])
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::{Label, label, of_line};

    #[test]
    fn labels_and_values_of_a_line() {
        let check = |line: &str, expected: &str| {
            let pairs = of_line(line).into_iter().map(|pair| format!("{:?}={}", pair.label, pair.value));
            assert_eq!(pairs.collect::<Vec<_>>().join(" "), expected, "{line}");
        };
        check("述职人（签名）：林国栋", "Author=林国栋");
        check("汇报人：林国栋  时间：2023年12月", "Author=林国栋 Date=2023年12月");
        check("单位：县财政局    姓  名：林国栋    职 务：局长", "Org=县财政局 Name=林国栋 Role=局长");
        check("**姓名：** 章雨桐", "Name=章雨桐");
        check("审核人：办公室主任 王建军", "Other=办公室主任 王建军");
        check("2023年，我们做了三件事：一是学习", "");
        check("述职人：        职务：", "Author= Role=");
        check("会议于10:30开始", "");
        assert_eq!(label("姓　　名"), Some(Label::Name));
        assert_eq!(label("县财政局"), None);
    }
}
