import csv
import io

from onrecord.formats.csv import write_csv
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
        "speaker": "Ann Smith",
        "source": "Ann Smith",
        "cue": "said",
        "quote": "“We lost,” … “but Bob says we learned.”",
        "manner": "direct",
        "parent": "",
        "confidence": "0.9",
        "source_spans": "11-20",
        "cue_spans": "21-25",
        "content_spans": "0-10 27-53",
    }
    assert (second["statement"], second["parent"]) == ("s2", "s1")
