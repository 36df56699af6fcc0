"""The tagger of names as it is trained: on CoreNLP's silver entities, which PolNeAR's export carries."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.speakers.labels import LABELS
from onrecord.statements.words import CASES

WIDTH, REACH, TAGS = 96, 2, 1 + 2 * len(LABELS)

Example = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Vectors [words, width], casing [words] and tags [words] of one article."""


class NameTagger(nn.Module):
    """Each word by itself and by the two words on either side of it."""

    def __init__(self, vectors: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.own = nn.Linear(vectors, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.normal_(self.case.weight, std=0.05)
        self.around = nn.Conv1d(WIDTH, WIDTH, 2 * REACH + 1, padding=REACH)
        self.out = nn.Linear(2 * WIDTH, TAGS)
        self.drop = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, case: Tensor) -> Tensor:
        """Scores [words, TAGS]."""
        own = torch.relu(self.own(self.drop(vectors)) + self.case(case))
        around = torch.relu(self.around(own.T[None])[0].T)
        return self.out(self.drop(torch.cat([own, around], 1)))

    def export(self, path: Path) -> None:
        """Writes the network as ONNX: vectors [words, width], case [words] in, scores [words, TAGS] out."""
        torch.onnx.export(
            self.eval(),
            (torch.zeros(4, self.own.in_features), torch.zeros(4, dtype=torch.long)),
            path,
            opset_version=17,
            dynamo=False,
            input_names=["vectors", "case"],
            output_names=["scores"],
            dynamic_axes={name: {0: "words"} for name in ("vectors", "case", "scores")},
        )


def silver_tags(entities: list, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The tags of words [start, end) from entities [start, end, label] in characters."""
    tags = np.zeros(len(start), dtype=np.int64)
    for first, last, label in entities:
        a, b = np.searchsorted(end, first, side="right"), np.searchsorted(start, last, side="left")
        if a < b:
            tags[a] = 1 + 2 * LABELS.index(label)
            tags[a + 1 : b] = 2 + 2 * LABELS.index(label)
    return tags


def train(examples: list[Example], epochs: int, seed: int, rate: float = 2e-3) -> NameTagger:
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    tagger = NameTagger(examples[0][0].shape[1])
    optimizer = torch.optim.AdamW(tagger.parameters(), rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * len(examples))
    for _ in range(epochs):
        for place in order.permutation(len(examples)):
            vectors, case, tags = examples[place]
            scores = tagger(torch.from_numpy(vectors.astype(np.float32)), torch.from_numpy(case))
            loss = functional.cross_entropy(scores, torch.from_numpy(tags), label_smoothing=0.03)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return tagger.eval()


def spans(tags: np.ndarray) -> set[tuple[int, int, int]]:
    """The names [first, last) and labels in a sequence of tags."""
    found = set()
    at = 0
    while at < len(tags):
        if tags[at]:
            kind = (tags[at] - 1) // 2
            last = at + 1
            while last < len(tags) and tags[last] == 2 * kind + 2:
                last += 1
            found.add((at, last, int(kind)))
            at = last
        else:
            at += 1
    return found


@torch.no_grad()
def f1(tagger: NameTagger, examples: list[Example]) -> float:
    """F1 of whole names with their label against silver ones."""
    right = said = there = 0
    for vectors, case, tags in examples:
        scores = tagger(torch.from_numpy(vectors.astype(np.float32)), torch.from_numpy(case))
        ours, theirs = spans(scores.argmax(1).numpy()), spans(tags)
        right, said, there = right + len(ours & theirs), said + len(ours), there + len(theirs)
    return 2 * right / (said + there)
