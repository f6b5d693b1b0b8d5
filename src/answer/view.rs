//! How an answer is ordered, cut and shown.

/// How an answer is ordered, cut and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The order of reports, or of what else is shown together.
    pub order: Sort,
    /// What is shown together.
    pub group: Grouping,
    /// How many groups are skipped.
    pub offset: usize,
    /// How many are shown after that; none: all of them.
    pub limit: Option<usize>,
    /// How many passages of each are shown at most, the best.
    pub passages: usize,
    /// How many passages before and after each hit are shown.
    pub context: u32,
    /// Whether scores are taken apart.
    pub explain: bool,
    /// Whether matches are given in a column, and with how many characters on each side.
    pub concordance: Option<usize>,
    /// Whether passages are shown whole, however long they are.
    pub whole: bool,
}

impl Default for View {
    fn default() -> Self {
        Self {
            order: Sort::Score,
            group: Grouping::Report,
            offset: 0,
            limit: Some(10),
            passages: 3,
            context: 0,
            explain: false,
            concordance: None,
            whole: false,
        }
    }
}

impl View {
    /// Number of the group after the last one that is shown, of so many.
    pub fn end(&self, groups: usize) -> usize {
        self.limit.map_or(groups, |limit| self.offset.saturating_add(limit).min(groups))
    }
}

/// What of an answer is shown together, and counts as one for its limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// The hits of a report.
    #[default]
    Report,
    /// The hits of a section.
    Section,
    /// Each hit by itself.
    None,
}

/// The order of reports. Ties are broken by the newer year, then by path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best answer first; where years are asked for, reports that are of them before reports that only speak for
    /// them.
    #[default]
    Score,
    /// The newest first, then the best answer.
    Year,
    /// The oldest first, then the best answer; what has no year last.
    Oldest,
    /// By path.
    Path,
}
