//! The formulas of scores. All of it only orders what matches.
//!
//! BM25 with the usual constants (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009).

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// What a phrase in the passage's own heading adds, as a part of the phrase's weight.
pub const HEADING_WEIGHT: f32 = 1.0;
/// What a phrase in the heading above the passage adds, likewise.
pub const SECTION_WEIGHT: f32 = 0.3;
/// What phrases that touch each other add, as a part of their mean weight; it halves at [`NEAR_CHARS`] between them.
const NEAR_WEIGHT: f32 = 1.0;
const NEAR_CHARS: f32 = 10.0;
/// A longer passage is ranked by the best so many of its characters: what is near each other in it counts, not all that
/// a page-long paragraph touches.
pub const WINDOW_CHARS: u32 = 300;
/// Scores are rounded to this, so that of passages as good as each other the newer comes first.
pub const STEP: f32 = 0.01;

/// What is known of all passages that are ranked: the same wherever they lie.
pub trait RankStatistics {
    /// How many passages there are.
    fn passages(&self) -> u64;
    /// How many characters all their matching forms have together.
    fn chars(&self) -> u64;

    /// How many characters each of so many passages, or reports, has on average.
    fn mean_chars(&self, of: u64) -> f32 {
        mean(self.chars(), of)
    }
}

/// How many tokens each of so many texts has on average.
pub fn mean(tokens: u64, of: u64) -> f32 {
    (tokens as f32 / of.max(1) as f32).max(1.0)
}

/// What the phrases of a query weigh.
pub struct PhraseWeights {
    /// For each phrase its inverse document frequency.
    pub phrases: Vec<f32>,
    /// How many characters a passage has on average.
    pub mean_chars: f32,
}

impl PhraseWeights {
    /// `at_most`: for each phrase how often it can stand in all passages.
    pub fn new(statistics: &impl RankStatistics, at_most: &[u64]) -> Self {
        let passages = statistics.passages().max(1);
        let phrases = at_most.iter().map(|&n| idf(n, passages)).collect();
        Self { phrases, mean_chars: statistics.mean_chars(passages) }
    }

    /// The mean weight of the phrases.
    pub fn mean(&self) -> f32 {
        self.phrases.iter().sum::<f32>() / self.phrases.len() as f32
    }
}

/// Inverse document frequency.
pub fn idf(documents_with: u64, documents: u64) -> f32 {
    let with = documents_with.min(documents) as f32;
    (1.0 + (documents as f32 - with + 0.5) / (with + 0.5)).ln()
}

/// What a term adds that stands so often in a text of so many tokens; `mean`: how many tokens such texts have.
pub fn bm25(weight: f32, freq: u32, length: u32, mean: f32) -> f32 {
    let freq = freq as f32;
    // One division: they are what a score waits for.
    weight * (freq * (K1 + 1.0) * mean) / ((freq + K1 * (1.0 - B)) * mean + K1 * B * length as f32)
}

/// More than a term of this weight can add, however often it stands.
pub fn most_of_bm25(weight: f32) -> f32 {
    weight * (K1 + 1.0)
}

/// What phrases add that stand so many characters apart; `mean`: their mean weight.
pub fn nearness(mean: f32, gap: u32) -> f32 {
    mean * NEAR_WEIGHT / (1.0 + gap as f32 / NEAR_CHARS)
}

/// How often a phrase stands in the part of a passage that holds it most often. `starts`: where it begins.
pub fn most_in_window(starts: &[u32]) -> u32 {
    if starts.len() == 1 {
        return 1;
    }
    let within = |(at, &start): (usize, &u32)| starts[at..].partition_point(|&next| next < start + WINDOW_CHARS) as u32;
    starts.iter().enumerate().map(within).max().unwrap_or(0)
}

/// A score to the step that tells it from others; no score is below 0. (`f32::round` would be a call into a library, for
/// each hit.)
pub fn rounded(score: f32) -> f32 {
    (f64::from(score / STEP) + 0.5) as u32 as f32 * STEP
}
