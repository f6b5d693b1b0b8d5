//! What a report's own sentences say of their writer: in goes text, out come the posts and units that it names as his.
//!
//! 1. [`teaching`]: the teachers of subjects. 2. [`statements`]: posts. 3. [`workplaces`]: units, and posts with their place.

mod teaching;
pub(super) mod statements;
pub(super) mod workplaces;
