"""What cannot be seen is shown, and nothing turns around what surrounds it."""

import unicodedata

import texts
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.visible import in_words, pieces, seen

_ANY = st.one_of(texts.any_texts, st.text(max_size=40))


@given(_ANY)
def test_the_pieces_together_are_the_text_and_what_is_unseen_stands_alone(text: str) -> None:
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        assert piece.text
        if piece.unseen is not None:
            assert len(piece.text) == 1


@given(_ANY)
def test_nothing_that_turns_text_around_or_controls_is_left_as_it_is(text: str) -> None:
    kept = "".join(piece.text for piece in pieces(text) if piece.unseen is None)
    for character in kept + seen(text):
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        }  # fmt: skip
        assert unicodedata.category(character) != "Cc" or character in "\n\t"
    assert "\n" not in seen(text)


def test_the_carriage_return_of_a_line_break_is_told_by_nothing() -> None:
    assert [piece.unseen for piece in pieces("a\r\nb\rc")] == [None, "", None, "CR", None]


def test_an_emoji_that_is_joined_of_several_stays_one() -> None:
    assert [piece.unseen for piece in pieces("👩‍👩‍👧")] == [None]


def test_names_of_the_unseen() -> None:
    assert seen("a\u202eb\x01") == "a‹RLO›b‹U+0001›"
    assert in_words("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert in_words("\0") == "U+0000 NUL"
