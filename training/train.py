"""Trains the network: `python training/train.py --help`. Deterministic given a seed (on one kind of machine)."""

import argparse
import copy
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from network import Encoder, Linker, crf_loss
from tokenizers import Tokenizer
from torch.nn import functional
from tqdm import tqdm

from examples import Example, made_up, polnear
from onrecord.statements.finder import find, pad
from onrecord.statements.regions import Regions, region_bounds, stack_regions
from onrecord.statements.windows import Window, windows

ROWS = 16  # cues linked in one call


class TorchNetwork:
    """The network behind the finder's protocol."""

    def __init__(self, encoder: Encoder, linker: Linker, device: str = "cpu") -> None:
        self.encoder, self.linker, self.device = encoder.eval(), linker.eval(), device
        self.transitions = linker.transitions.detach().float().cpu().numpy() + _forbidden()[0]
        self.begin = linker.begin.detach().float().cpu().numpy() + _forbidden()[1]

    @torch.no_grad()
    def encode(self, *arrays):
        with torch.autocast(self.device, torch.bfloat16):
            outputs = self.encoder(*(torch.from_numpy(a).to(self.device) for a in _rounded(arrays)))
        return tuple(o.float().cpu().numpy() for o in outputs)

    @torch.no_grad()
    def link(self, linked, regions: Regions):
        rows, length = regions.mask.shape
        regions = _rounded_regions(regions)
        arrays = (
            linked,
            regions.words,
            regions.mask,
            regions.distance,
            regions.paragraph,
            regions.anchor,
            regions.nested,
        )
        scores, valid = self.linker(*(torch.from_numpy(a).to(self.device) for a in arrays))
        return scores[:rows, :length].float().cpu().numpy(), valid[:rows].float().cpu().numpy()


def _forbidden():
    from onrecord.statements.decoding import transition_bias

    return transition_bias()


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


