"""Trains the network. Deterministic given a seed, on one kind of machine with one number of threads.

Two stages, as `make model` runs them: first PolNeAR alone at a constant rate, then, going on from the last
weights, PolNeAR with the made-up passages while the rate falls to a fiftieth. What is kept of each epoch is a
running average of the weights (Polyak and Juditsky 1992).
"""

import argparse
import copy
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from base import plain_tokenizer
from batches import Batch, batches
from network import Encoder, Linker, crf_loss
from scoring import scored
from torch import Tensor
from torch.nn import functional
from torch_network import TorchNetwork
from tqdm import tqdm

from examples import made_up, polnear
from onrecord.evaluation import GoldArticle, read_gold
from onrecord.measures import scores
from onrecord.statements.finder import find
from onrecord.statements.words import Words, split_words


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--polnear", type=Path, required=True, help="folder with train.jsonl.gz and dev.jsonl.gz")
    add(
        "--base",
        type=Path,
        required=True,
        help="folder with all-MiniLM-L6-v2: model.safetensors, tokenizer.json",
    )
    add("--out", type=Path, required=True, help="folder for epoch-N.pt (averaged), last.pt and curve.jsonl")
    add("--init", type=Path, help="weights to go on from")
    add("--made-up", type=Path, help="folder of made-up passages to learn from as well")
    add("--made-up-times", type=int, default=2, help="how often each passage is seen in an epoch")
    add("--made-up-from", type=int, default=2, help="the epoch in which they join")
    add("--epochs", type=int, default=10)
    add("--batch", type=int, default=8, help="windows a step")
    add("--rate", type=float, default=1.5e-4, help="of the encoder's top layer")
    add("--head-rate", type=float, default=1e-3)
    add("--layer-decay", type=float, default=0.85, help="factor on the rate from each layer to the one below")
    add("--dropout", type=float, default=0.1)
    add("--average", type=float, default=0.998, help="share of the running average that each step keeps")
    add("--negatives", type=float, default=0.5, help="likely words that are no cue, for each cue")
    add("--decay", type=float, default=0.75, help="share of the steps in which the rate falls")
    add("--check-every", type=int, default=2, help="epochs between measurements on dev")
    add("--seed", type=int, default=1)
    return parser.parse_args()


def parameter_groups(encoder: Encoder, linker: Linker, o: argparse.Namespace) -> list[dict]:
    """Lower layers learn more slowly; no weight decay on biases, norms and embeddings."""
    groups = []
    layers = len(encoder.blocks)
    for module, prefix in ((encoder, "encoder."), (linker, "linker.")):
        for name, parameter in module.named_parameters():
            full = prefix + name
            if full.startswith("encoder.blocks."):
                rate = o.rate * o.layer_decay ** (layers - 1 - int(name.split(".")[1]))
            elif full.startswith(("encoder.pieces", "encoder.positions", "encoder.kind", "encoder.norm")):
                rate = o.rate * o.layer_decay**layers
            else:
                rate = o.head_rate
            plain = parameter.ndim < 2 or "pieces" in name or "positions" in name
            groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.0 if plain else 0.01})
    return groups


def losses(
    encoder: Encoder, linker: Linker, batch: Batch, rng: random.Random, o: argparse.Namespace, device: str
) -> tuple[Tensor, Tensor, Tensor]:
    """Summed over the batch: of tagging (flat, and nested cues), of linking, of telling cues from others."""

    def sent(array: np.ndarray) -> Tensor:
        return torch.from_numpy(array).to(device)

    tags, inner, linked, _ = encoder(*map(sent, batch.arrays))
    tag_loss = functional.cross_entropy(tags, sent(batch.tags), reduction="sum", label_smoothing=0.02)
    known = sent(batch.inner_known)
    tag_loss = tag_loss + functional.binary_cross_entropy_with_logits(
        inner[known], sent(batch.inner).float()[known], reduction="sum"
    )
    cue = torch.softmax(tags.detach(), -1)[:, 3:5].sum(-1)
    cue = torch.maximum(cue, torch.sigmoid(inner.detach()) * known)
    link_loss = valid_loss = torch.zeros((), device=device)
    for task in batch.link_tasks(cue.cpu().numpy(), rng, o.negatives):
        r = task.regions
        arrays = (r.words, r.mask, r.distance, r.paragraph, r.anchor, r.nested)
        emitted, valid = linker(linked, *map(sent, arrays))
        real = sent(task.real)
        each = crf_loss(emitted, sent(task.tags), sent(r.mask), linker.transitions, linker.begin)
        link_loss = link_loss + (each * real).sum()
        valid_loss = valid_loss + functional.binary_cross_entropy_with_logits(
            valid, real, weight=sent(task.used), reduction="sum"
        )
    return tag_loss, link_loss, valid_loss


