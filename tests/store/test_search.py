"""What a search finds, the same in either database."""

import random
from collections.abc import Iterator

import made_up
import pytest

from onrecord.errors import InvalidSearch
from onrecord.record import Record
from onrecord.store import Search, StatementRow, Store
from onrecord.store.database import RANKED, Term
from onrecord.store.search import terms_of


def quotes(store: Store, words: str = "", by_rank: bool | None = None, **narrowed: object) -> list[str]:
    search = Search(words=words, **narrowed)  # type: ignore[arg-type]
    return [row.quote for row in store.search(search, by_rank=by_rank)]


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with Store.open(store_url) as store:
        store.put(
            [
                made_up.record(
                    "Ines Calloway said the ferry will promise nothing",
                    "Tobias Wren said she promised a ferry, a café and the year's budget",
                    published="2016-05-02",
                ),
                made_up.record(
                    ("government", "Sandrick said it can't pay for the ferry"),
                    ("unnamed", "a senior official said nothing will be paid"),
                    outlet="The Herald (Web)",
                    published="2017-01-31",
                    manner="direct",
                    cue_tone="denial",
                ),
                made_up.record(
                    "Ines Calloway said we never lost",
                    outlet=None,
                    published=None,
                    negated=True,
                    hypothetical=True,
                ),
            ]
        )
        yield store


def test_all_words_must_be_there_in_any_form(store: Store) -> None:
    assert len(quotes(store, "ferry")) == 3
    assert len(quotes(store, "Ferries PROMISES")) == 2
    assert quotes(store, "ferry café") == quotes(store, "cafes") != []
    assert quotes(store, "ferry nowhere") == []


def test_words_in_quotation_marks_stand_beside_each_other(store: Store) -> None:
    assert quotes(store, '"the ferry"') == [
        "the ferry will promise nothing",
        "it can't pay for the ferry",
    ] or quotes(store, "“the ferry”", by_rank=False) == [
        "it can't pay for the ferry",
        "the ferry will promise nothing",
    ]
    assert quotes(store, '"ferry the"') == []
    assert quotes(store, '"will be" nothing') == ["nothing will be paid"]
    assert quotes(store, '"nothing will be paid') == ["nothing will be paid"]


def test_pieces_of_a_word_are_a_phrase_and_a_star_begins_words(store: Store) -> None:
    assert quotes(store, "can't") == ["it can't pay for the ferry"]
    assert quotes(store, "year’s") == quotes(store, "year's") != []
    assert len(quotes(store, "prom*")) == 2
    assert quotes(store, "budg* ferr*") != []
    assert quotes(store, "omise*") == []


@pytest.mark.parametrize(
    "words",
    ["'", "fer'ry", "ferry:* & |", "\\", "a\0b", '""', "NEAR(ferry", "ferry)", "x*y*", "-ferry", "^the"],
)
def test_marks_mean_nothing_but_are_no_error(store: Store, words: str) -> None:
    try:
        store.search(Search(words=words))
    except InvalidSearch:
        assert not any(character.isalnum() for character in words)


def test_a_search_for_marks_alone_is_refused(store: Store) -> None:
    with pytest.raises(InvalidSearch, match=r"'\?!' has no words to search for"):
        store.search(Search(words=" ?! "))


def test_each_option_narrows(store: Store) -> None:
    assert len(quotes(store, speaker="ines calloway")) == len(quotes(store, speaker="Calloway")) == 2
    assert quotes(store, speaker="Nobody Here") == []
    assert quotes(store, kinds=("government",)) == ["it can't pay for the ferry"]
    assert len(quotes(store, kinds=("government", "unnamed"))) == 2
    assert len(quotes(store, outlets=("herald",))) == 2
    assert len(quotes(store, outlets=("herald", "Harbour Post"))) == 4
    assert quotes(store, outlets=("Herald Nowhere",)) == []
    assert len(quotes(store, manners=("direct",))) == len(quotes(store, tones=("denial",))) == 2
    assert quotes(store, negated=True) == quotes(store, hypothetical=True) == ["we never lost"]
    assert len(quotes(store, negated=False)) == len(quotes(store, hypothetical=False)) == 4
    assert len(quotes(store, "ferry", negated=False, kinds=("person",))) == 2
    assert quotes(store, "lost", negated=False) == []


