// A search: typed, narrowed, looked at in other ways, and gone back from.

import assert from "node:assert/strict";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving();

const query = (page) => new URL(page.url()).searchParams;
const title = (page) => page.locator("#totals h1").innerText();

/** The number in what is said of an answer: "12 passages in …". */
const passages = async (page) => Number((await title(page)).replaceAll(",", "").match(/\d+/)[0]);

test("results come while a query is typed, and the box stays as it is", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/search");
    await page.keyboard.press("/");
    await page.keyboard.type("两个维护", { delay: 20 });
    await page.locator("main mark", { hasText: "两个维护" }).first().waitFor();
    assert.equal(query(page).get("q"), "两个维护");
    assert.equal(await page.locator("#q:focus").inputValue(), "两个维护");
    await visitor.note();
    // In the middle of it, where the caret stays.
    await page.keyboard.press("Home");
    await page.keyboard.type("党建 ");
    await page.waitForURL((url) => url.searchParams.get("q") === "党建 两个维护");
    assert.equal(await page.evaluate(() => document.querySelector("#q").selectionStart), 3);
    await visitor.note();
    // What is not understood yet is said, and mends itself.
    await page.locator("#q").fill("(党建");
    await page.locator(".wrong").waitFor();
    await visitor.note();
    await page.locator("#q").fill("(党建)");
    await page.locator("main mark").first().waitFor();
  }));

test("letters on their way to characters are no query", () =>
  run.visit({ lang: "zh" }, async (visitor, page) => {
    await visitor.go("/search");
    await page.focus("#q");
    const asked = () => visitor.requests.filter((url) => url.includes("/search?")).length;
    const input = await visitor.context.newCDPSession(page);
    for (const letters of ["d", "da", "dang", "dang j", "dang jian"]) {
      await input.send("Input.imeSetComposition", { text: letters, selectionStart: letters.length, selectionEnd: letters.length });
      await page.waitForTimeout(150);
    }
    // Enter chooses the characters, and sends nothing.
    assert.equal(asked(), 0, "nothing is asked for letters");
    await input.send("Input.insertText", { text: "党建" });
    await page.locator("main mark", { hasText: "党建" }).first().waitFor();
    assert.equal(query(page).get("q"), "党建");
  }));

test("counts are clicked: a year, more of them, another field, one left out, all removed", () =>
  run.visit({ width: 1200 }, async (visitor, page) => {
    await visitor.go("/search", { q: "党建" });
    const all = await passages(page);
    await page.locator("svg.bars a").last().click();
    await page.waitForURL((url) => url.searchParams.get("year") !== null);
    const year = query(page).get("year");
    const ofYear = await passages(page);
    assert.ok(ofYear < all, `${ofYear} of ${all}`);
    await visitor.note();
    // A second year widens it again.
    await page.locator(".field.year a.value:not(.on), svg.bars a:not(.on)").last().click();
    await page.locator(".chips a").nth(1).waitFor();
    assert.ok((await passages(page)) > ofYear);
    await visitor.note();
    const role = page.locator(".field.role a.value").first();
    const name = await role.locator(".name").innerText();
    await role.click();
    await page.locator(".chips", { hasText: name }).waitFor();
    await visitor.note();
    await page.locator(".chips a", { hasText: year }).first().click();
    await page.waitForURL((url) => !url.searchParams.getAll("year").includes(year));
    await page.locator(".chips a.all").click();
    await page.locator(".chips").waitFor({ state: "detached" });
    assert.equal(await passages(page), all);
    await page.locator(".field.role a.not").first().click();
    await page.locator(".chips").waitFor();
    assert.ok((await passages(page)) < all);
    await visitor.note();
    // What is narrowed stays narrowed when another query is typed; what is left out stands in the query.
    await visitor.go("/search", { q: "党建", year: "2020.." });
    await page.fill("#q", "两个维护");
    await page.locator("main mark", { hasText: "两个维护" }).first().waitFor();
    await page.locator(".chips").waitFor();
    await visitor.note();
  }));

