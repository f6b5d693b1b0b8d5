//! Names of persons, and words that only look like one.
//!
//! Chinese names begin with one of a few hundred surnames, and so do many words: 党建, 安全, 成都. What is nobody's name for sure
//! is known from `index-schema/not_names.txt`; where nothing but its form says that a text is a name, it must be none of those.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::units;
use crate::analysis::{folded_in_place, is_han};
use crate::report::names::is_report;

/// The usual surnames, those of two characters after them. Names that begin with another one are only taken for names where
/// something else says so.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘\
    田董袁于余叶蒋杜苏魏程吕丁任沈卢姚姜崔钟谭陆汪范石廖贾韦夏付傅方白邹孟熊\
    秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱覃武戴孔向汤温康施牛樊葛邢安\
    齐庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕裴霍成\
    苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪\
    简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗桂全闵苟洪常莫凌赖乔易单查\
    季佟佘邬屠涂蔺郗麻敖隋臧仇边闻沙巩桑郁苑冀荣佐逯阚邸皮栾厉储寇茹习丛战伊\
    郎仲衣宿由勾候晋练封惠盘粟揭元蔚湛匡杭甄谌蒲晁裘芮莘逄鞠矫昝郦盖阴薄籍扈\
    金文严伍欧刁瞿丘池廉奚燕谈姬郜计迟宇糜鄢井乐虞卞竺冼楚栗巫荆伏胥";
const DOUBLE_SURNAMES: [&str; 10] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "司徒", "闻人", "夏侯"];
/// Names without a dot are no longer: 乌云其木格.
pub(super) const MAX_NAME_CHARS: usize = 5;
/// What no name holds: what is said to people and of them, and what forms ask for.
const NOT_IN_NAMES: &str = "会议 讲话 致辞 同志 办公 工作 述职 报告 接待 信箱 负责 牵头 带队 会上 各位 \
    代表 大会 全体 稿 审 核 签 意见 职务 姓名 单位 部门 性别 时间 日期 总结 \
    汇报 岗位 政治 面貌 学历 出生 年度 年月 电话 此致 敬礼 谢谢 同意 领导 附件 \
    说明 目录 情况 总体 某 党组 考核 以上 内容 项目 公章 盖章 简历 佚名 匿名 \
    未知 管理员 佚 网络 编辑 来源 公司 学校 老师 同学 同学们 全部 本人 如下 \
    是否 请";

/// What follows a surname's character in words; by that character.
static WORDS: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../../index-schema/not_names.txt").lines();
    lines
        .filter_map(|line| line.split_once(' ').and_then(|(first, rest)| Some((first.chars().next()?, rest))))
        .collect()
});

/// What makes a longer word of a word: 安全月, 高三组.
const SUFFIXES: [char; 61] = [
    '组', '月', '周', '年', '班', '类', '版', '册', '表', '书', '稿', '级', '期', '部', '办', '科', '室', '处', '所',
    '站', '区', '县', '市', '村', '镇', '乡', '会', '团', '队', '员', '长', '性', '化', '篇', '卷', '号', '日', '课',
    '品', '业', '网', '率', '量', '费', '房', '车', '路', '线', '点', '片', '段', '层', '面', '型', '器', '机', '法',
    '界', '者', '师', '题',
];

/// Whether a text is a word of the dictionary that begins as names do.
fn is_word(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(rest) = chars.next().and_then(|first| WORDS.get(&first)) else { return false };
    rest.split(' ').any(|word| word == chars.as_str())
}

/// Whether a text reads as a person's name, and as nothing else: no word, place or unit, and none with a syllable more
/// (高三组, 安全月).
pub(in crate::report) fn is_person(text: &str) -> bool {
    let text = &folded_in_place(text);
    let first_two = text.char_indices().nth(2).map_or(text.as_str(), |(end, _)| &text[..end]);
    let is_double = DOUBLE_SURNAMES.iter().any(|surname| text.starts_with(surname));
    let is_longer_word = !is_double && text.ends_with(SUFFIXES) && is_word(first_two);
    can_be_person(text) && !is_word(text) && !is_longer_word && !units::is_unit(text)
}

/// Whether a character is a usual surname.
pub(super) fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// Whether a text has the form of a person's name: a surname, then one or two characters, or a long name of a minority with
/// its dot.
pub(super) fn can_be_person(text: &str) -> bool {
    if text.contains('·') {
        let is_part = |part: &str| part.chars().count() >= 2 && part.chars().all(is_han);
        return text.chars().count() <= MAX_DOTTED_CHARS && text.split('·').all(is_part);
    }
    let text = &folded_in_place(text);
    let chars: Vec<char> = text.chars().collect();
    if !chars.iter().copied().all(is_han) || holds_no_name(text) {
        return false;
    }
    let double = DOUBLE_SURNAMES.iter().any(|s| text.starts_with(s));
    match chars.len() {
        2 | 3 => {
            (double && chars.len() == 3 || SURNAMES.contains(chars[0])) && !units::is_place(text) && !is_report(text)
        }
        4 => double && !units::is_place(text),
        _ => false,
    }
}

fn holds_no_name(text: &str) -> bool {
    NOT_IN_NAMES.split(' ').any(|word| text.contains(word))
}

/// Names with dots are no longer: 阿依古丽·买买提明.
const MAX_DOTTED_CHARS: usize = 16;

/// Whether a text is a name where one is expected: any surname will do, and the longer names of minorities.
pub(super) fn is_expected_name(text: &str) -> bool {
    let chars = text.chars().count();
    !units::is_unit(text)
        && (can_be_person(text)
            || (2..=MAX_NAME_CHARS).contains(&chars)
                && text.chars().all(|c| is_han(c) || c == '\u{3007}')
                && !holds_no_name(text)
                && !units::is_place(text))
}

#[cfg(test)]
mod tests {
    use super::is_person;

    #[test]
    fn names_and_words_like_names() {
        for name in ["林国栋", "王芳", "高志强", "金敏", "欧阳雪", "江一帆", "阿依古丽·买买提", "安志远"]
        {
            assert!(is_person(name), "{name}");
        }
        for word in ["党建", "安全", "高三", "成都", "车管所", "管理科", "石家庄", "安全月", "高新区", "工作总结"]
        {
            assert!(!is_person(word), "{word}");
        }
    }
}
