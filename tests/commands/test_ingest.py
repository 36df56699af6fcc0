"""`onrecord ingest`, with a reader that needs no model."""

import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import readers
from click.testing import Result

from onrecord.commands import ingest
from onrecord.store import Store

Run = Callable[..., Result]

ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
import readers
from onrecord.commands import ingest
from onrecord.cli import main

if __name__ == "__main__":
    ingest.load = getattr(readers, sys.argv[2])
    main(sys.argv[3:])
"""


def alone(reader: str, *args: str) -> list[str]:
    """The command line of the command in a process of its own."""
    tests = Path(__file__).parents[1]
    script = Path("alone.py")
    script.write_text(ALONE, encoding="utf-8")
    return [sys.executable, str(script), str(tests), reader, *args]


def test_it_says_what_it_did_and_what_the_store_holds(run: Run, news: Path) -> None:
    result = run("ingest", "news.jsonl", "--store", "record.db")
    assert (result.exit_code, result.stderr) == (0, "")
    first, second, third = result.stdout.splitlines()
    assert first == "10 articles recorded (1 with the text of another)"
    assert second.startswith("20 statements in ") and second.endswith(" articles an hour")
    assert third == "the store holds 10 articles, 20 statements; read: 10 by fake (onrecord 0)"
    again = run("ingest", "news.jsonl", "--store", "record.db")
    assert again.stdout.splitlines()[0] == "0 articles recorded, 1 file or page unchanged since the last time"


def test_some_refused_is_exit_code_1_each_named_with_why(run: Run, news: Path) -> None:
    Path("bad.txt").write_bytes(b"\0\1\2")
    result = run("ingest", ".", "--store", "record.db")
    assert result.exit_code == 1
    assert "10 articles recorded (1 with the text of another), 1 refused" in result.stdout
    assert "refused: ./bad.txt: is binary data, not text" in result.stdout
    listed = run("store", "record.db", "--refused")
    assert (listed.exit_code, listed.stdout) == (0, "./bad.txt: is binary data, not text\n")
    # The store itself, in the same folder, is not among what is read.
    assert run("ingest", ".", "--store", "record.db").exit_code == 0


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["ingest", "nowhere.txt", "--store", "record.db"], "Error: there is no file or folder nowhere.txt"),
        (["ingest", "--store", "record.db"], "Missing argument 'PATH...'; only --reread goes without."),
        (["ingest", "empty", "--store", "record.db"], "Error: there are no files to read"),
        (["ingest", "news.jsonl"], "Missing option '--store'"),
        (["ingest", "news.jsonl", "--store", "news.jsonl"], "is not a store: it is no SQLite database"),
        (["ingest", "news.jsonl", "--store", "no/where.db"], "cannot be opened: is its folder there"),
        (
            ["ingest", "news.jsonl", "--store", "x.db", "--every", "soon"],
            "no span of time; write 90s, 15m, 2h",
        ),
        (["ingest", "--reread", "--watch", "--store", "x.db"], "--watch needs a PATH"),
        (["ingest", "news.jsonl", "--store", "x.db", "--workers", "0"], "Invalid value for '--workers'"),
        (["ingest", "news.jsonl", "--store", "mysql://x"], "is no store"),
        (["search", "boats", "--store", "x.db"], "Error: there is no store x.db"),
        (["export", "--store", "x.db"], "Error: there is no store x.db"),
        (["speakers", "--store", "x.db"], "Error: there is no store x.db"),
        (["store", "x.db"], "Error: there is no store x.db"),
    ],
)
def test_what_could_not_run_says_so_in_a_sentence(
    run: Run, news: Path, args: list[str], sentence: str
) -> None:
    Path("empty").mkdir()
    result = run(*args)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert (result.stdout, "Traceback" in result.stderr) == ("", False)
    assert news.read_text("utf-8").count("\n") == 10


def test_a_store_of_a_newer_version_is_refused(run: Run, news: Path) -> None:
    run("ingest", "news.jsonl", "--store", "record.db")
    with sqlite3.connect("record.db") as connection:
        connection.execute("INSERT INTO schema_versions VALUES (99, '9.9', '2030-01-01')")
    for args in (["ingest", "news.jsonl"], ["search", "boats"], ["export"], ["speakers"]):
        result = run(args[0], *args[1:], "--store", "record.db")
        assert result.exit_code == 2
        assert "was made by a newer onrecord (9.9, tables of version 99;" in result.stderr


def test_reading_again_says_which_model_made_what(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", "news.jsonl", "--store", "record.db")
    monkeypatch.setattr(ingest, "load", readers.Newer)
    result = run("ingest", "--reread", "--store", "record.db")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "0 articles recorded, 10 read again"
    assert "read: 10 by newer (onrecord 0)" in result.stdout


def test_a_full_disk_is_a_sentence_and_the_store_is_sound(run: Run, small_disk: Path) -> None:
    folder = Path("many")
    folder.mkdir()
    for number in range(60):
        words = " ".join(f"w{number}x{n}" for n in range(2500))
        (folder / f"{number}.txt").write_text(f"“We lost {words}”", encoding="utf-8")
    # In a process of its own, whose commits are so far apart that several articles are in each.
    store = str(small_disk / "record.db")
    done = subprocess.run(
        alone("Slow", "ingest", "many", "--store", store, "--workers", "1"), capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
    assert f"Error: the disk of the store {store} is full; " in done.stderr
    assert "run the same command again" in done.stderr and "Traceback" not in done.stderr
    with sqlite3.connect(store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    connection.close()
    assert f"; {kept:,} articles of this run are recorded in it" in done.stderr
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    result = run("ingest", "many", "--store", store)
    assert result.exit_code == 0
    with Store.open(store, read_only=True) as opened:
        assert opened.holdings().articles == 60


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_an_interrupt_ends_with_the_account_and_keeps_what_was_read(
    run: Run, tmp_path: Path, how: signal.Signals, code: int
) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "“We lost {n},” she said."}}\n' for n in range(3000))
    Path("many.jsonl").write_text(rows, encoding="utf-8")
    with subprocess.Popen(
        alone("Slow", "ingest", "many.jsonl", "--store", "record.db"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_for_articles("record.db")
        process.send_signal(how)
        told, errors = process.communicate()
    assert (process.returncode, errors) == (code, "")
    with Store.open("record.db") as store:
        kept = store.holdings().articles
    assert 0 < kept < 3000
    assert told.splitlines()[0] == f"{kept:,} articles recorded"


def test_progress_is_on_a_terminal_and_only_there(run: Run, tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "“We lost {n},” she said."}}\n' for n in range(400))
    Path("many.jsonl").write_text(rows + "nonsense\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        alone("Slow", "ingest", "many.jsonl", "--store", "record.db"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # The other end is closed.
                break
            shown += piece
        assert process.stdout and process.stdout.read().startswith(b"400 articles recorded, 1 refused\n")
    os.close(ours)
    assert b" an hour" in shown and b" left" in shown and b"refused many.jsonl:401: is not JSON" in shown
    assert process.returncode == 1


def test_a_watch_goes_on_until_it_is_interrupted(run: Run, news: Path) -> None:
    os.utime(news, (0, 0))
    with subprocess.Popen(
        alone("FakeReader", "ingest", "news.jsonl", "--store", "record.db", "--watch", "--every", "1s"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_for_articles("record.db")
        with news.open("a", encoding="utf-8") as file:
            file.write('{"id": "new", "text": "“Again,” she said."}\n')
        os.utime(news, (1, 1))
        wait_for_articles("record.db", 11)
        process.send_signal(signal.SIGINT)
        told, errors = process.communicate()
    assert (process.returncode, errors) == (130, "")
    assert re.match(r"11 articles recorded \(1 with the text of another\), \d+ already there\n", told)


def wait_for_articles(path: str, count: int = 1) -> None:
    """Waits until the store is there and has so many articles."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if os.path.exists(path):
            try:
                connection = sqlite3.connect(path)
                found = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
                connection.close()
                if found >= count:
                    return
            except sqlite3.Error:
                pass
        time.sleep(0.05)
    raise AssertionError("nothing was recorded")
