//! What text is compared by: the matching form, its pairs, and words.
//!
//! Membership is decided by characters, words decide only the order: a phrase matches a passage if and only if the
//! phrase's matching form is a substring of the passage's. Everything here is pure and knows nothing of files or of
//! the index.
//!
//! 1. [`fold`]: traditional characters to simplified ones, one to one; [`equivalent`]: what is invisible, and what looks like
//!    another character; [`table`]: how the compiler reads the tables of both.
//! 2. [`normal`]: characters as they are compared, with what becomes of them. [`matching`]: a text to its [`MatchingForm`], each
//!    character with the bytes it came from. [`phrase`]: what a query's phrase asks for.
//! 3. [`pairs`]: the overlapping pairs of neighbouring characters that the `exact` field holds, and those that a
//!    phrase must ask for.
//! 4. [`words`]: the text that words are cut from, which only rank. [`sentences`]: sentences. [`range`]: how places in a text
//!    are written down.

mod equivalent;
mod fold;
mod matching;
mod normal;
mod pairs;
mod phrase;
mod range;
mod sentences;
mod table;
mod words;

pub use fold::{folded_in_place, is_han, simplified};
pub use matching::{BARRIER, MatchingForm};
pub use normal::joins;
pub use pairs::{Pair, PhraseTerm, TermKind, pairs, phrase_terms};
pub use phrase::{PhraseForm, form_holds, form_is};
pub use range::ByteRange;
pub use sentences::{SENTENCE_ENDS, sentences};
pub use words::word_text;
