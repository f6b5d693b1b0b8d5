//! A passage to its sentences.

/// What ends a sentence.
pub const SENTENCE_ENDS: [char; 7] = ['。', '！', '？', '；', '!', '?', ';'];

/// The sentences of a text, with what ends them.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(SENTENCE_ENDS)
}
