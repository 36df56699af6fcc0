"""A process that keeps corrections and is killed at random moments: what it reported is in the store."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import made_up
from corrected_articles import ferry

from onrecord.corrections import WrongSpeaker, corrections_of
from onrecord.store import Store

DRIVER = """
import sys
sys.path.insert(0, sys.argv[2])
from corrected_articles import ferry, statement
from onrecord.corrections import WrongSpeaker, keep, withdraw
from onrecord.store import Store

store = Store.open(sys.argv[1])
print("started", flush=True)
number = 0
while True:
    number += 1
    correction = WrongSpeaker(about=statement(ferry(), 1), speaker=f"Name {number}")
    kept = keep(store, 1, correction, by="Ann")
    print("kept", kept.number, kept.correction.speaker, flush=True)
    if number % 3 == 0:
        withdraw(store, kept.number, "Ann")
        print("withdrawn", kept.number, flush=True)
"""


def run_and_kill(url: str, seconds: float) -> list[list[str]]:
    """What the driver reported before it was killed, each report whole."""
    tests = str(Path(made_up.__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, url, tests], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == "started\n", process.stderr.read()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told, errors = process.communicate()
    assert errors == ""
    return [line.split(maxsplit=2) for line in told.rpartition("\n")[0].splitlines()]


def check(url: str, kills: int) -> None:
    draw = random.Random(7)
    with Store.open(url) as store:
        store.put([ferry()])
    names, withdrawn = dict[int, str](), set[int]()
    for _ in range(kills):
        reports = run_and_kill(url, draw.uniform(0.05, 0.4))
        names |= {int(number): name for what, number, *rest in reports for name in rest if what == "kept"}
        withdrawn |= {int(number) for what, number, *_ in reports if what == "withdrawn"}
        with Store.open(url) as store:
            kept = {one.number: one for one in corrections_of(store, 1)}
            if store.database.kind == "sqlite":
                assert store.database.execute("PRAGMA integrity_check") == [("ok",)]
                assert store.database.execute("PRAGMA foreign_key_check") == []
        assert set(names) <= set(kept)
        for number, name in names.items():
            correction = kept[number].correction
            assert isinstance(correction, WrongSpeaker)
            assert correction.speaker == name
        assert all(kept[number].withdrawn is not None for number in withdrawn)
        # Of what was not reported there is at most the one that was under way in each run.
        assert len(kept) <= len(names) + kills
    assert len(names) > kills
    assert withdrawn


def test_what_was_reported_as_kept_or_withdrawn_is_so(tmp_path: Path) -> None:
    check(str(tmp_path / "record.db"), 12)


def test_the_same_holds_in_postgres(postgres_store: str) -> None:
    check(postgres_store, 4)
