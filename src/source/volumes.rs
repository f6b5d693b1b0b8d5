//! Archives in several files: `a.part1.rar a.part2.rar`, `a.rar a.r00`, `a.7z.001 a.7z.002`, `a.z01 a.zip`. Their names say
//! what belongs together, a look at how the first begins whether that is so. One of them, the first, stands for all; where
//! one is missing, those after it stand for themselves.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How volumes are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Numbering {
    /// `a.part1.rar`, from 1.
    Part,
    /// `a.rar` is 0, `a.r00` 1, `a.s00` 101.
    Old,
    /// `a.7z.001`, from 1: one file cut in pieces.
    Cut,
    /// `a.z01` is 1; `a.zip`, which holds the end, 0.
    Zip,
}

/// What a name says of a volume: what those of a set have alike, and its number.
fn numbered(name: &str) -> Option<(String, Numbering, u32)> {
    let lower = name.to_lowercase();
    let (stem, ending) = lower.rsplit_once('.')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let part = stem.rsplit_once(".part").and_then(|(stem, number)| Some((stem, digits(number)?)));
    let (stem, numbering, number) = match (ending, part) {
        ("rar", Some((stem, number))) => (stem, Numbering::Part, number),
        ("rar", None) => (stem, Numbering::Old, 0),
        ("zip", _) => (stem, Numbering::Zip, 0),
        _ if ending.len() != 3 => return None,
        _ => match (ending.get(..1)?, digits(ending), digits(ending.get(1..)?)) {
            (_, Some(number), _) => (stem, Numbering::Cut, number),
            ("r", _, Some(number)) => (stem, Numbering::Old, number + 1),
            ("s", _, Some(number)) => (stem, Numbering::Old, number + 101),
            ("z", _, Some(number)) => (stem, Numbering::Zip, number),
            _ => return None,
        },
    };
    Some((stem.to_owned(), numbering, number))
}

/// Whether a name is that of a volume after the first.
pub fn is_later_volume(name: &str) -> bool {
    match numbered(name) {
        Some((_, Numbering::Part | Numbering::Cut, number)) => number > 1,
        Some((_, Numbering::Old, number)) => number > 0,
        Some((_, Numbering::Zip, _)) | None => false,
    }
}

/// Whether a name is that of a piece of a file that was cut.
pub fn is_piece(name: &str) -> bool {
    matches!(numbered(name), Some((_, Numbering::Cut | Numbering::Zip, 1..)))
}

/// A set that a name says a file is of: its folder, the name without the number, and how it is numbered.
type Named<'a> = (&'a Path, String, Numbering);

/// The sets among files: of each the number of the first among `files`, and those of all in the order of their bytes.
pub(super) fn sets<'a>(files: impl Iterator<Item = &'a Path>) -> Vec<(usize, Vec<usize>)> {
    let mut alike: HashMap<Named<'_>, Vec<(u32, usize, &Path)>> = HashMap::new();
    for (at, location) in files.enumerate() {
        let name = location.file_name().unwrap_or_default().to_string_lossy();
        if let (Some((stem, numbering, number)), Some(folder)) = (numbered(&name), location.parent()) {
            alike.entry((folder, stem, numbering)).or_default().push((number, at, location));
        }
    }
    let mut found = Vec::new();
    for ((.., numbering), mut volumes) in alike {
        volumes.sort_unstable();
        for run in volumes.chunk_by(|a, b| a.0 + 1 == b.0).filter(|run| run.len() > 1) {
            let first = if numbering == Numbering::Zip { run[1].2 } else { run[0].2 };
            if begins_as_volume(first, numbering) && (numbering != Numbering::Zip || run[0].0 == 0) {
                let mut order: Vec<usize> = run.iter().map(|volume| volume.1).collect();
                if numbering == Numbering::Zip {
                    order.rotate_left(1);
                }
                found.push((run[0].1, order));
            }
        }
    }
    found
}

/// Whether a file begins as the first of several volumes does.
fn begins_as_volume(location: &Path, numbering: Numbering) -> bool {
    // Enough for a RAR's main header, but for what may be added to it.
    let mut start = Vec::new();
    let read = File::open(location).and_then(|file| file.take(64).read_to_end(&mut start));
    let is_rar = start.starts_with(b"Rar!\x1A\x07");
    read.is_ok()
        && match numbering {
            Numbering::Part | Numbering::Old => is_rar && is_rar_volume(&start),
            Numbering::Cut => {
                let marks: [&[u8]; 6] =
                    [b"7z\xBC\xAF\x27\x1C", b"PK", b"\x1F\x8B", b"BZh", b"\xFD7zXZ", b"\x28\xB5\x2F\xFD"];
                is_rar || marks.iter().any(|mark| start.starts_with(mark))
            }
            Numbering::Zip => start.starts_with(b"PK\x07\x08") || start.starts_with(b"PK\x03\x04"),
        }
}

