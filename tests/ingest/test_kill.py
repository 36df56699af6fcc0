"""An ingest that is killed at random moments: what it reported is in the store, once, and it goes on."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from onrecord.store import Store

DRIVER = """
import sys
sys.path.insert(0, sys.argv[4])

import readers
from onrecord.ingest import Ingest


class Reports:
    def begun(self, mark):
        pass

    def refused(self, refusal):
        pass

    def committed(self, written, account):
        sys.stdout.write("".join(one.given_id + "\\n" for one, _ in written))
        sys.stdout.flush()


if __name__ == "__main__":
    print("started", flush=True)
    run = Ingest(
        sys.argv[1],
        workers=2,
        load=getattr(readers, sys.argv[3]),
        watcher=Reports(),
        commit_seconds=0.02,
        commit_articles=7,
    )
    run.paths([sys.argv[2]])
    print("ended", flush=True)
"""


class Runs:
    """Runs of the driver over the same articles into the same store."""

    def __init__(self, folder: Path, url: str, articles: int) -> None:
        self.driver, self.news, self.url = folder / "driver.py", folder / "news", url
        self.driver.write_text(DRIVER, encoding="utf-8")
        self.news.mkdir()
        self.articles = [f"a{number}" for number in range(articles)]
        rows = [{"id": id, "text": f"“We lost {id},” she said. “Twice.”"} for id in self.articles]
        for part in range(8):
            text = "".join(json.dumps(row) + "\n" for row in rows[part::8])
            (self.news / f"{part}.jsonl").write_text(text, encoding="utf-8")
        self.reported: set[str] = set()
        self.ended = False

    def run(self, seconds: float | None, after_a_report: bool = False) -> None:
        """Starts a run and kills it so many seconds after it began, or after it first reported something.

        Without seconds it is let to end, with a faster reader.
        """
        reader = "FakeReader" if seconds is None else "Slow"
        tests = str(Path(__file__).parents[1])
        with subprocess.Popen(
            [sys.executable, str(self.driver), self.url, str(self.news), reader, tests],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout and process.stderr
            assert process.stdout.readline() == "started\n", process.stderr.read()
            first = process.stdout.readline() if after_a_report else ""
            if seconds is not None:
                time.sleep(seconds)
                process.send_signal(signal.SIGKILL)
            told, errors = process.communicate()
        told = first + told
        # A process that is being started when its parent is killed says so: that is Python's.
        assert seconds is not None or errors == ""
        # The last line may be cut off by the kill; then it says nothing.
        names = told.rpartition("\n")[0].splitlines()
        self.ended = "ended" in names
        self.reported.update(name for name in names if name != "ended")

    def check(self) -> None:
        with Store.open(self.url) as store:
            kept = Counter(record.article.id for record in store.records())
            assert set(kept.values()) <= {1}
            assert self.reported <= set(kept)
            rows = store.database.execute("SELECT count(*) FROM statements")
            assert rows == [(2 * len(kept),)]
            found = {row.article for row in store.statements()}
            assert found == set(kept)
            if store.database.kind == "sqlite":
                assert store.database.execute("PRAGMA integrity_check") == [("ok",)]
                check = "INSERT INTO statements_fts (statements_fts, rank) VALUES ('integrity-check', 1)"
                store.database.execute(check)


def test_what_was_reported_is_in_the_store_exactly_once(tmp_path: Path) -> None:
    draw = random.Random(5)
    runs = Runs(tmp_path, str(tmp_path / "record.db"), 6000)
    for kill in range(30):
        before = len(runs.reported)
        if kill % 3 == 0:
            # Also before there is anything to lose: while tables are made, models loaded.
            runs.run(draw.uniform(0.0, 0.8))
        else:
            runs.run(draw.uniform(0.0, 0.3), after_a_report=True)
            assert len(runs.reported) > before
        assert not runs.ended, "the articles are too few for so many kills"
        runs.check()
    runs.run(None)
    assert runs.ended
    runs.check()
    with Store.open(runs.url) as store:
        assert sorted(record.article.id for record in store.records()) == sorted(runs.articles)
    assert [path.name for path in tmp_path.glob("record.db*")] == ["record.db"]


def test_the_same_holds_in_postgres(tmp_path: Path, postgres_store: str) -> None:
    draw = random.Random(6)
    runs = Runs(tmp_path, postgres_store, 1000)
    for _ in range(4):
        runs.run(draw.uniform(0.5, 1.2))
        runs.check()
    runs.run(None)
    runs.check()
    with Store.open(postgres_store) as store:
        assert sorted(record.article.id for record in store.records()) == sorted(runs.articles)
