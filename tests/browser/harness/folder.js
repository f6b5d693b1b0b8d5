// Folders of reports that are made for one run: a copy of the sample, and reports that only these tests need.

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));

/** The program: as cargo built it for the test that started these, else the release build. */
export const PROGRAM = process.env.BAOGAO ?? join(PROJECT, "target/release/baogao");

/** A place of the project. */
export const project = (path) => join(PROJECT, path);

/** What would run if it were taken for code: as title, author, heading, text and in a file's name. */
export const HOSTILE = {
  script: `<script>window.ran="script"</script>`,
  attribute: `"onx=" onmouseover="window.ran='attribute'" autofocus onfocus="window.ran='focus'`,
  title: `</title><script>window.ran="title"</script><title>`,
  template: `{{7*7}}`,
  turned: `\u202Egnihton`,
  image: `<img src=x onerror="window.ran='image'">`,
};

/** The path of the hostile report. A name holds no "/", so that one closes nothing. */
export const HOSTILE_FILE = `"onx=<img src=x onerror=window.ran=1>{{7*7}}\u202Egnihton&amp;#1.md`;

const MADE = {
  "定稿/述职报告v1.txt": version("二十三", "稳步推进", ""),
  "定稿/述职报告v2.txt": version("二十五", "稳步推进", ""),
  "定稿/述职报告定稿.txt": version("二十五", "扎实推进", "新建口袋公园三处，群众满意度大幅提高。\n"),
  // Seven hits in one report.
  "河长/河长制工作总结.txt":
    "2021年度河长制工作总结\n柳河街道办事处主任 钱文彬\n\n" +
    ["一、工作开展情况", "二、存在不足", "三、下一步打算"]
      .map((heading, part) => `${heading}\n` + ["清淤", "巡查", "保洁"].slice(0, part === 0 ? 3 : 2)
        .map((work, number) => `第${part + 1}${number + 1}项，压实河湖长责任，抓好河道${work}。\n`).join(""))
      .join(""),
  [`怪名/${HOSTILE_FILE}`]:
    `# 2023年度述职报告\n\n## 一、${HOSTILE.script}党建工作\n\n党建工作${HOSTILE.script}扎实，${HOSTILE.attribute}，${HOSTILE.turned}。\n\n` +
    `## 二、${HOSTILE.template}存在不足\n\n学习不够${HOSTILE.template}深入，${HOSTILE.image}，党建抓得不紧。\n`,
  "怪名/空字符.txt": `2023年度述职报告\n一、党建工作\n党建\u0000工作抓得不紧${HOSTILE.title}。\n`,
  "metadata.csv":
    "文件,标题,作者,单位,年份\n" +
    [`怪名/*.md`, HOSTILE.title, HOSTILE.image, HOSTILE.attribute, "2023"].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") +
    "\n",
};

function version(households, pace, more) {
  return `2022年度述职报告\n柳河街道办事处主任 钱文彬\n\n一、旧城改造\n完成旧城改造${households}户，老旧小区改造${pace}。\n` +
    `${more}二、存在不足\n调查研究不够深入，统筹协调能力有待提高。\n三、下一步打算\n加强学习，改进作风，抓好旧城改造收尾。\n`;
}

/** A folder of its own, deleted by `remove`. */
export class Folder {
  static async empty() {
    const home = await mkdtemp(join(tmpdir(), "baogao-browser-"));
    await mkdir(join(home, "报告"));
    return new Folder(home);
  }

  /** A copy of the sample. */
  static async sample() {
    const folder = await Folder.empty();
    await cp(project("corpus-sample"), folder.path, { recursive: true });
    await rm(join(folder.path, ".baogao"), { recursive: true, force: true });
    return folder;
  }

  /** A copy of the sample, with versions of one report and a hostile one. */
  static async full() {
    const folder = await Folder.sample();
    for (const [path, text] of Object.entries(MADE)) await folder.write(path, text);
    return folder;
  }

  constructor(home) {
    this.home = home;
    this.path = join(home, "报告");
  }

  async write(path, text) {
    const file = join(this.path, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async remove() {
    await rm(this.home, { recursive: true, force: true });
  }
}
