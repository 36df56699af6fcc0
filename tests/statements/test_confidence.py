"""How sure we are of a statement."""

from dataclasses import replace

import msgspec
import pytest

from onrecord.statements.confidence import confidence, features
from onrecord.statements.finder import Attribution
from onrecord.statements.model import BUNDLED, Settings

SOME = Attribution(((0, 1),), ((1, 2),), ((2, 4),), 0.9, 0.8, 0.7, False)
WEIGHTS = [0.5, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0]


def test_the_bundled_model_has_a_weight_for_each_feature() -> None:
    settings = msgspec.json.decode((BUNDLED / "model.json").read_bytes(), type=Settings)
    assert len(settings.confidence) == len(features(SOME))


def test_without_weights_it_is_a_coin_toss() -> None:
    assert confidence(SOME, [0.0] * 7) == 0.5


@pytest.mark.parametrize("score", ["validity", "cue_probability", "tagging"])
def test_the_surer_the_network_the_surer_we_are(score: str) -> None:
    sure = [confidence(replace(SOME, **{score: value}), WEIGHTS) for value in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert sure == sorted(sure)
    assert sure[0] < sure[-1]


@pytest.mark.parametrize("missing", [{"source": ()}, {"cue": ()}, {"content": ((2, 4), (5, 6))}])
def test_a_missing_source_or_cue_and_content_in_pieces_have_weights_of_their_own(missing: dict) -> None:
    assert confidence(replace(SOME, **missing), WEIGHTS) < confidence(SOME, WEIGHTS)


@pytest.mark.parametrize("value", [0.0, 1.0])
@pytest.mark.parametrize("weight", [-1e6, 1e6])
def test_it_is_a_probability_however_extreme_the_scores(value: float, weight: float) -> None:
    extreme = replace(SOME, validity=value, cue_probability=value, tagging=value)
    assert 0.0 <= confidence(extreme, [weight] * 7) <= 1.0


def test_weights_of_another_number_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        confidence(SOME, [1.0])
