"""Sentences: what ends one and what does not."""

import pytest
from hypothesis import given
from texts import any_texts

from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.sentences import sentences


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, paragraphs(text))]


def test_a_stop_before_a_capital_ends_a_sentence() -> None:
    assert sentences_of("It rained. We left! Why? Nobody knows.") == [
        "It rained.",
        "We left!",
        "Why?",
        "Nobody knows.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Doe and Mrs. Roe met Sen. Ann Lee and Gov. Bo Fox in St. Anders.",
        "The U.S. Senate met on Jan. 3 about No. 5 on the list.",
        "Acme Inc. Chairman Bo Fox spoke at 5 p.m. Monday.",
        "J. K. Doe and A.B. Roe wrote to George W. Fox Jr. Tuesday.",
        "Sen. Ann Lee (D-Mont.) Friday met Bo Fox, R-Ky., and Cy Hay of Macon, Ga., there.",
        "It costs 3.5 million, or $1.2 billion, at onrecord.example or v. 2.0.1 of it.",
        "Gen. Ann Lee, Lt. Col. Bo Fox and Prof. Cy Hay, Ph.D., came, e.g. by car, vs. Dr. Roe.",
        "ST. ANDERS, Ala. — The mayor left.",
        "They sold apples, pears, etc. and left.",
    ],
)
def test_abbreviations_initials_and_numbers_do_not_end_a_sentence(sentence: str) -> None:
    assert sentences_of(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


@pytest.mark.parametrize(
    "sentence",
    [
        "She works for Acme Inc.",
        "He moved to the U.S.",
        "They met at 5 p.m.",
        "This is Plan B.",
        "He answered no.",
        "Not even he and I.",
        "Come in.",
    ],
)
def test_an_abbreviation_may_end_a_sentence_before_a_word_that_begins_one(sentence: str) -> None:
    assert sentences_of(f"{sentence} The rest is known.") == [sentence, "The rest is known."]


def test_no_ends_a_sentence_unless_a_number_follows() -> None:
    assert sentences_of("I said no. Fox left. See No. 7 there.") == [
        "I said no.",
        "Fox left.",
        "See No. 7 there.",
    ]


def test_marks_and_brackets_after_a_stop_belong_to_its_sentence() -> None:
    assert sentences_of("“We won.” Bo left. (It rained.) ‘Go.’ She went.") == [
        "“We won.”",
        "Bo left.",
        "(It rained.)",
        "‘Go.’",
        "She went.",
    ]


def test_sentences_in_a_quotation_are_told_apart() -> None:
    assert sentences_of("“We lost. We learned,” she said.") == ["“We lost.", "We learned,” she said."]


@pytest.mark.parametrize(
    "sentence",
    [
        "“Why now?” she asked.",
        "“Why now?” Bo Fox asked.",
        "“Never!” Sen. Ann Lee of Ohio shouted.",
        "He cried “Fire!” and ran.",
        "“Who, me?” the senator said.",
    ],
)
def test_a_quoted_question_does_not_end_the_sentence_of_its_cue(sentence: str) -> None:
    assert sentences_of(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


def test_a_quoted_question_ends_a_sentence_where_a_pronoun_has_a_capital() -> None:
    assert sentences_of("“Why now?” He asked for time.") == ["“Why now?”", "He asked for time."]


def test_an_ellipsis_ends_a_sentence_only_before_a_word_that_begins_one() -> None:
    assert sentences_of("We went … Ohio was cold. We tried... The end.") == [
        "We went … Ohio was cold.",
        "We tried...",
        "The end.",
    ]
    assert sentences_of("We tried . . . and failed.") == ["We tried . . . and failed."]


def test_a_headline_without_a_stop_is_a_sentence() -> None:
    assert sentences_of("Fox Wins Again\n\nBo Fox won. Few came.") == [
        "Fox Wins Again",
        "Bo Fox won.",
        "Few came.",
    ]


def test_the_number_of_an_item_belongs_to_it() -> None:
    assert sentences_of("1. Bo won.\n2. Ann lost.\n(c) Cy left.") == [
        "1. Bo won.",
        "2. Ann lost.",
        "(c) Cy left.",
    ]


def test_items_of_a_list_in_wrapped_text_are_sentences() -> None:
    text = (
        "We asked them what\nthey wanted and they told\nus, and it was a long\nlist of these things:\n"
        "- more rain in the\nspring\n- less wind"
    )
    assert sentences_of(text)[1:] == ["- more rain in the\nspring", "- less wind"]


def test_white_space_lost_after_a_stop_does_not_join_sentences() -> None:
    assert sentences_of("It rained.The mayor left.") == ["It rained.", "The mayor left."]
    assert sentences_of("He uses Example.Net daily.") == ["He uses Example.Net daily."]


def test_a_text_may_be_cut_off_after_an_abbreviation() -> None:
    assert sentences_of("They live in the U.S. The") == ["They live in the U.S.", "The"]


@given(any_texts)
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    bounds = paragraphs(text)
    found = sentences(text, bounds)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(
        "".join(text[a:b].split()) for a, b in bounds
    )
    assert all(a < b for a, b in found)
    assert all(text[a:b] == text[a:b].strip() for a, b in found)
