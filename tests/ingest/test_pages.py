"""Pages: taken apart by the processes that read, each article once, not sent again while unchanged."""

from pathlib import Path

import pytest
from fake_reader import FakeReader
from fake_server import fake_server

import onrecord.sources.web.client as client
from onrecord.ingest import Account, Ingest
from onrecord.ingest.inputs import NOT_CHANGED
from onrecord.ingest.validators import HeldBack
from onrecord.sources import Settings, Validators
from onrecord.store import Input, Outcome, Store

PAGE = """<!doctype html><html lang="en"><head><title>The ferry stays</title>
<meta property="og:site_name" content="The Harbour Post"></head><body><nav>Home</nav><article>
<h1>The ferry stays</h1>{}</article></body></html>"""

PARAGRAPH = (
    "<p>“We keep the boat,” the mayor of the town said on Monday, after a meeting that had lasted for "
    "five hours and in which the board of the harbour had asked for money {} times and got none.</p>"
)


def page(number: int) -> str:
    return PAGE.format("".join(PARAGRAPH.format(f"{number} and {n}") for n in range(8)))


def ingest(url: object, *paths: str, reread: bool = False) -> Account:
    run = Ingest(str(url), load=FakeReader, workers=2, settings=Settings(allow_private=True))
    return run.paths(paths, reread=reread)


def test_the_articles_of_pages_are_recorded_each_once(tmp_path: Path) -> None:
    folder, url = tmp_path / "pages", tmp_path / "record.db"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.html").write_text(page(number % 10), encoding="utf-8")
    (folder / "none.html").write_text("<html><body></body></html>", encoding="utf-8")
    account = ingest(url, str(folder))
    assert account.outcomes == {Outcome.RECORDED: 10, Outcome.KNOWN: 2}
    assert account.refused == 1
    with Store.open(url) as store:
        record = store.record(1)
        assert record.article.title == "The ferry stays"
        assert [one.name for one in store.refused()] == [str(folder / "none.html")]
    assert ingest(url, str(folder)).unchanged == 13


def test_a_page_that_has_not_changed_is_not_sent_again_and_is_no_refusal(tmp_path: Path) -> None:
    url = tmp_path / "record.db"
    with fake_server() as server:

        def route(handler: object) -> tuple[int, dict[str, str], bytes]:
            asked = handler.headers.get("If-None-Match")  # type: ignore[attr-defined]
            if asked == '"1"':
                return 304, {"ETag": '"1"'}, b""
            return 200, {"ETag": '"1"', "Content-Type": "text/html; charset=utf-8"}, page(1).encode()

        server.routes["/a"] = route
        first = ingest(url, f"{server.url}/a")
        assert (first.outcomes, first.refused) == ({Outcome.RECORDED: 1}, 0)
        again = ingest(url, f"{server.url}/a")
        assert (again.done, again.refused, again.unchanged) == (0, 0, 1)
        assert ingest(url, f"{server.url}/a", reread=True).outcomes == {Outcome.KNOWN: 1}


def test_the_reason_is_the_one_that_the_client_gives() -> None:
    assert f'"{NOT_CHANGED}"' in Path(client.__file__).read_text("utf-8")


def test_what_a_server_said_is_held_back_until_it_is_taken() -> None:
    stored: dict[str, str] = {}
    held = HeldBack(stored.get)
    held["http://a.example/"] = Validators('"1"', None)
    assert held["http://a.example/"].etag == '"1"'
    assert (stored, list(held)) == ({}, ["http://a.example/"])
    [taken] = held.take()
    assert isinstance(taken, Input) and held.take() == []
    stored[taken.name] = taken.stamp
    assert held["http://a.example/"] == Validators('"1"', None)
    assert HeldBack(stored.get, again=True).get("http://a.example/") is None
    del held["http://a.example/"]
    assert held.get("http://a.example/") is None
    assert held.take() == [Input("http://a.example/", "")]


@pytest.mark.parametrize(
    "stamp", [None, "", "12 34 56 0.1.0", '{"onrecord":"0.0.0","validators":{"etag":"1"}}']
)
def test_what_another_version_was_told_is_asked_anew(stamp: str | None) -> None:
    with pytest.raises(KeyError):
        HeldBack({"http://a.example/": stamp}.get)["http://a.example/"]
