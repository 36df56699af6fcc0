"""Fits the weights of onrecord.verify.likelihood on quotations that a machine aligned with transcripts.

    python benchmarks/verification_likelihood.py ../shared/data/verification/silver.jsonl.gz \\
        ../shared/data/transcripts --without ../shared/data/verification/dev.jsonl.gz

Each quotation is looked up twice: in all transcripts, where its place is, and, as an example of what chance
brings together, in those of earlier years alone, the newest at least two months older than its article. Both
with the article's date and without. No human judged these quotations; those that the machine itself holds for
altered are left out. What is found word for word is left out too: it is no matter of likelihood. Places and
examples of chance weigh the same together.

The package's first weight and that of a missing date are chosen on the dev cases instead.

Prints the weights in the order of the features, and how many of the examples they tell rightly.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.verify import SourceIndex
from onrecord.verify.document import days_of
from onrecord.verify.elsewhere import pieces_of
from onrecord.verify.index import documents_of
from onrecord.verify.likelihood import features
from onrecord.verify.placing import Known
from onrecord.verify.search import Query
from onrecord.verify.words import words_of

OLDER = 60
RIDGE = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("silver", type=Path)
    parser.add_argument("transcripts", type=Path)
    parser.add_argument("--without", type=Path, help="quotations to leave out, those that are measured on")
    parser.add_argument("--quotations", type=int, default=1_500)
    args = parser.parse_args()
    left_out = {case["id"] for case in read(args.without)} if args.without else set()
    cases = [
        case for case in read(args.silver) if case["id"] not in left_out and days_of(case["article_date"])
    ]
    random.Random(7).shuffle(cases)
    by_year: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for case in cases[: args.quotations]:
        by_year[int(case["article_date"][:4])].append(case)
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        whole, _ = SourceIndex.build(Path(scratch) / "whole", [args.transcripts])
        for year, quoted in sorted(by_year.items()):
            before = date(year, 1, 1).toordinal() - OLDER
            documents = (
                one
                for part in whole.segments
                for one in documents_of(part)
                if (days := days_of(one.date)) and days[1] < before
            )
            older = SourceIndex.of_documents(Path(scratch) / str(year), documents)
            for case in quoted:
                for index, label in ((whole, 1.0), (older, 0.0)):
                    if label and case["match"] == "altered":
                        continue
                    for row in rows_of(case, index):
                        rows.append(row)
                        labels.append(label)
    matrix, truth = np.array(rows), np.array(labels)
    weights = fitted(matrix, truth)
    told = ((matrix @ weights > 0) == (truth > 0)).mean()
    print(f"{len(truth)} examples, {truth.mean():.0%} of them places, {told:.1%} told rightly")
    print("weights", tuple(round(float(weight), 2) for weight in weights))


def read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def rows_of(case: dict[str, Any], index: SourceIndex) -> Iterator[tuple[float, ...]]:
    """The features of a quotation's best place, with and without its date, where it is not word for word."""
    for published in (case["article_date"], None):
        known = Known(published=published)
        quotation = words_of(case["quote"], quotation=True)
        pieces, bits = pieces_of(quotation, Query(case["quote"], index.segments), index.segments, known)
        if pieces and any(piece.blocks for piece in pieces):
            yield features(quotation, bits, index.segments, known, pieces, None)


def fitted(matrix: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    share = truth.mean()
    counts = np.where(truth > 0, 0.5 / share, 0.5 / (1 - share))
    ridge = np.full(len(weights), RIDGE)
    ridge[0] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (counts * (truth - chance)) - ridge * weights
        curve = (matrix * (counts * chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        weights += np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
