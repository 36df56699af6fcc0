"""The source audit on a page: the figures of `onrecord.compare`, what they cannot say, and their charts."""

import csv
import io
import re
from pathlib import Path

import made_up
import msgspec
import pytest
import store_pages
from serving import Serve

from onrecord.compare import audit
from onrecord.store import Search, Store


@pytest.fixture
def filled(tmp_path: Path) -> str:
    return store_pages.filled(tmp_path / "record.db")


@pytest.mark.parametrize(
    ("query", "search"),
    [
        ("", Search()),
        ("outlet=%231", Search(outlets=("#1",))),
        ("words=ferry&since=2016", Search(words="ferry", since="2016")),
        ("kind=person&manner=direct", Search(kinds=("person",), manners=("direct",))),
    ],
)
def test_an_audit_is_that_of_the_library(serve: Serve, filled: str, query: str, search: Search) -> None:
    answer = serve(store=filled).get(f"/audit.json?{query}").json()
    with Store.open(filled, read_only=True) as store:
        wanted = msgspec.json.decode(msgspec.json.encode(audit(store, search, most=15)))
    assert answer == wanted and answer["statements"] > 0 and answer["complete"]


def test_every_caution_stands_under_the_figures(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    page = client.get("/audit").text
    told = re.findall(r"<li>(.*?)</li>", page.partition("What these figures cannot say")[2])
    assert len(told) == len(client.get("/audit.json").json()["cautions"]) > 3


def test_of_more_statements_than_are_asked_for_the_newest_are_counted_and_that_is_said(
    serve: Serve, filled: str
) -> None:
    client = serve(store=filled)
    answer = client.get("/audit.json?newest=10").json()
    assert not answer["complete"] and answer["statements"] < 72
    assert "there are more" in client.get("/audit?newest=10").text
    assert client.get("/audit.json?newest=1000000").status_code == 400


def test_charts_are_beside_tables_with_the_same_numbers(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    page, answer = client.get("/audit").text, client.get("/audit.json").json()
    charts = re.findall(r"<svg.*?</svg>", page)
    assert len(charts) == 7
    for kind in answer["kinds"]:
        assert f"<title>{kind['name']}: " in charts[0]
        assert re.search(
            rf'<th scope="row">{kind["name"]}</th><td class="number">{kind["statements"]["count"]}</td>', page
        )


def test_the_csv_has_a_line_a_figure(serve: Serve, filled: str) -> None:
    client = serve(store=filled)
    lines = list(csv.DictReader(io.StringIO(client.get("/audit.csv").text)))
    sources = {
        line["item"]: line["count"]
        for line in lines
        if (line["figure"], line["detail"]) == ("sources", "statements")
    }
    answer = client.get("/audit.json").json()
    assert sources == {one["name"]: str(one["statements"]["count"]) for one in answer["sources"]}


def test_names_in_charts_are_text(serve: Serve, tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put([made_up.record('Ann <script>alert(1)</script>" Smith said no', outlet="<b>&")])
    page = serve(store=path).get("/audit").text
    assert "<script>alert" not in page and "&lt;script&gt;" in page
