//! The names of what can be said of a report: in front matter, in `metadata.csv` and in `baogao.toml`.

/// What can be said of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Its title.
    Title,
    /// Who speaks in it.
    Author,
    /// In which roles, parted by commas.
    Role,
    /// Of which organisation or place.
    Org,
    /// The year it is of.
    Year,
    /// When it was delivered.
    Date,
}

impl Key {
    /// The key that a name means, in Chinese or English.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "title" | "标题" | "题目" => Self::Title,
            "author" | "作者" | "述职人" | "报告人" => Self::Author,
            "role" | "职务" | "岗位" => Self::Role,
            "org" | "organisation" | "organization" | "place" | "单位" | "部门" | "地区" => Self::Org,
            "year" | "年份" | "年度" => Self::Year,
            "date" | "日期" | "时间" => Self::Date,
            _ => return None,
        })
    }
}