def test_days_are_inclusive_and_what_has_none_is_in_no_span(store: Store) -> None:
    assert len(quotes(store, since="2016-05-02", until="2016-05-02")) == 2
    assert len(quotes(store, since="2016", until="2017")) == len(quotes(store, until="2017-01")) == 4
    assert len(quotes(store, since="2016-06")) == 2
    assert quotes(store, since="2017-02") == quotes(store, until="2016-05-01") == []


def test_without_words_the_newest_come_first_and_those_without_a_day_last(store: Store) -> None:
    found = store.search()
    assert [row.published for row in found] == ["2017-01-31"] * 2 + ["2016-05-02"] * 2 + [None]
    assert len(store.search(limit=2)) == 2
    assert [row.statement_number for row in store.statements()] == sorted(
        row.statement_number for row in found
    )


def test_by_rank_the_words_that_fill_a_statement_come_first(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put(
            [
                made_up.record("Ann Smith said the ferry", published="2010-01-01"),
                made_up.record(
                    "Ann Smith said " + "many words of all kinds and then " * 5 + "the ferry",
                    published="2020-01-01",
                ),
                made_up.record("Ann Smith said ferry, ferry, ferry", published="2000-01-01"),
            ]
        )
        assert [row.published for row in store.search(Search(words="ferry"))] == [
            "2000-01-01",
            "2010-01-01",
            "2020-01-01",
        ]
        newest = store.search(Search(words="ferry"), by_rank=False)
        assert [row.published for row in newest] == ["2020-01-01", "2010-01-01", "2000-01-01"]


def test_what_is_in_more_statements_than_are_ranked_is_found_all_the_same(store_url: str) -> None:
    lines = [f"Ann Smith said ferry {number}" for number in range(RANKED + 10)]
    with Store.open(store_url) as store:
        store.put([made_up.record(*lines)])
        assert len(store.search(Search(words="ferry"), limit=50)) == 50
        assert sum(1 for _ in store.statements(Search(words="ferry"))) == RANKED + 10


@pytest.mark.parametrize(
    ("narrowed", "sentence"),
    [
        ({"kinds": ("persons",)}, "there is no kind 'persons'; there are person,"),
        ({"manners": ("loud",)}, "there is no manner 'loud'"),
        ({"tones": ("sad",)}, "there is no tone 'sad'"),
        ({"since": "May"}, "'May' is no day"),
        ({"until": "2016-99"}, "'2016-99' is no day"),
        ({"speaker": "?!"}, "'\\?!' has no words of a name"),
        ({"speaker": ""}, "has no words of a name"),
    ],
)
def test_a_search_by_what_there_is_not_says_so(
    store: Store, narrowed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InvalidSearch, match=sentence):
        store.search(Search(**narrowed))  # type: ignore[arg-type]


def test_a_speaker_is_found_by_number(store: Store) -> None:
    number = store.search(Search(speaker="Wren"))[0].speaker_number
    assert len(quotes(store, speaker=f"#{number}")) == 1
    assert quotes(store, speaker="#999999999999") == []


def test_terms() -> None:
    assert terms_of('tax "the  ferry" year\'s promis* re-elect*') == (
        Term("tax"),
        Term("the ferry"),
        Term("year s"),
        Term("promis", True),
        Term("re"),
        Term("elect", True),
    )
    assert terms_of("") == ()


def test_any_search_finds_what_a_look_at_every_statement_finds(store_url: str) -> None:
    draw = random.Random(3)
    words = ["ferry", "boat", "tax", "loan", "quay", "fare"]
    people = [
        ("person", "Ann Smith"),
        ("person", "Bob Jones"),
        ("government", "Sandrick"),
        ("group", "voters"),
    ]
    records = []
    for number in range(60):
        lines = [
            (kind, f"{name} said {' '.join(draw.choices(words, k=4))}")
            for kind, name in draw.choices(people, k=draw.randint(0, 4))
        ]
        records.append(
            made_up.record(
                *lines,
                id=f"{number}",
                outlet=draw.choice(["Post", "Herald", None]),
                published=draw.choice(["2016-05-02", "2016-05-03", "2017-01-01", None]),
                negated=draw.random() < 0.3,
                hypothetical=draw.random() < 0.3,
                manner=draw.choice(["direct", "mixed"]),
                cue_tone=draw.choice(["neutral", "denial", None]),
            )
        )
    with Store.open(store_url) as store:
        store.put(records)
        everything = list(store.statements())
        for _ in range(150):
            options: dict[str, object] = {
                "words": " ".join(draw.sample(words, draw.randint(0, 2))),
                "speaker": draw.choice([None, None, "Smith", "Bob Jones"]),
                "kinds": tuple(draw.sample(["person", "government", "group"], draw.choice([0, 0, 1, 2]))),
                "outlets": tuple(draw.sample(["Post", "herald"], draw.choice([0, 0, 1, 2]))),
                "since": draw.choice([None, None, "2016-05-03"]),
                "until": draw.choice([None, None, "2016"]),
                "manners": draw.choice([(), (), ("direct",)]),
                "tones": draw.choice([(), (), ("denial",)]),
                "negated": draw.choice([None, None, True, False]),
                "hypothetical": draw.choice([None, None, True, False]),
            }
            search = Search(**options)  # type: ignore[arg-type]
            expected = {row.statement_number for row in everything if matches(row, options)}
            found = store.search(search, limit=1000)
            assert {row.statement_number for row in found} == expected, options
            assert {row.statement_number for row in store.statements(search)} == expected
            ids = {row.article for row in everything if row.statement_number in expected}
            wanted: list[Record] = [one for one in records if one.article.id in ids or search == Search()]
            assert sorted(one.article.id for one in store.records(search)) == sorted(
                r.article.id for r in wanted
            )


def matches(row: StatementRow, options: dict[str, object]) -> bool:
    """Whether a search by these options means the statement, worked out the slow way."""
    o = options
    day = row.published
    return (
        all(word in row.quote.split() for word in str(o["words"]).split())
        and (o["speaker"] is None or str(o["speaker"]) in (row.speaker_name or ""))
        and (not o["kinds"] or row.speaker_kind in o["kinds"])  # type: ignore[operator]
        and (not o["outlets"] or (row.outlet or "").lower() in [x.lower() for x in o["outlets"]])  # type: ignore[attr-defined]
        and (o["since"] is None or (day is not None and day >= str(o["since"])))
        and (o["until"] is None or (day is not None and day[:4] <= str(o["until"])))
        and (not o["manners"] or row.manner in o["manners"])  # type: ignore[operator]
        and (not o["tones"] or row.cue_tone in o["tones"])  # type: ignore[operator]
        and (o["negated"] is None or row.negated == o["negated"])
        and (o["hypothetical"] is None or row.hypothetical == o["hypothetical"])
    )


def test_the_words_found_are_marked_in_the_quote_as_they_stand_there(store: Store) -> None:
    search = Search(words='promise "the year\'s" caf*')
    (row,) = store.search(search)
    (spans,) = store.words_found(search, [row])
    assert [row.quote[span.start : span.end] for span in spans] == ["promised", "café", "the year's"]
    assert store.words_found(Search(), [row]) == [()] and store.words_found(search, []) == []


def test_words_are_marked_whatever_characters_stand_around_them(store_url: str) -> None:
    said = "<b>promised</b> \U0001f600 promised\0 \x01< &promised; \u202epromised"
    with Store.open(store_url) as store:
        store.put([made_up.record(f"Ines Calloway said {said}")])
        search = Search(words="promise")
        (row,) = store.search(search)
        (spans,) = store.words_found(search, [row])
    found = [row.quote[span.start : span.end] for span in spans]
    assert found == ["promised"] * 4


def test_articles_with_the_words_are_each_listed_once_over_pages(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put(
            made_up.record(
                *(f"Ines Calloway said ferry number {one}" for one in range(number % 4)),
                f"Tobias Wren said nothing {number}",
                id=f"{number}.txt",
                outlet=("The Harbour Post", "The Herald")[number % 2],
                published=f"2016-05-{number % 9 + 1:02}",
            )
            for number in range(30)
        )
        wanted = {f"{number}.txt" for number in range(30) if number % 4}
        for limit in (1, 4, 100):
            seen: list[str] = []
            days: list[str | None] = []
            after = None
            while True:
                page = store.articles(words="ferry", limit=limit, after=after)
                seen += [row.id for row in page.rows]
                days += [row.day for row in page.rows]
                after = page.next
                if after is None:
                    break
            assert len(seen) == len(wanted) and set(seen) == wanted
            assert days == sorted(days, key=str, reverse=True)
        herald = store.articles(words="ferry", outlets=("Herald",), since="2016-05-05", limit=100).rows
        assert {row.id for row in herald} == {
            f"{number}.txt" for number in range(30) if number % 2 and number % 4 and number % 9 >= 4
        }
        assert store.articles(words="ferry bridge").rows == ()
        assert store.outlet_numbers(["The Herald", None, "No One"]) == {"The Herald": herald[0].outlet_number}
