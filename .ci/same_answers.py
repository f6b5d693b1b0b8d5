#!/usr/bin/env python3
"""Whether two programs baogao behave the same: they are given the same command lines, and their answers compared.

    .ci/same_answers.py OLD NEW [--corpus FOLDER]

Each program has a stage: folders of reports, copied with their dates, and whatever else its command lines make. While a
stage is used it lies where all stages do, so that the same paths are printed. There lines of shell are run one after
another; standard output, standard error and exit code must be the same byte by byte, but for MASKS. In three parts:
lines that change something; lines that only read an index; some of these by each program on the other's stage, whose
index must give it the answers of its own. Exit code 1 if anything differs.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import combinations, cycle, product
from pathlib import Path
from shlex import quote, split

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "corpus-sample"
CORPUS = PROJECT / "../shared/corpus/gov-reports"
MAX_PLACES, MAX_FILES = 12, 400
# Of the lines that read one of so many is run on the other's index: a prime, so that all kinds of them come up.
EVERY = 17
SHOWN_LINES = 20

# What two runs of one program do not have in common, each with what it stands beside.
MASKS = [(re.compile(pattern, re.MULTILINE), mask) for pattern, mask in [
    # JSON: how long it took, when it was indexed, and the size of the index (threads share the reports out by chance).
    (r'"(took_us|indexed_at|index_bytes)":\d+', r'"\1":#'),
    # "indexed 32 of 34 files, 426 passages, 190 kB in 0.3 s"
    (r"(B in |B，用时 )\d+\.\d(?= s\b| 秒)", r"\1#"),
    # Of status: the size of the index, and its age.
    (r"^(  (?:index|索引) +\S+, )[\d.]+ [kM]?B$", r"\1#"),
    (r"^(  (?:indexed|建立时间) +)[\w ]+(?=, schema version |，索引格式版本 )", r"\1#"),
    # What a score is made of, in JSON: the last digit depends on the order in which it was summed up.
    (r'("count":\d+,"score":)(\d+\.\d+)', lambda match: f"{match[1]}{float(match[2]):.3f}"),
    # Parts of an index are named at random.
    (r"\b[0-9a-f]{32}(?=\.\w)", "#"),
    # How far a build is, every five seconds.
    (r"^  (?:\d+ of \d+ files, .* s left|\d+ 个文件中已完成 \d+ 个，.*，约剩 \d+ 秒)\n", ""),
]]


def items(text):
    """What two or more blanks, or the end of a line, part."""
    return re.split(r"  +|\n", text.strip())


QUERIES = items("""
两个维护  放管服改革  “放管服”改革  党建 发展  改革 OR 创新  乡村振兴  工 作 报 告  兩個維護  ＧＤＰ  党  三重一大  没有的话  两个维护 四个意识  脱贫攻坚 廉洁自律  党建 AND 项目  党建 且 项目
脱贫 或 乡村振兴  脱贫｜乡村振兴  脱贫|振兴  两个维护 -四个意识  改革 NOT 放管服  改革 非 放管服  （脱贫 或 乡村振兴）改革  (脱贫 OR 振兴) -author:林国栋 year:2022..
"党建 招商"~20  "招商 党建"~30 或 全面…治党  党建 ->10 工作  改革 －>30 发展  "改革 发展"~s  “改革 发展”～句  全面*治党  从?治党  从??治党  年*增长*%  「两个确立」  "OR"
author:林国栋 党建  作者：韩立华 发展  author:unknown 改革  year:2021  year:2020..2022 放管服  年份:2021 改革  role:书记 党建  职务:市长 发展
section:廉洁自律 规定  章节：工作回顾 增长  org:清河县 改革  单位:七台河市 改革  format:txt 改革  title:述职 党建  标题:报告 改革  path:2021 改革  路径:2020 发展  两个维护 -year:2020
6.8%  哪个县怎样压缩企业开办时间？  [0-9]+个村  党.{2}工作  发改局""")
# Of these each folder has some passages.
COMMON = QUERIES[:11]
WRONG_QUERIES = ["", " "] + items("""
，  OR  -  党建 OR  NOT  (党建  党建)  ()  "党建  党建 |  ->3 党建  党建 ->3  "党建"~3  党建 ~  "" 党建  党建 ，  党建 OR OR 招商  year:去年 党建
year:2022..2018 党建  year: 党建  author:， 党建  (党建 招商) ->3 改革""")
FORMS = [""] + items("""
--json  --jsonl  --csv  --markdown  -l  -c  --kwic  --kwic 8 --kwic-sort left  --kwic=12 --kwic-sort right  --explain
--explain --json  --facets""")
FILTERS = items("""
--year 2020  --year 2018..2022  --year 2018..  --year ..2019  --年份 ２０２０～２０２１  --year 2020,2022  --year 去年
--year 2019 --year 2021  --year 2022..2018  --year 1234  --year unknown  --author 林国栋  --作者 林國棟  --author 未知
--author 林国栋,韩立华  --author 林国栋、周雅琴  --author ，  --role 书记  --职务 党工委书记  --role 政府  --org 清河县  --format text,md  --格式 文本  --section 廉洁自律  --章节 工作回顾
--section 一、2018年工作回顾  --section ，  --单位 市  --title 述职  --标题 工作报告  --path 2021  --路径 县  --no-boilerplate
--unknown year  --unknown author,org  --unknown 作者  --unknown title  --year 2020.. --role 市长 --section 工作""")
SHAPES = items("""
--limit 1  --limit 0  --limit 1000 --passages 1000  --limit 2 --offset 2  --offset 9999  --limit -1  --limit many
--passages 0  --passages 1  -C 1  --context 3  -C none  --sort year  --sort path  --sort size  --group section
--group none  --group section --sort year --limit 3  --group none --sort path --offset 1  --group all  --within section
--within report  --within report --group none  --within folder  --literal  --regex  --loose  --loose --limit 2 -C 1
--expand  --kwic-sort left  --kwic many  --batch queries.tsv  --schema nowhere  --schema own --expand
--index elsewhere""")
# Two of them at a time: some narrow each other, some are refused.
FLAGS = items("""
-l  -c  --json  --jsonl  --csv  --markdown  --kwic 9  --kwic-sort right  --explain  --facets  --group none
--group section  --sort year  --sort path  --within section  --within report  --limit 1  --offset 1  --passages 1  -C 1
--literal  --regex  --loose  --expand  --no-boilerplate  --unknown year  --batch queries.tsv  --year 2021..""")
# Environment and options that say how to answer; lines take them by turns.
MANNERS = [("", ""), ("", "--lang zh"), ("COLUMNS=60", ""), ("", "--color always"), ("LC_ALL=zh_CN", "--lang=en"),
           ("LC_ALL=zh_CN.UTF-8", "--color never"), ("LANG=zh_TW COLUMNS=100", "--no-pager"),
           ("", "--lang 中文 --color=always"), ("LC_ALL= LC_MESSAGES=zh_CN LANG=C COLUMNS=33", "")]
COMMANDS = items("index  search  list  facets  show  status  verify  compact  extract  help  completions  man") + [
    "extract-worker", "nothing"]
SHELLS = "bash zsh fish elvish powershell".split()
CITED = "2019/韩立新_交通运输局工作总结_2019.doc"
REPORTS = ["", f"{CITED}#9:25-29@000000000000", f"{CITED}#0:0-2@ef513e494df8", f"{CITED}#9:25-29@ef51"] + items(f"""
{CITED}#9:25-29@ef513e494df8  {CITED}#999:1-2@ef513e494df8  没有的.txt#9:25-29@ef513e494df8  阿依古丽  述职  2019  林国栋_述职报告_2019
没有的  扫描件  传输中断  历年材料  2014.md  市""")
COMPLETED = items("""
''  se  -  --lang ''  --color a  nothing ''  completions ''  index --m  show x --  search x --  search x sam
search x --sort ''  search x --kwic-sort ''  search x sample --author ''  search x sample --author 林
search x --index elsewhere --org ''  search x nowhere --author ''  list sample --author 林国栋,  list sample --role 书
list sample --author 林国栋，周  list sample --org 清  list sample --unknown a  facets x sample --year 20  facets --by ''""")
# What the lines below need.
PREPARED = r"""
mkdir empty own small; : > empty/.hidden; : > nothing.tsv
printf '党建工作\n' > small/good.txt; printf '\265\263\275\250\n' > small/gbk.txt; printf ' \n' > small/blank.txt
printf '\177ELF\000\000\001' > small/zero.md; printf '\377\330\377\340\000\020JFIF' > small/photo.jpg
printf 'PK\003\004 and no more' > small/cut.docx; ln -s ../sample/清河县 small/folder; ln -s good.txt small/again.txt
ln -s gone.txt small/broken.txt; ln -s . small/loop; printf '青石石材 = 石材产业\n' > own/synonyms.txt
printf '\357\273\277a\t两个维护\nb\t，\n\n招商引资\nc\t没有的话\nd\t(党建\ne\t[0-9\n' > queries.tsv
printf 'a\t党建\n\377\n' > wrong.tsv; printf '#!/bin/sh\necho 识别的文字\n' > ocr.sh; chmod +x ocr.sh"""
BUILT = ["baogao index sample", "baogao index small", "baogao index sample --index elsewhere"]
READING = [f"baogao {words}" for words in items(r"""
--version  -V  serch 党建  --lang  --lang fr status sample  --color sometimes status sample  completions tcsh
extract-worker  search  search 党建 招商 sample  search 党建 nowhere  search 党建 招商  search 党建 queries.tsv  search 党建 empty
search 党建 sample --index sample  search 党建 small --index sample/.baogao/index  search 党建 --index elsewhere
search 党建 sample > /dev/full  search 党建 sample --json > /dev/full  search 三重一大 sample -l 2>&1
search 三重一大 sample --facets 2>&1  search "$(printf '\377')" sample  search '两个\w\w' sample --regex --kwic 5
search '.*' sample --regex --limit 2  search '(a+)+$' sample --regex  search '[0-9' sample --regex
search "$(printf '%10001s' x | tr ' ' x)" sample  search "$(yes 党 | head -n 101 | tr '\n' ' ')" sample
search 青石石材 sample --schema own --expand  search '“两个维护”' sample --literal  search 的 sample --loose
search sample --batch queries.tsv --regex  search sample --batch queries.tsv --loose --limit 1
search sample --batch queries.tsv --literal  search sample --batch queries.tsv --expand --year 2021
search 党建 sample --batch queries.tsv  search sample --batch nowhere.tsv  search sample --batch wrong.tsv
search sample --batch nothing.tsv  search sample --batch - < queries.tsv  search sample --batch - < wrong.tsv
list nowhere  list empty  list queries.tsv  list --index elsewhere --year 2021  list sample --index elsewhere --json
list small --index elsewhere  list sample --year 2023 2>&1  facets nowhere  facets 党建 nowhere  facets '(党建' sample
facets 党建 sample --by size  facets sample --by 年份,作者 --limit 2  facets sample --limit 0  show  show x nowhere
show broken small  status small --problems  status small --json  status nowhere  status empty  verify sample
verify sample --json  verify missing  verify empty  man queries.tsv  man pages && cat pages/*  help query  help 查询
extract  extract nowhere.txt  extract sample  extract small/*  extract small/* --json
extract small/photo.jpg sample/2022/会议记录扫描件.pdf --ocr ./ocr.sh  extract small/photo.jpg --ocr ./nothing.sh
extract small/photo.jpg --ocr 'sh -c "exit 3"' --json""")] + items(r"""
baogao  cd sample/2018 && baogao search 石材产业园 -l  cd sample/2018 && baogao search 石材产业园 --limit 1
cd sample/2018 && baogao list --author 林国栋  cd sample/2018 && baogao status --json  cd empty && baogao list
cd sample && baogao search 石材产业园 . -c  cd sample && baogao facets 党建 --by year  cd empty && baogao search 党建
cd sample && baogao search --batch ../queries.tsv  COMPLETE=bash baogao  COMPLETE=tcsh baogao  COMPLETE=0 baogao help
script -qec "stty rows 24 cols 70; TERM=xterm PAGER=cat baogao search 两个维护 sample" /dev/null
script -qec "stty rows 9 cols 70; TERM=xterm PAGER='sed s/^/paged:/' baogao search 两个维护 sample" /dev/null
script -qec "stty rows 9 cols 70; TERM=xterm baogao list sample --no-pager --year 2021" /dev/null""")
CHANGING = items(r"""
baogao search 两个维护 sample --limit 2  rm -r sample/.baogao && baogao search 党建 sample -c --lang zh
rm -r sample/.baogao && baogao index sample --lang zh  baogao index sample  baogao index sample --json --lang zh
baogao index sample --rebuild --json --memory 300 --wait 1  baogao index sample --memory 1
baogao index sample --memory x  baogao index sample --watch --json  baogao index nowhere  baogao index empty
baogao index queries.tsv  baogao index sample --index small  baogao index sample --index elsewhere --schema nowhere
baogao index sample --index elsewhere --schema own  baogao index small --index elsewhere
baogao compact --index elsewhere  baogao index small --index elsewhere --rebuild
baogao compact small --index elsewhere  baogao verify sample --index elsewhere
mkdir here && cp sample/2018/* here && cd here && baogao index
cd here && mkdir deep && cd deep && baogao index --rebuild  baogao index small  baogao index small --follow --json
baogao search 党 small --lang zh  baogao verify small  baogao index small --ocr ./ocr.sh  baogao status small
baogao search 识别 small --refresh  baogao index small --ocr ./nothing.sh --lang zh
mkdir fixed && cp sample/2018/*.txt fixed && : > fixed/.baogao && baogao search 党建 fixed -c  baogao status fixed
baogao status fixed --json --lang zh  baogao compact fixed --lang zh
timeout --preserve-status -s INT 2 baogao index sample --watch
echo 4711 > sample/.baogao/index.lock && flock sample/.baogao/index.lock baogao index sample --wait 0
printf '今年抓好党建工作。\n' > sample/新的.txt && baogao search 党建工作 sample -c  baogao search 党建工作 sample --json
baogao search 党建工作 sample --lang zh  baogao status sample --lang zh  baogao verify sample  baogao verify sample --json
baogao search 党建工作 sample --year unknown --refresh  baogao verify sample --lang zh
mv sample/新的.txt sample/2018/旧的.txt && baogao list sample --path 旧  baogao index sample
printf '又改了。\n' >> sample/2018/旧的.txt && baogao index sample --json
rm sample/2018/旧的.txt && baogao search 党建工作 sample -l --lang zh
baogao search 党建工作 sample --refresh --markdown --lang zh  touch sample/清河县/2019.md && baogao index sample
echo 后来的话 >> sample/清河县/2021.md && baogao verify sample --repair  baogao show 清河县/2021.md#3:0-2@000000000000 sample
baogao show 清河县/2021.md#3:0-2@000000000000 sample --json --lang zh
printf '文件,作者,年份\n园区三年工作述职.txt,李亚平,2021\n无.txt,王五,\n' > sample/metadata.csv  baogao index sample
baogao show 园区三年 sample  baogao show 园区三年 sample --json
printf 'auto_refresh = true\n[[report]]\npath = "2022/发改委工作总结.mht"\nauthor = "王五"\n' > sample/baogao.toml
baogao list sample --author 王五  baogao search 改革 sample --author 王五
echo 党建 > sample/2018/又一份.txt && baogao search 党建 sample -l --path 又一份  rm sample/baogao.toml sample/metadata.csv
mkdir sample/.baogao/index.new && : > sample/.baogao/index.new/thesis.txt && baogao index sample --rebuild
rm -r sample/.baogao/index.new && : > sample/.baogao/index/.tmpAbc123 && baogao verify sample
: > sample/.baogao/index/0123456789abcdef0123456789abcdef.store && baogao verify sample --json --lang zh
baogao compact sample  baogao compact sample --lang zh  baogao compact nowhere  baogao search 发展 real --limit 1
rm -r $(ls -d real/* | head -n 1) && baogao search 发展 real --limit 1 --lang zh  baogao verify real
baogao search 发展 real --limit 1 --refresh  baogao compact real  baogao search 发展 real --limit 1""")
# Files of the user's that are wrong, or say something.
OWN_FILES = [(file, text) for file, texts in {
    ".baogao/roles.txt": r"党委\n  = 书记\n  甲 = 乙\n甲 = 丙\n  党委//书记 = 书记\n  \377\n  # 自己\n园区/主任 = 管委会主任\n",
    ".baogao/sections.txt": r"廉洁\n  廉洁 = ，\n  招商 = 招商 引资\n",
    ".baogao/dictionary.txt": r"党\n  党建 many\n  党建 3 n x\n  三会一课 500 n\n",
    ".baogao/synonyms.txt": r"党建\n  党建 = 党\n  党建 = 基层治理\n",
    "metadata.csv": r"作者\n李\n  path,size\na,1\n  path,year\na,去年\n  path\n\265\263\n  path,year\na,1,2,3\n",
    "baogao.toml": r'report = 3\n  [[report]]\nauthor = "a"\n  size = 3\n',
}.items() for text in items(texts)]
# What may happen to an index (X), each time met by each of these.
DAMAGES = {damage: commands.split("; ") for damages, commands in {
    # What parts of it are lost a search may notice,
    "rm X/*.pairs  rm X/*.texts  rm X/*.term  rm X/*.fast  truncate -s 30 X/*.pairs  truncate -s 30 X/*.term":
        "search 党建 sample; list sample --year 2021; show 阿依古丽 sample --lang zh; verify sample --lang zh",
    # a changed byte only verify does for sure.
    "printf Z | dd of=$(echo X/*.pairs) bs=1 seek=40 conv=notrunc status=none  echo Z >> $(echo X/*.idx)":
        "verify sample; verify sample --lang zh; verify sample --json --repair",
    "echo '{}' > X/meta.json  rm X/meta.json  rm X/.managed.json  rm X/folder.glance  rm -r X/*  : > X/thesis.txt  "
    r"""sed -i 's/\(schema_version[^0-9]*\)[0-9]*/\11/' X/meta.json""":
        "search 党建 sample; list sample --lang zh; status sample; index sample; verify sample; verify sample --repair; "
        "compact sample; index sample --rebuild",
}.items() for damage in items(damages)}


