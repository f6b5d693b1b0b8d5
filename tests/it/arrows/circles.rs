//! Circles of arrows.

use std::collections::BTreeSet;

use super::Arrows;

/// The shortest circle through each place that is in one, each circle once, with the names that make it one.
pub(crate) fn circles(arrows: &Arrows) -> BTreeSet<String> {
    let places: BTreeSet<&str> = arrows.keys().map(|(from, _)| from.as_str()).collect();
    places.into_iter().filter_map(|place| Some(shown(arrows, circle_through(arrows, place)?))).collect()
}

/// The arrows between what lies side by side in a folder, files and folders with all that is in them.
pub(crate) fn between_rooms(arrows: &Arrows) -> Arrows {
    let mut between = Arrows::new();
    for ((from, to), names) in arrows {
        let same = from.split('/').zip(to.split('/')).take_while(|(from, to)| from == to).count();
        let room = |path: &str| Vec::from_iter(path.split('/').take(same + 1)).join("/");
        between.entry((room(from), room(to))).or_default().extend(names.iter().cloned());
    }
    between
}

fn circle_through<'a>(arrows: &'a Arrows, place: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![place]];
    let mut seen = BTreeSet::new();
    let mut next = 0;
    while let Some(way) = ways.get(next).cloned() {
        let last = way[way.len() - 1];
        let on = arrows.range((last.to_owned(), String::new())..).take_while(|((from, _), _)| from == last);
        for ((_, to), _) in on {
            if to == place {
                return Some(way);
            }
            if seen.insert(to) {
                ways.push([way.as_slice(), &[to]].concat());
            }
        }
        next += 1;
    }
    None
}

/// A circle from the first of its places on.
fn shown(arrows: &Arrows, mut circle: Vec<&str>) -> String {
    let first = (0..circle.len()).min_by_key(|&at| circle[at]).unwrap_or_default();
    circle.rotate_left(first);
    circle.push(circle[0]);
    let steps = circle.windows(2).map(|step| {
        let names = &arrows[&(step[0].to_owned(), step[1].to_owned())];
        format!(" → {} ({})", step[1], Vec::from_iter(names.iter().map(String::as_str)).join(", "))
    });
    circle[0].to_owned() + &steps.collect::<String>()
}
