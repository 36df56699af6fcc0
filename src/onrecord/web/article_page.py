"""An article as its page shows it: runs of text with the elements around them, entries of the margin.

All that a template would have to work out a thousand times is worked out here, so that a long article is on
the page at once.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from onrecord.record import Record, Span, Statement
from onrecord.web.filtering import written
from onrecord.web.marking import Opening, marked
from onrecord.web.rendering import helper
from onrecord.web.visible import Piece, pieces, seen
from onrecord.web.voices import Voice, by_statement, classes, in_brief, label, name_of, unsaid


class Element(NamedTuple):
    """An element that begins: `statement` is the one it belongs to, "" for none; `id` what links lead to.

    `sign` stands before a statement where it begins, and `brief` tells it to who hears the page.
    """

    classes: str
    statement: str = ""
    id: str = ""
    sign: str = ""
    brief: str = ""
    hue: str = ""


class Run(NamedTuple):
    """Some text that the same elements are around: `text` where all of it can be seen, else `pieces`."""

    opens: tuple[Element, ...]
    text: str
    pieces: tuple[Piece, ...]
    closes: range


class Paragraph(NamedTuple):
    """A paragraph that begins at that code point."""

    start: int
    runs: tuple[Run, ...]


class Entry(NamedTuple):
    """A statement in the margin, its words made safe for a line; `words` are its content's places."""

    statement: Statement
    quote: str
    cue: str
    tone: str
    source: str
    to: str
    venue: str
    words: str
    sure: str
    speaker_sure: str
    unsaid: tuple[str, ...]


class Said(NamedTuple):
    """A speaker in the margin with those of the statements that are shown."""

    voice: Voice
    name: str
    entries: tuple[Entry, ...]


@helper
def runs(
    record: Record, shown: Collection[str], asked_for: Iterable[Span], voices: tuple[Voice, ...]
) -> list[Paragraph]:
    """The paragraphs of a record's text with the marks of the statements shown."""
    text, voice_of = record.article.text, by_statement(voices)

    def element(opening: Opening) -> Element:
        layer = opening.layer
        if layer.statement < 0:
            return Element(layer.part, id="words" if layer.part == "asked" and opening.first else "")
        statement = record.statements[layer.statement]
        voice = voice_of[statement.id]
        if layer.part != "content":
            return Element(f"{layer.part} {voice.hue}", statement.id)
        names = classes(statement, voice, layer.depth)
        if not opening.first:
            return Element(names, statement.id)
        return Element(
            names,
            statement.id,
            statement.id,
            label(statement, voice),
            in_brief(statement, voice),
            voice.hue,
        )

    found = []
    for paragraph in marked(record, frozenset(shown), asked_for):
        inner = []
        for segment in paragraph.segments:
            cut = pieces(text[segment.start : segment.end])
            plain = len(cut) == 1 and cut[0].unseen is None
            inner.append(
                Run(
                    tuple(map(element, segment.opens)),
                    cut[0].text if plain else "",
                    () if plain else tuple(cut),
                    range(segment.closes),
                )
            )
        found.append(Paragraph(paragraph.start, tuple(inner)))
    return found


@helper
def entries(record: Record, shown: Collection[str], voices: tuple[Voice, ...]) -> list[Said]:
    """Who says what, as far as it is shown."""
    wanted = frozenset(shown)
    found = []
    for voice in voices:
        name = seen(name_of(voice))
        some = tuple(_entry(record, one, name) for one in voice.statements if one.id in wanted)
        if some:
            found.append(Said(voice, name, some))
    return found


def _entry(record: Record, one: Statement, name: str) -> Entry:
    source = seen(record.words(one.source))
    return Entry(
        statement=one,
        quote=seen(one.quote),
        cue=seen(record.words(one.cue)),
        tone=one.cue_tone if one.cue_tone and one.cue_tone != "neutral" else "",
        source="no source" if not source else f"as “{source}”" if source != name else "",
        to=seen(record.words(one.addressee)),
        venue=seen(record.words(one.venue)),
        words=written(one.content),
        sure=f"{'uncertain, ' * one.is_uncertain}{one.confidence:.0%}",
        speaker_sure=f"speaker uncertain, {one.speaker_confidence:.0%}" if one.has_uncertain_speaker else "",
        unsaid=tuple(unsaid(one)),
    )
