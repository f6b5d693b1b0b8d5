//! Fields of forms: which entry of a list is chosen, whether a box is ticked.

/// A ticked box and an empty one, as Word draws them.
const TICKED: &str = "☒";
const EMPTY: &str = "☐";

/// What a form's field is set to; nothing where its default counts.
#[derive(Debug, Default)]
pub(in crate::extract) struct Form {
    /// The list that one is chosen of.
    pub(in crate::extract) entries: Vec<String>,
    /// Number of the chosen entry, from 0; of a box 1 if it is ticked.
    pub(in crate::extract) chosen: Option<u32>,
    pub(in crate::extract) default: Option<u32>,
}

impl Form {
    /// The entry that is chosen: the first if nothing says.
    pub(super) fn entry(&self) -> Option<String> {
        let number = self.chosen.or(self.default).unwrap_or(0);
        self.entries.get(number as usize).cloned()
    }

    /// The box as it is drawn.
    pub(super) fn tick(&self) -> String {
        let is_ticked = self.chosen.or(self.default).unwrap_or(0) == 1;
        if is_ticked { TICKED } else { EMPTY }.to_owned()
    }
}
