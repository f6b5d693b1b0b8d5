//! Posts at the end of a text: 县财政局党组书记、局长, 消化内科护士长, 一名综合柜员. Which of them the schema knows, and of which
//! unit they are.

use super::units;
use crate::report::Role;
use crate::schema::Roles;

/// What posts end with that the schema doesn't know: enough where something says that a post is named.
const ENDINGS: &str = "主任 书记 主席 部长 处长 科长 股长 局长 所长 站长 队长 组长 班长 校长 园长 \
    院长 庭长 行长 厂长 店长 社长 会长 馆长 场长 段长 连长 县长 镇长 乡长 区长 \
    市长 村长 检察长 审判长 护士长 秘书长 董事长 总工程师 经理 总监 主管 助理 \
    干事 教师 班主任 医师 医生 护士 药师 技师 工程师 会计 出纳 客服 讲师 教授 \
    检察官 法官 实习生 会计师 护师 药剂师 检验师 麻醉师 设计师 培训师 规划师 教练 \
    秘书 村官 支书 团支书 村支书 保安 保洁 导购 顾问 学徒 合伙人 厨师 司机 \
    经理人 业务代表 销售代表 辅警 民警 警长 审计师 律师 幼师 安全员 保管员 技术员 \
    办事员 采样员 农技员 审判员 书记员 辅导员 研究员 营业员 收银员 统计员 资料员 \
    施工员 质检员 驾驶员 炊事员 保洁员 宣传员 网格员 业务员 服务员 接线员 管理员 \
    检验员 护理员 信息员 协管员 监督员 调解员 联络员 指导员 教导员 乘务员 快递员 \
    护林员 饲养员 化验员 操作员 巡查员 讲解员 柜员 专员 科员 文员 委员 教员 店员 \
    主任医师 主治医师 住院医师 主任护师 主管护师 主任药师 主管药师 检察官助理 法官助理 \
    主任科员 总经理助理 大堂经理 客户经理 分析师 架构师 咨询师 摄影师 营养师 造价师 \
    建造师 监理师 康复师 育婴师 治疗师 精算师 策划师 评估师 程序员 钳工 焊工 \
    电工 车工 铣工 磨工 镗工 木工 瓦工 漆工 管工 护工 钢筋工 架子工 维修工 \
    机修工 检修工 操作工 装配工 包装工 搬运工 司炉工 锅炉工 起重工 挡车工 缝纫工 \
    印刷工 叉车工 养路工 巡道工 绿化工 环卫工 采煤工 掘进工 线路工 社工 美工 \
    社会工作者 保育员 图书管理员 司务长 车队长 水手 轮机长 船长 机长 船员 \
    社区民警 社区医生 社区工作者 专干 理事长 监事长 副理事 监事 董事 台长 排长 营长 \
    团长 主编 总编 播音员 记者 主持人 网格长 楼长 楼栋长 年级长 领班 村医 乡村医生 \
    全科医生 兽医 校医 厂医 保管 门卫 仓管 叉车司机 水电工 泥工 石匠 木匠 裁缝 \
    总工 副总 档案员 督导 督学 巡视员 调研员 总会计师 总经济师 总农艺师 农艺师 畜牧师 兽医师 \
    林业工程师 统计师 经济师 编辑 翻译 主播 店助 带班 组织员 宣讲员 专管员";
/// What work is called that somebody does, and what is done as well: a post only where one is expected beside a unit or a name.
const WORK: &str = "销售 开发 运营 测试 采购 客服 前台 财务 人事 行政 内勤 外勤 文案 策划 \
    前端 后端 算法 运维 美编 编辑 记者 仓管 跟单 质检 库管 导购 收银 理货";
/// What stands before a post and says no more than that it is one of many.
const ONE_OF_MANY: [&str; 6] = ["一名普通", "一名", "一位", "一个", "普通", "名"];
/// Names of work are no longer.
const MAX_WORK_CHARS: usize = 8;
/// Words that end with 员 and are no posts; all others are.
const NO_POSTS: &str = "人员 党员 成员 职员 学员 会员 动员 官员 演员 社员 团员 队员 球员 一员 全员 组员 复员 满员 定员 裁员 \
    减员 增员 超员 客员 要员 雇员 幅员 病员 教职员 委员会 议员 伤员 运动员 少先队员 公务员";
