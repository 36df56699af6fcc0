"""Direct, indirect, mixed: whose words stand in the marks."""

from dataclasses import replace

import pytest
from drafts import draft, span
from hypothesis import given
from texts import any_texts

from onrecord.statements.assembly import Draft
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import quoted_stretches
from onrecord.voice.manner import manners


def manners_of(text: str, *drafts: Draft, scare_quotes: tuple[tuple[int, int], ...] = ()) -> list[str]:
    bounds = paragraphs(text)
    return list(manners(text, quoted_stretches(text, bounds), bounds, list(drafts), scare_quotes))


def manner_of(text: str, source: str, cue: str, *content: str) -> str:
    return manners_of(text, draft(text, source, cue, *content))[0]


def test_words_that_all_stand_in_marks_are_direct() -> None:
    assert manner_of("“We lost,” Ann said.", "Ann", "said", "“We lost,”") == "direct"
    assert manner_of("“We lost,” Ann said.", "Ann", "said", "We lost") == "direct"


def test_words_outside_marks_are_indirect() -> None:
    assert manner_of("Ann said that they lost the “big” game.", "Ann", "said", "that they lost") == "indirect"


@pytest.mark.parametrize("content", ["they “lost badly” then", "that “we lost”", "it a “farce”"])
def test_words_of_which_some_stand_in_marks_are_mixed_even_for_a_lead_in(content: str) -> None:
    assert manner_of(f"Ann said {content}.", "Ann", "said", content) == "mixed"


def test_all_pieces_of_an_interrupted_quotation_count() -> None:
    text = "“We lost,” Ann said, “but we learned,” and so on."
    assert manner_of(text, "Ann", "said", "“We lost,”", "“but we learned,”") == "direct"
    assert manner_of(text, "Ann", "said", "“We lost,”", "“but we learned,” and so on") == "mixed"


def test_punctuation_outside_the_marks_does_not_make_it_mixed() -> None:
    assert manner_of("Ann said: “We lost” — .", "Ann", "said", ": “We lost” —") == "direct"


@pytest.mark.parametrize("content", ["“…”", "…"])
def test_content_without_words_is_indirect(content: str) -> None:
    assert manner_of("Ann: “…”", "Ann", "", content) == "indirect"


@pytest.mark.parametrize(
    "content",
    [
        "that the film “Rain in May” was long",
        "that she would come to NBC’s “Meet the Town”",
        "that the police unit known as the “night crew” was gone",
        "that it was what many neighbours called “theft”",
        "to use the words “free market” again",
        "that she carried a sign with the words “no more”",
        "that the so-called “reform” was dead",
        "that he had read her book, “Dry Land”",
    ],
)
def test_a_title_a_name_or_somebody_elses_word_in_marks_leaves_it_indirect(content: str) -> None:
    assert manner_of(f"Ann said {content}.", "Ann", "said", content) == "indirect"


def test_what_a_pronoun_calls_something_is_taken_for_the_speakers_own_word() -> None:
    content = "what she called “a farce”"
    assert manner_of(f"Ann left over {content}.", "Ann", "left over", content) == "mixed"


def test_what_the_cue_itself_calls_by_a_name_is_the_speakers() -> None:
    text = "It was what old neighbours called a “mess” then."
    assert manner_of(text, "old neighbours", "called", "a “mess”") == "mixed"


def test_the_words_that_are_said_are_the_speakers() -> None:
    text = "She added the words “not today” and left."
    assert manner_of(text, "She", "added", "the words “not today”") == "mixed"
    assert (
        manner_of("He used the phrase “free market” a lot.", "He", "used the phrase", "“free market”")
        == "direct"
    )


def test_a_word_held_at_a_distance_leaves_it_indirect() -> None:
    text = "Ann said that the “aid” had come."
    one = draft(text, "Ann", "said", "that the “aid” had come")
    assert manners_of(text, one) == ["mixed"]
    assert manners_of(text, one, scare_quotes=(span(text, "“aid”"),)) == ["indirect"]


def test_a_direct_quotation_of_somebody_else_leaves_the_outer_statement_indirect() -> None:
    text = "Ann said that Bo had told the board “no” twice."
    outer = draft(text, "Ann", "said", "that Bo had told the board “no” twice")
    inner = replace(draft(text, "Bo", "had told", "“no”"), nested=True, parent=0)
    assert manners_of(text, outer, inner) == ["indirect", "direct"]


def test_what_the_speaker_says_of_himself_in_marks_is_his_own() -> None:
    text = "Ann said that she had told the board “no” twice."
    outer = draft(text, "Ann", "said", "that she had told the board “no” twice")
    inner = replace(draft(text, "she", "had told", "“no”"), nested=True, parent=0)
    assert manners_of(text, outer, inner) == ["mixed", "direct"]


def test_marks_that_hold_the_source_as_well_are_those_of_who_reports() -> None:
    text = "“My vet said it was old,” Ann recalled."
    outer = draft(text, "Ann", "recalled", "“My vet said it was old,”")
    inner = replace(draft(text, "My vet", "said", "it was old"), nested=True, parent=0)
    assert manners_of(text, outer, inner) == ["direct", "indirect"]


def test_a_mark_that_is_never_closed_is_still_the_speakers() -> None:
    text = "“We lost the game, said Ann Doe, who keeps goal."
    assert manner_of(text, "Ann Doe, who keeps goal", "said", "“We lost the game") == "direct"


def test_inner_marks_of_a_statement_inside_a_quotation_count() -> None:
    text = "“My vet said, ‘It is old,’ twice,” Ann recalled."
    inner = replace(draft(text, "My vet", "said", "‘It is old,’"), nested=True)
    assert manners_of(text, inner) == ["direct"]


def test_what_i_say_of_myself_inside_a_quotation_is_direct() -> None:
    text = "“I told her we were done,” Ann said."
    assert manner_of(text, "I", "told", "we were done") == "direct"


@given(any_texts)
def test_any_text_has_a_manner(text: str) -> None:
    if text:
        one = Draft((), (), ((0, len(text)),), 0.5)
        assert manners_of(text, one)[0] in ("direct", "indirect", "mixed")
