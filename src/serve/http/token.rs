//! The token that whoever asks from another machine must have.

use std::fmt;

use crate::error::{Error, Result};
use crate::message;

/// Random bytes in it: 128 bits can't be guessed.
const BYTES: usize = 16;

/// A secret of this run of the server. It is shown once, by [`fmt::Display`].
pub(in crate::serve) struct Token(String);

impl Token {
    /// A new one, of the system's random numbers.
    ///
    /// # Errors
    /// [`Error::Request`] if the system gives none.
    pub(in crate::serve) fn new() -> Result<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|_| Error::Request(message!("no-random-numbers")))?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Whether it was given. Each byte is looked at, whatever the others are, so that time tells nothing of them.
    pub(in crate::serve) fn is(&self, given: &str) -> bool {
        let (own, given) = (self.0.as_bytes(), given.as_bytes());
        own.len() == given.len() && own.iter().zip(given).fold(0, |differ, (own, given)| differ | (own ^ given)) == 0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Token};

    #[test]
    fn it_is_itself_and_nothing_else() {
        let (one, other) = (Token::new().expect("a token"), Token::new().expect("a token"));
        let said = one.to_string();
        assert_eq!(said.len(), 2 * BYTES);
        assert!(one.is(&said) && !other.is(&said));
        assert!(
            !one.is("")
                && !one.is(&said[1..])
                && !one.is(&format!("{said}0"))
                && !one.is(&said.to_uppercase().replace('F', "e"))
        );
    }
}
