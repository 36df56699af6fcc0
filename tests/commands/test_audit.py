"""`onrecord audit`."""

import csv
import json
from collections.abc import Callable

import made_up
import pytest
from click.testing import Result

from onrecord.store import Store

Run = Callable[..., Result]
HOSTILE = '=cmd|x,"\x1b[2J'


@pytest.fixture(autouse=True)
def _store(run: Run) -> None:
    with Store.open("record.db") as store:
        claims = {"cue_lemma": "claim", "cue_tone": "distancing"}
        store.put(
            [
                made_up.record("Ines Calloway said we lost the ferry", f"{HOSTILE} said nothing", id="a"),
                made_up.record("Ines Calloway said we won", id="b", outlet="The Herald", **claims),
                made_up.record("Ines Calloway said we won", id="c", outlet="The Quay Times", published=None),
            ]
        )


def test_a_report_with_its_cautions_below(run: Run) -> None:
    result = run("audit", "--store", "record.db")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("4 statements · 9 words · 3 articles · 3 outlets · 2016-05-02")
    assert any(line.split()[:2] == ["person", "4"] for line in lines)
    assert lines.index("What these figures cannot say") > lines.index("Manner")
    assert "\x1b" not in result.stdout and max(map(len, lines)) <= 80


def test_options_narrow_count_once_and_limit(run: Run) -> None:
    def found(*options: str) -> dict[str, object]:
        return json.loads(run("audit", "--store", "record.db", "--format", "json", *options).stdout)

    assert found()["statements"] == 4
    assert found("--outlet", "Herald")["statements"] == 1
    assert found("lost")["statements"] == 1
    assert found("--once")["statements"] == 3
    assert (found("--newest", "2")["statements"], found("--newest", "2")["complete"]) == (2, False)
    assert len(found("--most", "1")["sources"]) == 1  # type: ignore[arg-type]


def test_csv_has_every_figure_and_the_cautions_whatever_somebody_is_called(run: Run) -> None:
    result = run("audit", "--store", "record.db", "--format", "csv")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    said = {row["item"]: row for row in rows if (row["figure"], row["detail"]) == ("sources", "statements")}
    assert (said["Ines Calloway"]["count"], said["Ines Calloway"]["of"]) == ("3", "4")
    assert any(HOSTILE.split(",")[0] in name for name in said)
    assert [row["item"] for row in rows if row["figure"] == "cautions"][-1].startswith("How often somebody")
    tones = {(row["item"], row["detail"]): row["count"] for row in rows if row["figure"] == "tones of kinds"}
    assert tones == {("person", "neutral"): "3", ("person", "distancing"): "1"}


def test_nothing_found_is_told_and_a_search_without_words_refused(run: Run) -> None:
    result = run("audit", "nowhere", "--store", "record.db")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "0 statements · 0 words · 0 articles")
    assert run("audit", "…", "--store", "record.db").exit_code == 2
    assert run("audit", "--store", "none.db").exit_code == 2
