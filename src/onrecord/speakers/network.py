"""The small networks of the speaker stage, and the numbers that were learnt with them.

They read the vectors that the encoder makes anyway; `training/speakers` trains them. The chooser runs in
numpy: a choice has a dozen candidates, for which a call to the inference engine costs more than it saves.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UnreadableModel
from onrecord.speakers.choices import Choice
from onrecord.speakers.features import MENTION_FEATURES, PAIR_FEATURES
from onrecord.statements.model import session

BUNDLED = Path(__file__).parent / "model"

Array = NDArray[np.float32]


class SpeakerNetwork:
    """Tags names, and chooses which entity a mention stands for.

    `threshold` is how sure a speaker must be to be put on record. Raises UnreadableModel where the folder
    lacks a file or a file is not what it should be.
    """

    def __init__(self, folder: Path = BUNDLED, threads: int = 1) -> None:
        try:
            self._names = session(folder / "names.onnx", threads)
            with np.load(folder / "chooser.npz", allow_pickle=False) as archive:
                self._weights = {name: archive[name].astype(np.float32) for name in archive.files}
            self.threshold = float(self._weights["threshold"][0])
            self._try()
        except Exception as error:  # each library raises kinds of its own, down to bare Exception
            raise UnreadableModel(f"the speaker model in {folder} cannot be loaded: {error}") from error

    def _try(self) -> None:
        """Raises something where a network does not take what it will be given."""
        width = len(self._weights["choose.project"])
        self.name_scores(np.zeros((1, width), np.float32), np.zeros(1, np.int64))
        own, pair = np.zeros(MENTION_FEATURES, np.float32), np.zeros((1, PAIR_FEATURES), np.float32)
        self._best(own, pair, np.zeros(width, np.float32), np.zeros((1, width), np.float32))

    def name_scores(self, vectors: Array, case: NDArray[np.int64]) -> Array:
        """Scores [words, tags] of being outside of names, or beginning or inside one of each label.

        vectors: [words, width] of the encoder's lower layer; case: [words], see statements/words.py.
        """
        (scores,) = self._names.run(["scores"], {"vectors": vectors, "case": case})
        return np.asarray(scores, np.float32)

    def choose(self, choice: Choice) -> tuple[int, float]:
        """The candidate that a mention most likely stands for, -1 for none, and the probability of that."""
        return self._best(choice.own, choice.pairs, choice.vector, choice.others)

    def _best(self, own: Array, pairs: Array, vector: Array, others: Array) -> tuple[int, float]:
        w = self._weights
        mention = vector @ w["choose.project"] + w["choose.project_bias"]
        others = others @ w["choose.project"] + w["choose.project_bias"]
        hidden = pairs @ w["choose.pair"] + others @ w["choose.other"] + (mention * others) @ w["choose.both"]
        hidden += own @ w["choose.own"] + mention @ w["choose.mention"] + w["choose.bias"]
        np.maximum(hidden, 0, out=hidden)
        scores = hidden @ w["choose.out"] + w["choose.out_bias"]
        none = (
            own @ w["none.own"] + mention @ w["none.mention"] + hidden.max(0) @ w["none.top"] + w["none.bias"]
        )
        nothing = np.maximum(none, 0) @ w["none.out"] + w["none.out_bias"]
        every = np.concatenate([nothing, scores[:, 0]])
        every = np.exp(every - every.max())
        best = int(every.argmax())
        return best - 1, float(every[best] / every.sum())
