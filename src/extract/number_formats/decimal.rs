//! A value as decimal digits.

/// Tables keep so many digits of a number.
const DIGITS: usize = 15;

/// A number from 0 on: 0.`digits` times ten to the power of `point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Without a zero at either end.
    digits: Vec<u8>,
    /// How many of them stand before the point; below 0 for zeros behind it.
    point: i32,
}

impl Decimal {
    /// Of a value's amount, in the digits that tables keep: 1.005 is that, and 0.1 + 0.2 is 0.3.
    pub(super) fn of(value: f64) -> Self {
        let written = format!("{:.*e}", DIGITS - 1, value.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        Self { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Digits before the point; 0 or below for numbers below 1.
    pub(super) fn whole_digits(&self) -> i32 {
        self.point
    }

    /// It times so many tens.
    pub(super) fn shifted(mut self, tens: i32) -> Self {
        if !self.is_zero() {
            self.point += tens;
        }
        self
    }

    /// Rounded to so many digits behind the point, half away from zero.
    pub(super) fn rounded(mut self, places: usize) -> Self {
        let keep = i64::from(self.point) + places as i64;
        let Ok(keep) = usize::try_from(keep) else { return Self { digits: Vec::new(), point: 0 } };
        if keep >= self.digits.len() {
            return self;
        }
        let is_up = self.digits[keep] >= 5;
        self.digits.truncate(keep);
        if is_up {
            let nines = self.digits.iter().rev().take_while(|digit| **digit == 9).count();
            self.digits.truncate(keep - nines);
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.trimmed()
    }

    /// The digits before the point, none for 0, and those behind it.
    pub(super) fn parts(&self) -> (String, String) {
        let at = |number: i32| usize::try_from(number).ok().and_then(|n| self.digits.get(n)).copied().unwrap_or(0);
        let text = |range: std::ops::Range<i32>| range.map(|n| char::from(b'0' + at(n))).collect();
        (text(0..self.point), text(self.point..(self.digits.len() as i32).max(self.point)))
    }

    /// As it is written plainly: 1234.5.
    pub(super) fn plain(&self) -> String {
        let (whole, part) = self.parts();
        let whole = if whole.is_empty() { "0" } else { &whole };
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    }

    /// The nearest fraction whose denominator is at most `most`: whole, numerator, denominator.
    pub(super) fn fraction(value: f64, denominators: std::ops::RangeInclusive<u32>) -> (u64, u32, u32) {
        let (whole, part) = (value.abs().trunc(), value.abs().fract());
        let error = |denominator: u32| {
            let numerator = (part * f64::from(denominator)).round();
            (part - numerator / f64::from(denominator)).abs()
        };
        // The first of equals has the smallest denominator; what differs by less than digits are kept is equal.
        let mut best = *denominators.start();
        for denominator in denominators {
            if error(denominator) + 1e-12 < error(best) {
                best = denominator;
            }
        }
        let numerator = (part * f64::from(best)).round() as u32;
        if numerator == best { (whole as u64 + 1, 0, best) } else { (whole as u64, numerator, best) }
    }
}