def _rounded(arrays):
    """Window arrays padded to a multiple of 64: the CPU's matrix library compiles anew for each new shape."""
    *grids, first = arrays
    length = grids[0].shape[1]
    more = _up(length, 64) - length
    first = first + (first // length) * more
    return (*(np.pad(g, ((0, 0), (0, more))) for g in grids), first)


def _rounded_regions(r: Regions) -> Regions:
    """Regions padded to a multiple of ROWS rows and 32 words, for the same reason; new rows see one word."""
    rows, length = _up(len(r.mask), ROWS) - len(r.mask), _up(r.mask.shape[1], 32) - r.mask.shape[1]
    both = ((0, rows), (0, length))
    mask = np.pad(r.mask, both)
    mask[:, 0] = 1.0
    grids = (np.pad(g, both) for g in (r.distance, r.paragraph))
    return Regions(
        np.pad(r.words, both), mask, *grids, np.pad(r.anchor, (0, rows)), np.pad(r.nested, (0, rows))
    )


class Batch:
    """Windows of several examples as one training step sees them."""

    def __init__(self, items: list[tuple[Example, Window]]) -> None:
        self.arrays = _rounded(pad([w for _, w in items]))
        self.items = items
        self.tags = np.concatenate([x.tags[slice(*w.words)] for x, w in items])
        self.inner = np.concatenate([x.inner[slice(*w.words)] for x, w in items])
        self.inner_known = np.concatenate(
            [np.full(w.words[1] - w.words[0], x.nested_known, dtype=bool) for x, w in items]
        )
        # Line numbers that never repeat over the batch, so that a region stays in its window's paragraph.
        shift, paragraph = 0, []
        for x, w in items:
            lines = x.words.paragraph[slice(*w.words)]
            paragraph.append(lines - lines[0] + shift)
            shift = int(paragraph[-1][-1]) + 5
        self.paragraph = np.concatenate(paragraph)

    def regions(self, cue: np.ndarray, rng: random.Random, negatives: float):
        """The regions to link: each gold cue at its likeliest word, and some likely words that are no cue."""
        jobs = []
        offset = 0
        for x, w in self.items:
            low, high = w.words
            here = slice(offset, offset + high - low)
            scores = cue[here]
            last = x.words.pieces[np.append(x.words.first_piece[1:], len(x.words.pieces)) - 1]
            taken = np.zeros(high - low, dtype=bool)
            positives = 0
            for a in x.attributions:
                if not a.cue or not (low <= a.cue[0][0] and a.cue[-1][1] <= high):
                    continue
                span = [i - low for s, e in a.cue for i in range(s, e)]
                taken[span] = True
                anchor = max(span, key=lambda i: scores[i]) if rng.random() < 0.85 else rng.choice(span)
                bounds = region_bounds(anchor + low, x.words.paragraph, last, low, high)
                tags = np.zeros(bounds[1] - bounds[0], dtype=np.int64)
                for s, e, tag in a.tagged():
                    s, e = max(s, bounds[0]) - bounds[0], min(e, bounds[1]) - bounds[0]
                    if s < e:
                        tags[s:e] = tag + 1
                        tags[s] = tag
                jobs.append((anchor + offset, bounds, low, offset, tags, a.nested, 1.0))
                positives += 1
            free = np.where(taken, 0.0, scores)
            order = np.argsort(-free)[: math.ceil(positives * negatives) + 1]
            for anchor in order.tolist():
                if free[anchor] < 0.02:
                    break
                free[max(0, anchor - 1) : anchor + 2] = 0.0
                bounds = region_bounds(anchor + low, x.words.paragraph, last, low, high)
                nested = x.nested_known and rng.random() < 0.5
                tags = np.zeros(bounds[1] - bounds[0], dtype=np.int64)
                jobs.append((anchor + offset, bounds, low, offset, tags, nested, 0.0))
            offset += high - low
        # Rows of like length together: padding costs more than a further call does.
        jobs.sort(key=lambda job: job[1][1] - job[1][0])
        return [self._stack(jobs[i : i + ROWS]) for i in range(0, len(jobs), ROWS)]

    def _stack(self, jobs):
        bounds = [(b[0] - low + at, b[1] - low + at) for _, b, low, at, _, _, _ in jobs]
        regions = _rounded_regions(
            stack_regions(bounds, [j[0] for j in jobs], [j[5] for j in jobs], self.paragraph)
        )
        tags = np.zeros(regions.mask.shape, dtype=np.int64)
        for row, job in enumerate(jobs):
            tags[row, : len(job[4])] = job[4]
        real = np.zeros(len(regions.mask), dtype=np.float32)
        real[: len(jobs)] = [j[6] for j in jobs]
        used = np.zeros(len(regions.mask), dtype=np.float32)
        used[: len(jobs)] = 1.0
        return regions, tags, real, used


def batches(examples: list[Example], size: int, rng: random.Random) -> list[Batch]:
    items = [(x, w) for x in examples for w in windows(x.words, first_size=rng.randint(96, 256))]
    rng.shuffle(items)
    out = []
    for at in range(0, len(items), size * 12):
        group = sorted(items[at : at + size * 12], key=lambda item: len(item[1].pieces))
        out += [group[i : i + size] for i in range(0, len(group), size)]
    rng.shuffle(out)
    return [Batch(group) for group in out]


def parameter_groups(encoder: Encoder, linker: Linker, rate: float, head_rate: float, layer_decay: float):
    """Lower layers learn more slowly; no weight decay on biases, norms and embeddings."""
    groups = []
    layers = len(encoder.blocks)
    for module, prefix in ((encoder, "e."), (linker, "l.")):
        for name, p in module.named_parameters():
            full = prefix + name
            if full.startswith("e.blocks."):
                at = rate * layer_decay ** (layers - 1 - int(name.split(".")[1]))
            elif full.startswith(("e.pieces", "e.positions", "e.kind", "e.norm")):
                at = rate * layer_decay**layers
            else:
                at = head_rate
            decay = 0.0 if p.ndim < 2 or "pieces" in name or "positions" in name else 0.01
            groups.append({"params": [p], "lr": at, "weight_decay": decay})
    return groups


def dev_figures(network, dev, threshold=0.5):
    import sys as _s

    _s.path.insert(0, "/work/shared/tools")
    import score as scorer

    texts = [d[0] for d in dev]
    found = find([d[1] for d in dev], network)
    arts = []
    for (article, words), attributions in zip(dev, found, strict=True):
        pred = []
        for a in attributions:
            if a.nested or a.validity < threshold or not a.content:
                continue
            spans = lambda rs: [[int(words.start[s]), int(words.end[e - 1])] for s, e in rs]
            pred.append({"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)})
        arts.append((article["text"], article["annotators"][min(article["annotators"])], pred))
    return {k: round(100 * v["f1"], 1) for k, v in scorer.score(arts).items()}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, default=Path("../shared/data/polnear"))
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--made-up", type=Path)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=10)
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--layer-decay", type=float, default=0.85)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--average", type=float, default=0.998)
    ap.add_argument("--negatives", type=float, default=0.5)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--every-annotator", action="store_true")
    ap.add_argument(
        "--decay", type=float, default=0.7, help="share of the steps over which the rate falls to 0"
    )
    ap.add_argument("--init", type=Path, help="weights to go on from")
    ap.add_argument("--limit", type=int, default=0)
    o = ap.parse_args()
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(o.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train = list(polnear(o.data / "train.jsonl.gz", tokenizer, o.every_annotator))
    if o.limit:
        train = train[: o.limit]
    if o.made_up:
        train += list(made_up(o.made_up, tokenizer))
    from examples import read_lines
    from onrecord.statements.words import split_words

    dev = [(a, split_words(a["text"], tokenizer)) for a in read_lines(o.data / "dev.jsonl.gz")]
    encoder, linker = Encoder(dropout=o.dropout).to(device), Linker(dropout=o.dropout).to(device)
    encoder.load_base(str(o.base / "model.safetensors"))
    if o.init:
        saved = torch.load(o.init)
        encoder.load_state_dict(saved["encoder"])
        linker.load_state_dict(saved["linker"])
    average = copy.deepcopy((encoder, linker))
    optimizer = torch.optim.AdamW(
        parameter_groups(encoder, linker, o.rate, o.head_rate, o.layer_decay), fused=True
    )
    peaks = [g["lr"] for g in optimizer.param_groups]
    per_epoch = len(batches(train, o.batch, random.Random(0)))
    total, warm = per_epoch * o.epochs, per_epoch // 2
    step = 0
    for epoch in range(o.epochs):
        encoder.train(), linker.train()
        sums, began = np.zeros(4), time.time()
        for batch in tqdm(
            batches(train, o.batch, rng), desc=f"epoch {epoch + 1}", disable=not sys.stderr.isatty()
        ):
            factor = min(1.0, (step + 1) / warm, 0.02 + 0.98 * (total - step) / (total * o.decay + 1))
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * factor
            arrays = [torch.from_numpy(a).to(device) for a in batch.arrays]
            with torch.autocast(device, torch.bfloat16):
                tags, inner, linked = encoder(*arrays)
                gold = torch.from_numpy(batch.tags).to(device)
                tag_loss = functional.cross_entropy(tags, gold, reduction="sum", label_smoothing=0.02)
                known = torch.from_numpy(batch.inner_known).to(device)
                target = torch.from_numpy(batch.inner).to(device).float()
                inner_loss = functional.binary_cross_entropy_with_logits(
                    inner[known], target[known], reduction="sum"
                )
                cue = torch.softmax(tags.detach(), -1)[:, 3:5].sum(-1)
                cue = torch.maximum(cue, torch.sigmoid(inner.detach()) * known).cpu().numpy()
                jobs = batch.regions(cue, rng, o.negatives)
                link_loss = valid_loss = torch.zeros((), device=device)
                for r, sequence, real, used in jobs:
                    sent = (r.words, r.mask, r.distance, r.paragraph, r.anchor, r.nested)
                    scores, valid = linker(linked, *(torch.from_numpy(a).to(device) for a in sent))
                    real, used = torch.from_numpy(real).to(device), torch.from_numpy(used).to(device)
                    mask = torch.from_numpy(r.mask).to(device)
                    losses = crf_loss(
                        scores, torch.from_numpy(sequence).to(device), mask, linker.transitions, linker.begin
                    )
                    link_loss = link_loss + (losses * real).sum()
                    valid_loss = valid_loss + functional.binary_cross_entropy_with_logits(
                        valid, real, weight=used, reduction="sum"
                    )
            loss = (tag_loss + inner_loss + link_loss + 2.0 * valid_loss) / 1000
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *linker.parameters()], 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            with torch.no_grad():
                keep = min(o.average, step / (step + 10))
                for target_module, module in zip(average, (encoder, linker), strict=True):
                    torch._foreach_lerp_(
                        list(target_module.parameters()), list(module.parameters()), 1 - keep
                    )
            sums += [*(float(x.detach()) for x in (tag_loss, link_loss, valid_loss)), len(batch.tags)]
        spent = time.time() - began
        last = epoch + 1 == o.epochs
        figures = dev_figures(TorchNetwork(*copy.deepcopy(average), device), dev) if last or epoch % 2 else {}
        line = {
            "epoch": epoch + 1,
            "seconds": round(spent),
            "tag": sums[0] / sums[3],
            "link": sums[1] / sums[3],
            "valid": sums[2] / sums[3],
            **figures,
        }
        print(json.dumps(line), flush=True)
        o.out.mkdir(parents=True, exist_ok=True)
        torch.save(
            {"encoder": average[0].state_dict(), "linker": average[1].state_dict()}, o.out / "weights.pt"
        )
        torch.save({"encoder": encoder.state_dict(), "linker": linker.state_dict()}, o.out / "last.pt")
        with open(o.out / "curve.jsonl", "a") as curve:
            curve.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
