"""Texts in, drafts of their statements out: the stages of this folder in order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.statements.assembly import Draft, Spans, assemble
from onrecord.statements.blocks import blocks
from onrecord.statements.confidence import confidence
from onrecord.statements.finder import Attribution, find
from onrecord.statements.manner import manner
from onrecord.statements.model import Model, Settings
from onrecord.statements.words import split_words

TOGETHER = 96_000  # characters read at once, whatever number of texts they are of


def extract(texts: Sequence[str], model: Model) -> list[list[Draft]]:
    """The statements of each text, in order of where they begin, a nested one after what holds it."""
    found: list[list[Draft]] = [[] for _ in texts]
    for jobs in _groups(texts):
        drafts = _read([texts[number][start:end] for number, start, end in jobs], model)
        for (number, start, _), here in zip(jobs, drafts, strict=True):
            found[number] += _moved(here, start, len(found[number]))
    return found


def _groups(texts: Sequence[str]) -> Iterator[list[tuple[int, int, int]]]:
    group: list[tuple[int, int, int]] = []
    size = 0
    for number, text in enumerate(texts):
        for start, end in blocks(text):
            if group and size + end - start > TOGETHER:
                yield group
                group, size = [], 0
            group.append((number, start, end))
            size += end - start
    if group:
        yield group


def _read(texts: list[str], model: Model) -> list[list[Draft]]:
    split = [split_words(text, model.tokenizer) for text in texts]
    settings = model.settings
    drafts = []
    for text, words, attributions in zip(texts, split, find(split, model), strict=True):
        kept = [(one, confidence(one, settings.confidence)) for one in attributions if one.content]
        kept = [(one, sure) for one, sure in kept if is_kept(one, sure, settings)]
        drafts.append(
            [replace(d, manner=manner(text, d.content, words.quoted)) for d in assemble(text, words, kept)]
        )
    return drafts


def is_kept(attribution: Attribution, confidence: float, settings: Settings) -> bool:
    """Whether a candidate is sure enough: by its validity, or by its confidence where it is nested."""
    if attribution.nested:
        return confidence >= settings.nested_threshold
    return attribution.validity >= settings.threshold


def _moved(drafts: list[Draft], by: int, before: int) -> list[Draft]:
    """Drafts of a block as drafts of the text that the block starts at offset `by` of."""
    if not by and not before:
        return drafts

    def shifted(spans: Spans) -> Spans:
        return tuple((start + by, end + by) for start, end in spans)

    def later(place: int | None) -> int | None:
        return None if place is None else place + before

    return [
        replace(
            d,
            source=shifted(d.source),
            cue=shifted(d.cue),
            content=shifted(d.content),
            parent=later(d.parent),
            carried=later(d.carried),
        )
        for d in drafts
    ]
