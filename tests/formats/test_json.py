import io
import json

from onrecord.formats.json import write_json_array, write_jsonl
from onrecord.record import Record


def test_json_lines_hold_a_record_a_line(record: Record) -> None:
    out = io.StringIO()
    write_jsonl([record, record], out)
    assert [Record.from_json(line) for line in out.getvalue().splitlines()] == [record, record]


def test_an_array_holds_any_number_of_records(record: Record) -> None:
    for records in ([], [record], [record, record]):
        out = io.StringIO()
        write_json_array(records, out)
        assert json.loads(out.getvalue()) == [json.loads(one.to_json()) for one in records]
