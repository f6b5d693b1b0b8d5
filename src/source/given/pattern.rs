//! Paths with wild cards.

/// A path in which `*` stands for any characters of a name, `?` for one, `**` for any number of folders; with `/` at its end
/// for all that lies below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(String);

impl Pattern {
    /// A pattern; none if it is a plain path.
    pub(super) fn parse(path: &str) -> Option<Self> {
        match path.strip_suffix('/') {
            Some(folder) => Some(Self(format!("{folder}/**"))),
            None => path.contains(['*', '?']).then(|| Self(path.to_owned())),
        }
    }

    /// How long it is: a longer one says more of less.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a path fits.
    pub(super) fn fits(&self, path: &str) -> bool {
        let (pattern, path): (Vec<char>, Vec<char>) = (self.0.chars().collect(), path.chars().collect());
        // Where each prefix of the pattern can end in the path.
        let mut ends = vec![false; path.len() + 1];
        ends[0] = true;
        let mut at = 0;
        while at < pattern.len() {
            let crosses = pattern[at..].starts_with(&['*', '*']);
            let before = ends.clone();
            ends = match pattern[at] {
                '*' => {
                    let mut goes_on = false;
                    (0..=path.len())
                        .map(|end| {
                            goes_on = ends[end] || goes_on && end > 0 && (crosses || path[end - 1] != '/');
                            goes_on
                        })
                        .collect()
                }
                wanted => (0..=path.len())
                    .map(|end| {
                        end > 0 && ends[end - 1] && (path[end - 1] == wanted || wanted == '?' && path[end - 1] != '/')
                    })
                    .collect(),
            };
            at += if crosses { 2 } else { 1 };
            if crosses && pattern.get(at) == Some(&'/') && (at == 2 || pattern[at - 3] == '/') {
                // No folder at all is any number of them: `**/甲` is 甲, too.
                let after: Vec<bool> =
                    (0..=path.len()).map(|end| end > 0 && ends[end - 1] && path[end - 1] == '/').collect();
                ends = after.into_iter().zip(before).map(|(after, before)| after || before).collect();
                at += 1;
            }
        }
        ends[path.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn wild_cards() {
        for (pattern, path, fits) in [
            ("2020/*", "2020/甲.txt", true),
            ("2020/*", "2020/县/甲.txt", false),
            ("2020/**", "2020/县/甲.txt", true),
            ("2020/", "2020/县/甲.txt", true),
            ("2020/", "2020", false),
            ("*/甲?.txt", "2020/甲1.txt", true),
            ("*/甲?.txt", "2020/甲.txt", false),
            ("**/甲.txt", "2020/县/甲.txt", true),
            ("**/甲.txt", "甲.txt", true),
            ("**/甲.txt", "2020/子甲.txt", false),
            ("2020/**/甲.txt", "2020/甲.txt", true),
            ("*.docx", "甲.docx", true),
            ("*.docx", "2020/甲.docx", false),
        ] {
            assert_eq!(Pattern::parse(pattern).expect("a pattern").fits(path), fits, "{pattern} {path}");
        }
        assert_eq!(Pattern::parse("2020/甲.txt"), None);
    }
}
