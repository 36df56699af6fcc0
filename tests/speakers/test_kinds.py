"""What kind of speaker a source is."""

import pytest
from scenes import nobody, scene

from onrecord.record import Kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("{P Ann Smith}", "person"),
        ("{O Tidewell Trust}", "organisation"),
        ("the {O Tidewell Administration}", "government"),
        ("the {O White House}", "government"),
        ("the {O Pentagon}", "organisation"),
        ("{L Russia}", "government"),
        ("{L Moscow}", "government"),
        ("{P Ann Smith} and {P Bob Jones}", "group"),
        ("{L Russia} and {L France}", "government"),
        ("an official", "unnamed"),
        ("two officials", "group"),
        ("the company", "organisation"),
        ("the government", "government"),
        ("a lawsuit", "document"),
        ("critics", "group"),
        ("a number of officials", "group"),
        ("six in ten voters", "group"),
        ("one of the officials", "unnamed"),
        ("nobody", "generic"),
        ("we", "generic"),
        ("I", "author"),
    ],
)
def test_a_speaker_has_a_kind(source: str, kind: Kind) -> None:
    found = scene(f"A day\n\nThen [1s {source}] [1c said] [1x it rained].").identified(nobody)
    assert [one.kind for one in found.speakers] == [kind]


def test_a_number_that_opens_a_sentence_is_no_person() -> None:
    it = scene("[1s Six of the officials] [1c said] [1x so].")
    (found,) = it.identified(nobody).speakers
    assert (found.name, found.kind) == ("Six of the officials", "group")
