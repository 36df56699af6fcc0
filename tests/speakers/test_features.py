"""What the network reads of a mention beside a candidate."""

import numpy as np
from hypothesis import given
from scenes import WIDTH, scene, stories

from onrecord.speakers.choices import Choice
from onrecord.speakers.features import IS_SOURCE, MENTION_FEATURES, PAIR_FEATURES


def choices(markup: str) -> list[Choice]:
    seen: list[Choice] = []

    def watch(choice: Choice) -> tuple[int, float]:
        seen.append(choice)
        return 0, 1.0

    scene(markup).resolved(watch)
    return seen


@given(stories)
def test_a_choice_has_the_shapes_that_the_network_expects(markup: str) -> None:
    for choice in choices(markup):
        count = len(choice.candidates)
        assert count
        assert choice.own.shape == (MENTION_FEATURES,)
        assert choice.pairs.shape == (count, PAIR_FEATURES)
        assert choice.vector.shape == (WIDTH,)
        assert choice.others.shape == (count, WIDTH)
        assert np.isfinite(choice.pairs).all()


def test_a_mention_says_whether_it_is_a_source() -> None:
    said = choices("{P Ann Smith} slept. [1s She] [1c said] [1x so].")
    slept = choices("{P Ann Smith} slept. She said [1x so].")
    assert [choice.own[IS_SOURCE] for choice in (*said, *slept)][:2] == [1, 0]


def test_a_nearer_candidate_looks_different() -> None:
    (choice,) = choices("{P Bob Jones} met {P Carl Ott}. Then he slept.")
    assert not np.array_equal(choice.pairs[0], choice.pairs[1])
