// Searches that are saved under a name, those of late, and the file that they are.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { serving } from "./harness/run.js";

const run = serving();

test("a search is saved under a name, found again, taken along and forgotten", () =>
  run.visit({ width: 1200 }, async (visitor, page) => {
    await visitor.go("/search", { q: "党建", year: "2020..2023", within: "section" });
    const before = await page.locator("#totals").innerText();
    await page.locator(".pass-on summary").click();
    await page.fill(".pass-on input[name=name]", `党建 <b>"近年"`);
    await page.locator(".pass-on form button").click();
    await page.waitForLoadState();
    await visitor.go("/saved");
    await page.getByRole("link", { name: `党建 <b>"近年"` }).click();
    assert.equal(await page.locator("#totals").innerText(), before);
    assert.equal(new URL(page.url()).searchParams.get("within"), "section");
    await visitor.go("/saved");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("main a[download]").click()]);
    assert.ok((await readFile(await download.path(), "utf8")).includes("近年"));
    await page.locator("main li form button").first().click();
    await page.waitForLoadState();
    assert.equal(await page.getByRole("link", { name: "近年" }).count(), 0);
  }));

test("searches that were sent are there as those of late, until they are forgotten", () =>
  run.visit({}, async (visitor, page) => {
    await visitor.go("/search");
    await page.fill("#q", "两个维护");
    await page.press("#q", "Enter");
    await page.locator("main mark").first().waitFor();
    await page.waitForLoadState("networkidle");
    await visitor.go("/saved");
    const link = page.locator("main ul.list a", { hasText: "两个维护" });
    assert.equal(await link.count(), 1);
    await link.click();
    await page.locator("main mark").first().waitFor();
    await visitor.go("/saved");
    await page.locator("main button", { hasText: /forget/i }).first().click();
    await page.waitForLoadState();
    assert.equal(await page.locator("main ul.list a", { hasText: "两个维护" }).count(), 0);
  }));
