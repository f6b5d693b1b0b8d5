//! What a score is made of.

/// A part of a passage's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What it is for.
    pub reason: Reason,
    /// The phrase or word, if it is for one.
    pub of: String,
    /// How often it stands there; of [`Reason::Near`] how many characters stand between.
    pub count: u32,
    /// What it adds.
    pub score: f32,
}

/// What a part of a score is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The phrase stands in the passage: the rarer in the corpus, the oftener here, the shorter the passage, the more.
    Phrase,
    /// The passage is a heading, and the phrase stands in it.
    Heading,
    /// The phrase stands in the heading above.
    Section,
    /// All phrases stand near each other.
    Near,
    /// A word of the query stands there.
    Word,
    /// Of a loose search: what stands in the whole passage of the text's pairs and words.
    Passage,
    /// Of a loose search: what stands in the passage's best sentences.
    BestPart,
}

impl Reason {
    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phrase => "phrase",
            Self::Heading => "heading",
            Self::Section => "section",
            Self::Near => "near",
            Self::Word => "word",
            Self::Passage => "passage",
            Self::BestPart => "best-part",
        }
    }
}
