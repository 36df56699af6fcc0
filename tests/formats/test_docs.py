"""docs/formats.md and the pages of the forms say what there is."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.formats import FORMS, Form
from onrecord.formats.annotation import AROUND, CONTEXT, MOST_AROUND, write_annotations
from onrecord.formats.linked_data import write_linked_data
from onrecord.formats.tables import Row, write_csv
from onrecord.record import Record

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text("utf-8")
WEB_ANNOTATION = (DOCS / "formats" / "web-annotation.md").read_text("utf-8")
SCHEMA_ORG = (DOCS / "formats" / "schema-org.md").read_text("utf-8")


def example(page: str) -> Any:
    return json.loads(page.partition("```json\n")[2].partition("```")[0])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_has_its_rows(form: Form) -> None:
    rows = [
        line for line in PAGE.splitlines() if line.startswith("|") and f"`{form.name}`" in line.split("|")[1]
    ]
    first, second = rows
    needs = f"`onrecord[{form.extra}]`" if form.extra else ""
    cells = [cell.strip() for cell in first.split("|")[1:-1]]
    assert cells[:4] == [f"`{form.name}`", f"`{form.ending}`", f"`{form.media_type}`", needs]
    assert all(cell.strip() for cell in second.split("|")[1:-1])


def test_the_page_has_no_row_of_a_form_that_there_is_not() -> None:
    named = re.findall(r"^\| (`[^|]+`) \|", PAGE, re.M)
    assert {name.strip("` ") for cell in named for name in cell.split(",")} == {"--format", *FORMS}


def test_the_columns_and_the_row_of_csv_are_those_of_the_code(record: Record) -> None:
    joined = PAGE.replace(",\n    ", ",")
    out = io.StringIO()
    write_csv([record], out)
    header, row, _ = out.getvalue().splitlines()
    assert header == ",".join(Row.__struct_fields__)
    assert f"    {header}\n" in joined and f"    {row}\n" in joined


def test_the_web_annotation_shown_is_what_is_written(record: Record) -> None:
    out = io.StringIO()
    write_annotations([record], out)
    shown = example(WEB_ANNOTATION)
    assert shown in json.loads(out.getvalue())["first"]["items"]
    assert f"with {AROUND}\ncharacters" in WEB_ANNOTATION and f"(up to {MOST_AROUND:,})" in WEB_ANNOTATION


def test_every_term_of_our_own_is_described() -> None:
    for term in CONTEXT[1]:
        assert term == "onrecord" or f"`{term}`" in WEB_ANNOTATION, term


def test_the_schema_org_document_shown_is_what_is_written(record: Record) -> None:
    out = io.StringIO()
    write_linked_data([record], out)
    assert example(SCHEMA_ORG) == json.loads(out.getvalue())


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(PAGE.partition("```python\n")[2].partition("```")[0], {})
    assert capsys.readouterr().out == f"[] {FORMS['web-annotation'].media_type}\n"
    assert len(json.loads(Path("said.jsonld").read_text("utf-8"))["first"]["items"]) >= 3
