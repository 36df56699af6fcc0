"""Which candidate is right at each choice, told by a document's marks: what the chooser learns from."""

import re
from collections import Counter
from dataclasses import dataclass

from documents import NOTHING
from readings import Reading

from onrecord.speakers.choices import Choice
from onrecord.speakers.entities import Entity
from onrecord.speakers.features import IS_SOURCE
from onrecord.speakers.identification import Gathered
from onrecord.speakers.mentions import NOMINAL
from onrecord.speakers.names import organisation_words, person_name, same_person, short_for
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.resolve import Resolver

_AFTER_HEAD = re.compile(r"\b(?:of|for|on|in|from|at|with|who|that|which|to|by|about)\b|[,(]")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Sir)\.? ")


@dataclass(frozen=True, slots=True)
class Example:
    """A choice with the positions of the right candidates; none where it stands for none of them.

    `is_source` says whether the mention is a statement's source.
    """

    choice: Choice
    right: list[int]
    is_source: bool


def examples(reading: Reading, network: SpeakerNetwork) -> list[Example]:
    """The choices that a reading of a document meets, with what is right, taking the right one every time."""
    document = reading.document
    gathered = Gathered()
    gathered.add(reading.passage, network)
    marks = dict(document.marks)
    for place, entity in document.sources.items():
        mention = gathered.sources[place].mention
        marks.setdefault((mention.start, mention.end), entity)
    gold = _Gold(document.text, document.names, document.kinds, marks)
    resolver = Resolver(document.text, gathered.mentions, gathered.sources, gathered.drafts, gold)
    gold.watch(resolver)
    resolver.resolved()
    return gold.examples


class _Gold:
    """Takes the right candidate at every choice, and keeps what it saw."""

    def __init__(
        self,
        text: str,
        names: dict[str, list[str]],
        kinds: dict[str, str],
        marks: dict[tuple[int, int], str],
    ) -> None:
        self.examples: list[Example] = []
        self._text = text
        self._marks = marks
        self._by_end = {end: entity for (_, end), entity in marks.items()}
        self._names = names
        self._kinds = kinds
        self._by_name = {_plain(name): entity for entity, forms in names.items() for name in forms}
        self._by_head: dict[str, list[str]] = {}
        for entity, forms in names.items():
            if forms and kinds.get(entity) in ("group", "unnamed", "organisation", "document", "other"):
                self._by_head.setdefault(_head(forms[0]), []).append(entity)
        self._known: dict[int, str | None] = {}

    def watch(self, resolver: Resolver) -> None:
        """Takes note of the entities that names alone tell."""
        self._entities = resolver.memory.entities
        votes: dict[int, Counter[str]] = {}
        for mention in resolver.mentions:
            number = resolver.named.of.get(mention.first)
            entity = self._marked(mention.start, mention.end)
            if number is not None and entity not in (None, NOTHING):
                votes.setdefault(number, Counter())[entity] += 1
        for number, entity in enumerate(self._entities):
            voted = votes.get(number)
            self._known[number] = voted.most_common(1)[0][0] if voted else self._by_forms(entity)

    def __call__(self, choice: Choice) -> tuple[int, float]:
        entity = self._marked(choice.mention.start, choice.mention.end)
        if entity is None:
            return -1, 0.0
        right = [
            place
            for place, number in enumerate(choice.candidates)
            if entity != NOTHING and self._entity(number) == entity
        ]
        self.examples.append(Example(choice, right, bool(choice.own[IS_SOURCE])))
        return (right[0], 1.0) if right else (-1, 1.0)

    def _marked(self, start: int, end: int) -> str | None:
        return self._marks.get((start, end)) or self._by_end.get(end)

    def _by_forms(self, entity: Entity) -> str | None:
        for form in sorted(entity.forms, key=len, reverse=True):
            if _plain(form) in self._by_name:
                return self._by_name[_plain(form)]
        if entity.person is not None:
            for named, forms in self._names.items():
                if forms and self._kinds.get(named, "person") in ("person", "unnamed"):
                    name = person_name(forms[0])
                    known = entity.person
                    if same_person(known, name) or short_for(known, name) or short_for(name, known):
                        return named
        return None

    def _entity(self, number: int) -> str | None:
        if number not in self._known:
            self._known[number] = self._of_nominal(number)
        return self._known[number]

    def _of_nominal(self, number: int) -> str | None:
        mentions = self._entities[number].mentions
        for mention in mentions:
            entity = self._marked(mention.start, mention.end)
            if entity not in (None, NOTHING):
                return entity
        for mention in mentions:
            if mention.form == NOMINAL:
                plain = _plain(self._text[mention.start : mention.end])
                if plain in self._by_name:
                    return self._by_name[plain]
                headed = self._by_head.get(mention.head, ())
                if len(headed) == 1:
                    return headed[0]
        return None


def _plain(name: str) -> str:
    return " ".join(organisation_words(_TITLE.sub("", name)))


def _head(name: str) -> str:
    words = _AFTER_HEAD.split(_plain(name))[0].split()
    return words[-1] if words else ""
