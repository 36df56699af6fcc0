"""Who speaks in an article, in order of who says most, and how each statement is named and labelled."""

from collections import defaultdict
from typing import NamedTuple

from onrecord.record import Record, Speaker, Statement
from onrecord.web.rendering import helper

HUES = 10
"""So many speakers have a colour of their own, the others share a neutral one; all have a number."""


class Voice(NamedTuple):
    """A speaker with all their statements; `number` counts from 1 for who says most.

    `speaker` is None and `number` 0 for the statements whose speaker nobody can tell.
    """

    number: int
    speaker: Speaker | None
    statements: tuple[Statement, ...]

    @property
    def hue(self) -> str:
        """The class of its colour: v1 to v10, v0 for unknown ones, vx for the others."""
        return f"v{self.number}" if self.number <= HUES else "vx"

    @property
    def id(self) -> str | None:
        return self.speaker.id if self.speaker else None


@helper
def voices(record: Record) -> tuple[Voice, ...]:
    """Who says anything in an article: who says most first, of equals who speaks first; unknown ones last."""
    said: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        said[statement.speaker].append(statement)
    speakers = {speaker.id: speaker for speaker in record.speakers}
    known = sorted((id for id in said if id is not None), key=lambda id: -len(said[id]))
    found = [Voice(number, speakers[id], tuple(said[id])) for number, id in enumerate(known, start=1)]
    if None in said:
        found.append(Voice(0, None, tuple(said[None])))
    return tuple(found)


def by_statement(voices: tuple[Voice, ...]) -> dict[str, Voice]:
    """The voice of each statement, by its id."""
    return {statement.id: voice for voice in voices for statement in voice.statements}


def label(statement: Statement, voice: Voice) -> str:
    """What stands before a statement in the text: "2", "2?" where it may be somebody else, "~2" where it may
    be no statement, "2 not said", "2 hypothetical"."""
    number = str(voice.number) if voice.number else "?"
    sign = "~" * statement.is_uncertain + number + "?" * statement.has_uncertain_speaker
    return " ".join([sign, *unsaid(statement)])


def unsaid(statement: Statement) -> list[str]:
    """The words for what was not, or not yet, said."""
    return ["not said"] * statement.negated + ["hypothetical"] * statement.hypothetical


@helper
def name_of(voice: Voice) -> str:
    return voice.speaker.name if voice.speaker else "Speaker unknown"


def in_brief(statement: Statement, voice: Voice) -> str:
    """A statement told in a line, for who hears the page: "s3, Ines Calloway, direct, not said"."""
    parts = [statement.id, name_of(voice), statement.manner, *unsaid(statement)]
    if statement.is_uncertain:
        parts.append("uncertain")
    if statement.has_uncertain_speaker:
        parts.append("speaker uncertain")
    return ", ".join(parts)


def classes(statement: Statement, voice: Voice, depth: int) -> str:
    """The classes that a statement's content has in the text."""
    names = ["say", voice.hue, statement.manner, f"d{min(depth, 3)}"]
    if statement.is_uncertain:
        names.append("uncertain")
    if statement.negated or statement.hypothetical:
        names.append("unsaid")
    return " ".join(names)
