"""Quotations without a source or cue of their own."""

import pytest

from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import quoted_stretches
from onrecord.statements.uncued import uncued_quotations


def uncued(text: str, *statements: list[str]) -> list[str]:
    """What is found beside statements given by the words of their spans."""
    bounds = paragraphs(text)
    spans = [[(text.index(words), text.index(words) + len(words)) for words in one] for one in statements]
    found = uncued_quotations(text, quoted_stretches(text, bounds), bounds, spans)
    return [text[q.start : q.end] for q in found]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("He shrugged. “We lost the game.” Then he left.", "“We lost the game.”"),
        ("The sign was plain: “No dogs.”", "“No dogs.”"),
        ("He left.\n\n“We lost.”\n\nHe returned.", "“We lost.”"),
        ("“we lost the vote again and again today”", "“we lost the vote again and again today”"),
        ("He left.\n\n“We lost the game", "“We lost the game"),
    ],
)
def test_a_quotation_that_is_a_sentence_of_its_own_is_found(text: str, quotation: str) -> None:
    assert uncued(text) == [quotation]


@pytest.mark.parametrize(
    "text",
    [
        "a “moderate” man",
        "He read “War and Peace” twice.",
        "Joe “Boots” Smith won.",
        "“War and Peace”",
        "She won the “Best Actress.”",
        "It was “the best of times.” So he said.",
        "He wrote “…” and left.",
        "He left. “We lost",
        "“So far,” he went on, “so good.”",
    ],
)
def test_a_title_a_nickname_or_a_few_words_at_a_distance_are_no_sentence(text: str) -> None:
    assert uncued(text) == []


def test_what_a_statement_holds_already_is_left_to_it() -> None:
    text = "“We lost the game.” He left. “We will be back.”"
    assert uncued(text, ["“We lost the game.”"]) == ["“We will be back.”"]
    assert uncued(text, ["lost the game.” He left"]) == ["“We will be back.”"]


def test_a_statement_made_inside_a_quotation_does_not_stand_in_its_way() -> None:
    text = "He left. “Ann said that we lost the game.”"
    assert uncued(text, ["Ann", "said", "that we lost the game"]) == ["“Ann said that we lost the game.”"]


def test_an_aside_in_brackets_is_no_quotation() -> None:
    assert uncued("He left. “(Laughter.)” “[Applause.]”") == []


def test_a_quotation_inside_another_is_not_found_by_itself() -> None:
    assert uncued("“He said ‘We lost.’ Then he left.”") == ["“He said ‘We lost.’ Then he left.”"]
