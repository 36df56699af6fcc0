"""How sure we are that a statement is right: a logistic calibration of what the network says of it."""

import math
from collections.abc import Sequence

from onrecord.statements.finder import Attribution


def features(attribution: Attribution) -> tuple[float, ...]:
    """What confidence is computed from; training fits one weight for each (Platt 1999, on several scores)."""
    return (
        1.0,
        _logit(attribution.validity),
        _logit(attribution.cue_probability),
        math.log(max(attribution.tagging, 1e-4)),
        float(not attribution.source),
        float(not attribution.cue),
        float(len(attribution.content) > 1),
    )


def confidence(attribution: Attribution, weights: Sequence[float]) -> float:
    """The probability that source, cue and content agree with the gold (`relation` in the measures)."""
    score = sum(w * x for w, x in zip(weights, features(attribution), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))
