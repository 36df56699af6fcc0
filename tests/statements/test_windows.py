"""Windows of paragraphs for the encoder."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from texts import messy_texts
from tokenizers import Tokenizer

from onrecord.statements.windows import CLS, SEP, WINDOW, windows
from onrecord.statements.words import split_words

SENTENCE = "Nobody in the town council would say on Tuesday why the old bridge had been closed again."


def test_paragraphs_that_fit_share_a_window_with_a_mark_between_them(tokenizer: Tokenizer) -> None:
    (window,) = windows(split_words("One two.\n\nThree four.", tokenizer))
    assert window.pieces[0] == CLS
    assert np.flatnonzero(window.pieces == SEP).tolist() == [4, 8]
    assert window.first.tolist() == [1, 2, 3, 5, 6, 7]


def test_a_paragraph_is_not_torn_where_it_fits_a_window_of_its_own(tokenizer: Tokenizer) -> None:
    words = split_words("\n\n".join([" ".join([SENTENCE] * 5)] * 8), tokenizer)
    for before, after in pairwise(windows(words)):
        assert before.words[1] == after.words[0]
        assert words.paragraph[before.words[1] - 1] != words.paragraph[after.words[0]]


def test_a_longer_paragraph_is_cut_at_the_end_of_a_sentence(tokenizer: Tokenizer) -> None:
    text = " ".join([SENTENCE] * 60)
    words = split_words(text, tokenizer)
    parts = list(windows(words))
    assert len(parts) > 2
    assert all(text[words.start[part.words[1] - 1]] == "." for part in parts)


def test_a_paragraph_without_sentences_is_cut_between_words(tokenizer: Tokenizer) -> None:
    words = split_words("word " * 1000, tokenizer)
    assert sum(len(part.first) for part in windows(words)) == 1000


def test_a_text_without_words_has_no_windows(tokenizer: Tokenizer) -> None:
    assert list(windows(split_words(" \n", tokenizer))) == []


@given(text=st.lists(messy_texts, max_size=6).map("\n".join), size=st.integers(40, WINDOW))
def test_every_word_is_in_exactly_one_window_and_no_window_is_too_long(
    text: str, size: int, tokenizer: Tokenizer
) -> None:
    words = split_words(text, tokenizer)
    at = 0
    for window in windows(words, size):
        assert window.words[0] == at
        at = window.words[1]
        assert len(window.pieces) == len(window.case) == len(window.quote) <= size
        expected = words.pieces[words.first_piece[slice(*window.words)]]
        assert window.pieces[window.first].tolist() == expected.tolist()
    assert at == len(words.start)
