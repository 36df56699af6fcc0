"""Words, word pieces and their features."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import any_texts
from tokenizers import Tokenizer

from onrecord.statements.words import plain, split_words


def cut(text: str, tokenizer: Tokenizer) -> list[str]:
    words = split_words(text, tokenizer)
    return [text[a:b] for a, b in zip(words.start.tolist(), words.end.tolist(), strict=True)]


def test_words_are_runs_of_letters_and_digits_and_single_marks(tokenizer: Tokenizer) -> None:
    assert " ".join(cut("“Don’t go,” Zoë said.", tokenizer)) == "“ Don ’ t go , ” Zoë said ."


def test_accents_and_emoji_before_a_word_do_not_shift_it(tokenizer: Tokenizer) -> None:
    found = cut("👍🏽 Zo\u0308e\u0301 🎉 naïvely said", tokenizer)
    assert found[-2:] == ["naïvely", "said"]
    assert "Zo\u0308e\u0301" in found


def test_a_control_character_is_in_no_word(tokenizer: Tokenizer) -> None:
    assert cut("One\0 \x1b\x07two", tokenizer)[-1].endswith("two")
    assert cut("\0 \x01", tokenizer) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_words_on_two_lines_are_two_whatever_ends_the_line(end: str, tokenizer: Tokenizer) -> None:
    assert cut(f"One{end}Two", tokenizer) == ["One", "Two"]


def test_a_text_without_words_has_none(tokenizer: Tokenizer) -> None:
    words = split_words(" \n\t", tokenizer)
    assert len(words.start) == len(words.pieces) == len(words.paragraph) == 0


def test_a_words_paragraph_is_the_one_that_it_stands_in(tokenizer: Tokenizer) -> None:
    assert split_words("One two.\n\nThree.\r\nFour", tokenizer).paragraph.tolist() == [0, 0, 0, 1, 1, 2]


def test_casing_is_kept_beside_the_word(tokenizer: Tokenizer) -> None:
    case = split_words("said Said SAID McSaid 1990 ,", tokenizer).case.tolist()
    assert len(set(case)) == 6


def test_the_features_tell_opening_from_closing_and_outer_from_inner(tokenizer: Tokenizer) -> None:
    quote = split_words("\"a 'b' c\" d", tokenizer).quote.tolist()
    opening, a, inner_opening, b, inner_closing, c, closing, d = quote
    assert (opening, closing) == (inner_opening, inner_closing)
    assert a == c
    assert len({opening, closing, a, b, d}) == 5


def test_the_network_sees_the_same_pieces_whatever_the_marks(tokenizer: Tokenizer) -> None:
    curly, straight = (split_words(text, tokenizer) for text in ("“Don’t,” he said.", '"Don\'t," he said.'))
    assert curly.pieces.tolist() == straight.pieces.tolist()
    assert curly.quote.tolist() == straight.quote.tolist()


def test_a_lone_surrogate_is_no_error(tokenizer: Tokenizer) -> None:
    assert cut("One \ud83d two", tokenizer)[-1] == "two"


@given(st.text(st.characters(), max_size=60))
def test_plain_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(any_texts)
def test_plain_messy_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(text=any_texts)
def test_words_lie_in_the_text_one_after_another_without_white_space(text: str, tokenizer: Tokenizer) -> None:
    words = split_words(text, tokenizer)
    edges = [edge for span in zip(words.start.tolist(), words.end.tolist(), strict=True) for edge in span]
    assert edges == sorted(edges)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
    for start, end in zip(words.start, words.end, strict=True):
        assert text[start:end].strip() == text[start:end] != ""


@given(text=any_texts)
def test_every_piece_belongs_to_a_word_and_every_word_to_a_paragraph(text: str, tokenizer: Tokenizer) -> None:
    words = split_words(text, tokenizer)
    assert words.piece_word[words.first_piece].tolist() == list(range(len(words.start)))
    assert len(words.pieces) == len(words.piece_word)
    for start, end, paragraph in zip(words.start, words.end, words.paragraph, strict=True):
        low, high = words.paragraphs[paragraph]
        assert low <= start < end <= high
