"""Who speaks in an article, in which order, and how each statement is labelled."""

import made_up
import pytest
from msgspec.structs import replace

from onrecord.record import Record
from onrecord.web.article_page import entries
from onrecord.web.voices import HUES, classes, in_brief, label, voices


def test_who_says_most_comes_first_and_unknown_ones_last() -> None:
    record = made_up.record("Ann said a", "Bob said b", "Cy said c", "Bob said d")
    nobody = replace(record.statements[2], speaker=None, speaker_confidence=None)
    record = replace(record, statements=(*record.statements[:2], nobody, record.statements[3]))
    found = voices(record)
    assert [(one.number, one.speaker and one.speaker.name, one.hue) for one in found] == [
        (1, "Bob", "v1"),
        (2, "Ann", "v2"),
        (0, None, "v0"),
    ]
    assert sum(len(one.statements) for one in found) == 4


def test_so_many_have_a_colour_of_their_own() -> None:
    record = made_up.record(*(f"Speaker{number} said a" for number in range(HUES + 1)))
    assert [one.hue for one in voices(record)][-2:] == [f"v{HUES}", "vx"]


@pytest.mark.parametrize(
    ("fields", "sign", "names"),
    [
        ({}, "1", "say v1 indirect d0"),
        ({"speaker_confidence": 0.5}, "1?", "say v1 indirect d0"),
        ({"confidence": 0.5}, "~1", "say v1 indirect d0 uncertain"),
        ({"negated": True}, "1 not said", "say v1 indirect d0 unsaid"),
        ({"hypothetical": True, "manner": "direct"}, "1 hypothetical", "say v1 direct d0 unsaid"),
    ],
)
def test_a_sign_says_what_a_colour_alone_would(fields: dict[str, object], sign: str, names: str) -> None:
    record = made_up.record("Ann said a")
    statement = replace(record.statements[0], **fields)
    (voice,) = voices(replace(record, statements=(statement,)))
    assert label(statement, voice) == sign
    assert classes(statement, voice, 0) == names
    assert in_brief(statement, voice).startswith("s1, Ann, ")


def test_the_margin_has_what_is_shown_and_no_speaker_who_says_none_of_it() -> None:
    record = made_up.record("Ann said a", "Bob said b", "Ann said c")
    found = entries(record, ("s1",), voices(record))
    assert [(one.name, [entry.statement.id for entry in one.entries]) for one in found] == [("Ann", ["s1"])]


def test_a_margin_entry_tells_what_is_out_of_the_ordinary() -> None:
    record: Record = made_up.full_record()
    (said, unknown) = entries(record, ("s1", "s2"), voices(record))
    (entry,) = said.entries
    assert entry.quote == "“we‹NUL› … ost 😀”"
    assert (entry.cue, entry.tone, entry.source, entry.to) == ("claimed", "distancing", "", "them")
    assert entry.sure == "uncertain, 33%" and entry.speaker_sure == "speaker uncertain, 12%"
    assert entry.unsaid == ("not said", "hypothetical")
    assert unknown.name == "Speaker unknown" and unknown.entries[0].source == "no source"
