//! What the user says of a report, in `metadata.csv` and its like: that something is not known, and whether it is what was
//! said when the report was read.

use super::metadata::given_alone;
use super::model::{Field, Metadata, Source};
use crate::schema::{Key, Schema};
use crate::source::is_unknown;

/// What the user says is not known, whatever a report says itself: no claim of it counts any more.
pub(super) fn forget(metadata: &mut Metadata, given: &[(Key, String)]) {
    for (key, _) in given.iter().filter(|(_, value)| is_unknown(value)) {
        match key {
            Key::Title => metadata.title.distrust(),
            Key::Author => metadata.author.distrust(),
            Key::Role => metadata.roles.distrust(),
            Key::Org => metadata.org.distrust(),
            Key::Date => metadata.date.distrust(),
            Key::Year => {
                metadata.year.distrust();
                metadata.period.distrust();
            }
        }
    }
}

/// Whether a value says something of a key: a year or a date may be none. That nothing is known, or nothing is said any more,
/// does.
pub fn says_something(key: Key, value: &str, schema: &Schema) -> bool {
    if value.trim().is_empty() || is_unknown(value) {
        return true;
    }
    let Metadata { title, year, date, author, roles, org, .. } = given_alone(&[(key, value.to_owned())], schema);
    match key {
        Key::Title => title.value().is_some(),
        Key::Author => author.value().is_some(),
        Key::Role => roles.value().is_some(),
        Key::Org => org.value().is_some(),
        Key::Year => year.value().is_some(),
        Key::Date => date.value().is_some(),
    }
}

/// Whether what was said of a report when it was read is what is said of it now: else it must be understood again.
pub fn is_said_so(metadata: &Metadata, given: &[(Key, String)], schema: &Schema) -> bool {
    let now = given_alone(given, schema);
    fn same<T: PartialEq>(then: &Field<T>, now: &Field<T>, is_unknown: bool) -> bool {
        let ((then, is_distrusted), (now, _)) = (then.said_by(Source::Given), now.said_by(Source::Given));
        then == now && is_distrusted.is_none_or(|is_distrusted| is_distrusted == is_unknown)
    }
    let is_unknown = |key: Key| given.iter().any(|(of, value)| *of == key && is_unknown(value));
    same(&metadata.title, &now.title, is_unknown(Key::Title))
        && same(&metadata.author, &now.author, is_unknown(Key::Author))
        && same(&metadata.roles, &now.roles, is_unknown(Key::Role))
        && same(&metadata.org, &now.org, is_unknown(Key::Org))
        && same(&metadata.year, &now.year, is_unknown(Key::Year))
        && same(&metadata.date, &now.date, is_unknown(Key::Date))
}
