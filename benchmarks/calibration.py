"""Whether confidence means what it says: a reliability table and the expected calibration error (ECE).

    python benchmarks/calibration.py ../shared/data/polnear/dev.jsonl.gz [--speakers FILE]

A statement is right when source, cue and content agree with the gold (`relation` in the measures). Statements
inside another are left out, as the gold is flat. With --speakers (dev.speakers.jsonl) a second table for the
confidence of speakers, over the statements found to which one is given. ECE: the mean gap between confidence
and the share of right ones over ten bins of equal width, weighted by the statements in each (Naeini et al.,
AAAI 2015).
"""

import argparse

from onrecord import Reader
from onrecord.evaluation import attributions_of, evaluate, read_gold
from onrecord.measures import reached
from onrecord.speaker_evaluation import judge, read_speaker_gold

BINS = 10


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("--speakers")
    o = parser.parse_args()
    gold = read_gold(o.gold)
    named = read_speaker_gold(o.speakers) if o.speakers else []
    _, records = evaluate(gold, Reader().read_many)
    statements: list[tuple[float, bool]] = []
    for article, record in zip(gold, records, strict=True):
        levels = reached(article.text, article.attributions, attributions_of(record))
        outer = [s for s in record.statements if s.parent is None]
        statements += [
            (statement.confidence, "relation" in level)
            for statement, level in zip(outer, levels, strict=True)
        ]
    show("statements", statements)
    if named:
        judged = judge(gold, named, records)
        show("speakers", [(one.confidence, one.right) for one in judged if one.confidence is not None])


def show(what: str, rated: list[tuple[float, bool]]) -> None:
    """Prints the table of confidences and whether each was right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in rated:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    error = 0.0
    print(f"confidence   {what:>10}   mean confidence   right")
    for place, found in enumerate(bins):
        if not found:
            continue
        mean = sum(c for c, _ in found) / len(found)
        share = sum(r for _, r in found) / len(found)
        error += abs(mean - share) * len(found) / len(rated)
        print(
            f"{place / BINS:.1f} to {(place + 1) / BINS:.1f}   {len(found):10d}   {mean:15.2f}   {share:5.2f}"
        )
    print(f"expected calibration error {error:.3f} over {len(rated)} {what}")


if __name__ == "__main__":
    main()
