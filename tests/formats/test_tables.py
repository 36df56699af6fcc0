import csv
import io

import msgspec

from onrecord.formats.tables import Row, write_csv
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
