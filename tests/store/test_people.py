"""Speakers across articles: joined by rule, merged and split by hand, in either database."""

from collections.abc import Iterator

import made_up
import pytest
from made_up import NEWER

from onrecord.errors import UnknownSpeaker
from onrecord.store import Search, Store

ARTICLES = (
    ("a", "Zoë Wren said one"),
    ("b", "ZOE WREN said two"),
    ("c", "Zoe Wrenn said three"),
    ("d", "Wren said four"),
    ("e", "Ann Holt said five"),
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with Store.open(store_url) as store:
        store.put([made_up.record(line, id=id) for id, line in ARTICLES])
        yield store


def said_by(store: Store, name: str) -> list[str]:
    return sorted(row.quote for row in store.search(Search(speaker=name)))


def reread(store: Store) -> None:
    store.put([made_up.record(line, id=id, made_by=NEWER) for id, line in ARTICLES], replace=True)
    assert {one.model: one.articles for one in store.holdings().made_by}["newer"] == len(ARTICLES)


def test_the_same_name_and_kind_is_one_speaker(store: Store) -> None:
    assert said_by(store, "Zoe Wren") == ["one", "two"]
    [heard] = [one for one in store.speakers("wren") if one.statements == 2]
    assert (heard.name, heard.kind, heard.is_one, heard.articles) == ("Zoë Wren", "person", True, 2)


def test_a_last_name_alone_is_nobody_for_certain(store: Store) -> None:
    assert [one.name for one in store.speakers()] == ["Zoë Wren", "Ann Holt", "Zoe Wrenn"]
    assert {one.name: one.is_one for one in store.speakers("Wren")} == {"Zoë Wren": True, "Wren": False}


def test_another_kind_is_another_speaker(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put(
            [
                made_up.record(("organisation", "Sill Line said a")),
                made_up.record(("government", "Sill Line said b")),
            ]
        )
        assert [one.kind for one in store.speakers("Sill Line", kind="government")] == ["government"]
        with pytest.raises(
            UnknownSpeaker, match=r"several speakers are called 'Sill Line': #\d+ \(.*by its n"
        ):
            store.merge("Sill Line", "Sill Line")


def test_a_merge_holds_for_articles_there_are_will_be_and_are_read_again(store: Store) -> None:
    heard = store.merge("zoe wren", "Zoe Wrenn", "Ann Holt")
    assert (heard.name, heard.statements, heard.also) == ("Zoë Wren", 4, ("Ann Holt", "Zoe Wrenn"))
    assert said_by(store, "Wrenn") == said_by(store, "Zoë Wren") == ["five", "one", "three", "two"]
    store.put([made_up.record("Zoe Wrenn said six", id="f")])
    assert "six" in said_by(store, "Zoë Wren")
    reread(store)
    assert said_by(store, "Holt") == ["five", "one", "six", "three", "two"]
    assert {row.speaker_name for row in store.search(Search(words="three"))} == {"Zoë Wren"}
    assert {row.name_in_article for row in store.search(Search(words="three"))} == {"Zoe Wrenn"}


def test_a_merge_is_taken_back(store: Store) -> None:
    store.merge("Zoe Wren", "Zoe Wrenn", "Ann Holt")
    assert store.unmerge("Zoe Wrenn").statements == 1
    assert said_by(store, "Zoe Wrenn") == ["three"]
    assert said_by(store, "Zoe Wren") == ["five", "one", "two"]
    reread(store)
    assert said_by(store, "Zoe Wrenn") == ["three"]
    with pytest.raises(UnknownSpeaker, match="was not merged into another speaker"):
        store.unmerge("Zoe Wrenn")


def test_what_was_merged_moves_along_and_can_be_merged_elsewhere(store: Store) -> None:
    store.merge("Zoe Wren", "Zoe Wrenn")
    store.merge("Ann Holt", "Zoe Wren")
    assert said_by(store, "Ann Holt") == ["five", "one", "three", "two"]
    store.unmerge("Zoe Wrenn")
    store.merge("Zoe Wrenn", "Zoe Wren")
    assert said_by(store, "Zoe Wrenn") == ["one", "three", "two"]
    assert said_by(store, "Ann Holt") == ["five"]


def test_a_last_name_is_not_merged_unless_somebody_insists(store: Store) -> None:
    with pytest.raises(UnknownSpeaker, match="'Wren' is not one and the same in all articles"):
        store.merge("Zoe Wren", "Wren")
    assert store.merge("Zoe Wren", "Wren", anyway=True).statements == 3


def test_a_split_holds_in_its_articles_and_through_reading_again(store: Store) -> None:
    heard = store.split("Zoe Wren", ["b"], "Zoe Wren (footballer)")
    assert (heard.name, heard.statements) == ("Zoe Wren (footballer)", 1)
    assert said_by(store, "footballer") == ["two"]
    reread(store)
    assert said_by(store, "footballer") == ["two"]
    store.split("Wren", ["d"], "Zoe Wren")
    reread(store)
    assert {row.speaker_name for row in store.search(Search(words="four"))} == {"Zoë Wren"}


def test_merging_and_splitting_go_together(store: Store) -> None:
    store.split("Zoe Wren", ["#2"], "Zoe Wren (footballer)")
    store.merge("Ann Holt", "Zoe Wren (footballer)")
    assert said_by(store, "Ann Holt") == ["five", "two"]
    reread(store)
    assert said_by(store, "Ann Holt") == ["five", "two"]
    store.unmerge("Zoe Wren (footballer)")
    assert said_by(store, "footballer") == ["two"]
    assert said_by(store, "Ann Holt") == ["five"]
    store.split("Zoe Wren", ["b"], "Zoë Wren")
    assert {row.speaker_name for row in store.search(Search(words="two"))} == {"Zoë Wren"}


@pytest.mark.parametrize(
    ("name", "articles", "sentence"),
    [
        ("Nobody", ["a"], "no speaker called 'Nobody'$"),
        ("Zoe", ["a"], r"no speaker called 'Zoe'; near it: .*Zo. Wren \(#\d+\)"),
        ("#77", ["a"], "no speaker #77"),
        ("Zoe Wren", ["z"], "no article z"),
        ("Zoe Wren", ["#99"], "no article #99"),
        ("Zoe Wren", ["a", "e"], "'Zoe Wren' is no speaker of the article #5"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_changes(
    store: Store, name: str, articles: list[str], sentence: str
) -> None:
    with pytest.raises(UnknownSpeaker, match=sentence):
        store.split(name, articles, "Somebody Else")
    assert said_by(store, "Zoe Wren") == ["one", "two"]
    assert store.speakers("Somebody Else") == []


def test_a_name_is_taken_up_in_the_form_that_tells_who_it_is(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put([made_up.record("zoe wren said a")])
        assert store.speakers() == []
        store.put([made_up.record("Zoë Wren said b")])
        assert [(one.name, one.statements) for one in store.speakers()] == [("Zoë Wren", 2)]
