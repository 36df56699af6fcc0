"""A text in, its passages with drafts of their statements out: the stages of this folder in order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.assembly import Draft, assemble
from onrecord.statements.blocks import blocks
from onrecord.statements.confidence import confidence
from onrecord.statements.finder import Attribution, encode, link
from onrecord.statements.model import Model, Settings
from onrecord.statements.sentences import sentences
from onrecord.statements.words import Words, split_words


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that is read at once, nearly always the whole, and what was found in it.

    start       where `text` begins in the whole text; every other offset counts from there
    sentences   characters, end exclusive, in order
    lower       what the encoder says of each word, see finder.Encoded
    drafts      its statements in order of where they begin, a nested one after what holds it
    """

    start: int
    text: str
    words: Words
    sentences: list[tuple[int, int]]
    lower: NDArray[np.float32]
    drafts: list[Draft]


def extract(text: str, model: Model) -> Iterator[Passage]:
    """The passages of a text in order, each as soon as it is asked for: one is in memory at a time."""
    for start, end in blocks(text):
        yield _read(text[start:end], start, model)


def _read(text: str, start: int, model: Model) -> Passage:
    words = split_words(text, model.tokenizer)
    view = encode(words, model)
    candidates = link(words, view, model) if view is not None else []
    return Passage(
        start,
        text,
        words,
        sentences(text, words.paragraphs),
        view.lower if view is not None else np.zeros((0, 0), np.float32),
        settled(text, words, candidates, model.settings),
    )


def settled(text: str, words: Words, candidates: list[Attribution], settings: Settings) -> list[Draft]:
    """The drafts of the candidates that are sure enough, as `assemble` settles them."""
    rated = [(one, confidence(one, settings.confidence)) for one in candidates if one.content]
    return assemble(text, words, [(one, sure) for one, sure in rated if sure >= settings.threshold])
