"""The file is what Datasette shows well as it is: labels, links, search and views."""

import asyncio
from pathlib import Path
from typing import Any

import made_up
import pytest

from onrecord.store import Store

datasette_app = pytest.importorskip("datasette.app")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        store.put(
            [
                made_up.record("Ann Smith said we lost", "Bob Jones said we promised"),
                made_up.record("Ann Smith said we lost", "Bob Jones said we promised", outlet="The Herald"),
            ]
        )
    return path


def get(database: Path, path: str) -> Any:
    async def ask() -> Any:
        datasette = datasette_app.Datasette([str(database)])
        await datasette.invoke_startup()
        response = await datasette.client.get(path)
        assert response.status_code == 200, response.text
        return response.json() if ".json" in path else response.text

    return asyncio.run(ask())


def test_numbers_of_speakers_articles_and_outlets_are_shown_as_names(database: Path) -> None:
    rows = get(database, "/record/statements.json?_shape=array&_labels=on&_sort=id")
    assert rows[0]["speaker_id"]["label"] == "Ann Smith"
    assert rows[0]["outlet_id"]["label"] == "The Harbour Post"
    articles = get(database, "/record/articles.json?_shape=array&_labels=on")
    assert articles[0]["model_id"]["label"] == "older"


def test_statements_are_searched_by_words(database: Path) -> None:
    rows = get(database, "/record/statements.json?_shape=array&_search=promise")
    assert [row["quote"] for row in rows] == ["we promised"] * 2


def test_every_table_and_view_opens(database: Path) -> None:
    with Store.open(database, read_only=True) as store:
        names = store.database.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%_fts%'"
        )
    assert len(names) >= 15
    for (name,) in names:
        assert get(database, f"/record/{name}")
    said = get(database, "/record/who_said_what.json?_shape=array&outlet=The+Herald")
    assert [(row["speaker"], row["quote"]) for row in said] == [
        ("Ann Smith", "we lost"),
        ("Bob Jones", "we promised"),
    ]
    [same] = get(database, "/record/same_texts.json?_shape=array")
    assert same["articles"] == 2
