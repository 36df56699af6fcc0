"""Trains the speaker stage's small networks and writes them to src/onrecord/speakers/model.

    python training/speakers/make_speakers.py --data ../shared/data --cache /tmp/vectors

Some minutes on one core, most of them for the encoder's vectors, which are kept in --cache.
"""

import argparse
from itertools import chain
from pathlib import Path

import numpy as np
from chooser_network import VECTORS, Chooser, accuracy
from chooser_network import train as train_chooser
from documents import HERE, Document, gap, gum, lines, made_up, polnear
from gold import Example, examples
from names_network import NameTagger, f1, silver_tags
from names_network import train as train_names
from readings import read

from onrecord.speakers.network import BUNDLED, SpeakerNetwork
from onrecord.statements.model import Model

THRESHOLD = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/ and speaker_coref/")
    parser.add_argument("--cache", type=Path, required=True, help="folder where vectors are kept")
    parser.add_argument("--out", type=Path, default=BUNDLED)
    parser.add_argument("--dev", type=Path, help="annotations of dev articles, to be measured on only")
    parser.add_argument("--name-epochs", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep-names", action="store_true", help="take the tagger of names that is in --out")
    o = parser.parse_args()
    model = Model()
    o.out.mkdir(parents=True, exist_ok=True)
    if not o.keep_names:
        names(o.data / "polnear", o.cache, model, o.name_epochs, o.seed).export(o.out / "names.onnx")
    settings = {"threshold": np.array([THRESHOLD])}
    # One that has learnt nothing, so that names can be read.
    save(settings | Chooser(VECTORS).arrays(), o.out / "chooser.npz")
    network = SpeakerNetwork(o.out)

    def choices(documents: chain[Document]) -> list[Example]:
        return [e for reading in read(documents, model, o.cache) for e in examples(reading, network)]

    coref = o.data / "speaker_coref"
    train = choices(
        chain(
            polnear(o.data / "polnear" / "train.jsonl.gz", HERE / "polnear_train.jsonl.gz"),
            made_up(),
            gum(coref / "gum.jsonl.gz", "train"),
            gap(coref / "gap.jsonl.gz", "dev"),
        )
    )
    print(f"{len(train):,} choices to learn from")
    chooser = train_chooser(train, o.epochs, o.seed)
    if o.dev:
        print("PolNeAR dev", accuracy(chooser, choices(polnear(o.data / "polnear" / "dev.jsonl.gz", o.dev))))
    print("GUM dev", accuracy(chooser, choices(gum(coref / "gum.jsonl.gz", "dev"))))
    print("GAP validation", accuracy(chooser, choices(gap(coref / "gap.jsonl.gz", "validation"))))
    save(settings | chooser.arrays(), o.out / "chooser.npz")


def names(polnear_folder: Path, cache: Path, model: Model, epochs: int, seed: int) -> NameTagger:
    """The tagger of names, learnt from the silver entities of the train articles."""

    def tagged(split: str):
        articles = {a["id"]: a for a in lines(polnear_folder / f"{split}.jsonl.gz") if a.get("ner")}
        documents = (Document(a["id"], a["text"], {}, drafts=[]) for a in articles.values())
        return [
            (
                r.passage.lower.astype(np.float16),
                r.passage.words.case,
                silver_tags(articles[r.document.id]["ner"], r.passage.words.start, r.passage.words.end),
            )
            for r in read(documents, model, cache)
        ]

    tagger = train_names(tagged("train"), epochs, seed)
    print(f"names: F1 {100 * f1(tagger, tagged('dev')):.1f} against silver names of dev")
    return tagger


def save(arrays: dict[str, np.ndarray], path: Path) -> None:
    """Writes the weights in half precision."""
    np.savez_compressed(path, **{k: np.ascontiguousarray(v).astype(np.float16) for k, v in arrays.items()})


if __name__ == "__main__":
    main()
