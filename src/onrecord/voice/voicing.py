"""A passage in, what the outlet does with its statements out: the stages of this folder in order."""

from dataclasses import dataclass

from onrecord.record import Manner
from onrecord.statements.assembly import Draft, Spans
from onrecord.statements.extraction import Passage
from onrecord.voice.circumstances import circumstances
from onrecord.voice.framing import Framing, framed
from onrecord.voice.manner import manners
from onrecord.voice.outlet import outlet_voice
from onrecord.voice.scare import scare_quotes


@dataclass(frozen=True, slots=True)
class Voiced:
    """How one statement is put: the marks around its words, its cue, whom it was said to and where."""

    manner: Manner
    framing: Framing
    addressee: Spans
    venue: Spans


@dataclass(frozen=True, slots=True)
class Voices:
    """Of each draft of a passage how it is put; what the outlet asserts itself; its scare quotes.

    All spans are offsets into the whole text.
    """

    statements: list[Voiced]
    outlet: Spans
    scare_quotes: Spans


def voices(passage: Passage) -> Voices:
    """Whose voice the words of a passage are."""
    text, drafts, words = passage.text, passage.drafts, passage.words
    scare = scare_quotes(text, words.quoted, words.paragraphs, drafts, passage.sentences)
    how = manners(text, words.quoted, words.paragraphs, drafts, scare)
    outlet = outlet_voice(text, words, drafts, passage.sentences)
    return Voices(
        [_voiced(text, draft, manner, passage.start) for manner, draft in zip(how, drafts, strict=True)],
        _moved(outlet, passage.start),
        _moved(scare, passage.start),
    )


def _voiced(text: str, draft: Draft, manner: Manner, start: int) -> Voiced:
    framing, mark = framed(text, draft)
    found = circumstances(text, draft, mark)
    return Voiced(manner, framing, _moved(found.addressee, start), _moved(found.venue, start))


def _moved(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans) if by else spans
