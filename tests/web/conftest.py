"""A site to ask, with a reader that needs no model."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import made_up
import pytest
from readers import Moody
from serving import Serve
from starlette.testclient import TestClient

from onrecord.store import Store
from onrecord.web.app import make_app
from onrecord.web.desk import Serving, Site
from onrecord.web.guard import Door
from onrecord.web.readings import Readings


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


@pytest.fixture
def small_store(tmp_path: Path) -> str:
    """A store of two articles."""
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put(
            [made_up.full_record(), made_up.record("Ann Smith said we lost", "Bob Jones said no", id="b.txt")]
        )
    return path
