"""Keys of words from bytes: the same for the same words, at the bytes where the words start."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.verify.anchors import keys_of


def keys(text: str) -> list[int]:
    return [int(key) >> 1 for key in keys_of(text.encode())[0]]


def test_contractions_have_the_keys_of_what_they_are_short_for() -> None:
    assert keys("It's late, don’t go, can't we?") == keys("it is late do not go can not we")


def test_commas_in_numbers_and_brackets_of_transcripts_are_passed_over() -> None:
    assert keys("30,000 men (APPLAUSE) left [laughter]") == keys("30000 men left")


def test_punctuation_of_several_bytes_parts_words() -> None:
    assert keys("“one”—two…three\u00a0four") == keys("one two three four")


def test_wide_characters_are_words_by_themselves() -> None:
    assert keys("港口x关") == keys("港 口 x 关")


def test_nothing_has_no_keys() -> None:
    assert keys("") == [] and keys(" … (APPLAUSE) ") == []


@given(st.lists(st.from_regex(r"[b-cf-ln-rt-z]{3,9}", fullmatch=True), max_size=30))
def test_there_is_a_key_for_each_word_where_it_starts(words: list[str]) -> None:
    text = " ".join(words)
    found, starts = keys_of(text.encode())
    assert len(found) == len(words)
    assert [text[start:].split()[0] for start in starts] == words
    assert keys(text.upper()) == keys(text)
