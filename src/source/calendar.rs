//! Days as the calendar has them.

/// The day that is so many days after 1970-01-01: year, month, day of the Gregorian calendar, before its time, too.
/// (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms: `civil_from_days`.)
pub fn date(days: i64) -> (i64, u32, u32) {
    // Eras of 400 years begin on the first of March of year 0.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, (1970, 1, 1)),
            (11_015, (2000, 2, 28)),
            (11_016, (2000, 2, 29)),
            (19_783, (2024, 3, 1)),
            (-25_569, (1899, 12, 30)),
            (-134_774, (1601, 1, 1)),
            (47_481, (2099, 12, 31)),
        ] {
            assert_eq!(date(days), expected);
        }
    }
}
