//! The charts and diagrams that a part shows, by the names that it has for them.

use std::collections::HashMap;

use super::chart::chart;
use super::ole_object::ole_object;
use super::texts::texts;
use crate::extract::containers::ole::Container;
use crate::extract::containers::ooxml::{self, Relation};
use crate::extract::containers::package::Package;

/// Charts, diagrams and objects of other programs, by identifiers of relationships: its paragraphs; none of what is not read.
pub(in crate::extract) type Drawn = HashMap<String, Vec<String>>;

/// Reads what the relationships of a part refer to. What can't be read has no paragraphs.
pub(in crate::extract) fn drawn(package: &mut Package<'_>, relations: &[Relation]) -> Drawn {
    let mut drawn = Drawn::new();
    for Relation { id, kind, target } in relations {
        let read: fn(&[u8]) -> Vec<String> = match kind.as_str() {
            "chart" | "chartEx" => chart,
            "diagramData" => texts,
            "oleObject" => {
                |bytes| Container::open(bytes).map_or(Vec::new(), |mut object| ole_object(&mut object, "").1)
            }
            _ => continue,
        };
        let mut lines = package.part(target).ok().flatten().map(|bytes| read(&bytes)).unwrap_or_default();
        if kind.starts_with("chart") {
            // Shapes that were drawn over the chart.
            let over = ooxml::relations(package, target).unwrap_or_default().into_iter();
            for shapes in over.filter(|relation| relation.kind == "chartUserShapes") {
                lines
                    .extend(package.part(&shapes.target).ok().flatten().map(|bytes| texts(&bytes)).unwrap_or_default());
            }
        }
        drawn.insert(id.clone(), lines);
    }
    drawn
}
