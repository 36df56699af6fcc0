"""The network as it is trained: an encoder that reads a window once, and a linker that reads it once a cue.

The encoder is all-MiniLM-L6-v2 with embeddings for casing and quotation marks added to its word pieces. Its
taggers say for every word whether it is part of a cue. For each cue the linker reads the cue's surroundings
again, marked with the distance to the cue, and tags its source, cue and content (as in span-based semantic
role labelling, where one pass finds predicates and a second one each predicate's arguments: He et al. 2017).
A conditional random field scores the linker's tag sequences.
"""

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.statements.decoding import TAGS, transition_bias
from onrecord.statements.regions import DISTANCES
from onrecord.statements.words import CASES, QUOTES


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sequence (Gal and Ghahramani 2016): far cheaper."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.rate
        return x * (mask.to(x.dtype) / (1 - self.rate))


class Block(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.scale = (width // heads) ** -0.5
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_attention = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # In the half-precision of q, not in the float32 that autocast takes for a softmax: less to move.
        with torch.autocast(x.device.type, enabled=False):
            scores = (q * self.scale) @ k.transpose(-1, -2)
            mixed = torch.softmax(scores + bias.to(q.dtype), -1) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm_attention(x + self.drop(self.out(mixed)))
        return self.norm(x + self.drop(self.down(functional.gelu(self.up(x)))))


def attention_bias(mask: Tensor) -> Tensor:
    return (1.0 - mask[:, None, None, :].float()) * -1e4


LOWER = 3
"""The layer whose vectors later stages read: the upper ones have forgotten much that tells names apart."""


class Encoder(nn.Module):
    """Windows in, a vector and cue scores for each word out."""

    def __init__(
        self, width: int = 384, layers: int = 6, linker_width: int = 192, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, width)
        self.positions = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.case = nn.Embedding(CASES, width)
        self.quote = nn.Embedding(QUOTES, width)
        nn.init.normal_(self.case.weight, std=0.01)
        nn.init.normal_(self.quote.weight, std=0.01)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = SharedDropout(dropout)
        self.blocks = nn.ModuleList(Block(width, 12, 4 * width, dropout) for _ in range(layers))
        self.tagger = nn.Linear(width, TAGS)
        self.inner = nn.Linear(width, 1)
        self.project = nn.Linear(width + TAGS, linker_width)

    def load_base(self, path: str) -> None:
        """Takes the weights of all-MiniLM-L6-v2 from its safetensors file."""
        w = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.kind.copy_(w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for number, block in enumerate(self.blocks):
                at = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    qkv = [w[f"{at}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(block.qkv, kind).copy_(torch.cat(qkv))
                    getattr(block.out, kind).copy_(w[f"{at}attention.output.dense.{kind}"])
                    getattr(block.norm_attention, kind).copy_(w[f"{at}attention.output.LayerNorm.{kind}"])
                    getattr(block.up, kind).copy_(w[f"{at}intermediate.dense.{kind}"])
                    getattr(block.down, kind).copy_(w[f"{at}output.dense.{kind}"])
                    getattr(block.norm, kind).copy_(w[f"{at}output.LayerNorm.{kind}"])

    def forward(
        self, pieces: Tensor, case: Tensor, quote: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """pieces, case, quote, mask: [windows, length]; first: [words], positions in the flattened windows.

        Returns tag scores [words, TAGS], scores of being part of a nested cue [words], what the linker reads
        [words, linker width], and the vectors of layer LOWER [words, width].
        """
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind
        x = self.drop(self.norm(x + self.case(case) + self.quote(quote)))
        bias = attention_bias(mask)
        for block in self.blocks[:LOWER]:
            x = block(x, bias)
        lower = x.reshape(-1, x.shape[-1])[first]
        for block in self.blocks[LOWER:]:
            x = block(x, bias)
        return *self.heads(x.reshape(-1, x.shape[-1])[first]), lower

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The uppermost vectors of words [words, width] to the first three that `forward` returns."""
        tags = self.tagger(x).float()
        inner = self.inner(x).float().squeeze(-1)
        linked = self.project(torch.cat([x, torch.softmax(tags, -1).to(x.dtype)], -1))
        return tags, inner, linked


class Linker(nn.Module):
    """For each cue, tag scores of the words around it, and whether it is the cue of an attribution at all."""

    def __init__(self, width: int = 192, layers: int = 2, heads: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.distance = nn.Embedding(2 * DISTANCES + 1, width)
        self.paragraph = nn.Embedding(3, width)
        self.nested = nn.Embedding(2, width)
        self.cue = nn.Linear(width, width)
        for embedding in (self.distance, self.paragraph, self.nested):
            nn.init.normal_(embedding.weight, std=0.1)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = SharedDropout(dropout)
        self.blocks = nn.ModuleList(Block(width, heads, 3 * width, dropout) for _ in range(layers))
        self.tagger = nn.Linear(width, TAGS)
        self.valid = nn.Linear(2 * width, 1)
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.begin = nn.Parameter(torch.zeros(TAGS))

    def forward(
        self,
        linked: Tensor,
        region: Tensor,
        mask: Tensor,
        distance: Tensor,
        paragraph: Tensor,
        anchor: Tensor,
        nested: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """linked: [words, width]; region (word numbers), mask, distance (to the cue, clipped, from 0),
        paragraph (0 the cue's, 1 before, 2 after): [cues, length]; anchor (position in the region),
        nested: [cues]. Returns tag scores [cues, length, TAGS] and validity scores [cues].
        """
        x = linked[region]
        rows = torch.arange(x.shape[0], device=x.device)
        cue = self.cue(x[rows, anchor])
        x = (
            x
            + cue[:, None]
            + self.distance(distance)
            + self.paragraph(paragraph)
            + self.nested(nested)[:, None]
        )
        x = self.drop(self.norm(x))
        bias = attention_bias(mask)
        for block in self.blocks:
            x = block(x, bias)
        weight = mask.to(x.dtype)[:, :, None]
        mean = (x * weight).sum(1) / weight.sum(1)
        valid = self.valid(torch.cat([x[rows, anchor], mean], -1)).float().squeeze(-1)
        return self.tagger(x).float(), valid


def crf_loss(scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor, begin: Tensor) -> Tensor:
    """Negative log-likelihood of each tag sequence (Lafferty et al. 2001): [cues].

    scores [cues, length, TAGS], tags and mask [cues, length]; a mask row is ones, then zeros.
    """
    forbidden, not_first = (torch.from_numpy(bias).to(scores.device) for bias in transition_bias())
    transitions, begin = transitions + forbidden, begin + not_first
    weight = mask.float()
    emitted = scores.gather(2, tags[:, :, None]).squeeze(2)
    moved = transitions[tags[:, :-1], tags[:, 1:]]
    gold = begin[tags[:, 0]] + (emitted * weight).sum(1) + (moved * weight[:, 1:]).sum(1)
    alpha = begin + scores[:, 0]
    for at in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, at]
        alpha = torch.where(mask[:, at, None].bool(), step, alpha)
    return torch.logsumexp(alpha, 1) - gold
