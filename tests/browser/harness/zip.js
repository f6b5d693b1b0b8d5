// What is packed in a .docx or .xlsx.

import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const STORED = 0;

/** The entries of an archive: their names, and what they hold as text. */
export function unpacked(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error("no archive");
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(begin, begin + packed);
    entries.set(bytes.toString("utf8", at + 46, at + 46 + name), (method === STORED ? content : inflateRawSync(content)).toString());
    at += 46 + name + extra + comment;
  }
  return entries;
}
