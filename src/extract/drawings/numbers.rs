//! How paragraphs on slides are numbered.

use crate::extract::numbering::NumberFormat;

/// A number as `ST_TextAutonumberScheme` (ECMA-376 part 1, 20.1.10.61) names its form: `arabicPeriod` is 1.,
/// `ea1ChsPeriod` is 一.
pub(in crate::extract) fn auto_number(scheme: &str, number: u32) -> String {
    const FORMATS: [(&str, NumberFormat); 8] = [
        ("arabicDb", NumberFormat::FullWidth),
        ("arabic", NumberFormat::Decimal),
        ("alphaLc", NumberFormat::LowerLetter),
        ("alphaUc", NumberFormat::UpperLetter),
        ("romanLc", NumberFormat::LowerRoman),
        ("romanUc", NumberFormat::UpperRoman),
        ("ea1", NumberFormat::Han),
        ("circle", NumberFormat::Circled),
    ];
    let format = FORMATS.iter().find(|(start, _)| scheme.starts_with(start)).map_or(NumberFormat::Decimal, |f| f.1);
    let number = format.write(number);
    match scheme {
        s if s.ends_with("ParenBoth") => format!("（{number}）"),
        s if s.ends_with("ParenR") => format!("{number}）"),
        s if s.ends_with("Period") => format!("{number}. "),
        _ => format!("{number} "),
    }
}

/// The name of a scheme in PowerPoint's older format ([MS-PPT] 2.13.33 `TextAutoNumberSchemeEnum`).
pub(in crate::extract) fn scheme(code: u16) -> &'static str {
    const NAMES: [&str; 30] = [
        "alphaLcPeriod",
        "alphaUcPeriod",
        "arabicParenR",
        "arabicPeriod",
        "romanLcParenBoth",
        "romanLcParenR",
        "romanLcPeriod",
        "romanUcPeriod",
        "alphaLcParenBoth",
        "alphaLcParenR",
        "alphaUcParenBoth",
        "alphaUcParenR",
        "arabicParenBoth",
        "arabicPlain",
        "romanUcParenBoth",
        "romanUcParenR",
        "ea1ChsPlain",
        "ea1ChsPeriod",
        "circleNumDbPlain",
        "circleNumWdWhitePlain",
        "circleNumWdBlackPlain",
        "ea1ChtPlain",
        "ea1ChtPeriod",
        "arabic1Minus",
        "arabic2Minus",
        "hebrew2Minus",
        "ea1JpnKorPlain",
        "ea1JpnKorPeriod",
        "arabicDbPlain",
        "arabicDbPeriod",
    ];
    NAMES.get(usize::from(code)).copied().unwrap_or("arabicPeriod")
}
