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
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Title, Self::Author, Self::Role, Self::Org, Self::Year, Self::Date];

    /// Its name in English.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Author => "author",
            Self::Role => "role",
            Self::Org => "org",
            Self::Year => "year",
            Self::Date => "date",
        }
    }

    /// The key that a name means, in Chinese or English.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "title" | "标题" | "题目" | "题名" => Self::Title,
            "author" | "name" | "作者" | "姓名" | "述职人" | "报告人" => Self::Author,
            "role" | "roles" | "position" | "职务" | "职位" | "岗位" => Self::Role,
            "org" | "organisation" | "organization" | "place" | "单位" | "单位名称" | "部门" | "地区" => {
                Self::Org
            }
            "year" | "年份" | "年度" | "年" => Self::Year,
            "date" | "日期" | "时间" => Self::Date,
            _ => return None,
        })
    }
}
