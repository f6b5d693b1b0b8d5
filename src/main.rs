//! The program `baogao`: parses, runs, maps exit codes.

/// The system's own keeps what threads that have ended left between what is in use: a watcher grew to five times what it needs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    baogao::cli::run()
}
