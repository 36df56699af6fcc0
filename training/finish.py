"""From trained weights to the bundled model: exports, quantises, chooses thresholds and calibrates on dev.

    python training/finish.py --weights weights.pt --base BASE --polnear ../shared/data/polnear --out MODEL

Writes encoder.onnx, linker.onnx, tokenizer.json and model.json to MODEL, and prints dev's figures.
"""

import argparse
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
import torch
from base import plain_tokenizer
from batches import pad
from export import Batches, export, export_int8
from network import Encoder, Linker
from scoring import scored
from tokenizers import Tokenizer

from examples import read_lines
from onrecord.evaluation import GoldArticle, read_gold
from onrecord.measures import Attribution as Scored
from onrecord.measures import reached, scores
from onrecord.record import Span
from onrecord.statements.confidence import features
from onrecord.statements.extraction import settled
from onrecord.statements.finder import Attribution, find
from onrecord.statements.model import Model, Settings
from onrecord.statements.windows import windows
from onrecord.statements.words import Words, split_words

LIKELY = 0.2  # validity from which a candidate is worth calibrating on

Candidates = list[tuple[GoldArticle, Words, list[Attribution]]]


def candidates(gold: list[GoldArticle], model: Model) -> Candidates:
    """Each article with its words and all that the model finds in it, sure or not."""
    split = [split_words(article.text, model.tokenizer) for article in gold]
    return [(article, words, find(words, model)) for article, words in zip(gold, split, strict=True)]


def measured(found: Candidates, settings: Settings) -> dict[str, float]:
    """F1 in per cent of each measure, of what the reader would make of the candidates."""
    scores_by_name = scores(
        (article.text, article.attributions, drafted(article.text, words, attributions, settings))
        for article, words, attributions in found
    )
    return {name: 100 * score.f1 for name, score in scores_by_name.items()}


def drafted(text: str, words: Words, attributions: list[Attribution], settings: Settings) -> list[Scored]:
    """The statements that stand inside no other."""
    return [
        Scored(*(tuple(Span(*span) for span in spans) for spans in (d.source, d.cue, d.content)))
        for d in settled(text, words, attributions, settings)
        if d.parent is None
    ]


def best_threshold(found: Candidates, settings: Settings) -> float:
    """The confidence from which keeping a candidate makes for the best figures on dev, in steps of 0.05."""
    grid = [round(0.05 * n, 2) for n in range(4, 14)]
    by = {t: measured(found, msgspec.structs.replace(settings, threshold=t)) for t in grid}
    for threshold, figures in by.items():
        print(f"threshold {threshold:.2f}  found {figures['found']:.1f}  relation {figures['relation']:.1f}")
    # A mean over neighbours, so that no accident of dev decides; `found` counts as much as `relation`.
    smooth = {
        t: np.mean([by[u]["relation"] + by[u]["found"] for u in grid if abs(u - t) < 0.06])
        for t in grid[1:-1]
    }
    return max(smooth, key=lambda t: smooth[t])


def labelled(found: Candidates) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features of candidates worth calibrating on, whether each is right, the number of its article."""
    rows, right, numbers = [], [], []
    for number, (article, words, attributions) in enumerate(found):
        likely = [a for a in attributions if a.content and not a.nested and a.validity >= LIKELY]
        predicted = [scored(words, a) for a in likely]
        rows += [features(a) for a in likely]
        right += ["relation" in levels for levels in reached(article.text, article.attributions, predicted)]
        numbers += [number] * len(likely)
    return np.array(rows), np.array(right, dtype=float), np.array(numbers)


def fit_confidence(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> list[float]:
    """Weights of a logistic regression, by Newton's method, with a ridge on all but the constant's."""
    weights = np.zeros(x.shape[1])
    penalty = np.diag([0.0] + [ridge] * (x.shape[1] - 1))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty @ weights
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, gradient)
    return [round(float(w), 4) for w in weights]


def crossed_error(x: np.ndarray, y: np.ndarray, numbers: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error, each half of the articles by weights fitted on the other half."""
    half = numbers % 2
    p = np.zeros(len(y))
    for one in (0, 1):
        p[half == one] = 1 / (
            1 + np.exp(-x[half == one] @ np.array(fit_confidence(x[half != one], y[half != one])))
        )
    place = np.minimum((p * bins).astype(int), bins - 1)
    return sum(abs(p[place == b].sum() - y[place == b].sum()) for b in range(bins)) / len(y)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--weights", type=Path, nargs="+", required=True, help="of several files the mean is taken")
    add("--base", type=Path, required=True, help="folder with all-MiniLM-L6-v2's tokenizer.json")
    add("--polnear", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--name", default="minilm-l6-polnear-1")
    add("--float", action="store_true", help="no quantisation, to see what it costs")
    o = parser.parse_args()
    encoder, linker = Encoder(), Linker()
    saved = [torch.load(path, map_location="cpu") for path in o.weights]
    for name, module in (("encoder", encoder), ("linker", linker)):
        module.load_state_dict({k: sum(one[name][k] for one in saved) / len(saved) for k in saved[0][name]})
    o.out.mkdir(parents=True, exist_ok=True)
    tokenizer = plain_tokenizer(o.base)
    tokenizer.save(str(o.out / "tokenizer.json"), pretty=False)
    if o.float:
        export(encoder, linker, o.out)
    else:
        export_int8(encoder, linker, calibration_batches(o.polnear / "train.jsonl.gz", tokenizer), o.out)
    settings = Settings(
        name=o.name,
        transitions=linker.transitions.tolist(),
        begin=linker.begin.tolist(),
        threshold=0.5,
        confidence=[0.0, 1.0, 0, 0, 0, 0, 0],
    )
    target = o.out / "model.json"
    target.write_bytes(msgspec.json.encode(settings))
    found = candidates(read_gold(o.polnear / "dev.jsonl.gz"), Model(o.out, threads=2))
    x, y, numbers = labelled(found)
    print(f"expected calibration error, halves crossed: {crossed_error(x, y, numbers):.3f}")
    settings = msgspec.structs.replace(settings, confidence=fit_confidence(x, y))
    settings = msgspec.structs.replace(settings, threshold=best_threshold(found, settings))
    target.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1))
    for name, figure in measured(found, settings).items():
        print(f"{name:14s} {figure:5.1f}")


def calibration_batches(path: Path, tokenizer: Tokenizer, articles: int = 12) -> Batches:
    """Windows of the first training articles, by which activations are evened out before quantisation."""
    texts = (article["text"] for article in islice(read_lines(path), articles))
    packed = [window for text in texts for window in windows(split_words(text, tokenizer))]
    return [pad(packed[at : at + 8]) for at in range(0, len(packed), 8)]


if __name__ == "__main__":
    main()
