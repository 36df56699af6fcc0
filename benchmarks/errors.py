"""What the reader misses and what it finds beyond the gold, by class, counted on annotated articles.

    python benchmarks/errors.py ../shared/data/polnear/dev.jsonl.gz

Statements are paired with the gold as in the measure `found`; those inside another are left out.
"""

import argparse
from collections import Counter

from onrecord import Reader
from onrecord.evaluation import attributions_of, evaluate, read_gold
from onrecord.measures import Attribution, reached
from onrecord.record import Span


def touch(ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in ours for b in theirs)


def kind(one: Attribution, others: list[Attribution], name: str) -> str:
    """Which of the others an unpaired one shares a cue, else content with; `name` says whose those are."""
    if any(touch(one.cue, other.cue) for other in others):
        return f"shares its cue with one of {name}, but not half of the content"
    if not one.cue:
        return "has no cue"
    if any(touch(one.content, other.content) for other in others):
        return f"stands inside or across the content of one of {name}"
    return f"stands where {name} has nothing"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    gold = read_gold(parser.parse_args().gold)
    _, records = evaluate(gold, Reader().read_many)
    missed: Counter[str] = Counter()
    beyond: Counter[str] = Counter()
    for article, record in zip(gold, records, strict=True):
        annotated, found = list(article.attributions), attributions_of(record)
        for ours, theirs, name, counts in (
            (annotated, found, "the reader's", missed),
            (found, annotated, "the gold's", beyond),
        ):
            levels = reached(article.text, theirs, ours)
            counts.update(
                kind(one, theirs, name)
                for one, level in zip(ours, levels, strict=True)
                if "found" not in level
            )
    for title, counts in (("gold, not found", missed), ("found, not gold", beyond)):
        print(f"{title}: {counts.total()}")
        for name, count in counts.most_common():
            print(f"{count:6d}  {name}")


if __name__ == "__main__":
    main()
