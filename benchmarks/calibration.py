"""Whether confidence means what it says: a reliability table and the expected calibration error (ECE).

    python benchmarks/calibration.py ../shared/data/polnear/dev.jsonl.gz

A statement is right when source, cue and content agree with the gold (`relation` in the measures). Statements
inside another are left out, as the gold is flat. ECE: the mean gap between confidence and the share of right
ones over ten bins of equal width, weighted by the statements in each (Naeini et al., AAAI 2015).
"""

import argparse

from onrecord import Reader
from onrecord.evaluation import attributions_of, evaluate, read_gold
from onrecord.measures import reached

BINS = 10


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    gold = read_gold(parser.parse_args().gold)
    _, records = evaluate(gold, Reader().read_many)
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for article, record in zip(gold, records, strict=True):
        levels = reached(article.text, article.attributions, attributions_of(record))
        outer = [s for s in record.statements if s.parent is None]
        for statement, level in zip(outer, levels, strict=True):
            place = min(int(statement.confidence * BINS), BINS - 1)
            bins[place].append((statement.confidence, "relation" in level))
    total = sum(map(len, bins))
    error = 0.0
    print("confidence   statements   mean confidence   right")
    for place, found in enumerate(bins):
        if not found:
            continue
        mean = sum(c for c, _ in found) / len(found)
        right = sum(r for _, r in found) / len(found)
        error += abs(mean - right) * len(found) / total
        print(
            f"{place / BINS:.1f} to {(place + 1) / BINS:.1f}   {len(found):10d}   {mean:15.2f}   {right:5.2f}"
        )
    print(f"expected calibration error {error:.3f} over {total} statements")


if __name__ == "__main__":
    main()
