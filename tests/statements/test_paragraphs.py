"""Lines and paragraphs."""

import pytest
from hypothesis import given
from texts import any_texts

from onrecord.statements.paragraphs import lines, paragraphs

WRAPPED = [
    "The council said on Monday that",
    "it would not sell the park, and",
    "that nobody had asked it to,",
    "whatever the papers wrote.",
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_line_is_a_paragraph_and_an_empty_line_is_none() -> None:
    assert cut("One.\nTwo.\n\n\nThree.\n") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_every_kind_of_line_ending_ends_a_paragraph(end: str) -> None:
    assert cut(f"One.{end}Two.{end}{end}Three.") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_in_text_wrapped_to_a_width_only_a_blank_line_parts_paragraphs(end: str) -> None:
    first, second = end.join(WRAPPED), end.join(WRAPPED[:2])
    assert cut(first + end + end + second) == [first, second]


def test_a_few_lines_that_break_off_do_not_make_a_text_wrapped() -> None:
    text = "\n".join(["A headline without a stop", "and its second line", *["A paragraph. And more."] * 9])
    assert len(cut(text)) == 11


def test_a_list_of_names_is_not_wrapped_text() -> None:
    assert len(cut("Ann Smith\nBob Jones\nCarol Brown\nDan White")) == 4


def test_no_text_has_no_paragraphs() -> None:
    assert paragraphs("") == paragraphs("\n\r\n") == lines("") == lines(" \n\t\n") == []


def test_lines_are_without_the_white_space_around_them() -> None:
    text = "  One. \r\n \t\r\n\u00a0Two.\n"
    assert [text[start:end] for start, end in lines(text)] == ["One.", "Two."]


@given(any_texts)
def test_paragraphs_and_lines_hold_every_word_of_the_text_once_and_in_order(text: str) -> None:
    for bounds in (paragraphs(text), lines(text)):
        assert "".join("".join(text[a:b].split()) for a, b in bounds) == "".join(text.split())
        edges = [edge for span in bounds for edge in span]
        assert edges == sorted(edges)
        assert all(a < b for a, b in bounds)
