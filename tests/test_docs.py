"""The documents say what the code does."""

import importlib
import re
from pathlib import Path

from onrecord.cli import main

ROOT = Path(__file__).parents[1]
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
