"""Direct, indirect, mixed."""

import pytest

from onrecord.statements.manner import manner
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import quoted_stretches


def manner_of(text: str, *content: str) -> str:
    spans = tuple((text.index(words), text.index(words) + len(words)) for words in content)
    return manner(text, spans, quoted_stretches(text, paragraphs(text)))


def test_words_that_all_stand_in_marks_are_direct() -> None:
    assert manner_of("“We lost,” Ann said.", "“We lost,”") == "direct"
    assert manner_of("“We lost,” Ann said.", "We lost") == "direct"


def test_words_outside_marks_are_indirect() -> None:
    assert manner_of("Ann said that they lost the “big” game.", "that they lost") == "indirect"


def test_words_of_which_some_stand_in_marks_are_mixed() -> None:
    assert manner_of("Ann said they “lost badly” then.", "they “lost badly” then") == "mixed"


def test_all_pieces_of_an_interrupted_quotation_count() -> None:
    text = "“We lost,” Ann said, “but we learned,” and so on."
    assert manner_of(text, "“We lost,”", "“but we learned,”") == "direct"
    assert manner_of(text, "“We lost,”", "“but we learned,” and so on") == "mixed"


def test_punctuation_outside_the_marks_does_not_make_it_mixed() -> None:
    assert manner_of("Ann said: “We lost” — .", ": “We lost” —") == "direct"


def test_an_apostrophe_is_part_of_its_word() -> None:
    assert manner_of("'We don't know,' Ann said.", "'We don't know,'") == "direct"


@pytest.mark.parametrize("content", ["“…”", "…"])
def test_content_without_words_is_indirect(content: str) -> None:
    assert manner_of("Ann: “…”", content) == "indirect"
