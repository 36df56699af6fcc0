"""Corrections in a store, in either database: kept, withdrawn, never lost, through re-readings."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import made_up
import pytest
from corrected_articles import START, at, ferry, statement
from made_up import NEWER, OLDER

from onrecord.corrections import (
    Missing,
    NotAStatement,
    WrongSpeaker,
    apply,
    checked,
    correction_numbered,
    corrections,
    corrections_of,
    keep,
    withdraw,
)
from onrecord.errors import InvalidCorrection, UnknownCorrection
from onrecord.store import Store

RECORD = ferry()
WRONG = WrongSpeaker(about=statement(RECORD, 1), speaker="The council", aliases=("Council",))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with Store.open(store_url) as store:
        store.put([RECORD, made_up.record("Ann Holt said five", id="b")])
        yield store


def test_what_is_kept_comes_back_with_who_when_and_what_made_the_record(store: Store, store_url: str) -> None:
    before = datetime.now(UTC)
    kept = keep(store, 1, WRONG, by="Zoë O’Reader", remark="See line 3:\nit was “them” 😀")
    assert (kept.correction, kept.by, kept.made_on, kept.withdrawn) == (WRONG, "Zoë O’Reader", OLDER, None)
    assert before <= kept.at <= datetime.now(UTC)
    assert kept.remark == "See line 3:\nit was “them” 😀"
    assert (kept.article_number, kept.article) == (1, "a.txt")
    with Store.open(store_url, read_only=True) as other:
        assert correction_numbered(other, kept.number) == kept
        assert corrections_of(other, 1) == (kept,)
        assert corrections_of(other, 2) == ()
        assert other.record(1) == RECORD


def test_another_reading_of_the_article_leaves_them_as_they_are(store: Store) -> None:
    kept = keep(store, 1, WRONG, by="Ann")
    check = keep(store, 1, checked(RECORD), by="Ann")
    store.put([ferry(made_by=NEWER)], replace=True)
    assert store.record(1).made_by == NEWER
    assert corrections_of(store, 1) == (kept, check)
    later = keep(store, 1, WRONG, by="Bob")
    assert (kept.made_on, later.made_on) == (OLDER, NEWER)
    assert keep(store, 1, WRONG, by="Cy", made_on=OLDER).made_on == OLDER
    assert apply(store.record(1), corrections_of(store, 1)).statements[0].applied[0] == kept


def test_what_does_not_fit_the_article_is_not_kept(store: Store) -> None:
    with pytest.raises(InvalidCorrection, match="the article has"):
        keep(store, 2, WRONG, by="Ann")
    for by, why in (("", "missing"), ("A\0", "control"), ("x" * 201, "201 characters"), ("\ud800", "half")):
        with pytest.raises(InvalidCorrection, match=f"the reader's name.*{why}"):
            keep(store, 1, WRONG, by=by)
    with pytest.raises(InvalidCorrection, match="the remark has"):
        keep(store, 1, WRONG, by="Ann", remark="x" * 1_000_000)
    with pytest.raises(InvalidCorrection, match="from the future"):
        keep(store, 1, WRONG, by="Ann", at=datetime.now(UTC) + timedelta(days=2))
    with pytest.raises(InvalidCorrection, match="no time"):
        keep(store, 1, WRONG, by="Ann", at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))))
    with pytest.raises(LookupError, match="no article #9"):
        keep(store, 9, WRONG, by="Ann")
    assert corrections_of(store, 1) == corrections_of(store, 2) == ()
    assert keep(store, 1, WRONG, by="Ann").number == 1


def test_the_same_one_of_the_same_reader_and_time_is_kept_once(store: Store) -> None:
    one = keep(store, 1, WRONG, by="Ann", at=START)
    assert keep(store, 1, WRONG, by="Ann", at=START) == one
    assert keep(store, 1, WRONG, by="Bob", at=START) != one
    assert keep(store, 1, WRONG, by="Ann", at=START + timedelta(microseconds=1)) != one
    assert len(corrections_of(store, 1)) == 3


def test_what_is_withdrawn_stays_with_who_took_it_back_first(store: Store) -> None:
    kept = keep(store, 1, WRONG, by="Ann")
    back = withdraw(store, kept.number, "Bob")
    assert back.withdrawn is not None
    assert back.withdrawn.by == "Bob"
    assert back.withdrawn.at >= kept.at
    assert withdraw(store, kept.number, "Cy") == back
    assert corrections_of(store, 1) == (back,)
    with pytest.raises(UnknownCorrection, match="no correction 77"):
        withdraw(store, 77, "Ann")


def test_they_are_found_by_article_reader_kind_day_and_withdrawal_in_pages(store: Store) -> None:
    day = timedelta(days=1)
    keep(store, 1, WRONG, by="Ann", at=START)
    keep(store, 1, NotAStatement(about=statement(RECORD, 2)), by="Bob", at=START + day)
    keep(store, 1, Missing(content=at(RECORD, "we"), manner="direct"), by="Ann", at=START + 2 * day)
    keep(store, 2, checked(store.record(2)), by="Ann", at=START + 3 * day)
    withdraw(store, 2, "Bob")

    def numbers(**asked: object) -> list[int]:
        return [kept.number for kept in corrections(store, **asked)]  # type: ignore[arg-type]

    assert numbers() == [1, 2, 3, 4]
    assert numbers(newest_first=True) == [4, 3, 2, 1]
    assert numbers(article=2) == [4]
    assert numbers(by="Ann", article=1) == [1, 3]
    assert numbers(kind="missing") == [3]
    assert numbers(since=date(2026, 3, 2)) == [2, 3, 4]
    assert numbers(withdrawn=True) == [2]
    assert numbers(withdrawn=False, limit=2) == [1, 3]
    assert numbers(limit=2, after=2) == [3, 4]
    assert numbers(limit=2, after=3, newest_first=True) == [2, 1]
    assert numbers(by="'; DROP TABLE corrections; --") == []


def test_more_than_a_page_of_them_are_gone_through(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.corrections.keeping as module

    monkeypatch.setattr(module, "PAGE", 2)
    for minute in range(5):
        keep(store, 1, WRONG, by="Ann", at=START + timedelta(minutes=minute))
    assert [kept.number for kept in corrections(store)] == [1, 2, 3, 4, 5]
    assert [kept.number for kept in corrections(store, limit=3, newest_first=True)] == [5, 4, 3]


READER = """
import sys
sys.path.insert(0, sys.argv[2])
from corrected_articles import ferry, statement
from onrecord.corrections import WrongSpeaker, keep
from onrecord.store import Store

with Store.open(sys.argv[1]) as store:
    for number in range(40):
        correction = WrongSpeaker(about=statement(ferry(), 1), speaker=f"Name {number}")
        print(keep(store, 1, correction, by=f"reader {sys.argv[3]}").number, flush=True)
"""


def test_two_readers_at_once_lose_nothing(store: Store, store_url: str) -> None:
    tests = str(Path(made_up.__file__).parent)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, store_url, tests, who],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in "12"
    ]
    told = [reader.communicate() for reader in readers]
    assert [errors for _, errors in told] == ["", ""]
    numbers = [int(line) for out, _ in told for line in out.split()]
    kept = corrections_of(store, 1)
    assert sorted(numbers) == sorted(one.number for one in kept) == list(range(1, 81))
    for who, (out, _) in zip("12", told, strict=True):
        of_one = [one for one in kept if one.by == f"reader {who}"]
        assert [one.number for one in of_one] == [int(line) for line in out.split()]
        names = [one.correction.speaker for one in of_one if isinstance(one.correction, WrongSpeaker)]
        assert names == [f"Name {number}" for number in range(40)]
