"""How fast articles are read, and where the time goes. One thread, model loaded: text in, record out.

    python benchmarks/speed.py ../shared/data/polnear/dev.jsonl.gz [--repeats 5] [--json OUT]

Prints words a second (words as white space parts them) of the whole reading, and of the extraction alone:
the stages of `statements/`, without speakers, voice and record. Each article is read both ways in turn,
several times, and the fastest of each way counts, in seconds of processor time: on a quiet machine that is
the time that passes, and on a shared one it leaves out most of what others take. The rates of whole rounds
by the clock stand beside, and the load of the machine. Then the share of each stage, the time from a cold
start of the command line to its first record, and the peak memory of the process.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import onnxruntime

import onrecord.reader
from onrecord import Article, Reader
from onrecord.evaluation import read_gold
from onrecord.statements import extraction, finder, model


def timed(spent: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - began

    return call


def stages(articles: list[Article], reader: Reader) -> dict[str, float]:
    """Processor seconds in each stage, of one reading with a clock around each."""
    spent: dict[str, float] = defaultdict(float)
    places: list[tuple[Any, str, str]] = [
        (extraction, "split_words", "words and features"),
        (model.Model, "encode", "encoder"),
        (model.Model, "link", "linker"),
        (finder, "viterbi", "decoding"),
        (extraction, "assemble", "assembly"),
        (extraction, "sentences", "sentences"),
        (onrecord.reader.Gathered, "add", "names and mentions"),
        (onrecord.reader, "identify", "who they stand for"),
        (onrecord.reader, "voices", "voice and framing"),
        (onrecord.reader, "language_of", "language"),
    ]
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    for owner, name, label in places:
        setattr(owner, name, timed(spent, label, getattr(owner, name)))
    began = time.process_time()
    list(reader.read_many(articles))
    total = time.process_time() - began
    for owner, name, function in kept:
        setattr(owner, name, function)
    spent["the rest"] = total - sum(spent.values())
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


def rounds(
    articles: list[Article], reader: Reader, repeats: int
) -> tuple[list[list[float]], list[list[float]], list[float]]:
    """Processor seconds of each round and article, read wholly and by the extraction alone.

    And the seconds on the clock of each round of whole readings.
    """
    whole: list[list[float]] = []
    alone: list[list[float]] = []
    clock = []
    for _ in range(repeats):
        whole.append([])
        alone.append([])
        clock.append(0.0)
        for article in articles:
            began = time.process_time()
            for _passage in extraction.extract(article.text, reader._model):
                pass
            halfway, wall = time.process_time(), time.perf_counter()
            reader.read(article)
            alone[-1].append(halfway - began)
            whole[-1].append(time.process_time() - halfway)
            clock[-1] += time.perf_counter() - wall
    return whole, alone, clock


def cold_start(path: str) -> float:
    """Seconds from starting the command to the end of reading one short article; the best of three."""
    command = [
        sys.executable,
        "-c",
        "from onrecord.cli import main; main()",
        "read",
        "--format",
        "jsonl",
        path,
    ]
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("--repeats", type=int, default=5, help="two or more")
    parser.add_argument("--json")
    parser.add_argument("--article", default="examples/demo.txt", help="what the cold start reads")
    o = parser.parse_args()
    articles = [Article(one.id, one.text) for one in read_gold(o.gold)]
    words = sum(len(article.text.split()) for article in articles)
    reader = Reader(threads=1)
    statements = sum(len(record.statements) for record in reader.read_many(articles))
    whole, alone, clock = rounds(articles, reader, o.repeats)
    fastest = words / sum(map(min, *whole)), words / sum(map(min, *alone))
    spent = stages(articles, reader)
    total = sum(spent.values())
    figures = {
        "machine": f"{platform.machine()}, onnxruntime {onnxruntime.__version__}, 1 thread",
        "load_average": round(os.getloadavg()[1], 1),
        "articles": len(articles),
        "words": words,
        "statements": statements,
        "words_per_second": round(fastest[0]),
        "words_per_second_extraction_alone": round(fastest[1]),
        "share_of_extraction_speed": round(fastest[0] / fastest[1], 3),
        "words_per_second_by_the_clock": sorted(round(words / seconds) for seconds in clock),
        "share_of_time": {name: round(one / total, 3) for name, one in spent.items()},
        "cold_start_seconds": round(cold_start(o.article), 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(figures, indent=1))
    if o.json:
        with open(o.json, "w", encoding="utf-8") as out:
            json.dump(figures, out, indent=1)
            out.write("\n")


if __name__ == "__main__":
    main()
