import csv
import io

import msgspec
import pytest

from onrecord.formats.tables import Row, write_csv, write_parquet
from onrecord.record import Record


def test_each_statement_is_a_row_with_its_article(record: Record) -> None:
    out = io.StringIO()
    write_csv([record], out)
    first, second = csv.DictReader(io.StringIO(out.getvalue()))
    assert first == {
        "article": "a",
        "outlet": "The Paper",
        "published": "2026-01-02",
        "title": "A loss",
        "url": "",
        "statement": "s1",
        "speaker": "p1",
        "speaker_name": "Ann Smith",
        "speaker_kind": "person",
        "speaker_confidence": "0.98",
        "source": "Mayor Ann Smith",
        "cue": "insisted",
        "cue_lemma": "insist",
        "cue_tone": "distancing",
        "negated": "false",
        "hypothetical": "false",
        "quote": "“We lost,” … “but Bob never said we learned.”",
        "manner": "direct",
        "addressee": "reporters",
        "venue": "at a rally",
        "parent": "",
        "confidence": "0.9",
        "source_spans": "11-26",
        "cue_spans": "27-35",
        "content_spans": "0-10 61-93",
        "addressee_spans": "39-48",
        "venue_spans": "49-59",
    }
    assert (second["statement"], second["parent"], second["negated"]) == ("s2", "s1", "true")


def test_a_statement_nobody_is_known_to_have_made_has_empty_cells_for_its_speaker(record: Record) -> None:
    bare = msgspec.structs.replace(record.statements[0], speaker=None, speaker_confidence=None, cue_tone=None)
    out = io.StringIO()
    write_csv([msgspec.structs.replace(record, statements=(bare,))], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert {
        row[column]
        for column in Row.__struct_fields__
        if column.startswith("speaker") or column == "cue_tone"
    } == {""}
    assert row["source"] == "Mayor Ann Smith"


def test_parquet_has_the_rows_of_csv_with_types_and_nulls(all_records: list[Record]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    text, data = io.StringIO(), io.BytesIO()
    assert write_csv(all_records, text) == write_parquet(all_records, data)
    table = parquet.read_table(data)
    assert tuple(table.column_names) == Row.__struct_fields__
    assert (table.schema.field("negated").type, table.schema.field("confidence").type) == ("bool", "double")
    assert not table.schema.field("content_spans").nullable and table.schema.field("cue").nullable
    cells = {None: "", True: "true", False: "false"}
    rows = list(csv.DictReader(io.StringIO(text.getvalue(), newline="")))
    assert len(rows) == table.num_rows == sum(len(record.statements) for record in all_records)
    for row, of_table in zip(rows, table.to_pylist(), strict=True):
        for name, value in of_table.items():
            if isinstance(value, float):
                assert float(row[name]) == value
            else:
                assert row[name] == (value if isinstance(value, str) else cells[value])


def test_what_has_no_row_is_told(record: Record) -> None:
    silent = msgspec.structs.replace(record, statements=(), outlet_voice=(), scare_quotes=())
    assert write_csv([record, silent], io.StringIO()) == [
        "1 article has no statements, and so no row.",
        "2 stretches in the outlet's own voice and scare quotes have no row.",
    ]
