"""docs/mcp.md says what there is."""

import json
import re
from pathlib import Path

from onrecord.cli import main
from onrecord.mcp import limits
from onrecord.mcp.desk import Desk
from onrecord.mcp.tools import READ, STORE_TOOLS, VERIFY

PAGE = (Path(__file__).parents[2] / "docs" / "mcp.md").read_text("utf-8")
LIMIT = re.compile(
    r"^\| [^|]+ \| (?P<values>[\d,]+(?:, [\d,]+)*) \| (?P<names>`[A-Z_]+`(?:, `[A-Z_]+`)*) \|$", re.M
)
TEXT = "“We lost,” Mayor Ann Smith told the council on Monday, “but we learned.”"


def test_every_tool_and_every_option_is_described() -> None:
    described = re.findall(r"^\| `([a-z]+)` \|", PAGE, re.M)
    assert described == [tool.name for tool in (READ, *STORE_TOOLS, VERIFY)]
    for parameter in main.commands["mcp"].params:  # type: ignore[attr-defined]
        assert f"`{parameter.opts[0]}" in PAGE


def test_every_limit_is_in_the_table_with_its_value() -> None:
    told: dict[str, float] = {}
    for row in LIMIT.finditer(PAGE):
        names = [name.strip("`") for name in row["names"].split(", ")]
        values = row["values"].split(", ")
        told |= {name: float(value.replace(",", "")) for name, value in zip(names, values, strict=True)}
    assert told == {name: value for name, value in vars(limits).items() if name.isupper()}


def test_the_example_is_what_the_tool_answers() -> None:
    structured, text = READ.call(Desk(), {"text": TEXT})
    shown = PAGE.partition("as text:\n\n")[2].partition("\n\nOne of")[0]
    lines = [line.removeprefix("    ") for line in shown.splitlines()]
    assert re.sub(r"\d+%", "%", "\n".join(lines)) == re.sub(r"\d+%", "%", text)
    passage = json.loads(PAGE.partition("answer has it:\n\n```json\n")[2].partition("```")[0])
    assert passage == structured["statements"][0]["content"][0]
