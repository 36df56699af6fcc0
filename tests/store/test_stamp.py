"""The stamp of a store: another one after everything that is written, by whomever, in either database."""

import made_up
import pytest

from onrecord.errors import UnknownSpeaker
from onrecord.store import Refusal, Search, Store


def test_the_stamp_changes_with_everything_that_is_written_and_with_nothing_else(store_url: str) -> None:
    with Store.open(store_url) as store, Store.open(store_url) as other:
        stamps = [store.stamp()]
        for change in (
            lambda: other.put([made_up.record("Ann Smith said a", "Ann Smyth said b")]),
            lambda: store.put([made_up.record("Ann Smith said c", id="b")]),
            lambda: other.write([], [Refusal("c", "is empty")]),
            lambda: other.merge("Ann Smith", "Ann Smyth"),
            lambda: other.unmerge("Ann Smyth"),
            lambda: other.split("Ann Smith", ["b"], "Ann Smith (sailor)"),
        ):
            change()
            stamps.append(store.stamp())
            assert other.stamp() == stamps[-1]
            list(store.records(Search(words="a")))
            assert store.stamp() == stamps[-1]
        assert len(set(stamps)) == len(stamps)
        assert all(len(stamp) == 16 for stamp in stamps)
    with Store.open(store_url, read_only=True) as store:
        assert store.stamp() == stamps[-1]


def test_what_is_rolled_back_leaves_the_stamp(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put([made_up.record("Ann Smith said a")])
        before = store.stamp()
        with pytest.raises(UnknownSpeaker):
            store.merge("Ann Smith", "Nobody")
        assert store.stamp() == before


def test_two_stores_of_the_same_articles_have_stamps_of_their_own(
    store_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(store_url) as store, Store.open(tmp_path_factory.mktemp("other") / "record.db") as other:
        for one in (store, other):
            one.put([made_up.record("Ann Smith said a")])
        assert store.stamp() != other.stamp()
