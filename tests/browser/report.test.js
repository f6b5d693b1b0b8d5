// A report: opened at a hit, gone through hit by hit, beside its other versions, and as the file that it is.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving();

/** The report that holds it in seven passages. */
const SEVEN = "河湖长责任";
const FILE = "河长/河长制工作总结.txt";

/** What is said of the hit at which it is opened: its number, and of how many. */
const which = async (page) => (await page.locator(".which").innerText()).match(/\d+/g).map(Number);

/** The hit is marked, and seen. */
async function isSeen(page, text) {
  const mark = page.locator(".text .here mark").first();
  assert.equal(await mark.innerText(), text);
  await page.waitForTimeout(200);
  const [box, height] = [await mark.boundingBox(), page.viewportSize().height];
  assert.ok(box.y >= 0 && box.y + box.height <= height, `the hit is in sight: ${box.y} of ${height}`);
}

test("it opens at the hit that was clicked, and keys lead to the next and the one before", () =>
  run.visit({ height: 300 }, async (visitor, page) => {
    await visitor.go("/search", { q: SEVEN, passages: "7" });
    assert.equal(await page.locator(".report .hit").count(), 7);
    const third = page.locator(".hit").filter({ hasText: "第13项" });
    await third.locator("a.number").click();
    await page.waitForURL(/report\?/);
    assert.deepEqual(await which(page), [3, 7]);
    await isSeen(page, SEVEN);
    assert.match(await page.locator(".text .here").innerText(), /第13项/);
    assert.equal(await page.locator(".text mark").count(), 7, "all hits are lit");
    await visitor.note();
    for (const [key, number] of [["n", 4], ["n", 5], ["N", 4], ["n", 5], ["n", 6], ["n", 7], ["n", 7], ["N", 6]]) {
      await page.keyboard.press(key === "N" ? "Shift+N" : key);
      await page.waitForFunction((number) => document.querySelector(".which").textContent.match(/\d+/)[0] === String(number), number);
      await isSeen(page, SEVEN);
    }
    await visitor.note();
    await page.locator("a.back").click();
    assert.equal(new URL(page.url()).searchParams.get("q"), SEVEN);
  }));

test("what is quoted of it is copied with its source, at a hit and at any paragraph", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = async (kind) => {
      await page.locator(`.copies button[data-copy=${kind}]`).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await visitor.go("/report", { report: FILE, q: SEVEN, hit: "3" });
    const [quote, source, citation] = (await copied("quote")).split("\n");
    assert.match(quote, /^第13项，压实河湖长责任/);
    assert.match(source, /^——钱文彬，《2021年度河长制工作总结》（2021），一、工作开展情况$/);
    assert.equal(await copied("citation"), citation);
    await page.locator(".para a.at").first().click();
    const link = await copied("link");
    await page.goto(link);
    assert.equal(new URL(link).hash, "#p1");
    assert.equal(await page.locator(".para .copies:visible").count(), 1);
  }));

test("an entry of the outline leads to its section", () =>
  run.visit({ width: 1200, height: 400 }, async (visitor, page) => {
    await visitor.go("/report", { report: FILE, q: SEVEN });
    const entry = page.locator("nav.outline a", { hasText: "三、下一步打算" });
    await entry.click();
    const heading = page.locator(".text").getByText("三、下一步打算");
    const box = await heading.boundingBox();
    assert.ok(box.y >= 0 && box.y < 400, `in sight: ${box.y}`);
    await visitor.note();
  }));

test("other versions of it are named, and compared", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/report", { report: "定稿/述职报告定稿.txt" });
    const versions = await page.locator(".versions table").innerText();
    for (const name of ["述职报告v1.txt", "述职报告v2.txt"]) assert.ok(versions.includes(name), versions);
    await visitor.note();
    await page.locator(".versions tr", { hasText: "述职报告v1.txt" }).locator("a").last().click();
    await page.locator("table.compared").waitFor();
    const text = async (name) => (await page.locator(`.compared ${name}`).allInnerTexts()).join(" ");
    assert.match(`${await text("ins")} ${await text("del")}`, /五|三/);
    assert.match(await page.locator(".compared").innerText(), /新建口袋公园三处/);
    await visitor.note();
  }));

test("the file itself comes as it is, to be kept and not shown", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/report", { report: FILE });
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a.original").click()]);
    assert.equal(download.suggestedFilename(), "河长制工作总结.txt");
    const original = await readFile(join(run.server.folder.path, FILE));
    assert.ok((await readFile(await download.path())).equals(original));
  }));

test("a report that would be code is text on every page of it", () =>
  run.visit({ height: 2000 }, async (visitor, page) => {
    await visitor.go("/search", { q: "党建", path: "怪名" });
    const links = await page.locator("main a[href*='/report']").evaluateAll((all) => [...new Set(all.map((link) => link.href))]);
    assert.ok(links.length >= 2);
    for (const link of links) {
      await page.goto(link);
      await page.mouse.move(300, 300);
      assert.ok(!(await page.locator("main").innerText()).includes("49"), "nothing is calculated");
      assert.equal(await page.locator("main img, main script, main [onmouseover], main [onerror]").count(), 0);
      await visitor.note();
    }
    const text = await page.locator("main").innerText();
    assert.match(text, /<script>window\.ran|<\/title>/);
  }));
