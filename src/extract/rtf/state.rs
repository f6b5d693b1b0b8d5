//! The state of a group: what its control words set.

/// What becomes of the text of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Body,
    LeftOut,
    Margin,
    /// A text of its own within a paragraph: a note, a text box.
    Aside,
    Fonts,
    Styles,
    /// An entry of a form's list.
    Entry,
    /// What something is called, or a value of it.
    Name,
    /// A property of the document, by its key.
    Property(&'static str),
}

/// What control words set, until the end of the group that they stand in.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) target: Target,
    /// Bytes that stand after a Unicode character for readers that know none.
    pub(super) fallback: usize,
    pub(super) font: i32,
    pub(super) bold: bool,
    pub(super) hidden: bool,
    /// Deleted while changes were tracked.
    pub(super) deleted: bool,
    pub(super) style: i32,
    pub(super) outline: Option<u8>,
    /// Within the form for readers without Unicode of what follows in Unicode.
    pub(super) superseded: bool,
}

impl State {
    /// The state at the start of a file.
    pub(super) fn initial() -> Self {
        Self {
            target: Target::Body,
            fallback: 1,
            font: -1,
            bold: false,
            hidden: false,
            deleted: false,
            style: 0,
            outline: None,
            superseded: false,
        }
    }
}
