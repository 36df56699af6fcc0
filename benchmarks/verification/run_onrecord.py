"""Answers of onrecord to the items of the benchmark, for score.py.

    python benchmarks/verification/run_onrecord.py items.jsonl answers.jsonl [--sources FOLDER]

indexes the transcripts (the shipped ones without --sources; never those held out) and verifies each quotation
by its words alone: it is told neither a date nor a speaker.
"""

import argparse
import tempfile
import time
from pathlib import Path

import msgspec
from typed_edits import item

from onrecord.verify import SourceIndex, verify_quotation

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("items", type=Path, help="what generate.py wrote")
    parser.add_argument("answers", type=Path, help="the file to write, JSON Lines")
    parser.add_argument("--sources", type=Path, default=HERE / "sources", help="transcripts to look in")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, args.answers.open("wb") as out:
        index, _ = SourceIndex.build(Path(scratch) / "index", [args.sources])
        started, count = time.perf_counter(), 0
        for one in item.read(args.items):
            answer = verify_quotation(one["quote"], index)
            out.write(msgspec.json.encode(msgspec.structs.replace(answer, article=one["id"])) + b"\n")
            count += 1
        took = time.perf_counter() - started
    print(f"{count} quotations, {1000 * took / max(count, 1):.1f} ms each")


if __name__ == "__main__":
    main()
