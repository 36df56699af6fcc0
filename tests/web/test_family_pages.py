"""Quotations in several outlets, on pages: their list, their versions, what is not in them yet."""

import csv
import io
from pathlib import Path

import pytest
from family_articles import article
from serving import Serve

from onrecord.store import Store
from onrecord.verify.families import families, update_families
from onrecord.verify.family_text import COLUMNS
from onrecord.web.versions import folded_copies, runs_of, what_changed

FERRY = "we will never close the harbour as long as one of us can still hold an oar"
BREAD = "bread has become so dear on this island that nobody eats it on a weekday"


@pytest.fixture
def told(tmp_path: Path) -> str:
    """A store of two quotations in several outlets, cut, elided and copied, and one article not taken up."""
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put(
            [
                article("The Post", "2016-05-02", ("Ann Smith", "said", FERRY), own="agency"),
                article("The Quay", "2016-05-03", ("Ann Smith", "said", FERRY), own="agency"),
                article("The Times", "2016-05-04", ("Bob Jones", "claimed", FERRY.replace("never ", ""))),
                article("The Tower", "2016-05-05", ("Ann Smith", "warned", FERRY.partition(" as")[0])),
                article("The Post", "2016-06-01", ("Cy Young", "said", BREAD)),
                article("The Tower", "2016-06-02", ("Cy Young", "complained", BREAD)),
            ]
        )
        update_families(store)
        store.put([article("The Late", "2016-07-01", ("Cy Young", "said", BREAD))])
    return path


def test_families_are_listed_page_by_page_as_the_command_has_them(serve: Serve, told: str) -> None:
    client = serve(store=told)
    with Store.open(told, read_only=True) as store:
        wanted = [one.number for one in families(store)]
    assert len(wanted) == 2
    for limit in (1, 10):
        seen, after = [], ""
        while True:
            answer = client.get(f"/families.json?limit={limit}&after={after}").json()
            seen += [row["family"] for row in answer["rows"]]
            after = answer["next"]
            if not after:
                break
        assert seen == wanted
    assert answer["pending"] == 1
    assert "1 article is not taken up yet" in client.get("/families").text


def test_each_filter_of_families_leaves_what_fits(serve: Serve, told: str) -> None:
    client = serve(store=told)

    def found(query: str) -> list[str]:
        return [row["text"] for row in client.get(f"/families.json?{query}").json()["rows"]]

    assert found("") == [FERRY, BREAD]
    assert found("words=bread") == [BREAD]
    assert found("changed=true") == [FERRY]
    assert found("min_outlets=3") == [FERRY]
    assert found("outlet=times") == [FERRY]
    assert found("speaker=young&since=2016-06") == [BREAD]
    assert found("words=moon") == []
    assert client.get("/families.json?min_outlets=1").status_code == 400


def test_the_order_of_families_is_counted_anew_when_they_change(serve: Serve, told: str) -> None:
    client = serve(store=told)
    assert [row["outlets"] for row in client.get("/families.json").json()["rows"]] == [4, 2]
    with Store.open(told) as store:
        store.put([article("The New", "2016-08-01", ("Cy Young", "said", BREAD))])
        update_families(store)
    assert [row["outlets"] for row in client.get("/families.json").json()["rows"]] == [4, 4]


def test_versions_stand_below_each_other_with_what_differs_marked(serve: Serve, told: str) -> None:
    client = serve(store=told)
    with Store.open(told, read_only=True) as store:
        one = next(families(store))
    elided = next(version for version in one.versions if version.change == "elided")
    runs = runs_of(one, elided)
    assert "".join(text for text, kind in runs if kind != "put in").split() == FERRY.split()
    assert [text for text, kind in runs if kind == "left out"] == ["never"]
    assert what_changed(1, elided) == "elided: negation"
    page = client.get("/articles/3/s1/versions")
    assert page.status_code == 200
    assert '<del><span class="unseen">left out: </span>never</del>' in page.text
    assert (
        "Ascribed to different people" in page.text
        and "and 1 outlet or article with the same text" in page.text
    )
    assert (
        client.get(f"/families/{one.number}.json").json()["families"][0]
        == (client.get("/articles/3/s1/versions.json").json()["families"][0])
    )


def test_a_printing_links_to_its_very_words(serve: Serve, told: str) -> None:
    client = serve(store=told)
    version = client.get("/articles/3/s1/versions.json").json()["families"][0]["versions"][0]
    (start, end), *_ = version["printings"][0]["spans"]
    number = version["printings"][0]["article_number"]
    link = f"/articles/{number}?words={start}-{end}#words"
    assert f'href="{link}"' in client.get("/articles/3/s1/versions").text
    text = client.get(f"/articles/{number}.json").json()["record"]["article"]["text"]
    assert text[start:end] == FERRY
    assert 'id="words"' in client.get(link).text


def test_copies_of_one_text_are_folded_under_the_first(told: str) -> None:
    with Store.open(told, read_only=True) as store:
        version = next(families(store)).versions[0]
    (printed,) = folded_copies(version)
    assert printed.first.outlet == "The Post" and [one.outlet for one in printed.copies] == ["The Quay"]


def test_the_csv_of_versions_is_that_of_the_command_a_line_a_printing(serve: Serve, told: str) -> None:
    text = serve(store=told).get("/articles/1/s1/versions.csv").text
    lines = list(csv.DictReader(io.StringIO(text)))
    assert sorted(lines[0]) == sorted(COLUMNS)
    assert [line["outlet"] for line in lines] == ["The Post", "The Quay", "The Times", "The Tower"]
    assert [line["change"] for line in lines] == ["earliest", "earliest", "elided", "trimmed"]


def test_a_statement_that_is_not_taken_up_says_so(serve: Serve, told: str) -> None:
    page = serve(store=told).get("/articles/7/s1/versions")
    assert page.status_code == 200 and "No quotation of this statement is taken up" in page.text


def test_a_search_that_finds_more_than_is_looked_at_says_so(
    serve: Serve, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.pages.families.FACETED", 2)
    client = serve(store=told)
    answer = client.get("/families.json?words=a").json()
    assert not answer["complete"] and answer["looked_at"] == 2
    assert "its newest 2 statements" in client.get("/families?words=a").text
