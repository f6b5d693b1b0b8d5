//! What text is compared by: the matching form, its pairs, and words.
//!
//! Membership is decided by characters, words decide only the order: a phrase matches a passage if and only if the
//! phrase's matching form is a substring of the passage's. Everything here is pure and knows nothing of files or of
//! the index.
//!
//! 1. [`fold`]: traditional characters to simplified ones, one to one.
//! 2. [`matching`]: a text to its [`MatchingForm`], each character with the bytes it came from.
//! 3. [`pairs`]: the overlapping pairs of neighbouring characters that the `exact` field holds, and those that a
//!    phrase must ask for.
//! 4. [`words`]: the text that words are cut from, which only rank. [`sentences`]: sentences. [`range`]: how places in a text
//!    are written down.

mod fold;
mod matching;
mod pairs;
mod range;
mod sentences;
mod words;

pub use fold::{folded_in_place, is_han, simplified};
pub use matching::{BARRIER, MatchingForm, joins};
pub use pairs::{Pair, PhraseTerm, TermKind, pairs, phrase_terms};
pub use range::ByteRange;
pub use sentences::{SENTENCE_ENDS, sentences};
pub use words::word_text;
