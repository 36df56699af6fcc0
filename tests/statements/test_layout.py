"""Transcripts, interviews, posts and dialogue with dashes, and what only looks like them."""

import pytest
from hypothesis import given
from texts import any_texts

from onrecord.statements.layout import LaidOut, dash_turns, signed_posts, turns


def told(text: str, found: list[LaidOut]) -> list[tuple[str, list[str]]]:
    """The source and the contents of each."""
    return [("".join(text[a:b] for a, b in one.source), [text[a:b] for a, b in one.content]) for one in found]


def test_the_turns_of_a_transcript_are_statements_of_those_named_with_the_colon_as_cue() -> None:
    text = "HOST: Why now?\nMS. SMITH: Because we must.\nHOST: And then?\nMS. SMITH: We wait."
    assert told(text, turns(text)) == [
        ("HOST", ["Why now?"]),
        ("MS. SMITH", ["Because we must."]),
        ("HOST", ["And then?"]),
        ("MS. SMITH", ["We wait."]),
    ]
    assert {text[a:b] for turn in turns(text) for a, b in turn.cue} == {":"}


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n"])
def test_questions_and_answers_are_turns_whatever_the_line_ending(between: str) -> None:
    text = between.join(["Q: Why?", "A: Because.", "Q: When?", "A: Now."])
    assert [source for source, _ in told(text, turns(text))] == ["Q", "A", "Q", "A"]


def test_names_in_small_letters_or_in_bold_label_turns_too() -> None:
    text = "Ann Smith: Why?\nBob: Because.\nAnn Smith: When?\nBob: Now."
    assert [source for source, _ in told(text, turns(text))] == ["Ann Smith", "Bob", "Ann Smith", "Bob"]
    text = "**HOST:** Why?\n**ANN:** Because.\n**HOST:** Oh."
    assert told(text, turns(text))[1] == ("ANN", ["Because."])


def test_a_line_without_a_label_goes_on_with_the_turn_before_it() -> None:
    text = "HOST: Why?\nANN: Because.\nAnd because.\nHOST: Oh.\nANN: Yes."
    assert told(text, turns(text))[1] == ("ANN", ["Because.", "And because."])


def test_a_stage_direction_is_nobodys() -> None:
    text = "HOST: Why?\n(LAUGHTER)\nANN: [inaudible]\nHOST: Oh.\nANN: Yes."
    assert told(text, turns(text)) == [("HOST", ["Why?"]), ("HOST", ["Oh."]), ("ANN", ["Yes."])]


@pytest.mark.parametrize(
    "text",
    [
        "Monday: 9 am\nTuesday: 10 am\nWednesday: 9 am\nThursday: closed",
        "Flour: 200 g\nSugar: 100 g\nButter: 50 g\nEggs: three",
        "Prep time: 10 minutes\nCook time: 20 minutes\nServes: 4",
        "Ann Smith: we will not pay\n\nThe mayor was clear on Monday.",
        "Police: Two dead in crash\n\nTwo people died.\n\nThe road is closed.",
        "Trump: I won\nClinton: Not so\nThe debate was long.",
        "There are three rules: be kind.\nThere are three rules: be fair.\nThere are three rules: be brief.",
        "At 9:30 he left.\nAt 9:45 he returned.\nAt 10:15 he left.",
        "https://example.org/a\nhttps://example.org/b\nhttps://example.org/c",
    ],
)
def test_tables_recipes_headlines_and_single_labels_are_no_transcripts(text: str) -> None:
    assert turns(text) == []


@pytest.mark.parametrize("dash", ["—", "–", "-", "--"])
def test_an_embedded_post_is_a_statement_of_who_signs_it_below(dash: str) -> None:
    text = f"It went on.\n\nWe did it!\nAll of us.\n{dash} Ann Smith (@ann) May 3, 2016\n\nThat was all."
    assert told(text, signed_posts(text)) == [("Ann Smith (@ann)", ["We did it!", "All of us."])]


def test_two_posts_do_not_run_into_each_other() -> None:
    text = "One.\n— Ann (@ann) May 3\nTwo.\n— Bob (@bob) May 4"
    assert told(text, signed_posts(text)) == [("Ann (@ann)", ["One."]), ("Bob (@bob)", ["Two."])]


@pytest.mark.parametrize(
    "text",
    [
        "— Ann (@ann) May 3",
        "We did it!\n— Ann Smith",
        "Far above.\n\n\n\n— Ann (@ann) May 3",
        "Write to Ann (@ann) or Bob (@bob).",
    ],
)
def test_a_signature_without_words_above_or_without_a_handle_is_no_post(text: str) -> None:
    assert signed_posts(text) == []


def test_lines_that_open_with_a_dash_may_be_turns_of_nobody_named() -> None:
    text = "— Why?\n– Because.\nNo."
    assert told(text, dash_turns(text)) == [("", ["Why?"]), ("", ["Because."])]


@pytest.mark.parametrize(
    "text", ["- milk\n- eggs", "— “Why?”", "— ", "-5 degrees", "Ann — who left — said so."]
)
def test_list_items_quotations_and_dashes_within_a_line_are_no_dash_turns(text: str) -> None:
    assert dash_turns(text) == []


@given(any_texts)
def test_whatever_is_laid_out_lies_in_the_text_in_order_and_has_content(text: str) -> None:
    for one in (*turns(text), *signed_posts(text), *dash_turns(text)):
        assert one.content
        for spans in (one.source, one.cue, one.content):
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(edges)
            assert all(0 <= a < b <= len(text) for a, b in spans)
