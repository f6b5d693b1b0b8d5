//! Lines that advertise, or are a web page's own: of such a line nearly all is said by words of advertisements, and a name.
//! A word alone is none: reports speak of their 公众号 and of 入会, too.

/// Longer lines are paragraphs, whatever they mention.
pub(super) const MAX_CHARS: usize = 60;
/// A name in an advertisement, and the small words around it, have no more characters.
const MAX_OTHER_CHARS: usize = 6;

/// What forbids or limits the use of a text.
const NOTICES: [&str; 15] = [
    "仅供学习",
    "仅供参考",
    "仅供会员",
    "仅供内部",
    "仅供交流",
    "禁止外传",
    "严禁外传",
    "请勿外传",
    "请勿转发",
    "禁止转载",
    "用后删除",
    "后果自负",
    "侵权必究",
    "严厉打击倒卖",
    "禁止倒卖",
];
/// What is offered.
const OFFERS: [&str; 14] = [
    "更多范文",
    "更多材料",
    "更多资料",
    "更多精彩",
    "更多公文",
    "范文网",
    "范文大全",
    "整理分享",
    "自建平台",
    "会员资料",
    "本资料",
    "本文由",
    "随时下载",
    "整理",
];
/// By which way.
const WAYS: [&str; 12] =
    ["会员群", "QQ群", "qq群", "微信群", "公众号", "微信号", "加微信", "咨询QQ", "客服QQ", "QQ", "入会", "加群"];
/// What its reader is asked to do.
const CALLS: [&str; 12] =
    ["关注", "加入", "扫码", "扫描", "添加", "访问", "咨询", "购买", "下载", "获取", "进群", "联系"];
/// What else such lines are made of.
const OTHERS: [&str; 44] = [
    "内部资料",
    "二维码",
    "会员",
    "范文",
    "材料",
    "资料",
    "公文",
    "文秘",
    "文库",
    "素材",
    "写作",
    "更多",
    "更新",
    "天天",
    "每日",
    "免费",
    "微信",
    "客服",
    "平台",
    "网站",
    "内部",
    "交流",
    "学习",
    "参考",
    "使用",
    "严禁",
    "禁止",
    "请勿",
    "外传",
    "商业",
    "用途",
    "用于",
    "违者",
    "严厉",
    "打击",
    "倒卖",
    "搜索",
    "分享",
    "回复",
    "欢迎",
    "注意保存",
    "仅供",
    "版权",
    "所有",
];
/// Characters that say nothing by themselves.
const PARTICLES: &str = "请的及由本为与和等可或在并您你";
/// What a page says of itself, before a colon.
const PAGE_LABELS: [&str; 12] = [
    "浏览次数",
    "点击数",
    "点击次数",
    "阅读次数",
    "责任编辑",
    "上一篇",
    "下一篇",
    "字号",
    "字体",
    "分享到",
    "信息来源",
    "文章来源",
];
/// A page's buttons that are whole sentences.
const PAGE_BUTTONS: [&str; 5] = ["打印本页", "关闭窗口", "【字号", "[字号", "分享到："];
/// A page's other buttons: a line of nothing else is none of the report's.
const BUTTONS: [&str; 10] = ["下载", "打印", "收藏", "分享", "关闭", "返回", "首页", "纠错", "复制", "点赞"];
/// What an address begins with.
pub(super) const ADDRESSES: [&str; 3] = ["http://", "https://", "www."];

/// Whether a line as a whole is an advertisement, or a web page's.
pub(super) fn is_advertisement(line: &str) -> bool {
    if line.chars().nth(MAX_CHARS).is_some() {
        return false;
    }
    is_of_page(line) || advertises(line)
}

fn is_of_page(line: &str) -> bool {
    let text = line.trim_start_matches(['【', '[', '（', '(']);
    let is_label =
        |label: &str| text.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(['：', ':']));
    PAGE_LABELS.iter().any(|label| is_label(label))
        || PAGE_BUTTONS.iter().any(|button| line.contains(button)) && !line.contains(['。', '，'])
        || line.split_whitespace().filter(|word| BUTTONS.contains(word)).count() >= 2
        || ADDRESSES.iter().any(|start| line.contains(start)) && !line.contains(['，', '。', '、'])
}

/// Whether a notice, an offer, or a way with a call to take it, makes nearly all of a line.
fn advertises(line: &str) -> bool {
    if counts(line) {
        return false;
    }
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    // 会员群：, QQ10002000300: what a way leads to stands beside it.
    let leads = || {
        WAYS.iter().filter_map(|way| line.split_once(way)).any(|(_, rest)| {
            rest.trim_start().starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '：' | ':'))
        })
    };
    let is_one = has(&NOTICES)
        || has(&OFFERS) && (line.contains("更多") || line.contains("范文") || has(&WAYS) || has(&CALLS))
        || has(&WAYS) && (has(&CALLS) || leads());
    if !is_one {
        return false;
    }
    let mut rest = line.to_owned();
    for words in [&NOTICES[..], &OFFERS, &WAYS, &CALLS, &OTHERS] {
        for word in words {
            rest = rest.replace(word, " ");
        }
    }
    let is_letter = |c: &char| c.is_alphabetic() && !c.is_ascii() && !PARTICLES.contains(*c);
    let (all, other) = (line.chars().filter(is_letter).count(), rest.chars().filter(is_letter).count());
    other <= MAX_OTHER_CHARS && other * 2 <= all
}

/// Whether something is counted (320人, 11起, 98%): that is said of work done.
fn counts(line: &str) -> bool {
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let is_digit = c.is_ascii_digit();
        if is_digit
            && chars.peek().is_some_and(|next| "人户篇次起条期万亿%％名个家件项场份册台年月日群".contains(*next))
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_advertisement;

    #[test]
    fn a_line_advertises_as_a_whole() {
        for line in [
            "更多范文请关注公众号：春山文秘",
            "加入会员群，获取更多材料 QQ：100020003",
            "扫码关注微信公众号 获取更多资料",
            "本资料由春山文秘整理",
            "内部资料 仅供学习 禁止外传",
            "会员群：       QQ群：",
            "浏览次数：1204",
            "责任编辑：办公室",
            "笔杆网www.example.cn",
        ] {
            assert!(is_advertisement(line), "{line}");
        }
        for line in [
            "职工入会",
            "办好微信公众号",
            "推送公众号文章",
            "建立志愿者微信群，扫码加群320人",
            "打击倒卖景区门票行为",
            "全年浏览次数",
            "落实责任编辑负责制",
            "做到保密文件严禁外传、严禁私存",
            "教村民加微信、发朋友圈",
            "增加群众收入",
            "加入会展中心",
            "下载安装收款软件",
            "公众号影响力持续扩大",
        ] {
            assert!(!is_advertisement(line), "{line}");
        }
    }
}
