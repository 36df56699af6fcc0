"""docs/corrections.md says what there is, and its example runs."""

import re
from pathlib import Path

import click
import pytest

from onrecord.cli import main
from onrecord.corrections import KINDS
from onrecord.corrections.keeping import AHEAD
from onrecord.corrections.limits import LONGEST_NAME, LONGEST_REMARK, MOST_ALIASES, MOST_SPANS

PAGE = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```python\n(?P<code>.*?)^```\n+(?P<output>(?:    [^\n]*\n)+)", re.M | re.S)


def test_the_example_runs_and_prints_what_stands_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    example = EXAMPLE.search(PAGE)
    assert example
    exec(example["code"], {})
    assert capsys.readouterr().out == re.sub("^    ", "", example["output"], flags=re.M)


def test_every_option_and_kind_is_described() -> None:
    command = main.commands["corrections"]  # type: ignore[attr-defined]
    for one in (command, *command.commands.values()):
        for parameter in one.params:
            if isinstance(parameter, click.Option) and parameter.name != "debug":
                for option in (*parameter.opts, *parameter.secondary_opts):
                    assert option in PAGE, option
    assert all(f"| `{kind}` |" in PAGE for kind in KINDS)


def test_limits_are_those_of_the_code() -> None:
    limits = " ".join(PAGE.partition("## Limits")[2].split())
    assert f"up to {LONGEST_NAME} characters on one line, a remark {LONGEST_REMARK:,};" in limits
    assert f"up to {MOST_SPANS} spans of a role, a speaker up to {MOST_ALIASES} other names" in limits
    assert AHEAD.days == 1
