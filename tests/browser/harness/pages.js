// All pages of a server, as its links lead to them.

/** Addresses that lead to no page: programs' answers, files, what pages load. */
const NO_PAGES = /^\/(api|assets|original|export)(\/|$)/;

/** What a page may show that others don't: its path alone… */
export const byPath = (address) => [address.pathname];

/** … and with each name of what is asked of it. */
export function byQuestion(address) {
  return ["", ...new Set(address.searchParams.keys())].map((name) => `${address.pathname}?${name}`);
}

/**
 * Addresses of pages of all `kinds` (`ofKind` of each), by links from the first ones on, in one language; what is no page is
 * left out. `look` is called while each is shown, with the response that brought it.
 */
export async function everyPage(visitor, lang, { from = ["/"], kinds = byQuestion, ofKind = 2, look = async () => {} } = {}) {
  const wanted = from.map((path) => visitor.server.at(path));
  const seen = new Map();
  const found = [];
  const asked = new Set();
  while (wanted.length > 0) {
    const address = new URL(wanted.shift());
    address.hash = "";
    const fresh = kinds(address).filter((kind) => (seen.get(kind) ?? 0) < ofKind);
    if ((address.searchParams.get("lang") ?? lang) !== lang) continue;
    if (asked.has(address.href) || fresh.length === 0 || NO_PAGES.test(address.pathname)) continue;
    asked.add(address.href);
    const head = await visitor.context.request.head(address.href);
    if (!head.headers()["content-type"]?.startsWith("text/html") || head.headers()["content-disposition"]) continue;
    for (const kind of kinds(address)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
    found.push(address.href);
    const page = visitor.page;
    const response = await page.goto(address.href);
    // Links of pictures have no address as text but by this.
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => new URL(link.getAttribute("href"), document.baseURI).href));
    wanted.push(...links.filter((link) => link.startsWith(`${visitor.server.origin}/`)));
    await look(page, response);
  }
  return found;
}
