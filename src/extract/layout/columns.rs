//! Pages set in two columns: a strip in the middle that hardly any line crosses, with text filling both sides.

/// The strip is looked for in the middle of the text: from this part of its width to that.
const MIDDLE: (f64, f64) = (0.35, 0.65);
/// So many of the lines leave it free, and as many at least stand on both sides or one.
const MIN_FREE: f64 = 0.8;
const MIN_LINES: usize = 8;
/// Columns are filled with text; cells of a table are not.
const MIN_FILLED: f64 = 0.7;

/// A row as far as columns matter: where its characters begin and end, ascending.
pub(super) type Extents = Vec<(f64, f64)>;

/// Where the strip between two columns lies; none for a page in one.
pub(super) fn strip(rows: &[Extents], size: f64) -> Option<f64> {
    let left = rows.iter().filter_map(|row| Some(row.first()?.0)).fold(f64::MAX, f64::min);
    let right = rows.iter().filter_map(|row| Some(row.last()?.1)).fold(f64::MIN, f64::max);
    let middle = |x: f64| x > left + MIDDLE.0 * (right - left) && x < left + MIDDLE.1 * (right - left);
    let gaps = rows.iter().flat_map(|row| row.windows(2)).map(|pair| (pair[0].1, pair[1].0));
    let gaps = gaps.filter(|gap| gap.1 - gap.0 > size && middle(f64::midpoint(gap.0, gap.1)));
    // Just before the right column begins: marks that hang out of the left one stand in the gap. Most of its lines begin
    // at its edge, some are indented.
    let mut starts: Vec<f64> = gaps.map(|gap| gap.1).collect();
    starts.sort_by(f64::total_cmp);
    let strip = *starts.get(starts.len() / 10)? - 0.1 * size;
    let is_free = |row: &&Extents| row.iter().all(|c| c.1 <= strip || c.0 >= strip);
    let free: Vec<&Extents> = rows.iter().filter(is_free).collect();
    if free.len() < MIN_LINES || (free.len() as f64) < MIN_FREE * rows.len() as f64 {
        return None;
    }
    let filled = |sides: Vec<f64>, width: f64| {
        sides.len() >= MIN_LINES && sides.iter().sum::<f64>() / sides.len() as f64 >= MIN_FILLED * width
    };
    let of_left = free.iter().filter_map(|row| Some(row.iter().rev().find(|c| c.1 <= strip)?.1 - left));
    let of_right = free.iter().filter_map(|row| {
        let first = row.iter().find(|c| c.0 >= strip)?.0;
        Some(row.last()?.1 - first)
    });
    (filled(of_left.collect(), strip - left) && filled(of_right.collect(), right - strip)).then_some(strip)
}
