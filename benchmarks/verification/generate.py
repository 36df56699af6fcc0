"""Makes the items of the benchmark: quotations of transcripts with typed edits, each with its verdict.

    python benchmarks/verification/generate.py items.jsonl
    python benchmarks/verification/generate.py items.jsonl --sources FOLDER --held-out FOLDER --seed 7

FOLDER holds transcripts, one JSON object a line (.jsonl, .jsonl.gz); without it the shipped ones are used. A
folder without documents held out gives no items that were not said. Only the standard library is needed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from typed_edits import item, transcripts
from typed_edits.making import Maker

HERE = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("items", type=Path, help="the file to write, JSON Lines")
    parser.add_argument(
        "--sources", type=Path, help="transcripts that are quoted; the shipped ones if not given"
    )
    parser.add_argument("--held-out", type=Path, help="transcripts of which no verifier is told")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other items (1)")
    parser.add_argument("--each", type=int, default=100, help="items of each kind, at most (100)")
    args = parser.parse_args()
    held_out = args.held_out or (None if args.sources else HERE / "held_out")
    try:
        sources = transcripts.Transcripts(transcripts.read(args.sources or HERE / "sources"))
        others = transcripts.Transcripts(transcripts.read(held_out)) if held_out else None
    except transcripts.BadTranscripts as error:
        print(error, file=sys.stderr)
        return 2
    paraphrases = None if args.sources else HERE / "paraphrases.tsv"
    items = list(Maker(sources, others, args.seed, args.each).items(paraphrases))
    item.write(items, args.items)
    for kind, count in Counter(one.kind for one in items).items():
        print(f"{kind:22} {count:5}")
    print(f"{'all':22} {len(items):5}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
