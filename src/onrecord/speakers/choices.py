"""A mention beside the entities that it may stand for, as the network reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.discourse import Around, Discourse
from onrecord.speakers.features import Candidate, mention_features, pair_features
from onrecord.speakers.memory import Memory
from onrecord.speakers.mentions import Mention

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention with the entities that it may stand for, and what the network reads of them.

    own       [mention features]
    pairs     [candidates, pair features]
    vector    the encoder's of the mention, `others` of each candidate's latest mention [candidates, width]
    """

    mention: Mention
    candidates: list[int]
    own: Array
    pairs: Array
    vector: Array
    others: Array


class Chooser(Protocol):
    """Picks one of a choice's candidates."""

    def __call__(self, choice: Choice) -> tuple[int, float]:
        """The position of the candidate, or -1 for none of them, and the probability of being right."""


def choice_among(
    candidates: Sequence[int], mention: Mention, around: Around, memory: Memory, discourse: Discourse
) -> Choice:
    """The choice among at least one candidate."""
    latest = [memory.latest(number) for number in candidates]
    nearest = sorted(range(len(candidates)), key=lambda place: abs(mention.word - latest[place].word))
    rank = {place: rank for rank, place in enumerate(nearest)}
    modifiers, _ = memory.described_by(mention)
    pairs = [
        pair_features(
            mention,
            around,
            Candidate(
                number,
                memory.entities[number],
                latest[place],
                rank[place],
                memory.times_named[number],
                memory.opens_sentence(latest[place]),
                memory.first(number).paragraph == 0,
                memory.likeness(mention, latest[place]),
            ),
            discourse,
            modifiers,
        )
        for place, number in enumerate(candidates)
    ]
    return Choice(
        mention,
        list(candidates),
        np.array(mention_features(mention, around, discourse), np.float32),
        np.array(pairs, np.float32),
        mention.vector,
        np.stack([one.vector for one in latest]),
    )
