"""A store and an index for the tools, and a way to call them in memory."""

import sys
from collections.abc import Callable

import fake_reader
import pytest
from family_articles import article
from made_up import full_record, record
from mcp_calls import FERRY, SOURCES, Call, called, refusal

from onrecord.mcp.desk import Desk
from onrecord.store import Store
from onrecord.verify import SourceIndex
from onrecord.verify.families import update_families


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five articles: two made-up ones, one of everything odd, two that print one quotation differently."""
    path = str(tmp_path_factory.mktemp("mcp") / "record.db")
    with Store.open(path) as store:
        store.put(
            [
                record("Ann Smith said the boats had sunk", "Bob Wren said the harbour is open", id="a.txt"),
                record(*(f"Ann Smith said boat {number} had sunk" for number in range(60)), id="b.txt"),
                full_record(),
                article("The Quay", "2031-03-01", ("Ines Calloway", "said", FERRY)),
                article(
                    "The Tide", "2031-03-02", ("Ines Calloway", "said", FERRY.replace("spring", "autumn"))
                ),
            ]
        )
        update_families(store)
    return path


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> SourceIndex:
    return SourceIndex.build(tmp_path_factory.mktemp("mcp-sources") / "index", [SOURCES])[0]


@pytest.fixture
def desk(store_path: str, sources: SourceIndex, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with everything, whose reader needs no model."""
    monkeypatch.setitem(sys.modules, "onrecord.reader", fake_reader.module())
    return Desk(store_path, sources)


@pytest.fixture
def call(desk: Desk) -> Call:
    """Calls a tool through the SDK's client in memory; the structured answer, which fits its schema."""
    return lambda name, /, **arguments: called(desk, name, arguments)


@pytest.fixture
def refused(desk: Desk) -> Callable[..., str]:
    """Calls a tool that must answer with an error; its sentence."""
    return lambda name, /, **arguments: refusal(desk, name, arguments)
