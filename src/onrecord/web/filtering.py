"""Which statements of an article are shown: what the page's filter and its address ask for."""

import re
from http import HTTPStatus

import msgspec

from onrecord.record import Kind, Manner, Record, Span, Statement, Tone
from onrecord.web.problems import NoAnswer
from onrecord.web.rendering import helper

MOST_STRETCHES = 50
"""Stretches of words that an address may point out."""

_WORDS = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be shown of an article; of several values of one name any will do.

    `speaker` are ids in the record, "nobody" where none is known. `uncertain`: only what may well be wrong;
    `unsaid`: only what the text says was not, or not yet, said. `outlet_voice` points out what the outlet
    says itself; `words` are stretches to be pointed out, "120-160 200-210": code points, end exclusive.
    """

    speaker: tuple[str, ...] = ()
    manner: tuple[Manner, ...] = ()
    tone: tuple[Tone, ...] = ()
    kind: tuple[Kind, ...] = ()
    uncertain: bool = False
    unsaid: bool = False
    outlet_voice: bool = False
    words: str | None = None


NOBODY = "nobody"
"""In `speaker`: statements whose speaker nobody can tell."""


def fitting(record: Record, wanted: Filter) -> tuple[str, ...]:
    """The ids of the statements that fit, in the order of the record."""
    kinds = {speaker.id: speaker.kind for speaker in record.speakers}

    def fits(one: Statement) -> bool:
        return (
            (not wanted.speaker or (one.speaker or NOBODY) in wanted.speaker)
            and (not wanted.manner or one.manner in wanted.manner)
            and (not wanted.tone or one.cue_tone in wanted.tone)
            and (not wanted.kind or (one.speaker is not None and kinds[one.speaker] in wanted.kind))
            and (not wanted.uncertain or one.is_uncertain or one.has_uncertain_speaker)
            and (not wanted.unsaid or one.negated or one.hypothetical)
        )

    return tuple(one.id for one in record.statements if fits(one))


@helper
def narrows(wanted: Filter) -> bool:
    """Whether the filter leaves anything out."""
    return any((wanted.speaker, wanted.manner, wanted.tone, wanted.kind, wanted.uncertain, wanted.unsaid))


@helper
def stretches(words: str | None) -> tuple[Span, ...]:
    """The spans that `words` is written for. Raises NoAnswer where it is none."""
    parts = (words or "").split()
    matches = [_WORDS.fullmatch(part) for part in parts]
    spans = [
        Span(int(match[1]), int(match[2])) for match in matches if match and int(match[1]) < int(match[2])
    ]
    if len(spans) < len(parts) or len(parts) > MOST_STRETCHES:
        raise NoAnswer(
            HTTPStatus.BAD_REQUEST,
            "words are given as 120-160: code points, from the first to after the last; at most "
            f"{MOST_STRETCHES} stretches with spaces between them",
        )
    return tuple(sorted(spans))


@helper
def written(spans: tuple[Span, ...]) -> str:
    """The spans as `words` has them."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)
