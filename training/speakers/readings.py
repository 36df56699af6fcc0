"""Documents as the speaker stage reads them: passages, their statements and vectors kept on disk."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from documents import Document

from onrecord.statements.assembly import Draft
from onrecord.statements.extraction import Passage, settled
from onrecord.statements.finder import encode, link
from onrecord.statements.model import Model
from onrecord.statements.sentences import sentences
from onrecord.statements.words import split_words


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, with its whole text as one passage."""

    document: Document
    passage: Passage


def read(documents: Iterator[Document], model: Model, cache: Path) -> Iterator[Reading]:
    """The readings of documents, in order; vectors are taken from the folder `cache` where they are there."""
    cache.mkdir(parents=True, exist_ok=True)
    for document in documents:
        words = split_words(document.text, model.tokenizer)
        if not len(words.start):
            continue
        path = cache / f"{document.id.replace('/', '_')}.npz"
        if path.exists():
            with np.load(path) as kept:
                lower, found = kept["lower"], json.loads(str(kept["drafts"]))
        else:
            view = encode(words, model)
            assert view is not None
            lower = view.lower.astype(np.float16)
            found = []
            if document.drafts is None:
                drafts = settled(document.text, words, link(words, view, model), model.settings)
                found = [dataclasses.asdict(draft) for draft in drafts]
            np.savez(path, lower=lower, drafts=json.dumps(found))
        drafts = [_draft(one) for one in found] if document.drafts is None else document.drafts
        where = sentences(document.text, words.paragraphs)
        yield Reading(document, Passage(0, document.text, words, where, lower.astype(np.float32), drafts))


def _draft(fields: dict) -> Draft:
    roles = {role: tuple(map(tuple, fields[role])) for role in ("source", "cue", "content")}
    return Draft(**fields | roles)
