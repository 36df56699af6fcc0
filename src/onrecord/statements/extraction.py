"""A text in, drafts of its statements out: the stages of this folder in order."""

from dataclasses import replace

from onrecord.statements.assembly import Draft, Spans, assemble
from onrecord.statements.blocks import blocks
from onrecord.statements.confidence import confidence
from onrecord.statements.finder import find
from onrecord.statements.manner import manner
from onrecord.statements.model import Model
from onrecord.statements.words import split_words


def extract(text: str, model: Model) -> list[Draft]:
    """The statements of a text, in order of where they begin, a nested one after what holds it."""
    found: list[Draft] = []
    for start, end in blocks(text):
        found += _moved(_read(text[start:end], model), start, len(found))
    return found


def _read(text: str, model: Model) -> list[Draft]:
    words = split_words(text, model.tokenizer)
    settings = model.settings
    candidates = [(one, confidence(one, settings.confidence)) for one in find(words, model) if one.content]
    kept = [(one, sure) for one, sure in candidates if sure >= settings.threshold]
    drafts = assemble(text, words, kept)
    return [replace(draft, manner=manner(text, draft.content, words.quoted)) for draft in drafts]


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
