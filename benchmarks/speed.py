"""How fast articles are read, and where the time goes. One thread, model loaded: text in, record out.

    python benchmarks/speed.py ../shared/data/polnear/dev.jsonl.gz [--repeats 3] [--json OUT]

Prints words a second (words as white space parts them), the share of each stage, the time from a cold start
of the command line to its first record, and the peak memory of the process. Run it on a quiet machine.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import onnxruntime

from onrecord import Article, Reader
from onrecord.evaluation import read_gold
from onrecord.statements import extraction, finder, model


def timed(spent: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - began

    return call


def stages(articles: list[Article], reader: Reader) -> dict[str, float]:
    """Seconds in each stage, of one reading with a clock around each."""
    spent: dict[str, float] = defaultdict(float)
    places = [
        (extraction, "split_words", "words and features"),
        (model.Model, "encode", "encoder"),
        (model.Model, "link", "linker"),
        (finder, "viterbi", "decoding"),
        (extraction, "assemble", "assembly"),
        (extraction, "manner", "manner"),
    ]
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    for owner, name, label in places:
        setattr(owner, name, timed(spent, label, getattr(owner, name)))
    began = time.perf_counter()
    list(reader.read_many(articles))
    total = time.perf_counter() - began
    for owner, name, function in kept:
        setattr(owner, name, function)
    spent["the rest"] = total - sum(spent.values())
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


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
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json")
    parser.add_argument("--article", default="examples/demo.txt", help="what the cold start reads")
    o = parser.parse_args()
    articles = [Article(one.id, one.text) for one in read_gold(o.gold)]
    words = sum(len(article.text.split()) for article in articles)
    reader = Reader(threads=1)
    list(reader.read_many(articles[:4]))
    rates = []
    for _ in range(o.repeats):
        began = time.perf_counter()
        statements = sum(len(record.statements) for record in reader.read_many(articles))
        rates.append(words / (time.perf_counter() - began))
    spent = stages(articles, reader)
    total = sum(spent.values())
    figures = {
        "machine": f"{platform.machine()}, onnxruntime {onnxruntime.__version__}, 1 thread",
        "articles": len(articles),
        "words": words,
        "statements": statements,
        "words_per_second": [round(rate) for rate in sorted(rates)],
        "share_of_time": {name: round(seconds / total, 3) for name, seconds in spent.items()},
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
