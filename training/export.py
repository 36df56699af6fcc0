"""Turns trained weights into the ONNX graphs that the package runs, in fp32 or int8.

Int8 here is dynamic quantisation: weights have a scale for each output channel, activations one for the whole
batch, found as they come. Two things keep it close to fp32 (docs/accuracy.md has the figures): the
embeddings have a scale for each row, and where a few channels of an activation are far larger than the rest,
part of their size is moved into the weights beforehand (SmoothQuant: Xiao et al., ICML 2023).
"""

import copy
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from network import LOWER, Block, Encoder, Linker
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

SMOOTHED = ("qkv", "up", "down")
STRENGTH = 0.8  # share of the size that moves; 0.3 to 0.9 tried (docs/accuracy.md)


class _Rows(nn.Module):
    """An embedding in int8 with one scale a row."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        return self.rows[numbers].float() * self.scale[numbers]


class _Smoothed(nn.Module):
    """A linear layer whose input is evened out first, and whose weights undo that."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weight = linear.weight.detach()
        scale = largest.clamp(min=1e-5) ** STRENGTH / weight.abs().amax(0).clamp(min=1e-5) ** (1 - STRENGTH)
        self.register_buffer("shrink", 1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = weight * scale
        self.linear.bias.data = linear.bias.detach()

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.shrink)


class _OneWindow(nn.Module):
    """The encoder for one window: without padding, so without a mask, and with no shape left to work out."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, case: Tensor, quote: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        e = self.encoder
        x = e.pieces(pieces) + e.positions.weight[: pieces.shape[0]] + e.kind
        x = e.norm(x + e.case(case) + e.quote(quote))
        for block in e.blocks[:LOWER]:
            x = self._block(block, x)
        lower = x[first]
        for block in e.blocks[LOWER:]:
            x = self._block(block, x)
        return *e.heads(x[first]), lower

    def _block(self, block: Block, x: Tensor) -> Tensor:
        width = block.out.out_features
        heads, size = block.heads, width // block.heads
        q, k, v = block.qkv(x).split(width, -1)
        if block.scale != 1.0:
            q = q * block.scale
        q, v = (part.view(-1, heads, size).transpose(0, 1) for part in (q, v))
        k = k.view(-1, heads, size).permute(1, 2, 0)
        mixed = (torch.softmax(q @ k, -1) @ v).transpose(0, 1).reshape(-1, width)
        x = block.norm_attention(x + block.out(mixed))
        return block.norm(x + block.down(functional.gelu(block.up(x))))


Batches = Iterable[tuple[np.ndarray, ...]]


@torch.no_grad()
def evened_out(encoder: Encoder, batches: Batches) -> Encoder:
    """A copy of the encoder made ready for int8, by the sizes of its activations on `batches` (of `pad`)."""
    encoder = copy.deepcopy(encoder).eval().float().cpu()
    largest: dict[tuple[int, str], Tensor] = {}

    def note(place: tuple[int, str]):
        def hook(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            seen = inputs[0].abs().flatten(0, 1).amax(0)
            largest[place] = torch.maximum(largest[place], seen) if place in largest else seen

        return hook

    hooks = [
        getattr(block, name).register_forward_pre_hook(note((number, name)))
        for number, block in enumerate(encoder.blocks)
        for name in SMOOTHED
    ]
    for batch in batches:
        encoder(*map(torch.from_numpy, batch))
    for hook in hooks:
        hook.remove()
    for number, block in enumerate(encoder.blocks):
        assert isinstance(block, Block)
        third = block.qkv.out_features // 3
        block.qkv.weight[:third] *= block.scale
        block.qkv.bias[:third] *= block.scale
        block.scale = 1.0
        for name in SMOOTHED:
            setattr(block, name, _Smoothed(getattr(block, name), largest[number, name]))
    encoder.pieces = _Rows(encoder.pieces)
    return encoder


def export(encoder: Encoder, linker: Linker, folder: Path) -> None:
    """Writes encoder.onnx and linker.onnx in fp32 to `folder`; the modules' docstrings give the shapes."""
    encoder, linker = encoder.eval().float().cpu(), linker.eval().float().cpu()
    ids = torch.ones(8, dtype=torch.long)
    inputs, outputs = ["pieces", "case", "quote", "first"], ["tags", "inner", "linked", "lower"]
    torch.onnx.export(
        _OneWindow(encoder),
        (ids, ids, ids, torch.arange(1, 7)),
        folder / "encoder.onnx",
        opset_version=17,
        dynamo=False,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: "length"} for name in inputs[:3]}
        | {name: {0: "words"} for name in (inputs[3], *outputs)},
    )
    region = torch.ones(3, 8, dtype=torch.long)
    rows = torch.zeros(3, dtype=torch.long)
    grid = {0: "cues", 1: "length"}
    torch.onnx.export(
        linker,
        (torch.randn(20, encoder.project.out_features), region, torch.ones(3, 8), region, region, rows, rows),
        folder / "linker.onnx",
        opset_version=17,
        dynamo=False,
        input_names=["vectors", "region", "mask", "distance", "paragraph", "anchor", "nested"],
        output_names=["scores", "valid"],
        dynamic_axes=dict.fromkeys(("region", "mask", "distance", "paragraph", "scores"), grid)
        | {"vectors": {0: "words"}}
        | {name: {0: "cues"} for name in ("anchor", "nested", "valid")},
    )


def export_int8(encoder: Encoder, linker: Linker, batches: Batches, folder: Path) -> None:
    """Writes encoder.onnx and linker.onnx in int8 to `folder`, evened out by what `batches` bring about."""
    with tempfile.TemporaryDirectory() as place:
        export(evened_out(encoder, batches), linker, Path(place))
        for name in ("encoder.onnx", "linker.onnx"):
            quantize_dynamic(
                Path(place) / name,
                folder / name,
                per_channel=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm"],
            )
