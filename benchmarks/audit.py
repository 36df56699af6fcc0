"""How long an audit takes, and how much memory: a store of made-up statements is made, counted, and deleted.

    python benchmarks/audit.py                     # a million statements in SQLite: minutes, 0.7 GB
    python benchmarks/audit.py --statements 100000
    python benchmarks/audit.py --keep record.db    # one that search.py, store_pages.py or this made before

The store is that of benchmarks/search.py, whose tones and sources are more evenly spread than news has them.
Figures are seconds of `onrecord.compare.audit` in an open store, the best of three, and what of it the
processor took; memory is the most that the process held so far, without what it held before the first audit.
64 MB of it are SQLite's cache.
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from search import MadeUp, fill

from onrecord.compare import audit
from onrecord.store import Search, Store

TRIES = 3


NEWEST = (10_000, 100_000, 1_000_000)


def audits(made_up: MadeUp, statements: int) -> dict[str, dict[str, Any]]:
    """The arguments of each audit of a store of so many statements."""
    return {
        **{f"the newest {size:,}": {"at_most": size} for size in NEWEST if size < statements},
        "everything": {},
        "everything, a copied text once": {"copies": False},
        "one year": {"search": Search(since="2016", until="2016")},
        "one outlet": {"search": Search(outlets=(made_up.outlets[0],))},
        "one of the ten commonest words": {"search": Search(words=made_up.words[5])},
        "the source heard most": {"search": Search(speaker=made_up.people[0])},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--keep", help="make the SQLite file here, or take the one that is here, and keep it")
    parser.add_argument(
        "--save", type=Path, help="add the figures to this JSON file, by number of statements"
    )
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = options.keep or f"{folder}/record.db"
        made_up = MadeUp()
        if not Path(path).exists():
            with Store.open(path) as store:
                fill(store, made_up, options.statements)
        with Store.open(path, read_only=True) as store:
            size, figures = measure(store, made_up)
    print(f"{size:,} statements")
    print(f"{'seconds':34} {'best':>7} {'processor':>9}   {'statements':>10} {'MB':>5}")
    for name, one in figures.items():
        told = f"{one['best']:7.2f} {one['processor']:9.2f}   {one['statements']:10,} {one['megabytes']:5}"
        print(f"{name:34} {told}")
    if options.save:
        before = json.loads(options.save.read_text()) if options.save.exists() else {}
        options.save.write_text(json.dumps({**before, f"{size}": figures}, indent=1) + "\n")


def measure(store: Store, made_up: MadeUp) -> tuple[int, dict[str, dict[str, float]]]:
    figures = {}
    before = _megabytes()
    load = os.getloadavg()[0]
    for name, arguments in audits(made_up, store.holdings().statements).items():
        times, processor = [], []
        for _ in range(TRIES):
            begun, begun_processor = time.perf_counter(), time.process_time()
            found = audit(store, **arguments)
            processor.append(time.process_time() - begun_processor)
            times.append(time.perf_counter() - begun)
        figures[name] = {
            "best": round(min(times), 3),
            "processor": round(min(processor), 3),
            "statements": found.statements,
            "megabytes": _megabytes() - before,
            "load": round(load, 1),
        }
    return int(figures["everything"]["statements"]), figures


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
