// What is found is taken along: as a table, as quotes for a draft, for programs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { serving } from "./harness/run.js";
import { unpacked } from "./harness/zip.js";

const run = serving();

/** Clicks the link to a form, and gives what came: its name and its bytes. */
async function taken(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".pass-on").getByRole("link", { name, exact: true }).click(),
  ]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

test("all that a search finds is taken along in every form", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/search", { q: "党建", limit: "3" });
    const all = Number((await page.locator("#totals h1").innerText()).match(/\d+/)[0]);
    const [csv, table] = await taken(page, "CSV");
    assert.match(csv, /\.csv$/);
    const records = table.toString().replace(/^\uFEFF/, "").match(/(?:"(?:[^"]|"")*"|[^"\n])+/g);
    assert.equal(records.length - 1, all, "a line each, whatever is on the page");
    for (const cell of table.toString().split(/[,\n]/)) assert.doesNotMatch(cell, /^"?[=+@\t\r-]/, "no cell is a formula");
    const [docx, quotes] = await taken(page, "Word");
    assert.match(docx, /\.docx$/);
    const text = unpacked(quotes).get("word/document.xml").replace(/<[^>]+>/g, "");
    assert.ok(text.includes("党建") && text.includes("&lt;script&gt;"), text.slice(0, 500));
    const [xlsx, book] = await taken(page, "Excel");
    assert.match(xlsx, /\.xlsx$/);
    assert.ok([...unpacked(book).values()].join().includes("党建"));
    const [md, draft] = await taken(page, "Markdown");
    assert.match(md, /\.md$/);
    assert.ok(draft.includes("党建"));
    const [, lines] = await taken(page, "JSON");
    lines.toString().trim().split("\n").forEach((line) => JSON.parse(line));
  }));
