// Debian's chromium, and pages in it that keep account of all that happens to them.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

/** Where systems put it; CHROMIUM names another. The one without windows takes half of the time. */
const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** It asks nothing of anyone by itself, and no graphics or namespaces of the machine. */
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** How long a step may take, in milliseconds: machines are slow at times. */
const MAX_WAIT = 20_000;

/** A browser without a past: its user-data folder is new, and gone when it is closed. */
export async function launch(flags = []) {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

/** Someone who looks at pages of one server: nothing that goes wrong on the way stays unseen. */
export class Visitor {
  static async come(browser, server, { lang = "en", scheme = "light", width = 1024, height = 800, ...more } = {}) {
    const context = await browser.newContext({
      locale: lang === "zh" ? "zh-CN" : "en-GB",
      colorScheme: scheme,
      viewport: { width, height },
      baseURL: server.origin,
      acceptDownloads: true,
      ...more,
    });
    context.setDefaultTimeout(MAX_WAIT);
    const visitor = new Visitor(context, server);
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
      });
    });
    context.on("request", (request) => visitor.requests.push(request.url()));
    context.on("console", (message) => visitor.said.push(`${message.type()}: ${message.text()} (${message.location().url})`));
    context.on("weberror", (error) => visitor.said.push(`error: ${error.error().message}`));
    context.on("dialog", (dialog) => {
      visitor.said.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    visitor.page = await context.newPage();
    return visitor;
  }

  constructor(context, server) {
    Object.assign(this, { context, server, requests: [], said: [], expected: [], seen: new Map() });
  }

  /** Goes to an address of the server. */
  async go(path, asked) {
    const response = await this.page.goto(this.server.at(path, asked));
    assert.ok(response.status() < 400, `${response.status()} at ${response.url()}`);
    return this.page;
  }

  /** Some answers are to have this status: that they do, the browser says on its console by itself. */
  expects(status) {
    this.expected.push(`the server responded with a status of ${status}`);
  }

  /** Notes what the page shows now, to be compared with a cold load of its address; `page` if it's another than the first. */
  async note(page = this.page) {
    this.seen.set(page.url(), await shown(page));
  }

  /** Nothing ran, nothing was said, nothing was asked of others; and whoever opens an address anew sees what was noted of it. */
  async leave() {
    for (const [address, before] of this.seen) {
      const fresh = await this.context.newPage();
      await fresh.goto(address);
      assert.equal(await shown(fresh), before, `a cold load of ${address}`);
      await fresh.close();
    }
    const ran = await Promise.all(this.context.pages().map((page) => page.evaluate(() => window.ran ?? null).catch(() => null)));
    assert.deepEqual(ran.filter(Boolean), [], "text of a report ran");
    const said = this.said.filter((line) => !this.expected.some((expected) => line.includes(expected)));
    assert.deepEqual(said, [], "said on the console");
    const elsewhere = this.requests.filter((url) => !url.startsWith(`${this.server.origin}/`) && !/^(data|blob|about):/.test(url));
    assert.deepEqual(elsewhere, [], "asked of others");
    await this.context.close();
  }
}

/** What a page shows for good: its title and its text, without what is only of this moment. */
async function shown(page) {
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => {
    const lines = document.querySelector("main").innerText.split("\n").map((line) => line.trim()).filter(Boolean);
    return [document.title, document.querySelector("#q")?.value, ...lines].join("\n");
  });
}
