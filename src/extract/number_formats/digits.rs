//! Decimal digits put into the places of a section.

use super::code::{Section, Token};
use super::decimal::Decimal;

/// A fraction's denominator has at most so many digits.
const MAX_DENOMINATOR_PLACES: usize = 4;

/// What a section with places of digits shows of an amount.
pub(super) fn shown(section: &Section, amount: f64) -> String {
    let tokens = &section.tokens;
    if let Some(slash) = tokens.iter().position(|token| *token == Token::Slash)
        && let Some(text) = fraction(tokens, slash, amount)
    {
        return text;
    }
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let exponent = tokens.iter().position(|token| matches!(token, Token::Exponent(_))).unwrap_or(tokens.len());
    let places = |from: usize, to: usize| tokens[from.min(to)..to].iter().filter(|token| is_place(token)).count();
    let (whole_places, part_places) = (places(0, point.min(exponent)), places(point, exponent));
    let last = tokens[..exponent].iter().rposition(is_place).unwrap_or(0);
    let thousands = |at: usize| {
        let next = tokens[at + 1..point.min(exponent).max(at + 1)].iter().any(is_place);
        (next, at > last || !next && at < point)
    };
    let commas = (0..exponent).filter(|&at| tokens[at] == Token::Comma && places(0, at) > 0);
    let (mut is_grouped, mut scale) = (false, 0);
    for at in commas {
        let (between, behind) = thousands(at);
        is_grouped |= between;
        scale += i32::from(behind && !between);
    }
    let percent = tokens.iter().filter(|token| **token == Token::Percent).count() as i32;
    let mut decimal = Decimal::of(amount).shifted(2 * percent - 3 * scale);
    let mut power = 0;
    if exponent < tokens.len() {
        // The power is a multiple of the places before the point.
        let step = whole_places.max(1) as i32;
        let power_of = |decimal: &Decimal| (decimal.whole_digits() - 1).div_euclid(step) * step;
        power = if decimal.is_zero() { 0 } else { power_of(&decimal) };
        let rounded = decimal.clone().shifted(-power).rounded(part_places);
        power += if rounded.is_zero() { 0 } else { power_of(&rounded) };
        decimal = decimal.shifted(-power);
    }
    let (whole, part) = decimal.rounded(part_places).parts();
    let whole = filled(&whole, &placed(&tokens[..point.min(exponent)]), is_grouped);
    let mut whole = whole.into_iter();
    let mut part = part.chars();
    let mut text = String::new();
    let mut power_places = tokens[exponent..].iter().filter(|token| is_place(token)).count();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Place(_) if at < point.min(exponent) => text += &whole.next().unwrap_or_default(),
            Token::Place(place) if at < exponent => match (part.next(), place) {
                (Some(digit), _) => text.push(digit),
                (None, '0') => text.push('0'),
                (None, '?') => text.push(' '),
                (None, _) => {}
            },
            Token::Place(_) => {
                // The whole power stands in its first place.
                text += &if power_places > 0 { format!("{:0power_places$}", power.abs()) } else { String::new() };
                power_places = 0;
            }
            Token::Point => text.push('.'),
            Token::Exponent(plus) => {
                text += match (power < 0, plus) {
                    (true, _) => "E-",
                    (false, true) => "E+",
                    (false, false) => "E",
                };
            }
            Token::Percent => text.push('%'),
            Token::Slash => text.push('/'),
            Token::Literal(literal) => text += literal,
            Token::Comma if places(0, at) == 0 => text.push(','),
            _ => {}
        }
    }
    text
}

fn is_place(token: &Token) -> bool {
    matches!(token, Token::Place(_))
}

fn placed(tokens: &[Token]) -> Vec<char> {
    tokens.iter().filter_map(|token| if let Token::Place(place) = token { Some(*place) } else { None }).collect()
}

/// What stands in each of the places before the point: the first takes all digits beyond the others.
fn filled(digits: &str, places: &[char], is_grouped: bool) -> Vec<String> {
    let digits: Vec<char> = digits.chars().collect();
    let mut texts = Vec::new();
    let mut is_begun = false;
    for (at, place) in places.iter().enumerate() {
        // Places from here to the point, this one included.
        let left = places.len() - at;
        let from = if at == 0 { 0 } else { (digits.len() + 1).saturating_sub(left + 1) };
        let to = (digits.len() + 1).saturating_sub(left);
        let mut text = String::new();
        let mut push = |c: char, behind: usize| {
            text.push(c);
            if is_grouped && c != ' ' && behind > 0 && behind.is_multiple_of(3) {
                text.push(',');
            }
        };
        if digits.len() >= left {
            is_begun = true;
            (from..to).for_each(|n| push(digits[n], digits.len() - 1 - n));
        } else if *place == '0' || is_begun {
            is_begun = true;
            push('0', left - 1);
        } else if *place == '?' {
            push(' ', left - 1);
        }
        texts.push(text);
    }
    texts
}

/// `# ?/?`: a whole number, a numerator over a denominator.
fn fraction(tokens: &[Token], slash: usize, amount: f64) -> Option<String> {
    let before: Vec<usize> = (0..slash).rev().skip_while(|&at| !is_place(&tokens[at])).collect();
    let numerator = before.iter().take_while(|&&at| is_place(&tokens[at])).count();
    if numerator == 0 {
        return None;
    }
    let has_whole = before[numerator..].iter().any(|&at| is_place(&tokens[at]));
    let first = tokens.iter().position(is_place)?;
    // Places, or the denominator itself: ?/8, ?/100.
    let sign = |token: &Token| match token {
        Token::Place(place) => Some(*place),
        Token::Literal(text) => text.parse().ok().filter(char::is_ascii_digit),
        _ => None,
    };
    let below: String = tokens[slash + 1..].iter().map_while(sign).collect();
    let denominators = match below.parse::<u32>() {
        Ok(fixed) if fixed > 0 => fixed..=fixed,
        _ if below.is_empty() => return None,
        _ => 1..=10_u32.pow(below.len().min(MAX_DENOMINATOR_PLACES) as u32) - 1,
    };
    let (mut whole, mut numerator, denominator) = Decimal::fraction(amount, denominators);
    let around = |range: std::ops::Range<usize>| -> String {
        let literal = |token: &Token| if let Token::Literal(text) = token { text.clone() } else { String::new() };
        tokens[range].iter().map(literal).collect()
    };
    let (start, end) = (around(0..first), around(slash + 1 + below.chars().count()..tokens.len()));
    if !has_whole {
        numerator = numerator.saturating_add(u32::try_from(whole).unwrap_or(u32::MAX).saturating_mul(denominator));
        whole = 0;
    }
    let number = match (has_whole, whole, numerator) {
        (true, whole, 0) => whole.to_string(),
        (true, 1.., _) => format!("{whole} {numerator}/{denominator}"),
        _ => format!("{numerator}/{denominator}"),
    };
    Some(format!("{start}{number}{end}"))
}
