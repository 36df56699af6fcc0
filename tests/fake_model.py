"""A model without weights, whose scores are noise: what must hold for any model is tested with it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.statements.decoding import TAGS, transition_bias
from onrecord.statements.model import BUNDLED, Settings
from onrecord.statements.regions import Regions
from onrecord.statements.windows import Window

WIDTH = 4
LOWER_WIDTH = 384  # what the speakers' network reads


class FakeModel:
    """Stands in for `Model`. `noise` is how far the scores stray from those of a text without statements."""

    def __init__(self, folder: Path = BUNDLED, threads: int = 1, noise: float = 0.0, seed: int = 0) -> None:
        self.settings = Settings("fake", [], [], 0.5, [0.0, 1.0, 0.5, 0.2, -0.5, -0.5, -0.5])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.transitions, self.begin = transition_bias()
        self.noise = noise
        self.random = np.random.default_rng(seed)

    def encode(
        self, packed: Sequence[Window]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        count = sum(len(window.first) for window in packed)
        tags = self._scores(count, TAGS)
        if not self.noise:
            tags[:, 0] += 20
        inner = self._scores(count) - (0 if self.noise else 20)
        return tags, inner, np.zeros((count, WIDTH), np.float32), self._scores(count, LOWER_WIDTH)

    def link(
        self, linked: NDArray[np.float32], regions: Regions
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return self._scores(*regions.words.shape, TAGS), self._scores(len(regions.anchor))

    def _scores(self, *shape: int) -> NDArray[np.float32]:
        return (self.random.standard_normal(shape) * self.noise).astype(np.float32)
