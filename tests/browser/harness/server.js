// `baogao serve`, run for one file of tests.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { Folder, PROGRAM } from "./folder.js";

/** How long it may take to index the sample and to say where it serves, in milliseconds: machines are slow at times. */
const MAX_START = 60_000;

export class Server {
  /** Over a folder, which it removes when it is stopped. */
  static async start(folder, { args = [], under = [] } = {}) {
    const line = [...under, PROGRAM, "serve", "--port", "0", ...args, folder.path];
    // What it remembers for the user lies in the test's own folder, too.
    const env = { ...process.env, LC_ALL: "C", HOME: folder.home, XDG_DATA_HOME: folder.home, XDG_CACHE_HOME: folder.home };
    const child = spawn(line[0], line.slice(1), { env, stdio: ["ignore", "ignore", "pipe"] });
    const said = [];
    const address = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`it serves nothing: ${said.join("\n")}`)), MAX_START);
      createInterface(child.stderr).on("line", (text) => {
        said.push(text);
        const found = text.match(/^serving (http\S+?)\/?( |$)/);
        if (found) {
          clearTimeout(late);
          resolve(found[1]);
        }
      });
      child.on("exit", () => reject(new Error(`it ended: ${said.join("\n")}`)));
      child.on("error", reject);
    });
    const server = new Server(folder, child, await address, said);
    await server.isReady();
    return server;
  }

  /** Over a copy of the sample and of what else these tests need. */
  static async full(options) {
    return Server.start(await Folder.full(), options);
  }

  constructor(folder, child, origin, said) {
    Object.assign(this, { folder, child, origin, said });
  }

  /** It answers while it still indexes, that it does. */
  async isReady() {
    const until = Date.now() + MAX_START;
    while ((await fetch(this.origin)).status === 503) {
      if (Date.now() > until) throw new Error("it is never ready");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  get port() {
    return new URL(this.origin).port;
  }

  /** An address of its own: a path, and what is asked. */
  at(path, asked = {}) {
    const address = new URL(path, this.origin);
    for (const [name, value] of Object.entries(asked)) {
      for (const one of [value].flat()) address.searchParams.append(name, one);
    }
    return address.href;
  }

  async stop() {
    if (this.child.exitCode === null) {
      this.child.kill("SIGINT");
      await once(this.child, "exit");
    }
    await this.folder.remove();
  }
}
