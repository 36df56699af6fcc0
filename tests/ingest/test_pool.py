"""Processes that read, and what becomes of articles when one of them dies."""

from pathlib import Path

import pytest
import readers
from fake_reader import FakeReader

from onrecord.article import Article
from onrecord.errors import ReadingStopped, UnreadableModel
from onrecord.ingest.pool import IN_HAND, Pool
from onrecord.ingest.worker import Load
from onrecord.record import MadeBy
from onrecord.store.prepared import Prepared, prepare
from onrecord.store.writing import Refusal


def read(load: Load, texts: list[str], workers: int = 2, patience: float = 60) -> list[Prepared | Refusal]:
    """What becomes of the texts, in their order."""
    outcomes: dict[int, Prepared | Refusal] = {}
    given = 0
    with Pool(load, workers, patience) as pool:
        assert pool.made_by == MadeBy("0", "fake")
        while len(outcomes) < len(texts):
            while given < len(texts) and pool.room:
                pool.give(given, Article(texts[given], texts[given]))
                given += 1
            outcomes.update(pool.results(1.0))
        assert not pool.busy and pool.room == workers * IN_HAND
    return [outcomes[number] for number in range(len(texts))]


def test_every_article_is_read_as_one_reader_would() -> None:
    texts = [f"“We lost {number},” she said." for number in range(100)]
    assert read(FakeReader, texts) == [prepare(FakeReader().read(Article(text, text))) for text in texts]


def test_an_article_that_cannot_be_read_is_refused_with_why_and_the_others_are_read() -> None:
    outcomes = read(readers.Moody, ["fine", "raise", "memory", "fine again"])
    assert isinstance(outcomes[0], Prepared) and isinstance(outcomes[3], Prepared)
    assert outcomes[1] == Refusal("raise", "could not be read: ValueError: the article said so")
    assert isinstance(outcomes[2], Refusal) and "MemoryError" in outcomes[2].reason


def test_an_article_that_ends_its_process_twice_is_refused_and_no_other() -> None:
    texts = ["a", "die", "b", "c", "kill", "d", "e", "f"]
    outcomes = read(readers.Moody, texts)
    for text, outcome in zip(texts, outcomes, strict=True):
        if text == "die":
            assert outcome == Refusal("die", "ended the process that read it, twice (exit code 9)")
        elif text == "kill":
            assert outcome == Refusal("kill", "ended the process that read it, twice (signal 9)")
        else:
            assert isinstance(outcome, Prepared)


def test_an_article_whose_process_dies_once_is_read(tmp_path: Path) -> None:
    with Pool(readers.Moody, 1) as pool:
        pool.give(1, Article(str(tmp_path / "died"), "once"))
        found: list[object] = []
        while not found:
            found += pool.results(1.0)
    assert (tmp_path / "died").exists() and isinstance(found[0].outcome, Prepared)  # type: ignore[attr-defined]


def test_an_article_that_takes_for_ever_is_refused() -> None:
    outcomes = read(readers.Moody, ["a", "hang", "b", "c"], patience=1.0)
    assert outcomes[1] == Refusal("hang", "was not read within 1 seconds")
    assert all(isinstance(outcomes[number], Prepared) for number in (0, 2, 3))


def test_more_text_than_a_pipe_holds_goes_both_ways_without_a_standstill() -> None:
    texts = [f"“{number} {'word ' * 200_000}”" for number in range(8)]
    assert all(isinstance(one, Prepared) for one in read(FakeReader, texts))


def test_a_reader_that_cannot_be_loaded_ends_the_run_with_its_own_error() -> None:
    with Pool(readers.Unloadable, 2) as pool, pytest.raises(UnreadableModel, match="there is no model here"):
        _ = pool.made_by
    with Pool(readers.Broken, 2) as pool, pytest.raises(ReadingStopped, match="cannot be loaded: KeyError"):
        _ = pool.made_by


def test_processes_that_never_come_up_end_the_run() -> None:
    with Pool(readers.Dying, 1) as pool, pytest.raises(ReadingStopped, match=r"keep ending \(exit code 3\)"):
        _ = pool.made_by
