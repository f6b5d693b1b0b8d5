// A server and a browser for one file of tests, stopped when they are through.

import { after, before } from "node:test";

import { launch, Visitor } from "./browser.js";
import { Server } from "./server.js";

/** What a file of tests runs on; `come` gives it someone who looks at the pages. */
export function serving({ flags = [], start = () => Server.full() } = {}) {
  const run = {
    come: (options) => Visitor.come(run.browser, run.server, options),
    /** Someone comes, does what is to be done, and leaves: then all is looked through that went on. */
    async visit(options, does) {
      const visitor = await run.come(options);
      await does(visitor, visitor.page);
      await visitor.leave();
    },
  };
  before(async () => {
    [run.server, run.browser] = await Promise.all([start(), launch(flags)]);
  });
  after(async () => {
    await run.browser?.close();
    await run.server?.stop();
  });
  return run;
}
