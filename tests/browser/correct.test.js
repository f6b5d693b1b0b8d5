// What a report doesn't say of itself, its reader says: and all that is counted by it follows.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving();
const FILE = "河长/河长制工作总结.txt";
const ASKED = { q: "河湖长责任" };

test("an author is corrected, and the counts by author with it", () =>
  run.visit({ width: 1200 }, async (visitor, page) => {
    const authors = async () => {
      await visitor.go("/search", ASKED);
      return page.locator(".field.author .name").allInnerTexts();
    };
    assert.deepEqual(await authors(), ["钱文彬"]);
    await visitor.go("/report", { report: FILE });
    const known = page.locator("details.known");
    if (!(await known.evaluate((details) => details.open))) await known.locator("summary").click();
    await page.fill("#correct-author", "孙晓岚");
    await page.fill("#correct-year", "2020");
    await page.locator("form.correct button").click();
    await page.locator("table.changes").waitFor();
    const changes = await page.locator("table.changes").innerText();
    for (const said of ["钱文彬", "孙晓岚", "2021", "2020"]) assert.ok(changes.includes(said), changes);
    assert.deepEqual(await authors(), ["孙晓岚"]);
    assert.match(await page.locator(".field.year").innerText(), /2020/);
    await visitor.note();
    assert.match(await readFile(join(run.server.folder.path, "metadata.csv"), "utf8"), /河长制工作总结.*孙晓岚/);
  }));

test("what is no year is refused, and what was typed is still there", () =>
  run.visit({ lang: "zh" }, async (visitor, page) => {
    visitor.expects(400);
    await visitor.go("/correct", { report: FILE });
    await page.fill("#correct-year", "去年吧");
    await page.locator("form.correct button").click();
    await page.locator(".wrong").waitFor();
    assert.equal(await page.inputValue("#correct-year"), "去年吧");
  }));
