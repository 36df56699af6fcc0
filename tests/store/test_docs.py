"""docs/store.md says what there is."""

import inspect
import re
from pathlib import Path

import click

from onrecord.cli import main
from onrecord.ingest.pool import PATIENCE
from onrecord.store import FACETED, Store
from onrecord.store.database import RANKED
from onrecord.store.profiles import CALLED

_CALL = re.compile(r"(\w+)\((.*?)\)(?=`)")
PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text("utf-8")


def test_every_table_and_view_is_described(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store:
        names = store.database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    assert [name for (name,) in names if "_fts" not in name and f"`{name}`" not in PAGE] == []


def test_every_option_is_described() -> None:
    for name in ("ingest", "search", "export", "speakers", "store"):
        command = main.commands[name]  # type: ignore[attr-defined]
        commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
        for parameter in (parameter for one in commands for parameter in one.params):
            for option in (*parameter.opts, *parameter.secondary_opts):
                known = option in ("--debug", "--store", "-o") or not option.startswith("-")
                assert known or option in PAGE, f"onrecord {name} {option}"


def test_the_methods_that_give_pages_are_those_of_a_store() -> None:
    rows = re.findall(r"^\| (`\w+\(.*?`) \|", PAGE, re.MULTILINE)
    told = {name: set(re.findall(r"(\w+)=", given)) for row in rows for name, given in _CALL.findall(row)}
    assert set(told) == {
        "article", "articles", "articles_called", "facets", "holdings", "number_of", "outlet", "outlets",
        "same_text", "search_page", "speaker", "speakers_page", "stamp", "statement", "statements_of",
    }  # fmt: skip
    for name, given in told.items():
        assert given <= set(inspect.signature(getattr(Store, name)).parameters), name


def test_limits_are_those_of_the_code() -> None:
    assert f"The {RANKED:,} newest matches" in PAGE
    assert f"Exact up to {FACETED:,} statements; of more, the newest {FACETED:,} are counted" in PAGE
    assert f"the names and roles that its newest {CALLED:,} articles give it" in PAGE
    assert f"more than {PATIENCE:,.0f} seconds" in PAGE
