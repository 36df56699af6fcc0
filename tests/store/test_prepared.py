"""A record taken apart and put together again is the same record."""

import made_up
import pytest

from onrecord.errors import InvalidRecord
from onrecord.record import Record
from onrecord.store.prepared import LONGEST_LABEL, prepare, restore


def test_every_field_comes_back_as_it_was() -> None:
    record = made_up.full_record()
    prepared = prepare(record)
    back = restore(prepared.text, prepared.rest)
    assert back == record
    assert back.to_json() == Record.from_json(record.to_json()).to_json()


def test_a_record_without_statements_comes_back() -> None:
    record = made_up.record()
    prepared = prepare(record)
    assert restore(prepared.text, prepared.rest) == record


def test_nul_is_in_the_record_and_in_no_column() -> None:
    prepared = prepare(made_up.full_record())
    assert "\0" not in repr(prepared._replace(rest=b""))
    assert "\ufffd" in prepared.text


def test_the_text_is_not_kept_twice() -> None:
    record = made_up.record("Ann Smith said " + "".join(chr(0x4E00 + n) for n in range(3000)))
    assert len(prepare(record).rest) < 1000


def test_rows_have_the_words_and_the_spans() -> None:
    one, two = prepare(made_up.full_record()).statements
    assert (one.source, one.cue, one.addressee, one.venue) == (
        "Zoë O’Neill",
        "claimed",
        "them",
        "at a hearing",
    )
    assert (one.source_spans, one.cue_spans, one.content_spans) == ("0-11", "12-19", "35-39 40-46")
    assert (one.speaker, one.speaker_kind, one.negated, one.hypothetical) == (0, "person", True, True)
    assert (two.speaker, two.speaker_kind, two.source, two.cue_spans, two.parent) == (
        None,
        None,
        None,
        None,
        "s1",
    )


def test_an_endless_id_or_outlet_is_clipped_in_the_tables_and_whole_in_the_record() -> None:
    record = made_up.record("Ann Smith said no", id="x" * 9000, outlet="y" * 9000)
    prepared = prepare(record)
    assert len(prepared.given_id) == len(prepared.outlet or "") == LONGEST_LABEL
    assert restore(prepared.text, prepared.rest) == record


@pytest.mark.parametrize(
    ("text", "rest"), [("other", None), ("", b"nonsense"), ("", b""), ("", b"x\x9c\x03\x00\x00\x00\x00\x01")]
)
def test_damaged_data_is_an_error_of_its_own(text: str, rest: bytes | None) -> None:
    prepared = prepare(made_up.record("Ann Smith said no"))
    with pytest.raises(InvalidRecord):
        restore(text, prepared.rest if rest is None else rest)
