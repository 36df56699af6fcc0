"""The page about the audit says what the code does."""

from pathlib import Path

from onrecord.compare import Audit, rows
from onrecord.compare.audit import audit
from onrecord.compare.leanings import FEWEST_ARTICLES, FEWEST_STATEMENTS
from onrecord.compare.sources import TOP
from onrecord.store import Store

PAGE = (Path(__file__).parents[2] / "docs" / "audit.md").read_text("utf-8")


def test_every_figure_is_explained() -> None:
    for field in Audit.__struct_fields__:
        assert f"`{field}`" in PAGE, f"docs/audit.md does not explain {field}"


def test_every_table_of_the_csv_is_named_and_the_constants_are_those_of_the_code(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store:
        figures = {row.figure for row in rows(audit(store))}
    named = " ".join(PAGE.partition("## CSV")[2].split())
    assert all(figure in named for figure in figures)
    told = f"{FEWEST_STATEMENTS} statements or more that have a cue, in {FEWEST_ARTICLES} articles or more"
    assert told in PAGE and f"the {TOP[1]} and the {TOP[2]} heard most" in PAGE
