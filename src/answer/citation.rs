//! Citations: where a match stands, in a line that finds it again.

/// Where a match stands: what a citation says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Path within the indexed folder.
    pub path: String,
    /// Number of the passage.
    pub passage: u32,
    /// Characters of the passage, from the first of its first match to after the last of it.
    pub chars: (usize, usize),
    /// The first digits of the hash of the file as it was read.
    pub hash: String,
}

/// Digits of a file's hash in a citation: enough to see that a file changed, few enough to be quoted.
const HASH_DIGITS: usize = 12;

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (start, end) = self.chars;
        write!(f, "{}#{}:{start}-{end}@{}", self.path, self.passage, self.hash)
    }
}

impl Citation {
    /// A citation as it was printed; none for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, hash) = text.rsplit_once('@')?;
        let (path, numbers) = rest.rsplit_once('#')?;
        let (passage, chars) = numbers.split_once(':')?;
        let (start, end) = chars.split_once('-')?;
        let is_hash = hash.len() == HASH_DIGITS && hash.chars().all(|c| c.is_ascii_hexdigit());
        is_hash.then_some(())?;
        let chars = (start.parse().ok()?, end.parse().ok()?);
        Some(Self { path: path.to_owned(), passage: passage.parse().ok()?, chars, hash: hash.to_owned() })
    }

    /// The digits of a file's hash that citations hold, in base 16.
    pub fn digits(hash: &[u8; 32]) -> String {
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(HASH_DIGITS);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
    }
}
