// All of it without script: forms and links do what script only makes faster.

import assert from "node:assert/strict";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving();

test("a tour of all pages without script", () =>
  run.visit({ lang: "zh", width: 1200, javaScriptEnabled: false }, async (visitor, page) => {
    const title = () => page.locator("#totals h1").textContent();
    await visitor.go("/");
    await page.fill("#q", "党建");
    await page.locator("#ask button").click();
    await page.waitForURL(/search/);
    const all = await title();
    await page.locator(".field.year a").first().click();
    await page.locator(".chips").waitFor();
    assert.notEqual(await title(), all);
    await page.locator(".chips a").first().click();
    assert.equal(await title(), all);
    await page.locator(".options summary").click();
    await page.locator(".options select[name=within]").selectOption("report");
    await page.locator(".options button").click();
    await page.waitForURL(/within=report/);
    await page.goBack();
    await page.locator(".tabs a").nth(1).click();
    await page.locator("table.lines").waitFor();
    await page.goBack();
    await visitor.go("/search", { q: "河湖长责任" });
    await page.locator(".hit a.number").first().click();
    await page.locator("a.next-hit").click();
    assert.deepEqual((await page.locator(".which").textContent()).match(/\d+/g), ["2", "7"]);
    await page.locator("a.previous-hit").click();
    await page.locator(".outline a").last().click();
    await page.locator("details.known summary").click();
    await page.fill("#correct-author", "孙晓岚");
    await page.locator("form.correct button").click();
    assert.match(await page.locator("table.changes").textContent(), /孙晓岚/);
    for (const name of ["browse", "corpus", "problems", "saved", "help", "compare", "since", "citations", "read?author=孙晓岚"]) {
      await visitor.go(`/${name}`);
      assert.ok((await page.locator("main").textContent()).trim().length > 20, name);
    }
    await visitor.go("/count");
    await page.locator("input[type=file]").setInputFiles({ name: "查询.txt", mimeType: "text/plain", buffer: Buffer.from("党建\n两个维护\n") });
    await page.locator("main button.first").click();
    await page.locator("table.figures th a", { hasText: "两个维护" }).waitFor();
    // Of what works only with script, nothing is shown.
    await visitor.go("/search", { q: "党建" });
    assert.equal(await page.locator(".copies:visible, #show-keys:visible").count(), 0);
  }));
