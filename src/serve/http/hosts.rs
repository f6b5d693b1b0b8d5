//! By what names this server may be asked: a name that anyone can point at this machine is none of them, or any page of
//! the web could read what is served (DNS rebinding).

use std::net::{IpAddr, Ipv6Addr};

/// The names by which a server may be asked.
#[derive(Clone, Debug, Default)]
pub(in crate::serve) struct Hosts {
    /// Besides this machine's own, in lower case, without ports.
    others: Vec<String>,
}

impl Hosts {
    /// This machine's own names, and others that its user allows.
    pub(in crate::serve) fn new(others: impl IntoIterator<Item = String>) -> Self {
        Self { others: others.into_iter().filter_map(|name| name_of(&name)).collect() }
    }

    /// Whether a request for this host, its port perhaps behind it, is for this server. `at`: the address of this machine that
    /// its connection was made to: no name stands in for that, so that it can't be pointed elsewhere.
    pub(in crate::serve) fn allow(&self, host: &str, at: Option<IpAddr>) -> bool {
        let Some(name) = name_of(host) else { return false };
        let is_of_machine =
            |address: IpAddr| address.is_loopback() || at.is_some_and(|at| at.to_canonical() == address);
        name == "localhost" || name.parse().is_ok_and(is_of_machine) || self.others.contains(&name)
    }
}

/// The name in a host, without its port, its brackets and the dot that ends a whole name; in lower case. None if it is none.
fn name_of(host: &str) -> Option<String> {
    let (name, rest) = match host.strip_prefix('[') {
        Some(inner) => {
            let (address, rest) = inner.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (address, rest)
        }
        None => {
            let end = host.find(':').unwrap_or(host.len());
            host.split_at(end)
        }
    };
    let is_port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    if !rest.is_empty() && !rest.strip_prefix(':').is_some_and(is_port) {
        return None;
    }
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    (!name.is_empty() && name.bytes().all(is_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn only_this_machine_is_asked_by_its_names() {
        let hosts = Hosts::new(["Reports.Example".to_owned()]);
        let at = "::ffff:192.168.1.7".parse().ok();
        for host in [
            "localhost",
            "LOCALHOST:8080",
            "localhost.",
            "localhost.:80",
            "127.0.0.1:7777",
            "127.0.0.1",
            "[::1]:7777",
            "[::1]",
            "reports.example",
            "reports.example:80",
            "192.168.1.7:7777",
        ] {
            assert!(hosts.allow(host, at), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.nip.io",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "localhost@evil",
            "localhost:80@evil",
            "0.0.0.0",
            "[::]",
            "[::]:80",
            "localhost:",
            "localhost:x",
            "localhost:80:80",
            "[::1",
            "::1",
            "[::1]x",
            "localhost/",
            " localhost",
            "local\u{AD}host",
            "..",
            ".",
            "2130706433",
            "0x7f.1",
            "localhost,evil",
            "[::ffff:127.0.0.1]",
            "[::ffff:192.168.1.7]",
            "192.168.1.8",
            "192.168.1.7.nip.io",
        ] {
            assert!(!hosts.allow(host, at), "{host}");
        }
    }
}
