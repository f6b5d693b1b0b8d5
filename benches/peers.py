#!/usr/bin/env python3
"""Baogao beside other searchers, on the same text, in one run: benches/peers.py FOLDER QUERIES [options]

FOLDER: any folder of UTF-8 texts. QUERIES: a phrase a line; of tables the first column (`--column N` another). Measured
are baogao and, where they are installed, ripgrep (a scan), SQLite FTS5 with trigrams, Groonga with bigrams and Lucene
with CJK bigrams (its jars in /usr/share/java or `--lucene DIR`). Each indexes a copy of the folder's texts, cut or
repeated under other names to `--mb` megabytes, then answers each query cold (a new process, ten best) and warm (in one
process, each query five times, the first not counted: medians of the others, as each program itself takes the time).

Printed: medians and 95th percentiles, CPU seconds, peak memory, size, and wrong answers: queries for which a file that
shows the phrase as it stands was missed, or one was found that does not hold it even without regard to case, width,
traditional characters, blanks and punctuation. Several sizes (`--mb 10,100,1000`) show how each grows.

Wall times on a busy machine are noisy: compare within one run.

    cargo build --profile dist && benches/peers.py corpus-sample queries.txt --mb 1
"""
import argparse
import glob
import json
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

TEXTS = {".txt", ".md"}
# What of a text is not shown, and need not be found: the front matter of Markdown, and comments.
UNSHOWN = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->", re.DOTALL)
HERE = Path(__file__).parent
ROUNDS = 5


def corpus(folder, to, megabytes):
    """Copies texts until there are so many bytes; folders that hold fewer are copied again under another name."""
    texts = sorted(p for p in Path(folder).rglob("*") if p.suffix in TEXTS and not any(q.startswith(".") for q in p.parts))
    if not texts:
        sys.exit(f"no .txt or .md files in {folder}")
    size, copies = 0, 0
    while size < megabytes * 1e6:
        for path in texts:
            if size >= megabytes * 1e6:
                break
            copy = to / f"{copies}" / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            # With its date: a file as new as its index is looked at again.
            shutil.copy2(path, copy)
            size += path.stat().st_size
        copies += 1
    return size


def traditional():
    """The project's own table of traditional characters, for the truth."""
    table = (HERE.parent / "index-schema/traditional.txt").read_text(encoding="utf-8")
    return str.maketrans(dict(line.split("\t") for line in table.splitlines() if not line.startswith("#")))


def letters(text, table):
    """What is left of a text without regard to case, width, traditional characters, blanks and punctuation."""
    text = unicodedata.normalize("NFKC", text).lower().translate(table)
    return "".join(c for c in text if c.isalnum())


def truth(docs, queries):
    """For each query the files that must be found, and those that may be."""
    table = traditional()
    bare = {query: letters(query, table) for query in queries}
    must, may = {query: set() for query in queries}, {query: set() for query in queries}
    for path in (p for p in docs.rglob("*") if p.is_file()):
        name, text = str(path.relative_to(docs)), path.read_text(encoding="utf-8", errors="replace")
        plain, shown = letters(text, table), UNSHOWN.sub("\n", text)
        for query in queries:
            if query in shown:
                must[query].add(name)
            if query in text or bare[query] and bare[query] in plain:
                may[query].add(name)
    return must, may


def measured(command, text=None):
    """Runs a command: its output, wall and CPU seconds, peak memory in megabytes."""
    command = [str(part) for part in command]
    started = time.perf_counter()
    stdin = subprocess.PIPE if text is not None else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if text is not None:
        process.stdin.write(text.encode())
        process.stdin.close()
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return output.decode("utf-8", "replace"), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def lines_of(command, text):
    return subprocess.run([str(p) for p in command], input=text.encode(), capture_output=True).stdout.decode().splitlines()


def size_of(folder):
    return sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())


def percentiles(values):
    values = sorted(values)
    return (statistics.median(values), values[min(len(values) - 1, round((len(values) - 1) * 0.95))]) if values else None


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


class Baogao:
    name = "baogao"

    def __init__(self, options, docs, work):
        self.program, self.docs, self.index = options.baogao, docs, work / "baogao"

    def build(self):
        shutil.rmtree(self.index, ignore_errors=True)
        return measured([self.program, "index", self.docs, "--index", self.index])[1:]

    def size(self):
        return size_of(self.index)

    def cold(self, query):
        return measured([self.program, "search", quoted(query), self.docs, "--index", self.index, "--color", "never"])[1]

    def files(self, query):
        out = measured([self.program, "search", "-l", quoted(query), self.docs, "--index", self.index])[0]
        return {os.path.relpath(line, self.docs) for line in out.splitlines()}

    def warm(self, queries):
        lines = "".join(f"{n}\t{quoted(q)}\n" for n, q in enumerate(queries))
        answers = lines_of([self.program, "search", "--batch", "-", self.docs, "--index", self.index], lines)
        return [json.loads(line)["took_us"] / 1e3 for line in answers]

    def alone(self, queries):
        """What only baogao does: milliseconds of each, in new processes."""
        here = [self.docs, "--index", self.index]
        answers = lines_of([self.program, "search", "--batch", "-", *here], "".join(f"{n}\t{quoted(q)}\n" for n, q in enumerate(queries)))
        answers = [json.loads(line) for line in answers]
        broadest = max(answers, key=lambda answer: answer["total"]["passages"])
        authors = measured([self.program, "facets", *here, "--by", "author", "--json"])[0]
        author = next((value["value"] for value in json.loads(authors)["facets"]["author"] if value["value"] != "unknown"), None)
        commands = {
            f"facets over {broadest['total']['passages']:,} hits": ["facets", broadest["query"], *here],
            "search that finds nothing": ["search", "没有这样的话", *here],
            "refresh with nothing changed": ["index", *here],
        }
        if author:
            commands["list of one author's reports"] = ["list", *here, "--author", author]
        median = lambda command: statistics.median(measured([self.program, *command])[1] for _ in range(15)) * 1e3
        return {name: median(command) for name, command in commands.items()}


