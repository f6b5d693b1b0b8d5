//! Citations: where a match stands, in a line that finds it again, and tells when it no longer does.

/// Where a match stands: what a citation says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Path within the indexed folder.
    pub path: String,
    /// Number of the passage; 0 for a title that stands outside the text.
    pub passage: u32,
    /// Characters of the passage, from the first of its first match to after the last of it.
    pub chars: (usize, usize),
    /// The first digits of the hash of the file as it was read.
    pub hash: String,
    /// The first digits of the hash of the passage's text: by them it is found in a file that has changed. Citations of
    /// before have none.
    pub text: Option<String>,
}

/// Digits of a file's hash in a citation: enough to see that a file changed, few enough to be quoted.
const HASH_DIGITS: usize = 12;
/// Digits of a passage's: enough to tell the passages of one file apart.
const TEXT_DIGITS: usize = 8;

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (start, end) = self.chars;
        write!(f, "{}#{}:{start}-{end}@{}", self.path, self.passage, self.hash)?;
        self.text.as_ref().map_or(Ok(()), |text| write!(f, ".{text}"))
    }
}

impl Citation {
    /// A citation as it was printed; none for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, hashes) = text.trim().rsplit_once('@')?;
        let (path, numbers) = rest.rsplit_once('#')?;
        let (passage, chars) = numbers.split_once(':')?;
        let (start, end) = chars.split_once('-')?;
        let (hash, text) = hashes.split_once('.').map_or((hashes, None), |(hash, text)| (hash, Some(text)));
        let are_digits = |text: &str, digits: usize| {
            text.len() == digits && text.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_uppercase())
        };
        let is_hash = are_digits(hash, HASH_DIGITS) && text.is_none_or(|text| are_digits(text, TEXT_DIGITS));
        is_hash.then_some(())?;
        let chars = (start.parse().ok()?, end.parse().ok()?);
        let (passage, text) = (passage.parse().ok()?, text.map(str::to_owned));
        Some(Self { path: path.to_owned(), passage, chars, hash: hash.to_owned(), text })
    }

    /// The digits of a file's hash that citations hold, in base 16.
    pub fn digits(hash: &[u8; 32]) -> String {
        first_digits(hash, HASH_DIGITS)
    }

    /// The digits of a passage's hash that citations hold.
    pub fn text_digits(text: &str) -> String {
        first_digits(blake3::hash(text.as_bytes()).as_bytes(), TEXT_DIGITS)
    }

    /// How what was cited stands in its file now: `texts` are those of the passages that it has, from number 1, `title` one
    /// that stands outside the text. `was`: the text of the passage as it was cited, where that is known. None if nothing
    /// tells whether it is still there.
    pub fn standing(
        &self,
        hash: &[u8; 32],
        title: Option<&str>,
        texts: &[String],
        was: Option<&str>,
    ) -> Option<Standing> {
        let is_same_file = Self::digits(hash) == self.hash;
        let digits = match self.text.clone().or_else(|| was.map(Self::text_digits)) {
            Some(digits) => digits,
            None => return is_same_file.then_some(Standing::AsCited),
        };
        let is_it = |text: &str| Self::text_digits(text) == digits;
        let numbered = || title.map(|title| (0, title)).into_iter().chain((1..).zip(texts.iter().map(String::as_str)));
        if numbered().any(|(number, text)| number == self.passage && is_it(text)) {
            return Some(if is_same_file { Standing::AsCited } else { Standing::Changed });
        }
        // Another version of this program may read the same file otherwise.
        let near = |number: u32| number.abs_diff(self.passage);
        let found =
            numbered().filter(|(_, text)| is_it(text)).map(|(number, _)| number).min_by_key(|&number| near(number));
        Some(found.map_or(Standing::Gone, Standing::Moved))
    }
}

/// How what was cited stands in its file now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The file is the one that was cited.
    AsCited,
    /// The passage is the same, and something else in the file has changed.
    Changed,
    /// The passage is the same, and has this number now.
    Moved(u32),
    /// No passage of the file says this any more, or there is no such file.
    Gone,
}

impl Standing {
    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AsCited => "as-cited",
            Self::Changed => "changed",
            Self::Moved(_) => "moved",
            Self::Gone => "gone",
        }
    }
}

fn first_digits(hash: &[u8; 32], count: usize) -> String {
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(count);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Citation, Standing};

    #[test]
    fn what_was_cited_is_found_where_it_went() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let before = texts(&["述职报告", "抓党建", "抓招商"]);
        let (then, now) = ([1; 32], [2; 32]);
        let text = Some(Citation::text_digits(&before[1]));
        let citation =
            Citation { path: "a@b#1.txt".to_owned(), passage: 2, chars: (0, 3), hash: Citation::digits(&then), text };
        assert_eq!(Citation::parse(&citation.to_string()), Some(citation.clone()));
        let standing = |hash, texts: &[String]| citation.standing(hash, None, texts, None);
        assert_eq!(standing(&then, &before), Some(Standing::AsCited));
        assert_eq!(standing(&now, &texts(&["总结", "抓党建"])), Some(Standing::Changed));
        assert_eq!(standing(&now, &texts(&["总结", "抓", "抓党建"])), Some(Standing::Moved(3)));
        assert_eq!(standing(&now, &texts(&["总结", "抓党建。"])), Some(Standing::Gone));
        // One of before says nothing of the text.
        let old = Citation { text: None, ..citation };
        assert_eq!(Citation::parse(&old.to_string()), Some(old.clone()));
        assert_eq!(old.standing(&now, None, &before, None), None);
        assert_eq!(old.standing(&now, None, &before, Some("抓党建")), Some(Standing::Changed));
        for wrong in
            ["a.txt", "a.txt#1:0-3", "a.txt#1:0-3@12", "a.txt#1:0-3@0123456789ab.12", "a.txt#x:0-3@0123456789ab"]
        {
            assert_eq!(Citation::parse(wrong), None, "{wrong}");
        }
    }
}
