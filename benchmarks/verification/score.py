"""Scores answers: prints verdicts right by kind, changes of meaning flagged, places found.

    python benchmarks/verification/score.py items.jsonl answers.jsonl [--save figures.json] [--wrong KIND]

answers.jsonl has one verification for each item (README.md says what it must have), in any order. Only the
standard library is needed.
"""

import argparse
import json
import sys
from pathlib import Path

from typed_edits import item, scoring
from typed_edits.scoring import Json


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("items", type=Path, help="what generate.py wrote")
    parser.add_argument("answers", type=Path, help="one verification for each item, JSON Lines")
    parser.add_argument("--save", type=Path, help="write the figures here, as JSON")
    parser.add_argument("--wrong", metavar="KIND", help="print what is wrong of a kind, or of all")
    args = parser.parse_args()
    try:
        pairs = scoring.paired(item.read(args.items), item.read(args.answers))
        figures = scoring.figures(pairs)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except (KeyError, TypeError) as error:
        print(f"an item or an answer lacks what is needed: {error!r}", file=sys.stderr)
        return 2
    print_figures(figures)
    print_confusion(pairs)
    if args.wrong:
        print_wrong(pairs, args.wrong)
    if args.save:
        args.save.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def print_figures(figures: Json, indent: int = 0) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{' ' * indent}{name}")
            print_figures(value, indent + 2)
        else:
            print(f"{' ' * indent}{name:{64 - indent}} {value[0]:6.2f} % of {value[1]:5}")


def print_confusion(pairs: list[scoring.Pair]) -> None:
    counts = scoring.confusion(pairs)
    print("\nitem over answer" + "".join(f"{verdict:>11}" for verdict in scoring.VERDICTS))
    for verdict in scoring.VERDICTS:
        print(
            f"{verdict:16}" + "".join(f"{counts.get((verdict, other), 0):11}" for other in scoring.VERDICTS)
        )


def print_wrong(pairs: list[scoring.Pair], kind: str) -> None:
    for one, answer in pairs:
        right = scoring.is_right_verdict(one, answer) and answer["severity"] == one["severity"]
        placed = not one["places"] or scoring.is_right_place(one, answer)
        if kind not in ("all", one["kind"]) or (right and placed):
            continue
        found = answer.get("found") or {}
        print(
            f"\n{one['id']} {one['verdict']}, {one['severity']} -> {answer['verdict']}, {answer['severity']}"
        )
        print(f"  quotation {one['quote']}\n  found     {found.get('document')} {found.get('text')}")
        for edit in one["edits"]:
            print("  edited   ", one["quote"][slice(*edit["quote"])] if edit["quote"] else "(left out)")
        for difference in answer.get("differences") or ():
            words = one["quote"][slice(*difference["quote"])] if difference.get("quote") else "-"
            print(f"  differs   {difference['kind']} {words!r} {difference.get('category')}")


if __name__ == "__main__":
    sys.exit(main())