test("the back button leads through what was seen", () =>
  run.visit({ width: 1200 }, async (visitor, page) => {
    await visitor.go("/");
    await page.fill("#q", "党建");
    await page.press("#q", "Enter");
    await page.waitForURL(/search/);
    const first = await title(page);
    await page.locator(".field.year a").first().click();
    await page.locator(".chips").waitFor();
    const narrowed = await title(page);
    await page.locator("a.number").first().click();
    await page.waitForURL(/report/);
    await page.goBack();
    assert.equal(await title(page), narrowed);
    await page.goBack();
    await page.locator(".chips").waitFor({ state: "detached" });
    assert.equal(await title(page), first);
    assert.equal(await page.inputValue("#q"), "党建");
    await page.goForward();
    await page.locator(".chips").waitFor();
    assert.equal(await title(page), narrowed);
    await page.goBack();
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, "/");
  }));

test("what is typed in one go is one step of the history, and what is deleted again is none", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/search", { q: "党建" });
    const first = await title(page);
    await page.focus("#q");
    await page.keyboard.press("End");
    await page.keyboard.type(" 乡村振兴");
    await page.waitForURL((url) => url.searchParams.get("q") === "党建 乡村振兴");
    await visitor.note();
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get("q") === "党建");
    await page.waitForFunction((first) => document.querySelector("#totals h1").innerText === first, first);
    assert.equal(await page.inputValue("#q"), "党建");
    await page.focus("#q");
    await page.keyboard.press("End");
    await page.keyboard.type("工");
    await page.keyboard.press("Backspace");
    // Whatever was asked for on the way has been answered or given up.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    assert.equal(query(page).get("q"), "党建");
    assert.equal(await title(page), first);
    await visitor.note();
  }));

test("a column of lines is put in order by either side, and as wide as is wanted", () =>
  run.visit({ width: 1200 }, async (visitor, page) => {
    await visitor.go("/search", { q: "党建" });
    await page.getByRole("link", { name: "concordance" }).click();
    const side = async (name) => page.locator(`.lines td.${name}`).allInnerTexts();
    await page.locator(".lines").waitFor();
    await visitor.note();
    const order = (texts) => [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const starts = (texts) => texts.map((text) => text.trim().slice(0, 1));
    const ends = (texts) => texts.map((text) => text.trim().slice(-1));
    await page.getByRole("link", { name: "by the right" }).click();
    await page.waitForURL(/right/);
    const right = starts(await side("right"));
    assert.ok(right.length > 5);
    assert.deepEqual(grouped(right), [...new Set(right)], "beside each other what begins alike");
    await visitor.note();
    await page.getByRole("link", { name: "by the left" }).click();
    await page.waitForURL(/left/);
    const left = ends(await side("left"));
    assert.deepEqual(grouped(left), [...new Set(left)], "beside each other what ends alike");
    assert.notDeepEqual(order(left), left.slice().reverse());
    await visitor.note();
    const width = async () => Math.max(...(await side("right")).map((text) => text.length));
    const before = await width();
    await page.locator(".row nav").nth(1).locator("a:not([aria-current])").last().click();
    await page.waitForLoadState();
    assert.ok((await width()) > before);
    await visitor.note();
  }));

/** One of each run of what is equal. */
const grouped = (texts) => texts.filter((text, number) => text !== texts[number - 1]);

test("reports without it are those that the others are not", () =>
  run.visit({}, async (visitor, page) => {
    const paths = () => page.locator("main .path").allInnerTexts();
    await visitor.go("/search", { q: "两个维护" });
    await page.getByRole("link", { name: "reports", exact: true }).click();
    await page.locator("main .list").waitFor();
    const having = await paths();
    await visitor.note();
    await page.getByRole("link", { name: "reports without it" }).click();
    await page.waitForLoadState();
    const lacking = await paths();
    await visitor.note();
    assert.ok(having.length > 0 && lacking.length > 0);
    assert.deepEqual(having.filter((path) => lacking.includes(path)), []);
    const searched = Number((await page.locator("#totals").innerText()).match(/searched (\d+)/i)[1]);
    assert.ok(having.length + lacking.length <= searched);
  }));

test("what was searched leads to what could not be read, and why", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/search", { q: "两个维护" });
    await page.locator("#totals a").click();
    await page.waitForLoadState();
    assert.match(await page.locator("main").innerText(), /传输中断/);
    await visitor.note();
  }));