def about(folder):
    """Lines that ask about the reports of a folder."""
    for query, form in product(QUERIES, FORMS):
        yield f"baogao search {quote(query)} {folder} {form}"
    for query, (options, form) in zip(cycle(COMMON), product(FILTERS + SHAPES, FORMS)):
        yield f"baogao search {quote(query)} {folder} {options} {form}"
    for filters in ["", *FILTERS]:
        yield from (f"baogao list {folder} {filters} {form}" for form in ("", "--text", "--json", "--json --text"))
        for query, form in product(("", "改革 "), ("", "--json", "--by year,role --limit 3", "--by 章节 --by org")):
            yield f"baogao facets {query}{folder} {filters} {form}"
    for report, form in product(REPORTS, ("", "--json")):
        yield f"baogao show {quote(report)} {folder} {form}"
    yield from (f"baogao status {folder} {form}" for form in ("", "--problems", "--json"))


def reading(folders):
    """All lines that only read."""
    lines = list(about("sample"))
    # These take longer: every third, so that all forms come up.
    lines += list(about("real"))[::3] if "real" in folders else []
    lines += [f"baogao search 改革 sample {a} {b}" for a, b in combinations(FLAGS, 2)]
    for path in sorted([*SAMPLE.glob("[!.]*.*"), *SAMPLE.glob("[!.]*/*.*")]):
        file = path.relative_to(SAMPLE)
        lines += [f"baogao show '{file}' sample {form}" for form in ("", "--json")]
        lines += [f"baogao extract 'sample/{file}' {form}" for form in ("", "--boilerplate", "--json")]
    lines = [" ".join([before, line, after]).strip() for line, (before, after) in zip(lines, cycle(MANNERS))]
    typed = [f"COLUMNS=60 baogao help {topic}" for topic in ["", *COMMANDS]] + READING
    typed += [f"baogao {words} {form}" for words in COMMANDS for form in ("--help", "-h", "--nothing", "--lang")]
    typed += [f"baogao search {quote(query)} sample" for query in WRONG_QUERIES]
    lines += [language + line for line in typed for language in ("", "export LANG=zh_CN.UTF-8; ")]
    lines += [f"baogao completions {shell}" for shell in SHELLS]
    for words, shell in product(COMPLETED, SHELLS):
        lines.append(f"COMPLETE={shell} _CLAP_COMPLETE_INDEX={len(split(words))} baogao -- baogao {words}")
    return list(dict.fromkeys(lines))


