"""How well quotations are verified: real ones against real transcripts, with the verdicts that a reader gave.

    python benchmarks/verification_dev.py ../shared/data/verification/dev.jsonl.gz ../shared/data/transcripts

builds an index of all transcripts (in a folder of its own, deleted afterwards, or kept with --index), looks
every quotation up in all of them, and prints: the right place found, verdicts, not_found, changes of meaning
flagged, the verdicts confused, milliseconds a lookup, words a second indexed, peak memory. --wrong prints
what came out wrong.

A place is right where document and turn are those of the gold, or, since several transcripts of one event are
among the sources, where three in four words found are those of the gold's place and the date is at most two
days off.
"""

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.verify import SourceIndex, Verification, verify_quotation
from onrecord.verify.document import days_of
from onrecord.verify.index import documents_of
from onrecord.verify.words import words_of

VERDICTS = ("verbatim", "trimmed", "elided", "spliced", "altered", "not_found")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="quotations with verdicts, JSON Lines, gzipped")
    parser.add_argument("transcripts", type=Path, help="a file or folder of transcripts")
    parser.add_argument("--index", type=Path, help="keep the index here, and use it if it is there")
    parser.add_argument("--undated", action="store_true", help="do not tell when the articles were published")
    parser.add_argument("--given", action="store_true", help="against the gold's transcript alone")
    parser.add_argument("--wrong", action="store_true", help="print what came out wrong")
    parser.add_argument("--save", type=Path, help="write the figures as JSON")
    args = parser.parse_args()
    with gzip.open(args.gold, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as scratch:
        started, used = time.perf_counter(), time.process_time()
        index, added = SourceIndex.build(args.index or Path(scratch) / "index", [args.transcripts])
        built, built_cpu = time.perf_counter() - started, time.process_time() - used
        building = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found, times = verified(gold, index, args.undated, Path(scratch) if args.given else None)
        figures = measured(gold, found)
    figures["documents"], figures["words"] = index.documents, index.words
    if added.words:
        figures["words indexed a second"] = round(added.words / built)
        figures["words indexed a second of processor time"] = round(added.words / built_cpu)
        figures["peak memory in MB, building"] = round(building)
    times.sort()
    figures["ms a quotation, mean"] = round(1000 * sum(times) / len(times), 2)
    figures["ms a quotation, median"] = round(1000 * times[len(times) // 2], 2)
    figures["ms a quotation, slowest"] = round(1000 * times[-1], 2)
    figures["peak memory in MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    for name, value in figures.items():
        print(f"{name:42} {value}")
    print_confusion(gold, found)
    if args.wrong:
        print_wrong(gold, found)
    if args.save:
        args.save.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def verified(
    gold: Iterable[dict[str, Any]], index: SourceIndex, undated: bool, alone: Path | None = None
) -> tuple[list[Verification], list[float]]:
    """The verification of each quotation, and the processor seconds that each took.

    alone: a folder for indexes of single transcripts; each quotation is then looked up in the gold's alone.
    """
    found, times = [], []
    documents = {one.id: one for part in index.segments for one in documents_of(part)} if alone else {}
    for number, case in enumerate(gold):
        if alone and case["transcript_id"] in documents:
            index = SourceIndex.of_documents(alone / str(number), [documents[case["transcript_id"]]])
        started = time.process_time()
        published = None if undated else case["article_date"] or None
        found.append(verify_quotation(case["quote"], index, published=published))
        times.append(time.process_time() - started)
    return found, times


def measured(gold: list[dict[str, Any]], found: list[Verification]) -> dict[str, Any]:
    """The figures, shares in per cent."""
    pairs = list(zip(gold, found, strict=True))
    placed = [(case, one) for case, one in pairs if case["verdict"] != "not_found"]
    absent = [case["verdict"] == "not_found" for case in gold]
    said_absent = [one.verdict == "not_found" for one in found]
    both = sum(a and b for a, b in zip(absent, said_absent, strict=True))
    meaning = [one for case, one in pairs if case["severity"] == "meaning"]
    return {
        "quotations": len(gold),
        "right place": share(sum(is_right_place(case, one) for case, one in placed), len(placed)),
        "document and turn of the gold itself": share(
            sum(is_same_turn(case, one) for case, one in placed), len(placed)
        ),
        "verdict": share(sum(case["verdict"] == one.verdict for case, one in pairs), len(pairs)),
        "not_found precision": share(both, sum(said_absent)),
        "not_found recall": share(both, sum(absent)),
        "severity": share(sum(case["severity"] == one.severity for case, one in pairs), len(pairs)),
        "changes of meaning": len(meaning),
        "changes of meaning flagged": sum(one.severity == "meaning" for one in meaning),
        "flagged as changed in meaning": sum(one.severity == "meaning" for one in found),
    }


def share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def is_same_turn(case: dict[str, Any], one: Verification) -> bool:
    places = [one.found, *one.elsewhere] if one.found else []
    return any((p.document, p.turn) == (case["transcript_id"], case["turn"]) for p in places if p)


def is_right_place(case: dict[str, Any], one: Verification) -> bool:
    if one.found is None:
        return False
    if is_same_turn(case, one):
        return True
    theirs, ours = days_of(case["transcript_date"]), days_of(one.found.date)
    near = theirs is not None and ours is not None and theirs[0] - 2 <= ours[1] and ours[0] <= theirs[1] + 2
    return near and alike(case["transcript_span"], one.found.text) >= 0.75


def alike(one: str, other: str) -> float:
    """The share of words that two stretches have in common, of the longer one's."""
    ours, theirs = (Counter(words_of(text).forms) for text in (one, other))
    return sum((ours & theirs).values()) / max(sum(ours.values()), sum(theirs.values()), 1)


def print_confusion(gold: list[dict[str, Any]], found: list[Verification]) -> None:
    counts = Counter((case["verdict"], one.verdict) for case, one in zip(gold, found, strict=True))
    print("\ngold over found  " + "".join(f"{verdict:>10}" for verdict in VERDICTS))
    for verdict in VERDICTS:
        print(f"{verdict:17}" + "".join(f"{counts[verdict, other]:10}" for other in VERDICTS))


def print_wrong(gold: list[dict[str, Any]], found: list[Verification]) -> None:
    for number, (case, one) in enumerate(zip(gold, found, strict=True)):
        absent = case["verdict"] == "not_found"
        if case["verdict"] == one.verdict and (absent or is_right_place(case, one)):
            continue
        place = f"{one.found.document} {one.found.turn}: {one.found.text}" if one.found else "-"
        print(f"\n{number} {case['verdict']} -> {one.verdict} ({one.confidence}) {case['why']}")
        print(f"  quotation {case['quote']}")
        print(f"  gold      {case['transcript_id']} {case['turn']}\n  found     {place}")


if __name__ == "__main__":
    main()
