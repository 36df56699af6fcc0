"""What it costs to tell whose voice the words of articles are, the model apart.

    python benchmarks/voice_speed.py ../shared/data/polnear/train.jsonl.gz

Prints the milliseconds for 1,000 words on one core, the fastest of five rounds, over every fortieth article.
"""

import gzip
import json
import sys
import time
from itertools import islice, pairwise

from onrecord.statements.extraction import Passage, extract
from onrecord.statements.model import BUNDLED, Model
from onrecord.voice.circumstances import circumstances
from onrecord.voice.framing import framed
from onrecord.voice.manner import manners
from onrecord.voice.outlet import outlet_voice
from onrecord.voice.scare import scare_quotes
from onrecord.voice.voicing import voices

ROUNDS = 5
PARTS = ("scare quotes", "manner", "outlet voice", "framing", "addressee and venue")


def main(path: str) -> None:
    model = Model(BUNDLED, 1)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 0, 800, 40)]
    passages = [passage for text in texts for passage in extract(text, model)]
    thousands = sum(len(passage.text.split()) for passage in passages) / 1000
    whole, fastest = 1e9, [1e9] * len(PARTS)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for passage in passages:
            voices(passage)
        whole = min(whole, time.perf_counter() - began)
        spent = [sum(seconds) for seconds in zip(*map(_parts, passages), strict=True)]
        fastest = list(map(min, fastest, spent))
    print(f"{len(texts)} articles, {thousands * 1000:.0f} words")
    print(f"milliseconds for 1,000 words: {whole * 1000 / thousands:.1f}")
    print(", ".join(f"{name} {s * 1000 / thousands:.1f}" for name, s in zip(PARTS, fastest, strict=True)))


def _parts(passage: Passage) -> list[float]:
    """The seconds that each part takes for a passage, in the order of PARTS."""
    text, words, drafts = passage.text, passage.words, passage.drafts
    times = [time.perf_counter()]
    scare = scare_quotes(text, words.quoted, words.paragraphs, drafts, passage.sentences)
    times.append(time.perf_counter())
    manners(text, words.quoted, words.paragraphs, drafts, scare)
    times.append(time.perf_counter())
    outlet_voice(text, words, drafts, passage.sentences)
    times.append(time.perf_counter())
    marks = [framed(text, draft)[1] for draft in drafts]
    times.append(time.perf_counter())
    for draft, mark in zip(drafts, marks, strict=True):
        circumstances(text, draft, mark)
    times.append(time.perf_counter())
    return [after - before for before, after in pairwise(times)]


if __name__ == "__main__":
    main(*sys.argv[1:])
