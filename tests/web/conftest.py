"""A site to ask, with a reader that needs no model; and a whole reading room for a browser."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromium
import hostile_articles
import made_up
import pytest
import serving
from family_articles import article
from readers import Moody
from serving import Serve
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.sources import open_paths
from onrecord.store import Store
from onrecord.verify import SourceIndex
from onrecord.verify.families import update_families
from onrecord.web.app import make_app
from onrecord.web.desk import Serving, Site
from onrecord.web.guard import Door
from onrecord.web.readings import Readings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TESTS = Path(__file__).parents[1]
READ = (
    "examples/demo.txt",
    "tests/articles/nested.txt",
    "tests/articles/denial.txt",
    "tests/articles/scare_quotes.txt",
)
"""Articles of the library that the model reads; the others are records made by hand."""

JOBS = "we will bring back every single job that has left this harbour since the ferries stopped running"


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves what it is told to, until the end of the test."""
    with ExitStack() as running:

        def start(
            store: str | None = None, index: str | None = None, door: Door | None = None, base: str = ""
        ) -> TestClient:
            site = Site(Serving(store=store, index=index, readers=1), Readings(1, Moody))
            site.start()
            running.callback(site.close)
            client = TestClient(make_app(site, door), base or "http://localhost", follow_redirects=False)
            return running.enter_context(client)

        yield start


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator["Browser"]:
    """A Chromium, started once."""
    if chromium.binary() is None:
        (pytest.fail if request.config.getoption("--need-chromium") else pytest.skip)(chromium.HOW)
    with chromium.browser() as running:
        yield running


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of made-up articles, hostile ones among them, and an index of sources."""
    folder = tmp_path_factory.mktemp("library")
    paths = [*(TESTS.parent / name for name in READ), hostile_articles.FOLDER]
    found = [item for item in open_paths(paths) if isinstance(item, Article)]
    records = Reader().read_many([*found, hostile_articles.huge_word()])
    with Store.open(folder / "record.db") as store:
        store.put([*_told_in_several_ways(), hostile_articles.long_record(), made_up.full_record(), *records])
        update_families(store)
    SourceIndex.build(folder / "sources", [str(TESTS / "verify" / "sources")])
    return folder


def _told_in_several_ways() -> Iterator[Record]:
    """One quotation in four outlets: as it was, cut, altered, and altered elsewhere."""
    yield article("The Harbour Post", "2016-05-02", ("Ann Smith", "said", JOBS))
    yield article("The Quay Times", "2016-05-03", ("Smith", "promised", JOBS.partition(" since")[0]))
    yield article(
        "The Ferry News", "2016-05-03", ("Ann Smith", "claimed", JOBS.replace("every single", "any"))
    )
    yield article("The Tower", None, ("the mayor", "insisted", JOBS.replace("harbour", "town")))


@pytest.fixture(scope="session")
def room(library: Path) -> Iterator[str]:
    """The address of a reading room over the library."""
    options = ("--store", str(library / "record.db"), "--index", str(library / "sources"))
    with serving.running(*options) as (address, _):
        yield address.rstrip("/")


@pytest.fixture
def look(browser: "Browser", room: str) -> serving.Open:
    """Opens a page of the reading room; at the end nothing may have gone wrong on it."""

    @contextmanager
    def opened(path: str, **options: Any) -> Iterator["Page"]:
        with chromium.watched(browser, room, **options) as seen:
            seen.page.goto(room + path)
            yield seen.page

    return opened


@pytest.fixture
def small_store(tmp_path: Path) -> str:
    """A store of two articles."""
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put(
            [made_up.full_record(), made_up.record("Ann Smith said we lost", "Bob Jones said no", id="b.txt")]
        )
    return path