/// Whether the main header of a RAR archive says that there are several volumes; also where it is encrypted.
fn is_rar_volume(start: &[u8]) -> bool {
    if start.get(6) == Some(&0) {
        // RAR 1.5 to 4: checksum, type, flags.
        return start.get(10).is_some_and(|flags| flags & 1 != 0);
    }
    // RAR 5: checksum, then numbers of seven bits a byte: size, type, flags, (size of what is added,) flags of the archive.
    let mut rest = start.get(12..).unwrap_or_default().iter();
    let mut number = || {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = *rest.next()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    };
    let mut flags = || {
        let (_, kind, flags) = (number()?, number()?, number()?);
        // Its headers are encrypted.
        if kind == 4 {
            return Some(1);
        }
        if flags & 1 != 0 {
            number()?;
        }
        number()
    };
    flags().is_some_and(|flags| flags & 1 != 0)
}

/// The volumes of the archive that the file at a path is the first of, in the order of their bytes; none for a file that
/// stands for itself. An error is the first volume of which it is a later one.
pub(super) fn beside(path: &Path) -> Result<Vec<PathBuf>, PathBuf> {
    let alike = |name: &OsStr| numbered(&name.to_string_lossy()).map(|(stem, numbering, _)| (stem, numbering));
    let Some(own) = path.file_name().and_then(alike) else { return Ok(Vec::new()) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let is_alike = |name: &OsString| alike(name).is_some_and(|other| other == own);
    // As the user wrote the folder.
    let files: Vec<PathBuf> = entries.map(|e| e.file_name()).filter(is_alike).map(|n| path.with_file_name(n)).collect();
    for (first, order) in sets(files.iter().map(PathBuf::as_path)) {
        if files[first] == path {
            return Ok(order.into_iter().map(|at| files[at].clone()).collect());
        }
        if order.iter().any(|at| files[*at] == path) {
            return Err(files[first].clone());
        }
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_volumes() {
        for (name, expected) in [
            ("材料.part01.rar", Some(("材料", Numbering::Part, 1))),
            ("材料.PART12.RAR", Some(("材料", Numbering::Part, 12))),
            ("材料.rar", Some(("材料", Numbering::Old, 0))),
            ("材料.r00", Some(("材料", Numbering::Old, 1))),
            ("材料.s00", Some(("材料", Numbering::Old, 101))),
            ("材料.7z.002", Some(("材料.7z", Numbering::Cut, 2))),
            ("材料.z01", Some(("材料", Numbering::Zip, 1))),
            ("材料.txt", None),
            ("材料.part1.doc", None),
            ("材料", None),
            ("材料.二〇〇", None),
        ] {
            let found = numbered(name);
            assert_eq!(found.as_ref().map(|(stem, how, n)| (stem.as_str(), *how, *n)), expected, "{name}");
        }
    }

    #[test]
    fn the_first_stands_for_all_up_to_a_gap() {
        let folder = tempfile::tempdir().expect("a folder");
        let rar4 = |volume: u8| [b"Rar!\x1A\x07\0\xCF\x90\x73".as_slice(), &[volume, 0, 13, 0]].concat();
        let rar5 = |volume: u8| [b"Rar!\x1A\x07\x01\0\x33\x92\xB5\xE5".as_slice(), &[10, 1, 5, 6, volume]].concat();
        for (name, bytes) in [
            ("a.part1.rar", rar5(1)),
            ("a.part2.rar", rar5(1)),
            ("a.part4.rar", rar5(1)),
            ("alone.part1.rar", rar5(0)),
            ("alone.part2.rar", rar5(0)),
            ("b.rar", rar4(1)),
            ("b.r00", rar4(1)),
            ("c.7z.001", b"7z\xBC\xAF\x27\x1C".to_vec()),
            ("c.7z.002", b"x".to_vec()),
            ("d.001", b"1".to_vec()),
            ("d.002", b"2".to_vec()),
            ("e.z01", b"PK\x07\x08".to_vec()),
            ("e.zip", b"x".to_vec()),
        ] {
            std::fs::write(folder.path().join(name), bytes).expect("written");
        }
        let found = |name: &str| {
            let names = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
            let volumes = beside(&folder.path().join(name));
            let volumes = volumes.map(|all| all.iter().map(|one| names(one)).collect::<Vec<_>>().join(" "));
            volumes.map_err(|first| names(&first))
        };
        for (name, expected) in [
            ("a.part1.rar", Ok("a.part1.rar a.part2.rar")),
            ("a.part2.rar", Err("a.part1.rar")),
            ("a.part4.rar", Ok("")),
            ("alone.part1.rar", Ok("")),
            ("b.rar", Ok("b.rar b.r00")),
            ("c.7z.001", Ok("c.7z.001 c.7z.002")),
            ("d.001", Ok("")),
            ("e.zip", Ok("e.z01 e.zip")),
            ("e.z01", Err("e.zip")),
        ] {
            assert_eq!(found(name), expected.map(str::to_owned).map_err(str::to_owned), "{name}");
        }
    }
}
