// Mouse and keyboard, and how often they are used.

/** Does what people do at a page, and counts it: a choice in a list or in the system's dialog for files is two clicks. */
export class Hands {
  constructor(page) {
    Object.assign(this, { page, clicks: 0, keys: 0 });
  }

  async click(what) {
    this.clicks += 1;
    await (typeof what === "string" ? this.page.locator(what).first() : what).click();
  }

  async press(...keys) {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** Types where the focus is: characters that come by way of others count as one each. */
  async type(text) {
    this.keys += [...text].length;
    await this.page.keyboard.insertText(text);
  }

  /** Pastes what was copied before. */
  async paste(text) {
    this.keys += 1;
    await this.page.keyboard.insertText(text);
  }

  async choose(list, value) {
    this.clicks += 2;
    await this.page.locator(list).selectOption(value);
  }

  async file(place, file) {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.click(place)]);
    this.clicks += 2;
    await chooser.setFiles(file);
  }

  /** Searches from wherever one is. */
  async search(query) {
    await this.press("/");
    await this.type(query);
    await this.press("Enter");
    await this.page.waitForURL((url) => url.searchParams.get("q") === query);
    await this.page.locator("#totals").waitFor();
  }

  /** Clicks what gives a file, and gives its name and bytes. */
  async take(what) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.click(what)]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return [download.suggestedFilename(), Buffer.concat(chunks)];
  }

  /** The same of a table, as rows of cells. */
  async table(what) {
    const [, bytes] = await this.take(what);
    return rows(bytes.toString().replace(/^\uFEFF/, ""));
  }

  toString() {
    return `${this.clicks} clicks, ${this.keys} keys`;
  }
}

/** The rows of a CSV. */
function rows(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}
