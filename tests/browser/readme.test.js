// The README's pictures: of these pages, small, and whole. BLESS=1 draws them anew.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { Folder, project } from "./harness/folder.js";
import { serving } from "./harness/run.js";
import { Server } from "./harness/server.js";

const run = serving({ start: async () => Server.start(await Folder.sample()) });

/** What a picture may weigh, in bytes: whoever looks at the README loads it. */
const MAX_BYTES = 150_000;
const SIZE = { width: 1100, height: 640 };

for (const [lang, picture, readme] of [["en", "docs/page.png", "README.md"], ["zh", "docs/page.zh.png", "README.zh.md"]]) {
  test(`${readme} shows the page of a search`, () =>
    run.visit({ lang, ...SIZE }, async (visitor, page) => {
      await visitor.go("/search", { q: "两个维护 OR 两个确立" });
      assert.ok((await page.locator("main mark").count()) > 5);
      const drawn = await page.screenshot({ fullPage: false });
      if (process.env.BLESS) await writeFile(project(picture), drawn);
      const kept = await readFile(project(picture));
      assert.deepEqual([kept.readUInt32BE(16), kept.readUInt32BE(20)], [SIZE.width, SIZE.height]);
      assert.ok(kept.length <= MAX_BYTES, `${kept.length} bytes`);
      assert.ok((await readFile(project(readme), "utf8")).includes(`(${picture})`));
    }));
}
