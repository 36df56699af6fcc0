"""The trained network behind the finder's protocol, so that it is measured by the code that will run it."""

from collections.abc import Sequence

import numpy as np
import torch
from batches import pad, rounded, rounded_regions
from network import Encoder, Linker

from onrecord.statements.decoding import transition_bias
from onrecord.statements.regions import Regions
from onrecord.statements.windows import Window


class TorchNetwork:
    def __init__(self, encoder: Encoder, linker: Linker, device: str) -> None:
        self.encoder, self.linker, self.device = encoder.eval(), linker.eval(), device
        forbidden, not_first = transition_bias()
        self.transitions = linker.transitions.detach().float().cpu().numpy() + forbidden
        self.begin = linker.begin.detach().float().cpu().numpy() + not_first

    @torch.no_grad()
    def encode(self, packed: Sequence[Window]):
        outputs = []
        for at in range(0, len(packed), 8):
            arrays = rounded(pad(packed[at : at + 8]))
            with torch.autocast(self.device, torch.bfloat16):
                outputs.append(self.encoder(*(torch.from_numpy(a).to(self.device) for a in arrays)))
        return tuple(torch.cat(each).float().cpu().numpy() for each in zip(*outputs, strict=True))

    @torch.no_grad()
    def link(self, linked: np.ndarray, regions: Regions):
        rows, length = regions.mask.shape
        r = rounded_regions(regions)
        arrays = (linked, r.words, r.mask, r.distance, r.paragraph, r.anchor, r.nested)
        with torch.autocast(self.device, torch.bfloat16):
            scores, valid = self.linker(*(torch.from_numpy(a).to(self.device) for a in arrays))
        return scores[:rows, :length].float().cpu().numpy(), valid[:rows].float().cpu().numpy()
