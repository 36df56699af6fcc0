"""What the linker reads around a cue."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.regions import COLON, DISTANCES, REACH, region_bounds, stack_regions

lengths = st.lists(st.integers(1, 400), min_size=1, max_size=6)


def numbered(lengths: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(lengths)), lengths)


def test_a_region_is_the_cues_paragraph() -> None:
    paragraph = numbered([5, 7, 4])
    assert region_bounds(8, paragraph, np.zeros(16, np.int64), 0, 16) == (5, 12)


def test_a_colon_leads_to_the_next_paragraph() -> None:
    paragraph = numbered([5, 7, 4])
    pieces = np.zeros(16, np.int64)
    pieces[11] = COLON
    assert region_bounds(8, paragraph, pieces, 0, 16) == (5, 16)
    pieces[15] = COLON
    assert region_bounds(15, paragraph, pieces, 0, 16) == (12, 16)


@given(lengths, st.data())
def test_a_region_lies_in_the_text_is_bounded_and_holds_its_anchor(
    sizes: list[int], data: st.DataObject
) -> None:
    paragraph = numbered(sizes)
    count = len(paragraph)
    pieces = np.array([data.draw(st.sampled_from([0, COLON])) for _ in sizes])[paragraph]
    anchor = data.draw(st.integers(0, count - 1))
    start, end = region_bounds(anchor, paragraph, pieces, 0, count)
    assert 0 <= start <= anchor < end <= count
    assert end - start <= REACH


@given(lengths, st.data())
def test_rows_point_at_their_anchors_and_are_masked_to_their_length(
    sizes: list[int], data: st.DataObject
) -> None:
    paragraph = numbered(sizes)
    pieces = np.zeros(len(paragraph), np.int64)
    anchors = data.draw(st.lists(st.integers(0, len(paragraph) - 1), min_size=1, max_size=4))
    bounds = [region_bounds(anchor, paragraph, pieces, 0, len(paragraph)) for anchor in anchors]
    regions = stack_regions(bounds, anchors, [False] * len(anchors), paragraph)
    rows = np.arange(len(anchors))
    assert regions.words[rows, regions.anchor].tolist() == anchors
    assert regions.mask.sum(1).tolist() == [end - start for start, end in bounds]
    assert regions.distance[rows, regions.anchor].tolist() == [DISTANCES] * len(anchors)
    assert (regions.words >= 0).all() and (regions.words < len(paragraph)).all()
    assert (regions.distance >= 0).all() and (regions.distance <= 2 * DISTANCES).all()
