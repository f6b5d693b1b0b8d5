//! Chinese digits and numbers, as `[DBNum1]` and `[DBNum2]` ask for them.

/// In what digits a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Numerals {
    #[default]
    Arabic,
    /// 一二三
    Han,
    /// 壹贰叁
    HanFormal,
    /// １２３
    FullWidth,
}

impl Numerals {
    fn digits(self) -> &'static str {
        match self {
            Self::Arabic => "0123456789",
            Self::Han => "〇一二三四五六七八九",
            Self::HanFormal => "零壹贰叁肆伍陆柒捌玖",
            Self::FullWidth => "０１２３４５６７８９",
        }
    }

    /// The digits of a text digit by digit: 二〇二三.
    pub(super) fn each(self, text: &str) -> String {
        if self == Self::Arabic {
            return text.to_owned();
        }
        let of = |c: char| c.to_digit(10).and_then(|digit| self.digits().chars().nth(digit as usize)).unwrap_or(c);
        text.chars().map(of).collect()
    }

    /// A number as it is spoken, where it is written in Han: 一万二千三百四十五, 十二.
    pub(super) fn spoken(self, number: u64) -> String {
        let units = match self {
            Self::Han => ["", "十", "百", "千"],
            Self::HanFormal => ["", "拾", "佰", "仟"],
            Self::Arabic | Self::FullWidth => return self.each(&number.to_string()),
        };
        let numeral = |digit: u64| self.digits().chars().nth(digit as usize).unwrap_or_default();
        if number == 0 {
            return numeral(0).to_string();
        }
        let digits: Vec<u64> = number.to_string().bytes().map(|b| u64::from(b - b'0')).collect();
        let (mut text, mut gap) = (String::new(), false);
        for (at, &digit) in digits.iter().enumerate() {
            let place = digits.len() - 1 - at;
            if digit == 0 {
                gap = true;
            } else {
                if std::mem::take(&mut gap) {
                    text.push('零');
                }
                text.push(numeral(digit));
                text += units[place % 4];
            }
            let group = &digits[(at + 1).saturating_sub(4)..=at];
            if place.is_multiple_of(4) && place > 0 && (place.is_multiple_of(8) || group.iter().any(|digit| *digit > 0))
            {
                text += if place.is_multiple_of(8) { "亿" } else { "万" };
            }
        }
        // Ten and the numbers up to twenty begin with 十.
        let short = text.strip_prefix("一十").filter(|_| number < 20).map(|rest| format!("十{rest}"));
        short.unwrap_or(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn spoken_numbers() {
        let cases = [
            (0, "〇"),
            (9, "九"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (12_345, "一万二千三百四十五"),
            (10_005, "一万零五"),
            (100_000_000, "一亿"),
            (120_030_000, "一亿二千零三万"),
        ];
        for (number, expected) in cases {
            assert_eq!(Numerals::Han.spoken(number), expected);
        }
        assert_eq!(Numerals::HanFormal.spoken(1_200), "壹仟贰佰");
        assert_eq!(Numerals::Han.each("2023"), "二〇二三");
    }
}
