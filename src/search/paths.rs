//! The paths of files.

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::Reader;

/// The paths of files, by their own documents, from the column: nothing stored is read.
pub(in crate::search) fn paths(reader: &Reader, files: impl Iterator<Item = DocAddress>) -> Result<Vec<String>> {
    // By segment, then by their numbers in its dictionary, which is read once from front to back.
    let mut numbered: Vec<(u32, u64, usize)> = Vec::new();
    for (place, file) in files.enumerate() {
        let column = reader.paths()?.get(file.segment_ord as usize).and_then(Option::as_ref);
        let number = column.and_then(|column| column.term_ords(file.doc_id).next());
        numbered.push((file.segment_ord, number.ok_or_else(|| reader.damaged(&"a file without its path"))?, place));
    }
    numbered.sort_unstable();
    let mut paths = vec![String::new(); numbered.len()];
    for of_segment in numbered.chunk_by(|(a, ..), (b, ..)| a == b) {
        let Some(column) = &reader.paths()?[of_segment[0].0 as usize] else { continue };
        let numbers: Vec<u64> = of_segment.iter().map(|&(_, number, _)| number).collect();
        let mut places = of_segment.iter().map(|&(.., place)| place);
        let name = |path: &[u8]| {
            places.next().into_iter().for_each(|place| paths[place] = String::from_utf8_lossy(path).into_owned());
        };
        if !column.dictionary().sorted_ords_to_term_cb(&numbers, name).map_err(|e| reader.damaged(&e))? {
            return Err(reader.damaged(&"a path that is in no dictionary"));
        }
    }
    Ok(paths)
}
