//! Each format by its own reader.

use super::found::Drawings;
use super::{ods, xls, xlsx};
use crate::extract::containers::ole::Container;
use crate::extract::containers::ooxml;
use crate::extract::containers::package::Package;

/// Reads them of a table file of whatever format. What is broken is left out: the cells are read.
pub(in crate::extract::tables) fn read(bytes: &[u8]) -> Drawings {
    let mut drawings = Drawings::default();
    if let Ok(mut container) = Container::open(bytes) {
        xls::read(&mut container, &mut drawings);
    } else if let Ok(mut package) = Package::open(bytes) {
        match ooxml::main_part(&mut package) {
            Some((main, _)) => xlsx::read(&mut package, &main, &mut drawings),
            None => ods::read(&mut package, &mut drawings),
        }
    }
    drawings
}

/// Reads them of an OpenDocument workbook that is one XML file.
pub(in crate::extract::tables) fn read_flat(bytes: &[u8]) -> Drawings {
    let mut drawings = Drawings::default();
    ods::read_flat(bytes, &mut drawings);
    drawings
}
