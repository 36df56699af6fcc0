"""Blocks of a long text."""

from hypothesis import given
from hypothesis import strategies as st
from texts import any_texts

from onrecord.statements.blocks import BLOCK, blocks


def cut(text: str, size: int) -> list[str]:
    return [text[start:end] for start, end in blocks(text, size)]


def test_an_article_of_common_length_is_one_block() -> None:
    assert blocks("x" * BLOCK) == [(0, BLOCK)]


def test_an_empty_text_is_one_empty_block() -> None:
    assert blocks("") == [(0, 0)]


def test_a_block_ends_at_a_blank_line_where_its_last_quarter_has_one() -> None:
    assert cut("One two three four\n\n5\n6 seven", 24)[0].strip() == "One two three four"
    assert cut("One two three four\r\n\r\n5\r\n6", 24)[0].strip() == "One two three four"


def test_without_a_blank_line_a_block_ends_with_a_line() -> None:
    assert cut("One two three four\nfive six seven", 20)[0] == "One two three four\n"


def test_without_a_line_end_a_block_ends_after_white_space() -> None:
    assert cut("One two three four five six", 20) == ["One two three four ", "five six"]


def test_without_white_space_a_block_ends_anywhere() -> None:
    assert cut("x" * 50, 20) == ["x" * 20, "x" * 20, "x" * 10]


@given(st.lists(any_texts, max_size=4).map("".join), st.integers(8, 60))
def test_blocks_cover_the_text_exactly_in_order_and_none_is_longer_than_allowed(text: str, size: int) -> None:
    parts = cut(text, size)
    assert "".join(parts) == text
    assert all(len(part) <= size for part in parts)
    assert all(parts) or not text
