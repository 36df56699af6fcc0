"""What a store tells of one speaker, in either database."""

from collections.abc import Iterator

import made_up
import msgspec
import pytest

from onrecord.record import Record
from onrecord.store import Count, Store


def called(record: Record, *names: tuple[tuple[str, ...], tuple[str, ...]]) -> Record:
    """The record with other names and roles for its speakers, in order."""
    speakers = tuple(
        msgspec.structs.replace(speaker, names=others, roles=roles)
        for speaker, (others, roles) in zip(record.speakers, names, strict=True)
    )
    return msgspec.structs.replace(record, speakers=speakers)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with Store.open(store_url) as store:
        store.put(
            [
                called(
                    made_up.record("Zoë Wren said a", "Zoë Wren said b", id="1", cue_tone="denial"),
                    (("Wren",), ("mayor", "former sailor")),
                ),
                called(
                    made_up.record("Zoe Wren said c", id="2", outlet="The Herald", published="2018-01-01"),
                    (("Wren", "Mayor Wren"), ("mayor",)),
                ),
                made_up.record("Zoe Wrenn said d", "Wren said e", id="3", published=None),
            ]
        )
        yield store


def number_of(store: Store, name: str) -> int:
    return next(one.number for one in store.speakers(name) if one.name == name)


def test_a_speaker_is_told_with_days_names_roles_outlets_and_cues(store: Store) -> None:
    told = store.speaker(number_of(store, "Zoë Wren"))
    assert (told.heard.statements, told.heard.articles, told.heard.is_one) == (3, 2, True)
    assert (told.first_day, told.last_day) == ("2016-05-02", "2018-01-01")
    assert {one.value: one.count for one in told.names} == {
        "Wren": 2, "Zoë Wren": 1, "Zoe Wren": 1, "Mayor Wren": 1,
    }  # fmt: skip
    assert told.roles == (Count("mayor", 2), Count("former sailor", 1))
    assert [(one.value, one.count) for one in told.spread.outlets] == [
        ("The Harbour Post", 2),
        ("The Herald", 1),
    ]
    assert {(one.lemma, one.tone): one.count for one in told.spread.cues} == {
        ("say", "denial"): 2,
        ("say", "neutral"): 1,
    }
    assert told.spread.complete
    assert len(store.speaker(told.heard.number, top=1).names) == 1


def test_whoever_was_merged_is_told_with_whom_it_was_merged_into(store: Store) -> None:
    other = number_of(store, "Zoe Wrenn")
    store.merge("Zoe Wren", "Zoe Wrenn")
    told = store.speaker(other)
    assert told == store.speaker(number_of(store, "Zoë Wren"))
    assert (told.heard.also, told.heard.statements) == (("Zoe Wrenn",), 4)
    assert Count("Zoe Wrenn", 1) in told.names


def test_a_last_name_stands_for_all_who_are_called_so_and_may_have_no_day(store: Store) -> None:
    told = store.speaker(number_of(store, "Wren"))
    assert not told.heard.is_one
    assert (told.first_day, told.last_day, told.roles) == (None, None, ())


def test_a_number_that_no_speaker_has_is_said(store: Store) -> None:
    with pytest.raises(LookupError, match="no speaker #999"):
        store.speaker(999)
