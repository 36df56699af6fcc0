"""Corrections from one store to another: each once, and what does not fit is skipped with its reason."""

import json
from collections.abc import Iterator
from pathlib import Path

import made_up
import msgspec
import pytest
from corrected_articles import START, ferry, statement

from onrecord.corrections import (
    Kept,
    NotAStatement,
    TakenIn,
    WrongSpeaker,
    checked,
    corrections,
    corrections_of,
    keep,
    take_in,
    withdraw,
)
from onrecord.store import Store

RECORD = ferry()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """The store that takes in; the article has another number than in the other one."""
    with Store.open(store_url) as store:
        store.put([made_up.record("Ann Holt said five", id="b"), RECORD])
        yield store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "other.db") as store:
        store.put([RECORD])
        keep(store, 1, WrongSpeaker(about=statement(RECORD, 1), speaker="The council"), by="Ann", at=START)
        keep(store, 1, NotAStatement(about=statement(RECORD, 2)), by="Bob", remark="A “remark”\nof two lines")
        keep(store, 1, checked(RECORD), by="Ann")
        yield store


def lines(store: Store) -> list[bytes]:
    return [msgspec.json.encode(kept) for kept in corrections(store)]


def but_for_numbers(kept: tuple[Kept, ...]) -> list[Kept]:
    return [msgspec.structs.replace(one, number=0, article_number=0) for one in kept]


def taken(store: Store, given: list[bytes]) -> list[TakenIn]:
    return list(take_in(store, given))


def test_they_arrive_with_who_when_and_what_made_the_record_and_once(store: Store, other: Store) -> None:
    assert [one.is_new for one in taken(store, lines(other))] == [True] * 3
    assert but_for_numbers(corrections_of(store, 2)) == but_for_numbers(corrections_of(other, 1))
    assert [one.is_new for one in taken(store, lines(other))] == [False] * 3
    assert len(corrections_of(store, 2)) == 3
    assert [one.is_new for one in taken(other, lines(store))] == [False] * 3


def test_a_withdrawal_arrives_later_than_its_correction_and_is_not_taken_back(
    store: Store, other: Store
) -> None:
    before = lines(other)
    taken(store, before)
    withdraw(other, 2, "Bob")
    assert [one.is_new for one in taken(store, lines(other))] == [False, True, False]
    assert but_for_numbers(corrections_of(store, 2)) == but_for_numbers(corrections_of(other, 1))
    taken(store, before)
    assert corrections_of(store, 2)[1].withdrawn is not None


def changed(line: bytes, **fields: object) -> bytes:
    return json.dumps(json.loads(line) | fields).encode()


def test_what_does_not_fit_is_skipped_with_its_line_and_reason(store: Store, other: Store) -> None:
    line = lines(other)[0]
    wrong = json.loads(line)["correction"]
    wrong["about"]["content"] = [{"span": [0, 4], "words": "Anne"}]
    given = [
        changed(line, article="c"),
        changed(line, article="b"),
        changed(line, text_hash="0" * 32),
        changed(line, article="a\0.txt", text_hash="\0"),
        changed(line, correction=wrong),
        changed(line, by="\x1b[2J"),
        changed(line, by="\ud800"),
        changed(line, remark="x" * 100_000),
        changed(line, at="2999-01-01T00:00:00Z"),
        changed(line, at="2026-01-01T00:00:00"),
        changed(line, made_on={"onrecord": "0.1.0", "model": "x" * 100_000}),
        changed(line, withdrawn={"by": "", "at": "2026-01-01T00:00:00Z"}),
        b"not JSON",
        b"\xff",
        b"  ",
        line,
    ]
    found = taken(store, given)
    assert [one.line for one in found] == [*range(1, 15), 16]
    assert [one.kept is not None for one in found] == [False] * 14 + [True]
    reasons = [one.reason or "" for one in found]
    for place, why in enumerate(
        (
            "no article c with the text",
            "no article b with the text",
            "no article a.txt with the text",
            "no article",
            "the article has “Ines”, not “Anne”",
            "the reader's name is more than a line",
            "not the line of a correction",
            "100,000 characters; there is room for",
            "from the future",
            "no time zone",
            "the model that made the record has 100,000",
            "the reader's name is missing",
            "not the line of a correction",
            "not the line of a correction",
        )
    ):
        assert why in reasons[place], (place, reasons[place])
    assert len(corrections_of(store, 2)) == 1
