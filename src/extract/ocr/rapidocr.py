# Has RapidOCR recognise pictures of pages: their paths come in, a line each; out goes a line of JSON for each,
# {"lines": [[text, left, top, right, bottom], …]} in pixels of the page as it is read, or {"error": reason}.
import json
import os
import sys

# What libraries print must not stand between the answers.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import numpy
from PIL import Image, ImageOps

Image.MAX_IMAGE_PIXELS = None
MOST_PIXELS = 40_000_000  # What is finer is made coarser: the engine does so itself, in more memory.
SURE = 0.85  # Text that stands upright is recognised better than this.

try:
    from rapidocr_onnxruntime import RapidOCR

    engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)

    def recognised(page):
        found, _ = engine(page, use_cls=False)
        return [(box, text, float(score)) for box, text, score in found or []]
except ImportError:
    from rapidocr import RapidOCR

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    engine = RapidOCR(params=threads)

    def recognised(page):
        found = engine(page, use_cls=False)
        if found.boxes is None or found.txts is None:
            return []
        return [(box, text, float(score)) for box, text, score in zip(found.boxes, found.txts, found.scores)]


def sureness(found):
    """How sure the engine is of the text, for each character, and how much there is of it."""
    chars = sum(len(text) for _, text, _ in found)
    return sum(len(text) * score for _, text, score in found) / chars if chars else 0.0, chars


def lies(found):
    """Whether most of the text stands in boxes that are higher than wide."""
    def high(box):
        (x0, y0), (x1, y1), _, (x3, y3) = box
        return abs(y3 - y0) + abs(x3 - x0) > 1.5 * (abs(x1 - x0) + abs(y1 - y0)) or abs(y1 - y0) > abs(x1 - x0)
    return sum(len(text) if high(box) else -len(text) for box, text, _ in found) > 0


def read(path):
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    if picture.width * picture.height > MOST_PIXELS:
        picture.thumbnail([int(side * (MOST_PIXELS / (picture.width * picture.height)) ** 0.5) for side in picture.size])
    page = numpy.ascontiguousarray(numpy.array(picture)[:, :, ::-1])
    best = recognised(page)
    if best and (lies(best) or sureness(best)[0] < SURE):
        # The page is turned: the text is surest where it stands upright.
        turns = [recognised(numpy.ascontiguousarray(numpy.rot90(page, n))) for n in ([1, 3] if lies(best) else [2])]
        best = max([best, *turns], key=lambda found: sureness(found)[0] * sureness(found)[1])
    lines = []
    for box, text, _ in best:
        xs, ys = [round(float(x)) for x, _ in box], [round(float(y)) for _, y in box]
        lines.append([text, min(xs), min(ys), max(xs), max(ys)])
    return lines


for path in sys.stdin:
    try:
        answer = {"lines": read(path.rstrip("\n"))}
    except Exception as reason:
        answer = {"error": f"{type(reason).__name__}: {reason}"}
    answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
    answers.flush()
