// Tasks that people bring, each from the first page to what can be handed in, by mouse and keyboard alone.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { Folder } from "./harness/folder.js";
import { Hands } from "./harness/hands.js";
import { serving } from "./harness/run.js";
import { Server } from "./harness/server.js";
import { unpacked } from "./harness/zip.js";

/** A folder whose name has a blank in it, with some reports that only these tasks need. */
async function start() {
  const folder = await Folder.full();
  await rename(folder.path, join(folder.home, "我的 报告"));
  folder.path = join(folder.home, "我的 报告");
  await folder.write("纪委/2021年纪检监察工作总结.txt", "2021年纪检监察工作总结\n县纪委 2021年12月\n\n一、主要工作\n全年立案30件，处分28人。\n查处违反中央八项规定精神问题，处分6人。\n");
  await folder.write("纪委/2022年纪检监察工作总结.txt", "2022年纪检监察工作总结\n县纪委 2022年12月\n\n一、主要工作\n全年立案41件，处分39人，移送司法机关2人。\n");
  return Server.start(folder);
}

const run = serving({ start });

/** A task: someone begins at the first page, and what he needed is said. */
const task = (number, name, does) =>
  test(`${number}: ${name}`, (t) =>
    run.visit({ width: 1200 }, async (visitor, page) => {
      await visitor.go("/");
      const hands = new Hands(page);
      await does(hands, page, visitor);
      t.diagnostic(`task ${number}: ${hands}`);
    }));