def changing():
    """All lines that change something, in their order."""
    yield from CHANGING
    for file, text in OWN_FILES:
        yield f"printf '{text}' > sample/{file} && baogao index sample"
        yield from ("baogao search 党建 sample --expand --refresh --limit 1", "baogao facets sample --by role,section")
        yield f"rm sample/{file} && baogao index sample --lang zh"
    yield "baogao compact sample && cp -a sample/.baogao kept"
    for damage, commands in DAMAGES.items():
        damaged = f"rm -rf sample/.baogao && cp -a kept sample/.baogao && {damage.replace('X', 'sample/.baogao/index')}"
        # Some commands put it right: each meets it anew.
        yield from (f"{damaged} && baogao {command}" for command in commands)


def prepare(stage, corpus):
    """Makes a stage; nothing is left of an earlier one."""
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(SAMPLE, stage / "sample", ignore=shutil.ignore_patterns(".baogao"))
    files = 0
    places = [path for path in sorted(corpus.iterdir()) if path.is_dir()] if corpus else []
    for place in places[:MAX_PLACES]:
        files += sum(path.is_file() for path in place.rglob("*"))
        if files <= MAX_FILES:
            shutil.copytree(place, stage / "real" / place.name)
    # What is copied may be for reading only.
    subprocess.run(["chmod", "-R", "u+w", stage], check=True)
    subprocess.run(["sh", "-ec", PREPARED], cwd=stage, check=True)