def figures(network: TorchNetwork, dev: list[tuple[GoldArticle, Words]]) -> dict[str, float]:
    """F1 in per cent of each measure on dev, of everything whose validity is a half or more."""
    measured = scores(
        (
            article.text,
            article.attributions,
            [
                scored(words, one)
                for one in find(words, network)
                if one.content and not one.nested and one.validity >= 0.5
            ],
        )
        for article, words in dev
    )
    return {name: round(100 * score.f1, 1) for name, score in measured.items()}


def main() -> None:
    o = options()
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = plain_tokenizer(o.base)
    train = list(polnear(o.polnear / "train.jsonl.gz", tokenizer))
    joining = list(made_up(o.made_up, tokenizer)) * o.made_up_times if o.made_up else []
    dev = [(gold, split_words(gold.text, tokenizer)) for gold in read_gold(o.polnear / "dev.jsonl.gz")]
    encoder, linker = Encoder(dropout=o.dropout).to(device), Linker(dropout=o.dropout).to(device)
    if o.init:
        saved = torch.load(o.init, map_location=device)
        encoder.load_state_dict(saved["encoder"])
        linker.load_state_dict(saved["linker"])
    else:
        encoder.load_base(str(o.base / "model.safetensors"))
    modules = (encoder, linker)
    average = copy.deepcopy(modules)
    optimizer = torch.optim.AdamW(parameter_groups(encoder, linker, o), fused=True)
    peaks = [group["lr"] for group in optimizer.param_groups]
    before, after = (len(batches(seen, o.batch, random.Random(0))) for seen in (train, train + joining))
    total = sum(before if epoch < o.made_up_from else after for epoch in range(1, o.epochs + 1))
    warm, step = max(1, before // 2), 0
    calm = total * (1 - o.decay)
    o.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(1, o.epochs + 1):
        if epoch == o.made_up_from:
            train += joining
        encoder.train(), linker.train()
        sums, began = np.zeros(4), time.time()
        for batch in tqdm(batches(train, o.batch, rng), f"epoch {epoch}", disable=not sys.stderr.isatty()):
            factor = min(1.0, (step + 1) / warm, max(0.02, 1.0 - (step - calm) / max(1, total - calm)))
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * factor
            with torch.autocast(device, torch.bfloat16):
                parts = losses(encoder, linker, batch, rng, o, device)
                loss = (parts[0] + parts[1] + 2.0 * parts[2]) / 1000
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *linker.parameters()], 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            keep = min(o.average, step / (step + 10))
            with torch.no_grad():
                for kept, module in zip(average, modules, strict=True):
                    torch._foreach_lerp_(list(kept.parameters()), list(module.parameters()), 1 - keep)
            sums += [*(float(part.detach()) for part in parts), len(batch.tags)]
        line = {"epoch": epoch, "seconds": round(time.time() - began)}
        line |= {
            k: round(s / sums[3], 4) for k, s in zip(("tagging", "linking", "telling"), sums, strict=False)
        }
        if epoch % o.check_every == 0 or epoch == o.epochs:
            line |= figures(TorchNetwork(*copy.deepcopy(average), device), dev)
        print(json.dumps(line), flush=True)
        for name, (kept_encoder, kept_linker) in ((f"epoch-{epoch}.pt", average), ("last.pt", modules)):
            state = {"encoder": kept_encoder.state_dict(), "linker": kept_linker.state_dict()}
            torch.save(state, o.out / name)
        with open(o.out / "curve.jsonl", "a") as curve:
            curve.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
