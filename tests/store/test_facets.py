"""Facets count what a search finds, in either database; they agree with a count of every row."""

import random
from collections import Counter
from collections.abc import Iterator

import made_up
import pytest

from onrecord.store import FACETED, Search, Store

PEOPLE = (("person", "Ann Smith"), ("person", "Bob Jones"), ("government", "Sandrick"), ("group", "voters"))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    draw = random.Random(4)
    with Store.open(store_url) as store:
        store.put(
            [
                made_up.record(
                    *((kind, f"{name} said {draw.choice('ab')}") for kind, name in draw.choices(PEOPLE, k=3)),
                    id=f"{number}",
                    outlet=draw.choice(("Post", f"Gazette {number}", None)),
                    published=draw.choice(("2016-05-02", "2016-05-30", "2017-01-01", None)),
                    manner=draw.choice(("direct", "mixed")),
                    cue_tone=draw.choice(("denial", "neutral", None)),
                    cue_lemma=draw.choice(("say", "tell", None)),
                    negated=draw.random() < 0.3,
                    hypothetical=draw.random() < 0.3,
                )
                for number in range(40)
            ]
        )
        yield store


@pytest.mark.parametrize("search", [Search(), Search(words="a"), Search(speaker="Smith", since="2016-05-03")])
def test_facets_are_what_counting_every_row_gives(store: Store, search: Search) -> None:
    rows = list(store.statements(search))
    found = store.facets(search, top=100)
    assert (found.counted, found.complete) == (len(rows), True)
    assert rows
    for counts, values in (
        (found.manners, [row.manner for row in rows]),
        (found.kinds, [row.speaker_kind for row in rows]),
        (found.tones, [row.cue_tone for row in rows]),
        (found.outlets, [row.outlet for row in rows]),
        (found.speakers, [row.speaker_name for row in rows]),
        (found.years, [row.published and row.published[:4] for row in rows]),
        (found.months, [row.published and row.published[:7] for row in rows]),
    ):
        expected = Counter(value for value in values if value is not None)
        assert {one.value: one.count for one in counts} == expected
    assert [one.value for one in found.months] == sorted(one.value for one in found.months)
    assert [one.count for one in found.outlets] == sorted((one.count for one in found.outlets), reverse=True)
    cues = Counter((row.cue_lemma, row.cue_tone) for row in rows if row.cue_lemma)
    assert {(one.lemma, one.tone): one.count for one in found.cues} == cues
    assert found.negated == sum(row.negated for row in rows)
    assert found.hypothetical == sum(row.hypothetical for row in rows)
    numbers = {row.speaker_name: row.speaker_number for row in rows}
    assert all(numbers[one.value] == one.number for one in found.speakers)


def test_only_the_commonest_outlets_and_speakers_are_told(store: Store) -> None:
    whole, some = store.facets(top=100), store.facets(top=2)
    assert some.outlets == whole.outlets[:2]
    assert some.speakers == whole.speakers[:2]
    assert some.months == whole.months


def test_nothing_found_is_nothing_counted(store: Store) -> None:
    found = store.facets(Search(words="nowhere"))
    assert (found.counted, found.complete, found.manners, found.months) == (0, True, (), ())


def test_of_more_than_are_counted_the_newest_are_and_it_is_said(store_url: str) -> None:
    with Store.open(store_url) as store:
        lines = [f"Ann Smith said ferry {number}" for number in range(FACETED)]
        store.put([made_up.record(*lines), made_up.record("Ann Smith said ferry", published="2020-01-01")])
        found = store.facets(Search(words="ferry"))
        assert (found.counted, found.complete) == (FACETED, False)
        assert [(one.value, one.count) for one in found.years] == [("2016", FACETED - 1), ("2020", 1)]
        assert store.facets(Search(words="ferry", until="2016")).complete