def play(program, lines, stage):
    """What a program answers to lines on a stage."""
    # A copy: the program's place may be printed, too.
    copy, here = stage.with_name("bin") / "baogao", stage.with_name("here")
    copy.unlink(missing_ok=True)
    shutil.copy2(program, copy)
    environment = {"PATH": f"{copy.parent}:{os.environ['PATH']}", "HOME": here, "XDG_DATA_HOME": here / "data"}
    stage.rename(here)
    answers = [answer(["timeout", "60", "sh", "-c", line], cwd=here, env=environment) for line in lines]
    here.rename(stage)
    return answers


def answer(command, **where):
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, **where)
    text = b"%s[standard error]\n%s[exit code %d]" % (run.stdout, run.stderr, run.returncode)
    text = text.decode(errors="surrogateescape")
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def compare(part, lines, answers, names):
    """Shows which lines were answered otherwise, and returns how many that are."""
    differing = [(line, a, b) for line, a, b in zip(lines, *answers, strict=True) if a != b]
    codes = Counter(a.rsplit(" ", 1)[1].rstrip("]") for a in answers[0])
    codes = ", ".join(f"{code} × {n}" for code, n in sorted(codes.items()))
    print(f"{part}: {len(lines)} command lines, {len(differing) or 'none'} differ (exit codes {codes})", flush=True)
    for line, a, b in differing:
        diff = list(difflib.unified_diff(a.split("\n"), b.split("\n"), *names, lineterm="", n=1))
        more = [f"… {len(diff) - SHOWN_LINES} more lines"] if len(diff) > SHOWN_LINES else []
        print("\n    ".join([f"\n$ {line}", *diff[:SHOWN_LINES], *more]).encode(errors="backslashreplace").decode())
    return len(differing)


