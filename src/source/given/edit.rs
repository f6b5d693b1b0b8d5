//! `metadata.csv` changed: one who changes it at a time, and the file is there as it was or as it is to be, whole.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use super::file::{CSV, Reading, check, normal, wrong};
use super::pattern::Pattern;
use super::table::Table;
use crate::error::{Error, Result};
use crate::message;
use crate::schema::{Key, decoded};

/// How long another one who changes the file is waited for.
const WAIT: Duration = Duration::from_secs(10);
/// Between two looks whether that is done.
const BETWEEN: Duration = Duration::from_millis(10);

/// The file that only one who changes the table holds: hidden, and so no report.
const LOCK: &str = ".metadata.lock";
/// How files are called that are being written: hidden, and so no reports.
const TEMPORARY: (&str, &str) = (".metadata-", ".tmp");

/// What is to be said of reports from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Of each key its value; an empty one says nothing any more.
    pub values: Vec<(Key, String)>,
}

impl Edit {
    /// Changes what a folder's `metadata.csv` says of files, and writes what it didn't say yet below.
    ///
    /// # Errors
    /// [`Error::Schema`] for a value, or a file, that can't be understood; [`Error::Io`]. The file is then as it was.
    pub fn apply(&self, folder: &Path, paths: &[String]) -> Result<()> {
        let path = folder.join(CSV);
        // A link leads to the table that is meant.
        let path = path.canonicalize().unwrap_or(path);
        let name = path.display().to_string();
        for (key, value) in &self.values {
            check(*key, value).map_err(|reason| Error::Filter { value: value.clone(), reason })?;
        }
        for path in paths {
            if normal(path) != *path || Pattern::parse(path).is_some() {
                return Err(Error::Filter { value: path.clone(), reason: message!("path-not-for-a-table") });
            }
        }
        let _held = held(&path.with_file_name(LOCK))?;
        let mut table = match std::fs::read(&path) {
            Ok(bytes) => {
                let text = decoded(&name, bytes)?;
                if text.trim().is_empty() {
                    Table::empty()
                } else {
                    Table::read(&Reading { name: &name, text: &text })?
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Table::empty(),
            Err(e) => return Err(Error::io(message!("cant-read"), &path)(e)),
        };
        for path in paths {
            table.set(path, &self.values);
        }
        let bytes = table.to_csv().map_err(|e| wrong(&name, 1, message!("wrong-format", reason = e.to_string())))?;
        write_whole(&path, &bytes).map_err(Error::io(message!("cant-write"), &path))
    }
}

impl Table {
    fn empty() -> Self {
        Self { heads: vec!["path".to_owned()], path: 0, keys: Vec::new(), cells: Vec::new() }
    }

    /// Says so of a path: in the first row of it, and in no other.
    fn set(&mut self, path: &str, values: &[(Key, String)]) {
        for (key, value) in values {
            let column = match self.keys.iter().find(|(_, known)| known == key) {
                Some(&(column, _)) => column,
                None if value.is_empty() => continue,
                None => {
                    self.heads.push(key.as_str().to_owned());
                    self.keys.push((self.heads.len() - 1, *key));
                    self.heads.len() - 1
                }
            };
            let of_path = self.path;
            let is_of = |cells: &Vec<String>| cells.get(of_path).is_some_and(|cell| normal(cell) == path);
            let mut rows: Vec<&mut Vec<String>> =
                self.cells.iter_mut().map(|(_, cells)| cells).filter(|cells| is_of(cells)).collect();
            if rows.is_empty() {
                if value.is_empty() {
                    continue;
                }
                let mut cells = vec![String::new(); self.heads.len()];
                cells[of_path] = path.to_owned();
                self.cells.push((0, cells));
                rows = self.cells.last_mut().map(|(_, cells)| cells).into_iter().collect();
            }
            for (number, cells) in rows.into_iter().enumerate() {
                cells.resize(self.heads.len().max(column + 1), String::new());
                cells[column] = if number == 0 { value.clone() } else { String::new() };
            }
        }
    }

    /// In UTF-8, with the mark without which Excel takes it for something else.
    fn to_csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new().from_writer("\u{FEFF}".as_bytes().to_vec());
        writer.write_record(&self.heads)?;
        for (_, cells) in &self.cells {
            let padding = self.heads.len().saturating_sub(cells.len());
            let padding = std::iter::repeat_n("", padding);
            writer.write_record(cells.iter().map(String::as_str).chain(padding))?;
        }
        writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))
    }
}

/// Holds a lock file until it is dropped, or the process ends in any way.
fn held(path: &Path) -> Result<File> {
    let open = File::options().read(true).write(true).create(true).truncate(false).open(path);
    let file = open.map_err(Error::io(message!("cant-write"), path))?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(std::fs::TryLockError::WouldBlock) if started.elapsed() < WAIT => std::thread::sleep(BETWEEN),
            Err(e) => return Err(Error::io(message!("cant-lock"), path)(e.into())),
        }
    }
}

/// Writes a file that takes the place of the other when all of it is on the disk.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    for entry in std::fs::read_dir(folder)?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1) {
            // One who was killed left it; if it can't be removed, it does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    builder.permissions(<std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    if let Ok(metadata) = std::fs::metadata(path) {
        // Whoever may read the old one may read the new one.
        temporary.as_file().set_permissions(metadata.permissions())?;
    }
    temporary.persist(path).map(drop).map_err(|e| e.error)
}
