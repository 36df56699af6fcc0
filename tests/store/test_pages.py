"""Lists of a store, page by page, are what they are in one piece, in either database."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import made_up
import pytest

from onrecord.errors import InvalidSearch
from onrecord.store import Page, Search, Store
from onrecord.store.database import RANKED

WORDS = ("ferry", "boat", "tax", "quay", "loan", "ferry")
PEOPLE = ("Ann Smith", "Bob Jones", "Cleo Hart", "Zoë Wren", "Smith")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    draw = random.Random(5)
    with Store.open(store_url) as store:
        for batch in range(3):
            store.put(
                [
                    made_up.record(
                        *(
                            f"{name} said {' '.join(draw.choices(WORDS, k=draw.randint(1, 6)))}"
                            for name in draw.choices(PEOPLE, k=draw.randint(0, 4))
                        ),
                        id=f"{batch}-{number}",
                        outlet=draw.choice(("Post", "Herald", f"Gazette {number}")),
                        published=draw.choice(("2016-05-02", "2016-05-03", "2017-01-01", None)),
                    )
                    for number in range(25)
                ]
            )
        yield store


def all_of(page: Callable[[str | None], Page[Any]]) -> list[Any]:
    """The rows of all pages, from the first to the one that tells of no other."""
    rows, after = list[Any](), None
    for _ in range(500):
        one = page(after)
        rows += one.rows
        after = one.next
        if after is None:
            return rows
        assert one.rows
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("limit", [1, 3, 1000])
@pytest.mark.parametrize("by_rank", [True, False])
@pytest.mark.parametrize("words", ["", "ferry"])
def test_the_pages_of_a_search_are_the_search(store: Store, words: str, by_rank: bool, limit: int) -> None:
    search = Search(words=words, since="2016-05-03")
    whole = store.search(search, by_rank=by_rank, limit=10_000)
    pages = all_of(lambda after: store.search_page(search, by_rank=by_rank, after=after, limit=limit))
    assert len(whole) > 20
    assert pages == whole


def test_what_is_stored_meanwhile_moves_no_page(store: Store) -> None:
    search = Search(words="ferry")
    for by_rank in (False, True):
        first = store.search_page(search, by_rank=by_rank, limit=5)
        rest = store.search_page(search, by_rank=by_rank, after=first.next, limit=5)
        store.put([made_up.record("Ann Smith said ferry ferry", id="new", published=f"202{by_rank:d}-01-01")])
        assert store.search_page(search, by_rank=by_rank, after=first.next, limit=5).rows == rest.rows


def test_by_rank_the_pages_end_with_the_newest_that_are_ranked(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put([made_up.record(*(f"Ann Smith said ferry {number}" for number in range(RANKED + 10)))])
        pages = all_of(lambda after: store.search_page(Search(words="ferry"), after=after, limit=300))
        assert len({row.statement_number for row in pages}) == len(pages) == RANKED


@pytest.mark.parametrize("limit", [1, 4, 1000])
def test_the_pages_of_articles_go_from_the_newest_to_those_without_a_day(store: Store, limit: int) -> None:
    pages = all_of(lambda after: store.articles(after=after, limit=limit))
    days = [row.day or "" for row in pages]
    assert days == sorted(days, reverse=True) and days[-1] == ""
    assert sorted(row.number for row in pages) == list(range(1, store.holdings().articles + 1))
    narrowed = all_of(
        lambda after: store.articles(outlets=("post",), since="2016-05-03", after=after, limit=limit)
    )
    assert (
        narrowed == [row for row in pages if row.outlet == "Post" and (row.day or "") >= "2016-05-03"] != []
    )


@pytest.mark.parametrize("name", [None, "Smith"])
@pytest.mark.parametrize("kind", [None, "person"])
def test_the_pages_of_speakers_are_the_list(store: Store, name: str | None, kind: Any) -> None:
    whole = store.speakers(name, kind, limit=100)
    assert all_of(lambda after: store.speakers_page(name, kind, after=after, limit=1)) == whole
    assert [one.statements for one in whole] == sorted((one.statements for one in whole), reverse=True)
    assert len(whole) == (2 if name else 4)


@pytest.mark.parametrize(
    "after",
    ["", "date", "date-", "date-x", "date-1-2", "article-1", "date-١", "date--1", "date-1 ", "Date-1"],
)
def test_a_place_that_no_page_told_is_refused(store: Store, after: str) -> None:
    with pytest.raises(InvalidSearch, match="no place to go on from in this list"):
        store.search_page(after=after)


def test_a_place_in_one_list_is_none_in_another(store: Store) -> None:
    by_date = store.search_page(limit=1).next
    by_rank = store.search_page(Search(words="ferry"), limit=1).next
    with pytest.raises(InvalidSearch, match="no place"):
        store.search_page(Search(words="ferry"), after=by_date)
    with pytest.raises(InvalidSearch, match="no place"):
        store.search_page(after=by_rank)
    with pytest.raises(InvalidSearch, match="no place"):
        store.articles(after="article-9999")
    with pytest.raises(InvalidSearch, match="no place"):
        store.speakers_page(after=by_date)


def test_a_page_without_rows_is_refused(store: Store) -> None:
    with pytest.raises(InvalidSearch, match="a page has one row at least"):
        store.search_page(limit=0)
    with pytest.raises(InvalidSearch, match="a page has one row at least"):
        store.articles(limit=0)
