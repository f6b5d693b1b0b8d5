//! Names of places and units: 清河县, 县财政局, 消化内科; and which one a post belongs to.

use crate::analysis::is_han;

/// What places and organisations end with, whatever stands around them.
const PLACE_ENDINGS: [&str; 30] = [
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
/// What smaller units end with; words do, too: only where something else says that it is one.
const UNIT_ENDINGS: [&str; 50] = [
    "部",
    "处",
    "科",
    "室",
    "所",
    "站",
    "队",
    "组",
    "庭",
    "厂",
    "店",
    "馆",
    "社区",
    "支行",
    "分行",
    "银行",
    "学院",
    "幼儿园",
    "车间",
    "仓库",
    "团委",
    "妇联",
    "政协",
    "人大",
    "联合会",
    "协会",
    "学会",
    "委员会",
    "政府",
    "党总支",
    "党委",
    "党组",
    "工商联",
    "科协",
    "残联",
    "常委会",
    "办事处",
    "班",
    "农场",
    "林场",
    "基地",
    "合作社",
    "分局",
    "总社",
    "工委",
    "商会",
    "指挥部",
    "工区",
    "联社",
    "促进会",
];
/// What kind of place it is, and not which.
const GENERIC: &str = "省 市 县 区 州 自治区 驻村 农村 乡村 山村 进村 入村 包村 联村 下村 城区 市区 山区 灾区 辖区 片区 校区 厂区 景区 小区 病区 城市 城镇 乡镇 下乡 家乡 全市 全省 全县 我市 我省 我县 本市 本省 本县 本区 社区 园区 街道 镇 乡 村 开发区 公司 集团 学校 医院 政府 党委 支部 党支部 中心 小学 中学 大学 工会 机关";
/// Names of units are no longer.
const MAX_CHARS: usize = 30;

/// Whether a text reads as the name of a place or a larger organisation.
pub(super) fn is_place(text: &str) -> bool {
    let chars = text.chars().count();
    // 主办 and 医院 are words.
    let is_word = chars == 2 && text.ends_with(['办', '委', '院', '校', '厅', '旗', '盟']);
    (2..=20).contains(&chars) && text.chars().all(is_han) && !is_word && ends_with(text, &PLACE_ENDINGS)
}

/// Whether a place is named, and not only what kind of place it is (市, 省人民政府).
pub(super) fn is_named_place(text: &str) -> bool {
    !is_kind_alone(text) && !text.starts_with(['各', '第', '我', '全']) && is_place(text)
}

/// Whether a text says what kind of place or body it is, and not which: 市人民政府.
fn is_kind_alone(text: &str) -> bool {
    GENERIC.split(' ').any(|kind| kind == text.trim_end_matches("人民政府").trim_end_matches("政府"))
}

/// Whether a text reads as the name of any unit: 消化内科, 三标段项目部, 高二（7）班.
pub(super) fn is_unit(text: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || "×*○·（）()“”-".contains(c);
    let chars = text.chars().count();
    // 2019级会计1班 is who is taught.
    let is_class =
        text.ends_with('班') && text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['级', '届']);
    (2..=MAX_CHARS).contains(&chars)
        && text.chars().all(is_name)
        && !is_kind_alone(text)
        && !is_class
        && !text.starts_with(['届', '-', '各', '我', '全', '本', '该', '其', '在'])
        && (is_place(text) || chars >= 3 && (ends_with(text, &PLACE_ENDINGS) || ends_with(text, &UNIT_ENDINGS)))
}

fn ends_with(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| text.len() > ending.len() && text.ends_with(ending))
}

/// The unit of a post, by what stands before the post and the post itself: 青坪, 镇党委书记 → 青坪镇; 县, 纪委副书记 → 县纪委.
pub(super) fn of_post(before: &str, post: &str) -> Option<String> {
    let mut place = before;
    for body in ["人民政府", "党委", "党组", "党工委"] {
        place = place.strip_suffix(body).unwrap_or(place);
    }
    // 青石镇党委书记: the post's own name begins with what kind of place it is.
    let kind = post.chars().next().filter(|c| "省市州县区镇乡村".contains(*c));
    let kind = kind.filter(|_| place.chars().count() >= 2).map(String::from).unwrap_or_default();
    let body = BODIES.iter().find(|body| post.starts_with(**body)).copied().unwrap_or_default();
    let of_body = format!("{before}{body}");
    let names = [place.to_owned(), format!("{place}{kind}"), of_body];
    let unit = names.into_iter().find(|name| is_named_place(name) || is_unit(name));
    unit.or_else(|| to_number(before).map(str::to_owned)).map(|unit| unit.trim_start_matches('*').to_owned())
}

/// The unit that is named before a number within it: 机电学院2018级, 公交公司18路.
pub(super) fn to_number(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_ascii_digit()).next().filter(|unit| unit.len() < text.len() && is_unit(unit))
}

/// What posts begin with that is their unit's name.
const BODIES: [&str; 18] = [
    "团县委",
    "团市委",
    "团区委",
    "团省委",
    "纪委",
    "监委",
    "团委",
    "工会",
    "总工会",
    "妇联",
    "政协",
    "人大常委会",
    "医院",
    "法院",
    "人民法院",
    "检察院",
    "居委会",
    "村委会",
];
