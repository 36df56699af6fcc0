"""How large a store is for an article, by table, and what other ways to keep the record would take.

    onrecord read --format jsonl ARTICLES > records.jsonl
    python benchmarks/store_size.py records.jsonl

The ways are compared by what they add to the columns that there are anyway.
"""

import json
import sqlite3
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.record import Record, Span
from onrecord.store import Store, prepare


def main() -> None:
    lines = Path(sys.argv[1]).read_bytes().splitlines()
    records = [Record.from_json(line) for line in lines]
    texts = sum(len(record.article.text.encode()) for record in records)
    statements = sum(len(record.statements) for record in records)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        with Store.open(path) as store:
            for start in range(0, len(records), 100):
                store.write([prepare(record) for record in records[start : start + 100]])
        as_written = path.stat().st_size
        connection = sqlite3.connect(path)
        connection.execute("VACUUM")
        count = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        print(
            f"{count:,} articles of {texts / len(records):,.0f} bytes of text and "
            f"{statements / len(records):.1f} statements on average"
        )
        print(f"{as_written / count:10,.0f} bytes an article as written")
        print(f"{path.stat().st_size / count:10,.0f} after VACUUM, of which")
        sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12"
        for name, size in connection.execute(sql):
            print(f"{size / count:10,.0f} {name}")
        connection.close()
    per = len(records)
    kept = sum(len(record.article.text.encode()) + len(prepare(record).rest) for record in records) / per
    whole = sum(len(zlib.compress(record.to_json())) for record in records) / per
    columns = sum(len(record.article.text.encode()) + extra_columns(record) for record in records) / per
    print("the record, in bytes an article beside the columns that searching needs:")
    print(f"{kept:10,.0f} text, and the rest of the record compressed: as it is")
    print(f"{columns:10,.0f} text, and columns for the rest")
    print(f"{whole:10,.0f} the whole record compressed, with no text that a person can read")


def extra_columns(record: Record) -> int:
    """Bytes of what no column has: mentions, the outlet's own voice, scare quotes, notes."""

    def size(spans: tuple[Span, ...]) -> int:
        return len(json.dumps([[span.start, span.end] for span in spans], separators=(",", ":")))

    own = sum(map(len, record.notes)) + sum(map(len, record.article.notes))
    names = sum(len(json.dumps(one.names)) + len(json.dumps(one.roles)) for one in record.speakers)
    mentions = sum(size(one.mentions) for one in record.speakers)
    return own + names + mentions + size(record.outlet_voice) + size(record.scare_quotes)


if __name__ == "__main__":
    main()
