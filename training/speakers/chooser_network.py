"""The chooser as it is trained: scores the candidate entities of a mention, and none of them."""

import random
from collections import defaultdict

import numpy as np
import torch
from gold import Example
from torch import Tensor, nn

from onrecord.speakers.features import MENTION_FEATURES, PAIR_FEATURES
from onrecord.speakers.mentions import FORMS

VECTORS = 384  # width of the encoder's lower vectors
WIDTH, HIDDEN = 32, 64
_FORMS = ("name", "nominal", "pronoun", "relative", "implicit")
assert len(_FORMS) == FORMS


class Chooser(nn.Module):
    """Scores a candidate by features, by small projections of both mentions' vectors, and their product."""

    def __init__(self, vectors: int, dropout: float = 0.15) -> None:
        super().__init__()
        self.project = nn.Linear(vectors, WIDTH)
        self.hidden = nn.Linear(PAIR_FEATURES + MENTION_FEATURES + 3 * WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.none_hidden = nn.Linear(MENTION_FEATURES + WIDTH + HIDDEN, HIDDEN)
        self.none_out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, own: Tensor, pairs: Tensor, vector: Tensor, others: Tensor, mask: Tensor) -> Tensor:
        """own [batch, mention features], pairs [batch, candidates, pair features], vector [batch, width],
        others [batch, candidates, width], mask [batch, candidates]. Returns scores [batch, 1 + candidates],
        that of none first.
        """
        count = pairs.shape[1]
        mention = self.drop(self.project(self.drop(vector)))
        other = self.drop(self.project(self.drop(others)))
        beside = mention[:, None].expand(-1, count, -1)
        x = torch.cat([pairs, own[:, None].expand(-1, count, -1), beside, other, beside * other], -1)
        hidden = torch.relu(self.hidden(x)) * mask[..., None]
        scores = self.out(self.drop(hidden)).squeeze(-1).masked_fill(mask == 0, -1e4)
        none = torch.relu(self.none_hidden(torch.cat([own, mention, hidden.max(1)[0]], -1)))
        return torch.cat([self.none_out(none), scores], 1)

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as `SpeakerNetwork.choose` reads them."""
        w = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        ends = np.cumsum([PAIR_FEATURES, MENTION_FEATURES, WIDTH, WIDTH])
        pair, own, mention, other, both = np.split(w["hidden.weight"].T, ends)
        none_own, none_mention, none_top = np.split(
            w["none_hidden.weight"].T, (MENTION_FEATURES, MENTION_FEATURES + WIDTH)
        )
        return {
            "choose.project": w["project.weight"].T,
            "choose.project_bias": w["project.bias"],
            "choose.pair": pair,
            "choose.own": own,
            "choose.mention": mention,
            "choose.other": other,
            "choose.both": both,
            "choose.bias": w["hidden.bias"],
            "choose.out": w["out.weight"].T,
            "choose.out_bias": w["out.bias"],
            "none.own": none_own,
            "none.mention": none_mention,
            "none.top": none_top,
            "none.bias": w["none_hidden.bias"],
            "none.out": w["none_out.weight"].T,
            "none.out_bias": w["none_out.bias"],
        }


def _batch(examples: list[Example]) -> tuple[Tensor, ...]:
    count = max(len(e.choice.candidates) for e in examples)
    width = len(examples[0].choice.vector)
    pairs = torch.zeros(len(examples), count, PAIR_FEATURES)
    others = torch.zeros(len(examples), count, width)
    mask = torch.zeros(len(examples), count)
    right = torch.zeros(len(examples), 1 + count)
    for row, example in enumerate(examples):
        size = len(example.choice.candidates)
        pairs[row, :size] = torch.from_numpy(example.choice.pairs)
        others[row, :size] = torch.from_numpy(example.choice.others)
        mask[row, :size] = 1
        right[row, [1 + place for place in example.right] or [0]] = 1
    own = torch.from_numpy(np.stack([e.choice.own for e in examples]))
    vector = torch.from_numpy(np.stack([e.choice.vector for e in examples]))
    return own, pairs, vector, others, mask, right


def train(examples: list[Example], epochs: int, seed: int, rate: float = 1.5e-3, size: int = 32) -> Chooser:
    """Maximises the probability of the right candidates together (coreference ranking: Lee et al. 2017)."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    chooser = Chooser(len(examples[0].choice.vector))
    optimizer = torch.optim.AdamW(chooser.parameters(), rate, weight_decay=0.01)
    steps = epochs * (len(examples) // size + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    for _ in range(epochs):
        places = list(range(len(examples)))
        order.shuffle(places)
        for at in range(0, len(places), size):
            *inputs, right = _batch([examples[place] for place in places[at : at + size]])
            sure = torch.log_softmax(chooser(*inputs), -1)
            loss = -torch.logsumexp(sure.masked_fill(right == 0, -1e9), -1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return chooser.eval()


@torch.no_grad()
def accuracy(chooser: Chooser, examples: list[Example]) -> dict[str, str]:
    """The share of right choices by form, of sources apart, with their number."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at in range(0, len(examples), 64):
        part = examples[at : at + 64]
        *inputs, right = _batch(part)
        best = chooser(*inputs).argmax(1)
        for row, example in enumerate(part):
            key = _FORMS[example.choice.mention.form] + (" as source" if example.is_source else "")
            counts[key][0] += bool(right[row, best[row]])
            counts[key][1] += 1
    return {key: f"{100 * hits / total:.1f} % of {total}" for key, (hits, total) in sorted(counts.items())}
