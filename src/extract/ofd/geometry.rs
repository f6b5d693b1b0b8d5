//! Numbers of attributes, and where they say that things stand. Lengths are millimetres, from the left and from the top.

/// Numbers with blanks between them, as an attribute has them; what is none ends them.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let parts = text.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    parts.map_while(|part| part.parse().ok().filter(|n: &f64| n.is_finite()))
}

/// A point, or a direction with a length.
pub(super) type Vector = [f64; 2];

/// The length of a direction.
pub(super) fn length(vector: Vector) -> f64 {
    vector[0].hypot(vector[1])
}

/// How far a direction goes along another one, of length 1.
pub(super) fn along(vector: Vector, unit: Vector) -> f64 {
    vector[0] * unit[0] + vector[1] * unit[1]
}

/// A change of coordinates: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    /// Makes all lengths `factor` times as long.
    pub(super) fn scale(factor: f64) -> Self {
        Self([factor, 0.0, 0.0, factor, 0.0, 0.0])
    }

    /// Of an object on what it is drawn on: by its CTM, then to its boundary's corner (GB/T 33190, 8.5).
    pub(super) fn of_object(ctm: Option<&str>, boundary: Option<Boundary>) -> Self {
        let numbers: Vec<f64> = ctm.map(|ctm| numbers(ctm).take(6).collect()).unwrap_or_default();
        let own = numbers.try_into().map_or_else(|_| Self::scale(1.0), Self);
        let [x, y] = boundary.map_or([0.0; 2], |boundary| [boundary.left, boundary.top]);
        own.then(Self([1.0, 0.0, 0.0, 1.0, x, y]))
    }

    /// This change, and then another one.
    pub(super) fn then(self, outer: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let ([right, down], [e, f]) = ([outer.vector([a, b]), outer.vector([c, d])], outer.point([e, f]));
        Self([right[0], right[1], down[0], down[1], e, f])
    }

    pub(super) fn point(self, [x, y]: Vector) -> Vector {
        let [dx, dy] = self.vector([x, y]);
        [dx + self.0[4], dy + self.0[5]]
    }

    pub(super) fn vector(self, [x, y]: Vector) -> Vector {
        let [a, b, c, d, ..] = self.0;
        [a * x + c * y, b * x + d * y]
    }

    /// What an area is multiplied by.
    pub(super) fn area(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs()
    }
}

/// A box (ST_Box).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Boundary {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Boundary {
    pub(super) fn of(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = numbers(text).take(4).collect();
        let [left, top, width, height] = numbers.try_into().ok()?;
        Some(Self { left, top, width, height })
    }
}

#[cfg(test)]
mod tests {
    use super::{Boundary, Matrix};

    #[test]
    fn objects_are_turned_and_then_moved() {
        let boundary = Boundary::of("10 20 5 5");
        let turned = Matrix::of_object(Some("0 1 -1 0 3 0"), boundary);
        assert_eq!(turned.point([2.0, 0.0]), [13.0, 22.0]);
        assert_eq!(turned.vector([2.0, 0.0]), [0.0, 2.0]);
        assert_eq!(turned.then(Matrix::scale(2.0)).point([2.0, 0.0]), [26.0, 44.0]);
        // What is no matrix changes nothing.
        assert_eq!(Matrix::of_object(Some("1 0 0"), boundary).point([2.0, 1.0]), [12.0, 21.0]);
        assert_eq!((Boundary::of("1 2 3"), Boundary::of("1 2 3 NaN")), (None, None));
    }
}
