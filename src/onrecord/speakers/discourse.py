"""What surrounds a mention, and who has spoken so far."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.speakers.entities import Named
from onrecord.speakers.mentions import IMPLICIT, NAME, PRONOUN, Mention
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.sources import Source
from onrecord.statements.assembly import Draft


@dataclass(frozen=True, slots=True)
class Around:
    """The statement whose content holds a mention innermost, and the one that it is the source of, or -1."""

    inside: int = -1
    source_of: int = -1


@dataclass(slots=True)
class Discourse:
    """What is known at a point of the text; grows as it is read.

    speakers            the entity of each statement as far as it is known, -1 where not
    direct              whether each statement is a quotation
    content_entities    the entities that are named in each statement's content
    by_pronoun          the entity that each kind of pronoun, and each name of several, last stood for
    spoken              how many statements each entity has made so far
    latest              the entities that made statements so far, in order; statements inside others left out
    """

    speakers: list[int]
    direct: list[bool]
    content_entities: list[frozenset[int]]
    by_pronoun: dict[str, int] = field(default_factory=dict)
    spoken: dict[int, int] = field(default_factory=dict)
    latest: list[int] = field(default_factory=list)

    def mention(self, mention: Mention, entity: int) -> None:
        """Takes note of what a mention stands for."""
        if mention.form in (PRONOUN, NAME):
            self.by_pronoun[continuity(mention)] = entity

    def speak(self, statement: int, entity: int, nested: bool) -> None:
        """Takes note of who makes a statement, -1 where nobody can tell."""
        self.speakers[statement] = entity
        if entity >= 0 and not nested:
            self.latest.append(entity)
            self.spoken[entity] = self.spoken.get(entity, 0) + 1


def continuity(mention: Mention) -> str:
    """What mentions have in common that mostly go on standing for the same one: the pronoun, or the name."""
    return PRONOUNS[mention.head].kind if mention.form == PRONOUN else mention.head


def discourse_of(
    mentions: Sequence[Mention], sources: Sequence[Source], drafts: Sequence[Draft], named: Named
) -> Discourse:
    """What names alone tell before the reading begins."""
    return Discourse(
        speakers=[
            named.of.get(source.mention.first, -1) if source.mention.form == NAME else -1
            for source in sources
        ],
        direct=[source.direct for source in sources],
        content_entities=_content_entities(mentions, drafts, named),
    )


def _content_entities(
    mentions: Sequence[Mention], drafts: Sequence[Draft], named: Named
) -> list[frozenset[int]]:
    names = [m for m in mentions if m.form == NAME and m.first in named.of]
    starts = [m.start for m in names]
    return [
        frozenset(
            named.of[names[place].first]
            for start, end in draft.content
            for place in range(bisect_left(starts, start), bisect_left(starts, end))
        )
        for draft in drafts
    ]


def surroundings(
    mentions: Sequence[Mention], drafts: Sequence[Draft], source_of: Mapping[Mention, Sequence[int]]
) -> list[Around]:
    """What surrounds each mention; source_of: the drafts that a mention is the source of."""
    starts = [m.start for m in mentions]
    inside = [-1] * len(starts)
    size = [1 << 60] * len(starts)
    for number, draft in enumerate(drafts):
        length = sum(end - start for start, end in draft.content)
        for start, end in draft.content:
            for place in range(bisect_left(starts, start), bisect_left(starts, end)):
                if length < size[place] and mentions[place].form != IMPLICIT:
                    size[place], inside[place] = length, number
    return [
        Around(inside[place], source_of[mention][0] if mention in source_of else -1)
        for place, mention in enumerate(mentions)
    ]
