// Pictures of every page, to be looked at: PICTURES=FOLDER node pictures.js [ADDRESS…]

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { launch, Visitor } from "./harness/browser.js";
import { everyPage } from "./harness/pages.js";
import { Server } from "./harness/server.js";

const FROM = ["/", "/search?q=党建", "/search?q=两个维护&year=2021.."];
const WIDTHS = [390, 1024, 1600];

/** Of a page that is longer, no more is drawn than this, in pixels. */
const MAX_HEIGHT = 2400;

const folder = process.env.PICTURES ?? "pictures";
await mkdir(folder, { recursive: true });
const given = process.argv.slice(2);
const server = await Server.full();
const browser = await launch();
try {
  for (const lang of ["en", "zh"]) {
    const walker = await Visitor.come(browser, server, { lang });
    const addresses = given.length > 0 ? given.map((path) => server.at(path)) : await everyPage(walker, lang, { from: FROM, ofKind: 1 });
    await writeFile(join(folder, `${lang}.txt`), addresses.map((address, number) => `${number} ${decodeURI(address)}\n`).join(""));
    for (const scheme of ["light", "dark"]) {
      for (const width of WIDTHS) {
        const visitor = await Visitor.come(browser, server, { lang, scheme, width });
        for (const [number, address] of addresses.entries()) {
          await visitor.page.goto(address);
          const height = await visitor.page.evaluate(() => document.documentElement.scrollHeight);
          const path = join(folder, `${String(number).padStart(2, "0")}-${lang}-${scheme}-${width}.png`);
          await visitor.page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT) } });
        }
        await visitor.context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