class Ripgrep:
    name = "ripgrep (scan)"
    needs = ["rg"]

    def __init__(self, _, docs, __):
        self.docs = docs

    def build(self):
        return None

    def size(self):
        return None

    def cold(self, query):
        return measured(["rg", "-F", "-l", "--", query, self.docs])[1]

    def files(self, query):
        out = measured(["rg", "-F", "-l", "--no-ignore", "--", query, self.docs])[0]
        return {os.path.relpath(line, self.docs) for line in out.splitlines()}

    def warm(self, _):
        return []


class Sqlite:
    name = "SQLite FTS5 trigram"
    needs = ["sqlite3"]
    INDEX = """import sqlite3, sys
from pathlib import Path
db = sqlite3.connect(sys.argv[2]); docs = Path(sys.argv[1])
db.execute("create virtual table t using fts5(path unindexed, text, tokenize='trigram')")
db.executemany("insert into t values (?, ?)", ((str(p.relative_to(docs)), p.read_text(errors="replace"))
               for p in docs.rglob("*") if p.is_file()))
db.commit()"""

    def __init__(self, _, docs, work):
        self.docs, self.file = docs, work / "sqlite.db"

    def build(self):
        self.file.unlink(missing_ok=True)
        return measured([sys.executable, "-c", self.INDEX, self.docs, self.file])[1:]

    def size(self):
        return self.file.stat().st_size

    def ask(self, db, query, rest):
        return [path for (path,) in db.execute(f"select path from t where t match ? {rest}", (quoted(query, '""'),))]

    def cold(self, query):
        text = quoted(query, '""').replace("'", "''")
        return measured(["sqlite3", self.file, f"select path from t where t match '{text}' order by rank limit 10"])[1]

    def files(self, query):
        return set(self.ask(sqlite3.connect(self.file), query, ""))

    def warm(self, queries):
        db, times = sqlite3.connect(self.file), []
        for query in queries:
            started = time.perf_counter()
            self.ask(db, query, "order by rank limit 10")
            times.append((time.perf_counter() - started) * 1e3)
        return times


class Groonga:
    name = "Groonga bigram"
    needs = ["groonga"]
    SCHEMA = ("table_create Docs TABLE_HASH_KEY ShortText\n"
              "column_create Docs text COLUMN_SCALAR LongText\n"
              "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto\n"
              "column_create Terms of_text COLUMN_INDEX|WITH_POSITION Docs text\n"
              "load --table Docs\n[\n")
    # Its texts as they are read, not all at once.
    INDEX = """import json, subprocess, sys
from pathlib import Path
docs = Path(sys.argv[1])
groonga = subprocess.Popen(["groonga", "-n", sys.argv[2]], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
groonga.stdin.write(sys.argv[3].encode())
for number, p in enumerate(p for p in docs.rglob("*") if p.is_file()):
    row = {"_key": str(p.relative_to(docs)), "text": p.read_text(errors="replace")}
    groonga.stdin.write((("," if number else "") + json.dumps(row, ensure_ascii=False) + "\\n").encode())
groonga.stdin.write(b"]\\n"); groonga.stdin.close()
sys.exit(groonga.wait())"""

    def __init__(self, _, docs, work):
        self.docs, self.index = docs, work / "groonga"

    def build(self):
        fresh(self.index)
        return measured([sys.executable, "-c", self.INDEX, self.docs, self.index / "db", self.SCHEMA])[1:]

    def size(self):
        # Its files have holes.
        return sum(p.stat().st_blocks * 512 for p in self.index.rglob("*") if p.is_file())

    def select(self, query, rest):
        text = query.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'")
        return f"select Docs --filter 'text @ \"{text}\"' --output_columns _key {rest}\n"

    def cold(self, query):
        return measured(["groonga", self.index / "db"], self.select(query, "--limit 10 --sort_keys -_score"))[1]

    def files(self, query):
        answer = json.loads(measured(["groonga", self.index / "db"], self.select(query, "--limit -1"))[0])
        return {row[0] for row in answer[1][0][2:]}

    def warm(self, queries):
        text = "".join(self.select(query, "--limit 10 --sort_keys -_score") for query in queries)
        return [json.loads(line)[0][2] * 1e3 for line in lines_of(["groonga", self.index / "db"], text)]


