#!/usr/bin/env python3
"""Baogao beside other searchers, on the same text, in one run: benches/peers.py FOLDER QUERIES [options]

FOLDER: any folder of UTF-8 texts. QUERIES: a phrase a line; of tables the first column. Measured are baogao and, where
they are installed, ripgrep (a scan) and SQLite FTS5 with trigrams. Each indexes a copy of the folder's texts, cut or
repeated under other names to --mb megabytes, then answers each query cold (a new process) and warm (one process).
Printed: medians and 95th percentiles, CPU seconds, peak memory, size, and for how many queries a file that holds the
phrase as it stands was missed. Wall times on a busy machine are noisy: compare within one run.

    cargo build --release && benches/peers.py corpus-sample queries.txt --mb 1
"""
import argparse
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXTS = {".txt", ".md"}


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
            shutil.copyfile(path, copy)
            size += path.stat().st_size
        copies += 1
    return size


def measured(command, **kwargs):
    """Runs a command: its output, wall and CPU seconds, peak memory in megabytes."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **kwargs)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return output.decode("utf-8", "replace"), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size_of(folder):
    return sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())


def percentiles(values):
    values = sorted(values)
    return (statistics.median(values), values[min(len(values) - 1, int(len(values) * 0.95))]) if values else None


class Baogao:
    name = "baogao"

    def __init__(self, program, docs, work):
        self.program, self.docs, self.index = program, docs, work / "baogao"

    def build(self):
        shutil.rmtree(self.index, ignore_errors=True)
        return measured([self.program, "index", self.docs, "--index", self.index])[1:]

    def size(self):
        return size_of(self.index)

    def cold(self, query):
        return measured([self.program, "search", self.quoted(query), self.docs, "--index", self.index, "--color", "never"])[1]

    def files(self, query):
        out = measured([self.program, "search", "-l", self.quoted(query), self.docs, "--index", self.index])[0]
        return {os.path.relpath(line, self.docs) for line in out.splitlines()}

    def warm(self, queries):
        lines = "".join(f"{n}\t{self.quoted(q)}\n" for n, q in enumerate(queries))
        command = [self.program, "search", "--batch", "-", self.docs, "--index", self.index]
        out = subprocess.run(command, input=lines.encode(), capture_output=True).stdout.decode()
        return [json.loads(line)["took_us"] / 1e3 for line in out.splitlines()]

    @staticmethod
    def quoted(query):
        return '"' + query.replace('"', " ") + '"'


class Ripgrep:
    name = "ripgrep (scan)"

    def __init__(self, docs):
        self.docs = docs

    def build(self):
        return None

    def size(self):
        return None

    def cold(self, query):
        return measured(["rg", "-F", "-l", "--", query, str(self.docs)])[1]

    def files(self, query):
        out = measured(["rg", "-F", "-l", "--no-ignore", "--", query, str(self.docs)])[0]
        return {os.path.relpath(line, self.docs) for line in out.splitlines()}

    def warm(self, _):
        return []


class Sqlite:
    name = "SQLite FTS5 trigram"
    INDEX = """import sqlite3, sys
from pathlib import Path
db = sqlite3.connect(sys.argv[2]); docs = Path(sys.argv[1])
db.execute("create virtual table t using fts5(path unindexed, text, tokenize='trigram')")
db.executemany("insert into t values (?, ?)", ((str(p.relative_to(docs)), p.read_text(errors="replace"))
               for p in docs.rglob("*") if p.is_file()))
db.commit()"""
    ASK = """import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("select path from t where t match ? order by rank limit 10",
                                                (sys.argv[2],)): print(row[0])"""

    def __init__(self, docs, work):
        self.docs, self.file = docs, work / "sqlite.db"

    def build(self):
        self.file.unlink(missing_ok=True)
        return measured([sys.executable, "-c", self.INDEX, self.docs, self.file])[1:]

    def size(self):
        return self.file.stat().st_size

    def ask(self, query, limit):
        rows = self.db().execute(f"select path from t where t match ? {limit}", (self.quoted(query),))
        return [path for (path,) in rows]

    def db(self):
        if not hasattr(self, "open"):
            self.open = sqlite3.connect(self.file)
        return self.open

    def cold(self, query):
        shell = shutil.which("sqlite3")
        if shell:
            text = self.quoted(query).replace("'", "''")
            return measured([shell, self.file, f"select path from t where t match '{text}' order by rank limit 10"])[1]
        return measured([sys.executable, "-c", self.ASK, self.file, self.quoted(query)])[1]

    def files(self, query):
        return set(self.ask(query, ""))

    def warm(self, queries):
        times = []
        for query in queries:
            started = time.perf_counter()
            self.ask(query, "order by rank limit 10")
            times.append((time.perf_counter() - started) * 1e3)
        return times

    @staticmethod
    def quoted(query):
        return '"' + query.replace('"', '""') + '"'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("queries")
    parser.add_argument("--mb", type=float, default=100, help="megabytes of text")
    parser.add_argument("--repeat", type=int, default=3, help="how often each index is built")
    parser.add_argument("--baogao", default=str(Path(__file__).parent.parent / "target/release/baogao"))
    parser.add_argument("--only", help="names of searchers, parted by commas")
    options = parser.parse_args()
    with open(options.queries, encoding="utf-8") as lines:
        queries = [line.split("\t")[0].rstrip("\n") for line in lines]
    queries = [query for query in queries if query.strip() and query not in ("phrase", "query")]
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        docs = work / "docs"
        text_bytes = corpus(options.folder, docs, options.mb)
        texts = {str(p.relative_to(docs)): p.read_text(errors="replace") for p in docs.rglob("*") if p.is_file()}
        truth = {query: {path for path, text in texts.items() if query in text} for query in queries}
        del texts
        peers = [Baogao(options.baogao, docs, work), Sqlite(docs, work)]
        peers += [Ripgrep(docs)] if shutil.which("rg") else []
        if options.only:
            peers = [peer for peer in peers if any(name in peer.name for name in options.only.split(","))]
        files = sum(1 for p in docs.rglob("*") if p.is_file())
        print(f"{text_bytes / 1e6:.1f} MB in {files} files, {len(queries)} queries, "
              f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
        print("| searcher | index s, wall / CPU | peak MB | index × text | cold ms, 50 / 95 % | warm ms, 50 / 95 % | missed |")
        print("|---|---|---|---|---|---|---|")
        for peer in peers:
            row(peer, options.repeat, queries, truth, text_bytes)


def row(peer, repeat, queries, truth, text_bytes):
    """Measures one searcher, and prints its line of the table."""
    builds = [build for build in (peer.build() for _ in range(repeat)) if build]
    median = [statistics.median(values) for values in zip(*builds)]
    index = f"{median[0]:.1f} / {median[1]:.1f} | {median[2]:.0f} | {peer.size() / text_bytes:.2f}" if builds else "– | – | –"
    missed = sum(1 for query in queries if truth[query] - peer.files(query))
    cold = percentiles([peer.cold(query) * 1e3 for query in queries])
    peer.warm(queries)
    warm = percentiles(peer.warm(queries))
    shown = lambda pair, digits: f"{pair[0]:.{digits}f} / {pair[1]:.{digits}f}" if pair else "–"
    print(f"| {peer.name} | {index} | {shown(cold, 1)} | {shown(warm, 2)} | {missed} of {len(queries)} |", flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
