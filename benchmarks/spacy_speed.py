"""What the spaCy component takes beyond the reading itself. Usage: python benchmarks/spacy_speed.py

Reads the made-up articles of tests/articles ROUNDS times: by a Reader alone, by a blank pipeline alone, by
the pipeline with the component, and going through `doc._.statements` as well.
"""

import time
from collections.abc import Callable
from pathlib import Path

import spacy

import onrecord.spacy  # noqa: F401
from onrecord import Reader

ARTICLES = sorted((Path(__file__).parents[1] / "tests" / "articles").glob("*.txt"))
ROUNDS = 20


def main() -> None:
    texts = [path.read_bytes().decode() for path in ARTICLES]
    words = ROUNDS * sum(len(text.split()) for text in texts)
    reader = Reader()
    blank, nlp = spacy.blank("en"), spacy.blank("en")
    nlp.add_pipe("onrecord")
    ways: dict[str, Callable[[str], object]] = {
        "Reader alone": reader.read,
        "blank pipeline alone": blank,
        "pipeline with onrecord": nlp,
        "and its statements": lambda text: nlp(text)._.statements,
    }
    for way in ways.values():
        way(texts[0])
    seconds = dict.fromkeys(ways, 0.0)
    for _ in range(ROUNDS):  # In turns, so that whatever else the machine does falls on all alike.
        for name, way in ways.items():
            begin = time.perf_counter()
            for text in texts:
                way(text)
            seconds[name] += time.perf_counter() - begin
    for name, taken in seconds.items():
        print(f"{name:24} {taken:6.2f} s  {words / taken:8,.0f} words a second")


if __name__ == "__main__":
    main()
