// All pages of a server, as its links lead to them.

/** Addresses that lead to no page: programs' answers, files, what pages load. */
const NO_PAGES = /^\/(api|assets|original|export)(\/|$)/;

/** What makes two addresses alike: the path without what names a report, and the names of the pairs. */
function kind(address) {
  const names = [...new Set(address.searchParams.keys())].sort();
  return `${address.pathname.split("/").slice(0, 2).join("/")}?${names}`;
}

/**
 * Addresses of pages of every kind (`ofKind` of each), by links from the first ones on, in one language; what is no page is
 * left out.
 */
export async function everyPage(visitor, lang, { from = ["/"], ofKind = 2 } = {}) {
  const wanted = from.map((path) => visitor.server.at(path));
  const kinds = new Map();
  const found = [];
  const asked = new Set();
  while (wanted.length > 0) {
    const address = new URL(wanted.shift());
    address.hash = "";
    const of = kinds.get(kind(address)) ?? 0;
    if ((address.searchParams.get("lang") ?? lang) !== lang) continue;
    if (asked.has(address.href) || of >= ofKind || NO_PAGES.test(address.pathname)) continue;
    asked.add(address.href);
    const head = await visitor.context.request.head(address.href);
    if (!head.headers()["content-type"]?.startsWith("text/html") || head.headers()["content-disposition"]) continue;
    kinds.set(kind(address), of + 1);
    found.push(address.href);
    const page = visitor.page;
    await page.goto(address.href);
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
    wanted.push(...links.filter((link) => link.startsWith(`${visitor.server.origin}/`)));
  }
  return found;
}
