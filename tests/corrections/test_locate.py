"""Typed words are found where they stand, in the text's own characters."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corrections import locate
from onrecord.errors import InvalidCorrection
from onrecord.record import Span

TEXT = "“We lost,” she said.\n\n‘We  won’t lose,’ he said. She said so."


def found(words: str, near: int | None = None) -> str:
    span = locate(TEXT, words, near)
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("We lost", "We lost"),
        (" We lost\n", "We lost"),
        ('"We lost,"', "“We lost,”"),
        ("«We lost,»", "“We lost,”"),
        ("We won't lose", "We  won’t lose"),
        ('said. "We', None),
        ("said. 'We won", "said.\n\n‘We  won"),
        ("we lost", None),
        ("We … lost", None),
    ],
)
def test_white_space_and_marks_may_differ_and_nothing_else(typed: str, stands: str | None) -> None:
    if stands is None:
        with pytest.raises(InvalidCorrection, match="does not stand in the article: give the words exactly"):
            found(typed)
    else:
        assert found(typed) == stands


def test_words_in_several_places_need_more_words_or_a_place() -> None:
    with pytest.raises(InvalidCorrection, match="“said” stands in 3 places of the article: give more"):
        locate(TEXT, "said")
    assert locate(TEXT, "she said") == Span(11, 19)
    assert locate(TEXT, "said", near=0).start == TEXT.index("said")
    assert locate(TEXT, "said", near=len(TEXT)).start == TEXT.rindex("said")


def test_whole_words_go_before_parts_of_words() -> None:
    assert found("he") == "he"
    assert locate(TEXT, "he").start == TEXT.index(" he ") + 1  # not in "she" and "She"
    assert locate(TEXT, "ost,") == Span(TEXT.index("ost,"), TEXT.index("ost,") + 4)


@pytest.mark.parametrize("words", ["", "  \n "])
def test_no_words_are_refused(words: str) -> None:
    with pytest.raises(InvalidCorrection, match="give the words"):
        locate(TEXT, words)


def test_a_message_about_hostile_words_is_short_and_printable() -> None:
    with pytest.raises(InvalidCorrection) as refused:
        locate(TEXT, "\ud800\x1b[2J" + "x" * 10_000_000)
    str(refused.value).encode()
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_long_text_is_searched_in_time_that_grows_with_it() -> None:
    text = ("a " + " " * 998) * 1_000
    started = time.perf_counter()
    with pytest.raises(InvalidCorrection):
        locate(text, "a b")
    assert time.perf_counter() - started < 5


@given(st.text(alphabet="ab “”\"'’\n\t\u00a0😀", max_size=60), st.data())
def test_a_stretch_of_the_text_is_found_as_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))].strip()
    if words:
        span = locate(text, words, near=start)
        assert text[span.start : span.end] == words


@given(st.text(alphabet="ab “”\n\t", max_size=60), st.text(alphabet='ab "', min_size=1, max_size=6))
def test_what_is_found_loosely_is_what_was_typed_but_for_space_and_marks(text: str, typed: str) -> None:
    def plain(words: str) -> str:
        return " ".join(words.replace("“", '"').replace("”", '"').split())

    try:
        span = locate(text, typed, near=0)
    except InvalidCorrection:
        assert not typed.strip() or plain(typed) not in plain(text)
    else:
        assert plain(text[span.start : span.end]) == plain(typed)
