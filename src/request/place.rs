//! Where a folder and its index are, as arguments.

use std::path::PathBuf;

use clap::Args;

/// Where the folder and its index are.
#[derive(Clone, Debug, Default, Args)]
pub struct IndexArgs {
    /// Where the index is, if not in FOLDER/.baogao.
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// Where dictionary.txt, roles.txt, parts.txt and topics.txt of your own are, if not in FOLDER/.baogao.
    #[arg(long, value_name = "DIR")]
    pub schema: Option<PathBuf>,
}
