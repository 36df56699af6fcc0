"""Addressee and venue: whom a statement was made to, and where. All sentences made up."""

from itertools import pairwise

import pytest
from drafts import marked

from onrecord.statements.assembly import Draft, Spans
from onrecord.voice.circumstances import circumstances
from onrecord.voice.framing import framed


def addressees(text: str, draft: Draft) -> Spans:
    return circumstances(text, draft, framed(text, draft)[1]).addressee


def venues(text: str, draft: Draft) -> Spans:
    return circumstances(text, draft, framed(text, draft)[1]).venue


def words(text: str, spans: Spans) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("markup", "addressee"),
    [
        ("[s Adler] [c told] the Harbour Post [x that it rained].", "the Harbour Post"),
        ("[s Adler] [c told the Harbour Post] [x that it rained].", "the Harbour Post"),
        ("[s Adler] [c told] reporters on Monday [x that it rained].", "reporters"),
        ("[x “It rained,”] [s she] [c told] me.", "me"),
        ("[s Adler] [c asked] Mr. Brandt [x if it rained].", "Mr. Brandt"),
        ("[s Adler] [c urged] members of the council [x to act].", "members of the council"),
        ("[s Adler] [c reminded] her aides [x that it rained].", "her aides"),
        ("[x “It rained,”] [s Adler] [c said] to her aides.", "her aides"),
        ("[s Adler] [c wrote] in a letter to the council [x that it rained].", "the council"),
        ("[s Adler] [c tweeted] at @brandt [x that it rained].", "@brandt"),
        ("[x “It rained,”] [s Adler] [c told] the Post’s Jo Brandt on Monday.", "the Post’s Jo Brandt"),
        ("In a letter to the dairy, [s Adler] [c complained] [x that it rained].", "the dairy"),
        ("[s Adler] [c sent out an email to supporters] [x that it rained].", "supporters"),
        ("In a note to aides released Monday, [s Adler] [c said] [x it rained].", "aides"),
        ("[s The board] [c complained] to [s the paint maker] [x that it rained].", "the paint maker"),
        (
            "[s Adler] [c told] her neighbours on the crescent [x that it rained].",
            "her neighbours on the crescent",
        ),
        ("[s Adler] [c told] reporters in Ulmstadt [x that it rained].", "reporters"),
    ],
)
def test_the_addressee_is_the_noun_phrase_without_its_preposition(markup: str, addressee: str) -> None:
    text, draft = marked(markup)
    assert words(text, addressees(text, draft)) == [addressee]


@pytest.mark.parametrize(
    "markup",
    [
        "[s Adler] [c urged] [x the council to act].",
        "[s Adler] [c was told] [x that it rained].",
        "[s Adler] [c told] the truth [x about the rain].",
        "[s Adler] [c asked] questions [x about the rain].",
        "[s Adler] [c wants] to speak [x about the rain].",
        "[x It rained], [s Adler] [c tweeted] the day after a man had come to Ulmstadt.",
        "[x It rained], [s Adler] [c said], adding to the confusion.",
        "[x “It rained.”]",
        "Later in a speech to find someone better, [s Adler] [c named] [x Jo Brandt].",
    ],
)
def test_where_nobody_is_spoken_to_there_is_no_addressee(markup: str) -> None:
    assert addressees(*marked(markup)) == ()


@pytest.mark.parametrize(
    ("markup", "venue"),
    [
        ("[s Adler] [c said in an interview] [x that it rained].", "in an interview"),
        (
            "[s Adler] [c said] in an interview with the Harbour Post on Monday [x that it rained].",
            "in an interview with the Harbour Post",
        ),
        ("[x It rained], [s Adler] [c said] on Twitter.", "on Twitter"),
        ("At a rally in Ulmstadt on Friday, [s Adler] [c said] [x it rained].", "At a rally in Ulmstadt"),
        ("[s Adler], during the debate, [c said] [x it rained].", "during the debate"),
        ("[x It rained], [s Adler] [c said] in a statement Tuesday.", "in a statement"),
        ("[x “It rained,”] [s Adler] [c said] on CNN’s “Rain Tonight.”", "on CNN’s “Rain Tonight.”"),
        ("[s Adler] [c said] on “Rain Tonight” [x that it rained].", "on “Rain Tonight”"),
        (
            "[s Adler] [c testified] before the Senate harbour committee [x that it rained].",
            "before the Senate harbour committee",
        ),
        ("On Meet the Press, [s Adler] [c said] [x that it rained].", "On Meet the Press"),
        (
            "[s Adler] [c said] in an interview with NBC’s Meet the Press [x that it rained].",
            "in an interview with NBC’s Meet the Press",
        ),
        (
            "[x “It rained,”] [s Adler] [c said] on Radio Ulm’s “Rain Tonight.”",
            "on Radio Ulm’s “Rain Tonight.”",
        ),
        ("[s Adler] [c said] on her podcast “Rain Daily” [x that it rained].", "on her podcast “Rain Daily”"),
        ("[s Adler] [c said] in an interview with “The Rain” [x so].", "in an interview with “The Rain”"),
        ("[s Adler] [c said] in court on Monday [x that it rained].", "in court"),
        ("[s Adler] [c wrote] in one of her columns [x that it rained].", "in one of her columns"),
        (
            "In a letter to the dairy, [s Adler] [c complained] [x that it rained].",
            "In a letter to the dairy",
        ),
        ("[s Adler] [c said] by phone [x that it rained].", "by phone"),
        ("[s Adler] [c wrote] on her Facebook page [x that it rained].", "on her Facebook page"),
        ("[s Adler] [c told] reporters at a news conference [x that it rained].", "at a news conference"),
        ("[x It rained], [s Adler] [c said] in a letter to the council.", "in a letter to the council"),
    ],
)
def test_the_venue_is_the_phrase_with_its_preposition_and_without_the_day(markup: str, venue: str) -> None:
    text, draft = marked(markup)
    assert words(text, venues(text, draft)) == [venue]


@pytest.mark.parametrize(
    "markup",
    [
        "[s Adler] [c said] in March [x that it rained].",
        "[s Adler] [c said] on Monday [x that it rained].",
        "[s Adler] [c said] [x it rained at the rally].",
        "[s Adler] [c expressed interest in] [x the debate].",
        "[s Adler] [c said] [x it rained]. In an interview, Brandt laughed.",
        "Brandt, who spoke at a rally last year and lost, left before [s Adler] [c said] [x it rained].",
        "Jo, editor in chief of the newspaper, left before [s Adler] [c said] [x it rained].",
        "[s Adler] [c disagreed] in the debate over rain [x that it rained].",
    ],
)
def test_times_topics_and_other_sentences_are_no_venues(markup: str) -> None:
    assert venues(*marked(markup)) == ()


def test_venues_in_a_row_are_spans_that_do_not_overlap() -> None:
    text, draft = marked("[s Adler] [c said] at a rally in Ulmstadt and on Twitter [x that it rained].")
    found = venues(text, draft)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