class Lucene:
    name = "Lucene CJK"
    needs = ["java", "javac"]

    def __init__(self, options, docs, work):
        parts = ("lucene-core-*", "lucene-analyzers-common-*", "lucene-analysis-common-*")
        jars = [jar for part in parts for jar in sorted(glob.glob(f"{options.lucene}/{part}.jar"))[-1:]]
        self.docs, self.index, classes = docs, work / "lucene", work / "classes"
        path = ":".join([str(classes), *jars])
        self.java = ["java", "-Xmx2g", "-Dfile.encoding=UTF-8", "-cp", path, "Lucene"]
        self.is_there = bool(jars) and not subprocess.run(["javac", "-cp", path, "-d", classes, HERE / "Lucene.java"]).returncode

    def build(self):
        return measured([*self.java, "index", self.docs, fresh(self.index)])[1:]

    def size(self):
        return size_of(self.index)

    def cold(self, query):
        return measured([*self.java, "ask", self.index], query + "\n")[1]

    def files(self, query):
        if not hasattr(self, "server"):
            command = [str(part) for part in [*self.java, "ask", self.index, "all"]]
            self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.server.stdin.write(query + "\n")
        self.server.stdin.flush()
        return set(self.server.stdout.readline().rstrip("\n").split("\t")[1:])

    def warm(self, queries):
        answers = lines_of([*self.java, "ask", self.index], "".join(query + "\n" for query in queries))
        return [int(line.split("\t")[0]) / 1e3 for line in answers]


def quoted(query, mark=" "):
    return '"' + query.replace('"', mark) + '"'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("queries")
    parser.add_argument("--column", type=int, default=1, help="of a table of queries")
    parser.add_argument("--mb", default="100", help="megabytes of text, or several")
    parser.add_argument("--repeat", type=int, default=3, help="how often each index is built")
    parser.add_argument("--baogao", default=str(HERE.parent / "target/dist/baogao"))
    parser.add_argument("--lucene", default="/usr/share/java", help="folder of its jars")
    parser.add_argument("--only", help="names of searchers, parted by commas")
    options = parser.parse_args()
    with open(options.queries, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    queries = [row[options.column - 1] for row in rows if len(row) >= options.column]
    queries = [query for query in queries if query.strip() and query not in ("phrase", "query")]
    for megabytes in options.mb.split(","):
        with tempfile.TemporaryDirectory() as work:
            table(options, queries, float(megabytes), Path(work))


def table(options, queries, megabytes, work):
    docs = work / "docs"
    text_bytes = corpus(options.folder, docs, megabytes)
    must, may = truth(docs, queries)
    kinds = [Baogao, Lucene, Sqlite, Groonga, Ripgrep]
    if options.only:
        kinds = [kind for kind in kinds if any(name in kind.name for name in options.only.split(","))]
    kinds = [kind for kind in kinds if all(shutil.which(need) for need in getattr(kind, "needs", []))]
    peers = [kind(options, docs, work) for kind in kinds]
    files = sum(1 for p in docs.rglob("*") if p.is_file())
    print(f"\n{text_bytes / 1e6:.1f} MB in {files:,} files, {len(queries)} queries, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}\n")
    print("| searcher | index s, wall / CPU | peak MB | index × text | cold ms, 50 / 95 % | warm ms, 50 / 95 % | wrong |")
    print("|---|---|---|---|---|---|---|")
    for peer in (peer for peer in peers if getattr(peer, "is_there", True)):
        row(peer, options.repeat, queries, (must, may), text_bytes)
    for peer in peers:
        if isinstance(peer, Baogao):
            print("\n" + "; ".join(f"{name}: {took:.1f} ms" for name, took in peer.alone(queries).items()))


def row(peer, repeat, queries, truth, text_bytes):
    """Measures one searcher, and prints its line of the table."""
    must, may = truth
    builds = [build for build in (peer.build() for _ in range(repeat)) if build]
    median = [statistics.median(values) for values in zip(*builds)]
    index = f"{median[0]:.1f} / {median[1]:.1f} | {median[2]:.0f} | {peer.size() / text_bytes:.2f}" if builds else "– | – | –"
    wrong = 0
    for query in queries:
        found = peer.files(query)
        wrong += not must[query] <= found <= may[query]
    cold = percentiles([peer.cold(query) * 1e3 for query in queries])
    times = peer.warm(queries * ROUNDS)
    rounds = [times[n * len(queries):(n + 1) * len(queries)] for n in range(1, ROUNDS)]
    warm = percentiles([statistics.median(of_query) for of_query in zip(*rounds)])
    shown = lambda pair, digits: f"{pair[0]:.{digits}f} / {pair[1]:.{digits}f}" if pair else "–"
    print(f"| {peer.name} | {index} | {shown(cold, 1)} | {shown(warm, 2)} | {wrong} of {len(queries)} |", flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
