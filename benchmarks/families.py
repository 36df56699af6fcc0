"""How quotation families grow: cost against size, and how many of the pairs are found.

    python benchmarks/families.py --transcripts FOLDER               # 10,000, 100,000 and a million
    python benchmarks/families.py --transcripts FOLDER --sizes 10000000
    python benchmarks/families.py --transcripts FOLDER --articles 2000    # from a store's articles to a list

Quotations are made up of real ones: stretches of sentences of transcripts (JSON Lines of turns), each once,
printed one to fifty times (a few much, most little), every time exactly, cut or altered by typed edits. They
are added in random order to a store in a temporary folder, which is deleted. That two quotations are versions
of one is known, so that precision and recall of pairs can be counted: of all pairs within families found, and
of all pairs made from one quotation. Speakers repeat themselves: what they said twice in other words counts
here as two quotations, so that precision is a lower limit.
"""

import argparse
import gzip
import json
import random
import resource
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Statement
from onrecord.store import Store
from onrecord.verify.families import families, update_families
from onrecord.verify.family_store import add_versions
from onrecord.verify.family_words import wording_of

BATCH = 5_000
"""Quotations a transaction, about what `update_families` has."""

EDITS = (
    "exact", "exact", "exact", "cut at the end", "cut at the start", "cut at both", "word", "word", "added",
    "left out", "elided", "two words",
)  # fmt: skip
QUOTES = str.maketrans("", "", '"“”„«»‘’')
"""Taken out of quotations that are put in marks."""
KINDS = tuple(dict.fromkeys(EDITS))


def stretches(folder: Path, seed: int) -> Iterator[str]:
    """Stretches of one or more sentences, 8 to 45 words, none overlapping, no wording twice."""
    seen: set[int] = set()
    paths = sorted(folder.glob("*.jsonl.gz"))
    draw = random.Random(seed)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for turn in json.loads(line)["turns"]:
                    text = turn["text"].replace("\n", " ")
                    sentences = text.replace("? ", "?|").replace(". ", ".|").split("|")
                    some, wanted = "", draw.randint(8, 40)
                    for sentence in sentences:
                        some = f"{some} {sentence}".strip()
                        count = len(some.split())
                        if count >= wanted:
                            if count <= 45:
                                one = wording_of(some)
                                if one.is_telling and one.hash not in seen:
                                    seen.add(one.hash)
                                    yield some
                            some, wanted = "", draw.randint(8, 40)


