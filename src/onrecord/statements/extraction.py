"""A text in, drafts of its statements out: the stages of this folder in order."""

from dataclasses import replace

from onrecord.statements.assembly import Draft, Spans, assemble
from onrecord.statements.blocks import blocks
from onrecord.statements.confidence import confidence
from onrecord.statements.finder import Attribution, find
from onrecord.statements.manner import manner
from onrecord.statements.model import Model, Settings
from onrecord.statements.words import Words, split_words


def extract(text: str, model: Model) -> list[Draft]:
    """The statements of a text, in order of where they begin, a nested one after what holds it."""
    found: list[Draft] = []
    for start, end in blocks(text):
        found += _moved(_read(text[start:end], model), start, len(found))
    return found


def _read(text: str, model: Model) -> list[Draft]:
    words = split_words(text, model.tokenizer)
    drafts = settled(text, words, find(words, model), model.settings)
    return [replace(draft, manner=manner(text, draft.content, words.quoted)) for draft in drafts]


def settled(text: str, words: Words, candidates: list[Attribution], settings: Settings) -> list[Draft]:
    """The drafts of the candidates that are sure enough, as `assemble` settles them."""
    rated = [(one, confidence(one, settings.confidence)) for one in candidates if one.content]
    return assemble(text, words, [(one, sure) for one, sure in rated if sure >= settings.threshold])


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
