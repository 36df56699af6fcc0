"""The bundled model: its two networks behind ONNX Runtime, its tokenizer and its settings.

This is the one file that knows ONNX Runtime. The folder `model/` beside it holds what training made.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import UnreadableModel
from onrecord.statements.decoding import transition_bias
from onrecord.statements.regions import Regions
from onrecord.statements.windows import Window

BUNDLED = Path(__file__).parent / "model"


class Settings(msgspec.Struct, frozen=True):
    """What model.json holds: numbers that were learnt or chosen on the dev split with the weights.

    transitions, begin   of the conditional random field, [tags, tags] and [tags]
    threshold            confidence from which a candidate is kept
    confidence           weights of the logistic calibration, see confidence.py
    """

    name: str
    transitions: list[list[float]]
    begin: list[float]
    threshold: float
    confidence: list[float]


class Model:
    """The encoder and the linker, ready to run on `threads` threads.

    Raises UnreadableModel where the folder lacks a file or a file is not what it should be.
    """

    def __init__(self, folder: Path = BUNDLED, threads: int = 1) -> None:
        try:
            self.settings = msgspec.json.decode((folder / "model.json").read_bytes(), type=Settings)
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._encoder = session(folder / "encoder.onnx", threads)
            self._linker = session(folder / "linker.onnx", threads)
        except Exception as error:  # each library raises kinds of its own, down to bare Exception
            raise UnreadableModel(f"the model in {folder} cannot be loaded: {error}") from error
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        forbidden, not_first = transition_bias()
        self.transitions: NDArray[np.float32] = np.array(self.settings.transitions, np.float32) + forbidden
        self.begin: NDArray[np.float32] = np.array(self.settings.begin, np.float32) + not_first

    def encode(
        self, packed: Sequence[Window]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Tag scores [words, tags], nested-cue scores [words], linker and lower vectors [words, width].

        One window at a time: that needs no padding, stays in the processor's cache, and makes what is read in
        a window independent of what else is read with it, which dynamic quantisation of a batch would not.
        """
        names = ["tags", "inner", "linked", "lower"]
        outputs = [
            self._encoder.run(names, {"pieces": w.pieces, "case": w.case, "quote": w.quote, "first": w.first})
            for w in packed
        ]
        tags, inner, linked, lower = (np.concatenate(each) for each in zip(*outputs, strict=True))
        return tags, inner, linked, lower

    def link(
        self, linked: NDArray[np.float32], regions: Regions
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Tag scores [cues, length, tags] and validity scores [cues] of each region over `linked`."""
        inputs = {
            "vectors": linked,
            "region": regions.words,
            "mask": regions.mask,
            "distance": regions.distance,
            "paragraph": regions.paragraph,
            "anchor": regions.anchor,
            "nested": regions.nested,
        }
        scores, valid = self._linker.run(["scores", "valid"], inputs)
        return scores, valid


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network ready to run on `threads` threads; raises what ONNX Runtime does where it cannot be."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Measured on this encoder: the fused layer norm slows it by 7 %, the exact Gelu by 5 % more.
    options.add_session_config_entry("optimization.enable_gelu_approximation", "1")
    # Without it, processors that lack VNNI instructions add products of 8 bits up in 16, which overflow: the
    # same text would be read otherwise on them.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(
        path.read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )
