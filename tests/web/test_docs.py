"""docs/reading-room.md and docs/api.md say what there is."""

import importlib
import re
from pathlib import Path
from typing import Any

import click
import httpx2
import made_up
import pytest
import serving

from onrecord.cli import main
from onrecord.store import Store
from onrecord.web.pages import VIEWS
from onrecord.web.views import View

DOCS = Path(__file__).parents[2] / "docs"
ROOM = (DOCS / "reading-room.md").read_text("utf-8")
API = (DOCS / "api.md").read_text("utf-8")
LIMIT = re.compile(r"^\| [^|]+ \| (?P<value>[\d,]+)(?P<unit> MiB)? \| `web\.limits\.(?P<name>\w+)` \|$", re.M)


def test_every_limit_in_the_table_is_the_one_in_the_code_and_all_are_there() -> None:
    limits = importlib.import_module("onrecord.web.limits")
    rows = {row["name"]: row for row in LIMIT.finditer(ROOM)}
    assert set(rows) == {name for name in vars(limits) if name.isupper()}
    for name, row in rows.items():
        assert getattr(limits, name) == int(row["value"].replace(",", "")) * (
            1 << 20 if row["unit"] else 1
        ), name


def test_every_option_of_serve_is_described() -> None:
    command = main.commands["serve"]  # type: ignore[attr-defined]
    for parameter in command.params:
        assert isinstance(parameter, click.Option)
        for option in parameter.opts:
            assert option in ROOM + API or option in ("--debug", "--readers", "--allow-private"), option


def shown(path: str) -> str:
    """A path of a view as a document writes it: with a number in place of {number}."""
    return re.sub(r"\{\w+\}", r"[\\w…~-]+", path)


@pytest.mark.parametrize(
    "view", [view for view in VIEWS if view.path not in ("/", "/api")], ids=lambda view: view.name
)
def test_every_page_is_named(view: View) -> None:
    assert re.search(f"{shown(view.path)}[`.?#)]", ROOM + API), f"no document names {view.path}"


def test_the_python_in_the_document_runs_and_prints_what_stands_below_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put(
            made_up.record(*[f"Ann Smith said the ferry is late {n} {of}" for n in range(60)], id=f"{of}.txt")
            for of in range(3)
        )
    code, _, output = API.partition("```python\n")[2].partition("```\n")
    names: dict[str, Any] = {}
    with serving.running("--store", path) as (address, _):
        client = httpx2.Client

        def here(base_url: str, **options: Any) -> httpx2.Client:
            assert base_url == "http://127.0.0.1:8000"
            return client(base_url=address, **options)

        monkeypatch.setattr(httpx2, "Client", here)
        exec(code, names)
        assert capsys.readouterr().out == output.strip().partition("\n")[0].strip() + "\n"
        exec(API.rpartition("```python\n")[2].partition("```\n")[0], names)
    assert len(names["quotes"]) == len(set(names["quotes"])) == 180
