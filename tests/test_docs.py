"""The documents say what the code does."""

import importlib
import json
import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PERCENTAGE = re.compile(r"\d+%")  # the last digit is not the same on every kind of processor
EXAMPLE = re.compile(
    r"^```python\n(?P<code>.*?)^```\n+(?P<output>(?:    [^\n]*\n)+).*?^```json\n(?P<json>.*?)^```",
    re.M | re.S,
)
DOCUMENTS = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
LIMIT = re.compile(
    r"^\| [^|]+ \| (?P<values>[\d.,]+(?:, [\d.,]+)*(?: MiB)?) \| `(?P<names>[\w.`, ]+)` \|$", re.M
)
IN_STATEMENTS = ("windows", "regions", "blocks", "finder", "assembly")


def test_every_command_and_every_format_is_documented() -> None:
    for name, command in main.commands.items():  # type: ignore[attr-defined]
        assert f"onrecord {name}" in DOCUMENTS, f"no document shows onrecord {name}"
        for parameter in command.params:
            if parameter.name == "form" and name == "read":
                assert "|".join(parameter.type.choices) in DOCUMENTS


def test_every_limit_in_the_table_is_the_one_in_the_code() -> None:
    table = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
    rows = list(LIMIT.finditer(table))
    assert len(rows) == sum(line.startswith("| ") and "`" in line for line in table.splitlines())
    for row in rows:
        names = [name.strip("` ") for name in row["names"].split(",")]
        module_name, _, first = names[0].rpartition(".")
        package = "onrecord.statements" if module_name in IN_STATEMENTS else "onrecord"
        module = importlib.import_module(f"{package}.{module_name}")
        values = row["values"].replace(" MiB", "").split(", ")
        for name, value in zip([first, *names[1:]], values, strict=True):
            scale = 1 << 20 if "MiB" in row["values"] else 1
            assert getattr(module, name) == float(value.replace(",", "")) * scale, name


def test_the_report_in_the_readme_is_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    after = README.partition("$ onrecord read examples/demo.txt\n")[2].splitlines()
    shown = [line[4:] for line in takewhile(lambda line: not line or line.startswith("    "), after)]
    printed = CliRunner().invoke(main, ["read", "examples/demo.txt"]).stdout
    rest = PERCENTAGE.sub("%", printed)
    for part in filter(None, PERCENTAGE.sub("%", "\n".join(shown).strip()).split("\n…")):
        assert part.strip("\n") in rest, f"the README shows something else than:\n{printed}"
        rest = rest.partition(part.strip("\n"))[2]


def test_the_python_example_in_the_readme_runs_and_prints_what_stands_below_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = EXAMPLE.search(README)
    assert example
    names: dict[str, Any] = {}
    exec(example["code"], names)
    assert capsys.readouterr().out == example["output"].replace("    ", "")
    record = json.loads(names["record"].to_json())
    for field, value in json.loads(example["json"]).items():
        assert all(_without_confidence(one) in map(_without_confidence, record[field]) for one in value)


def _without_confidence(one: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in one.items() if "confidence" not in field}
