// What holds of every page to which links lead, in both languages and both colour schemes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import { byPath, byQuestion, everyPage } from "./harness/pages.js";
import { serving } from "./harness/run.js";

const AXE = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Where a walk begins: what is asked in a box, no link leads to. */
const FROM = ["/", "/search?q=党建", "/search?q=两个维护&year=2021..", "/search?q=script", "/count?queries=党建%0A两个维护"];

/** The first page of each path is looked at; with PAGES=all, which takes a minute, of each thing that may be asked there, too. */
const KINDS = process.env.PAGES === "all" ? byQuestion : byPath;

/** What is not to be seen on a page: a message without its value, what was calculated of a template, a value without a name. */
const NEVER = [/\{\$/, /\{ ?\$/, /\bundefined\b/, /\bNaN\b/, /\[object /];

// Each page is looked at once: to compile axe for being fast later takes a quarter of the time.
const run = serving({ flags: ["--js-flags=--max-optimized-bytecode-size=0"] });

// Side by side: it is by far the longest of all tests in the browser.
describe("every page is sound by day and by night", { concurrency: true }, () => {
  for (const lang of ["en", "zh"]) {
    test(lang, async (t) => {
      const visitor = await run.come({ lang });
      const broken = new Map();
      const look = async (page, response) => {
        const address = decodeURI(response.url());
        if (!response.ok()) broken.set(`${response.status()}`, address);
        // One place of each fault is enough to find it.
        for (const fault of await faults(page, lang)) broken.set(fault, address);
      };
      const addresses = await everyPage(visitor, lang, { from: FROM, kinds: KINDS, ofKind: 1, look });
      t.diagnostic(`${addresses.length} pages`);
      assert.deepEqual([...broken], []);
      await visitor.leave();
    });
  }
});

/**
 * What axe looks at in each scheme. Both languages have the same colours, and what takes most of the time is to find out which
 * colour lies on which: in one language it is done by day, in the other by night. Media, which axe would load anew, no page has.
 */
const COLOURS = "color-contrast";
const RUNS = {
  en: [["light", {}]],
  zh: [["light", { rules: { [COLOURS]: { enabled: false } } }], ["dark", { runOnly: [COLOURS] }]],
};

/** What is wrong with a page, for those who can't see it and those who can. */
async function faults(page, lang) {
  const found = [];
  await page.evaluate(AXE);
  for (const [colorScheme, only] of RUNS[lang]) {
    await page.emulateMedia({ colorScheme });
    const options = { resultTypes: ["violations"], preload: false, ...only };
    const { violations } = await page.evaluate((options) => window.axe.run(document, options), options);
    for (const { id, help, nodes } of violations) found.push(`${colorScheme}: ${id}: ${help}: ${nodes[0].html.replace(/\d+/g, "…").slice(0, 160)}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  const [text, said] = await page.evaluate(() => [document.body.innerText, document.documentElement.lang]);
  found.push(...NEVER.filter((never) => never.test(text)).map((never) => `shows ${never}`));
  if (!said.startsWith(lang)) found.push(`is in ${said}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) found.push(`is ${wide} px too wide`);
  return found;
}