/// Names of posts, their unit included, are no longer.
const MAX_CHARS: usize = 36;

/// A post with the unit that stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) role: Role,
    /// What stands before it, if it is its unit's name.
    pub(super) unit: Option<String>,
    /// The post with all that stands before it.
    pub(super) whole: String,
}

/// Where in a text the post begins with which the text ends.
pub(super) fn start(text: &str, roles: &Roles) -> Option<usize> {
    let known = roles.mentions(text).last().filter(|mention| mention.range.end == text.len()).map(|m| m.range.start);
    known.or_else(|| {
        let ending = ENDINGS.split(' ').filter(|ending| text.ends_with(ending)).max_by_key(|ending| ending.len());
        let ending = ending.or_else(|| of_staff(text))?;
        let before = &text[..text.len() - ending.len()];
        Some(
            ["常务副", "第一副", "副", "代", "总", "一级", "二级", "三级", "四级"]
                .iter()
                .find_map(|rank| before.strip_suffix(rank))
                .unwrap_or(before)
                .len(),
        )
    })
}

/// The last two characters of a text, if they name who is on a staff: 柜员, 网格员.
fn of_staff(text: &str) -> Option<&str> {
    let is_one = text.ends_with('员') && !NO_POSTS.split(' ').any(|word| text.ends_with(word));
    let start = text.char_indices().rev().nth(1).map(|(at, _)| at).filter(|_| is_one)?;
    Some(&text[start..])
}

/// A post without what says that it is one of many: 一名普通柜员.
pub(super) fn without_one(text: &str) -> &str {
    ONE_OF_MANY.iter().find_map(|one| text.strip_prefix(one)).unwrap_or(text)
}

/// The post that a text is where one is expected: what work is called names who does it (后端开发, 华南大区销售).
pub(super) fn expected(text: &str, roles: &Roles) -> Option<Post> {
    let is_work = || {
        (2..=MAX_WORK_CHARS).contains(&text.chars().count())
            && text.chars().all(char::is_alphanumeric)
            && WORK.split(' ').any(|work| text.ends_with(work))
    };
    post(text, roles).or_else(|| {
        let role = Role { name: text.to_owned(), path: None };
        is_work().then(|| Post { role, unit: None, whole: text.to_owned() })
    })
}

/// The post that a text is, its unit's name before it included: 县财政局局长, 一名教师.
pub(super) fn post(text: &str, roles: &Roles) -> Option<Post> {
    let text = without_one(text);
    let is_name = |c: char| c.is_alphanumeric() || "×*·（）()“”—-".contains(c);
    if text.chars().count() > MAX_CHARS || !text.chars().all(is_name) {
        return None;
    }
    let start = start(text, roles)?;
    let (before, post) = text.split_at(start);
    let path = roles.named(post).cloned();
    // A post that the schema doesn't know says little without its unit: 检验科主任.
    let name = if path.is_some() { post } else { text };
    let role = Role { name: name.to_owned(), path };
    Some(Post { role, unit: units::of_post(before, post), whole: text.to_owned() })
}

/// The posts that a text names one after the other, their unit before them or not: 县财政局党组书记、局长, 县档案馆 科员;
/// nothing if it is anything else.
pub(super) fn posts(text: &str, roles: &Roles) -> Vec<Post> {
    let parts = text.split(['、', '，', ',', '/', '兼', ' ', '　']).map(str::trim).filter(|part| !part.is_empty());
    let mut posts = Vec::new();
    let mut unit = None;
    for part in parts {
        match post(part, roles) {
            Some(post) => posts.push(Post { unit: post.unit.clone().or(unit.take()), ..post }),
            None if posts.is_empty() && units::is_unit(part) => unit = Some(part.to_owned()),
            None => return Vec::new(),
        }
    }
    posts
}

/// A post and a name right after it: 代市长李亚平, 保管员麻建军. The name's form is tested by `is_name`.
pub(super) fn before_name<'a>(text: &'a str, roles: &Roles, is_name: fn(&str) -> bool) -> Option<(&'a str, &'a str)> {
    [3, 2, 4].iter().find_map(|&chars| {
        let at = text.char_indices().rev().nth(chars - 1)?.0;
        let (before, name) = text.split_at(at);
        (!before.is_empty() && is_name(name) && start(before, roles).is_some()).then_some((before, name))
    })
}
