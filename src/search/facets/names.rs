//! The names of a field's values, read from the dictionaries of all segments at once, in their order.
//!
//! A frequent phrase stands in ten thousands of sections, most with a heading of its own: their names are read where they
//! lie, and none is kept.

use tantivy::columnar::Dictionary;

/// From so many values on that are not wanted a dictionary is entered anew instead of read on.
const FAR: u64 = 500;

/// The wanted values of one segment.
pub(super) struct WantedValues<'a> {
    pub(super) dictionary: &'a Dictionary,
    /// Their numbers in it, ascending strictly.
    pub(super) numbers: &'a [u64],
}

/// Gives the name of each wanted value to `each`, in order, with the places at which it stands: of a segment, and of a
/// number among its wanted ones.
///
/// # Errors
/// Of the dictionaries, or if one of them lacks a number.
pub(super) fn each_name(
    segments: &[WantedValues<'_>],
    mut each: impl FnMut(&[u8], &[(usize, usize)]),
) -> tantivy::Result<()> {
    let mut readers = segments.iter().map(reader).collect::<tantivy::Result<Vec<_>>>()?;
    // The name that each segment is at, and its place among the wanted ones; none at the end.
    let mut names = vec![Vec::new(); segments.len()];
    let mut at = vec![None; segments.len()];
    for segment in 0..segments.len() {
        at[segment] = readers[segment](&mut names[segment])?;
    }
    let mut least = Vec::new();
    let mut places = Vec::new();
    loop {
        let here = |segment: &usize| at[*segment].is_some();
        let Some(first) = (0..segments.len()).filter(here).min_by(|&a, &b| names[a].cmp(&names[b])) else {
            return Ok(());
        };
        least.clone_from(&names[first]);
        places.clear();
        for segment in first..segments.len() {
            if let Some(place) = at[segment].filter(|_| names[segment] == least) {
                places.push((segment, place));
                at[segment] = readers[segment](&mut names[segment])?;
            }
        }
        each(&least, &places);
    }
}

/// Reads the next wanted name of a segment, and says its place among them.
fn reader<'a>(
    wanted: &'a WantedValues<'_>,
) -> tantivy::Result<impl FnMut(&mut Vec<u8>) -> tantivy::Result<Option<usize>> + use<'a>> {
    let dictionary = wanted.dictionary;
    let mut stream = dictionary.stream()?;
    let mut numbers = wanted.numbers.iter().enumerate();
    // The number that the stream gives next.
    let mut next = 0;
    Ok(move |name: &mut Vec<u8>| {
        let Some((place, &number)) = numbers.next() else { return Ok(None) };
        if number - next >= FAR && dictionary.ord_to_term(number, name)? {
            stream = dictionary.range().ge(name.as_slice()).into_stream()?;
            next = number;
        }
        while next <= number {
            if !stream.advance() {
                return Err(tantivy::TantivyError::InternalError("a value that is in no dictionary".to_owned()));
            }
            next += 1;
        }
        name.clear();
        name.extend_from_slice(stream.key());
        Ok(Some(place))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use tantivy::columnar::Dictionary;

    use super::{WantedValues, each_name};

    proptest! {
        /// All wanted names come, in order, each once, with all places at which it stands: far apart or close together.
        #[test]
        fn names_come_in_order(segments in vec((btree_set(0..5000u32, 0..1500), 1..700usize), 0..4)) {
            let name = |number: &u32| format!("{number:04}");
            let made: Vec<(Vec<String>, Dictionary, Vec<u64>)> = segments
                .iter()
                .map(|(numbers, every)| {
                    let names: Vec<String> = numbers.iter().map(name).collect();
                    let terms: Vec<&str> = names.iter().map(String::as_str).collect();
                    let wanted = (0..names.len() as u64).filter(|n| n.is_multiple_of(*every as u64)).collect();
                    let dictionary = Dictionary::build_for_tests(&terms);
                    (names, dictionary, wanted)
                })
                .collect();
            let mut expected: BTreeMap<&str, BTreeSet<(usize, usize)>> = BTreeMap::new();
            for (segment, (names, _, wanted)) in made.iter().enumerate() {
                for (place, &number) in wanted.iter().enumerate() {
                    expected.entry(&names[number as usize]).or_default().insert((segment, place));
                }
            }
            let wanted: Vec<WantedValues<'_>> =
                made.iter().map(|(_, dictionary, numbers)| WantedValues { dictionary, numbers }).collect();
            let mut found = Vec::new();
            each_name(&wanted, |name, places| found.push((name.to_vec(), places.to_vec()))).expect("whole dictionaries");
            let expected: Vec<_> =
                expected.into_iter().map(|(name, places)| (name.into(), places.into_iter().collect())).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
