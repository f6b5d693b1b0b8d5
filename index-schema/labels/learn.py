#!/usr/bin/env python3
"""Learn parts and topics of sections: learn.py REPORTS.jsonl [--without TRUTH.jsonl] > weights.txt

Writes the weights that src/schema/weights.rs reads: two linear models (multinomial logistic regression) over groups of one to
three characters of headings and of two characters of the beginnings of texts.

It learns from `sections.tsv` beside it (invented headings and openings: heading, part, topic, opening; several labels parted by
"/", the best first; "-" for none) and from the sections of real reports whose headings say what they are by the cues of
../parts.txt and ../topics.txt; a sub-section is what its main section is. REPORTS.jsonl is what `baogao list FOLDER --json
--text` prints. Reports that are named in TRUTH.jsonl (`file`) are left out: they measure what was learned.

Needs scikit-learn. The result is the same for the same input.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import sys
import unicodedata

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).parent
NONE = "-"
# What was done, told of a unit or a person: who speaks tells them apart, not the words.
REVIEW, OWN_REVIEW = "工作回顾", "履职实绩"
# Below the aims for a coming time stand tasks, where a short heading doesn't say that it is aims itself.
AIMS, TASKS, MAX_SURE = "总体要求与目标", "重点任务", 12
# Characters that say nothing in a heading.
FILLING = "年月度的和与及其一二三四五六七八九十〇零"
# A topic's cue says what a heading is about that is so much of it.
MAIN_SHARE = 0.4
# Labels of which headings of real reports are sure by their cues.
SURE_PARTS = {"工作回顾", "存在不足", "总体要求与目标", "重点任务", "下一步打算", "其他", "结束语"}
# A main section of such a part speaks of several subjects.
GENERAL_PARTS = {"工作回顾", "存在不足", "总体要求与目标", "重点任务"}
# So many characters of a text are looked at; 300 bytes in the program.
TEXT_CHARS = 100
# A group that stands in fewer sections says nothing of others.
MIN_SECTIONS = 2
# What the invented sections count, and so the real ones, of which there are far more of some kinds than of others.
INVENTED, REAL, MOST_REAL = 1.0, 0.3, 600
# So many groups a model are kept, those that say most; so many of a weight's units are 1, and smaller weights say nothing.
GROUPS, UNIT, LEAST = 14000, 20, 3
# The letters that labels are called by, in their order.
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRENGTH = 4.0


def bare(text):
    """As `bare` of src/schema/weights.rs: letters and digits of the matching form, runs of digits as one 0."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[0-9]+", "0", "".join(c for c in text if unicodedata.category(c)[0] in "LN"))


def groups(heading, text):
    heading, text = f"^{bare(heading)}$", bare(text[:TEXT_CHARS * 2])[:TEXT_CHARS]
    of_heading = {("h", heading[i:i + n]) for n in (1, 2, 3) for i in range(len(heading) - n + 1)}
    return of_heading | {("t", text[i:i + 2]) for i in range(len(text) - 1)}


def cues(name):
    table = []
    for line in (HERE.parent / name).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            label, words = line.split("=")
            table += [(word, label.strip()) for word in words.split()]
    return sorted(table, key=lambda entry: -len(entry[0]))


def told(table, heading, share=0.0):
    """The label of the longest cue in a heading, if it is such a share of it."""
    heading = bare(heading)
    letters = sum(c not in FILLING and c != "0" for c in heading)
    return next((label for cue, label in table if cue in heading and len(cue) >= share * letters), None)


def invented():
    for line in (HERE / "sections.tsv").read_text(encoding="utf-8").splitlines():
        heading, part, topic, opening = line.split("\t")
        yield heading, opening, part.split("/"), topic.split("/")


def real(reports, without):
    """Sections with what their headings tell of part and topic, None where they don't."""
    parts, topics = cues("parts.txt"), cues("topics.txt")
    for report in reports:
        if any(report["path"].endswith(name) or name.endswith("/" + report["path"]) for name in without):
            continue
        part = None
        for section in report["sections"]:
            if section["level"] == 0:
                continue
            heading, text = section["heading"], section.get("text", "")
            text = text.split(heading, 1)[-1]
            topic = told(topics, heading, MAIN_SHARE)
            if section["level"] == 1:
                part = told(parts, heading)
                part = part if part in SURE_PARTS else None
                topic = topic or (NONE if part in GENERAL_PARTS else None)
            own = told(parts, heading) if len(bare(heading)) < MAX_SURE else None
            below_aims = TASKS if part == AIMS and own != AIMS else part
            yield heading, text, part if section["level"] == 1 else below_aims, topic


def learn(rows):
    """Rows of (groups, label, what it counts) to a bias and weights by label."""
    counts = collections.Counter(group for found, _, _ in rows for group in found)
    kept = sorted(group for group, n in counts.items() if n >= MIN_SECTIONS * (2 if group[0] == "t" else 1))
    for last in (False, True):
        place = {group: i for i, group in enumerate(kept)}
        columns, ends = [], [0]
        for found, _, _ in rows:
            columns += sorted(place[group] for group in found if group in place)
            ends.append(len(columns))
        matrix = scipy.sparse.csr_matrix((numpy.ones(len(columns)), columns, ends), shape=(len(rows), len(kept)))
        model = LogisticRegression(C=STRENGTH, max_iter=400)
        model.fit(matrix, [label for _, label, _ in rows], sample_weight=[weight for _, _, weight in rows])
        if not last:
            says = numpy.abs(model.coef_).max(axis=0) * numpy.sqrt(numpy.asarray(matrix.sum(axis=0)).ravel())
            kept = sorted(kept[i] for i in numpy.argsort(-says, kind="stable")[:GROUPS])
    return list(model.classes_), model.intercept_, dict(zip(kept, model.coef_.T))


def write(name, rows):
    classes, bias, weights = learn(rows)
    weights_of = lambda values: [(LETTERS[i], round(v * UNIT)) for i, v in enumerate(values)]
    cells = lambda values: "".join(f"{letter}{weight}" for letter, weight in weights_of(values) if abs(weight) >= LEAST)
    print(name, *classes, sep="\t")
    print("h", "", cells(bias), sep="\t")
    for (place, group), values in sorted(weights.items()):
        shown = cells(values)
        if shown:
            print(place, group, shown, sep="\t")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("reports")
    options.add_argument("--without")
    args = options.parse_args()
    without = []
    if args.without:
        without = [json.loads(line)["file"] for line in open(args.without, encoding="utf-8") if line.strip()]
    reports = (json.loads(line) for line in open(args.reports, encoding="utf-8") if line.strip())
    sections = list(real(reports, without))
    random.Random(1).shuffle(sections)
    for axis, name in enumerate(("parts", "topics"), 2):
        seen, rows = collections.Counter(), []
        review = lambda label: REVIEW if label == OWN_REVIEW else label
        for section in invented():
            labels = [review(label) for label in section[axis] if name == "topics" or label != NONE]
            rows += [(groups(*section[:2]), label, INVENTED / len(labels)) for label in labels]
        for section in sections:
            if section[axis] and seen[section[axis]] < MOST_REAL:
                seen[section[axis]] += 1
                rows.append((groups(*section[:2]), section[axis], REAL))
        if name == "parts":
            print("# Learned by learn.py; ../README.md says how. Labels, which are called a, b, c …, then for each group of characters")
            print("# where it stands (h: heading, t: text), the group, and what it speaks for or against: label and weight.")
            print()
        write(name, rows)


if __name__ == "__main__":
    sys.exit(main())
