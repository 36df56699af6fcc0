"""Scare quotes, told from quotations, titles, names and words as words."""

import pytest
from drafts import draft
from hypothesis import given
from texts import any_texts

from onrecord.statements.assembly import Draft
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import quoted_stretches
from onrecord.voice.scare import scare_quotes


def scare(text: str, *drafts: Draft) -> list[str]:
    bounds = paragraphs(text)
    found = scare_quotes(text, quoted_stretches(text, bounds), bounds, list(drafts))
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The army armed the so-called “moderate” groups.", "“moderate”"),
        ("The so called 'reform' failed.", "'reform'"),
        ("She met the self-styled “king of gravel” in March.", "“king of gravel”"),
        ("The supposed “miracle” was a leak.", "“miracle”"),
    ],
)
def test_so_called_and_its_like_hold_the_marked_words_at_a_distance(text: str, marked: str) -> None:
    assert scare(text) == [marked]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The ship delivered “aid” in the form of guns.", "“aid”"),
        ("It was no longer enough to “win” an exchange.", "“win”"),
        ("The “new” bridge is forty years old.", "“new”"),
        ("The money went on a “water feature,” which is a drain.", "“water feature,”"),
    ],
)
def test_a_plain_word_in_marks_where_nobody_speaks_is_held_at_a_distance(text: str, marked: str) -> None:
    assert scare(text) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "They watched the film “rain” twice.",
        "The word “lump” means a piece.",
        "He lives in what locals call the “bend” of the river.",
        "It is known as the “bend” by all.",
        "They used the term “fake” twice.",
        "A sign reading “closed” hung there.",
        "Joe “tex” Miller came third.",
        "Her book “Rain” sold well.",
        "They danced to “Rain in May” at noon.",
        'The board measured 5\' 6" and the other 6" more.',
        "Its motto is “forward” and nothing else.",
        "The “turn back” comment was not the first.",
        "Voss’s “rigged” vote was counted twice.",
        "The town has lost its “e” for good.",
        "They chose to “turn away” in the end.",
    ],
)
def test_titles_names_words_as_words_and_measures_are_not(text: str) -> None:
    assert scare(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Voss called the plan “absurd” and left.",
        "Voss denounced a “rigged” vote.",
        "In her speech the plan was “absurd” again.",
        "She was asked about the “absurd” plan.",
    ],
)
def test_marks_beside_a_word_of_speaking_hold_somebodys_words(text: str) -> None:
    assert scare(text) == []


def test_a_word_that_a_speaker_of_the_article_uses_is_his() -> None:
    text = "“The vote was rigged,” Voss said.\n\nThe “rigged” vote was counted again."
    assert scare(text, draft(text, "Voss", "said", "“The vote was rigged,”")) == []


def test_a_marked_word_in_indirect_content_is_its_speakers_own() -> None:
    text = "Voss denied that the “reform” had failed."
    assert scare(text, draft(text, "Voss", "denied", "that the “reform” had failed")) == []


def test_so_called_holds_at_a_distance_in_indirect_content_too() -> None:
    text = "Voss denied that the so-called “reform” had failed."
    assert scare(text, draft(text, "Voss", "denied", "that the so-called “reform” had failed")) == [
        "“reform”"
    ]


def test_marks_inside_a_quotation_are_its_speakers() -> None:
    text = "“The so-called ‘reform’ has failed us,” Voss said."
    assert scare(text, draft(text, "Voss", "said", "“The so-called ‘reform’ has failed us,”")) == []


def test_what_a_statement_says_in_marks_is_no_scare_quote() -> None:
    text = "The plan was “absurd,” Voss said."
    assert scare(text, draft(text, "Voss", "said", "The plan was “absurd,”")) == []


def test_single_marks_beside_double_ones_are_those_of_a_headline() -> None:
    text = "Old bridge 'safe' for now.\n\n“We looked,” Voss told them."
    assert scare(text, draft(text, "Voss", "told", "“We looked,”")) == []


@given(any_texts)
def test_scare_quotes_are_quoted_stretches_in_order(text: str) -> None:
    bounds = paragraphs(text)
    quoted = quoted_stretches(text, bounds)
    found = scare_quotes(text, quoted, bounds, [])
    assert set(found) <= {(q.start, q.end) for q in quoted}
    assert list(found) == sorted(found)
