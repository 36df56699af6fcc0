"""Which statements an address asks for."""

import made_up
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.record import Record, Span
from onrecord.web.filtering import Filter, fitting, narrows, stretches, written
from onrecord.web.problems import NoAnswer


@pytest.fixture
def record() -> Record:
    made = made_up.record("Ann said a", ("unnamed", "an official said b"), "Ann said c", "Cy said d")
    one, two, three, four = made.statements
    return replace(
        made,
        statements=(
            replace(one, manner="direct"),
            replace(two, cue_tone="denial", confidence=0.4),
            replace(three, negated=True, speaker_confidence=0.9),
            replace(four, speaker=None, speaker_confidence=None),
        ),
    )


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), "s1 s2 s3 s4"),
        (Filter(speaker=("p1",)), "s1 s3"),
        (Filter(speaker=("nobody", "p2")), "s2 s4"),
        (Filter(manner=("direct",)), "s1"),
        (Filter(tone=("denial",)), "s2"),
        (Filter(kind=("unnamed",)), "s2"),
        (Filter(uncertain=True), "s2"),
        (Filter(unsaid=True), "s3"),
        (Filter(speaker=("p1",), unsaid=True), "s3"),
        (Filter(speaker=("p9",)), ""),
    ],
)
def test_what_fits(record: Record, wanted: Filter, ids: str) -> None:
    assert " ".join(fitting(record, wanted)) == ids
    assert narrows(wanted) == (len(ids.split()) < 4)


@given(
    st.lists(
        st.tuples(st.integers(0, 10**8), st.integers(1, 10**8)).map(lambda one: Span(one[0], sum(one))),
        max_size=9,
    )
)
def test_places_are_read_as_they_are_written(spans: list[Span]) -> None:
    assert stretches(written(tuple(spans))) == tuple(sorted(spans))


@pytest.mark.parametrize("words", ["12", "3-3", "9-2", "a-b", "1-2,3-4", "-1-2", "１-２", "1-2 " * 51])
def test_places_that_are_none_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(NoAnswer, match="120-160"):
        stretches(words)