class Printer:
    """Prints quotations with typed edits; words that are put in are from the transcripts."""

    def __init__(self, vocabulary: list[str], seed: int) -> None:
        self.draw = random.Random(seed)
        self.vocabulary = vocabulary

    def edited(self, text: str, kind: str) -> str:
        words, draw = text.split(), self.draw
        count = len(words)
        if kind == "cut at the end":
            words = words[: draw.randint(max(7, count // 2), count)]
        elif kind == "cut at the start":
            words = words[count - draw.randint(max(7, count // 2), count) :]
        elif kind == "cut at both":
            length = draw.randint(max(7, count // 2), count)
            start = draw.randint(0, max(0, count - length))
            words = words[start : start + length]
        elif kind in ("word", "two words"):
            for _ in range(1 if kind == "word" else 2):
                words[draw.randrange(len(words))] = draw.choice(self.vocabulary)
        elif kind == "added":
            words.insert(draw.randrange(count), draw.choice(self.vocabulary))
        elif kind == "left out":
            del words[draw.randrange(count)]
        elif kind == "elided" and count > 14:
            length = draw.randint(2, count // 3)
            start = draw.randint(4, count - length - 4)
            words[start : start + length] = ["…"]
        return " ".join(words)


def printed(seeds: list[str], wanted: int, printer: Printer) -> Iterator[tuple[int, str, str]]:
    """So many (number of the quotation, edit, text), those of one quotation spread over all of the time."""
    sizes = [min(50, int(printer.draw.paretovariate(1.1))) for _ in seeds]
    weights = list(accumulate(sizes))
    used = min(len(seeds), bisect_left(weights, wanted) + 1)
    for _ in range(wanted):
        number = bisect_right(weights, printer.draw.randrange(weights[used - 1]), 0, used)
        kind = printer.draw.choice(EDITS)
        yield number, kind, printer.edited(seeds[number], kind)


def pairs_of(counts: NDArray[np.int64]) -> int:
    """How many pairs there are within groups of these sizes."""
    return int((counts * (counts - 1) // 2).sum())


def score(truth: NDArray[np.int64], family: NDArray[np.int64], kinds: NDArray[np.int64]) -> dict[str, Any]:
    """Precision and recall of pairs and quotations (B-cubed); of each edit how many are with the most."""
    pairs = np.stack((truth, family))
    both, place, joint = np.unique(pairs, axis=1, return_inverse=True, return_counts=True)
    place = place.ravel()
    of_truth, of_family = np.unique(truth, return_counts=True), np.unique(family, return_counts=True)
    truths = of_truth[1][np.searchsorted(of_truth[0], both[0])]
    families = of_family[1][np.searchsorted(of_family[0], both[1])]
    right = pairs_of(joint)
    most = np.zeros(int(truth.max()) + 1, np.int64)
    np.maximum.at(most, both[0], joint)
    # In the family that has most of its quotation's printings.
    home = joint[place] == most[truth]
    several = truths[place] > 1
    return {
        "pairs": pairs_of(of_truth[1]),
        "precision": round(right / max(pairs_of(of_family[1]), 1), 4),
        "recall": round(right / max(pairs_of(of_truth[1]), 1), 4),
        "b-cubed precision": round(float((joint * joint / families).sum() / len(truth)), 4),
        "b-cubed recall": round(float((joint * joint / truths).sum() / len(truth)), 4),
        "quotations": len(of_truth[0]),
        "families": len(of_family[0]),
        "with most of their quotation, by edit": {
            kind: round(float(home[several & (kinds == number)].mean()), 4)
            for number, kind in enumerate(KINDS)
            if (several & (kinds == number)).any()
        },
    }


def measure(seeds: list[str], size: int, printer: Printer) -> dict[str, Any]:
    """The figures of one size."""
    truth, version, kinds = array("q"), array("q"), array("q")
    seconds = processor = 0.0
    marks: list[float] = []
    with TemporaryDirectory() as folder, Store.open(f"{folder}/record.db") as store:
        made = printed(seeds, size, printer)
        while some := list(islice(made, BATCH)):
            begun, begun_processor = time.perf_counter(), time.process_time()
            wordings = [wording_of(text) for _, _, text in some]
            telling = [one for one in wordings if one.is_telling]
            with store.database.writing():
                numbers = iter(add_versions(store.database, telling))
            taken = time.perf_counter() - begun
            seconds += taken
            processor += time.process_time() - begun_processor
            marks.append(1e6 * taken / len(some))
            for (number, kind, _), one in zip(some, wordings, strict=True):
                truth.append(number)
                kinds.append(KINDS.index(kind))
                # One that is passed over is in no family: alone.
                version.append(next(numbers) if one.is_telling else -len(version) - 1)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = store.database.execute("SELECT id, family_id FROM quotation_versions ORDER BY id")
        counts = {
            table: store.database.execute(f"SELECT count(*) FROM {table}")[0][0]
            for table in ("quotation_versions", "quotation_keys", "quotation_links")
        }
        store.close()
        bytes_ = Path(f"{folder}/record.db").stat().st_size
    family_of = np.array([0, *(family for _, family in rows)], np.int64)
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    versions = np.frombuffer(version, np.int64)
    family = np.where(versions > 0, family_of[np.maximum(versions, 0)], versions)
    tenth = max(1, len(marks) // 10)
    return {
        "size": size,
        "seconds": round(seconds, 1),
        "microseconds each": round(1e6 * seconds / size, 1),
        "of the processor": round(1e6 * processor / size, 1),
        "first and last tenth": [round(sum(some) / tenth, 1) for some in (marks[:tenth], marks[-tenth:])],
        "memory, MB": round(memory),
        "store, MB": round(bytes_ / 1e6),
        **counts,
        **score(np.frombuffer(truth, np.int64), family, np.frombuffer(kinds, np.int64)),
    }


def records(seeds: list[str], articles: int, printer: Printer) -> Iterator[Record]:
    """Articles of ten quotations with sixty words of the outlet's own before each."""
    made = printed(seeds, 10 * articles, printer)
    for number in range(articles):
        text, statements = "", []
        for place, (_, _, quotation) in enumerate(islice(made, 10), start=1):
            text += " ".join(printer.draw.choices(printer.vocabulary, k=60)).replace('"', "") + ".\n\n"
            quoted = "“" + quotation.translate(QUOTES) + "”"
            span = Span(len(text), len(text) + len(quoted))
            text += f"{quoted}\n\n"
            statements.append(
                Statement(id=f"s{place}", content=(span,), quote=quoted, manner="direct", confidence=0.9)
            )
        yield Record(
            article=Article(
                f"{number}", text, f"Outlet {number % 50}", published=f"2016-05-{number % 28 + 1:02}"
            ),
            statements=tuple(statements),
            made_by=MadeBy("0", "made-up"),
        )


def measure_articles(seeds: list[str], articles: int, printer: Printer) -> dict[str, Any]:
    """Families from a store's articles: how long they take to be brought up to date, and to be listed."""
    with TemporaryDirectory() as folder, Store.open(f"{folder}/record.db") as store:
        some = records(seeds, articles, printer)
        while batch := list(islice(some, 250)):
            store.put(batch)
        begun, begun_processor = time.perf_counter(), time.process_time()
        updated = update_families(store)
        seconds, processor = time.perf_counter() - begun, time.process_time() - begun_processor
        begun = time.perf_counter()
        listed = list(islice(families(store), 20))
        return {
            "articles": updated.articles,
            "quotations": updated.quotations,
            "passed over": updated.passed_over,
            "seconds": round(seconds, 1),
            "articles a second": round(updated.articles / seconds, 1),
            "processor, milliseconds an article": round(1000 * processor / updated.articles, 2),
            "20 largest families listed, seconds": round(time.perf_counter() - begun, 2),
            "their wordings": sum(len(one.versions) for one in listed),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--transcripts", type=Path, required=True, help="a folder of *.jsonl.gz")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--articles", type=int, help="instead: articles in a store, ten quotations each")
    parser.add_argument("--save", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    seeds = list(stretches(options.transcripts, 1))
    random.Random(2).shuffle(seeds)
    printer = Printer([word for text in seeds[:2_000] for word in text.split()], 3)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(seeds):,} stretches of transcripts; {before:,.0f} MB before anything is added", flush=True)
    if options.articles:
        print(json.dumps(measure_articles(seeds, options.articles, printer), indent=1))
        return
    figures = []
    for size in options.sizes:
        figures.append(measure(seeds, size, printer))
        print(json.dumps(figures[-1], indent=1), flush=True)
    if options.save:
        options.save.write_text(json.dumps({"before, MB": round(before), "sizes": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
