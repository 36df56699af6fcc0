"""How long a source audit takes: of the newest statements of a store of made-up ones, and of all.

python benchmarks/audit.py                       # 10,000 articles, 150,000 statements
python benchmarks/audit.py --store record.db     # of a store that is there
"""

import argparse
import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from search import MadeUp, fill

from onrecord.compare import audit
from onrecord.store import Store

NEWEST = (1_000, 20_000, 100_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--all", action="store_true", help="also of all statements")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "record.db"
        if arguments.store is None:
            with Store.open(path) as store:
                fill(store, MadeUp(in_an_article=15), arguments.articles * 15)
        figures = measure(path, (*NEWEST, None) if arguments.all else NEWEST)
    print(json.dumps(figures, indent=2))
    Path(__file__).with_suffix(".json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def measure(path: Path, sizes: tuple[int | None, ...]) -> dict[str, object]:
    """Seconds of the processor and by the clock, for so many of the newest statements; None is all."""
    figures: dict[str, object] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    with Store.open(path, read_only=True) as store:
        for size in sizes:
            begun, processor = time.perf_counter(), time.process_time()
            found = audit(store, at_most=size)
            figures[f"{found.statements:,} statements"] = {
                "clock": round(time.perf_counter() - begun, 2),
                "processor": round(time.process_time() - processor, 2),
            }
    return figures


if __name__ == "__main__":
    main()
