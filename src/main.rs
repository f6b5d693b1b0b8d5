//! The program `baogao`: parses, runs, maps exit codes.

fn main() -> std::process::ExitCode {
    baogao::cli::run()
}
