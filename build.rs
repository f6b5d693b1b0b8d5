//! How the program is linked.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Some 48,000 addresses in the tables of libraries would be worked out anew whenever the program starts, as if it were
    // a shared library: a third of the time that starting takes.
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
