"""Articles, outlets and the statements of an article as rows, in either database."""

from collections.abc import Iterator

import made_up
import msgspec
import pytest
from made_up import NEWER

from onrecord.article import Article
from onrecord.errors import InvalidSearch
from onrecord.store import Search, Store


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with Store.open(store_url) as store:
        store.put(
            [
                made_up.record("Ann Smith said a", "Bob said b", id="a.txt", published="May 2, 2016"),
                made_up.record("Ann Smith said c", id="b.txt", outlet="The Herald", published="2017-01-01"),
                made_up.record("Ann Smith said c", id="c.txt", outlet="Sill News", published=None),
                made_up.record(id="d.txt", outlet=None, published="2016-05-31"),
                made_up.full_record(),
            ]
        )
        yield store


def ids(store: Store, **narrowed: object) -> list[str]:
    return [row.id for row in store.articles(**narrowed).rows]  # type: ignore[arg-type]


def test_an_article_is_told_with_where_it_came_from_and_what_read_it(store: Store) -> None:
    row = store.article(5)
    given = made_up.full_record().article
    assert (row.number, row.id, row.title, row.url) == (5, given.id, given.title, given.url)
    assert (row.outlet, row.outlet_number) == (given.outlet, store.article(1).outlet_number)
    assert (row.published, row.day, row.language) == (given.published, "2016-05-02", "en-GB")
    assert (row.authors, row.statement_count, row.same_text_as) == ("C. Writer; D. Writer; E", 2, None)
    assert (row.model, row.onrecord) == ("older", "0.1.0")
    assert row.read_at.startswith("20") and row.read_at.endswith("+00:00")
    assert store.article(3).same_text_as == 2
    assert store.record(5).article == msgspec.structs.replace(given)


def test_articles_come_newest_first_and_those_without_a_day_last(store: Store) -> None:
    assert ids(store) == ["b.txt", "d.txt", "päth/\x01a.txt", "a.txt", "c.txt"]
    assert ids(store, limit=1) == ["b.txt"]


def test_articles_are_narrowed_by_outlet_and_days(store: Store) -> None:
    assert ids(store, outlets=("harbour",)) == ["päth/\x01a.txt", "a.txt"]
    assert ids(store, outlets=("harbour", "Sill News")) == ["päth/\x01a.txt", "a.txt", "c.txt"]
    number = store.article(2).outlet_number
    assert ids(store, outlets=(f"#{number}",)) == ["b.txt"]
    assert [row.article for row in store.search(Search(outlets=(f"#{number}",)))] == ["b.txt"]
    assert ids(store, outlets=("Nowhere",)) == ids(store, outlets=("#999",)) == []
    assert ids(store, since="2016-05-03", until="2016") == ["d.txt"]
    assert ids(store, until="2016-05") == ["d.txt", "päth/\x01a.txt", "a.txt"]
    assert ids(store, since="2017") == ["b.txt"]
    with pytest.raises(InvalidSearch, match="'May' is no day"):
        store.articles(since="May")


def test_an_article_is_found_by_the_id_given_and_by_its_url(store: Store) -> None:
    assert store.articles_called("b.txt") == [2]
    assert store.articles_called("https://news.example/a?b=c") == [5]
    assert store.articles_called("nowhere") == []
    store.put([made_up.record("Ann Smith said d", id="b.txt", published="2018-01-01")])
    assert store.articles_called("b.txt") == [6, 2]


def test_an_article_is_known_again_by_its_words_and_its_outlet(store: Store) -> None:
    for number in range(1, 6):
        assert store.number_of(store.record(number).article) == number
    assert store.number_of(made_up.record("Nobody Else said that").article) is None


def test_the_same_text_in_other_outlets_is_told_of(store: Store) -> None:
    outlets = ("The Ferry Times", "The Quay", "The Lighthouse")
    store.put([made_up.record("Ann Smith said the wire is cut", outlet=outlet) for outlet in outlets])
    same = [[row.number for row in store.same_text(number)] for number in (6, 7, 8, 1, 99)]
    assert same == [[7, 8], [6, 8], [6, 7], [], []]


def test_a_long_url_is_found_as_well(store: Store) -> None:
    url = "https://news.example/" + "a1b2c3" * 2_000
    one = made_up.record("Ann Smith said e")
    article = Article("e.txt", one.article.text, "The Herald", url)
    store.put([msgspec.structs.replace(one, article=article)])
    assert store.articles_called(url) == [6]


def test_the_statements_of_an_article_are_in_its_order_and_have_their_ids(store: Store) -> None:
    rows = store.statements_of(1)
    assert [(row.statement, row.quote, row.article) for row in rows] == [
        ("s1", "a", "a.txt"),
        ("s2", "b", "a.txt"),
    ]
    assert store.statement(1, "s2") == rows[1]
    assert store.statements_of(4) == store.statements_of(99) == []
    store.put([made_up.record("Ann Smith said a", "Bob said b", id="a.txt", made_by=NEWER)], replace=True)
    assert store.statement(1, "s2").model == "newer"


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(LookupError, match="no article #99"):
        store.article(99)
    with pytest.raises(LookupError, match="no statement s9 of an article #1"):
        store.statement(1, "s9")
    with pytest.raises(LookupError, match="no outlet #99"):
        store.outlet(99)


def test_outlets_are_counted_with_their_first_and_last_day(store: Store) -> None:
    first, *others = store.outlets()
    assert (first.name, first.articles, first.statements) == ("The Harbour Post", 2, 4)
    assert (first.first_day, first.last_day) == ("2016-05-02", "2016-05-02")
    assert {one.name: (one.articles, one.first_day) for one in others} == {
        "The Herald": (1, "2017-01-01"),
        "Sill News": (1, None),
    }
    assert store.outlet(first.number) == first
