// Run where there is no network but the machine's own: the server and the browser do all that they do elsewhere.

import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";

import { launch, Visitor } from "./harness/browser.js";
import { Server } from "./harness/server.js";

const interfaces = Object.keys(networkInterfaces());
assert.deepEqual(interfaces, ["lo"], "there is no network");
const server = await Server.full();
const browser = await launch();
try {
  const visitor = await Visitor.come(browser, server);
  const page = await visitor.go("/");
  await page.fill("#q", "两个维护");
  await page.press("#q", "Enter");
  await page.locator("main mark", { hasText: "两个维护" }).first().waitFor();
  await visitor.note();
  await visitor.leave();
  console.log("whole");
} finally {
  await browser.close();
  await server.stop();
}
