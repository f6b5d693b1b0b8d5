//! Names of files as text. Names are bytes; those of old Chinese systems, and of archives made there, are GBK.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};

use encoding_rs::GB18030;

/// The names of what lies in one folder, as text, no two alike: UTF-8 as it is; else what it is in GBK, if it is that and
/// no other file is called so; else with its bytes in base 16 (`\xD6\xD0.txt`). A name beside such ones that looks like one
/// has its `\` in base 16, too.
pub(super) fn of(names: impl Iterator<Item = OsString>) -> Vec<String> {
    let names: Vec<OsString> = names.collect();
    if names.iter().all(|name| name.to_str().is_some()) {
        return names.into_iter().map(|name| name.to_string_lossy().into_owned()).collect();
    }
    let mut taken: HashMap<String, usize> = HashMap::new();
    for name in &names {
        *taken.entry(readable(name)).or_default() += 1;
    }
    let text = |name: OsString| {
        let readable = readable(&name);
        match name.to_str() {
            Some(name) if name.contains("\\x") => name.replace('\\', "\\x5C"),
            Some(name) => name.to_owned(),
            None if taken.get(&readable) == Some(&1) => readable,
            None => escaped(&name),
        }
    };
    names.into_iter().map(text).collect()
}

fn readable(name: &OsStr) -> String {
    if let Some(name) = name.to_str() {
        return name.to_owned();
    }
    let decoded = GB18030.decode_without_bom_handling_and_without_replacement(name.as_encoded_bytes());
    match decoded {
        Some(text) if text.chars().all(|c| !c.is_control() && c != '\\') => text.into_owned(),
        _ => escaped(name),
    }
}

/// Bytes that are no UTF-8 in base 16.
fn escaped(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out += chunk.valid();
        chunk.invalid().iter().for_each(|byte| out += &format!("\\x{byte:02X}"));
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    #[test]
    fn names_are_readable_and_no_two_alike() {
        let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
        let bytes = [b"a.txt".to_vec(), gbk("总结.txt"), gbk("述职.txt"), "述职.txt".into(), b"\xFF\xFFz".to_vec()];
        let names = super::of(bytes.into_iter().map(OsString::from_vec));
        let literal = super::of([b"\\xFFz".to_vec(), b"\xFFz".to_vec()].into_iter().map(OsString::from_vec));
        assert_eq!(literal, ["\\x5CxFFz", "\\xFFz"]);
        assert_eq!(names, ["a.txt", "总结.txt", "\\xCA\\xF6ְ.txt", "述职.txt", "\\xFF\\xFFz"]);
    }
}