const link = (page, name) => page.locator("main").getByRole("link", { name, exact: true });
const way = (page, name) => page.locator("header nav").getByRole("link", { name, exact: true });
const numbers = (text) => text.replaceAll(",", "").match(/\d+/g).map(Number);
/** How many passages, and reports, a search says there are. */
async function totals(page) {
  const said = numbers(await page.locator("#totals h1").innerText());
  return { passages: said[0], reports: said.at(-1) };
}
/** The rows of the table of figures: cells as they are shown. */
const figures = (page) =>
  page.locator("table.figures tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)));

task(1, "a folder whose name has a blank is asked", async (hands, page) => {
  await hands.search("两个维护");
  assert.ok((await totals(page)).reports > 20);
});

task(2, "how a phrase was put in each year, the oldest first", async (hands, page) => {
  await hands.search("营商环境");
  await hands.click(".options summary");
  await hands.choose(".options select[name=sort]", "oldest");
  await page.waitForURL(/sort=oldest/);
  const years = (await page.locator(".report .about").allInnerTexts()).map((text) => Number(text.match(/\b20\d\d\b/)?.[0] ?? 9999));
  assert.ok(years.length > 3);
  assert.deepEqual(years, [...years].sort((a, b) => a - b));
});

task(3, "three years' passages, whole, with sources, as a Word file", async (hands, page) => {
  await hands.search("乡村振兴 年份:2022..2024");
  const { passages } = await totals(page);
  const [name, bytes] = await hands.take(link(page, "Word"));
  assert.match(name, /乡村振兴.*\.docx$/);
  const text = unpacked(bytes).get("word/document.xml").replace(/<\/w:p>/g, "\n").replace(/<[^>]+>/g, "");
  assert.equal(text.match(/#\d+:\d+-\d+@[0-9a-f.]+/g).length, passages, "a citation each");
  assert.deepEqual(text.match(/^20\d\d$/gm), ["2024", "2023"], "a heading each year of them");
});

task(4, "reports that do not have a phrase", async (hands, page) => {
  await hands.search("两个维护");
  await hands.click(link(page, "reports without it"));
  await page.waitForURL(/without-match/);
  const { reports } = { reports: numbers(await page.locator("#totals h1").innerText())[0] };
  const table = await hands.table(link(page, "CSV"));
  assert.ok(reports > 3);
  assert.equal(table.length - 1, reports);
});

task(5, "what one author said of a matter in each year, and in which years nothing", async (hands, page) => {
  await hands.search("石材产业园");
  await hands.click(page.locator(".field.author a.value", { hasText: "林国栋" }));
  await page.locator(".chips").waitFor();
  await hands.click(link(page, "count by year, organisation …"));
  const table = Object.fromEntries((await figures(page)).slice(2).map(([year, all, reports]) => [year, [all, reports]]));
  assert.deepEqual(table, { 2021: ["1", "0"], 2019: ["1", "0"], 2018: ["1", "1"], 2017: ["1", "0"], 2016: ["1", "0"] });
});

task(6, "all hits as an Excel table", async (hands, page) => {
  await hands.search("党建");
  const { passages } = await totals(page);
  const [name, bytes] = await hands.take(link(page, "Excel"));
  assert.equal(name, "党建.xlsx");
  assert.equal(unpacked(bytes).get("xl/worksheets/sheet1.xml").match(/<row /g).length - 1, passages);
});

task(7, "a report of which some, partly wrong, words are remembered", async (hands, page) => {
  await hands.search("石材企业二期技术改造投资");
  await hands.click(link(page, "loosely"));
  await page.waitForURL(/loose/);
  assert.match(await page.locator(".report").first().innerText(), /石材企业二期技改投资/);
});

task(8, "which version is the newest, and in what they differ", async (hands, page) => {
  await hands.search("旧城改造");
  await hands.click(page.locator(".report", { hasText: "述职报告定稿.txt" }).locator("h2 a"));
  await page.waitForURL(/report\?/);
  const rows = await page.locator(".versions tbody tr").allInnerTexts();
  assert.match(rows[0], /定稿/);
  await hands.click(page.locator(".versions tbody tr", { hasText: "v1" }).locator("a").last());
  await page.locator("table.compared").waitFor();
  assert.match(await page.locator(".compared").innerText(), /二十[三五]户/);
});

task(9, "a wrong author and year are corrected, and the counts follow", async (hands, page) => {
  await hands.search("河湖长责任");
  await hands.click(page.locator(".report h2 a").first());
  await hands.click("details.known summary");
  for (const [field, value] of [["author", "孙晓岚"], ["year", "2020"]]) {
    await hands.click(`#correct-${field}`);
    await hands.press("Control+a");
    await hands.type(value);
  }
  await hands.press("Enter");
  await page.locator("table.changes").waitFor();
  await hands.search("河湖长责任");
  assert.deepEqual(await page.locator(".field.author .name").allInnerTexts(), ["孙晓岚"]);
  assert.match(await page.locator(".field.year").innerText(), /2020/);
});

test("10: a stick under another letter, of which only one folder is searched", async (t) => {
  const folder = await Folder.empty();
  for (const year of [2016, 2017, 2018]) await folder.write(`${year}/总结.txt`, `${year}年工作总结\n\n一、党建\n抓党建促发展。\n`);
  const yesterday = await Server.start(folder);
  yesterday.child.kill("SIGINT");
  await once(yesterday.child, "exit");
  await rename(folder.path, join(folder.home, "F盘"));
  folder.path = join(folder.home, "F盘");
  const server = await Server.start(folder);
  const page = await run.browser.newPage();
  await page.goto(server.origin);
  const hands = new Hands(page);
  await hands.search("党建 路径:2016");
  assert.equal((await totals(page)).reports, 1);
  assert.deepEqual(await page.locator(".report .path").allInnerTexts(), ["2016/总结.txt"]);
  t.diagnostic(`task 10: ${hands}`);
  await page.close();
  await server.stop();
});

task(11, "every file on the disk is accounted for", async (hands, page) => {
  await hands.click(way(page, "the folder"));
  await page.locator("dl.facts").waitFor();
  const [all, ...parts] = numbers((await page.locator("dl.facts dd").first().innerText()));
  assert.equal(parts.reduce((sum, n) => sum + n), all);
  await hands.click(page.locator("main table.values a").first());
  await page.locator("table.problems").waitFor();
  const table = await hands.table(link(page, "CSV"));
  const listed = new Set(table.slice(1).map((row) => row[0]));
  const entries = await readdir(run.server.folder.path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(run.server.folder.path.length + 1));
  const reports = files.filter((file) => !file.startsWith(".baogao/"));
  assert.ok(reports.length > 30);
  // Of an archive each file in it is.
  const isListed = (file) => listed.has(file) || [...listed].some((path) => path.startsWith(`${file}/`));
  assert.deepEqual(reports.filter((file) => !isListed(file)), []);
});

task(12, "reports since a year that lack a phrase, by organisation and year, with shares", async (hands, page) => {
  await hands.click(way(page, "count"));
  await hands.click("#queries");
  await hands.type("两个维护");
  await hands.choose("select[name=by]", "org");
  await hands.choose("select[name=and]", "year");
  await hands.click(".every-filter summary");
  await hands.click("#filter-year");
  await hands.type("2018..");
  await hands.click(page.getByLabel("reports that lack it"));
  await hands.click("main button.first");
  await page.waitForURL(/without=true/);
  const shown = await figures(page);
  const [head, ...rows] = await hands.table(link(page, "CSV"));
  assert.deepEqual(head, ["org", "year", "of reports", "reports", "share", "passages"]);
  assert.equal(rows.length, shown.length - 2);
  for (const [, year, of, reports, share] of rows) {
    assert.ok(year === "unknown" || Number(year) >= 2018);
    assert.equal(Number(share).toFixed(4), (reports / of).toFixed(4));
  }
  assert.ok(rows.some((row) => Number(row[3]) > 0));
});

task(14, "evidence with its citation, looked at again when its file has changed", async (hands, page, visitor) => {
  visitor.expects(400);
  await hands.search("移送司法机关");
  await hands.click(".hit .cite summary");
  const citation = (await page.locator(".hit .citation").first().innerText()).trim();
  const standing = async () => {
    await hands.press("/");
    await hands.paste(citation);
    await hands.press("Enter");
    await hands.click(page.getByRole("link", { name: "how what it cites stands now" }));
    await page.waitForURL(/report\?report=/);
    return page.locator("[role=status].note").innerText();
  };
  assert.match(await standing(), /as cited/i);
  const file = "纪委/2022年纪检监察工作总结.txt";
  await run.server.folder.write(file, "2022年纪检监察工作总结\n县纪委 2022年12月\n\n一、主要工作\n全年立案41件，处分40人。\n");
  assert.match(await standing(), /no longer holds/);
  // All that was exported is looked at together.
  await hands.search("处分");
  const kept = join(run.server.folder.home, "evidence.csv");
  await writeFile(kept, (await hands.take(link(page, "CSV")))[1]);
  await run.server.folder.write(file, "2022年纪检监察工作总结\n县纪委 2022年12月\n\n一、主要工作\n全年立案41件。\n");
  await hands.click(way(page, "the folder"));
  await hands.click(link(page, "check citations"));
  await hands.file("input[type=file]", kept);
  await hands.click("main button.first");
  const stand = await page.locator("#totals tbody tr").allInnerTexts();
  assert.ok(stand.some((row) => /2021年.*as cited/s.test(row)) && stand.some((row) => /2022年.*no longer holds/s.test(row)), stand.join("\n"));
});

task(17, "a number in a phrase, as a column of a table", async (hands, page, visitor) => {
  visitor.expects(400);
  await hands.search("处分([0-9]+)人");
  await hands.click(".options summary");
  await hands.choose(".options select[name=mode]", "regex");
  await page.waitForURL(/regex|mode=/);
  await hands.click(link(page, "concordance"));
  await page.locator("table.lines").waitFor();
  const [head, ...rows] = await hands.table(link(page, "CSV"));
  const [group, path] = [head.indexOf("group 1"), head.indexOf("path")];
  const found = rows.filter((row) => row[path].startsWith("纪委/2021")).map((row) => row[group]);
  assert.deepEqual(found.sort(), ["28", "6"]);
});

task(18, "reports that have no section of a kind", async (hands, page) => {
  await hands.click(way(page, "browse"));
  await hands.click(link(page, "all reports"));
  await page.waitForURL(/\/read/);
  await hands.click(".every-filter summary");
  await hands.click("#filter-without-section");
  await hands.type("廉洁自律");
  await hands.press("Enter");
  await page.waitForURL(/without-section/);
  const reports = await page.locator("article").count();
  assert.ok(reports > 3);
  const rows = (await hands.table(link(page, "CSV"))).slice(1);
  assert.ok(new Set(rows.map((row) => row[0])).size >= reports);
});

task(19, "what has changed since the last time, file by file", async (hands, page) => {
  await hands.click(way(page, "the folder"));
  await hands.click(link(page, "what has changed since"));
  const [, then] = await hands.take(link(page, "keep it (CSV)"));
  const kept = join(run.server.folder.home, "then.csv");
  await writeFile(kept, then);
  await run.server.folder.write("新来的/总结.txt", "2024年工作总结\n新来的一篇。\n");
  await rm(join(run.server.folder.path, "定稿/述职报告v1.txt"));
  await hands.file("input[type=file]", kept);
  await hands.click("main button.first");
  await page.locator("#totals").waitFor();
  const rows = await page.locator("table.problems tbody tr").allInnerTexts();
  assert.ok(rows.some((row) => /新来的\/总结\.txt\s+added/.test(row)) && rows.some((row) => /v1\.txt\s+removed/.test(row)), rows.join("\n"));
  await hands.file("input[type=file]", kept);
  const table = await hands.table(page.getByRole("button", { name: "CSV" }));
  assert.deepEqual(table.slice(1).map((row) => row[1]).sort(), rows.map((row) => row.split("\t")[1]).sort());
});

task(20, "a phrase by year, relative to the reports of the year, years of none included", async (hands, page) => {
  await hands.click(way(page, "count"));
  await hands.click("#queries");
  await hands.type("放管服");
  await hands.click("main button.first");
  await page.waitForURL(/queries=/);
  const rows = await figures(page);
  assert.deepEqual(rows.find((row) => row[0] === "2016").slice(1), ["1", "0", "0.0%", "0"]);
  const table = await hands.table(link(page, "CSV"));
  assert.ok(table.some((row) => row[1] === "2016" && row[2] === "0"));
});

task(21, "a concordance of all hits, with sources that can be traced", async (hands, page) => {
  await hands.search("发展");
  await hands.click(link(page, "concordance"));
  await page.locator("table.lines").waitFor();
  const [head, ...rows] = await hands.table(link(page, "CSV"));
  const [matched, citation] = [head.indexOf("matched"), head.indexOf("citation")];
  assert.ok(rows.length > 20);
  for (const row of rows) assert.ok(row[matched].replace(/\s/g, "").length >= 2 && /#\d+:\d+-\d+@/.test(row[citation]), row.join());
});

task(22, "247 queries of a file, counted by year, in one table", async (hands, page) => {
  const file = join(run.server.folder.home, "查询.txt");
  await writeFile(file, Array.from({ length: 247 }, (_, number) => `第${number + 1}条\t党建 OR "第${number}项任务"\n`).join(""));
  await hands.click(way(page, "count"));
  await hands.file("input[type=file]", file);
  await hands.click("main button.first");
  await page.locator("table.figures th", { hasText: "第247条" }).waitFor();
  const shown = await figures(page);
  assert.equal(shown.length, 1 + 1 + 247);
  const [head, ...rows] = await hands.table(page.locator(".pass-on").getByRole("button", { name: "CSV" }));
  assert.equal(head.length, 2 + 3 * 247);
  // Labels on pages begin with a capital.
  assert.deepEqual(shown[0].slice(2).map((label) => label.toLowerCase()), rows.map((row) => row[0]));
});
