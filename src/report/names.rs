//! What a name says: of a file, of a folder, or a title. 李亚平_述职报告_2023, 上海市/2003, 园区党工委书记2020年度述职报告.

use super::{Role, Year};
use crate::analysis::{folded_in_place, is_han};
use crate::schema::Roles;

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

/// The frequent surnames, those of two characters after them. Names that begin with another one are not taken for names.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁\
    任沈卢姚姜崔钟谭陆汪范石廖贾韦夏付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱覃武戴孔向汤温康施牛樊葛邢安齐\
    庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕裴霍成苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁房滕屈饶解牟艾\
    尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗桂全闵苟";
const DOUBLE_SURNAMES: [&str; 8] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "司徒"];

/// What places and organisations end with.
const ORG_ENDINGS: [&str; 30] = [
    "省",
    "自治区",
    "市",
    "自治州",
    "州",
    "地区",
    "盟",
    "县",
    "旗",
    "区",
    "镇",
    "乡",
    "街道",
    "村",
    "园区",
    "开发区",
    "局",
    "委",
    "办",
    "厅",
    "院",
    "校",
    "中心",
    "公司",
    "集团",
    "工会",
    "支部",
    "大学",
    "中学",
    "小学",
];

/// The parts of a name, parted by white space, dashes, underscores and brackets.
pub(super) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || "_-－—–~、，,.（）()【】[]《》".contains(c))
        .filter(|part| !part.is_empty())
}

/// A year in a name: 2023, 2023年, 2023年度. Several different ones say nothing.
pub(super) fn year(name: &str) -> Option<Year> {
    let mut found = None;
    for digits in name.split(|c: char| !c.is_ascii_digit()) {
        // 20230105 is a date.
        let digits = if digits.len() == 8 { &digits[..4] } else { digits };
        let Some(year) = (digits.len() == 4).then(|| digits.parse().ok()).flatten().and_then(Year::plausible) else {
            continue;
        };
        if found.is_some_and(|f| f != year) {
            return None;
        }
        found = Some(year);
    }
    found
}

/// Whether a part of a name reads as a person's name: a surname, then one or two characters, or a long name of a
/// minority with its dot.
pub(super) fn is_person(part: &str) -> bool {
    if part.contains('·') {
        let is_name = |name: &str| name.chars().count() >= 2 && name.chars().all(is_han);
        return part.split('·').all(is_name);
    }
    let part = &folded_in_place(part);
    let chars: Vec<char> = part.chars().collect();
    if !chars.iter().copied().all(is_han) {
        return false;
    }
    let double = DOUBLE_SURNAMES.iter().any(|s| part.starts_with(s));
    match chars.len() {
        2 | 3 => (double && chars.len() == 3 || SURNAMES.contains(chars[0])) && !is_org(part) && !is_report(part),
        4 => double && !is_org(part),
        _ => false,
    }
}

/// Whether a part of a name reads as a place or an organisation.
pub(super) fn is_org(part: &str) -> bool {
    let chars = part.chars().count();
    (2..=20).contains(&chars)
        && part.chars().all(is_han)
        && ORG_ENDINGS.iter().any(|ending| part.len() > ending.len() && part.ends_with(ending))
}

/// Whether a title says that it is a report's.
pub(super) fn is_report(title: &str) -> bool {
    let title = folded_in_place(title);
    REPORT_WORDS.iter().any(|word| title.contains(word))
}

/// The roles named in a text, as it names them, the longest name at each place.
pub(super) fn roles(text: &str, roles: &Roles) -> Vec<Role> {
    let mentions = roles.mentions(text);
    mentions.map(|m| Role { name: text[m.range].to_owned(), path: Some(m.path.clone()) }).collect()
}
