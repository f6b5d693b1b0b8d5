//! Zip archives.

use super::members::Members;
use crate::extract::containers::names;
use crate::extract::containers::package::Package;
use crate::extract::problem::Problem;

/// Unpacks an archive.
pub(super) fn unpack(mut package: Package<'_>, members: &mut Members<'_>) -> Result<(), Problem> {
    for entry in package.entries() {
        if !members.wants(&entry.path)? {
            continue;
        }
        let content = package.stream(entry.index, |reader| members.read(reader));
        match content {
            // The content of a link is where it leads to.
            Ok(target) if entry.is_link => {
                let is_within = names::stays_within(&entry.path, &names::decoded(&target));
                members.tell_link(&entry.path, is_within)?;
            }
            content => members.tell(&entry.path, content)?,
        }
    }
    Ok(())
}
