// What no page of others, and no text of a report, may do.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving({ flags: ["--host-resolver-rules=MAP evil.example 127.0.0.1"] });

/** A page of someone else, on a port of its own. */
async function stranger(use) {
  const other = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>other</title>"));
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  const page = await run.browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${other.address().port}/`);
    return await use(page);
  } finally {
    await page.close();
    other.close();
  }
}

test("a name that was turned to this machine gets no data", async () => {
  const page = await run.browser.newPage();
  for (const path of ["/", "/search?q=党建", "/api/search?q=党建", "/nothing", "/assets/nothing"]) {
    const response = await page.goto(`http://evil.example:${run.server.port}${path}`);
    assert.equal(response.status(), 403, path);
    const text = await response.text();
    assert.ok(text.includes("--allow-host"), `${path} says how to allow it: ${text}`);
    assert.ok(!text.includes("述职"), `${path} says nothing of the reports`);
  }
  await page.close();
});

test("a page of another origin reads nothing", async () => {
  for (const path of ["/search?q=党建", "/api/search?q=党建", "/api/status"]) {
    const got = await stranger((page) =>
      page.evaluate(async (address) => {
        const read = await fetch(address).then((answer) => answer.text(), () => "refused");
        const blind = await fetch(address, { mode: "no-cors" }).then((answer) => answer.type, () => "refused");
        return { read, blind };
      }, run.server.at(path)),
    );
    // No CORS header lets it read, and its policy doesn't even let it be loaded unread.
    assert.deepEqual(got, { read: "refused", blind: "refused" }, path);
  }
});

test("a page of another origin can't frame, load or post to it", async () => {
  const seen = await stranger((page) =>
    page.evaluate(async (origin) => {
      const loaded = (make) => new Promise((resolve) => make(() => resolve("loaded"), () => resolve("refused")));
      const picture = await loaded((yes, no) => Object.assign(new Image(), { onload: yes, onerror: no, src: `${origin}/api/status` }));
      const script = await loaded((yes, no) => {
        document.head.append(Object.assign(document.createElement("script"), { onload: yes, onerror: no, src: `${origin}/api/status` }));
      });
      const frame = document.createElement("iframe");
      frame.src = `${origin}/`;
      const framed = await new Promise((resolve) => {
        frame.onload = () => resolve(frame.contentDocument === null ? "foreign" : "readable");
        document.body.append(frame);
      });
      const opened = window.open(`${origin}/`);
      await new Promise((resolve) => setTimeout(resolve, 500));
      let length = "severed";
      try { length = opened && !opened.closed ? `${opened.length} ${opened.document.title}` : "severed"; } catch { length = "foreign"; }
      return { picture, script, framed, length };
    }, run.server.origin),
  );
  assert.deepEqual(seen, { picture: "refused", script: "refused", framed: "foreign", length: "severed" });
});

test("the policy lets nothing written into a page run", async () => {
  const page = await run.browser.newPage();
  await page.goto(run.server.at("/search", { q: "党建" }));
  const ran = await page.evaluate(async (origin) => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", `<p id="styled" style="color: red" onclick="window.ran = 2">x</p>`);
    document.querySelector("#styled").click();
    const elsewhere = await fetch(origin.replace("127.0.0.1", "localhost") + "/").then(() => "asked", () => "refused");
    return { ran: window.ran ?? null, style: document.querySelector("#styled").style.color, elsewhere };
  }, run.server.origin);
  assert.deepEqual(ran, { ran: null, style: "", elsewhere: "refused" });
  await page.close();
});

test("what is asked shows as text", async () => {
  for (const lang of ["en", "zh"]) {
    const visitor = await run.come({ lang });
    for (const text of [`"><script>window.ran=1</script>`, `'onx="`, `</title><script>window.ran=2</script>`, `{{7*7}}`, `\u202Egnihton`]) {
      const page = await visitor.go("/search", { q: text });
      assert.equal(await page.locator("#q").inputValue(), text);
      assert.ok(!(await page.title()).includes("49"), "nothing is calculated");
    }
    await visitor.leave();
  }
});

/** Runs a line of shell where there is no network but the machine's own. */
const alone = (line) => spawnSync("unshare", ["--net", "--map-root-user", "sh", "-c", `ip link set lo up && ${line}`], { encoding: "utf8" });

test("all works without a network", { skip: alone("true").status !== 0 && "no namespace without a network is permitted here" }, () => {
  const run = alone(`exec "${process.execPath}" "${new URL("without_network.js", import.meta.url).pathname}"`);
  assert.equal(run.stdout, "whole\n", run.stderr);
});
