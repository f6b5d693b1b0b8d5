//! Path objects: the straight lines of tables (GB/T 33190, 9.1).

use super::geometry::Vector;

/// A box no thicker than this is one line, in millimetres: programs draw the lines of tables so, too.
const THIN: f64 = 0.7;

/// A line that leaves its direction by less than this, in parts of its length, is level or upright.
const LEVEL: f64 = 0.05;

/// What a path draws.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Its lines, from point to point, if all are level or upright.
    pub(super) lines: Vec<[Vector; 2]>,
    /// How many curves it has.
    pub(super) curves: usize,
}

/// Reads a path, at most so many lines of it.
pub(super) fn outline(data: &str, most: usize) -> Outline {
    let mut found = Outline::default();
    let mut parts = data.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    let (mut first, mut at) = ([0.0; 2], [0.0; 2]);
    while let Some(operator) = parts.next() {
        let count = match operator {
            "S" | "M" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            "C" => 0,
            _ => break,
        };
        let numbers = parts.by_ref().take(count).map_while(|n| n.parse().ok().filter(|n: &f64| n.is_finite()));
        let numbers: Vec<f64> = numbers.collect();
        if numbers.len() < count || found.lines.len() >= most {
            break;
        }
        let to = match numbers[..] {
            [.., x, y] => [x, y],
            _ => first,
        };
        match operator {
            "S" | "M" => first = to,
            "L" | "C" if at != to => found.lines.push([at, to]),
            "L" | "C" => {}
            _ => found.curves += 1,
        }
        at = to;
    }
    if let Some(line) = thin_box(&found) {
        found.lines = vec![line];
    }
    if found.curves > 0 || !found.lines.iter().all(is_straight) {
        // A drawing, whose lines part no cells.
        found.lines.clear();
    }
    found
}

/// Whether a line is level or upright.
fn is_straight([from, to]: &[Vector; 2]) -> bool {
    let [x, y] = [0, 1].map(|axis| (from[axis] - to[axis]).abs());
    x <= LEVEL * y || y <= LEVEL * x
}

/// The line that a path draws as a thin box.
fn thin_box(outline: &Outline) -> Option<[Vector; 2]> {
    let is_box = matches!(outline.lines.len(), 3 | 4) && outline.curves == 0;
    let ends = || outline.lines.iter().flatten();
    let side = |axis: usize| {
        let least = ends().map(|point| point[axis]).fold(f64::MAX, f64::min);
        (least, ends().map(|point| point[axis]).fold(f64::MIN, f64::max))
    };
    let ((left, right), (top, bottom)) = (side(0), side(1));
    let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
    match () {
        () if !is_box => None,
        () if bottom - top <= THIN => Some([[left, middle[1]], [right, middle[1]]]),
        () if right - left <= THIN => Some([[middle[0], top], [middle[0], bottom]]),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn lines_of_paths() {
        let lines = |data| outline(data, 100).lines;
        assert_eq!(lines("M 0 0 L 10 0 M 0 5 L 10 5"), [[[0.0, 0.0], [10.0, 0.0]], [[0.0, 5.0], [10.0, 5.0]]]);
        assert_eq!(lines("M 0 0 L 10 0 L 10 5 L 0 5 C").len(), 4);
        assert_eq!(lines("M 0 0 L 10 0 L 10 0.2 L 0 0.2 C"), [[[0.0, 0.1], [10.0, 0.1]]]);
        let curved = outline("S 1 1 Q 2 2 3 3 B 1 1 2 2 3 3 A 1 1 0 0 1 9 9 L 9 20 L x", 100);
        assert_eq!((curved.lines.len(), curved.curves), (0, 3));
        assert_eq!(lines("M 0 0 L 10 0 L 5 5 C").len(), 0);
        assert_eq!(outline("M 0 0 L 1 0 L 2 0 L 3 0", 2).lines.len(), 2);
    }
}
