"""What the tests of the commands share."""

import json
from collections.abc import Callable
from pathlib import Path

import fake_reader
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.commands import ingest

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in an empty folder, with a reader that needs no model."""
    monkeypatch.setattr(ingest, "load", fake_reader.FakeReader)
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> Result:
        return CliRunner().invoke(main, args)

    return run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Ten articles of two outlets; the last two have the same text."""
    rows = [
        {
            "id": f"{n}",
            "text": f"“We lost {n} boats,” she said. “Did we?”",
            "outlet": "The Post",
            "date": f"2016-05-{n:02}",
        }
        for n in range(1, 10)
    ]
    rows.append(rows[-1] | {"id": "10", "outlet": "The Herald"})
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
