"""Turns trained weights into the files that the package reads: ONNX graphs and their int8 form."""

from pathlib import Path

import torch
from network import Encoder, Linker
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


class _Exported(nn.Module):
    """A module whose integer inputs are cast to what torch indexes with."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def forward(self, *inputs):
        return self.module(*inputs)


def export(encoder: Encoder, linker: Linker, folder: Path) -> None:
    """Writes encoder.onnx and linker.onnx (fp32, opset 17) to `folder`."""
    encoder, linker = encoder.eval().float().cpu(), linker.eval().float().cpu()
    ids = torch.ones(2, 8, dtype=torch.long)
    first = torch.arange(1, 7)
    grid = {0: "windows", 1: "length"}
    torch.onnx.export(
        encoder,
        (ids, ids, ids, torch.ones(2, 8), first),
        folder / "encoder.onnx",
        opset_version=17,
        dynamo=False,
        input_names=["pieces", "case", "quote", "mask", "first"],
        output_names=["tags", "inner", "linked"],
        dynamic_axes=dict.fromkeys(("pieces", "case", "quote", "mask"), grid)
        | {n: {0: "words"} for n in ("first", "tags", "inner", "linked")},
    )
    width = encoder.project.out_features
    rows = torch.zeros(3, dtype=torch.long)
    region = torch.ones(3, 8, dtype=torch.long)
    grid = {0: "cues", 1: "length"}
    torch.onnx.export(
        linker,
        (torch.randn(20, width), region, torch.ones(3, 8), region, region, rows, rows),
        folder / "linker.onnx",
        opset_version=17,
        dynamo=False,
        input_names=["vectors", "region", "mask", "distance", "paragraph", "anchor", "nested"],
        output_names=["scores", "valid"],
        dynamic_axes=dict.fromkeys(("region", "mask", "distance", "paragraph", "scores"), grid)
        | {"vectors": {0: "words"}}
        | {n: {0: "cues"} for n in ("anchor", "nested", "valid")},
    )


def quantise(source: Path, target: Path) -> None:
    """Int8 weights, one scale a channel; activations are quantised as they come (dynamic quantisation)."""
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
