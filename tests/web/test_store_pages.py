"""Searches, articles, speakers and outlets of a store: what is asked for comes, once, in every form."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import made_up
import pytest
import store_pages
from serving import Serve
from starlette.testclient import TestClient

from onrecord.store import Search, Store
from onrecord.web.facet_links import facet_of
from onrecord.web.narrowing import Searched, carried, chosen, varied


@pytest.fixture
def filled(tmp_path: Path) -> str:
    return store_pages.filled(tmp_path / "record.db")


def everything(client: TestClient, path: str, **query: object) -> list[dict[str, Any]]:
    """The rows of all pages, each page also as its Link header tells it."""
    rows, address = [], client.get(path, params=query)
    while True:
        answer = address.json()
        rows += answer["rows"]
        if not answer["next"]:
            return rows
        following = address.links["next"]["url"]
        assert ("after", answer["next"]) in parse_qsl(urlsplit(following).query)
        address = client.get(following)
        assert address.status_code == 200 and len(rows) < 10_000


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"words": "promise"}, lambda row: "promised" in row["quote"]),
        ({"words": '"quay 3"'}, lambda row: "quay 3 " in row["quote"]),
        ({"speaker": "Calloway"}, lambda row: row["speaker_name"] == "Ines Calloway"),
        ({"kind": ["unnamed", "government"]}, lambda row: row["speaker_kind"] != "person"),
        ({"outlet": "herald"}, lambda row: row["outlet"] == "The Herald"),
        ({"since": "2016"}, lambda row: row["published"] >= "2016"),
        ({"until": "2015-05-05"}, lambda row: row["published"] <= "2015-05-05"),
        ({"manner": "mixed"}, lambda row: row["manner"] == "mixed"),
        ({"tone": "denial"}, lambda row: row["cue_tone"] == "denial"),
        ({"negated": "true"}, lambda row: row["negated"]),
        ({"negated": "false"}, lambda row: not row["negated"]),
        ({"hypothetical": "true", "outlet": "#1"}, lambda row: row["hypothetical"]),
    ],
)
def test_each_filter_of_a_search_leaves_what_fits_and_all_of_it(
    serve: Serve, filled: str, asked: dict[str, Any], fits: Any
) -> None:
    client = serve(store=filled)
    rows = everything(client, "/search.json", sort="date", limit=7, **asked)
    with Store.open(filled, read_only=True) as store:
        wanted = [row.statement_number for row in store.statements() if fits(made_of(row))]
    assert 0 < len(wanted) < 72
    assert [row["statement_number"] for row in rows] == sorted(wanted, reverse=True)


def made_of(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


@pytest.mark.parametrize(
    ("path", "count"),
    [("/search", 72), ("/search?words=ferry", 24), ("/articles", 24), ("/articles?words=quay", 24)],
)
def test_paging_goes_through_everything_once(serve: Serve, filled: str, path: str, count: int) -> None:
    client = serve(store=filled)
    name = "statement_number" if path.startswith("/search") else "number"
    path, _, query = path.partition("?")
    for limit in (1, 10, 200):
        rows = everything(client, f"{path}.json", limit=limit, **dict(parse_qsl(query)))
        assert len(rows) == len({row[name] for row in rows}) == count


@pytest.mark.parametrize(
    "path",
    [
        "/search?words=ferry&limit=9",
        "/articles",
        "/speakers",
        "/speakers/1?limit=5",
        "/outlets",
        "/outlets/1",
    ],
)
def test_the_rows_of_the_csv_are_those_of_the_json(serve: Serve, filled: str, path: str) -> None:
    client = serve(store=filled)
    path, _, query = path.partition("?")
    answer = client.get(f"{path}.json?{query}").json()
    told = answer["newest"] if path == "/outlets/1" else answer["rows"]
    text = client.get(f"{path}.csv?{query}").text
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == len(told) > 0
    for line, row in zip(lines, told, strict=True):
        assert list(line) == list(row)
        for name, cell in line.items():
            value = row[name]
            expected = (
                "; ".join(value)
                if isinstance(value, list)
                else str(value).lower()
                if value in (True, False) and isinstance(value, bool)
                else ""
                if value is None
                else str(value)
            )
            assert cell == expected, name


def test_the_words_found_are_marked_and_open_at_their_place(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    answer = client.get("/search.json?words=promise&limit=1").json()
    (row,), ((span,),) = answer["rows"], answer["matches"]
    assert row["quote"][span[0] : span[1]] == "promised"
    page = client.get("/search?words=promise&limit=1").text
    assert "<mark>promised</mark>" in page
    assert f'href="/articles/{row["article_number"]}#{row["statement"]}"' in page
    assert f'id="{row["statement"]}"' in client.get(f"/articles/{row['article_number']}").text


def test_a_facet_narrows_to_as_many_as_it_says_and_its_sign_widens_again(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    with Store.open(filled, read_only=True) as store:
        facets = store.facets(Search(words="the"))
    asked = Searched(words="the")
    for by, counts in (
        ("speaker", facets.speakers),
        ("outlet", facets.outlets),
        ("day", facets.years),
        ("manner", facets.manners),
        ("kind", facets.kinds),
        ("tone", facets.tones),
    ):
        assert counts
        for link in facet_of("/search.json", asked, by, counts):
            narrowed = client.get(link.address).json()["facets"]
            assert narrowed["counted"] == link.total and not link.on
            query = dict(parse_qsl(urlsplit(link.address).query))
            there = Searched(
                **{
                    name: (value,) if name in ("outlet", "manner", "kind", "tone") else value
                    for name, value in query.items()
                }
            )
            back = next(
                one
                for one in facet_of(
                    "/search.json", there, by, [one for one in counts if one.value == link.value]
                )
            )
            assert back.on and back.address == varied("/search.json", asked)


def test_what_narrows_a_list_can_be_taken_away_one_by_one(serve: Serve) -> None:
    asked = Searched(
        words="ferry",
        speaker="#1",
        outlet=("a", "b"),
        since="2016",
        until="2016",
        manner=("direct",),
        negated=False,
    )
    some = chosen("/search", asked, None)
    assert [(one.name, one.value) for one in some] == [
        ("words", "ferry"), ("speaker", "#1"), ("outlet", "a"), ("outlet", "b"), ("manner", "direct"),
        ("published", "2016"), ("not", "negated"),
    ]  # fmt: skip
    assert "outlet=b" in some[2].without and "outlet=a" not in some[2].without
    assert carried("/audit", asked) == "/audit?" + urlsplit(varied("/search", asked)).query


def test_a_search_of_which_not_all_is_counted_says_so(
    serve: Serve, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.facets.FACETED", 10)
    page = serve(store=filled).get("/search").text
    assert "the newest 10 statements" in page and "More than 10 statements" in page


def test_uncertain_statements_are_told_from_others(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    assert "uncertain: 40%" in client.get("/search?words=%22ferry+promised+5%22").text
    assert "uncertain: 40%" not in client.get("/search?words=%22ferry+promised+7%22").text


def test_speakers_are_found_by_name_and_kind_and_tell_who_is_one(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    assert [row["name"] for row in client.get("/speakers.json").json()["rows"]] == [
        "Ines Calloway",
        "Sandrick",
    ]
    only = client.get("/speakers.json?kind=government").json()["rows"]
    assert [row["name"] for row in only] == ["Sandrick"]
    (official,) = client.get("/speakers.json?name=senior").json()["rows"]
    assert not official["is_one"]
    assert "whoever is called so" in client.get("/speakers?name=senior").text
    assert "Whoever is called so." in client.get(f"/speakers/{official['number']}").text
    (ines,) = client.get("/speakers.json?name=calloway").json()["rows"]
    page = client.get(f"/speakers/{ines['number']}")
    assert page.status_code == 200 and "Whoever is called so." not in page.text
    assert len(everything(client, f"/speakers/{ines['number']}.json", limit=5)) == ines["statements"] == 24
    assert len(everything(client, f"/speakers/{ines['number']}.json", outlet="herald", manner="direct")) == 4


def test_a_merged_speaker_is_shown_as_the_one_it_was_merged_into(serve: Serve, tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put([made_up.record("Ines Calloway said no", "Ines B. Calloway said yes")])
        merged = store.speakers("Ines B")[0].number
        into = store.merge("Ines Calloway", "Ines B. Calloway").number
    client = serve(store=path)
    answer = client.get(f"/speakers/{merged}.json").json()
    assert answer["profile"]["heard"]["number"] == into and len(answer["rows"]) == 2
    assert "merged into this one" in client.get(f"/speakers/{merged}").text


def test_an_outlet_tells_whom_it_quotes_and_where_to_read_on(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    outlets = client.get("/outlets.json").json()["rows"]
    assert [(row["name"], row["articles"]) for row in outlets] == [
        ("The Harbour Post", 12),
        ("The Herald", 12),
    ]
    answer = client.get("/outlets/1.json").json()
    assert answer["outlet"]["statements"] == answer["facets"]["counted"] == 36
    assert {row["outlet"] for row in answer["newest"]} == {"The Harbour Post"}
    page = client.get("/outlets/1").text
    for link in (
        "/audit?outlet=%231",
        "/articles?outlet=%231",
        "/search?outlet=%231",
        "/families?outlet=%231",
    ):
        assert f'href="{link}"' in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/speakers/99", "the store has no speaker #99"),
        ("/outlets/99", "the store has no outlet #99"),
        ("/families/99", "the store has no family 99"),
        ("/articles/1/s99/versions", "the store has no statement s99"),
        ("/speakers/x", "there is nothing at"),
        ("/outlets/0", "there is nothing at"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(serve: Serve, filled: str, path: str, told: str) -> None:
    client = serve(store=filled)
    answer = client.get(f"{path}.json")
    assert answer.status_code == 404 and told in answer.json()["detail"]
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 404 and "<h1>Not Found</h1>" in page.text


@pytest.mark.parametrize(
    ("query", "told"),
    [("since=yesterday", "is no day"), ("words=%3F%3F", "no words"), ("after=x", "is no place"),
     ("kind=x", "kind"), ("limit=0", "limit"), ("limit=500", "limit"),
     ("color=red", "there is no parameter")],
)  # fmt: skip
def test_a_search_that_cannot_be_meant_is_refused_with_a_sentence(
    serve: Serve, filled: str, query: str, told: str
) -> None:
    answer = serve(store=filled).get(f"/search.json?{query}")
    assert answer.status_code == 400 and told in answer.json()["detail"]


def test_an_empty_store_says_what_to_do(serve: Serve, tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    Store.open(path).close()
    client = serve(store=path)
    for place in ("/articles", "/search", "/speakers", "/outlets", "/audit"):
        page = client.get(place)
        assert page.status_code == 200 and "onrecord ingest news/ --store" in page.text, place
    assert "No quotation in the store" in client.get("/families").text
