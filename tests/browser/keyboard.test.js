// All of it by keyboard alone: what has the focus is seen, and keys of its own make it fast.

import assert from "node:assert/strict";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving();

/** Presses Tab until something that `isIt` says yes to (in the page) has the focus; `most` times at most. */
async function tabTo(page, isIt, most = 120) {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`((focused) => ${isIt})(document.activeElement)`)) return pressed + 1;
  }
  throw new Error(`Tab leads to nothing such as ${isIt}`);
}

/** What has the focus is seen to have it. */
async function isOutlined(page) {
  const style = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    const { width, height } = document.activeElement.getBoundingClientRect();
    return { outlineStyle, outlineWidth, width, height, what: document.activeElement.outerHTML.slice(0, 120) };
  });
  assert.ok(style.outlineStyle !== "none" && style.width > 0 && style.height > 0, JSON.stringify(style));
}

test("a search, a filter, a hit and the way back, by Tab and Enter", () =>
  run.visit({ width: 1200 }, async (visitor, page) => {
    await visitor.go("/search");
    await page.keyboard.press("Tab");
    await isOutlined(page);
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", "the first is to the content");
    await tabTo(page, "focused.id === 'q'");
    await page.keyboard.type("党建");
    await page.keyboard.press("Enter");
    await page.locator("main mark").first().waitFor();
    await tabTo(page, "focused.closest('.field.year')");
    await page.keyboard.press("Enter");
    await page.locator(".chips").waitFor();
    await tabTo(page, "focused.closest('.chips')");
    await isOutlined(page);
    await page.keyboard.press("Enter");
    await page.locator(".chips").waitFor({ state: "detached" });
    await tabTo(page, "focused.matches('a.number')");
    await isOutlined(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/report/);
    await page.goBack();
    await page.locator("main mark").first().waitFor();
  }));

test("keys of its own: to the box, from hit to hit, into a report, and what keys there are", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/search", { q: "党建" });
    const hit = () => page.evaluate(() => [...document.querySelectorAll(".hit")].indexOf(document.activeElement.closest(".hit")));
    for (const [key, at] of [["j", 0], ["j", 1], ["j", 2], ["k", 1]]) {
      await page.keyboard.press(key);
      assert.equal(await hit(), at, key);
    }
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.press("ArrowDown");
    assert.equal(await hit(), 0);
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/report/);
    await page.keyboard.press("n");
    await page.goBack();
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await page.waitForURL(/report/);
    // In a box, letters are letters.
    await page.keyboard.press("/");
    await page.keyboard.type("jkon");
    assert.match(await page.inputValue("#q"), /jkon/);
  }));

test("Tab goes through every page, and everything on it is seen when it has the focus", () =>
  run.visit({}, async (visitor, page) => {
    for (const path of ["/", "/search?q=河湖长责任", "/report?report=河长/河长制工作总结.txt&q=河湖长责任", "/browse", "/corpus", "/saved"]) {
      await visitor.go(path);
      const seen = new Set();
      for (let pressed = 0; pressed < 25; pressed++) {
        await page.keyboard.press("Tab");
        const is = await page.evaluate(() => (document.activeElement === document.body ? null : document.activeElement.outerHTML));
        if (is === null) break;
        await isOutlined(page);
        seen.add(is);
      }
      assert.ok(seen.size > 5, path);
    }
  }));
