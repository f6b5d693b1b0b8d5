//! What is read of a small crate that is made for it.

use super::{Arrows, Code, between_rooms, circles};

const FILES: [(&str, &str); 9] = [
    ("lib.rs", "pub mod base; pub mod top;"),
    (
        "base/mod.rs",
        "mod first; mod second; pub mod r#type; pub use first::{Shown, shown}; pub use second::{self, Other as Named};",
    ),
    (
        "base/first.rs",
        "//! crate::top::Late
         use super::Named; // crate::top::Late
         pub struct Shown;
         pub fn shown() {}
         /// crate::top::Late
         impl Shown { fn late(&self, shown: u8) -> u8 { self.shown(); shown } }
         #[cfg(test)] use crate::top::{Late, ask};
         #[cfg(test)] mod tests { use crate::top::Late; }
         #[cfg(test)] mod no_file;",
    ),
    (
        "base/second.rs",
        "pub struct Other;
         fn say() -> String { format!(\"crate::top {}\", super::Shown::NAME) }",
    ),
    (
        "base/type.rs",
        "pub const X: u8 = 1;
         macro_rules! of_type { ($x:ident) => { $crate::base::$x } }
         mod inner { use super::super::*; fn both() -> [Shown; 2] { [0..shown(), engine::shown()] } }",
    ),
    (
        "top/mod.rs",
        "mod late; mod room;
         pub(crate) use crate::base::Shown;
         use crate::base::{self, second as deep};
         use engine::Index;
         pub struct Late;
         pub fn ask() { base::shown(); crate::of_type!(X); matches!(1, base::r#type::X); deep::Other::new() }",
    ),
    (
        "top/late.rs",
        "#[derive(shell::Args)] pub struct More<'late>(&'late crate::base::Named); fn f() { super::room::g() }",
    ),
    ("top/room/mod.rs", "mod one; pub(super) use one::g; pub fn h() -> super::late::More {}"),
    ("top/room/one.rs", "pub fn g() {}"),
];

fn code() -> Code {
    Code::read(&FILES.map(|(path, code)| (path.to_owned(), code.to_owned())).into())
}

fn shown(arrows: Arrows) -> Vec<String> {
    arrows
        .into_iter()
        .map(|((from, to), names)| format!("{from} → {to}: {}", Vec::from_iter(names).join(" ")))
        .collect()
}

#[test]
fn a_path_leads_to_the_file_that_defines_what_it_says() {
    let expected = [
        "base/first.rs → base/second.rs: Other",
        "base/second.rs → base/first.rs: Shown",
        "base/type.rs → base/first.rs: Shown shown",
        "top/late.rs → base/second.rs: Other",
        "top/late.rs → top/room/one.rs: g",
        "top/mod.rs → base/first.rs: shown",
        "top/mod.rs → base/second.rs: Other",
        "top/mod.rs → base/type.rs: X of_type",
        "top/room/mod.rs → top/late.rs: More",
    ];
    assert_eq!(shown(code().arrows()), expected);
}

#[test]
fn circles_are_found() {
    let arrows = code().arrows();
    let of_files = "base/first.rs → base/second.rs (Other) → base/first.rs (Shown)";
    assert_eq!(Vec::from_iter(circles(&arrows)), [of_files]);
    let of_rooms = "top/late.rs → top/room (g) → top/late.rs (More)";
    assert_eq!(Vec::from_iter(circles(&between_rooms(&arrows))), [of_files, of_rooms]);
}

#[test]
fn stages_are_named_by_their_face() {
    let code = code();
    let named = [
        "top/late.rs → base: base::Named",
        "top/mod.rs → base: base base::Shown base::second base::second::Other base::shown base::type::X of_type",
    ];
    assert_eq!(shown(code.stages()), named);
    assert_eq!(shown(code.deep(&[])), ["top/mod.rs → base: base::second base::second::Other base::type::X"]);
    assert_eq!(shown(code.deep(&["base::second"])), ["top/mod.rs → base: base::type::X"]);
}

#[test]
fn other_crates_are_told_from_this_one() {
    let code = code();
    let crates: Vec<_> =
        code.outside().into_iter().filter(|(_, name)| ["engine", "shell", "base"].contains(name)).collect();
    assert_eq!(crates, [("base/type.rs", "engine"), ("top/late.rs", "shell"), ("top/mod.rs", "engine")]);
}
