"""Whom every mention stands for: names by rule, the rest by choosing among the entities known at that point.

A text is read once from left to right, as the classical resolvers do (Lappin and Leass 1994), mentions being
linked to entities rather than to single antecedents. What is chosen is learnt (`network.py`); what may be
chosen at all is decided by rule (`candidates.py`), as is what needs no choice (`antecedents.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.speakers.antecedents import antecedent, apposed, only_bearer, pictured
from onrecord.speakers.candidates import candidates
from onrecord.speakers.choices import Chooser, choice_among
from onrecord.speakers.discourse import Around, discourse_of, surroundings
from onrecord.speakers.entities import Entity, name_entities
from onrecord.speakers.labels import AUTHOR, GENERIC
from onrecord.speakers.memory import Memory
from onrecord.speakers.mentions import IMPLICIT, NAME, NOMINAL, PRONOUN, RELATIVE, Mention
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.sources import Source
from onrecord.statements.assembly import Draft

# How sure a link is that is made without choosing. The share of them that is right on the 84 dev articles: of
# a name's entity, a phrase that brings in somebody new, a definite one for which no candidate is chosen.
NAMED, NEW, NEW_DEFINITE = 0.985, 0.92, 0.78
# Set by hand, where there are too few to count: an apposition, the only bearer of a role, a caption, the
# author; and what a choice is worth where no source is written, or a quotation goes on with an earlier one's
# speaker.
APPOSED, BEARER, PICTURED, AUTHORED = 0.95, 0.95, 0.85, 0.8
IMPLIED, CARRIED = 0.6, 0.9


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of a text; of each mention the entity (-1 for none) and how sure that is.

    mentions      in order; `of` and `sure` have one entry for each
    speakers      of each draft the entity that its source stands for, -1 for none
    speaker_sure  how sure that is
    """

    entities: list[Entity]
    mentions: list[Mention]
    of: list[int]
    sure: list[float]
    speakers: list[int]
    speaker_sure: list[float]


def resolve(
    text: str,
    mentions: Sequence[Mention],
    sources: Sequence[Source],
    drafts: Sequence[Draft],
    choose: Chooser,
) -> Resolved:
    """Links the mentions of a text, and the sources of its drafts, to entities."""
    return Resolver(text, mentions, sources, drafts, choose).resolved()


