//! Where an answer goes on: a text that only this program reads, tied to the call that it was given for, and to the state
//! that was asked. Nothing is kept of it here.

use crate::error::{Error, Result};
use crate::message;

/// Bytes of a hash: enough to tell calls and states apart, few enough to be copied.
type Digest = [u8; 6];
/// Bytes of a cursor: the digests of call and state, the place, and what shows that none of them was changed.
const BYTES: usize = 6 + 6 + 4 + 4 + 4;

/// Where an answer goes on: at a row, and within it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// How many rows stand before it.
    pub(super) row: u32,
    /// How much of the row does: lines, or characters.
    pub(super) within: u32,
}

/// What cursors are given for: a call, in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursors {
    call: Digest,
    state: Digest,
}

impl Cursors {
    /// Those of a call of a tool with such pairs, of a collection in a state.
    pub(super) fn new(tool: &str, pairs: &[(String, String)], state: &str) -> Self {
        let mut call = vec![tool];
        call.extend(pairs.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]));
        Self { call: digest(&call), state: digest(&[state]) }
    }

    /// The cursor to a place.
    pub(super) fn write(self, place: Place) -> String {
        let mut bytes = [&self.call[..], &self.state, &place.row.to_be_bytes(), &place.within.to_be_bytes()].concat();
        bytes.extend(check(&bytes));
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The place that a cursor means.
    ///
    /// # Errors
    /// [`Error::Request`] for what is no cursor, or one of another call or an older state.
    pub(super) fn read(self, cursor: &str) -> Result<Place> {
        let none = || Error::Request(message!("cursor-none"));
        let bytes = bytes_of(cursor.trim()).ok_or_else(none)?;
        let (said, shows) = bytes.split_last_chunk::<4>().ok_or_else(none)?;
        let (digests, place) = said.split_at(said.len() - 8);
        let (call, state) = digests.split_at(6);
        let (Some(row), Some(within)) = (place.first_chunk(), place.last_chunk()) else { return Err(none()) };
        match () {
            () if *shows != check(said) => Err(none()),
            () if call != self.call => Err(Error::Request(message!("cursor-of-another"))),
            () if state != self.state => Err(Error::Request(message!("cursor-old"))),
            () => Ok(Place { row: u32::from_be_bytes(*row), within: u32::from_be_bytes(*within) }),
        }
    }
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let is_one = digits.len() == 2 * BYTES && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let bytes = (0..BYTES).map(|at| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok());
    is_one.then(|| bytes.collect())?
}

fn digest(texts: &[&str]) -> Digest {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        // With their lengths: "ab", "c" is not "a", "bc".
        hasher.update(&(text.len() as u64).to_be_bytes()).update(text.as_bytes());
    }
    first(&hasher.finalize())
}

fn check(bytes: &[u8]) -> [u8; 4] {
    first(&blake3::hash(bytes))
}

fn first<const N: usize>(hash: &blake3::Hash) -> [u8; N] {
    std::array::from_fn(|at| hash.as_bytes()[at])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cursors, Place};

    fn cursors(query: &str, state: &str) -> Cursors {
        Cursors::new("search", &[("query".to_owned(), query.to_owned())], state)
    }

    proptest! {
        #[test]
        fn a_cursor_means_its_place_and_is_of_its_call_and_state_alone(row: u32, within: u32, at in 0..48usize, digit: u8) {
            let place = Place { row, within };
            let cursor = cursors("党建", "1").write(place);
            prop_assert_eq!(cursors("党建", "1").read(&cursor).expect("its place"), place);
            let refused = |cursors: Cursors, cursor: &str, why: &str| {
                cursors.read(cursor).err().is_some_and(|error| error.message().id() == why)
            };
            prop_assert!(refused(cursors("廉政", "1"), &cursor, "cursor-of-another"));
            prop_assert!(refused(cursors("党建", "2"), &cursor, "cursor-old"));
            let mut other = cursor.clone();
            other.replace_range(at..=at, &format!("{:x}", digit % 16));
            prop_assert!(other == cursor || refused(cursors("党建", "1"), &other, "cursor-none"));
        }

        #[test]
        fn what_is_no_cursor_is_refused(text in ".{0,60}") {
            prop_assert!(cursors("党建", "1").read(&text).is_err());
        }
    }
}
