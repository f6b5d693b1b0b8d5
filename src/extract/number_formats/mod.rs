//! Number formats of tables: a code such as `#,##0.00;[Red]-0.0%` and a value go in; out comes what the cell shows. In
//! order of reading: [`builtin`], formats that have numbers only; [`code`], a code taken apart; [`numerals`], Chinese
//! digits; [`decimal`], a value as decimal digits; [`digits`], those put into a format's places; [`dates`]; [`format`],
//! all of these together (ISO/IEC 29500-1, 18.8.31 `numFmts`).
//!
//! Own code, as `ssfmt`, the crate that does the same, knows none of what is Chinese in it: 上午, 星期三, `[DBNum1]`, `!`
//! as an escape, `G/通用格式`; and shows what `;;;` hides.

mod builtin;
mod code;
mod numerals;
mod decimal;
mod digits;
mod dates;
mod format;

pub(super) use builtin::builtin;
pub(super) use format::{NumberFormat, general};
