// What makes pages live: all of it works without, too, but for what is remembered of searches.
// Results while typing, keys, and texts to copy. It says nothing on the console, and asks only this server.

/** What was found is looked at for so long before it is remembered, in milliseconds. */
const LOOK = 4000;

const box = document.querySelector("#q");
const form = document.querySelector("#ask");
const live = document.querySelector("#live");
const keys = document.querySelector("#keys");
const main = () => document.querySelector("#main");
const hits = () => [...main().querySelectorAll(".hit")];

// Results while typing.

let asked = null;
let looking = 0;
let isComposing = false;
let isTyping = false;
let here = location.pathname + location.search;

/** The address that the form asks for, without pairs that say nothing. */
function address() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value !== "") url.searchParams.append(name, value);
  }
  return url;
}

/** Shows another page in place: what the box holds and where the caret is stays as it is. */
async function show(url, { push = false, keepsBox = false } = {}) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  let text;
  try {
    const response = await fetch(url, { signal, headers: { accept: "text/html" } });
    if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) return false;
    text = await response.text();
  } catch {
    // Another one was asked for meanwhile, or the server is gone: what is there stays.
    return signal.aborted;
  }
  if (signal.aborted) return true;
  const page = new DOMParser().parseFromString(text, "text/html");
  const next = page.querySelector("#main");
  if (!next) return false;
  // What has the focus, and what is open, is so again.
  const focused = main().contains(document.activeElement) ? document.activeElement.name : "";
  const isOpen = main().querySelector(".options")?.open;
  main().replaceWith(document.adoptNode(next));
  if (isOpen && next.querySelector(".options")) next.querySelector(".options").open = true;
  if (focused) next.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  document.title = page.title;
  for (const part of ["#same", ".switch"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  const hidden = page.querySelectorAll("#ask > input[type=hidden]");
  form.querySelectorAll(":scope > input[type=hidden]").forEach((input) => input.remove());
  form.prepend(...[...hidden].map((input) => document.adoptNode(input)));
  if (!keepsBox) box.value = page.querySelector("#q")?.value ?? "";
  const now = url.pathname + url.search + url.hash;
  if (push) history.pushState(null, "", now);
  else history.replaceState(null, "", now);
  here = url.pathname + url.search;
  ready();
  const said = main().querySelector("#totals")?.textContent.replace(/\s+/g, " ").trim();
  if (said && live.textContent !== said) live.textContent = said;
  return true;
}

/** Remembers a search: reading a page changes nothing, so this is sent by itself. */
function remember(url) {
  clearTimeout(looking);
  if (url.pathname !== "/search" || !url.searchParams.get("q")) return;
  const kept = new URL(url);
  const own = new URLSearchParams();
  for (const name of ["folder", "lang"]) {
    if (kept.searchParams.has(name)) own.set(name, kept.searchParams.get(name));
    kept.searchParams.delete(name);
  }
  for (const name of ["offset", "page", "all"]) kept.searchParams.delete(name);
  const to = `/saved/recent${own.size ? `?${own}` : ""}`;
  const body = new URLSearchParams({ search: kept.pathname + kept.search });
  fetch(to, { method: "POST", body, keepalive: true }).catch(() => {});
}

/** Each character is searched for at once: what was asked for the one before it is given up, here and by the server. */
async function typed() {
  clearTimeout(looking);
  if (isComposing || location.pathname !== "/search") return;
  const url = address();
  const wanted = url.pathname + url.search;
  if (wanted === here) return asked?.abort();
  // One place in the history for all that is typed on; the one before it stays.
  const isShown = await show(url, { push: !isTyping, keepsBox: true });
  if (!isShown || wanted !== here) return;
  isTyping = true;
  looking = setTimeout(() => remember(url), LOOK);
}

box?.addEventListener("compositionstart", () => (isComposing = true));
box?.addEventListener("compositionend", () => {
  isComposing = false;
  typed();
});
box?.addEventListener("input", typed);
form?.addEventListener("submit", (event) => {
  const url = address();
  remember(url);
  if (location.pathname !== "/search" || isComposing) return;
  event.preventDefault();
  const push = !isTyping && url.pathname + url.search !== here;
  isTyping = false;
  show(url, { push, keepsBox: true }).then((isShown) => {
    if (!isShown) location.assign(url);
  });
});
window.addEventListener("popstate", () => {
  const url = new URL(location.href);
  isTyping = false;
  if (url.pathname + url.search === here) return;
  if (url.pathname !== "/search" || !main().querySelector(".search")) location.reload();
  else show(url).then((isShown) => isShown || location.reload());
});

// Options take effect when they are chosen.
document.addEventListener("change", (event) => {
  if (event.target.form === form && event.target !== box) form.requestSubmit();
});

// Keys.

function move(by) {
  const all = hits();
  if (!all.length) return;
  const now = all.indexOf(document.activeElement?.closest(".hit"));
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1);
  all[next].focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

function open() {
  const hit = document.activeElement?.closest(".hit");
  const link = hit?.querySelector("a.number, .source a, a[href]");
  if (link) location.assign(link.href);
  return Boolean(link);
}

/** Presses the link to another hit of a report. */
function follow(rel) {
  main().querySelector(`a[data-key="${rel}"], a[rel="${rel}"]`)?.click();
}

const ACTIONS = {
  "/": () => {
    box.focus();
    box.select();
  },
  j: () => move(1),
  k: () => move(-1),
  o: open,
  n: () => follow("next"),
  N: () => follow("prev"),
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isComposing || keys.open) return;
  if (event.target === box && event.key === "ArrowDown") {
    event.preventDefault();
    move(1);
    return;
  }
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "Enter") {
    if (event.target.matches(".hit") && open()) event.preventDefault();
    return;
  }
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// Texts to copy.

/** What a button copies of its hit, or of its paragraph of a report. */
function copied(kind, of) {
  const { citation, source } = { citation: of.querySelector(".citation")?.textContent, source: of.querySelector(".source")?.textContent, ...of.dataset };
  if (kind === "citation") return citation;
  if (kind === "link") return of.querySelector("a.number, a.at").href;
  const passage = (of.querySelector(".passage") ?? of).cloneNode(true);
  passage.querySelectorAll(".number, .at, .kind, .copies").forEach((beside) => beside.remove());
  return `${passage.textContent.trim()}\n——${source}\n${citation}`;
}

async function copy(button) {
  const of = button.closest(".hit, .para");
  const text = copied(button.dataset.copy, of);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where pages may not write to the clipboard, the text is selected, to be copied by hand.
    getSelection().selectAllChildren(of.querySelector(".citation") ?? of);
    return;
  }
  const said = button.textContent;
  button.textContent = live.dataset.copied;
  live.textContent = live.dataset.copied;
  setTimeout(() => (button.textContent = said), 1500);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button);
});

/** Shows what works only with this script: of a report, below the paragraph that is gone to. */
function ready() {
  // Of a page that is just being loaded nothing is :target yet.
  const here = document.getElementById(location.hash.slice(1))?.closest(".para") ?? main().querySelector(".para.here");
  const ofReport = main().querySelector(".text .copies");
  if (here && ofReport) here.append(ofReport);
  main().querySelectorAll(".hit .copies, .para .copies").forEach((copies) => (copies.hidden = false));
}
window.addEventListener("hashchange", ready);

const showKeys = document.querySelector("#show-keys");
if (showKeys) {
  showKeys.hidden = false;
  showKeys.addEventListener("click", () => keys.showModal());
}
ready();
