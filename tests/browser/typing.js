// How long it takes from a key to the results on the screen, over phrases of a file that begin a line each:
//     node typing.js FOLDER INDEX PHRASES
// and how many bytes the first page is in all.

import { readFile } from "node:fs/promises";

import { launch } from "./harness/browser.js";
import { Server } from "./harness/server.js";

/** Characters that are typed in all. */
const TYPED = 100;

const [path, index, phrases] = process.argv.slice(2);
const folder = { path, home: process.env.HOME, remove: async () => {} };
const server = await Server.start(folder, { args: ["--index", index] });
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(server.at("/"), { waitUntil: "networkidle" });
  console.log(`first page: ${bytes} bytes in all`);
  bytes = 0;
  await page.goto(server.at("/search", { q: "高质量发展" }), { waitUntil: "networkidle" });
  console.log(`a page of results: ${bytes} bytes in all`);
  await page.goto(server.at("/search"));
  // From the input event to the frame after the new results have come into the page.
  await page.evaluate(() => {
    window.took = [];
    document.addEventListener("input", (event) => (window.begun = event.timeStamp), true);
    new MutationObserver(() => {
      if (new URL(location.href).searchParams.get("q") !== document.querySelector("#q").value) return;
      const begun = window.begun;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.took.push(performance.now() - begun);
        channel.port2.postMessage(null);
      });
    }).observe(document.body, { childList: true });
  });
  const texts = (await readFile(phrases, "utf8")).split("\n").map((line) => line.split("\t")[0]).filter(Boolean);
  let typed = 0;
  for (const text of texts) {
    if (typed >= TYPED) break;
    await page.fill("#q", "");
    await page.waitForTimeout(300);
    for (const character of text) {
      const before = await page.evaluate(() => window.took.length);
      await session.send("Input.insertText", { text: character });
      await page.waitForFunction((before) => window.took.length > before, before, { timeout: 5000 }).catch(() => console.log(`nothing came of ${text}`));
      typed += 1;
    }
  }
  const took = (await page.evaluate(() => window.took)).sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(1);
  console.log(`${took.length} times: median ${at(0.5)} ms, 90 % ${at(0.9)} ms, 99 % ${at(0.99)} ms, at most ${at(1)} ms`);
} finally {
  await browser.close();
  await server.stop();
}
