"""From scores to tags, against a search over all tag sequences."""

from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.statements.decoding import (
    B_CONTENT,
    B_CUE,
    B_SOURCE,
    I_CONTENT,
    I_CUE,
    I_SOURCE,
    OUTSIDE,
    TAGS,
    cue_anchors,
    tagged_spans,
    transition_bias,
    viterbi,
)

INSIDE = (I_SOURCE, I_CUE, I_CONTENT)
FORBIDDEN = {(a, b) for a in range(TAGS) for b in INSIDE if a not in (b, b - 1)}


def brute_force(scores: np.ndarray, transitions: np.ndarray, begin: np.ndarray) -> tuple[list[int], float]:
    """The best of all tag sequences of one row and its log-probability."""
    sequences = list(product(range(TAGS), repeat=len(scores)))
    totals = np.array(
        [
            begin[tags[0]]
            + sum(scores[at, tag] for at, tag in enumerate(tags))
            + sum(transitions[a, b] for a, b in pairwise(tags))
            for tags in sequences
        ],
        dtype=np.float64,
    )
    best = int(totals.argmax())
    return list(sequences[best]), float(totals[best] - np.logaddexp.reduce(totals))


@pytest.mark.parametrize("constrained", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_the_best_sequence_and_its_log_probability_are_those_of_a_search_over_all(
    seed: int, constrained: bool
) -> None:
    random = np.random.default_rng(seed)
    lengths = [4, 1, 3]
    scores = random.normal(0, 2, (3, 4, TAGS)).astype(np.float32)
    transitions = random.normal(0, 1, (TAGS, TAGS)).astype(np.float32)
    begin = random.normal(0, 1, TAGS).astype(np.float32)
    if constrained:
        bias, first = transition_bias()
        transitions, begin = transitions + bias, begin + first
    mask = (np.arange(4) < np.array(lengths)[:, None]).astype(np.float32)
    tags, sure = viterbi(scores, mask, transitions, begin)
    for row, length in enumerate(lengths):
        best, probability = brute_force(scores[row, :length], transitions, begin)
        assert tags[row, :length].tolist() == best
        assert (tags[row, length:] == OUTSIDE).all()
        assert sure[row] == pytest.approx(probability, abs=1e-3)


def test_padding_changes_nothing() -> None:
    random = np.random.default_rng(0)
    transitions, begin = transition_bias()
    scores = random.normal(0, 2, (1, 9, TAGS)).astype(np.float32)
    alone = viterbi(scores[:, :5], np.ones((1, 5), np.float32), transitions, begin)
    mask = (np.arange(9) < 5).astype(np.float32)[None]
    padded = viterbi(scores, mask, transitions, begin)
    assert padded[0][0, :5].tolist() == alone[0][0].tolist()
    assert padded[1] == pytest.approx(alone[1])


def test_an_inside_tag_never_stands_first_nor_after_another_role_however_high_its_score() -> None:
    random = np.random.default_rng(0)
    transitions, begin = transition_bias()
    scores = random.normal(0, 5, (50, 30, TAGS)).astype(np.float32)
    scores[:, :, list(INSIDE)] += 10
    tags, _ = viterbi(scores, np.ones((50, 30), np.float32), transitions, begin)
    assert not np.isin(tags[:, 0], INSIDE).any()
    moves = set(zip(tags[:, :-1].ravel().tolist(), tags[:, 1:].ravel().tolist(), strict=True))
    assert not moves & FORBIDDEN


def test_spans_of_a_role_begin_with_its_b_tag() -> None:
    tags = np.array([B_CONTENT, I_CONTENT, B_CONTENT, OUTSIDE, B_SOURCE, B_CUE, I_CUE, I_CUE])
    assert tagged_spans(tags, B_CONTENT) == [(0, 2), (2, 3)]
    assert tagged_spans(tags, B_SOURCE) == [(4, 5)]
    assert tagged_spans(tags, B_CUE) == [(5, 8)]


def anchors(cue: list[float], begins: tuple[int, ...] = (), paragraph: tuple[int, ...] = ()) -> list[int]:
    begin = np.isin(np.arange(len(cue)), begins)
    return cue_anchors(np.array(cue, np.float32), begin, np.array(paragraph or [0] * len(cue)), 0.2)


def test_a_stretch_of_likely_words_has_one_anchor_its_likeliest() -> None:
    assert anchors([0.1, 0.3, 0.9, 0.4, 0.1, 0.25, 0.1]) == [2, 5]


def test_no_likely_word_means_no_anchor() -> None:
    assert anchors([0.1, 0.19]) == anchors([]) == []


def test_a_stretch_ends_with_its_paragraph() -> None:
    assert anchors([0.3, 0.9, 0.8, 0.4], paragraph=(0, 0, 1, 1)) == [1, 2]


def test_a_stretch_ends_where_another_cue_plainly_begins() -> None:
    assert anchors([0.9, 0.4, 0.8, 0.3], begins=(0, 2)) == [0, 2]
    assert anchors([0.9, 0.4, 0.3, 0.3], begins=(0, 2)) == [0]
