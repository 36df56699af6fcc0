"""Articles from paths into a store: each once, resumed, refused with a reason, read again, watched."""

import json
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import readers
from fake_reader import FakeReader

from onrecord.article import Article
from onrecord.errors import NothingToRead, UnreadableModel, UnusableStore
from onrecord.ingest import Account, Ingest
from onrecord.ingest.inputs import Begun, Unchanged
from onrecord.ingest.worker import Load
from onrecord.store import Outcome, Prepared, Refusal, Store


class Told:
    """A watcher that remembers what it was told; `stop_after` so many records it interrupts the run."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.names: list[str] = []
        self.refusals: list[Refusal] = []
        self.marks: list[Begun | Unchanged] = []
        self.stop_after = stop_after

    def begun(self, mark: Begun | Unchanged) -> None:
        self.marks.append(mark)

    def refused(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)

    def committed(self, written: Sequence[tuple[Prepared, Outcome]], account: Account) -> None:
        self.names += [one.given_id for one, _ in written]
        if self.stop_after is not None and len(self.names) >= self.stop_after:
            raise KeyboardInterrupt


def ingest(url: object, load: Load = FakeReader, workers: int = 2, **options: object) -> Ingest:
    return Ingest(str(url), load=load, workers=workers, **options)  # type: ignore[arg-type]


def lines(path: Path, first: int, last: int, **fields: object) -> Path:
    rows = ({"id": f"{n}", "text": f"“We lost {n},” she said."} | fields for n in range(first, last))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def ids(url: object) -> list[str]:
    with Store.open(str(url), read_only=True) as store:
        return sorted((record.article.id for record in store.records()), key=lambda id: (len(id), id))


def test_everything_at_the_paths_is_recorded_once(store_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "more").mkdir(parents=True)
    lines(folder / "a.jsonl", 0, 30)
    lines(folder / "more" / "b.jsonl", 20, 50)
    (folder / "c.txt").write_text("“We won,” he said.", encoding="utf-8")
    account = ingest(store_url).paths([str(folder), str(folder / "a.jsonl")])
    assert account.outcomes == {Outcome.RECORDED: 51, Outcome.KNOWN: 10 + 30}
    assert (account.statements, account.refused) == (51, 0)
    assert ids(store_url) == [*map(str, range(50)), str(folder / "c.txt")]


def test_files_that_have_not_changed_are_not_opened_again(tmp_path: Path) -> None:
    news, url = lines(tmp_path / "a.jsonl", 0, 5), tmp_path / "record.db"
    ingest(url).paths([str(news)])
    account = ingest(url).paths([str(news)])
    assert (account.unchanged, account.done) == (1, 0)
    assert account.lines() == ["0 articles recorded, 1 file or page unchanged since the last time"]
    lines(news, 0, 7)
    account = ingest(url).paths([str(news)])
    assert account.outcomes == {Outcome.RECORDED: 2, Outcome.KNOWN: 5}


def test_what_is_refused_is_kept_with_its_reason_and_stops_nothing(store_url: str, tmp_path: Path) -> None:
    news = tmp_path / "a.jsonl"
    good = {"id": "g", "text": "“Yes,” she said."}
    bad = [{"id": "b", "text": ""}, {"id": "r", "text": "raise"}, {"id": "d", "text": "die"}]
    news.write_text("\n".join([json.dumps(bad[0]), "nonsense", *map(json.dumps, [*bad[1:], good])]), "utf-8")
    (tmp_path / "b.bin").write_bytes(b"\0\1\2")
    told = Told()
    account = ingest(store_url, readers.Moody, watcher=told).paths([str(news), str(tmp_path / "b.bin")])
    assert (account.outcomes, account.refused) == ({Outcome.RECORDED: 1}, 5)
    with Store.open(store_url) as store:
        kept = list(store.refused())
    assert sorted(kept) == sorted(told.refusals)
    assert {one.name.removeprefix(str(tmp_path)): one.reason for one in kept} == {
        "/a.jsonl:1": "has an empty text",
        "/a.jsonl:2": "is not JSON: Expecting value, at character 1",
        "/b.bin": "is binary data, not text",
        "d": "ended the process that read it, twice (exit code 9)",
        "r": "could not be read: ValueError: the article said so",
    }
    assert f"refused: {tmp_path}/b.bin: is binary data, not text" in account.lines()


def test_an_interrupted_run_keeps_what_it_reported_and_goes_on(store_url: str, tmp_path: Path) -> None:
    news = lines(tmp_path / "a.jsonl", 0, 200)
    told = Told(stop_after=40)
    run = ingest(store_url, watcher=told, commit_articles=10)
    with pytest.raises(KeyboardInterrupt):
        run.paths([str(news)])
    kept = ids(store_url)
    assert set(told.names) <= set(kept) and 40 <= len(kept) < 200
    assert len(kept) >= run.account.written >= 30
    account = ingest(store_url).paths([str(news)])
    assert account.outcomes == {Outcome.RECORDED: 200 - len(kept), Outcome.KNOWN: len(kept)}
    assert ids(store_url) == [*map(str, range(200))]


def test_a_source_that_breaks_down_loses_nothing_that_was_read(tmp_path: Path) -> None:
    calls = iter(range(100))

    def open_(paths: Sequence[str]) -> object:
        if next(calls) == 0:
            return ()

        def items() -> object:
            for n in range(20):
                yield Article(f"{n}", f"“{n}”")
            time.sleep(0.5)
            raise RuntimeError("the source broke down")

        return items()

    run = ingest(tmp_path / "record.db", open=open_)
    with pytest.raises(RuntimeError, match="broke down"):
        run.paths(["feed"])
    assert len(ids(tmp_path / "record.db")) == run.account.written == 20


def test_reading_again_replaces_what_another_model_made(store_url: str, tmp_path: Path) -> None:
    news = lines(tmp_path / "a.jsonl", 0, 20)
    ingest(store_url).paths([str(news)])
    account = ingest(store_url, readers.Newer).paths([str(news)])
    assert account.outcomes[Outcome.REREAD] == 0
    assert ingest(store_url, readers.Newer).reread().outcomes == {Outcome.REREAD: 20}
    assert ingest(store_url, readers.Newer).reread().done == 0
    with Store.open(store_url) as store:
        assert [(one.model, one.articles) for one in store.holdings().made_by] == [("newer", 20)]
    account = ingest(store_url).paths([str(news)], reread=True)
    assert account.outcomes == {Outcome.REREAD: 20}
    assert account.lines()[0] == "0 articles recorded, 20 read again"


def test_a_new_record_that_fails_leaves_the_old_one(store_url: str, tmp_path: Path) -> None:
    news = tmp_path / "a.jsonl"
    news.write_text(json.dumps({"id": "a", "text": "“raise”"}), "utf-8")
    ingest(store_url).paths([str(news)])
    account = ingest(store_url, readers.Moody).reread()
    # Moody and FakeReader are the same model: nothing is out of date.
    assert (account.done, account.refused) == (0, 0)
    with Store.open(store_url) as store, store.database.writing():
        store.database.execute("UPDATE models SET name = 'older'")
    account = ingest(store_url, readers.Moody).reread()
    assert (account.done, account.refused) == (0, 1)
    with Store.open(store_url) as store:
        assert [record.statements[0].quote for record in store.records()] == ["“raise”"]


def test_two_runs_at_once_record_each_article_once(store_url: str, tmp_path: Path) -> None:
    news = lines(tmp_path / "a.jsonl", 0, 150)
    runs = [ingest(store_url, readers.Slow, workers=1, commit_seconds=0.05) for _ in range(2)]
    failed: list[BaseException] = []

    def go(run: Ingest) -> None:
        try:
            run.paths([str(news)])
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=go, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sum(run.account.written for run in runs) == 150
    assert ids(store_url) == [*map(str, range(150))]


def test_a_watched_folder_is_looked_at_again_and_again(tmp_path: Path) -> None:
    folder, url = tmp_path / "news", tmp_path / "record.db"
    folder.mkdir()

    def old(path: Path) -> None:
        os.utime(path, (time.time() - 60, time.time() - 60))

    old(lines(folder / "a.jsonl", 0, 3))

    class Adding(Told):
        def committed(self, written: Sequence[tuple[Prepared, Outcome]], account: Account) -> None:
            super().committed(written, account)
            if account.done == 3:
                (folder / "c.txt").write_text("“It is being written")
                old(lines(folder / "b.jsonl", 3, 5))
            elif account.done == 5:
                raise KeyboardInterrupt

    told = Adding()
    run = ingest(url, watcher=told, commit_seconds=0.05)
    with pytest.raises(KeyboardInterrupt):
        run.paths([str(folder)], every=1)
    # What was changed a moment ago may not be whole yet.
    assert ids(url) == ["0", "1", "2", "3", "4"]
    assert run.account.unchanged >= 1


def test_what_cannot_run_says_why_before_it_begins(tmp_path: Path) -> None:
    news = lines(tmp_path / "a.jsonl", 0, 3)
    with pytest.raises(NothingToRead):
        ingest(tmp_path / "record.db").paths([str(tmp_path / "nowhere")])
    assert not (tmp_path / "record.db").exists()
    with pytest.raises(UnreadableModel):
        ingest(tmp_path / "record.db", readers.Unloadable).paths([str(news)])
    with pytest.raises(UnusableStore):
        ingest(news).paths([str(news)])


def test_long_accounts_are_short() -> None:
    account = Account()
    for number in range(2000):
        account.refuse(Refusal(f"{number}", f"reason {number % 1500}"))
    told = account.lines()
    assert len(told) == 12
    assert told[0] == "0 articles recorded, 2,000 refused"
    assert told[1].startswith("refused: ") and "other reasons" in told[1]
