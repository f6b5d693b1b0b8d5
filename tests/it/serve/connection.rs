//! A connection that is kept, and asked one thing after another.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use super::server::{Answer, Server};

/// A connection to a server.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    port: u16,
}

impl Connection {
    pub(crate) fn new(server: &Server) -> Self {
        Self { stream: BufReader::new(server.connect()), port: server.port }
    }

    /// Sends bytes; whether they went.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> bool {
        self.stream.get_mut().write_all(bytes).is_ok()
    }

    /// Nothing more is sent.
    pub(crate) fn ends(&self) {
        // Where it is closed already, that is so.
        let _ = self.stream.get_ref().shutdown(std::net::Shutdown::Write);
    }

    /// What is answered to an address; none if the connection ended instead.
    pub(crate) fn get(&mut self, address: &str) -> Option<Answer> {
        let request = format!("GET {address} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n\r\n", self.port);
        self.write(request.as_bytes()).then(|| self.answer())?
    }

    /// The next answer; none if the connection ended instead.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let status = self.line()?.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_lowercase(), value.to_owned()));
        }
        let mut answer = Answer { status, headers, body: Vec::new() };
        if answer.header("transfer-encoding") == Some("chunked") {
            while let Ok(size @ 1..) = usize::from_str_radix(&self.line()?, 16) {
                answer.body.extend(self.bytes(size)?);
                self.line()?;
            }
            self.line()?;
        } else if status != 304 {
            answer.body = self.bytes(answer.header("content-length")?.parse().ok()?)?;
        }
        Some(answer)
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        (self.stream.read_line(&mut line).ok()? > 0).then(|| line.trim_end().to_owned())
    }

    fn bytes(&mut self, number: usize) -> Option<Vec<u8>> {
        let mut bytes = vec![0; number];
        self.stream.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}
