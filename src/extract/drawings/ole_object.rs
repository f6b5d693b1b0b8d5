//! Objects of other programs in OLE containers: each is a storage of its own. Charts are read.

use super::biff_chart::{BiffChart, records};
use super::odf_chart::object;
use crate::extract::containers::bytes::Bytes;
use crate::extract::containers::ole::Container;
use crate::extract::containers::package::Package;
use crate::extract::unread::Thing;

/// What the object is that lies in a folder of a container (of its own: an empty name), and its paragraphs; none of what
/// is not read.
pub(in crate::extract) fn ole_object(container: &mut Container<'_>, folder: &str) -> (Thing, Vec<String>) {
    let mut stream = |name: &str| container.stream(&format!("{folder}/{name}")).ok();
    // The names of its program, among other things.
    let program = stream("\u{1}CompObj").unwrap_or_default();
    let thing = match stream("Equation Native") {
        Some(_) => Thing::Formula,
        None => Thing::of_program(&String::from_utf8_lossy(&program)),
    };
    if let Some(bytes) = stream("package_stream") {
        // LibreOffice puts its own files there.
        let content = Package::open(&bytes).and_then(|mut package| package.part("content.xml"));
        return content.ok().flatten().map_or((thing, Vec::new()), |content| object(&content));
    }
    match stream("Workbook") {
        Some(workbook) if thing == Thing::Chart => {
            let mut chart = BiffChart::default();
            records(Bytes(&workbook), 0).for_each(|(kind, body)| chart.tell(kind, body));
            (thing, chart.lines())
        }
        _ => (thing, Vec::new()),
    }
}
