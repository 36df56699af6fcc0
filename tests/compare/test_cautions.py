"""What the figures of an audit cannot say."""

import json
import re
from pathlib import Path

import made_up
import pytest

from onrecord.compare import audit
from onrecord.compare.cautions import FOUND, MADE, RIGHT, WRONG
from onrecord.store import Search, Store

ROOT = Path(__file__).parents[2]


def test_the_measured_figures_are_those_of_the_documents_and_of_the_benchmark() -> None:
    document = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    precision, recall = re.search(r"^\| found \| ([\d.]+) \| ([\d.]+) \|", document, re.M).groups()  # type: ignore[union-attr]
    assert (float(precision), float(recall)) == (MADE, FOUND)
    right = re.search(r"^\| right speaker \| \*\*([\d.]+)\*\*", document, re.M)
    wrong = re.search(r"^\| wrong speaker \| ([\d.]+)", document, re.M)
    assert right and wrong and (float(right[1]), float(wrong[1])) == (RIGHT, WRONG)
    measured = json.loads((ROOT / "benchmarks" / "accuracy.json").read_text("utf-8"))["measures"]["found"]
    assert (round(100 * measured["precision"], 1), round(100 * measured["recall"], 1)) == (MADE, FOUND)


@pytest.mark.parametrize(
    ("search", "is_said"),
    [
        (Search(), False),
        (Search(outlets=("Harbour",), since="2016"), False),
        (Search(speaker="Smith"), True),
        (Search(words="lost"), True),
        (Search(negated=False), True),
    ],
)
def test_a_search_that_picks_statements_is_warned_of(tmp_path: Path, search: Search, is_said: bool) -> None:
    with Store.open(tmp_path / "record.db") as store:
        store.put([made_up.record("Ann Smith said we lost", "Bob Jones said no")])
        found = audit(store, search)
    assert any("picks statements, not whole articles" in one for one in found.cautions) is is_said


def test_what_is_unknown_and_what_was_not_said_is_counted(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store:
        store.put([made_up.full_record(), made_up.record(("unnamed", "an aide said yes"))])
        cautions = "\n".join(audit(store).cautions)
    assert "Nobody could tell who makes 1 of the 3 statements (33 %)" in cautions
    assert "1 of the statements (33 %) are told as not made" in cautions
    assert "1 of the 2 sources shown are names or descriptions that several may be called by" in cautions
    assert "Women and men are not counted" in cautions


def test_one_statement_is_an_audit_with_wide_intervals(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store:
        store.put([made_up.record("Ann Smith said we lost")])
        found = audit(store)
    assert (found.statements, found.words, found.sources_in_all, found.compared) == (1, 2, 1, 0)
    assert (found.named.share, found.named.low) == (1.0, 0.2065)
    assert found.cautions[0].startswith("One statement is little")