class Resolver:
    """One reading of a text; training watches it.

    mentions   those of the text and those that only sources have, in order
    named      what names alone tell
    memory     the entities; others are added as the reading goes on
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        sources: Sequence[Source],
        drafts: Sequence[Draft],
        choose: Chooser,
    ) -> None:
        self.mentions = with_sources(mentions, sources)
        self.named = name_entities(text, self.mentions)
        self.memory = Memory(text, self.mentions, self.named)
        self._drafts = drafts
        self._choose = choose
        self._source_of = self._drafts_of(sources)
        self._around = surroundings(self.mentions, drafts, self._source_of)
        self._discourse = discourse_of(self.mentions, sources, drafts, self.named)
        count = len(self.mentions)
        self._of, self._sure = [-1] * count, [0.0] * count
        self._speakers, self._speaker_sure = [-1] * len(drafts), [0.0] * len(drafts)

    def _drafts_of(self, sources: Sequence[Source]) -> dict[Mention, list[int]]:
        """The drafts that each mention is the source of."""
        found: dict[Mention, list[int]] = {}
        by_place = {_place(m): m for m in self.mentions}
        for number, (source, draft) in enumerate(zip(sources, self._drafts, strict=True)):
            if draft.carried is None:
                found.setdefault(by_place[_place(source.mention)], []).append(number)
        return found

    def resolved(self) -> Resolved:
        """Reads the text, once."""
        waiting = []  # for the speaker of the quotation that they stand in
        for place, mention in enumerate(self.mentions):
            around = self._around[place]
            if _speaks_of_itself(mention, around):
                waiting.append(place)
                self._link(place, -1, 1.0)
                continue
            entity, sure = self._entity_of(mention, around)
            if entity >= 0:
                self.memory.note(mention, entity)
                self._discourse.mention(mention, entity)
            self._link(place, entity, sure)
        self._carry()
        for place in waiting:
            inside = self._around[place].inside
            self._link(place, self._speakers[inside], self._speaker_sure[inside])
        self._carry()
        return Resolved(
            self.memory.entities, self.mentions, self._of, self._sure, self._speakers, self._speaker_sure
        )

    def _link(self, place: int, entity: int, sure: float) -> None:
        self._of[place], self._sure[place] = entity, sure
        for number in self._source_of.get(self.mentions[place], ()):
            self._speakers[number], self._speaker_sure[number] = entity, sure
            self._discourse.speak(number, entity, nested=self._drafts[number].parent is not None)

    def _carry(self) -> None:
        for number, draft in enumerate(self._drafts):
            if draft.carried is not None:
                self._speakers[number] = self._speakers[draft.carried]
                self._speaker_sure[number] = CARRIED * self._speaker_sure[draft.carried]

    def _entity_of(self, mention: Mention, around: Around) -> tuple[int, float]:
        """The entity that a mention stands for, -1 for none, and how sure that is."""
        if mention.form == NAME:
            known = self.named.of.get(mention.first)
            if known is not None:
                return known, NAMED
            return self._chosen(mention, around, self.named.unclear.get(mention.first, []))
        if mention.form == RELATIVE:
            return antecedent(mention, self.memory)
        if mention.form == PRONOUN and PRONOUNS[mention.head].person == 1:
            return self._first_person(mention, around)
        if mention.form == NOMINAL:
            return self._described(mention, around)
        return self._chosen(mention, around, candidates(mention, self.memory))

    def _first_person(self, mention: Mention, around: Around) -> tuple[int, float]:
        """Outside quotations the author (I), or people in general (we), where they say something."""
        if mention.depth or around.source_of < 0:
            return -1, 0.0
        return self.memory.once(GENERIC if mention.plural else AUTHOR, mention), AUTHORED

    def _described(self, mention: Mention, around: Around) -> tuple[int, float]:
        """Whom a noun phrase stands for; somebody new where no one else."""
        if mention.joint:
            return self.memory.new(mention), NEW
        known = apposed(mention, self.memory)
        if known is not None:
            return known, APPOSED
        if not mention.definite:
            return self.memory.new(mention), NEW
        for rule, sure in ((only_bearer, BEARER), (pictured, PICTURED)):
            known = rule(mention, self.memory)
            if known is not None:
                return known, sure
        entity, probability = self._chosen(mention, around, candidates(mention, self.memory))
        return (entity, probability) if entity >= 0 else (self.memory.new(mention), NEW_DEFINITE)

    def _chosen(self, mention: Mention, around: Around, among: Sequence[int]) -> tuple[int, float]:
        """The entity that is chosen, -1 for none."""
        if not among:
            return -1, 0.0
        place, sure = self._choose(choice_among(among, mention, around, self.memory, self._discourse))
        if place < 0:
            return -1, 0.0
        return among[place], sure * (IMPLIED if mention.form == IMPLICIT else 1.0)


def _speaks_of_itself(mention: Mention, around: Around) -> bool:
    """Whether a mention is an "I" or "we" inside a quotation, which stands for its speaker."""
    first_person = mention.form == PRONOUN and PRONOUNS[mention.head].person == 1
    return first_person and mention.depth > 0 and around.inside >= 0


def with_sources(mentions: Sequence[Mention], sources: Sequence[Source]) -> list[Mention]:
    """The mentions in order, with those that only sources have; a source replaces a mention with its head."""
    by_place = {_place(m): m for m in mentions}
    for source in sources:
        for mention in (*source.members, source.mention):
            by_place[_place(mention)] = mention
    return sorted(by_place.values(), key=lambda m: (m.word, m.form != IMPLICIT, m.joint))


def _place(mention: Mention) -> tuple[int, bool, bool]:
    """What tells mentions apart: the head word, whether nothing is written, whether several are joined."""
    return mention.word, mention.form == IMPLICIT, mention.joint
