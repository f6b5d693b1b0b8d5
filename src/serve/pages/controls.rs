//! What forms are made of: choices of one value, switches, and what can be typed.

/// A choice of one value.
pub(super) struct Select {
    pub(super) name: &'static str,
    pub(super) said: String,
    /// Values, what they are called, and whether each is chosen.
    pub(super) values: Vec<(&'static str, String, bool)>,
}

/// A switch.
pub(super) struct Switch {
    pub(super) name: &'static str,
    pub(super) said: String,
    pub(super) is_on: bool,
}

/// A filter that can be typed.
pub(super) struct Input {
    pub(super) name: &'static str,
    pub(super) said: String,
    pub(super) value: String,
}
