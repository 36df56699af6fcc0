"""Corrections are refused where they contradict themselves or do not fit their article."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from corrected_articles import at, ferry, statement
from hypothesis import given
from hypothesis import strategies as st

from onrecord.commands.corrections import KINDS as KINDS_OF_THE_COMMAND
from onrecord.corrections import (
    KINDS,
    Checked,
    Correction,
    Missing,
    NotAStatement,
    OtherSpan,
    Passage,
    WrongSpeaker,
    checked,
    from_json,
    kind_of,
    typed_name,
)
from onrecord.corrections.correction import check_fit, fits
from onrecord.corrections.limits import LONGEST_NAME, LONGEST_REMARK, MOST_ALIASES, MOST_SPANS, check_remark
from onrecord.errors import InvalidCorrection
from onrecord.record import Span

RECORD = ferry()
ABOUT = statement(RECORD, 1)
EACH: list[Correction] = [
    WrongSpeaker(about=ABOUT, speaker="Tobias Wren", aliases=("Wren",), speaker_kind="person"),
    NotAStatement(about=ABOUT),
    OtherSpan(about=ABOUT, role="cue", passages=()),
    Missing(content=at(RECORD, "meet in May"), manner="indirect", speaker="the council"),
    checked(RECORD),
]


@pytest.mark.parametrize("correction", EACH, ids=kind_of)
def test_each_kind_comes_back_from_its_json_and_fits_its_schema(correction: Correction) -> None:
    encoded = msgspec.json.encode(correction)
    assert json.loads(encoded)["kind"] == kind_of(correction)
    assert from_json(encoded) == correction
    schema = msgspec.json.schema(Correction)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(encoded), schema)
    check_fit(correction, RECORD.article)


def test_the_kinds_are_those_that_the_command_offers() -> None:
    assert {kind_of(one) for one in EACH} == set(KINDS) == set(KINDS_OF_THE_COMMAND)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: WrongSpeaker(about=ABOUT, speaker=""), "the speaker's name is missing"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="  "), "the speaker's name is missing"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="Ann\x1b[2J"), "control characters"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="Ann\nSmith"), "more than a line"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="\u202enoT"), "control characters"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="Ann\ud800"), "half a character"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="x" * (LONGEST_NAME + 1)), "has 201 characters"),
        (lambda: WrongSpeaker(about=ABOUT, speaker=None, aliases=("Ann",)), "without a name"),
        (lambda: WrongSpeaker(about=ABOUT, speaker=None, speaker_kind="person"), "without a name"),
        (lambda: WrongSpeaker(about=ABOUT, speaker="A", speaker_kind="ship"), "no kind ship"),  # type: ignore[arg-type]
        (lambda: WrongSpeaker(about=ABOUT, speaker="A", aliases=("B",) * (MOST_ALIASES + 1)), "21 other"),
        (lambda: OtherSpan(about=ABOUT, role="content", passages=()), "give its words"),
        (lambda: OtherSpan(about=ABOUT, role="venue", passages=()), "no role venue"),  # type: ignore[arg-type]
        (lambda: Missing(content=(), manner="direct"), "give its words"),
        (lambda: Missing(content=ABOUT.content, manner="loud"), "no manner loud"),  # type: ignore[arg-type]
        (lambda: Missing(content=ABOUT.content * 2, manner="direct"), "overlap or are out of order"),
        (
            lambda: Missing(content=ABOUT.content, cue=ABOUT.content, manner="direct"),
            "source, cue and content: .* overlap",
        ),
        (
            lambda: Missing(
                content=tuple(Passage(Span(n, n + 1), "x") for n in range(MOST_SPANS + 1)), manner="direct"
            ),
            "51 spans",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_in_a_sentence(make: Any, why: str) -> None:
    with pytest.raises(InvalidCorrection, match=why):
        make()


@pytest.mark.parametrize(
    ("passage", "why"),
    [
        (Passage(Span(0, 4), "Anne"), "the article has “Ines”, not “Anne”"),
        (Passage(Span(0, 10**9), "Ines"), r"runs past the end of the text, at \d+"),
        (Passage(Span(0, 10**30), "Ines"), "runs past the end"),
        (Passage(Span(0, 4), "\ud800\x1b[2J"), "not “\ufffd\ufffd"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(passage: Passage, why: str) -> None:
    with pytest.raises(InvalidCorrection, match=why):
        check_fit(OtherSpan(about=ABOUT, role="source", passages=(passage,)), RECORD.article)


def test_what_was_checked_is_refused_for_another_text_or_where_it_is_no_record() -> None:
    other = ferry(id="b")
    assert fits(checked(RECORD), other.article)  # the same text
    changed = msgspec.structs.replace(RECORD.article, text=RECORD.article.text + " ")
    assert not fits(checked(RECORD), changed)
    broken = Checked(text_sha256=checked(RECORD).text_sha256, statements=RECORD.statements, speakers=())
    with pytest.raises(InvalidCorrection, match="no record of this article"):
        check_fit(broken, RECORD.article)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"kind": "speaker"}',
        b'{"kind": "praise"}',
        b'{"kind":"not_a_statement","about":{"statement":"s1","content":[]}}',
        b'{"kind":"not_a_statement","about":{"statement":"s1","content":[{"span":[3,2],"words":""}]}}',
        b'{"kind":"not_a_statement","about":{"statement":"\\ud800","content":[{"span":[0,1],"words":"I"}]}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_correction_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidCorrection):
        from_json(data)


def test_a_remark_may_have_lines_but_not_megabytes_or_control_characters() -> None:
    check_remark("She says so\r\n\tin the next paragraph — see “there”.")
    with pytest.raises(InvalidCorrection, match="5,000,000 characters; there is room for 4,000"):
        check_remark("x" * 5_000_000)
    assert LONGEST_REMARK == 4_000
    for bad in ("\0", "\x1b[2J", "\u202e", "\udfff"):
        with pytest.raises(InvalidCorrection, match="control characters or halves"):
            check_remark(bad)


@given(st.text())
def test_a_typed_name_is_taken_or_refused_in_a_sentence(typed: str) -> None:
    try:
        name = WrongSpeaker(about=ABOUT, speaker=typed_name(typed)).speaker
    except InvalidCorrection as error:
        str(error).encode()
    else:
        assert name == " ".join(typed.split())