def run(programs, corpus, scratch):
    """All three parts; returns all lines, and how many were answered otherwise."""
    (scratch / "bin").mkdir()
    stages, names = [scratch / "old", scratch / "new"], ["OLD", "NEW"]
    folders = ["sample", "real"] if corpus else ["sample"]
    built = BUILT + [f"baogao index {folder} --json" for folder in folders[1:]]
    differing, total = 0, []
    for part, lines in ("changing", list(changing())), ("reading", built + reading(folders)):
        for stage in stages:
            prepare(stage, corpus)
        answers = [play(program, lines, stage) for program, stage in zip(programs, stages)]
        differing += compare(part, lines, answers, names)
        total += lines
    # The last tell whether each would have built the other's index so itself.
    crossed = lines[len(built)::EVERY] + [f"baogao verify {folder} --json" for folder in folders]
    for name, program, own, other in zip(names, programs, stages, reversed(stages)):
        answers = [play(program, crossed, stage) for stage in (own, other)]
        differing += compare(f"{name} on the other's index", crossed, answers, ["its own index", "the other's"])
        total += crossed
    return total, differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("programs", nargs=2, type=Path, metavar="PROGRAM", help="the old one, then the new one")
    parser.add_argument("--corpus", type=Path, help="a folder of folders of real reports")
    arguments = parser.parse_args()
    for program in arguments.programs:
        if not os.access(program, os.X_OK) or subprocess.run([program.resolve(), "--version"], check=False).returncode:
            parser.error(f"not a program that runs: {program}")
    corpus = arguments.corpus or CORPUS
    if not corpus.is_dir():
        print(f"skipped: real reports, as there is no {corpus}")
        corpus = None
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="same-answers-") as scratch:
        lines, differing = run(arguments.programs, corpus, Path(scratch))
    distinct, same, seconds = len(set(lines)), len(lines) - differing, time.monotonic() - started
    print(f"{len(lines)} command lines ({distinct} distinct): {same} the same, {differing} differ; {seconds:.0f} s")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
